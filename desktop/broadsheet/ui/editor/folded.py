"""A line too long to be laid out, as it is shown instead: its beginning, its length, its end."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock, QTextCursor

from broadsheet.ui.editor.layout import FOLDED_LINES, BodyLayout

_SHOWN = 400
"""UTF-16 units at either end that may be shown."""
_ROUND = 6
_PADDING = 12
_CARET = QRectF(0, 0.18, 2, 0.64)
"""In pixels across, in lines down."""


def paint(painter: QPainter, layout: BodyLayout, block: QTextBlock, top: float) -> None:
    """Paint three rows in the place of a folded block."""
    tokens, column, slot = layout.formats.tokens, layout.column, layout.slot()
    whole = QRectF(column.left, top, column.width, FOLDED_LINES * slot)
    inside = whole.adjusted(_PADDING, 0, -_PADDING, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.field))
    painter.drawRoundedRect(whole, _ROUND, _ROUND)
    painter.setFont(layout.document().defaultFont())
    metrics = QFontMetricsF(painter.font())
    length = block.length() - 1
    said = QCoreApplication.translate("editor", "One line of {0} characters, folded away here")
    rows = (
        (metrics.elidedText(_part(block, 0), Qt.TextElideMode.ElideRight, inside.width()), tokens.ink),
        (said.format(f"{length:,}"), tokens.soft_ink),
        (metrics.elidedText(_part(block, length - _SHOWN), Qt.TextElideMode.ElideLeft, inside.width()), tokens.ink),
    )
    for number, (words, colour) in enumerate(rows):
        painter.setPen(QColor(colour))
        row = QRectF(inside.left(), top + number * slot, inside.width(), slot)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


def caret(layout: BodyLayout, block: QTextBlock, top: float, position: int) -> QRectF:
    """Return where the caret shows in a folded block: at its beginning, in its middle row or at its end."""
    inside, slot, column = position - block.position(), layout.slot(), layout.column
    at_end = inside >= block.length() - 1
    row = FOLDED_LINES - 1 if at_end else 1 if inside else 0
    x = column.left + (column.width - _PADDING + 2 if at_end else _PADDING - 3)
    return QRectF(x, top + (row + _CARET.top()) * slot, _CARET.width(), slot * _CARET.height())


def _part(block: QTextBlock, start: int) -> str:
    """Return a short part of a long block without taking all of it."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + start + _SHOWN, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()
