"""A light tree of HTML: only what carries meaning becomes a node, wrappers become borders between paragraphs.

Formatting is no node: each stretch of text knows its look, so tags may close in any order. What is unclosed is closed
where HTML does it (HTML Living Standard, §13.2.6), as far as a reader would notice.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from broadsheet.importing.rich import limits, look, tokens
from broadsheet.importing.rich.css import Rules, Sheet
from broadsheet.importing.rich.look import PLAIN, Look

# These values are in no cycle; the collector would only go over hundreds of thousands of them again and again.


class Run(Struct, gc=False):
    """A stretch of text."""

    text: str
    look: Look


class LineEnd(Struct, gc=False):
    """A line break inside a paragraph."""


class Gap(Struct, gc=False):
    """A border between paragraphs."""


class Rule(Struct, gc=False):
    """A rule across the page."""


class Picture(Struct, gc=False):
    """A picture where it stands; `size` is width and height in CSS pixels, 0 where unknown; `data` if it came along."""

    src: str
    alt: str
    size: tuple[float, float]
    look: Look
    data: bytes = b""


class Node(Struct, gc=False):
    """An element that carries meaning, and what is in it."""

    tag: str
    attributes: dict[str, str]
    css: Rules
    depth: int = 0
    children: list["Leaf | Node"] = field(default_factory=list)


Leaf = Run | LineEnd | Gap | Rule | Picture


class _Open(Struct, gc=False):
    """An element whose end is still to come; `tag` is empty once its own end tag came too early."""

    tag: str
    look: Look
    node: Node
    attributes: dict[str, str]
    css: Rules


_NODES_NAMES = "p h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr td th caption pre figure figcaption dir menu"
_NODES = frozenset(_NODES_NAMES.split())
_GAPS_NAMES = (
    "div section article header footer nav aside main address dl dt dd details summary fieldset legend form center "
    "hgroup listing body html search xmp plaintext"
)
_GAPS = frozenset(_GAPS_NAMES.split())
_BLOCKS = _NODES | _GAPS
_VOID_NAMES = (
    "area base basefont bgsound br col embed hr img image input keygen link meta param source track wbr "
    "v:imagedata v:shape v:shapetype"
)
_VOID = frozenset(_VOID_NAMES.split())
_REOPENED_NAMES = "a b strong i em s strike del code tt u font big small"
_REOPENED = frozenset(_REOPENED_NAMES.split())
"""Formatting that goes on behind the end of the block that it was not closed in."""

_MOST_REOPENED = 8
_CELLS = ("td", "th", "caption")
_IN_TABLES_NAMES = "table thead tbody tfoot tr td th caption"
_IN_TABLES = frozenset(_IN_TABLES_NAMES.split())
_ENDED_BY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "dir", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", *_CELLS), ("table",)),
    "td": (_CELLS, ("table",)),
    "th": (_CELLS, ("table",)),
    "caption": (_CELLS, ("table",)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot", "tr", *_CELLS), ("table",))),
    "a": (("a",), _CELLS),
}
"""Start tag -> the open elements that it ends, and those that it does not look out of."""

_LONGEST_NUMBER = 4
_NOTE_BEFORE_ITS_TEXT = ("sdfootnotesym", "sdendnotesym")
"""Classes of LibreOffice."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffc\ufdd0\ufdd1\u202d\u202e]")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_SEPARATORS = re.compile("[\u2028\u2029]")


