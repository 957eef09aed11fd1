"""The pictures of a file on its way through `rich`: each leaves a few bytes in the HTML and comes back behind it."""

import re
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.importing import addresses
from broadsheet.importing.imported import Note
from broadsheet.importing.taking import Copy
from broadsheet.pictures import kinds

if TYPE_CHECKING:
    from broadsheet.importing.rich import Rich

_MARK = b"\x89PNG\r\n\x1a\nbroadsheet-picture-"
"""Looks like a picture to whoever reads its first bytes only."""
_NUMBER = re.compile(re.escape(_MARK) + rb"(\d{1,6})")


class Album:
    """Holds pictures, and what stands in for each; a picture is its bytes or its file."""

    def __init__(self) -> None:
        self._pictures: list[tuple[str, bytes | Path]] = []
        self._lost: list[str] = []

    def put(self, picture: bytes | Path, name: str) -> tuple[str, str]:
        """Return the address that stands in for a picture, and its own; both empty for a kind that we do not take."""
        if isinstance(picture, bytes):
            try:
                kinds.recognise(picture, name)
            except errors.PictureRefused:
                self.lose(name)
                return "", ""
        number = len(self._pictures)
        address = f"{number}/{PurePosixPath(name).name or 'picture'}"
        self._pictures.append((address, picture))
        return f"data:image/png;base64,{b64encode(_MARK + str(number).encode()).decode()}", address

    def lose(self, name: str) -> None:
        """Note a picture that cannot come."""
        self._lost.append(name[:200])

    def settle(self, found: "Rich", more: Sequence[str] = ()) -> tuple[str, dict[str, bytes | Path], tuple[Note, ...]]:
        """Return the Markdown with the pictures' own addresses, the pictures by these, a note for each that is missing.

        `more` are addresses that are used outside the Markdown.
        """
        held = dict(self._pictures)
        pictures: dict[str, bytes | Path] = {address: held[address] for address in more if address in held}
        names: dict[str, str] = {}
        for one in found.pictures:
            stands = _NUMBER.fullmatch(one.data)
            if stands and int(stands[1]) < len(self._pictures):
                address, picture = self._pictures[int(stands[1])]
                names[f"assets/{one.name}"] = address
                pictures[address] = picture
            else:
                pictures[f"assets/{one.name}"] = one.data
        lost = tuple(Note("picture", name) for name in (*self._lost, *found.missing))
        return addresses.replaced(found.markdown, names), pictures, lost


def as_copy(html: str, path: Path, album: Album, known: Article, notes: tuple[Note, ...]) -> Copy:
    """Return the HTML that a reader of office files has made as plain copy; `known` fills what the text lacks.

    Raises errors.UnreadableDocument.
    """
    from broadsheet.importing import rich

    try:
        found = rich.convert(html)
    except rich.TooMuch as exc:
        raise errors.UnreadableDocument(path, *exc.refusal) from exc
    markdown, pictures, lost = album.settle(found)
    return Copy(known, pictures, (*notes, *lost), plain=markdown.strip("\n"), folder=path.parent)
