"""Links of Markdown in copy that came with its formats: the rules read the words, the fields keep the addresses."""

import re

from broadsheet.article.model import Link

_LINK = re.compile(r"(?<!!)\[(?P<title>[^\[\]\n]+)\]\((?P<url>[^\s()]+)\)")


def masked(text: str) -> str:
    """Return a text of the same length with white space instead of all of a link but its words."""
    return _LINK.sub(_blank, text)


def unlinked(text: str) -> tuple[str, tuple[Link, ...]]:
    """Return a text with the words of its links only, and the links."""
    found = tuple(Link(link["title"], link["url"]) for link in _LINK.finditer(text))
    return _LINK.sub(r"\g<title>", text), found


def _blank(link: re.Match[str]) -> str:
    return f" {link['title']} {' ' * (len(link[0]) - len(link['title']) - 2)}"
