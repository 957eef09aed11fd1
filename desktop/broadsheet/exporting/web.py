"""The `html` format: a folder with the page, its stylesheet, its fonts, and the pictures in several sizes."""

from collections.abc import Iterator
from pathlib import Path

from broadsheet import errors
from broadsheet.exporting import gallery
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.render import page
from broadsheet.render.themes import Theme

PAGE, STYLESHEET, FONTS, PICTURES = "index.html", "style.css", "fonts/", "pictures/"


def write(job: Job) -> Iterator[File]:
    """Yield the files of the folder; raises errors.ThemeBroken."""
    source = Served(job.pictures, PICTURES, job.media_url)
    html = page.build(job.article, job.house, job.theme, job.page_body(source), source, page.Link(STYLESHEET))
    yield File(PAGE, f"{html}\n".encode())
    yield File(STYLESHEET, job.theme.stylesheet.encode())
    for name, data in font_files(job.theme):
        yield File(FONTS + name, data)
    for name, data in gallery.files(job.pictures):
        yield File(PICTURES + name, data)


def font_files(theme: Theme) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the fonts that a theme brings; raises errors.ThemeBroken."""
    for path in theme.font_files.values():
        yield path.name, _read(path, theme)


def _read(font: Path, theme: Theme) -> bytes:
    try:
        return font.read_bytes()
    except OSError as exc:
        raise errors.ThemeBroken(theme.key, font.name, 0, exc.strerror or str(exc)) from exc
