"""The page's place on the desk: where the sheet lies, its soft shadow and its rounded corners."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from broadsheet.ui.tokens import Tokens

WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1280}
"""CSS pixels of the viewports."""
_RADIUS = {"phone": 20, "tablet": 12, "desktop": 12}
_SIDE, _TOP = 24, 20
_REACH, _DROP, _DEPTH = 28, 6, 0.16
"""The shadow: how far it reaches and is moved down, in pixels, and how dark it is where it begins."""


def lay(room: QRect, name: str) -> QRect:
    """Return where the sheet lies: full size where there is room, else as wide as the room; to its very bottom."""
    width = max(1, min(WIDTHS[name], room.width() - 2 * _SIDE))
    return QRect(room.x() + (room.width() - width) // 2, room.y() + _TOP, width, max(1, room.height() - _TOP))


def paint(painter: QPainter, sheet: QRect, name: str, tokens: Tokens) -> None:
    """Paint shadow, paper and hairline; the sheet runs off the room's lower edge, so it has no lower corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = _whole(sheet, name)
    if not tokens.dark:
        _paint_shadow(painter, whole, _RADIUS[name])
    painter.setPen(QPen(QColor(tokens.hairline), 1))
    painter.setBrush(QColor(tokens.sheet))
    painter.drawRoundedRect(whole.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS[name], _RADIUS[name])


def _whole(sheet: QRect, name: str) -> QRectF:
    return QRectF(sheet).adjusted(0, 0, 0, _RADIUS[name] + _REACH)


def _paint_shadow(painter: QPainter, whole: QRectF, radius: float) -> None:
    """Lay rings of less and less black around the sheet, as far as they reach."""
    painter.setPen(Qt.PenStyle.NoPen)
    for ring in range(_REACH, 0, -2):
        # Each ring lies upon all wider ones, so the depths add up to a curve that begins gently.
        painter.setBrush(QColor.fromRgbF(0, 0, 0, _DEPTH * 2 * (_REACH - ring + 2) / _REACH**2))
        grown = whole.adjusted(-ring, -ring + _DROP, ring, ring)
        painter.drawRoundedRect(grown, radius + ring, radius + ring)


class Corner(QWidget):
    """Covers one upper corner of the page, which itself is always square, with the desk that lies behind it."""

    def __init__(self, parent: QWidget, right: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._right = right
        self._sheet, self._name = QRect(), "phone"
        self._tokens: Tokens | None = None

    def cover(self, sheet: QRect, name: str, tokens: Tokens) -> None:
        """Lie over the corner of this sheet."""
        self._sheet, self._name, self._tokens = sheet, name, tokens
        size = _RADIUS[name]
        left = sheet.right() + 1 - size if self._right else sheet.x()
        self.setGeometry(left, sheet.y(), size, size)
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk with shadow and hairline, and cut out what lies inside the curve."""
        if self._tokens is None:
            return
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(self._tokens.desk))
        painter = QPainter(image)
        painter.translate(-self.pos())
        paint(painter, self._sheet, self._name, self._tokens)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRoundedRect(_whole(self._sheet, self._name), _RADIUS[self._name], _RADIUS[self._name])
        painter.end()
        QPainter(self).drawImage(0, 0, image)
