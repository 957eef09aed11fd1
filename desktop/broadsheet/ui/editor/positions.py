"""Code points, as the article counts, and UTF-16 units, as Qt counts."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from broadsheet.article import trimming

_PAIRED = re.compile("[\U00010000-\U0010ffff]")


def has_pairs(text: str) -> bool:
    """Tell whether a text holds signs that Qt counts as two."""
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


def units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def difference(cursor: QTextCursor, old: str, new: str) -> tuple[QTextCursor, str]:
    """Return a cursor over what is to be replaced, and by what, to make `new` of `old`, which `cursor` selects."""
    change = trimming.between(old, new)
    start = cursor.selectionStart() + units(old[: change.start])
    narrow = QTextCursor(cursor.document())
    narrow.setPosition(start)
    end = start + units(old[change.start : change.start + change.removed])
    narrow.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return narrow, new[change.start : change.start + change.added]


class Units:
    """The way between code points and units of one text; costs nothing where they are the same."""

    def __init__(self, text: str) -> None:
        self._points = [found.start() for found in _PAIRED.finditer(text)] if has_pairs(text) else []
        self._units = [point + number for number, point in enumerate(self._points)]

    def to_units(self, point: int) -> int:
        """Return a code point's offset as Qt counts it."""
        return point + bisect_left(self._points, point)

    def all_to_units(self, points: Iterable[int]) -> Iterable[int]:
        """Return the offsets of many code points as Qt counts them."""
        return map(self.to_units, points) if self._points else points

    def to_points(self, unit: int) -> int:
        """Return a Qt offset in code points; one between the halves of a sign is the sign's start."""
        return unit - bisect_left(self._units, unit)


class Offsets:
    """Where Qt's positions are in code points of the body; keeps the last place, since the next is mostly near it."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._number = 0
        self._point = 0
        document.contentsChange.connect(self._forget)

    def detach(self) -> None:
        """Stop following the document."""
        self._document.contentsChange.disconnect(self._forget)

    def point(self, position: int) -> int:
        """Return a position of the document as an offset in code points."""
        block = self._document.findBlock(position)
        inside = position - block.position()
        return self._start_of(block) + Units(block.text()).to_points(inside)

    def position(self, point: int) -> int:
        """Return an offset in code points as a position of the document, inside its bounds."""
        text = self._document.toRawText()
        return Units(text).to_units(min(max(0, point), len(text)))

    def _start_of(self, block: QTextBlock) -> int:
        """Return where a block starts: counted from the last place."""
        number = block.blockNumber()
        between = QTextCursor(self._document.findBlockByNumber(self._number))
        between.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
        points = len(between.selectedText())
        self._point += points if number > self._number else -points
        self._number = number
        return self._point

    def _forget(self, position: int, _removed: int, _added: int) -> None:
        here = self._document.findBlockByNumber(self._number)
        if not here.isValid() or position < here.position():
            self._number = self._point = 0
