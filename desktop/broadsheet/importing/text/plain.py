"""Plain text files: words and line breaks, as wires and colleagues send them."""

import re
from pathlib import Path

from broadsheet.article import model
from broadsheet.importing import edges
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import decoding

_INDENT = re.compile(r"^[ \t\u00a0\u3000]+", re.MULTILINE)


def read(path: Path) -> Copy:
    """Return a text file as an article; the lead picture that it names is taken along where it lies beside the file.

    Indents go: they open a paragraph in plain text, but make a listing in Markdown.
    Raises errors.UnreadableDocument.
    """
    text, notes = decoding.article(path)
    words = edges.without_edges(_INDENT.sub("", text))
    return Copy(model.blank(), notes=notes, plain=words, markdown=False, folder=path.parent)
