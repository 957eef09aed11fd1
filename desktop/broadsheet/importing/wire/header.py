"""What stands above the first paragraph: kicker, headline, deck, byline, date, and the lead picture with its words."""

import re
from collections.abc import Sequence

from msgspec import Struct

from broadsheet.importing.wire import credits, dateline, labels, openings, titles
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.openings import Said, is_one, opens_with_dateline
from broadsheet.importing.wire.piece import Piece, Where

_DEEPEST = 16
"""Blocks that are looked at for a header."""
_LONGEST_TITLE = 220
_LONGEST_DATED = 400
"""Characters of a first line that ends like no sentence, right above a date or byline."""
_LONGEST_DECK = 300
"""Characters of a paragraph between a headline and the dateline of the story."""
_SHORT = 80
"""Characters of a sentence that may be a deck or a caption; longer ones are paragraphs."""
_ABOVE: frozenset[Where] = frozenset(("dateline", "byline", "published", "updated", "picture", "caption", "credit"))
_BESIDE: frozenset[Where] = frozenset((*_ABOVE, "source", "keywords", "left_over", "rights"))
"""What may stand among those above, but makes no header alone."""
_LISTED, _POINTS = re.compile(r"[-*>|•]\s|\d+[.)]\s"), 9
"""How a line of a list begins, and how many of them and other lines stand above the story that they sum up."""
_CAPTION = 20
"""Characters; a line under a credit that is shorter is a day or an edition."""
_MOST_BEFORE, _MOST_BETWEEN = 4, 3
"""Blocks without a label before the first label, and between two."""
_SLUG = re.compile(
    r"[A-Z]{2,}(?:-[A-Z]{2,})*-{1,2}\S.*|.*\b\d(?:st|nd|rd|th) Ld\b.*|[a-z0-9]+(?:[-_][a-z0-9]+){2,}|\^+.*|[A-Z]\d{4}.*"
)


class Header(Struct, frozen=True):
    """The pieces above the body, and the number of the first block of the body."""

    pieces: tuple[Piece, ...]
    body: int


def read(blocks: Sequence[Block], tag: str) -> Header:
    """Return the header of a text by its blocks."""
    said = openings.read(blocks[:_DEEPEST], tag)
    rubric = openings.rubric(blocks[0]) if blocks else ()
    if rubric:
        said[0] = ()
    stop = _stop(blocks, said)
    last = _last_label(blocks, said, stop)
    if last < 0 and not opens_with_dateline(blocks, stop):
        lines = titles.bare(blocks, said, stop)
        return Header(tuple(titles.titled(lines, rubric if lines else ())), len(lines))
    return _Sorting(blocks, said, stop, last, rubric).header()


def _stop(blocks: Sequence[Block], said: Said) -> int:
    """Return the first block that can be nothing of a header."""
    for at, pieces in enumerate(said):
        if is_one(pieces, "end_mark", "call_to_action") or (not pieces and _is_body(blocks, said, at)):
            return at
    return len(said)


def _is_body(blocks: Sequence[Block], said: Said, at: int) -> bool:
    text = blocks[at].text
    if blocks[at].code:
        return True
    before_label = any(is_one(pieces, *_ABOVE) for pieces in said[at + 1 : at + (3 if _are_titles(blocks, at) else 2)])
    if (_LISTED.match(text) and not (at and _leads_to_dateline(blocks, at))) or (
        re.match(r"#{2,6}\s", text) and at > 2
    ):
        return True
    if dateline.read(text) and not (before_label and at == 0):
        return True
    if at and is_one(said[at - 1], "picture") and len(text) <= 2 * _LONGEST_TITLE:
        return False
    if at and opens_with_dateline(blocks, at + 1) and len(text) <= _LONGEST_DECK:
        return False
    if _is_told_on(blocks, said, at):
        return True
    if is_under_credit(blocks, said, at) and len(text) <= 2 * _LONGEST_TITLE:
        return False
    if at == 0 and before_label and not blocks[1].apart and not titles.is_sentence(text):
        return len(text) > _LONGEST_DATED
    long = titles.is_sentence(text) and len(text) > _SHORT
    return len(text) > _LONGEST_TITLE or (long and not before_label and not is_credited(blocks, said, at))


