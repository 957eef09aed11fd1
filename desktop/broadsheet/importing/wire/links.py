"""Links of Markdown in copy that came with its formats: the rules read the words, the fields keep the addresses."""

import re

from broadsheet.article.model import Link

LINK = re.compile(r"(?<!!)\[(?P<title>[^\[\]\n]+)\]\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
"""An inline link (CommonMark 6.3) without a title of its own."""
_URL = re.compile(r"[(<\[]?(?P<url>https?://[^\s<>()\[\]]+)[)>\]]?")


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


def linked(text: str) -> tuple[str, str]:
    """Return the words of a text and the address in it."""
    link = LINK.search(text)
    if link:
        return tidy(text[: link.start()] + link["title"] + text[link.end() :]), link["url"]
    found = _URL.search(text)
    if found:
        rest = tidy(text[: found.start()] + " " + text[found.end() :]).rstrip("–—- ")
        return rest or found["url"], found["url"].rstrip(".,;")
    return tidy(text), ""


def tidy(text: str) -> str:
    """Return words on one line without the signs of emphasis around them."""
    return " ".join(text.split()).strip("*_ ")


def _blank(link: re.Match[str]) -> str:
    return f" {link['title']} {' ' * (len(link[0]) - len(link['title']) - 2)}"
