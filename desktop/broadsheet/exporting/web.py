"""The `html` format: a folder with the page, its stylesheet, its fonts, and the pictures in several sizes."""

from collections.abc import Iterator
from pathlib import Path

from broadsheet import errors
from broadsheet.exporting import carrier, gallery
from broadsheet.exporting.gallery import Served
from broadsheet.exporting.job import File, Job
from broadsheet.render import page
from broadsheet.render.themes import Theme

PAGE, STYLESHEET, FONTS, PICTURES = "index.html", "style.css", "fonts/", "pictures/"
_WROTE = "/* Broadsheet wrote here: "
"""Opens the stylesheet, with the names of all other files behind it: only these may a later export replace."""


def write(job: Job) -> Iterator[File]:
    """Yield the files of the folder; raises errors.ThemeBroken."""
    source = Served(job.pictures, PICTURES, job.media_url)
    html = page.build(job.article, job.house, job.theme, job.page_body(source), source, page.Link(STYLESHEET))
    shown = {asset: PICTURES + picture.widest[0] for asset, picture in job.pictures.items()}
    html = carrier.carried(html, job, shown)
    names = [PAGE]
    yield File(PAGE, f"{html}\n".encode())
    for folder, files in ((FONTS, font_files(job.theme)), (PICTURES, gallery.files(job.pictures))):
        for name, data in files:
            names.append(folder + name)
            yield File(folder + name, data)
    yield File(STYLESHEET, f"{_WROTE}{' '.join(names)} */\n{job.theme.stylesheet}".encode())


def own_files(folder: Path) -> frozenset[str]:
    """Return the files that an export wrote into a folder, by what its stylesheet says; none where it was no export."""
    try:
        with (folder / STYLESHEET).open(encoding="utf-8") as style:
            first = style.readline()
    except (OSError, ValueError):
        return frozenset()
    if not first.startswith(_WROTE):
        return frozenset()
    return frozenset({STYLESHEET, *first.removeprefix(_WROTE).removesuffix(" */\n").split(" ")})


def font_files(theme: Theme) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the fonts that a theme brings; raises errors.ThemeBroken."""
    for path in theme.font_files.values():
        yield path.name, _read(path, theme)


def _read(font: Path, theme: Theme) -> bytes:
    try:
        return font.read_bytes()
    except OSError as exc:
        raise errors.ThemeBroken(theme.key, font.name, 0, exc.strerror or str(exc)) from exc
