"""Pictures that the writer hands in: dropped, pasted or chosen from a file."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from broadsheet.ui.asking import PICTURE_ENDINGS


def has_picture(mime: QMimeData) -> bool:
    """Return whether there is a picture in dragged or copied data: a local file or pixels."""
    return _file(mime) is not None or mime.hasImage()


def picture(mime: QMimeData) -> tuple[Path | bytes, str] | None:
    """Return the first picture as a file's path or as PNG bytes, with a name for it."""
    path = _file(mime)
    if path is not None:
        return path, path.name
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data()), "picture.png"


def _file(mime: QMimeData) -> Path | None:
    files = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((path for path in files if path.suffix.lower().removeprefix(".") in PICTURE_ENDINGS), None)
