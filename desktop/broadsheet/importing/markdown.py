"""Markdown files: a leading heading of the first level is the headline, the rest is the body."""

import re
from pathlib import Path

import msgspec

from broadsheet.article import model
from broadsheet.importing import decoding, opening_line
from broadsheet.importing.imported import Imported
from broadsheet.store import document as documents

_HEADING = re.compile(r"(# [^\n]*|[^\n]+\n=+[ \t]*)(?:\n|\Z)")
"""`# Headline`, or a line underlined with `=`."""


def read(path: Path) -> Imported:
    """Return a Markdown file as a document; raises errors.UnreadableDocument."""
    text = opening_line.without_edges(decoding.read(path))
    found = _HEADING.match(text)
    if found:
        # The parser is wanted for the one line only, and not before the window shows.
        from broadsheet.render import blocks

        headline, rest = blocks.split(found[1])[0].text, text[found.end() :]
    else:
        headline, rest = opening_line.split(text)
    article = msgspec.structs.replace(model.blank(), headline=headline, body=opening_line.without_edges(rest))
    return Imported(documents.new(article, {}))
