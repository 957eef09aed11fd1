"""The `html-single` format: one file that needs nothing else, with stylesheet, fonts and pictures inside it."""

import re
from collections.abc import Iterator
from hashlib import sha256

from broadsheet.exporting import carrier, gallery, web
from broadsheet.exporting.gallery import Inlined
from broadsheet.exporting.job import File, Job
from broadsheet.render import page
from broadsheet.render.themes import Theme

_FONT = re.compile(rf'url\(\s*["\']?{web.FONTS}([^"\')]+)["\']?\s*\)')


def write(job: Job) -> Iterator[File]:
    """Yield the one file of this format; raises errors.ThemeBroken."""
    source = Inlined(job.pictures)
    stylesheet = page.Inline(_stylesheet(job.theme))
    html = page.build(job.article, job.house, job.theme, job.page_body(source), source, stylesheet)
    shown = {asset: sha256(picture.main[1].data).hexdigest() for asset, picture in job.pictures.items()}
    yield File("", f"{carrier.carried(html, job, shown)}\n".encode())


def _stylesheet(theme: Theme) -> str:
    """Return the stylesheet with the fonts in it."""
    urls = {name: gallery.data_url("font/ttf", data) for name, data in web.font_files(theme)}

    def inlined(found: re.Match[str]) -> str:
        return f"url({urls[found[1]]})" if found[1] in urls else found[0]

    return _FONT.sub(inlined, theme.stylesheet)
