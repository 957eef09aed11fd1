"""Rich Text Format: its words alone, which striprtf takes out of it; what they looked like and the pictures go."""

import re
from pathlib import Path

from broadsheet import errors
from broadsheet.article import model
from broadsheet.importing import decoding
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


def read(path: Path) -> Copy:
    """Return a rich text as plain copy; raises errors.UnreadableDocument."""
    from striprtf.striprtf import rtf_to_text

    data = decoding.content(path, MOST_BYTES)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise errors.UnreadableDocument(path, "damaged", "RTF")
    bare = _HEX.sub(b"", data)
    if len(bare) > _MOST_WORDS:
        raise errors.UnreadableDocument(path, "too_large", f"> {_MOST_WORDS // 1_000_000} MB")
    try:
        text = str(rtf_to_text(bare.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as exc:
        raise errors.UnreadableDocument(path, "damaged", "RTF") from exc
    # A paragraph is a line there; two line ends in Markdown.
    lines = (line.strip() for line in text.replace("\0", "").split("\n"))
    words = "\n\n".join(line for line in lines if line)
    return Copy(model.blank(), notes=tuple(_notes(data)), plain=words, folder=path.parent)


def _notes(data: bytes) -> list[Note]:
    counted = [(kind, len(re.findall(form, data))) for kind, form in _COUNTED]
    pictures = len(re.findall(rb"\\pict\b", data)) - len(re.findall(rb"\\nonshppict\b", data))
    notes = [Note(kind, str(number)) for kind, number in counted if number]
    return [*notes, *(Note("picture") for _ in range(min(max(pictures, 0), 1000)))]
