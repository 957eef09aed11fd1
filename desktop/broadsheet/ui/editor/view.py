"""The body on the screen: a plain-text view with our lines, column, tints and caret; knows no commands."""

import re

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from broadsheet.ui.editor import canvas, folded, syntax
from broadsheet.ui.editor.canvas import Seen
from broadsheet.ui.editor.formats import Formats
from broadsheet.ui.editor.layout import BodyLayout, Column
from broadsheet.ui.tokens import LIGHT, Tokens

_SIZE = 16
_MARGIN = 36
_NARROW_MARGIN = 16
_NARROW = 420
_ABOVE = 20
_SIGNS = 68
_SAMPLE = "Warga mengumpulkan uang dan memperbaikinya sendiri, kata kepala desa; the harbour waited."
_CARET = 2
_OVERHANG = 8
"""Pixels that a tint or a caret may reach over the edge of its block."""


class BodyView(QPlainTextEdit):
    """Shows one document; everything is laid out only where it is seen."""

    caret_shown = Signal()
    """The caret was brought into sight here, by a search or a jump: whoever scrolls this view should show it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._labels = syntax.read_also(())
        self._right_to_left = False
        self._lay: BodyLayout | None = None
        self._invitation = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(_CARET)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.set_type(self.font().family(), _SIZE)

    def setDocument(self, document: QTextDocument) -> None:
        """Show a document that has no steps to undo yet; it gets our layout, and nothing in it changes."""
        document.setUndoRedoEnabled(False)  # the margin would be a step
        document.setDefaultFont(self.font())
        document.setDocumentMargin(_ABOVE)
        self._lay = BodyLayout(document, Formats(self._tokens, self.font()))
        document.setDocumentLayout(self._lay)
        document.setUndoRedoEnabled(True)
        self._take_style()
        super().setDocument(document)

    def set_type(self, family: str, size: int) -> None:
        """Set the words in a font, `size` in pixels."""
        font = QFont(self.font())
        font.setFamily(family)
        font.setPixelSize(size)
        self.setFont(font)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens
        self._take_style()
        self.viewport().update()

    def set_invitation(self, words: str) -> None:
        """Say what an empty article is waiting for."""
        self._invitation = words
        self.viewport().update()

    def set_writing(self, labels: tuple[str, ...], *, right_to_left: bool) -> None:
        """Know the read-also labels, and how a paragraph without letters runs; others run as their letters do."""
        self._labels = syntax.read_also(labels)
        self._right_to_left = right_to_left
        self._take_style()

    def labels(self) -> re.Pattern[str]:
        """Return the pattern of a read-also line."""
        return self._labels

    def show_cursor(self, cursor: QTextCursor) -> None:
        """Put the caret somewhere and bring it into sight, in the middle where it was far away."""
        self.setTextCursor(cursor)
        block = cursor.block()
        if self.is_folded(block):
            if block not in [seen for seen, _, _ in self.seen()]:
                self.verticalScrollBar().setValue(block.firstLineNumber())
        elif not self.viewport().rect().intersects(self.cursorRect()):
            self.centerCursor()
        else:
            self.ensureCursorVisible()
        self.caret_shown.emit()

    def is_folded(self, block: QTextBlock) -> bool:
        """Tell whether a block is too long to be shown."""
        return self._lay is not None and self._lay.is_folded(block)

    def line_height(self) -> int:
        """Return how far lines stand apart, in pixels."""
        return round(self._lay.slot()) if self._lay is not None else self.fontMetrics().lineSpacing()

    def seen(self, area: QRect | None = None) -> list[Seen]:
        """Return the blocks that are in sight, or in an area of the view, from the top."""
        found: list[Seen] = []
        block = self.firstVisibleBlock()
        if self._lay is None or not block.isValid():
            return found
        area = area or self.viewport().rect()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom() + _OVERHANG:
            laid = self._lay.laid(block)
            if top + laid.height >= area.top() - _OVERHANG:
                found.append((block, top, laid))
            top += laid.height
            block = block.next()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tints and selection, the words, then the caret and what is folded."""
        layout = self._lay
        if layout is None:
            super().paintEvent(event)
            return
        layout.settle()
        seen, cursor = self.seen(event.rect()), self.textCursor()
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        canvas.paint_under(painter, layout, seen, (cursor.selectionStart(), cursor.selectionEnd()))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        for block, top, _ in seen:
            if layout.is_folded(block):
                folded.paint(painter, layout, block, top)
        if self._invitation and self.document().isEmpty():
            canvas.paint_invitation(painter, layout, seen[0][1] if seen else 0, self._invitation)
        if self.getPaintContext().cursorPosition >= 0:
            canvas.paint_caret(painter, self._caret(layout), self._tokens)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column to the new width; Qt then lays out what is seen."""
        if self._lay is not None:
            self._lay.column = self._column()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take a new font; Qt hands it to the document by itself."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_style()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press between two lines as one on the nearest of them."""
        super().mousePressEvent(self._on_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select to the nearest line."""
        super().mouseMoveEvent(self._on_line(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a release between two lines as one on the nearest of them."""
        super().mouseReleaseEvent(self._on_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word on the nearest line."""
        super().mouseDoubleClickEvent(self._on_line(event))

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop on the nearest line."""
        place = QPointF(event.position().x(), self._snapped(event.position().y()))
        moved = QDropEvent(place, event.possibleActions(), event.mimeData(), event.buttons(), event.modifiers())
        moved.setDropAction(event.dropAction())
        super().dropEvent(moved)
        event.setDropAction(moved.dropAction())
        event.setAccepted(moved.isAccepted())

    def _take_style(self) -> None:
        if self._lay is None:
            return
        self._lay.formats = Formats(self._tokens, self.font())
        self._lay.labels = self._labels
        self._lay.column = self._column()
        self._lay.refresh()

    def _column(self) -> Column:
        width = self.viewport().width()
        margin = _NARROW_MARGIN if width < _NARROW else _MARGIN
        sign = QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        wide = min(width - 2 * margin, round(sign * _SIGNS))
        return Column(width - margin - wide if self._right_to_left else margin, wide, self._right_to_left)

    def _caret(self, layout: BodyLayout) -> QRectF:
        cursor = self.textCursor()
        block = cursor.block()
        if not layout.is_folded(block):
            return QRectF(self.cursorRect())
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        return folded.caret(layout, block, top, cursor.position())

    def _on_line(self, event: QMouseEvent) -> QMouseEvent:
        """Return a mouse event on the words of the nearest line.

        Qt looks only at the height of the letters and takes the space between two lines for the end of the upper one.
        """
        y = self._snapped(event.position().y())
        if y == event.position().y():
            return event
        return QMouseEvent(
            event.type(),
            QPointF(event.position().x(), y),
            event.scenePosition(),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

    def _snapped(self, y: float) -> float:
        for block, top, laid in self.seen(QRect(0, int(y), 1, 1)):
            if top <= y < top + laid.height:
                return top + _nearest(block, y - top)
        return y


def _nearest(block: QTextBlock, y: float) -> float:
    """Return a height in the letters of the line of a block that is nearest to `y`."""
    lines = block.layout()
    best = y
    distance = float("inf")
    for number in range(lines.lineCount()):
        box = lines.lineAt(number).naturalTextRect()
        inside = min(max(y, box.top() + 1), box.bottom() - 1)
        if abs(inside - y) < distance:
            best, distance = inside, abs(inside - y)
    return best
