"""The table of readers: any foreign file that can become an article. A new kind is one module and one row."""

import os
from collections.abc import Callable
from pathlib import Path

from broadsheet import errors
from broadsheet.importing import docx, html, markdown, mhtml, odt, plain, rtf, structured
from broadsheet.importing.taking import Copy

Reader = Callable[[Path], Copy]

READERS: dict[str, Reader] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": plain.read,
    ".text": plain.read,
    ".json": structured.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".mhtml": mhtml.read,
    ".mht": mhtml.read,
    ".docx": docx.read,
    ".odt": odt.read,
    ".rtf": rtf.read,
}
"""Extension in small letters -> reader. Readers convert; they run in the conversion process, see `apart`."""

OURS = frozenset({".textpack", ".textbundle"})
"""Documents, and those of other programs: what is read stays where it is."""


def reader(path: Path) -> Reader:
    """Return the reader of a foreign file; raises errors.UnreadableDocument where there is none, or no file."""
    found = READERS.get(path.suffix.lower())
    if found is None or not os.path.lexists(path):
        raise errors.UnreadableDocument(path, "no_reader" if os.path.lexists(path) else "missing", path.suffix)
    return found
