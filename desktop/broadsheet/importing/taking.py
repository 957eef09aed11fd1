"""The last step of every reader: its pictures are taken in and become assets, and plain copy is taken apart."""

import re
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Optional

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article import model
from broadsheet.article.model import Article
from broadsheet.importing import addresses, beside, moments
from broadsheet.importing.imported import Imported, Note
from broadsheet.store import document as documents
from broadsheet.store import members

if TYPE_CHECKING:
    from broadsheet.importing.wire import Guess

Beat = Callable[[], None]
"""Called after each picture, so that whoever waits knows that all is well."""

MOST_PICTURES = 300
MOST_PICTURE_BYTES = 200_000_000
"""Of all pictures of one file; what comes after them stays away."""
_SECONDS = 30.0
"""For all pictures of one file."""

_LARGE = ("too_large", "too_many_pixels")

_EXCERPT = 80
"""Characters of what is left over."""
_TIMES = ("published", "updated", "embargo")
_LACKING = ("headline", "byline", "keywords", "language")
"""What the properties of a file are asked for where its text does not say it."""


class Copy(Struct, frozen=True):
    """An article as a reader found it; `pictures` are what it shows: address in the text -> bytes, or a file of ours.

    The address is the picture's as it stands in the Markdown, percent-encoding undone. With `plain`, a text without
    fields of its own, the article has only what is known from elsewhere, and fills what that text lacks; its lead
    picture may lie in `folder`; `markdown` tells whether that text is Markdown. `named` is that of Imported.
    """

    article: Article
    pictures: Mapping[str, bytes | Path] = MappingProxyType({})
    notes: tuple[Note, ...] = ()
    plain: str | None = None
    markdown: bool = True
    folder: Path | None = None
    named: bool = False


def quiet() -> None:
    """Tell nobody: the beat where nobody waits."""


def finish(copy: Copy, beat: Beat = quiet) -> Imported:
    """Return the document of a copy; a picture that cannot be taken in is told in a note, and its words stay."""
    intake = _Intake(beat)
    names = {address: intake.take(address, given) for address, given in copy.pictures.items()}
    lost = frozenset(address for address, name in names.items() if not name)
    names = {address: name for address, name in names.items() if name}
    article, guess = _renamed(_without(copy.article, lost), names), None
    if copy.plain is not None:
        from broadsheet.importing import wire

        guess = wire.read(addresses.replaced(addresses.without(copy.plain, lost), names), markdown=copy.markdown)
        article = _guessed(guess, article)
        article = _with_lead(article, intake, copy.folder)
    article, unzoned = _zoned(article, guess) if not copy.named else (article, ())
    notes = (*copy.notes, *intake.lost, *_left_over(guess), *unzoned)
    return Imported(documents.new(article, intake.assets), notes, guess, copy.named)


def settled(article: Article, assets: Mapping[str, bytes]) -> Article:
    """Return an article whose lead picture, if only its file is named, is the asset that was made of that file."""
    name = article.picture.asset
    plain = members.folded(members.fit(PurePosixPath(name).stem))
    if not name or name in assets or not plain:
        return article
    same = [one for one in assets if members.folded(PurePosixPath(one).stem) == plain]
    exact = [one for one in same if PurePosixPath(one).name == PurePosixPath(name).name]
    found = next(iter((*exact, *same)), name)
    return msgspec.structs.replace(article, picture=msgspec.structs.replace(article.picture, asset=found))


class _Intake:
    """Takes pictures in, as long as there is time and room."""

    def __init__(self, beat: Beat) -> None:
        self._beat = beat
        self._end, self._room = time.monotonic() + _SECONDS, MOST_PICTURE_BYTES
        self.assets: dict[str, bytes] = {}
        self.lost: list[Note] = []

    def take(self, address: str, given: bytes | Path) -> str:
        """Return the asset that a picture has become; empty, with a note, where it cannot be one."""
        short = PurePosixPath(address).name
        try:
            if len(self.assets) >= MOST_PICTURES or time.monotonic() > self._end or self._room <= 0:
                raise errors.PictureRefused(short, "too_large")
            data, extension = _taken(given, short)
        except errors.PictureRefused as exc:
            self.lost.append(Note("large" if exc.reason in _LARGE else "picture", short))
            return ""
        self._room -= len(data)
        name = documents.free_asset_name(_named(short, extension), self.assets)
        self.assets[name] = data
        self._beat()
        return name


