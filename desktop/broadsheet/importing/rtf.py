"""Rich Text Format: its words alone, which striprtf takes out of it; what they looked like and the pictures go."""

import re
from collections.abc import Iterator
from pathlib import Path

from broadsheet import errors
from broadsheet.article import model
from broadsheet.importing import decoding, margins
from broadsheet.importing.imported import Kind, Note
from broadsheet.importing.taking import Copy

MOST_BYTES = 60_000_000
_MOST_WORDS = 3_000_000
"""Of the file without its pictures."""
_HEX = re.compile(rb"[0-9A-Fa-f\r\n]{160,}")
"""Pictures and other binary parts."""
_COUNTED: tuple[tuple[Kind, bytes], ...] = (
    ("comments", rb"\\annotation\b"),
    ("changes", rb"\\(?:revised|deleted)\b"),
    ("notes", rb"\\footnote\b"),
    ("embedded", rb"\\object\b"),
)
_AROUND = re.compile(r"\{\\(?:header|footer)[lrf]?(?![a-z])")
"""Opens a header or footer: striprtf passes over them."""
_FONTS = re.compile(r"\{\\fonttbl(?![a-z])")
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def read(path: Path) -> Copy:
    """Return a rich text as plain copy; raises errors.UnreadableDocument."""
    data = decoding.content(path, MOST_BYTES)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise errors.UnreadableDocument(path, "damaged", "RTF")
    bare = _HEX.sub(b"", data)
    if len(bare) > _MOST_WORDS:
        raise errors.UnreadableDocument(path, "too_large", f"> {_MOST_WORDS // 1_000_000} MB")
    rich = bare.decode("latin-1")
    # A paragraph is a line there; two line ends in Markdown.
    words = "\n\n".join(_lines(rich, path))
    known, around = margins.noted(model.blank(), margins.lines(_lines(_around(rich), path)))
    return Copy(known, notes=(*_notes(data), *around), plain=words, folder=path.parent)


def _lines(rich: str, path: Path) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(rich, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as exc:
        raise errors.UnreadableDocument(path, "damaged", "RTF") from exc
    return [line for one in text.replace("\0", "").split("\n") if (line := one.strip())]


def _around(rich: str) -> str:
    """Return a text of the headers and footers alone, in the fonts of the whole; empty where there are none."""
    found = [f"{{{inside}\\par}}" for inside in _groups(rich, _AROUND)]
    if not found:
        return ""
    page = _CODE_PAGE.search(rich)
    fonts = next(_groups(rich, _FONTS), "")
    return f"{{\\rtf1\\ansi{page[0] if page else ''}{{\\fonttbl{fonts}}}{''.join(found)}}}"


def _groups(rich: str, opening: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands in each group that opens so, behind its control word."""
    at = 0
    while found := opening.search(rich, at):
        depth, at = 1, len(rich)
        for brace in _BRACES.finditer(rich, found.end()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                at = brace.start()
                break
        yield rich[found.end() : at]


def _notes(data: bytes) -> list[Note]:
    counted = [(kind, len(re.findall(form, data))) for kind, form in _COUNTED]
    pictures = len(re.findall(rb"\\pict\b", data)) - len(re.findall(rb"\\nonshppict\b", data))
    notes = [Note(kind, str(number)) for kind, number in counted if number]
    return [*notes, *(Note("picture") for _ in range(min(max(pictures, 0), 1000)))]
