"""The words under a picture in an office file: caption and credit, joined with the picture that they stand under."""

import re
from functools import cache
from html import escape, unescape

_CAPTIONED = re.compile(r"<p>(<img [^<>]*>)</p><(figcaption|p)>(.*?)</\2>")
_ALONE = re.compile(r"(?P<figure><figure>.*?</figure>)|<(?P<end>/?)figcaption>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>")
_LINK = re.compile(r"<a\b[^<>]*\bhref=\"((?:https?|mailto):[^\"]*)\"[^<>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_LONGEST = 400
"""Characters of a paragraph that may be a caption by its credit alone."""


def joined(html: str) -> str:
    """Return HTML in which a caption belongs to the picture above it; one without a picture is a paragraph.

    A caption is what has that style, or a short paragraph right below a picture that ends with whose picture it is.
    It is words alone: where a name in the credit leads is written behind it; with any other link or a picture in it,
    it stays a paragraph.
    """
    return _ALONE.sub(_paragraph, _CAPTIONED.sub(_figure, html))


def _paragraph(found: re.Match[str]) -> str:
    return found["figure"] or f"<{found['end']}p>"


def _figure(found: re.Match[str]) -> str:
    image, tag, inner = found.groups()
    words = _numbered().sub("", _words(inner))
    caption, credit = _parted(words)
    links = [(unescape(address), _words(said)) for address, said in _LINK.findall(inner)]
    if "<img" in inner or any(said not in credit for _, said in links):
        return found[0]
    if tag == "p" and (not credit or len(words) > _LONGEST):
        return found[0]
    whose = ", ".join((credit, *(address for address, _ in links if address not in credit)))
    told = escape(f"{caption} ({whose})".strip() if credit else words, quote=False)
    return f"<figure>{image}<figcaption>{told}</figcaption></figure>"


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", html))).split())


def _parted(words: str) -> tuple[str, str]:
    """Return caption and credit, which may both be empty."""
    from broadsheet.importing.wire import credits

    if credits.is_credit(words):
        return "", credits.whose(words)
    at = credits.within(words)
    return (words[:at].rstrip(" |–—-"), credits.whose(words[at:])) if at else (words, "")


@cache
def _numbered() -> re.Pattern[str]:
    """Return what matches what Word sets in front of a caption by itself."""
    from broadsheet.importing.wire import patterns

    return patterns.label("figure", before="^", after=r"\s+\d+\s*[.:]?\s*")
