"""The lists of an OpenDocument text: which have numbers at which level, and where these begin (ODF 1.3 part 3 §5.3)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{{{_NS}text:1.0}}", f"{{{_NS}style:1.0}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LARGEST = 9
"""Digits of a number."""


class Lists:
    """Follows the lists as they open and close."""

    def __init__(self, *roots: "Element | None") -> None:
        self._levels = {
            (style.get(f"{_STYLE}name", ""), level.get(f"{_TEXT}level", "1")): level
            for root in roots
            if root is not None
            for style in root.iter(f"{_TEXT}list-style")
            for level in style
            if isinstance(level.tag, str)
        }
        self._ended: dict[str, int] = {}
        """The last number of a list by its own id, and of the last list by its style."""

    def tags(self, one: "Element") -> tuple[str, str]:
        """Return the tags of HTML around the items of a list."""
        name, depth = self._style(one), sum(1 for _ in one.iterancestors(f"{_TEXT}list")) + 1
        level = self._levels.get((name, str(depth)))
        if level is None or not str(level.tag).endswith("}list-level-style-number"):
            return "<ul>", "</ul>"
        start = self._continued(one, name) if depth == 1 else 0
        start = start or _whole(level.get(f"{_TEXT}start-value", "")) or 1
        if depth == 1:
            self._count(one, name, start)
        return (f'<ol start="{start}">' if start > 1 else "<ol>"), "</ol>"

    def item(self, one: "Element") -> str:
        """Return the tag of HTML that begins an item."""
        number = _whole(one.get(f"{_TEXT}start-value", ""))
        return f'<li value="{number}">' if number else "<li>"

    def _continued(self, one: "Element", name: str) -> int:
        """Return the number that a list goes on with, 0 where it does not go on from another."""
        before = one.get(f"{_TEXT}continue-list", "")
        if not before and one.get(f"{_TEXT}continue-numbering") == "true":
            before = f"style {name}"
        return self._ended[before] + 1 if before in self._ended else 0

    def _count(self, one: "Element", name: str, start: int) -> None:
        at = start - 1
        for item in one.iterchildren(f"{_TEXT}list-item"):
            at = _whole(item.get(f"{_TEXT}start-value", "")) or at + 1
        self._ended[f"style {name}"] = at
        if own := one.get(_XML_ID, ""):
            self._ended[own] = at

    @staticmethod
    def _style(one: "Element") -> str:
        """Return the name of a list's style: that of the nearest list around, where it has none."""
        found = one.get(f"{_TEXT}style-name", "")
        around = (list_.get(f"{_TEXT}style-name", "") for list_ in one.iterancestors(f"{_TEXT}list"))
        return found or next(filter(None, around), "")


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LARGEST else 0
