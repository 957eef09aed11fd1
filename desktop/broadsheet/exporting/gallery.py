"""The pictures of one export: made in the sizes that pages offer, named, and addressed."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

from msgspec import Struct

from broadsheet import errors
from broadsheet.article import figures, naming, photos
from broadsheet.article.figures import Use
from broadsheet.article.model import Article
from broadsheet.article.photo import Photo
from broadsheet.pictures import metadata, probe, renditions
from broadsheet.pictures.forms import Signing
from broadsheet.pictures.kinds import Kind
from broadsheet.pictures.metadata import Words
from broadsheet.pictures.renditions import Rendition
from broadsheet.render import links
from broadsheet.render.content import Block
from broadsheet.render.images import Cut, Shown, Source

MAIN_WIDTH = 1600
"""Pixels, at most, of the file that is shown where only one can be: without srcset, in one file, in a feed."""

_IMAGE = re.compile(r'<img src="([^"]*)"')
_COLUMN = "(min-width: 44em) 40rem, 100vw"
"""How wide a picture in the body is shown: the column of a theme, or the whole of a narrow screen."""

_STEM_BYTES, _SIGN = 48, 8

_FOR_ALL = ("image/jpeg", "image/png", "image/gif", "image/webp")
"""What every reader has; the first of which there are files is the picture's base."""

_NEWER = ("image/avif", "image/webp")
"""What is offered before the base, the lightest first: browsers take the first that they know."""


class Wishes(Struct, frozen=True):
    """What is made of a picture beside its sizes: crops of these ratios, and the newer forms."""

    ratios: tuple[str, ...] = ()
    newer: bool = True


Named = tuple[str, Rendition]
"""A file's name and what is in it."""


class Picture(Struct, frozen=True):
    """One asset and the files made of it, name -> rendition."""

    asset: str
    files: dict[str, Rendition]

    def of_type(self, media_type: str) -> tuple[Named, ...]:
        """Return the files of the whole picture in one form, narrowest first."""
        found = (file for file in self.files.items() if file[1].media_type == media_type and not file[1].ratio)
        return tuple(sorted(found, key=_width))

    @property
    def base(self) -> tuple[Named, ...]:
        """Return the files of the form that every reader has, narrowest first."""
        return next(files for files in map(self.of_type, _FOR_ALL) if files)

    @property
    def newer(self) -> tuple[tuple[Named, ...], ...]:
        """Return the files of the other forms, a row for each form."""
        base = self.base[0][1].media_type
        return tuple(files for one in _NEWER if one != base and (files := self.of_type(one)))

    @property
    def main(self) -> Named:
        """Return name and rendition of the widest file up to MAIN_WIDTH, or of the narrowest."""
        fitting = [file for file in self.base if file[1].width <= MAIN_WIDTH]
        return fitting[-1] if fitting else self.base[0]

    @property
    def widest(self) -> Named:
        """Return name and rendition of the widest file that every reader has."""
        return self.base[-1]


def _width(file: Named) -> int:
    return file[1].width


def used(article: Article, blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the assets that the article shows, each once: the lead picture, then those of the body."""
    sources = (found for block in blocks for found in _IMAGE.findall(block.html))
    assets = [article.picture.asset, *(links.asset(unescape(source)) for source in sources)]
    return tuple(dict.fromkeys(asset for asset in assets if asset))


def names(assets: Mapping[str, bytes]) -> dict[str, str]:
    """Return a file stem for each asset: short, safe everywhere, and no other picture's.

    It ends with a sign of the picture itself, so that it is the same in every export, and that two pictures may lie in
    one folder of a server though both articles call theirs `picture`. No stem is another one and a crop's ratio.
    """
    given: dict[str, str] = {}
    for asset, data in assets.items():
        name = naming.clean(PurePosixPath(asset).stem).encode()[:_STEM_BYTES].decode(errors="ignore").rstrip("-")
        stem = free = f"{name or 'picture'}-{sha256(data).hexdigest()[:_SIGN]}"
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


def make(photo: Photo, stem: str, data: bytes, said: Words, wishes: Wishes) -> Iterator[Picture]:
    """Yield a picture while its files are made, one more each time, each with its words in it.

    Raises errors.PictureRefused.
    """
    made: dict[str, Rendition] = {}
    signing = _signing(photo, data, said)
    for rendition in renditions.make(
        data, name=photo.asset, photo=photo, ratios=wishes.ratios, signing=signing, newer=wishes.newer
    ):
        made[f"{stem}{rendition.name_suffix}"] = rendition
        yield Picture(photo.asset, dict(made))


def _signing(photo: Photo, data: bytes, said: Words) -> Signing:
    """Return how a picture's words get into its files, and the private things that the writer wants to stay."""
    kept = metadata.keepable(data, frozenset(photo.kept), photo.asset)

    def write(file: bytes, kind: Kind) -> bytes:
        return metadata.write(file, said, kind=kind, kept=kept, name=photo.asset)

    return Signing(write, metadata.exif_bytes(said, kept=kept), metadata.xmp_bytes(said, kept=kept))


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
        srcset = self._srcset(found.base) if len(found.base) > 1 else ""
        sources = tuple(Source(files[0][1].media_type, self._srcset(files)) for files in found.newer)
        cuts = tuple(
            Cut(one.ratio, self._base + quote(file), one.width, one.height, self._url(file))
            for file, one in found.files.items()
            if one.ratio
        )
        return Shown(self._base + quote(name), srcset, _COLUMN, main.width, main.height, self._url(name), sources, cuts)

    def _srcset(self, files: tuple[Named, ...]) -> str:
        return ", ".join(f"{self._base}{quote(file)} {one.width}w" for file, one in files)

    def _url(self, name: str) -> str:
        return urljoin(self._media_url, quote(name)) if self._media_url else ""


class Addressed:
    """Shows each picture by one address alone: for systems that make the sizes themselves."""

    def __init__(self, pictures: Mapping[str, Picture], base: str) -> None:
        self._pictures, self._base = pictures, base

    def picture(self, asset: str) -> Shown | None:
        """Return how to show an asset; None where the article does not show it."""
        found = self._pictures.get(asset)
        if found is None:
            return None
        name, main = found.main
        return Shown(self._base + quote(name), width=main.width, height=main.height)


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
