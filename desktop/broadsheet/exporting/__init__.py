"""The table of formats: an article and its house in, files out. A new format is one module and one row."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct

from broadsheet import errors
from broadsheet.article import naming, photo, photos
from broadsheet.article.house import House
from broadsheet.exporting import (
    fragment,
    gallery,
    ghost,
    listing,
    markdown,
    ninjs,
    placing,
    single,
    structured,
    superdesk,
    text,
    web,
    wordpress,
    wordpress_rest,
)
from broadsheet.exporting.gallery import Picture, Wishes
from broadsheet.exporting.job import File, Job, Progress
from broadsheet.render import blocks
from broadsheet.render.content import Block
from broadsheet.store.document import Document

__all__ = ["FORMATS", "File", "Format", "Job", "Progress", "export", "known", "plan"]


class Format(Struct, frozen=True):
    """One row: how its file's name ends (a folder's without a dot), who writes it, what it needs of the pictures.

    `listed` is for folders with files of any names, which get a list of them.
    `pictures` is `files` where readers would miss one that is not there, `served` where moreover each must have an
    address in the world, `names` where they are only named.
    """

    ending: str
    write: Callable[[Job], Iterator[File]]
    pictures: Literal["", "names", "files", "served"]
    listed: bool = False


FORMATS: dict[str, Format] = {
    "html": Format("", web.write, "files"),
    "html-single": Format(".html", single.write, "files"),
    "html-fragment": Format(".fragment.html", fragment.write, "files"),
    "json": Format(".json", structured.write, "names"),
    "ninjs": Format(".ninjs.json", ninjs.write, "served"),
    "ninjs-superdesk": Format(".superdesk.json", superdesk.write, "served"),
    "wordpress": Format(".wxr.xml", wordpress.write, "served"),
    "wordpress-rest": Format("-wordpress", wordpress_rest.write, "files", listed=True),
    "ghost": Format(".ghost.zip", ghost.write, "files"),
    "markdown": Format(".md", markdown.write, "names"),
    "text": Format(".txt", text.write, ""),
}


def known(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats, each once, in the table's order; raises errors.UnknownName."""
    for name in formats:
        if name not in FORMATS:
            raise errors.UnknownName("format", name, tuple(FORMATS))
    return tuple(name for name in FORMATS if name in formats)


def plan(document: Document, formats: tuple[str, ...], out: Path, *, stem: str = "") -> tuple[Path, ...]:
    """Return the files and folders that an export will put into `out` or replace there; raises errors.UnknownName."""
    return tuple(_targets(document, known(formats), out, stem).values())


def export(
    document: Document,
    house: House,
    theme: str,
    formats: tuple[str, ...],
    out: Path,
    *,
    media_url: str = "",
    stem: str = "",
    sweep: bool = True,
) -> Generator[Progress, None, None]:
    """Write the article in several formats into the folder `out`: all of them, or nothing.

    Yields its progress before each step; closing the generator cancels, and leaves what was there. `theme` is empty for
    the house's, `media_url` for the house's, `stem` for the article's. `sweep` is False for
    those after the first of many into one folder.
    The same article gives the same bytes.
    Raises errors.UnknownName, errors.ThemeBroken and errors.ExportFailed.
    """
    chosen = known(formats)
    targets = _targets(document, chosen, out, stem)
    body = blocks.styled(document.article.body, blocks.style(house, document.article.language))
    base = _folder_url(media_url or house.export.media_url)
    assets = _assets(document, body, chosen, out, by_url=bool(base))
    _require_seen(document, house, assets, out)
    total = len(assets) + len(chosen)
    pictures: dict[str, Picture] = {}
    with placing.staging(out, targets, sweep=sweep) as staged:
        stems = gallery.names({asset: document.assets[asset] for asset in assets})
        for done, (asset, file_stem) in enumerate(stems.items()):
            for picture in _made(document, asset, file_stem, out, _wishes(document, house, asset, chosen)):
                yield Progress(done, total, chosen[0], PurePosixPath(asset).name)
                pictures[asset] = picture
        job = Job(document, house, theme or house.theme, body, pictures, base)
        for done, name in enumerate(chosen, len(assets)):
            yield Progress(done, total, name, targets[name].name)
            for file in _written(name, job):
                placing.put(staged / name, file)
        yield Progress(total, total, "", "")
        placing.place(staged, targets)


def _written(name: str, job: Job) -> Iterator[File]:
    """Yield the files of a format; a folder that does not say itself what is in it gets a list."""
    names = []
    for file in FORMATS[name].write(job):
        names.append(file.name)
        yield file
    if FORMATS[name].listed:
        yield listing.file(names)


def _targets(document: Document, chosen: tuple[str, ...], out: Path, stem: str) -> dict[str, Path]:
    name = naming.clean(stem) or naming.stem(document.article)
    return {one: out / f"{name}{FORMATS[one].ending}" for one in chosen}


def _folder_url(url: str) -> str:
    return f"{url.rstrip('/')}/" if url else ""


def _assets(
    document: Document, body: tuple[Block, ...], chosen: tuple[str, ...], out: Path, *, by_url: bool
) -> tuple[str, ...]:
    """Return the assets to make files of; raises errors.ExportFailed where a format cannot do without a missing one.

    JSON and Markdown only name the pictures. They go out with a name that leads nowhere, as the checks say, so that a
    text whose pictures arrive later is not held back; what readers see as a page is.
    """
    used = gallery.used(document.article, body)
    needs = {FORMATS[name].pictures for name in chosen}
    if used and "served" in needs and not by_url:
        raise errors.ExportFailed(out, "media_url_missing", next(one for one in chosen if _is_served(one)))
    if needs & {"files", "served"}:
        for asset in used:
            if asset not in document.assets:
                raise errors.ExportFailed(out, "asset_missing", PurePosixPath(asset).name)
        return used
    return tuple(asset for asset in used if asset in document.assets) if "names" in needs and by_url else ()


def _is_served(name: str) -> bool:
    return FORMATS[name].pictures == "served"


def _require_seen(document: Document, house: House, assets: tuple[str, ...], out: Path) -> None:
    """Hold back pictures whose crops nobody has agreed to, where the house asks for it; raises errors.ExportFailed."""
    for asset in assets if house.pictures.crops_seen else ():
        if photo.unseen(photos.of(document.article, asset), house.pictures.ratios):
            raise errors.ExportFailed(out, "crops_unseen", PurePosixPath(asset).name)


def _wishes(document: Document, house: House, asset: str, chosen: tuple[str, ...]) -> Wishes:
    """Return what the formats have room for: crops of the lead in the folder, newer forms where HTML names files."""
    is_lead = asset == document.article.picture.asset
    return Wishes(
        house.pictures.ratios if is_lead and "html" in chosen else (),
        bool({"html", "html-fragment", "json", "ninjs"} & set(chosen)),
    )


def _made(document: Document, asset: str, stem: str, out: Path, wishes: Wishes) -> Iterator[Picture]:
    shown = photos.of(document.article, asset)
    try:
        said = gallery.words(document.article, asset)
        yield from gallery.make(shown, stem, document.assets[asset], said, wishes)
    except errors.PictureRefused as exc:
        raise errors.ExportFailed(out, "asset_damaged", PurePosixPath(asset).name) from exc
