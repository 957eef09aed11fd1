"""The empty window: on the screen before its furniture is loaded, and asked before it closes."""

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

_FIRST_SIZE = QSize(1440, 900)
_BARS = 60
"""Pixels that a title bar and what else a desktop puts around a window may need; asked before they are there."""


class Frame(QMainWindow):
    """A top-level window that knows nothing of articles; whoever fills it decides whether it may close.

    `place` is what `place()` returned when the last window was closed.
    """

    painted = Signal()
    """The frame stands on the screen for the first time."""
    close_asked = Signal()
    """Somebody wants the window closed; it stays unless `let_go` is called."""
    closed = Signal()

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self._free = self._seen = False
        self.setWindowTitle("Broadsheet")
        self._stand(place)

    def place(self) -> str:
        """Return where the window stands, for the next one to stand there too."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def let_go(self) -> None:
        """Close for good, now or at the end of the question that is being asked."""
        self._free = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when the one inside has let go."""
        if not self._free:
            self.close_asked.emit()
        if self._free:
            super().closeEvent(event)
            self.closed.emit()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the desk can be seen: then is the time for what takes longer."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._tell)

    def _stand(self, place: str) -> None:
        """Stand where the last window stood; the first one is as large as the screen allows."""
        if self.restoreGeometry(QByteArray.fromBase64(place.encode())):
            return
        room = self.screen().availableSize()
        self.resize(_FIRST_SIZE.boundedTo(room))
        if not room.width() > _FIRST_SIZE.width() or room.height() < _FIRST_SIZE.height() + _BARS:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _tell(self) -> None:
        self.painted.emit()
