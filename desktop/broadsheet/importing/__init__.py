"""The table of readers: any file that can become an article. A new kind of file is one module and one row."""

import os
from collections.abc import Callable
from pathlib import Path

from broadsheet import errors
from broadsheet.importing import exported, markdown, plain
from broadsheet.importing.imported import Imported
from broadsheet.store import document as documents


def _open(path: Path) -> Imported:
    return Imported(documents.open(path))


READERS: dict[str, Callable[[Path], Imported]] = {
    ".textpack": _open,
    ".textbundle": _open,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": plain.read,
    ".json": exported.read,
}
"""Extension in small letters -> reader."""

WITHOUT_ID = frozenset({".md", ".markdown", ".txt"})
"""Kinds of file that say nothing about which article they are: the reader gives each a new identity."""


def read(path: Path) -> Imported:
    """Return a document or importable file as a document; an imported one has no path of its own yet.

    Raises errors.UnreadableDocument.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise errors.UnreadableDocument(path, "no_reader" if os.path.lexists(path) else "missing", path.suffix)
    return reader(path)
