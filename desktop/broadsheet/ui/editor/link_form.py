"""The small form beside the caret that asks for a title and an address."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from broadsheet.article import addresses
from broadsheet.ui.sheet.popover import Popover

_WIDTH = 420


class LinkForm(QWidget):
    """Title and address in a popover; Return takes them, Escape and a click elsewhere do not."""

    accepted = Signal(str, str)

    def __init__(self, heading: str, title: str, url: str, editor: QPlainTextEdit) -> None:
        super().__init__()
        self._editor = editor
        self.title = QLineEdit(title)
        self.title.setAccessibleName(self.tr("Title"))
        self.title.returnPressed.connect(self._accept)
        self.url = QLineEdit(url)
        self.url.setAccessibleName(self.tr("Address"))
        self.url.setPlaceholderText("https://")
        self.url.returnPressed.connect(self._accept)
        self.done = QPushButton(self.tr("Insert"))
        self.done.setProperty("primary", True)
        self.done.clicked.connect(self._accept)
        self._lay_out()
        self._anchor = QWidget(editor.viewport())
        self._popover = Popover("link", heading, self, _WIDTH, editor.window())
        self._popover.closed.connect(self._leave)

    def open_at(self, caret: QRect) -> None:
        """Open below the caret, on the first thing that is still missing."""
        self._anchor.setGeometry(caret)
        self._popover.open_at(self._anchor)
        first = self.url if self.title.text() else self.title
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        first.selectAll()

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.addRow(self.tr("Title"), self.title)
        fields.addRow(self.tr("Address"), self.url)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(fields)
        column.addLayout(row)

    def _accept(self) -> None:
        title, url = " ".join(self.title.text().split()), addresses.completed(self.url.text())
        self._popover.close_editor()
        self._editor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.accepted.emit(title, url)

    def _leave(self, key: str) -> None:
        self._anchor.deleteLater()
        if key:
            self._editor.setFocus(Qt.FocusReason.PopupFocusReason)
