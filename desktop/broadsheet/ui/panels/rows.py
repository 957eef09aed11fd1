"""The look of a row in the side panel: a dot, what it is, and where."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from broadsheet.ui.tokens import Tokens

TARGET = Qt.ItemDataRole.UserRole
WHERE = Qt.ItemDataRole.UserRole + 1
WEIGHT = Qt.ItemDataRole.UserRole + 2
INDENT = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex
_DOT = 8
_LEFT = 16
_PAD = 8
_GAP = 2


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
        weight = index.data(WEIGHT)
        self._background(painter, box, state, lined=bool(weight))
        left = box.left() + (_LEFT if weight else 0) + 12 * int(index.data(INDENT) or 0)
        text = QRect(left, box.top() + _PAD, box.right() - left, box.height() - 2 * _PAD)
        if weight:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour(str(weight))))
            painter.drawEllipse(box.left(), text.top() + 4, _DOT, _DOT)
        painter.setPen(QColor(self.tokens.ink if weight else self.tokens.soft_ink))
        painter.drawText(text, Qt.TextFlag.TextWordWrap, str(index.data(Qt.ItemDataRole.DisplayRole)))
        if index.data(WHERE):
            painter.setPen(QColor(self.tokens.soft_ink))
            below = text.adjusted(0, self._height(option, index, text.width()) + _GAP, 0, 0)
            painter.drawText(below, Qt.TextFlag.TextSingleLine, str(index.data(WHERE)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs in the list's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 240
        height = self._height(option, index, width - (_LEFT if index.data(WEIGHT) else 0)) + 2 * _PAD
        if index.data(WHERE):
            height += option.fontMetrics.height() + _GAP
        return QSize(width, height)

    def _height(self, option: QStyleOptionViewItem, index: Index, width: int) -> int:
        metrics = option.fontMetrics
        box = QRect(0, 0, width, 1000)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        return int(metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text).height())

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
