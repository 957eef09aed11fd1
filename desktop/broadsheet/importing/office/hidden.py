"""What mammoth does not see as Word does: text that is hidden, simple fields, formulas (ECMA-376-1 §17.3.2, §22.1)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = (f"{_W}rPr", f"{_W}fldChar", f"{_W}instrText")
"""Of a hidden run: without the ends of its fields the others would not be told apart."""
_BETWEEN = {"f": "/", "sSup": "^", "sSub": "_"}
"""What stands between the two parts of a fraction, of a power, of a name with an index."""
_OFF = ("0", "false", "off")


def opened(root: "Element") -> None:
    """Make plain runs of simple fields and of formulas: mammoth passes over both, words and all."""
    from lxml import etree

    etree.strip_tags(root, f"{_W}fldSimple", f"{_W}bdo", f"{_W}dir", f"{_M}oMathPara")
    for formula in list(root.iter(f"{_M}oMath")):
        run = etree.Element(f"{_W}r")
        text = etree.SubElement(run, f"{_W}t")
        text.text = _line(formula)
        text.set(_SPACE, "preserve")
        parent = formula.getparent()
        if parent is not None:
            run.tail = formula.tail
            parent.replace(formula, run)


def styles(root: "Element | None") -> frozenset[str]:
    """Return the ids of the styles that hide text, also where they only inherit it."""
    if root is None:
        return frozenset()
    found: dict[str, bool] = {}
    bases: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name, said, base = style.get(f"{_W}styleId", ""), _said(style), style.find(f"{_W}basedOn")
        if said is not None:
            found[name] = said
        elif base is not None:
            bases[name] = base.get(f"{_W}val", "")
    for name in bases:
        at, seen = name, set[str]()
        while at in bases and at not in seen:
            seen.add(at)
            at = bases[at]
        found[name] = found.get(at, False)
    return frozenset(name for name, hides in found.items() if hides)


def taken(root: "Element", hiding: frozenset[str]) -> Iterator[str]:
    """Take hidden text away; yield its words, those of a paragraph together. `hiding` are the styles that hide."""
    for paragraph in list(root.iter(f"{_W}p")):
        words = [_emptied(run) for run in list(paragraph.iter(f"{_W}r")) if _is_hidden(run, hiding)]
        if line := "".join(words).strip():
            yield line


def _is_hidden(run: "Element", hiding: frozenset[str]) -> bool:
    own = _said(run)
    if own is not None:
        return own
    if not hiding:
        return False
    style = run.find(f"{_W}rPr/{_W}rStyle")
    paragraph = next(run.iterancestors(f"{_W}p"), None)
    around = None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}pStyle")
    return any(one is not None and one.get(f"{_W}val") in hiding for one in (style, around))


def _said(element: "Element") -> bool | None:
    """Return whether an element's own properties hide text, None where they do not say it."""
    found = element.find(f"{_W}rPr/{_W}vanish")
    return None if found is None else found.get(f"{_W}val", "") not in _OFF


def _emptied(run: "Element") -> str:
    words = ""
    for one in [one for one in run if one.tag not in _KEPT]:
        words += "".join(part.text or "" for part in one.iter(f"{_W}t")) or " "
        run.remove(one)
    return words


def _line(element: "Element") -> str:
    """Return a formula on one line."""
    if element.tag == f"{_M}t":
        return element.text or ""
    parts = [_line(one) for one in element if isinstance(one.tag, str)]
    sign = _BETWEEN.get(str(element.tag).removeprefix(_M), "")
    if not sign:
        return "".join(parts)
    return sign.join(part if part.isalnum() else f"({part})" for part in parts if part)
