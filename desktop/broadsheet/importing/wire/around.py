"""What stands around a story and speaks to the desk: the mail it came in, a release's contacts, the top of a page.

Readers get nothing of it. Where a mail begins and ends is told by its greeting, its close and whom to call, never by
one of them alone: letters to the editor have the first two, and they are the story.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from broadsheet.importing.wire import dateline, desk, labels, marks, names, page, titles, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece

_DEEPEST = 24
"""Blocks at either end that are looked at."""
_COVER = 5
"""Blocks of a note to the desk above a story, at most."""
_LONGEST_LINE, _LONGEST_NOTE = 100, 400
"""Characters of a line under a mail's close; of a paragraph that speaks to the desk."""
_SHORTEST_TITLE = 12
_LONGEST_ADDRESS = 70
"""Characters of a line of whom a letter goes to."""
_SIGNATURE = 4
"""Lines under the name in a signature, at most."""
_PHRASE = 2
"""What a phrase about the copy weighs."""
_RULE = re.compile(r"[-–—_=*~]{3,}")
_DELIMITER = re.compile(r"--|—|__+")
"""What stands over a signature (RFC 3676 §4.3), and what programs make of it."""


class Around(Struct, frozen=True):
    """The blocks of the story itself, and the pieces of those that are none of it."""

    story: tuple[Block, ...]
    pieces: tuple[Piece, ...] = ()


def read(blocks: Sequence[Block], tag: str) -> Around:
    """Return what of these blocks is the story."""
    top = _Top(blocks, tag)
    begin = top.end()
    foot = page.foot(blocks, begin)
    below = _below(blocks[:foot], begin, mailed=top.mailed) | set(range(foot, len(blocks)))
    if not top.pieces and not below:
        return Around(tuple(blocks))
    story = tuple(block for at, block in enumerate(blocks[begin:], begin) if at not in below)
    left = tuple(Piece(blocks[at].start, blocks[at].end, "left_over", "likely") for at in sorted(below))
    return Around(story, (*top.pieces, *left))


