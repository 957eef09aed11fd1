"""The numbers of Word's lists (ECMA-376-1 §17.9): a list that goes on behind a paragraph does not begin at 1 again."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEEPEST = 9
_LARGEST = 999_999_999
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private signs: what stands between them is a number, on its way through mammoth, which knows of none."""
_MARKED = re.compile(rf"<li>((?:<[^<>/]*>)*){_OPEN}(\d+){_CLOSE}")
_MARKS = re.compile(rf"{_OPEN}\d+{_CLOSE}")


def mark(root: "Element", lists: "Element | None", styles: "Element | None") -> None:
    """Set the number of each numbered paragraph in front of its words, for `restored` to find."""
    if lists is None:
        return
    counters, inherited = _Counters(lists), _styled(styles)
    for paragraph in root.iter(f"{_W}p"):
        own, level = _said(paragraph)
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        own, level = (own or inherited.get(style, ("", 0))[0]), (level or inherited.get(style, ("", 0))[1])
        number = counters.next(own, level) if own and own != "0" else 0
        if number:
            paragraph.insert(0 if paragraph.find(f"{_W}pPr") is None else 1, _run(f"{_OPEN}{number}{_CLOSE}"))


def restored(html: str) -> str:
    """Return HTML whose items have the numbers that `mark` set."""
    return _MARKS.sub("", _MARKED.sub(r'<li value="\2">\1', html))


def _run(text: str) -> "Element":
    from lxml import etree

    run = etree.Element(f"{_W}r")
    said = etree.SubElement(run, f"{_W}t")
    said.text = text
    said.set(_SPACE, "preserve")
    return run


class _Counters:
    """The numbers of all lists; those of one kind go on from each other unless one says where it begins."""

    def __init__(self, lists: "Element") -> None:
        self._levels = {
            (one.get(f"{_W}abstractNumId", ""), _whole(level.get(f"{_W}ilvl", ""))): level
            for one in lists.iter(f"{_W}abstractNum")
            for level in one.iter(f"{_W}lvl")
        }
        self._kinds: dict[str, str] = {}
        self._begun: dict[tuple[str, int], int] = {}
        for one in lists.iter(f"{_W}num"):
            name = one.get(f"{_W}numId", "")
            self._kinds[name] = _value(one.find(f"{_W}abstractNumId"))
            for change in one.iter(f"{_W}lvlOverride"):
                start = change.find(f"{_W}startOverride")
                if start is not None:
                    self._begun[name, _whole(change.get(f"{_W}ilvl", ""))] = _whole(_value(start))
        self._at: dict[tuple[str, int], int] = {}

    def next(self, name: str, level: int) -> int:
        """Return the number of the next item of a list; 0 where it is no number."""
        kind = self._kinds.get(name, "")
        style = self._levels.get((kind, level))
        if style is None or _value(style.find(f"{_W}numFmt")) in ("bullet", "none"):
            return 0
        begins = self._begun.pop((name, level), None)
        if begins is None and (kind, level) in self._at:
            number = self._at[kind, level] + 1
        else:
            said = style.find(f"{_W}start")
            number = begins if begins is not None else 1 if said is None else _whole(_value(said))
        self._at[kind, level] = number
        for deeper in range(level + 1, _DEEPEST):
            self._at.pop((kind, deeper), None)
        return number


def _styled(styles: "Element | None") -> dict[str, tuple[str, int]]:
    """Return list and level that the styles of paragraphs have of their own."""
    found = () if styles is None else styles.iter(f"{_W}style")
    said = {style.get(f"{_W}styleId", ""): _said(style) for style in found}
    return {name: numbered for name, numbered in said.items() if numbered[0]}


def _said(element: "Element") -> tuple[str, int]:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return "", 0
    return _value(properties.find(f"{_W}numId")), _whole(_value(properties.find(f"{_W}ilvl")))


def _value(element: "Element | None") -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _whole(said: str) -> int:
    return min(int(said), _LARGEST) if said.isascii() and said.isdigit() and len(said) < 10 else 0
