"""What a block says of itself: by a label, a form or a sign, wherever it stands."""

import re
from functools import cache

import msgspec

from broadsheet.importing.wire import credits, dateline, dates, links, marks, names, readalso, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece, Where

_LONGEST = 2_500
"""Characters of a line with a label, an address in it."""
_BETWEEN = " \t\n\u00a0,|/·•–—(-"
"""Signs between two dates in one line."""
_NUMBER = re.compile(r"\d{1,2}\s?(?:/|of|de|von|van|di|sur|dari|daripada|من)\s?\d{1,2}\s+(?=[^\W\d_])", re.IGNORECASE)
"""Which picture of several a caption is of: `1 de 3 Costureiras trabalham`."""
_LONGEST_TEAM = 60
"""Characters of a byline that names nobody, with its place."""
_CAPTION = 25
"""Characters before a credit in brackets that are more than a label: then the label stood before a caption."""


def pieces(block: Block, tag: str) -> tuple[Piece, ...]:
    """Return the pieces of a block that says what it is; none where only its place can tell."""
    text = block.text
    if len(text) > _LONGEST or block.code:
        return ()
    if readalso.title(text):
        return _whole(block, "read_also")
    if marks.end_mark(text):
        return _whole(block, "end_mark")
    return _dated(block, tag) or _pictured(block) or _told(block) or _named(block, tag)


def _pictured(block: Block) -> tuple[Piece, ...]:
    text = block.text
    file = credits.picture(text)
    if file is not None:
        return _whole(block, "picture")
    if marks.junk(text):
        return _whole(block, "left_over")
    if credits.pair(text) or credits.opening(text) or credits.is_caption(text):
        return captioned(block)
    if not credits.is_credit(text) or marks.rights(text):
        return ()
    told = credits.within(text) > _CAPTION or credits.names_both(text)
    return captioned(block) if told else _whole(block, "credit")


def _told(block: Block) -> tuple[Piece, ...]:
    text = block.text
    if marks.advisory(text):
        return _whole(block, "left_over")
    if dateline.alone(text):
        return _whole(block, "dateline")
    return _whole(block, "rights") if marks.rights(text) else ()


def captioned(block: Block) -> tuple[Piece, ...]:
    """Return the pieces of a caption: its words, and its credit where one stands behind or before them."""
    both = credits.pair(block.text)
    if both:
        credit = Piece(block.start, block.start + both[0], "credit", "likely")
        return credit, Piece(block.start + both[1], block.end, "caption", "likely")
    begin = credits.opening(block.text)
    if begin:
        credit = Piece(block.start, block.start + len(block.text[:begin].rstrip()), "credit", "likely")
        return credit, Piece(block.start + begin, block.end, "caption", "likely")
    number = _NUMBER.match(block.text)
    if number:
        rest = msgspec.structs.replace(block, start=block.start + number.end(), text=block.text[number.end() :])
        counted = Piece(block.start, block.start + len(number[0].rstrip()), "left_over", "likely")
        return counted, *captioned(rest)
    at = credits.within(block.text)
    if not at:
        return (Piece(block.start, block.end, "caption", "likely"),)
    caption = block.text[:at].rstrip(" \t\u00a0-–—|")
    end = block.start + len(caption)
    found = (Piece(block.start, end, "caption", "likely"),) if caption else ()
    start = end + len(block.text[len(caption) :]) - len(block.text[len(caption) :].lstrip())
    return (*found, Piece(start, block.end, "credit", "likely"))


def _dated(block: Block, tag: str) -> tuple[Piece, ...]:
    """Return the piece of a date, or those of two: of publication and of a change."""
    dated = dates.read(block.text, tag)
    if dated:
        return _whole(block, "updated" if dated.label == "updated" else "published")
    if len(block.text) > 160:
        return ()
    for label in _second().finditer(block.text):
        before, behind = block.text[: label.start()], block.text[label.start() :]
        first, second = dates.read(before.rstrip(_BETWEEN), tag), dates.read(behind, tag)
        if first and second:
            cut = block.start + len(before.rstrip())
            one: Where = "updated" if first.label == "updated" else "published"
            other: Where = "updated" if second.label == "updated" else "published"
            return Piece(block.start, cut, one), Piece(block.start + label.start(), block.end, other)
    signed = names.split(links.masked(block.text).rstrip(), block.start, tag)
    if signed:
        return to_the_end(signed, block)
    dated_hand = _before_byline(block, tag)
    if dated_hand:
        return dated_hand
    if dates.folio(block.text, tag):
        return _whole(block, "published")
    return _whole(block, "left_over") if dates.is_relative(block.text) else ()


def _before_byline(block: Block, tag: str) -> tuple[Piece, ...]:
    """Return the pieces of a date with a byline behind it: `Publicado em 19/10/2026 - 08:02 Por Camila Bezerra`."""
    for label in _signing().finditer(block.text):
        dated = dates.read(block.text[: label.start()].rstrip(_BETWEEN), tag)
        signed = names.split(links.masked(block.text)[label.start() :].rstrip(), block.start + label.start(), tag)
        if dated and signed and all(piece.where == "byline" for piece in signed):
            day = Piece(block.start, block.start + len(block.text[: label.start()].rstrip()), "published")
            return to_the_end((day, *signed), block)
    return ()


def timed(block: Block, tag: str) -> tuple[Piece, ...]:
    """Return the pieces of a name with a date and an hour behind it: `Daan Kok 9 september 2026, 07:00`."""
    at = dates.behind(block.text, tag)
    name = block.text[:at].rstrip(" ,|•·–—-")
    if not at or not names.is_byline(name):
        return ()
    through = block.start + len(block.text[:at].rstrip())
    return Piece(block.start, through, "byline", "likely"), Piece(block.start + at, block.end, "published", "likely")


def _named(block: Block, tag: str) -> tuple[Piece, ...]:
    text = links.masked(block.text).replace("\n", " ").rstrip()
    if marks.source(text):
        return _whole(block, "source")
    if marks.tags(text):
        return _whole(block, "keywords")
    byline = names.split(text, block.start, tag)
    if byline:
        return to_the_end(byline, block)
    team = re.split(r"\s*[/|,–—]\s*", text.casefold().strip(" .()*_"))
    if team[0] in words.known("collective") and len(team) <= 3 and len(text) <= _LONGEST_TEAM:
        return _whole(block, "byline")
    return _whole(block, "call_to_action") if marks.call(text) else ()


def to_the_end(pieces_of_it: tuple[Piece, ...], block: Block) -> tuple[Piece, ...]:
    """Return pieces of which the last takes what stands behind it: the address of a link, whose words were read."""
    return (*pieces_of_it[:-1], msgspec.structs.replace(pieces_of_it[-1], end=block.end))


def _whole(block: Block, where: Where) -> tuple[Piece, ...]:
    return (Piece(block.start, block.end, where),)


@cache
def _signing() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s,|/·•–—(-]){words.choice('by')}(?=\s*[:：]?\s)", re.IGNORECASE)


@cache
def _second() -> re.Pattern[str]:
    """Return what finds the label of a second date: it looks back for one sign, not forth from each of a long row."""
    return re.compile(rf"(?<=[\s,|/·•–—(-]){words.choice('updated', 'published')}(?!\w)", re.IGNORECASE)