class _Top:
    """Goes down the blocks above a story; `mailed` tells whether they are those of a mail."""

    def __init__(self, blocks: Sequence[Block], tag: str) -> None:
        self._blocks, self._tag = blocks, tag
        self._heads = desk.heads([block.text for block in blocks[:_DEEPEST]])
        self.mailed = False
        self.pieces: list[Piece] = []

    def end(self) -> int:
        """Return the number of the first block of the story."""
        at = page.menu(self._blocks)
        self.pieces += [Piece(block.start, block.end, "left_over", "likely") for block in self._blocks[:at]]
        while at < min(len(self._blocks), max(at, _DEEPEST)):
            through = self._note(at) or self._office(at)
            if through:
                self.pieces += [
                    Piece(block.start, block.end, "left_over", "likely") for block in self._blocks[at:through]
                ]
                at = through
            elif titles.is_urgent(self._blocks[at].text) and at + 1 < len(self._blocks):
                self.pieces.append(Piece(self._blocks[at].start, self._blocks[at].end, "kicker", "sure"))
                at += 1
            else:
                break
        return at

    def _note(self, at: int) -> int:
        """Return where lines end that came with the mail, or 0."""
        text = self._blocks[at].text
        if at in self._heads or desk.is_forwarded(text):
            self.mailed = True
            return at + 1
        if self.mailed and _RULE.fullmatch(text):
            return at + 1
        following = self._blocks[at + 1].text if at + 1 < len(self._blocks) else ""
        greeted = desk.is_greeting(text) or (desk.greets(text) and desk.weight(following) >= _PHRASE)
        story = self._story(at, greeted=greeted)
        self.mailed = self.mailed or story > at
        return story

    def _story(self, begin: int, *, greeted: bool) -> int:
        """Return the first block after a note to the desk that may begin at `begin`; 0 where none begins there.

        Between a greeting and a title there may be sentences about anything; without either they must speak of copy.
        """
        at, weight, closed = self._greeted(begin) if greeted else begin, 0, False
        end = min(at + _COVER, len(self._blocks))
        while at < end:
            text = self._blocks[at].text
            said = desk.weight(text) if len(text) <= _LONGEST_NOTE else 0
            if desk.is_signoff(text) or (at > begin and _RULE.fullmatch(text)):
                closed = True
            elif not said and not (closed and names.is_name(text)) and not (weight and desk.goes_on(text)):
                break
            weight += said
            at += 1
        if greeted and not weight:
            return self._after_talk(at, end, exclaimed=self._blocks[begin].text.endswith("!"))
        opens = at < len(self._blocks) and (self._opens(at) or self._opens_with_kicker(at))
        needed = _PHRASE + (not greeted) - (greeted and opens) - (self.mailed and opens)
        forwarded = at < len(self._blocks) and (at in self._heads or desk.is_forwarded(self._blocks[at].text))
        spoken = weight >= needed and (greeted or self.mailed or opens or forwarded)
        return at if spoken and at < len(self._blocks) else 0

    def _greeted(self, begin: int) -> int:
        """Return where greetings end: behind the last of several, with an address of short lines between two."""
        near = [block.text for block in self._blocks[begin + 1 : begin + _COVER]]
        address = next((number for number, text in enumerate(near) if len(text) > _LONGEST_ADDRESS), len(near))
        again = [number for number in range(address) if desk.is_greeting(near[number])]
        return begin + 2 + again[-1] if again else begin + 1

    def _after_talk(self, at: int, end: int, *, exclaimed: bool) -> int:
        """Return the block of a title behind a greeting and sentences that need not speak of copy, or 0."""
        title = next((number for number in range(at, end) if self._opens(number)), 0)
        talk = sum(len(block.text) for block in self._blocks[at:title])
        while title > at and self._opens_with_kicker(title - 1):
            title -= 1
        headed = title > 0 and titles.is_title(self._blocks[title])
        labelled = title > 0 and bool(labels.pieces(self._blocks[title], self._tag))
        if exclaimed and (not talk or not headed or labelled):
            return 0  # `Hi, Barbie!` over its headline is a headline, too
        return title if title and talk <= _LONGEST_NOTE else 0

    def _opens(self, at: int) -> bool:
        """Tell whether a story may begin with a block: a title with something under it, or a label of a header."""
        block = self._blocks[at]
        if desk.is_signoff(block.text) or at + 1 >= len(self._blocks):
            return False
        said = labels.pieces(block, self._tag)
        if said or dateline.read(block.text):
            return not said or said[0].where in ("byline", "dateline")
        return titles.is_title(block) and not titles.is_sentence(block.text) and len(block.text) > _SHORTEST_TITLE

    def _opens_with_kicker(self, at: int) -> bool:
        """Tell whether a story may begin with a kicker: a short line right over a title."""
        if at + 2 >= len(self._blocks) or self._blocks[at + 1].apart or not self._opens(at + 1):
            return False
        text = self._blocks[at].text
        return not labels.pieces(self._blocks[at], self._tag) and titles.is_kicker(text, self._blocks[at + 1].text)

    def _office(self, at: int) -> int:
        """Return where lines of a release's letterhead or of the top of a page end, or 0."""
        text = self._blocks[at].text
        if at + 1 < len(self._blocks) and (marks.junk(text) or marks.advisory(text)) and not titles.is_rubric(text):
            return at + 1
        if at + 1 < len(self._blocks) and (desk.is_number(text) or (self.pieces and desk.are_topics(text))):
            return at + 1
        return _reached(self._blocks, at) if at + 2 < len(self._blocks) else 0