def grow(html: str) -> Node:
    """Return the tree of a page or of the fragment marked in it; raises limits.TooMuch."""
    return _Builder().read(html)


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield all leaves in their order, with a gap where a node begins and ends."""
    for child in node.children:
        if isinstance(child, Node):
            yield Gap()
            yield from leaves(child)
            yield Gap()
        else:
            yield child


def is_blank(part: Leaf | Node) -> bool:
    """Tell whether there is nothing to see in a part of the text."""
    return isinstance(part, Gap) or (isinstance(part, Run) and not part.text.strip())


class _Builder:
    """Follows the tags; `_places` tells where in the list of open elements each kind stands."""

    def __init__(self) -> None:
        self._root = Node("", {}, {})
        self._open = [_Open("", PLAIN, self._root, {}, {})]
        self._places: dict[str, list[int]] = {}
        self._sheet = Sheet()
        self._alt = ""
        self._nodes = 0

    def read(self, html: str) -> Node:
        count = 0
        for token in tokens.read(html):
            if isinstance(token, tokens.Start):
                count += 1
                if count > limits.MOST_TAGS:
                    raise limits.TooMuch("blocks")
                self._start(token.tag, token.attributes)
            elif isinstance(token, tokens.End):
                self._end(token.tag)
            elif isinstance(token, tokens.Text):
                self._text(token)
            elif token.text.strip() == "StartFragment":
                self._forget()
            elif token.text.strip() == "EndFragment":
                break
        return self._root

    def _forget(self) -> None:
        """Drop what was outside the fragment, but not the elements that it stands in."""
        path = list(dict.fromkeys(id(one.node) for one in self._open))
        for one in self._open:
            one.node.children[:] = [
                child for child in one.node.children[-1:] if isinstance(child, Node) and id(child) in path
            ]

    # Text and what stands for itself

    def _text(self, token: tokens.Text) -> None:
        top = self._open[-1]
        if token.raw == "style":
            self._sheet.add(token.text)
        if top.look.hidden or not token.text:
            return
        text = self._marked(_CONTROLS.sub("", token.text))
        if top.look.spaces:
            text = text.replace("\u00a0", " ")
        if top.look.white:
            self._lines(_LINE_ENDS.split(text), top)
        elif "\u2028" in text or "\u2029" in text:
            self._lines([_SPACES.sub(" ", line) for line in _SEPARATORS.split(text)], top)
        else:
            top.node.children.append(Run(_SPACES.sub(" ", text), top.look))

    def _marked(self, text: str) -> str:
        """Return the number of a note in brackets, for it would be one word with what it stands behind.

        It is a raised one that leads to another place of the text; other raised digits belong to a formula.
        """
        number = text.strip()
        places = self._places.get("a")
        if not places or not number.isdecimal() or len(number) > _LONGEST_NUMBER:
            return text
        link = self._open[places[-1]].attributes
        if not link.get("href", "").startswith("#"):
            return text
        if link.get("class", "").lower() in _NOTE_BEFORE_ITS_TEXT:
            return f"[{number}] "
        return text.replace(number, f"[{number}]") if self._places.get("sup") else text

    @staticmethod
    def _lines(lines: list[str], top: _Open) -> None:
        for at, line in enumerate(lines):
            if at:
                top.node.children.append(LineEnd())
            if line:
                top.node.children.append(Run(line.replace("\f", " "), top.look))

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        top = self._open[-1]
        if tag.startswith("v:shape"):
            self._alt = attributes.get("alt", "")
        if top.look.hidden or look.changed(PLAIN, tag, attributes, self._sheet.of(tag, attributes)).hidden:
            return
        if tag == "br":
            top.node.children.append(LineEnd())
        elif tag == "hr":
            self._end_all(("p",), _CELLS)
            self._open[-1].node.children.append(Rule())
        elif tag in ("img", "image", "v:imagedata") and not top.look.marker:
            self._picture(attributes, top)

    def _picture(self, attributes: dict[str, str], top: _Open) -> None:
        alt = attributes.get("alt") or attributes.get("o:title") or self._alt
        self._alt = ""
        classes = attributes.get("class", "").lower()
        if alt and len(alt) <= 10 and ("emoji" in classes or "data-emoji" in attributes or "goomoji" in attributes):
            top.node.children.append(Run(alt, top.look))
            return
        size = (_pixels(attributes.get("width", "")), _pixels(attributes.get("height", "")))
        top.node.children.append(Picture(attributes.get("src", "").strip(), " ".join(alt.split()), size, top.look))

    # Elements

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _VOID:
            self._void(tag, attributes)
            return
        if tag in _BLOCKS and tag != "table":
            self._end_all(("p",), _CELLS)
        if tag in _ENDED_BY:
            self._end_all(*_ENDED_BY[tag])
        css = self._sheet.of(tag, attributes)
        top = self._open[-1]
        looks = look.changed(top.look, tag, attributes, css)
        node = top.node
        if looks.hidden:
            pass
        elif tag in _NODES or _is_quote(tag, css):
            node = Node(tag if tag in _NODES else "blockquote", attributes, css, node.depth + 1)
            self._nodes += 1
            if self._nodes > limits.MOST_NODES:
                raise limits.TooMuch("blocks")
            if node.depth > limits.DEEPEST:
                raise limits.TooMuch("deep")
            top.node.children.append(node)
        elif _breaks(tag, css):
            _gap(node)
        self._places.setdefault(tag, []).append(len(self._open))
        self._open.append(_Open(tag, looks, node, attributes, css))

    def _end(self, tag: str) -> None:
        places = self._places.get(tag)
        walls = ("table",) if tag in _IN_TABLES else _CELLS
        if not places or (tag != "table" and places[-1] < self._last(walls)):
            if tag in _BLOCKS:
                _gap(self._open[-1].node)
            elif tag == "br":
                self._void(tag, {})
            return
        place = places[-1]
        if tag not in _BLOCKS and tag not in _IN_TABLES and self._has_blocks_above(place):
            self._end_early(place)
        else:
            self._close(place)

    def _has_blocks_above(self, place: int) -> bool:
        return any(one.tag in _BLOCKS for one in self._open[place + 1 : place + 100])

    def _end_early(self, place: int) -> None:
        """End formatting in whose middle blocks are open: they stay open, without it."""
        gone = self._open[place]
        self._places[gone.tag].pop()
        gone.tag = ""
        gone.look = self._open[place - 1].look
        for below, one in zip(self._open[place:], self._open[place + 1 : place + 100], strict=False):
            one.look = look.changed(below.look, one.tag, one.attributes, one.css) if one.tag else below.look

    def _last(self, tags: tuple[str, ...]) -> int:
        return max((self._places[tag][-1] for tag in tags if self._places.get(tag)), default=0)

    def _end_all(self, tags: tuple[str, ...], walls: tuple[str, ...]) -> None:
        """End the outermost of these elements that stands inside the walls, and all in it."""
        places = [self._places[tag][-1] for tag in tags if self._places.get(tag)]
        wall = self._last(walls) if places else 0
        inside = [place for place in places if place > wall]
        if inside:
            self._close(min(inside))

    def _close(self, place: int) -> None:
        closed = self._open[place:]
        del self._open[place:]
        for one in closed:
            if one.tag:
                self._places[one.tag].pop()
        if _breaks(closed[0].tag, closed[0].css) and not closed[0].look.hidden:
            _gap(self._open[-1].node)
        if closed[0].tag in _BLOCKS and closed[0].tag not in _IN_TABLES:
            again = [one for one in closed[1:] if one.tag in _REOPENED and not one.look.hidden]
            for one in again[-_MOST_REOPENED:]:
                self._start(one.tag, one.attributes)


def _is_quote(tag: str, css: Rules) -> bool:
    """Tell whether it is the bar that Outlook sets beside the letter that is answered."""
    return tag == "div" and css.get("border", "").startswith("none") and css.get("border-left", "").startswith("solid")


def _breaks(tag: str, css: Rules) -> bool:
    """Tell whether a reader sees a new line where such an element begins and ends."""
    display = css.get("display", "")
    if tag in _GAPS:
        return not display.startswith("inline")
    return display in ("block", "flex", "grid", "table", "list-item", "flow-root")


def _gap(node: Node) -> None:
    if node.children and not isinstance(node.children[-1], Gap):
        node.children.append(Gap())


def _pixels(value: str) -> float:
    try:
        return float(value.strip().removesuffix("px")[:10])
    except ValueError:
        return 0.0
