"""Saved web pages: their bytes as a tree, and which part of it is the article."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.importing.imported import Note
from broadsheet.importing.text import decoding

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

MOST_BYTES = 40_000_000
"""Of a page: one file may hold all its pictures."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
_DOCTYPE = re.compile(
    r"\s*(?:<\?[^>]{0,500}>\s*|<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,20}<!DOCTYPE[^<>\[]{0,1000}(?P<subset>\[)",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"""<!--.*?-->|"[^"]*"|'[^']*'|\]\s*>""", re.DOTALL)
_MOST_DECLARED = 10_000
"""Characters."""
_TOO_DEEP = "Excessive depth"
"""What libxml2 says where elements nest deeper than 256: no page has them."""

_ENCODINGS = re.compile(
    r"utf-(?:8|16|32)(?:-[lb]e)?|cp(?:125\d|874|932|949)|iso8859-\d+|iso2022_jp|koi8-[ru]|mac-roman|tis-620|"
    r"gb2312|gbk|gb18030|big5|big5hkscs|shift_jis|euc_jp|euc_kr|ascii"
)
"""Python's names of those that pages are in; some others of Python's are no encodings, or slow beyond measure."""
_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What pages say -> what browsers take it for (WHATWG Encoding §4.2)."""

_BOILERPLATE = frozenset(
    [
        *("nav", "aside", "footer", "form", "script", "style", "noscript", "template", "iframe", "object", "embed"),
        *("button", "select", "textarea", "input", "svg", "dialog", "menu", "canvas"),
    ]
)
_NAMED_BOILERPLATE = re.compile(
    r"(?:^|[-_ ])(?:share|sharing|social|sosmed|comments?|komentar|related|terkait|recommend\w*|newsletter|subscribe|"
    r"subscription|promo\w*|advert\w*|ads?|iklan|banner|breadcrumbs?|sidebar|cookie\w*|consent|popup|modal|paywall|"
    r"toolbar|tags?-list|tag-cloud|widget|outbrain|taboola|skip-link|menu|navbar|pagination|print-only|hidden)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_KEPT = re.compile(r"(?:^|[-_ ])(?:article|story|body|content|main|post|entry|read-also)(?:$|[-_ ])", re.IGNORECASE)


def read(path: Path) -> tuple["Element", tuple[Note, ...]]:
    """Return the tree of a page, and a note where its encoding is a guess.

    Raises errors.UnreadableDocument, also for elements nested deeper than any page has them.
    """
    data = decoding.content(path, MOST_BYTES)
    text, notes = decoding.text(data, path, declared(data))
    return tree(text, path), notes


def tree(text: str, path: Path) -> "Element":
    """Return the tree of a page's source; raises errors.UnreadableDocument."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(_without_declarations(text).encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise errors.UnreadableDocument(path, "damaged", "HTML") from exc
    if any(_TOO_DEEP in one.message for one in parser.error_log):
        raise errors.UnreadableDocument(path, "too_deep")
    return root


def _without_declarations(text: str) -> str:
    """Return a page without what its document type declares itself (XML 1.0 §2.8): libxml2 takes its end for text."""
    begun = _DOCTYPE.match(text)
    if begun is None:
        return text
    end = next(
        (one.end() for one in _DECLARED.finditer(text, begun.end(), begun.end() + _MOST_DECLARED) if one[0][0] == "]"),
        0,
    )
    return text[: begun.start("subset")] + text[end - 1 :] if end else text


def declared(data: bytes) -> str:
    """Return the encoding that a page says it is in, as browsers take it; empty where it says none that is safe."""
    found = _XML.search(data[:1024]) or _CHARSET.search(data[:4096])
    return known_encoding(found[1].decode("ascii")) if found else ""


def known_encoding(label: str) -> str:
    """Return Python's name of the encoding that browsers take a label for; empty where it is none that is safe."""
    try:
        name = codecs.lookup(label).name if label else ""
    except LookupError:
        return ""
    return _AS_BROWSERS.get(name, name) if _ENCODINGS.fullmatch(name) else ""


def main(root: "Element") -> "Element":
    """Return the element that holds the article; the whole page where none stands out.

    What the page itself calls so comes first (schema.org's articleBody, `article`, `main`); among several, and where
    nothing is called anything, the one with the most text in paragraphs that are not links.
    """
    for query in ('//*[@itemprop="articleBody"]', "//article", '//main | //*[@role="main"]'):
        found = [one for one in root.xpath(query) if isinstance(one.tag, str)]
        if found:
            best = max(found, key=_weight)
            if _weight(best):
                return best
    return _densest(root)


def prune(element: "Element") -> None:
    """Take out of an element what is not the article: navigation, share bars, comments, forms, scripts."""
    doomed = [one for one in element.iterdescendants() if isinstance(one.tag, str) and is_boilerplate(one)]
    for one in doomed:
        if one.getparent() is not None:
            one.drop_tree()


def is_boilerplate(one: "Element") -> bool:
    """Tell whether an element is something beside the article; a read-also that we wrote ourselves is not."""
    named = f"{one.get('class', '')} {one.get('id', '')}"
    if one.tag in _BOILERPLATE:
        return not (one.tag == "aside" and "read-also" in named) and not (one.tag == "footer" and _quotes(one))
    hidden = one.get("hidden") is not None or one.get("aria-hidden") == "true"
    if hidden and one.tag != "img":
        return True
    return bool(_NAMED_BOILERPLATE.search(named)) and not _KEPT.search(named) and one.tag not in ("body", "article")


def _quotes(footer: "Element") -> bool:
    parent = footer.getparent()
    return parent is not None and parent.tag == "blockquote"


def _weight(element: "Element") -> int:
    return sum(_own_words(one) for one in element.iter("p", "li", "h2", "h3", "blockquote"))


def _own_words(paragraph: "Element") -> int:
    text = len("".join(paragraph.itertext()).strip())
    linked = sum(len("".join(link.itertext())) for link in paragraph.iter("a"))
    return max(text - 2 * linked, 0) if text > 20 else 0


def _densest(root: "Element") -> "Element":
    """Return the element whose own paragraphs have the most text; half of it counts for the element around it."""
    points: dict[Element, float] = {}
    for paragraph in root.iter("p"):
        words = _own_words(paragraph)
        for around, share in zip(_around(paragraph), (1.0, 0.5), strict=False):
            points[around] = points.get(around, 0.0) + words * share
    body = root.find("body")
    return max(points, key=lambda one: points[one]) if points else (root if body is None else body)


def _around(element: "Element") -> Iterator["Element"]:
    for one in element.iterancestors():
        if not is_boilerplate(one):
            yield one
