"""The pieces of copy as the review strip lists them: in order, many of one field as one, what is left over last."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from broadsheet import wording
from broadsheet.ui import words
from broadsheet.ui.marked import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from broadsheet.importing.wire import Guess, Piece

FIELDS = (
    *("kicker", "headline", "deck", "byline", "published", "updated", "dateline"),
    *("picture", "caption", "credit", "body", "subheading", "read_also"),
    *("related", "source", "end_mark", "call_to_action", "keywords", "rights", "left_over"),
)
"""Where a piece can go, in the order in which an article is read."""

BODY = ("body", "subheading", "read_also")
"""What is part of the body."""
GROUPS = ("picture", "body", "related", "left_over")
"""Where another group begins in a menu of them."""

_OWN_NAMES = {
    "published": QT_TRANSLATE_NOOP("pieces", "Date"),
    "updated": QT_TRANSLATE_NOOP("pieces", "Updated"),
    "subheading": QT_TRANSLATE_NOOP("pieces", "Subheading"),
    "picture": QT_TRANSLATE_NOOP("pieces", "Picture’s file"),
    "read_also": QT_TRANSLATE_NOOP("pieces", "Read also"),
    "left_over": QT_TRANSLATE_NOOP("pieces", "Left over"),
}
_NAMES = {"caption": "picture.caption", "credit": "picture.credit"}
_WEIGHT = {"sure": 0, "likely": 1, "guess": 2}
_MOST_ALONE = 2
"""Pieces of one field that are listed one by one; the body's are always one entry."""
_MOST_SIGNS = 80
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(<?([^\s()<>]*)>?(?:\s+\"[^\"\n]*\"?|[^()\"]*)\)?")
_MARKS = re.compile(r"^\s*(?:#{1,6}|>)\s+|(?<!\*)\*\*(?!\*)|__|\\(?=[*_#\[\]])", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*[^\s*\\])\*(?![\w*])")


class Entry(Struct, frozen=True):
    """One entry of the strip: the pieces by their numbers, their first words, and the least sure of them."""

    where: str
    numbers: tuple[int, ...]
    words: str
    sure: str


def entries(guess: "Guess") -> list[Entry]:
    """Return what the strip lists."""
    groups: dict[str, list[int]] = {}
    for number, piece in enumerate(guess.pieces):
        groups.setdefault(piece.where, []).append(number)
    listed: list[tuple[int, Entry]] = []
    for where, numbers in groups.items():
        folded = where == "body" or len(numbers) > _MOST_ALONE
        for some in [tuple(numbers)] if folded else [(number,) for number in numbers]:
            pieces = [guess.pieces[number] for number in some]
            last = 1 if where == "left_over" else 0
            listed.append((last, Entry(where, some, first_words(guess, pieces[0]), _least(pieces))))
    return [entry for _, entry in sorted(listed, key=_place)]


def first_words(guess: "Guess", piece: "Piece") -> str:
    """Return the beginning of a piece in one line, without the marks of Markdown that are not for reading."""
    text = guess.text[piece.start : min(piece.end, piece.start + 3 * _MOST_SIGNS)]
    bare = " ".join(_MARKS.sub("", _EMPHASIS.sub(r"\1", _LINK.sub(_shown, text))).split())
    return (bare or " ".join(text.split()))[:_MOST_SIGNS]


def name(where: str) -> str:
    """Return what a field is called in the strip."""
    if where in _OWN_NAMES:
        return words.translated("pieces", _OWN_NAMES[where])
    return wording.field(_NAMES.get(where, where), words.translate)


def is_story(guess: "Guess") -> bool:
    """Tell whether anything but paragraphs was found: only then there are fields to be filled."""
    return any(piece.where not in (*BODY, "left_over") for piece in guess.pieces)


def _shown(link: re.Match[str]) -> str:
    return link[1] or link[2].rpartition("/")[2]


def _place(listed: tuple[int, Entry]) -> tuple[int, int]:
    return listed[0], listed[1].numbers[0]


def _least(pieces: "Iterable[Piece]") -> str:
    return max((piece.sure for piece in pieces), key=_WEIGHT.__getitem__)
