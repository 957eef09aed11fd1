"""The tree as Markdown, block by block."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.importing.rich import inline, limits, rows, tables, word
from broadsheet.importing.rich.inline import Piece
from broadsheet.importing.rich.pictures import Gallery
from broadsheet.importing.rich.tree import Gap, Leaf, LineEnd, Node, Picture, Rule, Run, is_blank, leaves

_LISTS = ("ul", "ol", "dir", "menu")
_DEEPEST = 7
"""Lists and quotes in one another: what Markdown's parser follows (`render.markdown`), and a reader too."""

_LONGEST_CAPTION = 2_000


class Writer:
    """Writes blocks; `shift` is what to add to the level of a heading."""

    def __init__(self, gallery: Gallery, shift: int) -> None:
        self._gallery = gallery
        self._shift = shift
        self._depth = 0
        self._count = 0
        self._caption = ""

    def blocks(self, children: Sequence[Leaf | Node]) -> list[str]:
        """Return the blocks that children make, none of them empty; raises limits.TooMuch."""
        made: list[str] = []
        waiting: list[Leaf] = []
        for child in [*word.with_lists(children), Gap()]:
            if not isinstance(child, Node | Gap | Rule):
                waiting.append(child)
                continue
            found = self._paragraphs(waiting)
            self._weigh(len(found))
            waiting = []
            if isinstance(child, Rule):
                found.append("---")
            made += found
            if isinstance(child, Node):
                made += self._node(child, made[-1] if made else "")
        return made

    def _weigh(self, count: int) -> None:
        self._count += count
        if self._count > limits.MOST_BLOCKS:
            raise limits.TooMuch("blocks")

    def _node(self, node: Node, before: str) -> list[str]:
        """Return the blocks of an element; `before` is the block that it follows."""
        if node.tag in _LISTS:
            group = rows.figures(node)
            return self._group(group) if group else self._list(node, before)
        if word.heading_level(node) is not None:
            return self._heading(node)
        match node.tag:
            case "blockquote":
                return self._quote(node)
            case "pre":
                return self._code(node)
            case "table":
                return self._table(node)
            case "figure":
                return self._figure(node)
        return self.blocks(node.children)

    # Paragraphs

    def _paragraphs(self, found: list[Leaf]) -> list[str]:
        """Return paragraphs: more than one line break begins a new one, and pictures stand before or behind."""
        made: list[str] = []
        for part in _parted(found):
            pictures = [leaf for leaf in part if isinstance(leaf, Picture)]
            words = inline.pieces(_unfused(part))
            text = inline.markdown(words)
            shown = [figure for figure in map(self._shown, pictures) if figure]
            first = bool(pictures) and not inline.plain(inline.pieces(part[: part.index(pictures[0])]))
            made += [*shown[:1], text, *shown[1:]] if first else [text, *shown]
        return [text for text in made if text]

    def _shown(self, picture: Picture) -> str:
        """Return a picture that stands alone, with the caption that waits for one."""
        figure = self._gallery.markdown(picture, self._caption)
        if figure:
            self._caption = ""
        return figure

    def _inline(self, node: Node) -> list[Piece]:
        """Return all words of an element as one paragraph on one line, its pictures among them."""
        found = [Gap() if isinstance(leaf, LineEnd | Rule) else leaf for leaf in leaves(node)]
        pictures = {id(leaf): self._gallery.markdown(leaf) for leaf in found if isinstance(leaf, Picture)}
        return inline.pieces(found, pictures)

    def _heading(self, node: Node) -> list[str]:
        level = word.heading_level(node) or 0
        level = 1 if level == 0 else min(6, level + self._shift)
        found = [Gap() if isinstance(leaf, LineEnd | Rule) else leaf for leaf in leaves(node)]
        words = _without_bold(inline.pieces(found))
        shown = [figure for leaf in found if isinstance(leaf, Picture) and (figure := self._shown(leaf))]
        number = word.number(node)
        text = inline.markdown(words, starts=False)
        if not text:
            return shown
        text = f"{'#' * level} {number + ' ' if number else ''}{text}"
        return [re.sub(r"(?<= )(?=#+$)", r"\\", text), *shown]

    # Blocks with blocks in them

    def _list(self, node: Node, before: str) -> list[str]:
        items = list(_items(node))
        while items and (inner := _list_alone(items[0])) is not None:
            items[:1] = _items(inner)
        if self._depth >= _DEEPEST:
            return [block for item in items for block in self.blocks(item.children)]
        ordered = node.tag == "ol"
        mark = _mark(ordered, before)
        self._depth += 1
        made = []
        number = _start(node)
        for item in items:
            number = _value(item, number)
            text = self._item(item, f"{number}{mark} " if ordered else f"{mark} ")
            if text:
                made.append(text)
                number = min(number + 1, 999_999_999)
        self._depth -= 1
        self._weigh(len(made))
        return ["\n".join(made) if not any("\n\n" in text for text in made) else "\n\n".join(made)] if made else []

    def _item(self, item: Node, marker: str) -> str:
        heading = word.heading_level(item) is not None
        found = self._heading(item) if heading else self.blocks(item.children)
        if not found:
            return ""
        tight = all(_LIST_START.match(block) for block in found[1:])
        text = ("\n" if tight else "\n\n").join(found)
        return marker + _indented(text, " " * len(marker))

    def _quote(self, node: Node) -> list[str]:
        if self._depth >= _DEEPEST or _is_indent(node):
            return self.blocks(node.children)
        self._depth += 1
        found = self.blocks(node.children)
        self._depth -= 1
        text = "\n\n".join(found)
        return ["\n".join(f"> {line}" if line else ">" for line in text.split("\n"))] if found else []

    def _table(self, node: Node) -> list[str]:
        found = tables.rows(node)
        self._weigh(len(found))
        if not tables.is_data(node, found):
            return [block for child in node.children for block in self._loose(child)]
        captions = [child for child in node.children if isinstance(child, Node) and child.tag == "caption"]
        made = [block for caption in captions for block in self.blocks(caption.children)]
        return [text for text in (*made, tables.markdown(found, self._cell, self._head)) if text]

    def _loose(self, child: Leaf | Node) -> list[str]:
        """Return the blocks of a part of a table that only sets things in place."""
        if isinstance(child, Node) and child.tag == "tr":
            return [block for inner in child.children for block in self._loose(inner)]
        return self.blocks([child])

    def _cell(self, cell: Node) -> str:
        return inline.markdown(self._inline(cell), starts=False)

    def _head(self, cell: Node) -> str:
        return inline.markdown(_without_bold(self._inline(cell)), starts=False)

    def _figure(self, node: Node) -> list[str]:
        captions = [child for child in node.children if isinstance(child, Node) and child.tag == "figcaption"]
        group = rows.figures(node)
        if group:
            return self._group(group) + [block for caption in captions for block in self.blocks(caption.children)]
        rest = [child for child in node.children if child not in captions]
        words = " ".join(filter(None, (inline.plain(self._inline(caption)) for caption in captions)))
        self._caption = words if len(words) <= _LONGEST_CAPTION else ""
        made = self.blocks(rest)
        used = words and not self._caption
        self._caption = ""
        if not used:
            made += [block for caption in captions for block in self.blocks(caption.children)]
        return made

    def _group(self, figures: Sequence[Node]) -> list[str]:
        return rows.joined([block for figure in figures for block in self._figure(figure)])

    def _code(self, node: Node) -> list[str]:
        if "moz-quote-pre" in node.attributes.get("class", ""):
            return self.blocks(node.children)
        text = "".join(_verbatim(node)).strip("\n")
        if not text.strip():
            return []
        longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
        return [f"{'`' * (longest + 1)}\n{text}\n{'`' * (longest + 1)}"]


