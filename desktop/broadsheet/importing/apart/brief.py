"""A short plain text is read in the program itself: its length bounds what it can cost, and no library parses it.

So a text that a colleague sent opens as fast as a document; all else goes through the process of `apart`.
"""

import re
from pathlib import Path

from broadsheet.importing import table, taking
from broadsheet.importing.imported import Imported

_KINDS = frozenset((".txt", ".text", ".md", ".markdown"))
MOST = 64_000
"""Bytes; a story of 10,000 words."""
_LONGEST_LINE = 500
"""Characters of the first line, which may be a heading for the parser."""
_FIELDS = re.compile(r"\s*(?:---|\+\+\+|\{|[\w-]+:\s)")
"""How front matter begins, or what may be some."""
_PICTURE = re.compile(r"!\[|\.(?:jpe?g|png|webp|gif|avif)\b", re.IGNORECASE)


def read(path: Path) -> Imported | None:
    """Return a short text without fields in front and without pictures; None where it is anything else."""
    if path.suffix.lower() not in _KINDS:
        return None
    try:
        if not path.is_file() or path.stat().st_size > MOST:
            return None
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None  # the process says what is wrong with it
    first = text.lstrip().partition("\n")[0]
    if len(first) > _LONGEST_LINE or _FIELDS.match(text) or _PICTURE.search(text):
        return None
    return taking.finish(table.reader(path)(path))