def _is_told_on(blocks: Sequence[Block], said: Said, at: int) -> bool:
    """Tell whether two sentences of nobody's picture stand apart under a byline or date: so the story begins."""
    if at + 1 >= len(said) or not any(is_one(pieces, "byline", "published") for pieces in said[:at]):
        return False
    return all(
        not said[near]
        and blocks[near].apart
        and titles.is_sentence(blocks[near].text)
        and blocks[near].text[-1:] not in "?!"
        and not credits.within(blocks[near].text)
        for near in (at, at + 1)
    )


def _are_titles(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the block after this one is short and no sentence."""
    return at + 1 < len(blocks) and len(blocks[at + 1].text) <= _SHORT and not titles.is_sentence(blocks[at + 1].text)


def _leads_to_dateline(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a dateline follows soon: lines of a list above it are the points of the story."""
    return any(opens_with_dateline(blocks, after) for after in range(at + 1, at + _POINTS))


def is_credited(blocks: Sequence[Block], said: Said, at: int) -> bool:
    """Tell whether a block between header and body ends with a credit."""
    if not any(is_one(pieces, *_ABOVE) for pieces in said[:at]) or at + 1 >= len(blocks):
        return False
    text = blocks[at].text
    known = any(is_one(said[above], "caption") or credits.is_signed(blocks[above].text) for above in range(at))
    if known and blocks[at].apart and len(text) > _SHORT and not credits.is_signed(text):
        return False  # what stands in brackets belongs to the first sentence of the story: `em Santa Aurora (SP).`
    return credits.within(text) > 0


def is_under_credit(blocks: Sequence[Block], said: Said, at: int) -> bool:
    """Tell whether a block is the caption of the credit on the line above it: what follows stands apart, or is dated.

    Where every paragraph is a line, the line under a credit may be the first of the story.
    """
    if at == 0 or blocks[at].apart or at + 1 >= len(blocks) or not said[at - 1] or said[at]:
        return False
    if len(blocks[at].text) < _CAPTION:
        return False
    known = any(piece.where == "caption" for pieces in said[:at] for piece in pieces)
    credit = said[at - 1][-1].where == "credit" and not known
    return credit and (blocks[at + 1].apart or opens_with_dateline(blocks, at + 1))


def _last_label(blocks: Sequence[Block], said: Said, stop: int) -> int:
    """Return the last block with a label that belongs to the header, or -1: what stands far below is of the body."""
    last, between = -1, 0
    for at in range(stop):
        if is_one(said[at], *_ABOVE) or (last >= 0 and between == 0 and is_one(said[at], *_BESIDE)):
            last, between = at, 0
        elif not said[at]:
            led = at + 1 < stop and is_one(said[at + 1], *_ABOVE)
            told = titles.is_sentence(blocks[at].text) and not blocks[at].text.endswith(("?", "!"))
            between += 2 if last >= 0 and between and told and not led else 1
        if between > (_MOST_BEFORE if last < 0 else _MOST_BETWEEN):
            break
    return last


class _Sorting:
    """Goes through the blocks above the body and gives those without a label a place by what stands around them."""

    def __init__(self, blocks: Sequence[Block], said: Said, stop: int, last: int, rubric: tuple[Piece, ...]) -> None:
        self._blocks, self._said, self._stop, self._last = blocks, said, stop, last
        self._rubric = rubric
        self._titles: list[Block] = []
        self._pieces: list[Piece] = []

    def header(self) -> Header:
        """Return what was found."""
        body = self._stop
        for at in range(self._stop):
            if self._said[at] and (at <= self._last or is_one(self._said[at], "read_also", "left_over", "dateline")):
                self._pieces += self._said[at]
            elif self._said[at] or not self._take(at):
                body = at
                break
        found = [*self._pieces, *titles.titled(self._titles, self._rubric)]
        return Header(tuple(sorted(found, key=lambda piece: piece.start)), body)

    def _take(self, at: int) -> bool:
        """Give a block without a label its place, or tell that the body begins with it."""
        block = self._blocks[at]
        if at == 0 and self._stop > 1 and not self._said[1] and _SLUG.fullmatch(block.text):
            self._pieces.append(Piece(block.start, block.end, "left_over", "guess"))
        elif self._titles and (self._is_caption(at) or self._is_orphan(at)):
            told = len(block.text) >= _CAPTION or credits.within(block.text) or self._is_caption(at)
            self._pieces += labels.captioned(block) if told else (Piece(block.start, block.end, "left_over", "guess"),)
        elif at < self._last or self._is_late_title(at):
            self._titles.append(block)
        else:
            return False
        return True

    def _is_caption(self, at: int) -> bool:
        """Tell whether a block is the caption of the picture that is named above it, or of one that did not come."""
        if len(self._titles) > 1 and len(self._blocks[at].text) > 40 and credits.within(self._blocks[at].text):
            return True
        if credits.is_signed(self._blocks[at].text) or is_under_credit(self._blocks, self._said, at):
            return True
        if not any(is_one(pieces, *_ABOVE) for pieces in self._said[:at]):
            return False
        if is_credited(self._blocks, self._said, at):
            return True
        long = len(self._blocks[at].text) >= _CAPTION
        before = self._said[at - 1] if at > 0 else ()
        after_picture = is_one(before, "picture") or (long and is_one(before, "left_over"))
        if after_picture and (not self._blocks[at].apart or opens_with_dateline(self._blocks, at + 1)):
            return True
        return at + 1 < len(self._said) and is_one(self._said[at + 1], "credit") and not self._blocks[at + 1].apart

    def _is_orphan(self, at: int) -> bool:
        """Tell whether a block behind all labels is the caption of a picture of which nothing else was copied."""
        if self._is_below_headline(at) or self._is_next_point(at):
            return False  # what stands right under a headline is its deck
        signed = {piece.where for pieces in self._said[:at] for piece in pieces} & {"byline", "published"}
        after = at + 1 == self._stop or (at + 1 < len(self._blocks) and titles.is_sentence(self._blocks[at + 1].text))
        plain = not titles.is_sentence(self._blocks[at].text) or (
            at + 1 == self._stop and opens_with_dateline(self._blocks, at + 1)
        )
        return bool(signed) and at > self._last and after and plain and len(self._titles) > 0

    def _is_below_headline(self, at: int) -> bool:
        """Tell whether a block stands right under the headline, which may have a kicker over it."""
        kicker = len(self._titles) > 1 and titles.is_kicker(self._titles[0].text, self._titles[1].text)
        return self._blocks[at - 1] is self._titles[-1] and len(self._titles) == 1 + kicker

    def _is_next_point(self, at: int) -> bool:
        """Tell whether a line of a list follows on one that is a deck."""
        listed = [_LISTED.match(block.text) for block in self._blocks[at - 1 : at + 1]]
        return at > 0 and all(listed) and self._blocks[at - 1] is self._titles[-1]

    def _is_late_title(self, at: int) -> bool:
        """Tell whether a block behind the last label is still a headline, or a deck right before a dateline."""
        block = self._blocks[at]
        if not self._titles:
            return titles.is_title(block) and at + 1 < len(self._blocks)
        kicker = titles.is_kicker(self._titles[0].text, block.text)
        if len(self._titles) == 1 and kicker and titles.is_title(block):
            return True
        if self._is_below_headline(at) and titles.is_title(block) and at + 1 < len(self._blocks):
            return not titles.is_sentence(block.text) and titles.is_sentence(self._blocks[at + 1].text)
        room = len(self._titles) - kicker < 2 or self._is_next_point(at)
        return (
            room
            and opens_with_dateline(self._blocks, self._stop)
            and (not titles.is_sentence(block.text) or at + 1 == self._stop)
        )
