"""Where a part of a picture lies on the screen."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from broadsheet.article.photo import Box


def cut(image: QImage, box: Box) -> QImage:
    """Return a part of a picture."""
    return image.copy(area(box, QRectF(image.rect())).toAlignedRect())


def area(box: Box, whole: QRectF) -> QRectF:
    """Return where a part of a picture lies in the whole of it."""
    left, top = whole.left() + box.left * whole.width(), whole.top() + box.top * whole.height()
    return QRectF(left, top, box.width * whole.width(), box.height * whole.height())
