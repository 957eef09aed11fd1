"""What is pasted and dropped: words, or pictures; formats are taken along and not read here."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

PART = 500_000
"""Characters, 80,000 words, that go into the body at once: with journal, layout and screen they take some 30 ms."""
MOST_RICH = 200_000
"""Characters that may get formats: their plain words are replaced in one breath, which takes some 70 ms."""
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_ENCODED = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
_FAST_PNG = 80
_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e\ufdd0\ufdd1]")
_ODD = re.compile(f"[{_BREAKS.pattern[1:-1]}{_CONTROLS.pattern[1:-1]}]")
_ASCII = dict.fromkeys((*range(32), 127)) | {0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n"}
_RICH_TEXT = ("text/rtf", "application/rtf", "text/richtext")
_MOST_HTML = 2_000_000
"""Characters of a page that are looked through for its words."""
_UNSEEN = ("script", "style", "head", "template", "noscript", "svg")
_NEW_LINE = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|blockquote|pre|section|article|figure|figcaption|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_CELL = re.compile(r"</?(?:td|th)\b[^<>]*>|(?<=\w)<img\b[^<>]*>(?=\w)", re.IGNORECASE)
"""What stands between words that are apart on the page."""
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HALVES = re.compile("[\ud800-\udfff]")


class Offered(Struct, frozen=True):
    """A picture that somebody wants in the article, by its file or its bytes; not looked at yet."""

    picture: Path | bytes
    name: str


class Copied(Struct, frozen=True):
    """Words with formats as another program hands them out: a page, rich text where there is some, the plain words.

    `unread` is how many characters of a page that came without plain words were not looked through for them.
    """

    html: str
    rtf: bytes
    words: str
    unread: int = 0


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
    if _ODD.search(text):
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
    return clean(words_of_page(source.html()))


def words_of_page(page: str) -> str:
    """Return the words of a web page in lines, by its signs alone: nothing in it is carried out or fetched."""
    page = _CELL.sub(" ", _seen(page[:_MOST_HTML]))
    lines = _TAG.sub("", _NEW_LINE.sub("\0", _SPACE.sub(" ", page.replace("\0", "")))).split("\0")
    return "\n".join(line for line in (html.unescape(line).strip() for line in lines) if line)


def parts(text: str) -> Iterator[str]:
    """Yield a text in parts of at most PART characters, cut behind a line where there is one."""
    start = 0
    while start < len(text):
        end = start + PART
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield text[start:end]
        start = end


def is_rich(source: QMimeData) -> bool:
    """Tell whether there are words with formats, as far as can be told without reading them.

    A copied address is one, although browsers make a link of it.
    """
    return has_words(source) and source.hasHtml() and not address(source)


def copied(source: QMimeData) -> Copied:
    """Return words with their formats."""
    rtf = next((bytes(source.data(kind).data()) for kind in _RICH_TEXT if source.hasFormat(kind)), b"")
    page = source.html()
    return Copied(page, rtf, words(source), 0 if source.hasText() else max(0, len(page) - _MOST_HTML))


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


def _seen(page: str) -> str:
    """Return a page without the elements that nobody sees; an element that is not ended takes the rest along."""
    small = page.lower() if page.isascii() else re.sub("[A-Z]", _small, page)
    for name in _UNSEEN:
        kept, at = [], 0
        while (start := _begin(small, name, at)) >= 0:
            kept.append((at, start))
            end = small.find(f"</{name}", start)
            at = small.find(">", end) + 1 if end >= 0 else 0
            if at == 0:
                at = len(small)
        kept.append((at, len(small)))
        page, small = ("".join(text[a:b] for a, b in kept) for text in (page, small))
    return page


def _begin(small: str, name: str, at: int) -> int:
    """Return where the next element of that very name begins, or -1: `<header>` is not `<head>`."""
    found = re.compile(rf"<{name}[\s/>]").search(small, at)
    return found.start() if found else -1


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


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
