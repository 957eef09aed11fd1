"""What a body is made of: blocks with typed content, as pure values that exports can write out."""

import re
from html import unescape

from msgspec import Struct

from broadsheet.render.markdown import Quotes

_LABEL = 120
"""Most characters of a block's name in an outline."""

_LINE_ENDS = re.compile(
    r"<br>|<[ou]l[^>]*>|</(?:p|li|h[1-6]|tr|pre|blockquote|figcaption|div|dt|dd|footer|summary|caption)>"
)
_CELL_ENDS = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_SPACES = re.compile(r" {2,}")
_TABS = re.compile(r" *\t *")


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """A paragraph of text."""


class Heading(Struct, frozen=True, tag="heading"):
    """A heading inside the body; `level` is 2 to 6, as on the page."""

    level: int
    text: str


class ReadAlso(Struct, frozen=True, tag="read_also"):
    """A link to another article between two paragraphs; `url` is empty where there is none yet or it is not safe."""

    label: str
    title: str
    url: str = ""


class Quote(Struct, frozen=True, tag="quote"):
    """A block quotation; `attribution` is who said it."""

    text: str
    attribution: str = ""


class Pictured(Struct, frozen=True):
    """A picture with its words; `src` is the asset's name, `assets/boat.jpg`."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Figure(Pictured, frozen=True, tag="figure"):
    """A picture that stands alone."""


class Gallery(Struct, frozen=True, tag="gallery"):
    """Pictures that stand together, two at least, each with its own words."""

    pictures: tuple[Pictured, ...]


class List(Struct, frozen=True, tag="list"):
    """A list; `items` are the plain text of its outermost items, `start` the first number of an ordered one."""

    ordered: bool
    items: tuple[str, ...]
    start: int = 1


class Table(Struct, frozen=True, tag="table"):
    """A table as plain text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Code(Struct, frozen=True, tag="code"):
    """Preformatted text; `language` is what the fence says."""

    text: str
    language: str = ""


class Rule(Struct, frozen=True, tag="rule"):
    """A thematic break."""


class Embed(Struct, frozen=True, tag="embed"):
    """A URL on its own, or raw HTML (then `url` is empty and the block's `html` is all there is)."""

    url: str = ""


class Unseen(Struct, frozen=True, tag="unseen"):
    """Lines that readers see nothing of: blank ones, link definitions, comments. Exports pass it over."""


Content = Paragraph | Heading | ReadAlso | Quote | Figure | Gallery | List | Table | Code | Rule | Embed | Unseen


class Style(Struct, frozen=True):
    """What a house and a language decide about blocks.

    `labels` open a read-also, `colon` is what the page sets behind them; `quotes` None leaves straight marks alone;
    `credit_form` holds `{credit}`.
    """

    labels: tuple[str, ...] = ()
    quotes: Quotes | None = None
    credit_form: str = "({credit})"
    colon: str = ":"


class Block(Struct, frozen=True):
    """One top-level block.

    `source` is its Markdown with the blank lines after it (the first block's also with those before it), so that all
    sources in a row are the body. `line` counts from 0. `html` is safe. `text` is what a reader reads, without markup.
    """

    source: str
    line: int
    line_count: int
    html: str
    text: str
    content: Content

    @property
    def kind(self) -> str:
        """Return the content's type: `paragraph`, `read_also` and so on."""
        return str(self.content.__struct_config__.tag)

    @property
    def label(self) -> str:
        """Return what an outline calls this block, at most 120 characters; empty where it names nothing."""
        match self.content:
            case Heading(text=name) | ReadAlso(title=name):
                return name[:_LABEL]
            case Figure(src, alt, caption) | Gallery((Pictured(src, alt, caption), *_)):
                return (caption or alt or src)[:_LABEL]
            case Embed(url=url):
                return url[:_LABEL]
        return ""


def pictured(found: Content) -> tuple[Pictured, ...]:
    """Return the pictures that stand in a block as figures, in their order; none of other blocks."""
    if isinstance(found, Figure):
        return (found,)
    return found.pictures if isinstance(found, Gallery) else ()


def plain(html: str) -> str:
    """Return the text of sanitised HTML as a reader sees it: a line a paragraph, item or row, a tab between cells."""
    text = _LINE_ENDS.sub("\n", _CELL_ENDS.sub("\t", html.replace("\n", " ")))
    text = _SPACES.sub(" ", _TABS.sub("\t", unescape(_TAG.sub("", text))))
    return "\n".join(line for line in map(_trimmed, text.split("\n")) if line)


def _trimmed(line: str) -> str:
    return line.strip(" \t")
