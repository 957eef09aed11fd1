"""From a click on the page to a place in the article, and from the caret to a place on the page; no Qt."""

from typing import Any

import msgspec
from msgspec import Struct

from broadsheet.article import fields
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.ui.preview import alignment
from broadsheet.ui.preview.content import Content

_STEPS = 10
"""A caret is followed in tenths of its block: finer steps would tell the page of every key for nothing."""
_WORDS = ("title", "name", "text")
"""The parts of a field with parts that readers see as its words: of a related link, a source, a call to action."""


class Click(Struct, frozen=True):
    """What the bridge says of a point: `offset` counts UTF-16 units of `text`, -1 where the point is in no text."""

    link: str
    field: str
    text: str
    offset: int
    piece: int = -1


def click(answer: str) -> Click:
    """Return the bridge's JSON as a value; raises msgspec.DecodeError where it is none."""
    return msgspec.json.decode(answer, type=Click)


def place(found: Click, article: Article, body: str, content: Content) -> Place | None:
    """Return the place in the article that was clicked, None where the point belongs to no field."""
    offset = _code_points(found.text, found.offset)
    if found.field != "body":
        return _in_field(found, article, offset) if found.field else None
    lines = body.split("\n")
    first = content.first_line(found.piece)
    last = first + content.pieces[found.piece].lines if found.piece < len(content.pieces) else first
    start = sum(len(line) + 1 for line in lines[:first])
    source = "\n".join(lines[first:last]).rstrip("\n")
    return Place("body", start + (alignment.to_source(found.text, source, offset) if offset >= 0 else 0))


def target(content: Content, line: int, column: int, length: int) -> dict[str, Any] | None:
    """Return where on the page the caret is that stands in a body line at `column` of `length`."""
    piece = content.index_at(line)
    if piece < 0:
        return None
    below = line - content.first_line(piece) + (column / length if length else 0.0)
    share = min(1.0, below / content.pieces[piece].lines)
    return {"piece": piece, "share": round(share * _STEPS) / _STEPS}


def _in_field(found: Click, article: Article, offset: int) -> Place:
    name = found.field
    try:
        value = fields.get(article, name)
    except (AttributeError, IndexError):
        return Place(name)
    for part in _WORDS:
        if isinstance(value, Struct) and hasattr(value, part):
            name, value = f"{name}.{part}", getattr(value, part)
    if not isinstance(value, str) or offset < 0:
        return Place(name)
    return Place(name, alignment.to_source(found.text, value, offset))


def _code_points(text: str, offset: int) -> int:
    """Return how many code points stand before a UTF-16 offset; -1 stays -1."""
    if offset < 0:
        return -1
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore"))
