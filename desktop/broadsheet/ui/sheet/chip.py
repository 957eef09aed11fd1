"""A round button that says one fact about the article: a soft label and the value in ink."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption, QWidget

from broadsheet.ui.tokens import Tokens

_HEIGHT = 25
_SIDE = 12
_GAP = 6
_WIDEST = 320
"""Pixels; a time or a name is not cut below that."""


class Chip(QAbstractButton):
    """Shows label and value; without a value it is a soft invitation to set one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = ""
        self._label = self._value = ""
        self._widest = _WIDEST
        self._fill, self._hover, self._edge = QColor(), QColor(), QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_fact(self, key: str, label: str, value: str, name: str, widest: int = _WIDEST) -> None:
        """Say another fact in at most `widest` pixels; `name` is what a screen reader says."""
        self.key, self._label, self._value, self._widest = key, label, value, widest
        self.setAccessibleName(name)
        self.setToolTip(value if self._value_width() > self._value_room() else "")
        self.updateGeometry()
        self.update()

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._fill = QColor(tokens.hairline if tokens.dark else tokens.desk)
        self._hover = QColor(tokens.field if tokens.dark else tokens.hairline)
        self._edge = QColor(tokens.soft_ink)
        self._edge.setAlpha(120)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words, up to a most; longer values are shortened."""
        words = self._label_width() + self._value_width()
        return QSize(min(self._widest, words + self._room_behind() + 2 * _SIDE + 2), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Return as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape by the style sheet's palette, then the two words."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shape(painter, option)
        soft = option.palette.color(QPalette.ColorRole.PlaceholderText)
        ink = option.palette.color(QPalette.ColorRole.WindowText)
        room = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
        painter.setPen(soft)
        painter.drawText(room, where, self._label)
        step, behind = self._label_width(), self._room_behind()
        room = room.adjusted(behind, 0, -step, 0) if mirrored else room.adjusted(step, 0, -behind, 0)
        value = self.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(ink if self.isEnabled() else soft)
        painter.drawText(room, where, value)

    def _paint_shape(self, painter: QPainter, option: QStyleOption) -> None:
        state, palette = option.state, option.palette
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        edge = QPen(self._edge, 1)
        edge.setDashPattern([3, 3])
        painter.setPen(Qt.PenStyle.NoPen if self._value else edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._value or hovered:
            painter.setBrush(self._hover if hovered else self._fill)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
            shape = shape.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)

    def _label_width(self) -> int:
        width = self.fontMetrics().horizontalAdvance(self._label)
        return width + _GAP if self._label and self._value else width

    def _value_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._value)

    def _value_room(self) -> int:
        return self._widest - self._label_width() - self._room_behind() - 2 * _SIDE

    def _room_behind(self) -> int:
        """Return the pixels behind the words that are not for them."""
        return 0
