"""Where a place in rendered text stands in the Markdown it was made of; no Qt."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from msgspec import Struct

# Ideographs, kana and hangul are written without spaces: there each character is a word of its own.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_SILENT = re.compile(
    r"(?<=\])\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"  # the address of a link, not its title
    r"|(?<=\])\[[^\]\n]*\](?!\()"  # the name of a link's reference
    r"|!\[[^\]\n]*\]"  # a picture's alternative text
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*"  # where a reference leads
    r"|^ {0,3}(?:```|~~~)[^\n]*"  # a fence and the language behind it
    r"|^\s*\d{1,9}[.)](?=\s)"  # the number of a list item
    r"|</?[A-Za-z][^<>]*>|<!--.*?-->"
    r"|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);",
    re.MULTILINE | re.DOTALL,
)
_MOST_WORK = 2_000_000
"""Pairs of words compared at most: 2,000 words changed to 1,000 others; a click must answer at once."""


class _Word(Struct, frozen=True):
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def to_source(rendered: str, source: str, offset: int) -> int:
    """Return the offset in `source` of what stands at `offset` in `rendered`; both count code points."""
    return _carry(_words(rendered), _words(_mask(source)), offset)


def _carry(here: list[_Word], there: list[_Word], offset: int) -> int:
    """Carry an offset over: within a word that both have, exactly; elsewhere to the end of the one before it."""
    before = 0
    for mine, its in _pairs(here, there):
        word, other = here[mine], there[its]
        if offset < word.start:
            return before or other.start
        if offset <= word.end:
            return other.start + offset - word.start
        before = other.end
    return before


def _pairs(here: list[_Word], there: list[_Word]) -> Iterator[tuple[int, int]]:
    """Give the indexes of words that are the same, in order; what begins and ends alike is not compared further."""
    mine, its = [word.text for word in here], [word.text for word in there]
    head = sum(1 for _ in takewhile(bool, (a == b for a, b in zip(mine, its, strict=False))))
    yield from zip(range(head), range(head), strict=True)
    most = min(len(mine), len(its)) - head
    tail = sum(1 for _ in takewhile(bool, (mine[-k] == its[-k] for k in range(1, most + 1))))
    middle, other = mine[head : len(mine) - tail], its[head : len(its) - tail]
    if len(middle) * len(other) <= _MOST_WORK:
        for block in SequenceMatcher(None, middle, other, autojunk=False).get_matching_blocks():
            for k in range(block.size):
                yield head + block.a + k, head + block.b + k
    for k in range(tail, 0, -1):
        yield len(mine) - k, len(its) - k


def _words(text: str) -> list[_Word]:
    return [_Word(found[0], found.start()) for found in _WORD.finditer(text)]


def _mask(source: str) -> str:
    """Return the source with spaces where it holds what readers do not see, every offset unchanged."""
    return _SILENT.sub(_blank, source)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
