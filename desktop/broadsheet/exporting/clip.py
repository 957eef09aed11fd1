"""The body for the clipboard: HTML that the editors of content systems keep, and the same words alone."""

import re
from html import escape

import msgspec
from msgspec import Struct

from broadsheet.article.house import House
from broadsheet.exporting import bare, text
from broadsheet.exporting.job import Job
from broadsheet.render import blocks
from broadsheet.render.content import Block, Figure, Gallery, ReadAlso
from broadsheet.render.images import Shown
from broadsheet.store.document import Document

_TAGS = frozenset(
    {"p", "br", "hr", "a", "strong", "b", "em", "i", "s", "del", "sub", "sup", "code", "pre", "blockquote"}
    | {"h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
)
"""What every editor of a content system can hold; the rest is undone, its words stay."""
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"scope"}}
_AS_PARAGRAPH = re.compile(r"<(/?)(?:footer|figcaption|summary)\b[^>]*>")
_IMAGE = re.compile(r'<img\b(?:[^">]|"[^"]*")*? alt="([^"]*)"(?:[^">]|"[^"]*")*>')
_GAP = re.compile(r"\n{2,}(?=<)")
_PICTURE = re.compile("<img ")
_LABEL = re.compile(r'<span class="read-also-label">(.*?)</span>')


class Clip(Struct, frozen=True):
    """The body twice: as HTML without style and as words; `pictures` is how many are only named in it."""

    html: str
    text: str
    pictures: int


class _Nowhere:
    """Shows no picture: a clipboard cannot carry them, and editors throw such addresses away."""

    def picture(self, asset: str) -> Shown | None:
        return None


def make(document: Document, house: House) -> Clip:
    """Return the body with what belongs behind it; a figure is a line that says where its picture goes."""
    body = blocks.styled(document.article.body, blocks.style(house, document.article.language))
    job = Job(document, house, house.theme, body, {}, "")
    named = msgspec.structs.replace(job, blocks=tuple(_without_picture(block, job) for block in body))
    pictures = len(_PICTURE.findall("".join(block.html for block in body)))
    return Clip(_clean(bare.story(named, _Nowhere())), text.story(job), pictures)


def _without_picture(block: Block, job: Job) -> Block:
    html = block.html
    if isinstance(block.content, Figure | Gallery):
        said = text.pictures(block.content, job).split("\n")
        html = "\n".join(f"<p><em>{escape(line, quote=False)}</em></p>" for line in said if line)
    elif isinstance(block.content, ReadAlso):
        html = _LABEL.sub(r"<strong>\1</strong>", html)
    return msgspec.structs.replace(block, html=_IMAGE.sub(r"[\1]", html))


def _clean(html: str) -> str:
    import nh3

    whole = _AS_PARAGRAPH.sub(r"<\1p>", html)
    cleaned = nh3.clean(whole, tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None)
    return _GAP.sub("\n", cleaned).strip()
