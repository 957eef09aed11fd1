"""A part of the sheet that is folded away until it is wanted; made only then."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from broadsheet.ui import icons
from broadsheet.ui.tokens import Tokens


class Fold(QFrame):
    """A heading that opens what is below it; says in a few words what is inside."""

    rearranged = Signal()

    def __init__(self, title: str, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.setObjectName("fold")
        self._make = make
        self._content: QWidget | None = None
        self._tokens: Tokens | None = None
        self.button = QToolButton()
        self.button.setText(title)
        self.button.setCheckable(True)
        self.button.setProperty("fold", True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(16, 16))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.toggled.connect(self._turn)
        self._summary = QLabel()
        self._summary.setProperty("role", "soft")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.button)
        head.addWidget(self._summary, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)

    def open(self) -> None:
        """Show what is inside."""
        self.button.setChecked(True)

    def summarise(self, words: str) -> None:
        """Say what is inside; nothing where nothing is set."""
        self._summary.setText(words)
        self.button.setAccessibleDescription(words)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens
        self.button.setIcon(icons.icon("down" if self.button.isChecked() else "right", tokens))

    def _turn(self, opened: bool) -> None:
        if self._content is None:
            self._content = self._make()
            self._column.addWidget(self._content)
        self._content.setVisible(opened)
        self._column.setContentsMargins(0, 0, 0, 16 if opened else 0)
        if self._tokens is not None:
            self.paint(self._tokens)
        self.rearranged.emit()
