"""HTML in the order it is written: tags, text, comments. Linear in time, whatever the text is; nothing is an error.

This is HTML's own tokenising (HTML Living Standard, §13.2.5) as far as a reader would notice. The one in the standard
library takes quadratic time for unclosed tags.
"""

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?P<attributes>(?: [\s/]++
          | [^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]++))?+
          | = )*+)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|(?!["'])([^\s>]++)))?+""", re.VERBOSE
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_MOST_ATTRIBUTES = 200
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")

_RAW_NAMES = "script style textarea title xmp iframe noembed noframes noscript plaintext"
RAW = frozenset(_RAW_NAMES.split())
"""Elements whose content is text alone, whatever it looks like."""


class Start(Struct, gc=False):
    """A start tag; attribute names in small letters."""

    tag: str
    attributes: dict[str, str]


class End(Struct, gc=False):
    """An end tag."""

    tag: str


class Text(Struct, gc=False):
    """Text with its character references resolved; `raw` is the element that it is the raw content of."""

    text: str
    raw: str = ""


class Comment(Struct, gc=False):
    """What stands in a comment."""

    text: str


Token = Start | End | Text | Comment


def read(html: str) -> Iterator[Token]:
    """Take HTML apart; a tag that the end cuts off is dropped, as browsers do."""
    at = 0
    while (opened := _MARKUP.search(html, at)) is not None:
        start = opened.start()
        if start > at:
            yield Text(resolved(html[at:start]))
        if html[start + 1] in "!?" or (html.startswith("</", start) and not html[start + 2 : start + 3].isalpha()):
            comment, at = _declaration(html, start)
            if comment is not None:
                yield comment
            continue
        found = _TAG.match(html, start)
        if found is None:
            return
        at = found.end()
        name = found["name"].lower()
        if found["end"]:
            yield End(name)
            continue
        yield Start(name, _attributes(found["attributes"]))
        if name in RAW:
            raw, at = _raw(html, at, name)
            yield Text(raw, name)
            yield End(name)
    if at < len(html):
        yield Text(resolved(html[at:]))


def resolved(text: str) -> str:
    """Return text without character references; a number that no character has is U+FFFD."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(source):
        name = one[1].lower()
        if name not in found:
            found[name] = resolved(one[2] or one[3] or one[4] or "")
        if len(found) == _MOST_ATTRIBUTES:
            break
    return found


def _declaration(html: str, start: int) -> tuple[Comment | None, int]:
    """Return the comment that stands there, if it is one, and where HTML goes on.

    `<![if …]>` and `<![endif]>` are only two declarations: what stands between them is for everybody.
    """
    if html.startswith("<!--", start):
        if html.startswith((">", "->"), start + 4):
            return None, html.index(">", start) + 1
        end = html.find("-->", start + 4)
        if end < 0:
            return Comment(html[start + 4 :]), len(html)
        return Comment(html[start + 4 : end]), end + 3
    end = html.find(">", start)
    return None, len(html) if end < 0 else end + 1


def _raw(html: str, at: int, name: str) -> tuple[str, int]:
    """Return the raw content of an element and where its end tag stops."""
    end = re.compile(rf"</{name}(?=[\s/>])[^>]*>?", re.IGNORECASE).search(html, at)
    return (html[at:], len(html)) if end is None else (html[at : end.start()], end.end())
