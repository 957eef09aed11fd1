"""A chip that says what went into a field, and by a sign and a rim how surely."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyleOption, QWidget

from broadsheet.ui.pieces import Entry
from broadsheet.ui.sheet.chip import Chip
from broadsheet.ui.tokens import Tokens

SIGNS = {"sure": "", "likely": "~", "guess": "?"}
"""What stands behind the words: nothing where one need not look."""
_ROOM, _EDGE = 14, 12


class PieceChip(Chip):
    """Shows one entry of the strip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self._doubt = QColor()

    def show_entry(self, entry: Entry, label: str, value: str, tip: str, widest: int) -> None:
        """Say what went where; `tip` is why, and what a screen reader says behind the words."""
        self.entry = entry
        self.show_fact(entry.where, label, value, f"{label}: {value}. {tip}", widest)
        self.setToolTip(f"{label}: {value}\n{tip}")

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours; the strip's ground is a tint, so that the chips are paper."""
        super().paint(tokens)
        self._fill = QColor(tokens.hairline if tokens.dark else tokens.sheet)
        self._doubt = QColor(tokens.warn)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, then the sign of doubt."""
        super().paintEvent(event)
        sign = SIGNS.get(self.entry.sure, "") if self.entry is not None else ""
        if not sign:
            return
        painter = QPainter(self)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._doubt)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        room = QRectF(self.rect()).adjusted(_EDGE, 0, -_EDGE, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side, sign)

    def _paint_shape(self, painter: QPainter, option: QStyleOption) -> None:
        super()._paint_shape(painter, option)
        entry = self.entry
        doubtful = entry is not None and (entry.sure == "guess" or entry.where == "left_over")
        if doubtful and not self.hasFocus():
            rim = QPen(self._doubt, 1)
            rim.setDashPattern([3, 3])
            painter.setPen(rim)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)

    def _room_behind(self) -> int:
        return _ROOM if self.entry is not None and SIGNS.get(self.entry.sure) else 0