_LIST_START = re.compile(r"[-*] |1[.)] ")
"""How a list begins that may follow a line of text at once (CommonMark 0.31 §5.3)."""


def _mark(ordered: bool, before: str) -> str:
    """Return a list's mark: two lists in a row are one, unless their marks differ (CommonMark 0.31 §5.3)."""
    if ordered:
        return ")" if re.match(r"\d{1,9}\. ", before) else "."
    return "*" if before.startswith("- ") else "-"


def heading_shift(root: Node) -> int:
    """Return what to add to the level of each heading: the first level is for a title alone that opens the text."""
    levels = list(_levels(root))
    top = levels.count(1)
    if 0 in levels or (top and not (top == 1 and levels[0] == 1)):
        return 1 if top else 0
    return 0


def _levels(node: Node) -> Iterator[int]:
    for child in node.children:
        if isinstance(child, Node):
            level = word.heading_level(child)
            if level is None:
                yield from _levels(child)
            elif any(isinstance(leaf, Run) and leaf.text.strip() for leaf in leaves(child)):
                yield level


def _unfused(part: list[Leaf]) -> list[Leaf]:
    """Return leaves with space for a picture that stood between two letters: it is shown before or behind."""
    found: list[Leaf] = []
    for at, leaf in enumerate(part):
        if isinstance(leaf, Picture) and 0 < at < len(part) - 1:
            if _ends_in_letter(part[at - 1]) and _begins_with_letter(part[at + 1]):
                found.append(Gap())
        else:
            found.append(leaf)
    return found


