"""Qt's own inputs in the window's manner: a drawn arrow, marks that show in the dark too, a quiet calendar."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractButton,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
)

from broadsheet.ui import icons
from broadsheet.ui.tokens import Tokens


class Choice(QComboBox):
    """A combo box that keeps its arrow: a style sheet takes Qt's away and offers no drawing of its own."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.7))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = 14 if mirrored else self.width() - 14, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])


class Tick(QCheckBox):
    """A check box whose mark shows on dark paper too: Qt draws its edge darker than the window."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the tick and the words."""
        box = _paint_words(self, QStyle.SubElement.SE_CheckBoxIndicator, QStyle.SubElement.SE_CheckBoxContents)
        painter = _painter(self)
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            pen = QPen(painter.pen().color(), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            left, middle = box.left(), box.center()
            corners = [
                (left + 3.5, middle.y() + 0.5),
                (middle.x() - 0.8, box.bottom() - 4),
                (box.right() - 3, box.top() + 4),
            ]
            painter.drawPolyline([QPointF(x, y) for x, y in corners])


class Option(QRadioButton):
    """A radio button whose mark shows on dark paper too."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring, the dot and the words."""
        box = _paint_words(self, QStyle.SubElement.SE_RadioButtonIndicator, QStyle.SubElement.SE_RadioButtonContents)
        painter = _painter(self)
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setBrush(painter.pen().color())
            painter.drawEllipse(box.center(), box.width() / 4, box.height() / 4)


def _paint_words(button: QAbstractButton, mark: QStyle.SubElement, words: QStyle.SubElement) -> QRectF:
    """Paint a button's words and return where its mark belongs."""
    option = QStyleOptionButton()
    option.initFrom(button)
    style, palette = button.style(), button.palette()
    where = style.subElementRect(words, option, button)
    painter = QPainter(button)
    painter.setPen(palette.color(QPalette.ColorRole.Link if button.hasFocus() else QPalette.ColorRole.WindowText))
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(where, QStyle.visualAlignment(button.layoutDirection(), side), button.text())
    if button.hasFocus():
        ring = QRectF(
            painter.fontMetrics().boundingRect(
                where, int(QStyle.visualAlignment(button.layoutDirection(), side)), button.text()
            )
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(ring.adjusted(-3.5, -0.5, 3.5, 0.5), 4, 4)
    rect = QRectF(style.subElementRect(mark, option, button))
    size = min(rect.width(), rect.height(), 15.0) - 1
    return QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)


def _painter(button: QAbstractButton) -> QPainter:
    """Return a painter with the colours of a mark: those of links where it is set or has the focus."""
    palette, is_told = button.palette(), button.isChecked() or button.hasFocus()
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    role = QPalette.ColorRole.Link if is_told and button.isEnabled() else QPalette.ColorRole.PlaceholderText
    painter.setPen(QPen(palette.color(role), 1.5))
    return painter


class Calendar(QCalendarWidget):
    """A month to pick a day from."""

    def __init__(self) -> None:
        super().__init__()
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours; a weekend is a day of news like others."""
        plain = QTextCharFormat()
        plain.setForeground(QColor(tokens.ink))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(QColor(tokens.soft_ink))
        head.setBackground(QColor(tokens.sheet))
        self.setHeaderTextFormat(head)
        for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon, tokens))
                button.setIconSize(QSize(16, 16))
