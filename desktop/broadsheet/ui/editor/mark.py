"""A place in a text, or a selection, for words that come later: what is written there meanwhile stands behind it."""

from PySide6.QtGui import QTextCursor


class Mark:
    """Stays where the cursor was; replaces what was selected then, as far as it is still there."""

    def __init__(self, cursor: QTextCursor) -> None:
        # Qt keeps only the position of such a cursor, not its anchor: one cursor for each end.
        self._start, self._end = (_held(cursor, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))

    def is_at(self, cursor: QTextCursor) -> bool:
        """Tell whether a cursor is still here, with the same selection."""
        return (cursor.selectionStart(), cursor.selectionEnd()) == (self._start.position(), self._end.position())

    def give_way(self) -> None:
        """Stand behind what comes to this very place from now on."""
        self._keep(False)

    def hold(self) -> None:
        """Stand in front of what comes to this very place from now on."""
        self._keep(True)

    def target(self) -> QTextCursor:
        """Return a cursor over the place."""
        cursor = QTextCursor(self._start.document())
        cursor.setPosition(self._start.position())
        cursor.setPosition(self._end.position(), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _keep(self, keep: bool) -> None:
        for cursor in (self._start, self._end):
            cursor.setKeepPositionOnInsert(keep)


def _held(cursor: QTextCursor, position: int) -> QTextCursor:
    held = QTextCursor(cursor.document())
    held.setPosition(position)
    held.setKeepPositionOnInsert(True)
    return held
