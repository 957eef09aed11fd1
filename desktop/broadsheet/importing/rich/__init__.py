"""Rich text: HTML from the clipboard or a page, as Markdown for the body, and the pictures that came along.

Reads what Word, LibreOffice, Google Docs, mail programs and browsers write. Nothing is fetched and no file is opened:
a picture comes if its bytes are in the HTML or in the RTF beside it, else it is missing.
"""

import re

from msgspec import Struct

from broadsheet.importing.rich import blocks, limits, tree
from broadsheet.importing.rich import pictures as _pictures
from broadsheet.importing.rich.limits import TooMuch
from broadsheet.importing.rich.pictures import Embedded

__all__ = ["Embedded", "Rich", "TooMuch", "convert"]

_HALVES = re.compile("[\ud800-\udfff]")


class Rich(Struct, frozen=True):
    """Words as Markdown, the pictures in them, and those that cannot come: alternative text, file name or address."""

    markdown: str
    pictures: tuple[Embedded, ...] = ()
    missing: tuple[str, ...] = ()


def convert(html: str, rtf: bytes = b"") -> Rich:
    """Return what a page, or the fragment marked in it, says; `rtf` holds the pictures that Word does not put in HTML.

    Raises TooMuch.
    """
    html, lifted = _pictures.lift(_bounded(html))
    if len(html) > limits.MOST_TEXT:
        html = _without_comments(html)
    root = tree.grow(html)
    found = [leaf for leaf in tree.leaves(root) if isinstance(leaf, tree.Picture)]
    _pictures.match(found, rtf)
    gallery = _pictures.Gallery(lifted)
    made = blocks.Writer(gallery, blocks.heading_shift(root)).blocks(root.children)
    return Rich("\n\n".join(made), tuple(gallery.pictures), tuple(gallery.missing))


def _bounded(html: str) -> str:
    if len(html) > limits.MOST_IN_ALL:
        raise TooMuch("large")
    try:
        html.encode()
    except UnicodeEncodeError:
        # Halves of surrogate pairs cannot be written to a file.
        return _HALVES.sub("\ufffd", html.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return html


def _without_comments(html: str) -> str:
    """Return HTML without the comments that Word fills with its drawings; raises TooMuch if it is too large even so."""
    parts = html.split("<!--")
    kept = [parts[0]]
    for part in parts[1:]:
        inside, end, behind = part.partition("-->")
        kept.append(f"<!--{inside}-->{behind}" if inside.endswith("Fragment") or not end else behind)
    html = "".join(kept)
    if len(html) > limits.MOST_TEXT:
        raise TooMuch("large")
    return html
