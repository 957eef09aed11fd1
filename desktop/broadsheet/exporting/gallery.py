"""The pictures of one export: made in the sizes that pages offer, named, and addressed."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article import figures, naming, photos
from broadsheet.article.figures import Use
from broadsheet.article.model import Article
from broadsheet.pictures import metadata, probe, renditions
from broadsheet.pictures.metadata import Words
from broadsheet.pictures.renditions import Rendition
from broadsheet.render import links
from broadsheet.render.content import Block
from broadsheet.render.images import Shown

MAIN_WIDTH = 1600
"""Pixels, at most, of the file that is shown where only one can be: without srcset, in one file, in a feed."""

_IMAGE = re.compile(r'<img src="([^"]*)"')
_COLUMN = "(min-width: 44em) 40rem, 100vw"
"""How wide a picture in the body is shown: the column of a theme, or the whole of a narrow screen."""


class Picture(Struct, frozen=True):
    """One asset and the files made of it, name -> rendition, narrowest first."""

    asset: str
    files: dict[str, Rendition]

    @property
    def main(self) -> tuple[str, Rendition]:
        """Return name and rendition of the widest file up to MAIN_WIDTH, or of the narrowest."""
        fitting = [file for file in self.files.items() if file[1].width <= MAIN_WIDTH]
        return fitting[-1] if fitting else next(iter(self.files.items()))


def used(article: Article, blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the assets that the article shows, each once: the lead picture, then those of the body."""
    sources = (found for block in blocks for found in _IMAGE.findall(block.html))
    assets = [article.picture.asset, *(links.asset(unescape(source)) for source in sources)]
    return tuple(dict.fromkeys(asset for asset in assets if asset))


def names(assets: Iterable[str]) -> dict[str, str]:
    """Return a file stem for each asset: safe everywhere, and unlike the others' also where case is not told apart."""
    given: dict[str, str] = {}
    for asset in assets:
        stem = free = naming.clean(PurePosixPath(asset).stem) or "picture"
        number = 2
        while free in given.values():
            free, number = f"{stem}-{number}", number + 1
        given[asset] = free
    return given


def words(article: Article, asset: str) -> Words:
    """Return what the files of a picture say of it: its facts, and its words where the article shows it first."""
    shown = next((use for use in figures.uses(article) if use.asset == asset), Use(0, asset))
    return metadata.of(
        photos.of(article, asset),
        alt=shown.alt,
        caption=shown.caption,
        credit=shown.credit,
        language=article.language,
    )


def make(asset: str, stem: str, data: bytes, said: Words) -> Iterator[Picture]:
    """Yield a picture while its files are made, one more each time, each with its words in it.

    Raises errors.PictureRefused.
    """
    made: dict[str, Rendition] = {}
    for rendition in renditions.make(data, name=asset):
        signed = metadata.write(rendition.data, said, name=asset)
        made[f"{stem}{rendition.name_suffix}"] = msgspec.structs.replace(rendition, data=signed)
        yield Picture(asset, dict(made))


class Served:
    """Shows the pictures from a folder: `base` is a relative one or an absolute URL, and ends with a slash."""

    def __init__(self, pictures: Mapping[str, Picture], base: str, media_url: str) -> None:
        self._pictures, self._base, self._media_url = pictures, base, media_url

    def picture(self, asset: str) -> Shown | None:
        """Return how to show an asset; None where the article does not show it."""
        found = self._pictures.get(asset)
        if found is None:
            return None
        name, main = found.main
        url = urljoin(self._media_url, quote(name)) if self._media_url else ""
        files = found.files.items() if len(found.files) > 1 else ()
        srcset = ", ".join(f"{self._base}{quote(file)} {one.width}w" for file, one in files)
        return Shown(self._base + quote(name), srcset, _COLUMN, main.width, main.height, url)


class Inlined:
    """Shows each picture from inside the page, in one size."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self._pictures = pictures

    def picture(self, asset: str) -> Shown | None:
        """Return how to show an asset; None where the article does not show it."""
        found = self._pictures.get(asset)
        if found is None:
            return None
        main = found.main[1]
        return Shown(data_url(main.media_type, main.data), width=main.width, height=main.height)


def sizes(assets: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Return width and height of those assets that are pictures."""
    found = {}
    for asset, data in assets.items():
        with suppress(errors.PictureRefused):
            size = probe.size(data, asset)
            found[asset] = (size.width, size.height)
    return found


def data_url(media_type: str, data: bytes) -> str:
    """Return bytes as a URL (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def files(pictures: Mapping[str, Picture]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every file."""
    for picture in pictures.values():
        yield from ((name, rendition.data) for name, rendition in picture.files.items())
