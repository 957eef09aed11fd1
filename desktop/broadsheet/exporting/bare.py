"""The article as HTML without style and without what only our preview needs: for the fields of other systems."""

import re

from broadsheet import paths
from broadsheet.exporting.job import Job
from broadsheet.render import page
from broadsheet.render.images import PictureSource
from broadsheet.render.themes import Theme

_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")+>')
_HOOK = re.compile(r' data-(?:field|slot)="[^"]*"')
_SLOT = '<div class="body"></div>'


def whole(job: Job, source: PictureSource) -> str:
    """Return the whole article, from kicker to rights, as one `article` element."""
    return _written(job, source, "fragment", '<div class="body">{}</div>')


def story(job: Job, source: PictureSource) -> str:
    """Return the body and what belongs behind it: source, call to action, corrections, related links."""
    return _written(job, source, "story", "{}").strip("\n")


def _written(job: Job, source: PictureSource, template: str, body: str) -> str:
    theme = Theme(template, paths.RESOURCES / template)
    # Without the body, whose empty lines and quotation marks may be the writer's own.
    frame = page.build(job.article, job.house, theme, "", source, page.Inline(""))
    lines = "\n".join(line for line in _TAG.sub(_without_hooks, frame).split("\n") if line.strip())
    before, _, after = lines.partition(_SLOT)
    opening, closing = body.split("{}")
    return f"{before}{opening}{job.page_body(source)}{closing}{after}"


def _without_hooks(tag: re.Match[str]) -> str:
    return _HOOK.sub("", tag[0])
