"""The strip that says what went wrong, where, and what to do now; it never stands in the way of typing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from broadsheet.ui import icons
from broadsheet.ui.marking import mark
from broadsheet.ui.tokens import Tokens
from broadsheet.wording import Message


class Notice(QFrame):
    """One message at a time above the desk, with at most one thing to do; the newest replaces an older one."""

    chosen = Signal()
    """The button of the message was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._what, self._rest = _line("what"), _line("rest")
        self._button = QPushButton()
        self._button.clicked.connect(self._choose)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 8, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    def text(self) -> str:
        """Return what the strip says, in one line."""
        return " ".join(label.text() for label in (self._what, self._rest) if label.text())

    def tell(self, message: Message, button: str = "", *, calm: bool = False) -> None:
        """Show a message, `calm` where nothing went wrong; with a button the writer can answer: `chosen` says so."""
        mark(self, "state", "calm" if calm else "")
        self._what.setText(message.what)
        self._rest.setText("\n".join(part for part in (message.do, message.where) if part))
        self._rest.setVisible(bool(self._rest.text()))
        self.setAccessibleName(self.text())
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._close.setIcon(icons.icon("close", tokens))

    def _choose(self) -> None:
        self.hide()
        self.chosen.emit()


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