def _ends_in_letter(leaf: Leaf) -> bool:
    return isinstance(leaf, Run) and leaf.text[-1:].isalnum()


def _begins_with_letter(leaf: Leaf) -> bool:
    return isinstance(leaf, Run) and leaf.text[:1].isalnum()


def _parted(found: list[Leaf]) -> Iterator[list[Leaf]]:
    """Yield the paragraphs of a stretch of leaves: two line breaks, with nothing but space between, part them."""
    part: list[Leaf] = []
    breaks = 0
    for leaf in found:
        if isinstance(leaf, LineEnd):
            breaks += 1
        elif not (isinstance(leaf, Run) and not leaf.text.strip() and breaks):
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(leaf)
    if part:
        yield part


def _items(node: Node) -> Iterator[Node]:
    """Yield a list's items; what stands in it beside them goes to the item before, or is one of its own."""
    waiting: Node | None = None
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            inner = _list_alone(child)
            if inner is not None and waiting is not None:
                waiting.children.append(inner)
                continue
            if waiting is not None:
                yield waiting
            waiting = Node("li", child.attributes, child.css, child.depth, list(child.children))
        elif waiting is not None:
            waiting.children.append(child)
        elif not is_blank(child):
            waiting = Node("li", {}, {}, node.depth, [child])
    if waiting is not None:
        yield waiting


def _list_alone(item: Node) -> Node | None:
    """Return the list that is all there is in an item, as Google Docs writes a level that was skipped."""
    inner = [child for child in item.children if not is_blank(child)]
    only = inner[0] if len(inner) == 1 else None
    return only if isinstance(only, Node) and only.tag in _LISTS else None


def _start(node: Node) -> int:
    return _whole(node.attributes.get("start", ""), 1)


def _value(item: Node, number: int) -> int:
    return _whole(item.attributes.get("value", ""), number)


def _whole(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def _indented(text: str, margin: str) -> str:
    return "\n".join(margin + line if at and line else line for at, line in enumerate(text.split("\n")))


def _is_indent(node: Node) -> bool:
    """Tell whether it is no quote but a paragraph that an editor has set in, as editors in browsers do."""
    set_in = node.css.get("margin", "").endswith("40px") or node.css.get("margin-left") == "40px"
    return set_in and node.css.get("border", "").startswith("none") and node.attributes.get("type") != "cite"


def _without_bold(words: list[Piece]) -> list[Piece]:
    """Return words without bold where all of them are bold."""
    if words and all("bold" in piece.looks or not piece.text.strip() for piece in words):
        for piece in words:
            piece.looks -= {"bold"}
    return words


def _verbatim(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Run):
            yield child.text
        elif isinstance(child, LineEnd | Gap):
            yield "\n"
        elif isinstance(child, Node):
            yield "\n"
            yield from _verbatim(child)
            yield "\n"
