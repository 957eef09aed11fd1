"""Word documents without what only says how they look: mammoth would take most of its time for that."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from broadsheet.importing.office import hidden, listings, numbering, packages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LOOKS = (
    *("rFonts", "sz", "szCs", "color", "lang", "kern", "spacing", "w", "position", "noProof", "shd", "bdr", "effect"),
    *(
        "ind",
        "jc",
        "keepNext",
        "keepLines",
        "widowControl",
        "tabs",
        "contextualSpacing",
        "adjustRightInd",
        "snapToGrid",
    ),
    *("autoSpaceDE", "autoSpaceDN", "suppressAutoHyphens", "textAlignment", "pBdr", "sectPr", "proofErr", "bCs", "iCs"),
    *("lastRenderedPageBreak", "tblBorders", "tblW", "tblLook", "tblCellMar", "tblInd", "tblLayout", "tblGrid", "tcW"),
    *("tcBorders", "tcMar", "trHeight", "cantSplit", "vAlign", "latentStyles", "docDefaults", "tblStylePr", "rsid"),
    *("uiPriority", "qFormat", "unhideWhenUsed", "semiHidden", "rsids"),
)
"""Elements of WordprocessingML (ECMA-376-1 §17) that mammoth reads without using them, or passes over."""
_READ = (".rels", "[Content_Types].xml")
_STYLES = "word/styles.xml"
_DOCUMENT = "word/document.xml"
_SLIMMED = (_DOCUMENT, _STYLES, "word/footnotes.xml", "word/endnotes.xml")


def slim(members: Mapping[str, bytes], path: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return a package with the parts that its text needs, themselves without looks; and the words that were hidden.

    Raises errors.UnreadableDocument.
    """
    buffer = io.BytesIO()
    styles, lists = packages.tree(members, _STYLES, path), packages.tree(members, "word/numbering.xml", path)
    hiding = hidden.styles(styles)
    unseen: list[str] = []
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, data in members.items():
            if name in _SLIMMED:
                root = packages.tree(members, name, path)
                assert root is not None
                if name != _STYLES:
                    hidden.opened(root)
                    unseen += hidden.taken(root, hiding)
                if name == _DOCUMENT:
                    numbering.mark(root, lists, styles)
                    listings.mark(root, styles)
                archive.writestr(name, _plain(root))
            elif name.startswith("word/") or name.endswith(_READ):
                archive.writestr(name, data)
    return buffer.getvalue(), tuple(unseen)


def _plain(root: "Element") -> bytes:
    from lxml import etree

    etree.strip_elements(root, *(f"{_W}{one}" for one in _LOOKS), with_tail=False)
    for paragraph in root.iter(f"{_W}p"):
        _join_runs(paragraph)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _join_runs(paragraph: "Element") -> None:
    """Make one run of those that stand side by side and look the same: Word begins a new one at every correction."""
    last: Element | None = None
    form = b""
    for run in list(paragraph):
        if run.tag != f"{_W}r" or not (text := _only_text(run)):
            last = None
            continue
        own = _form(run)
        if last is not None and own == form:
            last.text = (last.text or "") + "".join(one.text or "" for one in text)
            paragraph.remove(run)
            continue
        first, *others = text
        first.text = "".join(one.text or "" for one in text)
        first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for one in others:
            run.remove(one)
        last, form = first, own


def _only_text(run: "Element") -> list["Element"]:
    """Return the texts of a run; none where it holds anything else."""
    content = [one for one in run if one.tag != f"{_W}rPr"]
    return content if all(one.tag == f"{_W}t" for one in content) else []


def _form(run: "Element") -> bytes:
    from lxml import etree

    return b"".join(etree.tostring(one) for found in run.iter(f"{_W}rPr") for one in found)
