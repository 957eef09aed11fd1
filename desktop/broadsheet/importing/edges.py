"""The two ends of a text, and texts that are one line."""

import re
from html import unescape

MOST_LINES = 100_000
"""Of a text; one with more is no article, and nobody looks through it."""
_TAGS = re.compile(r"<[^<>]{0,200}>")


def bare(text: str) -> str:
    """Return a field as one line without the markup that some systems leave in it."""
    return " ".join(unescape(_TAGS.sub("", text)).split())


def without_edges(text: str) -> str:
    """Return text without the empty lines at its two ends."""
    end = text.rstrip()
    start = len(end) - len(end.lstrip())
    return end[end.rfind("\n", 0, start) + 1 :]
