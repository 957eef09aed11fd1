"""The piece of the body that a command works on: the selected paragraphs, and what stands next to them."""

from PySide6.QtGui import QTextBlock, QTextCursor

from broadsheet.article.edits import Edit
from broadsheet.ui.editor.positions import Units

_LONGEST = 200_000
_FARTHEST = 1_000
"""Blocks on either side; a paragraph of more lines is none."""


class Passage:
    """Text with a selection in code points, and the way back into the document."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        document = cursor.document()
        first = _back(document.findBlock(cursor.selectionStart()))
        last = _forth(document.findBlock(cursor.selectionEnd()))
        self._start = first.position()
        self.too_long = last.position() + last.length() - self._start > _LONGEST
        self.text = "" if self.too_long else _text(first, last)
        self._units = Units(self.text)
        self.selection = (self._point(cursor.selectionStart()), self._point(cursor.selectionEnd()))

    def put(self, edit: Edit) -> QTextCursor:
        """Carry out an edit as one undo step and return the cursor with the selection it asks for."""
        start, end = self._position(edit.start), self._position(edit.end)
        new = Units(edit.applied(self.text))
        cursor = self._cursor
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
        cursor.endEditBlock()
        cursor.setPosition(self._start + new.to_units(edit.selection[0]))
        cursor.setPosition(self._start + new.to_units(edit.selection[1]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def select(self, start: int, end: int) -> None:
        """Work on another part of the text."""
        self.selection = (start, end)

    def _point(self, position: int) -> int:
        return min(self._units.to_points(position - self._start), len(self.text))

    def _position(self, point: int) -> int:
        return self._start + self._units.to_units(point)


def _back(block: QTextBlock) -> QTextBlock:
    """Return the last block of the paragraph before the one of a block."""
    for _ in range(_FARTHEST):
        before = block.previous()
        if not before.isValid() or (_is_blank(block) and not _is_blank(before)):
            return before if before.isValid() else block
        block = before
    return block


def _forth(block: QTextBlock) -> QTextBlock:
    for _ in range(_FARTHEST):
        behind = block.next()
        if not behind.isValid() or (_is_blank(block) and not _is_blank(behind)):
            return behind if behind.isValid() else block
        block = behind
    return block


def _is_blank(block: QTextBlock) -> bool:
    return block.length() == 1 or not block.text().strip()


def _text(first: QTextBlock, last: QTextBlock) -> str:
    texts = [first.text()]
    while first != last:
        first = first.next()
        texts.append(first.text())
    return "\n".join(texts)
