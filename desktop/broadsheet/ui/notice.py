"""The strip that says what went wrong, where, and what to do now; it never stands in the way of typing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from broadsheet.ui import icons, labels
from broadsheet.ui.marking import mark
from broadsheet.ui.tokens import Tokens
from broadsheet.wording import Message


class Notice(QFrame):
    """One message at a time above the desk, with at most one thing to do; the newest replaces an older one.

    One that stands is graver than all others: they are shown below it, and it stays when they go.
    """

    chosen = Signal()
    """The button of the message was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.message: Message | None = None
        """What was told last: by it those who told it know their own again."""
        self._standing: Message | None = None
        self._what, self._rest = labels.wrapped("what"), labels.wrapped("rest")
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
        """Show a message; with a button text the writer can answer, and `chosen` says so.

        A `calm` one is worth knowing, and nothing is wrong.
        """
        self.message = message
        shown, rest = message, [message.do, message.where]
        if self._standing is not None and message is not self._standing:
            shown, calm = self._standing, False
            rest = [self._standing.do, f"{message.what} {message.do}", message.where]
        mark(self, "tone", "calm" if calm else "")
        self._what.setText(shown.what)
        self._rest.setText("\n".join(part for part in rest if part))
        self._rest.setVisible(bool(self._rest.text()))
        self.setAccessibleName(self.text())
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def settle(self, message: Message | None) -> None:
        """Take a message away if it is the one that is shown."""
        if message is None or self.message is not message:
            return
        if self._standing is not None and message is not self._standing:
            self.tell(self._standing)
        else:
            self.hide()

    def stand(self, message: Message | None) -> None:
        """Show a message above all that come later; None takes it away, and what stands below it."""
        self._standing, before = message, self._standing
        if message is not None:
            self.tell(message)
        elif before is not None:
            self.hide()

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._close.setIcon(icons.icon("close", tokens))

    def _choose(self) -> None:
        self.hide()
        self.chosen.emit()
