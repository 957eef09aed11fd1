"""The text of a foreign file: bounded, in whatever encoding writers' programs leave behind."""

import codecs
import re
from pathlib import Path

from broadsheet import errors
from broadsheet.importing import edges, table
from broadsheet.importing.imported import Note
from broadsheet.importing.text import charsets

MOST_BYTES = 5_000_000
"""Of text; the longest story ever wired is a fiftieth of it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
"""The switches of ISO-2022-JP (RFC 1468), which is ASCII and so UTF-8 too."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.01
_SAMPLE = 4096


def read(path: Path) -> tuple[str, tuple[Note, ...]]:
    """Return a file's text, each line ended by a line feed, and a note where its encoding is a guess.

    UTF-8, or what a byte order mark or the places of zero bytes say, or else what its letters look like.
    Raises errors.UnreadableDocument.
    """
    return text(content(path), path)


def article(path: Path) -> tuple[str, tuple[Note, ...]]:
    """Return a file's text as `read` does, if it has no more lines than an article may have.

    Raises errors.UnreadableDocument.
    """
    found = read(path)
    if found[0].count("\n") > edges.MOST_LINES:
        raise errors.UnreadableDocument(path, "too_large", f"> {edges.MOST_LINES}")
    return found


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a regular file, up to a size; raises errors.UnreadableDocument."""
    try:
        table.refuse_other(path, path.stat().st_mode)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as exc:
        raise errors.UnreadableDocument(path, "missing") from exc
    except PermissionError as exc:
        raise errors.UnreadableDocument(path, "denied") from exc
    except OSError as exc:
        raise errors.UnreadableDocument(path, "io", exc.strerror or "") from exc
    if len(data) > most:
        raise errors.UnreadableDocument(path, "too_large", f"> {most // 1_000_000} MB")
    return data


def text(data: bytes, path: Path, declared: str = "") -> tuple[str, tuple[Note, ...]]:
    """Return bytes as text, and a note where the encoding is a guess; `declared` is what they say of themselves.

    Raises errors.UnreadableDocument.
    """
    encoding, notes = _encoding(data, declared)
    mark = next((mark for mark, name in _MARKS if name == encoding and data.startswith(mark)), b"")
    try:
        decoded = data[len(mark) :].decode(encoding)
    except (UnicodeDecodeError, LookupError) as exc:
        raise errors.UnreadableDocument(path, "encoding") from exc
    if "\0" in decoded or len(_CONTROL.findall(decoded)) > _MOST_CONTROL * len(decoded):
        raise errors.UnreadableDocument(path, "encoding")
    lines = decoded.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\u2028", "\n").replace("\u2029", "\n\n"), notes


def _encoding(data: bytes, declared: str) -> tuple[str, tuple[Note, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, ()
    wide = _wide(data)
    if wide:
        return wide, ()
    if _JAPANESE.search(data):
        return "iso2022_jp", ()
    if _can(data, "utf-8"):
        return "utf-8", ()
    if declared and _can(data, declared):
        return declared, ()
    found = charsets.guess(data)
    return (found[0], (Note("encoding", found[1]),)) if found else ("utf-8", ())


def _wide(data: bytes) -> str:
    """Return UTF-16 or UTF-32 without a mark, by where the zero bytes of spaces, digits and line ends fall."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    zeros = [sample[at::4].count(0) for at in range(4)]
    if not any(zeros) or len(data) % 2:
        return ""
    quarter = max(len(sample) // 4, 1)
    if len(data) % 4 == 0 and min(zeros[2], zeros[3]) >= quarter * 0.9 and zeros[0] == 0:
        return "utf-32-le"
    if len(data) % 4 == 0 and min(zeros[0], zeros[1]) >= quarter * 0.9 and zeros[3] == 0:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd and not even:
        return "utf-16-le"
    return "utf-16-be" if even and not odd else ""


def _can(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
