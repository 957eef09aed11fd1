"""The text of a foreign file: bounded, in whatever encoding writers' programs leave behind."""

import codecs
import stat
from pathlib import Path

from broadsheet import errors

MOST_BYTES = 5_000_000
"""Of text; the longest story ever wired is a fiftieth of it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(path: Path) -> str:
    """Return a file's text, each line ended by a line feed.

    UTF-8, or what a byte order mark says, or else Windows-1252. Raises errors.UnreadableDocument.
    """
    text = _decoded(path, _bytes(path))
    if "\0" in text:
        raise errors.UnreadableDocument(path, "encoding")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\u2028", "\n").replace("\u2029", "\n\n")


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise errors.UnreadableDocument(path, "no_reader", path.suffix)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as exc:
        raise errors.UnreadableDocument(path, "missing") from exc
    except PermissionError as exc:
        raise errors.UnreadableDocument(path, "denied") from exc
    except OSError as exc:
        raise errors.UnreadableDocument(path, "io", exc.strerror or "") from exc
    if len(data) > MOST_BYTES:
        raise errors.UnreadableDocument(path, "too_large", f"> {MOST_BYTES // 1_000_000} MB")
    return data


def _decoded(path: Path, data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(encoding, data[len(mark) :], path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _as("cp1252", data, path)


def _as(encoding: str, data: bytes, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise errors.UnreadableDocument(path, "encoding") from exc
