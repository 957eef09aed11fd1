"""The article as the checks read it: its body taken apart once, for all of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from broadsheet.article.house import House
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.render.content import Block, Unseen


class Passage(Struct, frozen=True):
    """One block of the body and the character it starts at."""

    block: Block
    start: int

    def place(self, offset: int = -1) -> Place:
        """Return the place of a character of the block's source, by default of the first that is not blank."""
        source = self.block.source
        return Place("body", self.start + (len(source) - len(source.lstrip()) if offset < 0 else offset))

    def places_of(self, sources: Iterable[str]) -> Iterator[Place]:
        """Yield where each picture stands, in the block's order; a source may be written with percent signs or without.

        Of one that stands in it twice, each is found.
        """
        behind = 0
        for src in sources:
            found = (self.block.source.find(form, behind) for form in (src, unquote(src)))
            at = next((at for at in found if at >= 0), -1)
            behind = max(behind, at + 1)
            yield self.place(at)


class Reading(Struct, frozen=True):
    """An article with all that a rule may ask about it.

    `assets` are the paths of the document's pictures, `passages` the blocks of the body that readers see.
    """

    article: Article
    house: House
    assets: frozenset[str]
    passages: tuple[Passage, ...]
    now: datetime


def passages(blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    """Return the blocks that readers see, with their starts; `blocks` is the whole body."""
    placed: list[Passage] = []
    start = 0
    for block in blocks:
        if not isinstance(block.content, Unseen):
            placed.append(Passage(block, start))
        start += len(block.source)
    return tuple(placed)


def file_name(path: str) -> str:
    """Return the name of a picture's file, as a writer knows it."""
    return PurePosixPath(unquote(path)).name