def _guessed(guess: "Guess", known: Article) -> Article:
    from broadsheet.importing import wire

    blank = model.blank(guess.language)
    article = wire.fill(guess, msgspec.structs.replace(blank, editor_note=known.editor_note))
    lacking = {name: getattr(known, name) for name in _LACKING if not getattr(article, name)}
    return msgspec.structs.replace(article, **lacking)


def _zoned(article: Article, guess: Optional["Guess"]) -> tuple[Article, tuple[Note, ...]]:
    """Return an article whose times all have a zone, and a note for each that does not say its own."""
    zoned = {name: moments.zoned(getattr(article, name)) for name in _TIMES}
    lacking = [getattr(article, name) for name in _TIMES if zoned[name] != getattr(article, name)]
    if guess is not None:
        from broadsheet.importing.wire import dates

        said = (guess.words(piece) for piece in guess.pieces if piece.where in _TIMES and "T" in zoned[piece.where])
        lacking += [one for one in said if not dates.has_zone(one)]
    spaced = (re.sub(r"(?<=\d)T(?=\d)", " ", one)[:_EXCERPT] for one in lacking)
    notes = tuple(Note("zone", one) for one in spaced)
    return msgspec.structs.replace(article, **zoned), notes


def _left_over(guess: Optional["Guess"]) -> tuple[Note, ...]:
    pieces = guess.pieces if guess is not None else ()
    words = (" ".join(guess.words(piece).split()) for piece in pieces if guess and piece.where == "left_over")
    return tuple(Note("left_over", one[:_EXCERPT]) for one in words)


def _with_lead(article: Article, intake: _Intake, folder: Path | None) -> Article:
    """Return an article with the lead picture that its text names, if it came along or lies in the folder itself."""
    article = settled(article, intake.assets)
    name = article.picture.asset.removeprefix("assets/")
    if not name or article.picture.asset in intake.assets:
        return article
    path = beside.file(folder, name) if folder is not None and "/" not in name else None
    asset = intake.take(name, path) if path is not None else ""
    if path is None:
        intake.lost.append(Note("picture", name[:200]))
    picture = msgspec.structs.replace(article.picture, asset=asset or article.picture.asset)
    return msgspec.structs.replace(article, picture=picture)


def _without(article: Article, lost: Collection[str]) -> Article:
    """Return an article that shows none of the pictures at some addresses."""
    asset = "" if article.picture.asset in lost else article.picture.asset
    picture = msgspec.structs.replace(article.picture, asset=asset)
    return msgspec.structs.replace(article, picture=picture, body=addresses.without(article.body, lost))


def _renamed(article: Article, names: Mapping[str, str]) -> Article:
    asset = article.picture.asset
    picture = msgspec.structs.replace(article.picture, asset=names.get(asset, asset))
    return msgspec.structs.replace(article, picture=picture, body=addresses.replaced(article.body, names))


def _taken(given: bytes | Path, name: str) -> tuple[bytes, str]:
    # Pillow is not loaded for a text without pictures.
    from broadsheet.pictures import intake

    data = given if isinstance(given, bytes) else intake.read(given, name)
    taken = intake.take_in(data, name)
    return taken.data, taken.extension


def _named(name: str, extension: str) -> str:
    path = PurePosixPath(name)
    kept = path.suffix.lower() in {".jpg": (".jpg", ".jpeg"), ".png": (".png",)}.get(extension, (extension,))
    return name if kept else f"{path.stem or 'picture'}{extension}"
