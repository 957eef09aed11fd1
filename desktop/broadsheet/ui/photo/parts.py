"""Where a part of a picture lies on the screen."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from broadsheet.article.photo import Box

_MESHES = 12
"""Of the grid, along the longer side."""


def cut(image: QImage, box: Box) -> QImage:
    """Return a part of a picture."""
    return image.copy(area(box, QRectF(image.rect())).toAlignedRect())


def area(box: Box, whole: QRectF) -> QRectF:
    """Return where a part of a picture lies in the whole of it."""
    left, top = whole.left() + box.left * whole.width(), whole.top() + box.top * whole.height()
    return QRectF(left, top, box.width * whole.width(), box.height * whole.height())


def paint_grid(painter: QPainter, frame: QRectF) -> None:
    """Paint square meshes over a picture, light with a dark edge: seen on snow and at night."""
    mesh = max(frame.width(), frame.height()) / _MESHES
    middle = frame.center()
    lines = []
    for number in range(-_MESHES // 2, _MESHES // 2 + 1):
        x, y = middle.x() + number * mesh, middle.y() + number * mesh
        if frame.left() < x < frame.right():
            lines.append(QLineF(x, frame.top(), x, frame.bottom()))
        if frame.top() < y < frame.bottom():
            lines.append(QLineF(frame.left(), y, frame.right(), y))
    for colour, width in ((QColor(0, 0, 0, 70), 2.5), (QColor(255, 255, 255, 170), 1.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLines(lines)
