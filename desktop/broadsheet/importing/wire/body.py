"""The paragraphs, the read-alsos between them, the headings over them, and the dateline before the first."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from broadsheet.importing.wire import dateline, desk, marks, prose, readalso, titles, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece

_LONGEST_HEADING, _MOST_WORDS = 70, 10
_PARAGRAPH = 40
"""Characters; what stands under a heading is longer."""
_LONGEST_TITLE, _SHORTEST_TITLE = 200, 20
_OPENING = 90
"""Characters in which a dateline names its agency in brackets."""
_URL = re.compile(r"[(<\[]?https?://\S+[)>\]]?")
_NO_HEADING = (".", ",", ";", ":", "!", "…", "-", '"', "”", "»", ")", "،")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\s?[^\W\d_.]{0,5}")
"""What stands over the heading of a part of a live report."""
_DASHED = re.compile(r"[-–—]\s+[\w\"“«‘'][^\n]*[^\s,;:]\s+[-–—]")
"""A heading as AFP sends it."""
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{4,}[\"“”»]|[‘'][^‘’\"“”]{8,}[’']")
"""A heading that only quotes; a line of somebody's who speaks ends like a sentence."""


def read(blocks: Sequence[Block], begin: int, taken: Mapping[int, Sequence[Piece]]) -> list[Piece]:
    """Return the pieces of the blocks from `begin` on; those in `taken` are known already."""
    return _Reading(blocks, begin, taken).pieces()


class _Reading:
    def __init__(self, blocks: Sequence[Block], begin: int, taken: Mapping[int, Sequence[Piece]]) -> None:
        self._blocks, self._taken = blocks, taken
        self._before = blocks[:begin]
        self._numbers = range(begin, len(blocks))
        self._own = [at for at in self._numbers if at not in taken]
        self._places = {at: place for place, at in enumerate(self._own)}
        self._marked = any(piece.where == "end_mark" for pieces in taken.values() for piece in pieces)
        first = blocks[self._own[0]].text[:_OPENING] if self._own else ""
        self._agencies = re.findall(r"\(([^()]{2,20})\)", first)
        self._answered = _answered([blocks[at].text for at in self._own])
        self._label = -1
        """The block of the label under which titles of read-alsos may follow."""
        self._last = -1
        """The last block that is a paragraph or a heading."""

    def pieces(self) -> list[Piece]:
        verses = _verses(self._blocks, self._own)
        found: list[Piece] = []
        for at in self._numbers:
            if at in self._taken:
                found += self._taken[at]
                self._label = at if readalso.is_label(self._blocks[at].text) else self._label
            elif at in verses:
                if verses[at] >= at:
                    found.append(Piece(self._blocks[at].start, self._blocks[verses[at]].end, "body", "likely"))
            elif found and found[-1].where == "read_also" and self._goes_on(at):
                found[-1] = Piece(found[-1].start, self._blocks[at].end, "read_also", "likely")
            elif found and found[-1].where == "read_also" and self._is_another(at):
                found.append(Piece(self._blocks[at].start, self._blocks[at].end, "read_also", "guess"))
            else:
                found += self._paragraph(at)
                self._last = at
        return found

    def _goes_on(self, at: int) -> bool:
        """Tell whether a block is the title or the address that a read-also's label promised."""
        block, last = self._blocks[at], self._blocks[at - 1]
        if block.code:
            return False
        if _URL.fullmatch(block.text):
            return not block.apart or not _URL.search(last.text)
        return self._label == at - 1 and len(block.text) <= _LONGEST_TITLE and not titles.is_sentence(block.text)

    def _is_another(self, at: int) -> bool:
        """Tell whether a block is a second title under a label that stands on a line of its own."""
        block = self._blocks[at]
        close = 0 <= self._label < at - 1 and not any(self._blocks[near].apart for near in (at - 1, at))
        plain = titles.is_title(block) and not titles.is_sentence(block.text)
        return close and at - self._label <= 4 and plain and len(block.text) > _SHORTEST_TITLE

    def _paragraph(self, at: int) -> list[Piece]:
        block = self._blocks[at]
        if block.code:
            return [Piece(block.start, block.end, "body")]
        start, end, found = block.start, block.end, []
        opening = (
            (dateline.read(block.text) or dateline.stopped(block.text, [near.text for near in self._before]))
            if at == self._own[0]
            else None
        )
        if opening:
            start = block.start + opening[1]
            found.append(Piece(block.start, start, "dateline", opening[2]))
        if at == self._own[-1] and not self._marked:
            end = block.start + marks.glued_mark(block.text)
            end = end if start < end < block.end else block.start + marks.initialled(block.text, self._agencies)
            end = end if end > start else block.end
        agency = marks.signed(block.text[: end - block.start], self._agencies) if at == self._own[-1] else 0
        if self._is_heading(at):
            return [Piece(start, end, "subheading", "likely")]
        through = agency if agency > start - block.start else end - block.start
        words_of_it = block.text[start - block.start : through].rstrip()
        found.append(Piece(start, start + len(words_of_it), "body"))
        if through == agency:
            found.append(
                Piece(
                    block.start + agency,
                    block.start + len(block.text[: end - block.start].rstrip()),
                    "source",
                    "likely",
                )
            )
        if end < block.end:
            found.append(Piece(end, block.end, "end_mark", "likely"))
        return found

    def _is_heading(self, at: int) -> bool:
        """Tell whether a short line between two paragraphs is the heading of the second."""
        place, text = self._places[at], self._blocks[at].text
        if place in (0, len(self._own) - 1) or self._own[place + 1] != at + 1 or _question().match(text):
            return False
        if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
            return False
        if text.endswith(("?", "؟")) and self._answered < 0.5:
            return False  # a question of an interview
        told = len(self._blocks[at + 1].text) >= _PARAGRAPH and titles.is_sentence(self._blocks[at + 1].text)
        if told and _QUOTED.fullmatch(text) and not titles.is_sentence(text):
            return True
        if _DASHED.fullmatch(text) and titles.is_sentence(self._blocks[at + 1].text):
            return True
        after, before = self._blocks[at + 1].text, self._blocks[self._last].text
        if re.fullmatch(r"\*\*[^*]+\*\*", text) or desk.is_about(text):
            return True
        if words.is_capital(text) and len(text) > 3 and not titles.is_sentence(text):
            return titles.is_sentence(after)
        plain = text[0].isalnum() and text[0].upper() == text[0] and not text.endswith(_NO_HEADING)
        told = len(after) >= _PARAGRAPH and titles.is_sentence(after)
        told = told and (titles.is_sentence(before) or _CLOCK.fullmatch(before) is not None)
        return plain and told


