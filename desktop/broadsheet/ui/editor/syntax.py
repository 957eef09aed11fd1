"""What a line of Markdown is and how its parts are to look; knows nothing of Qt or of colours."""

import re
from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

from broadsheet.article import inline
from broadsheet.article.inline import Span

_MOST_SIGNS = 300
"""Signs of a line that are looked at; what follows stays plain. A line of thousands is no prose but slows the keys."""


class Kind(IntEnum):
    """What a line is."""

    BLANK = 0
    WORDS = 1
    HEADING = 2
    QUOTE = 3
    ITEM = 4
    READ_ALSO = 5
    RULE = 6
    CODE = 7
    FENCE = 8


Look = int
"""How a part of a line is to look: a sum of the following. Plain numbers, since they are made at every key."""
Run = tuple[int, int, Look]
"""Start, length and look of a part of a line, in code points."""
SOFT, BOLD, ITALIC, STRUCK, CODE, LINK, HEADING = (1 << bit for bit in range(7))


class Line(Struct, frozen=True):
    """What a line is, and how many code points at its start are marks."""

    kind: Kind
    mark: int = 0


_LINE = re.compile(
    r"""(?P<HEADING>[ ]{0,3}\#{1,6}(?:[ \t]+|$))
      | (?P<QUOTE>[ ]{0,3}>[ \t]?(?:>[ \t]?)*)
      | (?P<RULE>[ ]{0,3}(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$)
      | (?P<ITEM>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)""",
    re.VERBOSE,
)
_FENCE = re.compile(r" {0,3}(?:(?P<ticks>`{3,})[^`]*$|(?P<waves>~{3,}))")
_LONGEST_FENCE = 31
_LOOKS = {
    "strong": BOLD,
    "emphasis": ITALIC,
    "strike": STRUCK,
    "code": CODE,
    "link": LINK,
    "image": 0,
    "address": LINK,
    "escape": 0,
    "tag": SOFT,
}
_WHOLE = {Kind.CODE: CODE, Kind.FENCE: CODE | SOFT, Kind.RULE: SOFT}


def read_also(labels: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that a read-also line begins with: a label, maybe in bold or in the link, and a colon."""
    words = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"[ ]{{0,3}}[*_]{{0,3}}\[?[*_]{{0,3}}(?:{words or '(?!)'})[*_]{{0,3}}[ \u00a0]?[:：]")


def read_also_parts(text: str, labels: re.Pattern[str]) -> tuple[str, str] | None:
    """Return the title and the address of a read-also line; None where the line is none."""
    found = labels.match(text)
    if found is None:
        return None
    link = next((span for span in inline.spans(text, _MOST_SIGNS) if span.kind == "link"), None)
    if link is not None and link.text_end > found.end():
        return text[max(link.text_start, found.end()) : link.text_end].strip(), link.url
    return text[found.end() :].strip(" *_]"), ""


def line(text: str, state: int, next_state: int, labels: re.Pattern[str]) -> Line:
    """Return what a line is; the states are `fence` before it and after it."""
    if state or next_state:
        return Line(Kind.CODE if state and next_state else Kind.FENCE, len(text))
    if not text or text.isspace():
        return Line(Kind.BLANK)
    if labels.match(text):
        return Line(Kind.READ_ALSO)
    if found := _LINE.match(text):
        return Line(Kind[found.lastgroup or ""], found.end())
    return Line(Kind.WORDS)


def fence(text: str, state: int) -> int:
    """Return whether code goes on after a line: 0, or a number up to 63 that says which fence will end it."""
    found = _FENCE.match(text)
    if not state:
        length = 0 if found is None else min(_LONGEST_FENCE, len(found["ticks"] or found["waves"]))
        return 2 * length + (found is not None and found["waves"] is not None)
    sign, length = "~" if state % 2 else "`", state // 2
    stripped = text.strip()
    closes = found is not None and stripped.count(sign) == len(stripped) >= length
    return 0 if closes else state


def looks(text: str, what: Line) -> list[Run]:
    """Return the parts of a line that are not plain, in order."""
    if what.kind is Kind.BLANK:
        return []
    if what.kind in _WHOLE:
        return [(0, len(text), _WHOLE[what.kind])]
    edges = [edge for span in inline.spans(text, _MOST_SIGNS) for edge in _edges(span)]
    if what.kind is Kind.HEADING:
        edges += [(0, HEADING, 1), (len(text), HEADING, -1)]
    if what.mark:
        edges += [(0, SOFT, 1), (what.mark, SOFT, -1)]
    return _swept(edges)


def _edges(span: Span) -> list[tuple[int, Look, int]]:
    """Return where a span's looks begin (1) and end (-1): its words in its look, its marks soft."""
    look = _LOOKS[span.kind]
    marks = [(span.start, span.text_start), (span.text_end, span.end)]
    edges = [(span.text_start, look, 1), (span.text_end, look, -1)]
    for start, end in marks:
        edges += [(start, SOFT, 1), (end, SOFT, -1)] if start < end else []
    return edges


def _swept(edges: list[tuple[int, Look, int]]) -> list[Run]:
    """Return the runs between edges, each with all the looks that are open there."""
    edges.sort(key=lambda edge: edge[0])
    depth: dict[Look, int] = {}
    runs, start, now = [], 0, 0
    for place, look, step in edges:
        if place > start and now:
            runs.append((start, place - start, now))
        start = place
        if look:
            depth[look] = depth.get(look, 0) + step
            now = now | look if depth[look] else now & ~look
    return runs
