"""Links of Markdown in copy that came with its formats: the rules read the words, the fields keep the addresses."""

import re

from broadsheet.article.model import Link

LINK = re.compile(r"(?<!!)\[(?P<title>[^\[\]\n]+)\]\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
"""An inline link (CommonMark 6.3) without a title of its own."""


def masked(text: str) -> str:
    """Return a text of the same length with white space instead of all of a link but its words."""
    return LINK.sub(_blank, text)


def unlinked(text: str) -> tuple[str, tuple[Link, ...]]:
    """Return a text with the words of its links only, and the links."""
    found = tuple(Link(link["title"], link["url"]) for link in LINK.finditer(text))
    return LINK.sub(r"\g<title>", text), found


def whole(text: str) -> Link | None:
    """Return the link of which a text consists, with signs of headings and emphasis around it; None for any other."""
    found = LINK.fullmatch(text.strip("#*_ "))
    return Link(found["title"], found["url"]) if found else None


def _blank(link: re.Match[str]) -> str:
    return f" {link['title']} {' ' * (len(link[0]) - len(link['title']) - 2)}"
