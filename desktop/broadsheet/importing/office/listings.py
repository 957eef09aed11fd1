"""Paragraphs of code, as word processors and converters name them: the lines of one listing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMES = ("HTML Preformatted", "Preformatted Text", "Source Code", "Code")
"""Styles of Word and browsers, of LibreOffice, of pandoc, of many templates."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMPTY = "\ue002"
"""A private sign: mammoth passes over paragraphs without words, also where they are empty lines of code."""


def joined(html: str) -> str:
    """Return HTML in which listings in a row are one."""
    return html.replace("</pre><pre>", "\n")


def mark(root: "Element", styles: "Element | None") -> None:
    """Set a sign into each empty line of code, for `restored` to take out."""
    from lxml import etree

    known = () if styles is None else styles.iter(f"{_W}style")
    ids = {one.get(f"{_W}styleId", "") for one in known if _value(one.find(f"{_W}name")) in NAMES}
    for style in list(root.iter(f"{_W}pStyle")) if ids else ():
        paragraph = next(style.iterancestors(f"{_W}p"), None)
        if _value(style) in ids and paragraph is not None and next(paragraph.iter(f"{_W}t"), None) is None:
            etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t").text = _EMPTY


def restored(html: str) -> str:
    """Return HTML without the signs that `mark` set."""
    return html.replace(_EMPTY, "")


def _value(element: "Element | None") -> str:
    return "" if element is None else element.get(f"{_W}val", "")
