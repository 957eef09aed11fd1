"""Word's lists: paragraphs that carry list, level and marker in their style become real lists.

`mso-list: l0 level2 lfo1` names the list, the level and its numbering; the marker stands in the text.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from broadsheet.importing.rich import css
from broadsheet.importing.rich.tree import Leaf, Node, Run, is_blank, leaves

_LIST = re.compile(r"(l\d+) level(\d)\d* (lfo\d+)")
_NUMBER = re.compile(r"[(\[]?(?:\w{1,9}\.)*(?P<last>\d{1,9}|\w{1,8})[.)\]、．]\]?|\d{1,9}")
_MARGIN = 36.0
"""Points; how far Word's own style for list paragraphs is set in."""

_SLACK = 2.0
_FIRST = ("a", "i")


class _Item(Struct):
    """A paragraph of a list: the list, its level, its number (0 for a bullet), and what is in it."""

    name: str
    level: int
    number: int
    node: Node
    margin: float = _MARGIN


def heading_level(node: Node) -> int | None:
    """Return the level of a heading, 0 for a document's title, None for everything else."""
    if re.fullmatch(r"h[1-6]", node.tag):
        return int(node.tag[1])
    if node.tag not in ("p", "li"):
        return None
    classes = node.attributes.get("class", "").lower()
    if classes.startswith("msotitle"):
        return 0
    outline = node.css.get("mso-outline-level", "")
    found = re.match(r"[1-6]$", outline) or re.match(r"msoheading([1-6])", classes)
    return int(found[found.re.groups]) if found else None


def number(node: Node) -> str:
    """Return the marker that Word wrote into a paragraph where it is a number, else an empty string."""
    text = marker(node)
    return text if any(letter.isalnum() for letter in text) and _NUMBER.fullmatch(text) else ""


def marker(node: Node) -> str:
    """Return the bullet or number that Word wrote into a paragraph."""
    words = (leaf.text for leaf in leaves(node) if isinstance(leaf, Run) and leaf.look.marker)
    return "".join(words).replace("\u00a0", " ").strip()


def with_lists(children: Sequence[Leaf | Node]) -> list[Leaf | Node]:
    """Return the same with each row of list paragraphs as one list or more, nested by their levels."""
    if not any(isinstance(child, Node) and _is_item(child) for child in children):
        return list(children)
    made: list[Leaf | Node] = []
    row = _Row()
    for child in children:
        if row.take(child):
            continue
        made += row.lists
        row = _Row()
        if not row.take(child):
            made.append(child)
    return made + row.lists


def _is_item(node: Node) -> bool:
    return node.tag == "p" and bool(_LIST.match(node.css.get("mso-list", ""))) and heading_level(node) is None


class _Row:
    """List paragraphs one after another, on their way into lists; `_path` holds the open ones with their last items."""

    def __init__(self) -> None:
        self.lists: list[Leaf | Node] = []
        self._path: list[tuple[Node, _Item]] = []

    def take(self, child: Leaf | Node) -> bool:
        """Take the next part of the text in, if it belongs to the lists."""
        if not isinstance(child, Node) and is_blank(child):
            return bool(self._path)
        if not isinstance(child, Node):
            return False
        if _is_item(child):
            self._add(_item(child))
            return True
        if not self._path:
            return False
        real = list(_real_items(child)) if child.tag in ("ul", "ol") else []
        for item in real:
            self._add(item)
        return bool(real) or self._goes_on(child)

    def _goes_on(self, node: Node) -> bool:
        """Take a paragraph in that continues an item: a list paragraph without a marker, set in like it."""
        if (
            node.tag != "p"
            or "mso-list" in node.css
            or "msolistparagraph" not in node.attributes.get("class", "").lower()
        ):
            return False
        margin = _margin(node)
        for holder, item in reversed(self._path):
            if abs(item.margin - margin) <= _SLACK:
                last = holder.children[-1]
                assert isinstance(last, Node)
                last.children.append(node)
                return True
        return False

    def _add(self, item: _Item) -> None:
        while self._path and self._path[-1][1].level > item.level:
            self._path.pop()
        if self._path and self._path[-1][1].level == item.level:
            holder, last = self._path.pop()
            if not _continues(last, item):
                holder = self._open(item)
        else:
            holder = self._open(item)
        entry = Node("li", {}, {}, item.node.depth, list(item.node.children))
        holder.children.append(entry)
        self._path.append((holder, item))

    def _open(self, item: _Item) -> Node:
        attributes = {"start": str(item.number)} if item.number > 1 else {}
        holder = Node("ol" if item.number else "ul", attributes, {}, item.node.depth)
        if self._path:
            last = self._path[-1][0].children[-1]
            assert isinstance(last, Node)
            last.children.append(holder)
        else:
            self.lists.append(holder)
        return holder


def _continues(last: _Item, item: _Item) -> bool:
    if bool(last.number) != bool(item.number):
        return False
    return last.name == item.name or item.number == last.number + 1


def _item(node: Node) -> _Item:
    found = _LIST.match(node.css["mso-list"])
    assert found is not None
    return _Item(f"{found[1]} {found[3]}", int(found[2]), _value(marker(node)), node, _margin(node))


def _real_items(node: Node) -> Iterator[_Item]:
    """Yield the items of a list in HTML's own form that Word set between its paragraphs; none if it is any other."""
    for child in node.children:
        if not isinstance(child, Node):
            continue
        if child.tag in ("ul", "ol"):
            yield from _real_items(child)
        found = _LIST.match(child.css.get("mso-list", ""))
        if child.tag == "li" and found:
            yield _Item(f"{found[1]} {found[3]}", int(found[2]), int(node.tag == "ol"), child)


def _value(text: str) -> int:
    """Return the number that a marker means, 0 for a bullet; Markdown counts in figures alone."""
    found = _NUMBER.fullmatch(text)
    if found is None or not any(letter.isalnum() for letter in text):
        return 0
    last = (found["last"] or text).lower()
    if last.isdecimal():
        return max(1, int(last))
    if len(last) == 1 and last.isascii() and last not in _FIRST:
        return ord(last) - ord("a") + 1 if last.isalpha() else 1
    return 1


def _margin(node: Node) -> float:
    found = css.points(node.css.get("margin-left", ""))
    return _MARGIN if found is None else found