def _below(blocks: Sequence[Block], begin: int, *, mailed: bool) -> set[int]:
    """Return the numbers of the blocks under a story that are for the desk only."""
    found = _below_mark(blocks, begin) if mailed else set()
    first = max(begin + 1, len(blocks) - _DEEPEST)
    for at in range(first, len(blocks)):
        text = blocks[at].text
        if at in found:
            continue
        if desk.are_notes(text) or _signs(blocks, at, mailed=mailed):
            return found | set(range(at, len(blocks)))
        if desk.is_sent(text) and at >= len(blocks) - 2:
            found |= {at - 1, at} if at > first and desk.are_codes(blocks[at - 1].text) else {at}
        if desk.is_forwarded(text):
            found.add(at)
        if mailed and all(desk.is_notice(block.text) or desk.is_forwarded(block.text) for block in blocks[at:]):
            return found | set(range(at, len(blocks)))
        found |= set(range(at, _reached(blocks, at)))
    return found


def _below_mark(blocks: Sequence[Block], begin: int) -> set[int]:
    """Return the blocks of a mail below the mark of the end that no label makes part of the article."""
    first = max(begin + 1, len(blocks) - _DEEPEST)
    ends = [at for at in range(first, len(blocks)) if marks.end_mark(blocks[at].text)]
    return {at for at in range(ends[-1] + 1, len(blocks)) if not labels.pieces(blocks[at], "")} if ends else set()


def _signs(blocks: Sequence[Block], at: int, *, mailed: bool) -> bool:
    """Tell whether a mail's close or signature begins with a block and goes on to the end of the text."""
    text = blocks[at].text
    closed = desk.is_signoff(text) or (mailed and desk.closes(text)) or _DELIMITER.fullmatch(text) is not None
    rest = [block.text for block in blocks[at + 1 :]]
    if not closed and not (mailed and len(rest) <= _SIGNATURE and _is_signature(blocks[at], rest)):
        return False
    lined = all(len(text) <= _LONGEST_LINE or desk.is_private(text) for text in rest)
    if not lined or any(marks.end_mark(text) for text in rest):
        return False
    if mailed:
        return _is_named(blocks[at], rest) or not any(_is_told(text) for text in rest)
    told = any(_is_told(text) for text in rest)
    return _is_named(blocks[at], rest) and not told and any(desk.reach(text) for text in rest)


def _is_named(block: Block, rest: Sequence[str]) -> bool:
    """Tell whether a name stands in a mail's close or right under it: without one it may be a subheading or a rule."""
    inside = desk.is_signoff(block.text) and block.text.casefold().strip(" ,.!-–—*_") not in words.known("signoff")
    return inside or (bool(rest) and names.is_name(rest[0].rstrip(","), least=2 if _is_rule(block) else 1))


def _is_rule(block: Block) -> bool:
    return _DELIMITER.fullmatch(block.text) is not None


def _is_told(text: str) -> bool:
    """Tell whether a line is a sentence that may be meant for readers."""
    return titles.is_sentence(text) and not desk.is_private(text) and not desk.is_forwarded(text)


def _is_signature(block: Block, rest: Sequence[str]) -> bool:
    """Tell whether a name stands apart over a few lines that are no sentences and say how to reach somebody."""
    told = any(titles.is_sentence(text) for text in rest)
    return block.apart and names.is_name(block.text, least=2) and not told and any(desk.reach(text) for text in rest)


def _reached(blocks: Sequence[Block], at: int) -> int:
    """Return where the lines end that tell whom to call, if they begin with block `at`; 0 for any other."""
    text = blocks[at].text
    if not desk.is_contact(text):
        return 0
    end = at + 1
    while end < len(blocks):
        near = blocks[end].text
        listed = len(near) <= _LONGEST_LINE and not titles.is_sentence(near) and not marks.end_mark(near)
        led = end == at + 1 and text.endswith((":", "："))  # a label with an empty line below it
        if not listed or (blocks[end].apart and not led and not desk.reach(near)):
            break
        end += 1
    told = any(desk.reach(block.text) for block in blocks[at:end])
    return end if told and (end - at > 1 or at < _DEEPEST // 4) else 0  # one line below may be meant for readers
