"""A place in a text for words that come later: what is written there meanwhile stands behind it."""

from PySide6.QtGui import QTextCursor

_PARAGRAPH = "\u2029"


class Mark:
    """Stays where the cursor was; replaces what was selected then, as far as it is still there.

    With `words` the selection is what stands in for those that come: they may only take its place as long as nobody
    has written in it. `was_empty` tells whether nothing stood in the text before.
    """

    def __init__(self, cursor: QTextCursor, words: str = "", *, was_empty: bool = False) -> None:
        self.words, self.was_empty = words, was_empty
        # Qt keeps only the position of such a cursor, not its anchor: one cursor for each end.
        self._start, self._end = (_held(cursor, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        self.hold()

    def is_at(self, cursor: QTextCursor) -> bool:
        """Tell whether a cursor is still here, with the same selection; behind what stands in, where something does."""
        if self.words:
            return not cursor.hasSelection() and cursor.position() == self._end.position()
        return (cursor.selectionStart(), cursor.selectionEnd()) == (self._start.position(), self._end.position())

    def is_gone(self) -> bool:
        """Tell whether what stood in has been deleted or undone; what is written there since is not in it."""
        # The start gives way to words that come to the empty place, also to those that redo brings back.
        return self._start.position() >= self._end.position() and not self.is_untouched()

    def is_before(self, other: "Mark | None") -> bool:
        """Tell whether this place stays where it is when something comes to the other.

        Its own words hold it, or it is in front of the words of the other.
        """
        if self.words or other is None or not other.words:
            return bool(self.words)
        return self._start.position() <= other.target().selectionStart()

    def is_untouched(self) -> bool:
        """Tell whether nobody has written in what stands in."""
        return not self.words or self.target().selectedText().replace(_PARAGRAPH, "\n") == self.words

    def give_way(self) -> None:
        """Stand behind what comes to this very place from now on."""
        self._start.setKeepPositionOnInsert(False)
        self._end.setKeepPositionOnInsert(False)

    def hold(self) -> None:
        """Stand in front of what comes to this very place from now on; what stands in, between what comes there."""
        self._start.setKeepPositionOnInsert(not self.words)
        self._end.setKeepPositionOnInsert(True)

    def target(self) -> QTextCursor:
        """Return a cursor over the place."""
        cursor = QTextCursor(self._start.document())
        cursor.setPosition(self._start.position())
        cursor.setPosition(self._end.position(), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _held(cursor: QTextCursor, position: int) -> QTextCursor:
    held = QTextCursor(cursor.document())
    held.setPosition(position)
    return held
