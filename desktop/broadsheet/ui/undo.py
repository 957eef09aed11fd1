"""The steps that undo and redo go through, for the fields and the body alike."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextDocument, QUndoCommand

_MERGE_SECONDS = 1.0
_FIELD = 1


class FieldStep(QUndoCommand):
    """One change of one field; keystrokes that follow each other closely become one step."""

    def __init__(self, name: str, old: Any, new: Any, apply: Callable[[str, Any], None]) -> None:
        super().__init__()
        self._name, self._old, self._new, self._apply = name, old, new, apply
        self._time = time.monotonic()

    def id(self) -> int:
        """Tell Qt which steps may be asked to merge."""
        return _FIELD

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next step where it goes on with the same text."""
        if not isinstance(other, FieldStep) or other._name != self._name or not isinstance(other._new, str):
            return False
        if other._time - self._time > _MERGE_SECONDS:
            return False
        self._new, self._time = other._new, other._time
        return True

    def redo(self) -> None:
        """Set the new value."""
        self._apply(self._name, self._new)

    def undo(self) -> None:
        """Set the old value."""
        self._apply(self._name, self._old)


class BodyStep(QUndoCommand):
    """Stands for one step on the body document's own stack, so that both stacks unwind in one order."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__()
        self._document = document
        self._done = True

    def redo(self) -> None:
        """Redo the body step; the first call comes from pushing what has already happened."""
        if not self._done:
            self._document.redo()
        self._done = True

    def undo(self) -> None:
        """Undo the body step."""
        self._document.undo()
        self._done = False
