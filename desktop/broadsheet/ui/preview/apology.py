"""The card on the page that says why it cannot be seen, and offers to try again."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

_WIDEST = 320
_MARGIN = 16


class Apology(QFrame):
    """One message and one button, in the window's own style; it hides nothing of the writer's own text."""

    reload_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self.tr("Reload the preview"))
        self._button.clicked.connect(self.reload_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._sheet = QRect()
        self.hide()

    def text(self) -> str:
        """Return what the card says."""
        return self._text.text()

    def say_page_stopped(self) -> None:
        """Say that the view of the page died or hung."""
        self._say(self.tr("The preview stopped and was ended. Your article is untouched."))

    def say_page_is_old(self) -> None:
        """Say that the page shown is older than the article; the window says why."""
        self._say(self.tr("This page does not show your last changes."))

    def lie_on(self, sheet: QRect) -> None:
        """Take the upper middle of the sheet."""
        self._sheet = sheet
        width = max(1, min(_WIDEST, sheet.width() - 2 * _MARGIN))
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry(sheet.x() + (sheet.width() - width) // 2, sheet.y() + 3 * _MARGIN, width, height)
        self.raise_()

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self.lie_on(self._sheet)
        self.show()
