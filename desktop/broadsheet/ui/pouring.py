"""A very long paste, put into the body part by part, so that the window lives on; all of it is one step.

The journal has all of it before the first of these parts comes.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QTextCursor, QUndoCommand

from broadsheet.ui import pasting
from broadsheet.ui.editor.entry import BodyEntry
from broadsheet.ui.session import Session

_ACTS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod, QEvent.Type.Shortcut),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.ContextMenu),
        *(QEvent.Type.Drop, QEvent.Type.Close, QEvent.Type.Quit),
    }
)


class Pouring(QObject):
    """Puts in the rest of a paste between two events each; before anything that the writer does all of it is there."""

    def __init__(self, session: Session, editor: BodyEntry, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._editor = session, editor
        self._parts: list[str] = []
        self._place = QTextCursor()
        self._step: QUndoCommand | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._pour)
        session.opened.connect(self._forget)
        # A menu or a screen reader may carry out a command without any event.
        session.hurried.connect(self.finish)
        editor.hurried.connect(self.finish)

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return bool(self._parts)

    def pour(self, text: str, place: QTextCursor) -> None:
        """Put a text in at a cursor, as a part of the step before."""
        self.finish()
        self._parts = [*pasting.parts(text)][::-1]
        self._place, self._step = place, self._session.last_step
        self._session.foretell(place, text)
        self._watched().installEventFilter(self)
        self._next.start()

    def finish(self) -> None:
        """Put all the rest in now."""
        while self._parts:
            self._pour()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let nothing that the writer does come between two parts."""
        if event.type() in _ACTS:
            self.finish()
        return False

    def _pour(self) -> None:
        with self._session.amending(self._step) as joins:
            self._editor.put_more(self._parts.pop(), self._place, joins=joins)
        self._step = self._session.last_step
        if self._parts:
            self._next.start()
        else:
            self._forget()

    def _forget(self) -> None:
        self._parts = []
        self._session.foretold = False
        self._next.stop()
        self._place = QTextCursor()
        self._watched().removeEventFilter(self)

    def _watched(self) -> QObject:
        """Return what every event passes: the program itself."""
        application = QCoreApplication.instance()
        assert application is not None
        return application
