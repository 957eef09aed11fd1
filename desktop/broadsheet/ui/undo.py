"""The steps that undo and redo go through, for the fields and the body alike."""

import time
from typing import Any, Protocol

from PySide6.QtGui import QTextCursor, QTextDocument, QUndoCommand

from broadsheet.article import trimming

_MERGE_SECONDS = 1.0
_FIELD = 1


class Owner(Protocol):
    """Whoever owns the fields; `put` changes one without a step, `note_*` hears what a step has just changed."""

    def value(self, name: str) -> Any:
        """Return a field's value by its dotted name."""

    def put(self, name: str, value: Any) -> None:
        """Set a field."""

    def note_field(self, name: str, offset: int) -> None:
        """Take note of a changed field, and where in its text, in characters."""

    def note_body(self, position: int) -> None:
        """Take note of a change in the body, in the document's own units."""


class FieldStep(QUndoCommand):
    """One change of one field; keystrokes that go on with each other, and follow closely, become one step.

    A step that `begins` an entry of a list takes in what is then written in the list.
    """

    def __init__(self, name: str, new: Any, owner: Owner, *, begins: bool = False) -> None:
        super().__init__()
        self._name, self._old, self._new, self._owner = name, owner.value(name), new, owner
        self._change = trimming.between(self._old, new) if isinstance(new, str) else None
        self._begins = begins
        self._done = False
        self._time = time.monotonic()

    def id(self) -> int:
        """Tell Qt which steps may be asked to merge."""
        return _FIELD

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next step where it goes on with the same writing."""
        if not isinstance(other, FieldStep) or other._time - self._time > _MERGE_SECONDS or other._change is None:
            return False
        same = other._name == self._name and self._change is not None
        inside = self._begins and other._name.startswith(f"{self._name}.")
        if not same and not inside:
            return False
        if self._change is not None and not self._change.goes_on_with(other._change):
            return False
        self._change, self._time = other._change, other._time
        self._new = self._owner.value(self._name)
        return True

    def redo(self) -> None:
        """Set the new value; the first call comes from pushing what the writer has just done."""
        self._owner.put(self._name, self._new)
        if self._done:
            self._note(self._old, self._new)
        self._done = True

    def undo(self) -> None:
        """Set the old value."""
        self._owner.put(self._name, self._old)
        self._note(self._new, self._old)

    def _note(self, before: Any, after: Any) -> None:
        if isinstance(after, tuple) and isinstance(before, tuple):
            number = min(trimming.between(before, after).start, max(0, len(after) - 1))
            self._owner.note_field(f"{self._name}.{number}" if after else self._name, 0)
        else:
            change = trimming.between(before, after) if isinstance(after, str) else trimming.Change(0, 0, 0)
            self._owner.note_field(self._name, change.start + change.added)


class BodyStep(QUndoCommand):
    """Stands for one step on the body document's own stack, so that both stacks unwind in one order."""

    def __init__(self, document: QTextDocument, owner: Owner) -> None:
        super().__init__()
        self._document, self._owner = document, owner
        self._done = True

    def redo(self) -> None:
        """Redo the body step; the first call comes from pushing what has already happened."""
        if not self._done:
            cursor = QTextCursor(self._document)
            self._document.redo(cursor)
            self._owner.note_body(cursor.position())
        self._done = True

    def undo(self) -> None:
        """Undo the body step."""
        cursor = QTextCursor(self._document)
        self._document.undo(cursor)
        self._owner.note_body(cursor.position())
        self._done = False
