"""Qt's own inputs in the sheet's manner: a choice with a drawn arrow, and a quiet calendar."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QToolButton

from broadsheet.ui import icons
from broadsheet.ui.appearance import Tokens


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