def _answered(texts: Sequence[str]) -> float:
    """Return the share of short questions over a paragraph: those are headings, the ones of an interview are none."""
    told = [len(after) >= _PARAGRAPH for text, after in pairwise(texts) if _is_asked(text)]
    return sum(told) / len(told) if told else 1


def _is_asked(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and text.endswith(("?", "؟"))


def _verses(blocks: Sequence[Block], own: Sequence[int]) -> dict[int, int]:
    """Return the lines that belong together as lines: the last of them by the first, and -1 for those between.

    They are verses, addresses, results: short, several, and seldom ending like a sentence.
    """
    found: dict[int, int] = {}
    stanzas: list[list[int]] = []
    for at in own:
        if blocks[at].code:
            continue
        if stanzas and not blocks[at].apart and at - 1 == stanzas[-1][-1]:
            stanzas[-1].append(at)
        else:
            stanzas.append([at])
    for stanza in stanzas:
        if len(stanzas) > 1 and _are_verses([blocks[at].text for at in stanza]):
            found |= dict.fromkeys(stanza, -1) | {stanza[0]: stanza[-1]}
    return found


def _are_verses(lines: Sequence[str]) -> bool:
    if any(_URL.search(line) for line in lines):
        return False
    ended = sum(titles.is_sentence(line) for line in lines)
    short = max(map(len, lines)) <= prose.VERSE
    return len(lines) > 2 and short and 2 * ended < len(lines) and not any(prose.MARKED.match(line) for line in lines)


@cache
def _question() -> re.Pattern[str]:
    """Return what matches how a line of an interview begins: `P. ¿Lo destruyó?`, `Pregunta. ¿Qué ha encontrado?`."""
    return re.compile(rf"(?:\w{{1,2}}|{words.anywhere('interview')})[.:]\s", re.IGNORECASE)
