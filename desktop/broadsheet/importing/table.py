"""The table of readers: any foreign file that can become an article. A new kind is one module and one row."""

import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import errors

if TYPE_CHECKING:
    from broadsheet.importing.taking import Copy

Reader = Callable[[Path], "Copy"]

READERS = {
    ".md": "text.markdown",
    ".markdown": "text.markdown",
    ".txt": "text.plain",
    ".text": "text.plain",
    ".json": "data.structured",
    ".html": "web.html",
    ".htm": "web.html",
    ".xhtml": "web.html",
    ".mhtml": "web.mhtml",
    ".mht": "web.mhtml",
    ".docx": "office.docx",
    ".odt": "office.odt",
    ".rtf": "rtf",
}
"""Extension in small letters -> the module here whose `read` is the reader, loaded when a file asks for it.

Readers convert; they run in the conversion process, see `apart`.
"""

OURS = frozenset({".textpack", ".textbundle"})
"""Documents, and those of other programs: what is read stays where it is."""


def check(path: Path) -> None:
    """Raise errors.UnreadableDocument where there is no reader for a foreign file, or no file."""
    try:
        mode = path.stat().st_mode
    except PermissionError as exc:
        raise errors.UnreadableDocument(path, "denied") from exc
    except OSError as exc:
        raise errors.UnreadableDocument(path, "missing") from exc
    refuse_other(path, mode)
    if path.suffix.lower() not in READERS:
        raise errors.UnreadableDocument(path, "no_reader", path.suffix)


def refuse_other(path: Path, mode: int) -> None:
    """Raise errors.UnreadableDocument where `mode` (of `os.stat`) is that of something else than a file."""
    if not stat.S_ISREG(mode):
        raise errors.UnreadableDocument(path, "folder" if stat.S_ISDIR(mode) else "special")


def reader(path: Path) -> Reader:
    """Return the reader of a foreign file; raises errors.UnreadableDocument where there is none, or no file."""
    check(path)
    found: Reader = import_module(f"broadsheet.importing.{READERS[path.suffix.lower()]}").read
    return found
