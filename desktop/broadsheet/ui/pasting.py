"""What is pasted and dropped: plain words, or pictures; never another program's formats."""

import re
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocumentFragment

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_ENCODED = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
_FAST_PNG = 80
_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e\ufdd0\ufdd1]")
_ASCII = dict.fromkeys((*range(32), 127)) | {0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n"}
_OBJECT = "\ufffc"
_HALVES = re.compile("[\ud800-\udfff]")


class Offered(Struct, frozen=True):
    """A picture that somebody wants in the article, by its file or its bytes; not looked at yet."""

    picture: Path | bytes
    name: str


def clipboard() -> QMimeData:
    """Return what is on the clipboard; nothing where the system keeps it from us."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def clean(text: str) -> str:
    """Return pasted words as the body keeps them: one kind of line break, no control characters, all else exact.

    Halves of surrogate pairs cannot be written to a file and become U+FFFD; U+FDD0 and U+FDD1 are Qt's own marks.
    Overrides of direction (U+202D, U+202E) go: nobody could see that words stand in another order than they read.
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


def words(source: QMimeData) -> str:
    """Return what is pasted or dropped as clean plain words; of a web page the words in it."""
    if source.hasText() or not source.hasHtml():
        return clean(source.text())
    return clean(QTextDocumentFragment.fromHtml(source.html()).toPlainText().replace(_OBJECT, ""))


def pictures(source: QMimeData, *, before_words: bool = False) -> list[Offered]:
    """Return the pictures in what is pasted or dropped: files, else an image.

    Spreadsheets and word processors send an image of their words along, so words win where both could be meant.
    """
    files = _picture_files(source)
    if files:
        return [Offered(path, path.name) for path in files]
    if source.hasImage() and (before_words or not words(source).strip()):
        return _image(source)
    return []


def has_words(source: QMimeData) -> bool:
    """Tell whether there are words for the body; a list of files is not meant as words."""
    return (source.hasText() or source.hasHtml()) and not _files(source)


def has_picture(source: QMimeData) -> bool:
    """Tell whether there is a picture, as a file or as pixels; reads nothing."""
    return bool(_picture_files(source)) or (source.hasImage() and not _files(source))


def address(source: QMimeData) -> str:
    """Return the one web address that the clipboard holds, or an empty string."""
    text = source.text()[:2000].strip() if source.hasText() else ""
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    is_address = url.isValid() and url.scheme() in ("http", "https") and url.host() and not re.search(r"\s", text)
    return text if is_address else ""


def _files(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def _picture_files(source: QMimeData) -> list[Path]:
    return [path for path in _files(source) if path.suffix.lower() in PICTURE_ENDINGS]


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
