"""Keys that Qt's own inputs would keep for themselves although they belong to the window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class PassUndo(QObject):
    """Keeps inputs and the line edits inside them from claiming undo and redo: the article has one undo."""

    def __init__(self, parent: QObject, inputs: tuple[QWidget, ...]) -> None:
        super().__init__(parent)
        for widget in inputs:
            widget.installEventFilter(self)
            for line in widget.findChildren(QLineEdit):
                line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop the input from seeing the keys, both when Qt asks who wants them and when they come."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDO):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
