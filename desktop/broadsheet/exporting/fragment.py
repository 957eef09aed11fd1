"""The `html-fragment` format: what one pastes into a content system, without head and style."""

import re
from collections.abc import Iterator

from broadsheet import paths
from broadsheet.exporting import web
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.render import page
from broadsheet.render.themes import Theme

_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")+>')
_HOOK = re.compile(r' data-(?:field|slot)="[^"]*"')
_SLOT = '<div class="body"></div>'


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format.

    Pictures are addressed at the media URL, else where the `html` format puts them. What only our preview needs, the
    `data-` attributes, is left out.
    """
    source = Served(job.pictures, job.media_url or web.PICTURES, job.media_url)
    bare = Theme("fragment", paths.RESOURCES / "fragment")
    # Without the body, whose empty lines and quotation marks may be the writer's own.
    frame = page.build(job.article, job.house, bare, "", source, page.Inline(""))
    lines = "\n".join(line for line in _TAG.sub(_without_hooks, frame).split("\n") if line.strip())
    before, slot, after = lines.partition(_SLOT)
    body = slot.replace("></", f">{job.page_body(source)}</")
    yield File("", f"{before}{body}{after}\n".encode())


def _without_hooks(tag: re.Match[str]) -> str:
    return _HOOK.sub("", tag[0])
