"""Any file that can become an article: documents, and what other programs write.

`read` converts here and now; the program itself reads through `apart`, where a hostile file can be given up.
"""

from pathlib import Path

from broadsheet.importing import taking
from broadsheet.importing.imported import Imported, Note, identified
from broadsheet.importing.several import Step, many
from broadsheet.importing.table import OURS, READERS, reader
from broadsheet.importing.taking import Copy, settled
from broadsheet.importing.text import foreign, markdown
from broadsheet.store import document as documents

__all__ = ["KINDS", "OURS", "READERS", "Imported", "Note", "Step", "copy", "identified", "many", "read", "settled"]

KINDS = (*sorted(OURS, reverse=True), *READERS)
"""The endings of all files that can be opened, in small letters with their dot; documents first."""


def read(path: Path) -> Imported:
    """Return a document or importable file as a document; an imported one has no path of its own yet.

    Raises errors.UnreadableDocument.
    """
    if path.suffix.lower() not in OURS:
        return taking.finish(copy(path))
    document = documents.open(path)
    text = foreign.opening(document)
    return foreign.completed(document, markdown.of_bundle(text)) if text else Imported(document, named=True)


def copy(path: Path) -> Copy:
    """Return what a reader makes of a foreign file; raises errors.UnreadableDocument."""
    return reader(path)(path)
