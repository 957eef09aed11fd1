"""Copy out of a form: each field of the article stands behind its label, and the story below them.

One label may be prose, and two a caption with its credit. That a text is a form is told by a label for the headline
among several known ones, from the top of the text on.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from broadsheet.importing.wire import dateline, titles, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Guess, Piece, Where

_Field = Literal[
    "kicker", "section", "headline", "deck", "byline", "published", "updated", "picture", "caption", "credit", "place",
    "body",
]  # fmt: skip
_WHERE: dict[_Field, Where] = {"section": "kicker", "place": "dateline"}
"""Fields of a form that have another name in an article."""
FIELDS: frozenset[str] = frozenset(_WHERE.get(name, name) for name in get_args(_Field)) - {"body"}
"""Where the words behind the labels of a form go, but the story."""
_LABEL = re.compile(r"[\W_]{0,3}(?P<label>[^\W\d_][^:：\n]{0,39}?)[*_]{0,2}\s*[:：][*_]{0,2}\s*")
_FEWEST = 4
"""Known labels in a form; one less where those of headline and deck are among them, which nothing else has."""
_ABOVE, _DEEPEST = 6, 40
"""Blocks above the first label, such as the form's own name, and blocks that are looked at."""
_LONGEST_ADDED = 120
"""Characters of a line below the story that has a label of the form's own."""


class Form(Struct, frozen=True):
    """The pieces of a form's fields, and the number of the first block of its story."""

    pieces: tuple[Piece, ...]
    body: int


def read(blocks: Sequence[Block], tag: str) -> Form | None:
    """Return the fields of a form by its blocks; nothing where they are none."""
    fields = [field(block.text, tag) for block in blocks[:_DEEPEST]]
    first = next((at for at, one in enumerate(fields) if one), len(fields))
    if first > _ABOVE or "headline" not in fields[: first + _DEEPEST // 2]:
        return None
    end = _end(blocks, fields, first)
    own = fields[first:end]
    if not _are_enough({one for one in own if one} - {"body"}):
        return None
    found = [_left_over(block) for block in blocks[:first]]
    for at in range(first, end):
        found += _pieces(blocks, fields, at, found)
    body = end - 1 if own[-1] == "body" and value(blocks[end - 1].text) else end
    pieces = _with_one_place([piece for piece in found if piece.where != "body"], blocks[body:])
    if body < end:
        label = blocks[body].start + len(blocks[body].text) - len(value(blocks[body].text))
        told = next((piece for piece in found if piece.where == "body"), None)
        pieces.append(Piece(blocks[body].start, label, "left_over"))
        pieces += [Piece(label, told.end, "body")] if told else []
        body += 1
    return Form(tuple(pieces), body)


def below(blocks: Sequence[Block], begin: int, taken: Mapping[int, Sequence[Piece]]) -> dict[int, tuple[Piece, ...]]:
    """Return the lines under a form's story that have labels of the form's own: `Status: ready`."""
    found: dict[int, tuple[Piece, ...]] = {}
    for at in range(len(blocks) - 1, begin, -1):
        if at in taken:
            continue
        text = blocks[at].text
        if not _LABEL.match(text) or titles.is_sentence(text) or len(text) > _LONGEST_ADDED:
            break
        found[at] = (_left_over(blocks[at]),)
    return found


def is_one(guess: Guess) -> bool:
    """Tell whether the pieces of a text are out of a form, by as many known labels as make one."""
    named = {field(guess.words(piece), "") for piece in guess.pieces if piece.where in FIELDS}
    return _are_enough(named - {None})


def _are_enough(named: Collection[str | None]) -> bool:
    return "headline" in named and len(named) >= _FEWEST - ("deck" in named)


def value(text: str) -> str:
    """Return what stands behind the label of a form's line; a line without a known one as it is."""
    found = _LABEL.match(text)
    return text[found.end() :] if found and _known(found["label"], "") else text


def field(text: str, tag: str) -> _Field | None:
    """Return the field that a line's label names, in the words of a language first and then of any."""
    found = _LABEL.match(text)
    return _known(found["label"], tag) if found else None


def _end(blocks: Sequence[Block], fields: Sequence[_Field | None], first: int) -> int:
    """Return where the fields end: behind the label of the story, or with the first line without any label."""
    if "body" in fields[first:]:
        return fields.index("body", first) + 1
    return next((at for at in range(first, len(fields)) if not _LABEL.match(blocks[at].text)), len(fields))


def _pieces(
    blocks: Sequence[Block], fields: Sequence[_Field | None], at: int, found: Sequence[Piece]
) -> tuple[Piece, ...]:
    block, name = blocks[at], fields[at]
    if name is None or not value(block.text).strip():
        return (_left_over(block),)
    rival = "kicker" in fields[:at] or "kicker" in fields[at + 1 :]
    where: Where = _WHERE.get(name, name)  # type: ignore[arg-type]
    if (name == "section" and rival) or any(piece.where == where for piece in found if where != "byline"):
        return (_left_over(block),)
    return (Piece(block.start, block.end, where),)


def _with_one_place(pieces: Sequence[Piece], story: Sequence[Block]) -> list[Piece]:
    """Leave the place of a form over where the story opens with a dateline of its own."""
    if not story or not dateline.read(value(story[0].text)):
        return list(pieces)
    return [
        msgspec.structs.replace(piece, where="left_over") if piece.where == "dateline" else piece for piece in pieces
    ]


def _left_over(block: Block) -> Piece:
    return Piece(block.start, block.end, "left_over", "likely")


def _known(label: str, tag: str) -> _Field | None:
    spelt = " ".join(label.casefold().split())
    return _table(tag).get(spelt) or _table("").get(spelt)


@cache
def _table(tag: str) -> dict[str, _Field]:
    """Return the fields by their labels in one language, or in all of them."""
    rows = [row for name, row in words.rows().items() if tag in ("", name)]
    return {label: name for row in rows for name in get_args(_Field) for label in row.form.get(name, ())}
