"""The text of a foreign file: bounded, in whatever encoding writers' programs leave behind."""

import codecs
import re
from pathlib import Path

from broadsheet import errors
from broadsheet.importing import edges, table
from broadsheet.importing.imported import Kind, Note
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
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL, _FEW_CONTROL = 0.01, 5
"""What a text may have of control characters, as a share or in number: teleprinters and old programs leave some."""
_SAMPLE = 4096
_FEWEST_ZEROS = 0.2
"""As a share of the bytes: below it, they are stray if the rest is text; half of Latin text in UTF-16 are zeros."""
_SIDED = 2
"""How many times more zero bytes UTF-16 has on one side than on the other."""
_CONTROLS = bytes({*range(0x20), *range(0x7F, 0xA0)} - {*b"\t\n\f\r"})
_PLAIN_SHARE = 0.75
_WIDTHS = {"utf-16": 2, "utf-32": 4}


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
    if data and not data.strip(b"\0"):
        raise errors.UnreadableDocument(path, "damaged", "zeros")
    encoding, notes = _encoding(data, declared)
    mark = next((mark for mark, name in _MARKS if name == encoding and data.startswith(mark)), b"")
    try:
        decoded, damaged = _decoded(data[len(mark) :], encoding)
    except (UnicodeDecodeError, LookupError) as exc:
        raise errors.UnreadableDocument(path, "encoding") from exc
    bare = _CONTROL.sub("", decoded.replace("\0", ""))
    zeros = decoded.count("\0")
    control = len(decoded) - zeros - len(bare)
    within = zeros - (len(decoded) - len(decoded.rstrip("\0")))  # at the end they are what a power cut leaves
    if control > max(_MOST_CONTROL * len(bare), _FEW_CONTROL) or within > len(bare):
        raise errors.UnreadableDocument(path, "encoding")
    told: tuple[tuple[Kind, int], ...] = (("signs", zeros + control), ("damaged", int(damaged)))
    notes += tuple(Note(kind, str(count)) for kind, count in told if count)
    lines = bare.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\u2028", "\n").replace("\u2029", "\n\n"), notes


def _decoded(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return bytes as text, and whether they are cut off or damaged; raises UnicodeDecodeError and LookupError."""
    if encoding == "utf-8":
        return charsets.from_utf_8(data)
    width = _WIDTHS.get(encoding[:6], 0)
    if width:
        whole = len(data) - len(data) % width
        return data[:whole].decode(encoding), whole < len(data)
    # A zero byte is never a part of a character here, but may stand in the middle of one.
    bare = data.replace(b"\0", b"")
    return bare.decode(encoding) + "\0" * (len(data) - len(bare)), False


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
    if declared and declared != "utf-8" and _can(data, declared):
        return declared, ()
    if charsets.is_nearly_utf_8(data):
        return "utf-8", ()
    found = charsets.guess(data.replace(b"\0", b""))
    return (found[0], (Note("encoding", found[1]),)) if found else ("utf-8", ())


def _wide(data: bytes) -> str:
    """Return UTF-16 or UTF-32 without a mark, by where the zero bytes of spaces, digits and line ends fall."""
    sample = data.rstrip(b"\0")[:_SAMPLE]
    sample = sample[: len(sample) - len(sample) % 4] or data[:2]
    zeros = [sample[at::4].count(0) for at in range(4)]
    if sum(zeros) < len(sample) * _FEWEST_ZEROS and _is_text(data):
        return ""
    quarter = max(len(sample) // 4, 1) * 0.9
    if min(zeros[2], zeros[3]) >= quarter and zeros[0] < quarter / 4:
        return "utf-32-le"
    if min(zeros[0], zeros[1]) >= quarter and zeros[3] < quarter / 4:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > _SIDED * even and _are_plain(sample[::2], sample[1::2]):
        return "utf-16-le"
    return "utf-16-be" if even > _SIDED * odd and _are_plain(sample[1::2], sample[::2]) else ""


def _are_plain(low: bytes, high: bytes) -> bool:
    """Tell whether the characters whose high byte is zero are those of text."""
    beside = bytes(one for one, above in zip(low, high, strict=False) if not above)
    return len(beside.translate(None, _CONTROLS)) >= len(beside) * _PLAIN_SHARE


def _is_text(data: bytes) -> bool:
    """Tell whether bytes are text that single zero bytes got into."""
    bare = data[:_SAMPLE].replace(b"\0", b"")
    if _CONTROL.search(bare.decode("latin-1")):
        return False
    blank = bare.count(b" ") + bare.count(b"\n")  # in UTF-16, each of these has a zero byte of its own
    return blank > 4 * data[:_SAMPLE].count(0) or _can(bare, "utf-8") or charsets.is_nearly_utf_8(bare)


def _can(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
