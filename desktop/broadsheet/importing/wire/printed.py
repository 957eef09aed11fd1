"""Copy out of a printed page: the line at the top of each page, with its number, is none of the story."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from broadsheet.importing.wire import credits, titles
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece

_LONGEST = 90
_WRITTEN = re.compile(r"^(?:[#>|]|[-*+•]\s|\d+[.)]\s)|://|\]\(|!\[|@")
"""Markdown, items of a list and addresses: what a writer numbers and repeats on purpose."""
_PARTS = re.compile(r"\w[^\w\n]*?(?:\s{2,}|\t|\s[|·•–—/-]\s)\W*\w")
"""A title, a day and a page stand apart in one line, where headings that are counted (`Chapter 2`) have one part."""
_NUMBERS = re.compile(r"\d+|\s+")


class Page(Struct, frozen=True):
    """The blocks of the story, and the pieces of the lines that stand on each page."""

    story: tuple[Block, ...]
    pieces: tuple[Piece, ...] = ()


def read(blocks: Sequence[Block]) -> Page:
    """Return the story without lines that come again and differ only in their numbers; the first may have the date."""
    lines = {at: _bare(block.text) for at, block in enumerate(blocks) if _is_head(block)}
    often = {line for line, number in Counter(lines.values()).items() if number > 1}
    first = {line: at for at, line in reversed(lines.items())}
    again = {at for at, line in lines.items() if line in often and first[line] != at}
    story = tuple(block for at, block in enumerate(blocks) if at not in again)
    return Page(story, tuple(Piece(blocks[at].start, blocks[at].end, "left_over", "likely") for at in sorted(again)))


def _is_head(block: Block) -> bool:
    text = block.text
    told = block.code or len(text) > _LONGEST or "\n" in text or titles.is_sentence(text)
    named = _WRITTEN.search(text) or credits.picture(text) is not None
    return not told and not named and any(map(str.isdigit, text)) and _PARTS.search(text) is not None


def _bare(text: str) -> str:
    return _NUMBERS.sub("", text).casefold()
