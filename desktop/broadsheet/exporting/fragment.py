"""The `html-fragment` format: what one pastes into a content system, without head and style."""

import re
from collections.abc import Iterator

from broadsheet import paths
from broadsheet.exporting import web
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.render import page
from broadsheet.render.themes import Theme

_TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"]*")?)+\s*>')
_HOOK = re.compile(r'\s+data-(?:field|slot)="[^"]*"')


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format.

    Pictures are addressed at the media URL, else where the `html` format puts them. What only our preview needs, the
    `data-` attributes, is left out.
    """
    source = Served(job.pictures, job.media_url or web.PICTURES, job.media_url)
    bare = Theme("fragment", paths.RESOURCES / "fragment")
    html = page.build(job.article, job.house, bare, job.page_body(source), source, page.Inline(""))
    lines = (line for line in html.splitlines() if line.strip())
    yield File("", (_TAG.sub(lambda tag: _HOOK.sub("", tag[0]), "\n".join(lines)) + "\n").encode())
