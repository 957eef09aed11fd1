"""The words under a picture in an office file: caption and credit, joined with the picture that they stand under."""

import re
from functools import cache
from html import escape, unescape

_CAPTIONED = re.compile(r"<p>(<img [^<>]*>)</p><(figcaption|p)>(.*?)</\2>")
_ALONE = re.compile(r"(?P<figure><figure>.*?</figure>)|<(?P<end>/?)figcaption>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 400
"""Characters of a paragraph that may be a caption by its credit alone."""


def joined(html: str) -> str:
    """Return HTML in which a caption belongs to the picture above it; one without a picture is a paragraph.

    A caption is what has that style, or a short paragraph right below a picture that ends with whose picture it is.
    """
    return _ALONE.sub(_paragraph, _CAPTIONED.sub(_figure, html))


def _paragraph(found: re.Match[str]) -> str:
    return found["figure"] or f"<{found['end']}p>"


def _figure(found: re.Match[str]) -> str:
    image, tag, inner = found.groups()
    words = " ".join(unescape(_TAG.sub("", inner)).split())
    caption = _credited(_numbered().sub("", words))
    if tag == "p" and (not caption or len(words) > _LONGEST or "<img" in inner):
        return found[0]
    told = escape(caption, quote=False) if caption else _numbered().sub("", inner)
    return f"<figure>{image}<figcaption>{told}</figcaption></figure>"


def _credited(words: str) -> str:
    """Return a caption with its credit in parentheses, as Markdown keeps the two; empty where no credit is in it."""
    from broadsheet.importing.wire import credits

    if credits.is_credit(words):
        return f"({credits.whose(words)})"
    at = credits.within(words)
    if not at:
        return ""
    caption = words[:at].rstrip(" |–—-")
    return f"{caption} ({credits.whose(words[at:])})"


@cache
def _numbered() -> re.Pattern[str]:
    """Return what matches what Word sets in front of a caption by itself."""
    from broadsheet.importing.wire import patterns

    return patterns.label("figure", before="^", after=r"\s+\d+\s*[.:]?\s*")
