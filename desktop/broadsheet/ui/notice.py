"""The strip that says what went wrong, where, and what to do now; it never stands in the way of typing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from broadsheet.ui import icons
from broadsheet.ui.tokens import Tokens
from broadsheet.wording import Message


class Notice(QFrame):
    """One message at a time above the desk, with at most one thing to do; the newest replaces an older one."""

    chosen = Signal()
    """The button of the message was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.clicked.connect(self._choose)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    def text(self) -> str:
        """Return what the strip says."""
        return self._text.text()

    def tell(self, message: Message, button: str = "") -> None:
        """Show a message; with a button text the writer can answer, and `chosen` says so."""
        self._text.setText(" ".join(part for part in (message.what, message.where, message.do) if part))
        self.setAccessibleName(self._text.text())
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._close.setIcon(icons.icon("close", tokens))

    def _choose(self) -> None:
        self.hide()
        self.chosen.emit()
