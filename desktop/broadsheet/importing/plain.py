"""Plain text files: words and line breaks; a short line of its own at the top is the headline."""

import re
from pathlib import Path

import msgspec

from broadsheet.article import model
from broadsheet.importing import decoding, opening_line
from broadsheet.importing.imported import Imported
from broadsheet.store import document as documents

_INDENT = re.compile(r"^[ \t\u00a0\u3000]+", re.MULTILINE)


def read(path: Path) -> Imported:
    """Return a text file as a document; raises errors.UnreadableDocument.

    Indents go: they open a paragraph in plain text, but make a listing in Markdown.
    """
    headline, rest = opening_line.split(_INDENT.sub("", decoding.read(path)))
    article = msgspec.structs.replace(model.blank(), headline=headline, body=opening_line.without_edges(rest))
    return Imported(documents.new(article, {}))
