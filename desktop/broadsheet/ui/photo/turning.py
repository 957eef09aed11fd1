"""A picture on the screen, mirrored, turned and straightened as it will be published."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from broadsheet.article.photo import Photo
from broadsheet.pictures import turning
from broadsheet.pictures.probe import Size

Turn = tuple[bool, int, float]
"""Whether a picture is mirrored, its quarters clockwise, its degrees clockwise."""


def turn(photo: Photo) -> Turn:
    """Return how a picture is turned, to be compared."""
    return photo.flipped, photo.quarters, photo.straighten


def turned(image: QImage, photo: Photo) -> QImage:
    """Return what `pictures.turning` makes of the pixels, of a picture at the size of the screen."""
    if image.isNull() or not turning.is_turned(photo):
        return image
    if photo.flipped:
        image = image.flipped(Qt.Orientation.Horizontal)
    if photo.quarters:
        image = image.transformed(QTransform().rotate(90 * photo.quarters))
    return _straightened(image, photo.straighten) if photo.straighten else image


def small(image: QImage, box: QSize, photo: Photo) -> QImage:
    """Return a picture as turned in at most the box, in pixels; made smaller first, which costs less."""
    room = max(box.width(), box.height())
    longer = max(image.width(), image.height())
    if longer > 2 * room:
        image = image.scaled(
            QSize(2 * room, 2 * room), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    image = turned(image, photo)
    if image.isNull():
        return image
    return image.scaled(box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _straightened(image: QImage, degrees: float) -> QImage:
    size = turning.inner(Size(image.width(), image.height()), degrees)
    made = QImage(size.width, size.height, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(size.width / 2, size.height / 2)
    painter.rotate(degrees)
    painter.translate(-image.width() / 2, -image.height() / 2)
    painter.drawImage(0, 0, image)
    painter.end()
    return made
