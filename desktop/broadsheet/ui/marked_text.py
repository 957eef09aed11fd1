"""A text for reading in which the words that another version does not have are marked; as high as it is."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from broadsheet.article.difference import Kind, Piece

_MOST_SIGNS = 30_000
"""A text this long is read in its file, not beside another one; and a window that lays it out stands still."""
_LINE_HEIGHT = 140


class MarkedText(QTextEdit):
    """Shows one side of a comparison; what it shows can be selected and copied, and the keyboard passes it by."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("markedText")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)

    def show_pieces(self, pieces: Iterable[Piece], own: Kind, mark: QColor) -> None:
        """Show what stayed and the pieces of the kind `own`, these marked with a colour and a line."""
        marked = QTextCharFormat()
        marked.setBackground(mark)
        marked.setFontUnderline(True)
        self.clear()
        cursor = self.textCursor()
        form = cursor.blockFormat()
        form.setLineHeight(_LINE_HEIGHT, 1)  # ProportionalHeight; PySide wants the bare number
        cursor.setBlockFormat(form)
        room = _MOST_SIGNS
        for piece in pieces:
            if piece.kind in ("same", own) and room > 0:
                text = piece.text if len(piece.text) <= room else f"{piece.text[:room]} …"
                cursor.insertText(text.strip("\r"), marked if piece.kind == own else QTextCharFormat())
                room -= len(piece.text)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.fit(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text is at the new width."""
        super().resizeEvent(event)
        self.fit(self.viewport().width())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what this stands in."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit(self.viewport().width())

    def fit(self, width: int) -> None:
        """Be as high as the text is at a width, in pixels, that is about to be given."""
        self.document().setTextWidth(width)
        height = round(self.document().size().height()) + 2
        if height != self.height():
            self.setFixedHeight(height)
