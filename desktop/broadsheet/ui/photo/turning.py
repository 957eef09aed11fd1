"""A picture on the screen, mirrored, turned and straightened as it will be published."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QTransform

from broadsheet.article.photo import Box, Photo
from broadsheet.pictures import turning
from broadsheet.pictures.probe import Size


def turned(image: QImage, photo: Photo) -> QImage:
    """Return the picture as it is shown: what `pictures.turning` makes of the pixels, at the size of the screen."""
    if photo.flipped:
        image = image.mirrored(True, False)
    if photo.quarters:
        image = image.transformed(QTransform().rotate(90 * photo.quarters))
    if not photo.straighten:
        return image
    size = turning.inner(Size(image.width(), image.height()), photo.straighten)
    leaned = image.transformed(QTransform().rotate(photo.straighten), Qt.TransformationMode.SmoothTransformation)
    part = QRect(0, 0, size.width, size.height)
    part.moveCenter(leaned.rect().center())
    return leaned.copy(part)


def cut(image: QImage, box: Box) -> QImage:
    """Return a part of a picture."""
    return image.copy(area(box, QRectF(image.rect())).toAlignedRect())


def area(box: Box, whole: QRectF) -> QRectF:
    """Return where a part of a picture lies in the whole of it."""
    left, top = whole.left() + box.left * whole.width(), whole.top() + box.top * whole.height()
    return QRectF(left, top, box.width * whole.width(), box.height * whole.height())
