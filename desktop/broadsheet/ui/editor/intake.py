"""What is pasted and dropped into the body: plain words, or pictures; never another program's formats."""

import re
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
_ENCODED = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
_LARGEST = 200_000_000
"""Bytes of a file that are read at most; the intake of pictures refuses far smaller ones."""
_FAST_PNG = 80
_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0\ufdd1]")
_ASCII = dict.fromkeys((*range(32), 127)) | {0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n"}
_HALVES = re.compile("[\ud800-\udfff]")


class Offered(Struct, frozen=True):
    """A picture that somebody wants in the body; not looked at yet."""

    data: bytes
    name: str


def clipboard() -> QMimeData:
    """Return what is on the clipboard; nothing where the system keeps it from us."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def clean(text: str) -> str:
    """Return pasted words as the body keeps them: one kind of line break, no control characters, all else exact.

    Halves of surrogate pairs cannot be written to a file and become U+FFFD; U+FDD0 and U+FDD1 are Qt's own marks.
    """
    text = text.replace("\r\n", "\n")
    if text.isascii():
        return text.translate(_ASCII)
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _HALVES.sub("\ufffd", text)
    return text


def pictures(source: QMimeData) -> list[Offered]:
    """Return the pictures in what is pasted or dropped: files first, then an image that comes without words."""
    files = [path for path in _files(source) if path.suffix.lower() in PICTURE_ENDINGS]
    if files:
        return [Offered(_read(path), path.name) for path in files]
    if source.hasImage() and not source.text().strip():
        return _image(source)
    return []


def has_words(source: QMimeData) -> bool:
    """Tell whether there are words for the body; a list of files is not meant as words."""
    return source.hasText() and not _files(source)


def can_take(source: QMimeData) -> bool:
    """Tell whether the body takes what is offered; reads nothing."""
    files = _files(source)
    if files:
        return any(path.suffix.lower() in PICTURE_ENDINGS for path in files)
    return source.hasText() or source.hasImage()


def address(source: QMimeData) -> str:
    """Return the one web address that the clipboard holds, or an empty string."""
    words = source.text()[:2000].strip() if source.hasText() else ""
    url = QUrl(words, QUrl.ParsingMode.StrictMode)
    return (
        words
        if url.isValid() and url.scheme() in ("http", "https") and url.host() and not re.search(r"\s", words)
        else ""
    )


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def _read(path: Path) -> bytes:
    """Return a file's bytes; none where it cannot be read, which the intake of pictures then refuses."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return b""


def _image(source: QMimeData) -> list[Offered]:
    """Return the clipboard's image in the format it came in, or as PNG."""
    for kind, ending in _ENCODED.items():
        if source.hasFormat(kind):
            return [Offered(bytes(source.data(kind).data()), f"pasted.{ending}")]
    image = source.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _FAST_PNG)  # type: ignore[call-overload]
    return [Offered(bytes(buffer.data().data()), "pasted.png")]
