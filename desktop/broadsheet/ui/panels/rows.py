"""The look of a row in the side panel: a dot, what it is, and where."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from broadsheet.ui.panels.model import ROW, Index, Row
from broadsheet.ui.tokens import Tokens

_DOT = 8
_LEFT = 16
_PAD = 8
_GAP = 2
_INDENT = 12


class RowDelegate(QStyledItemDelegate):
    """Paints rows of one wrapped line and a soft second line, with a dot in the colour of their weight."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: Row = index.data(ROW)
        self._background(painter, box, state, lined=bool(row.weight))
        left = box.left() + (_LEFT if row.weight else 0) + _INDENT * row.indent
        text = QRect(left, box.top() + _PAD, box.right() - left, box.height() - 2 * _PAD)
        if row.weight:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour(row.weight)))
            painter.drawEllipse(box.left(), text.top() + 4, _DOT, _DOT)
        painter.setPen(QColor(self.tokens.ink if row.weight else self.tokens.soft_ink))
        painter.drawText(text, Qt.TextFlag.TextWordWrap, row.text)
        if row.where:
            painter.setPen(QColor(self.tokens.soft_ink))
            below = text.adjusted(0, _height(option, row, text.width()) + _GAP, 0, 0)
            painter.drawText(below, Qt.TextFlag.TextSingleLine, row.where)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs in the list's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 240
        row: Row = index.data(ROW)
        height = _height(option, row, width - (_LEFT if row.weight else 0) - _INDENT * row.indent) + 2 * _PAD
        if row.where:
            height += option.fontMetrics.height() + _GAP
        return QSize(width, height)

    def _background(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, *, lined: bool) -> None:
        focused = QStyle.StateFlag.State_Selected in state and QStyle.StateFlag.State_HasFocus in state
        if focused or QStyle.StateFlag.State_MouseOver in state:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.tokens.tint if focused else self.tokens.field))
            painter.drawRoundedRect(box.adjusted(-_PAD, 0, 0, 0), 6, 6)
        elif lined:
            painter.setPen(QColor(self.tokens.hairline))
            painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _colour(self, weight: str) -> str:
        return {"error": self.tokens.accent, "warning": self.tokens.warn}.get(weight, self.tokens.soft_ink)


def _height(option: QStyleOptionViewItem, row: Row, width: int) -> int:
    box = QRect(0, 0, width, 1000)
    return int(option.fontMetrics.boundingRect(box, Qt.TextFlag.TextWordWrap, row.text).height())
