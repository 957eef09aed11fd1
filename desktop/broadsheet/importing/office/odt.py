"""OpenDocument texts, walked by their own names (ODF 1.3): no library for them is kept up."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from broadsheet import errors
from broadsheet.article import model
from broadsheet.article.model import Article
from broadsheet.importing import album, fields
from broadsheet.importing.album import Album
from broadsheet.importing.imported import Kind, Note
from broadsheet.importing.office import captions, listings, margins, packages
from broadsheet.importing.office.odt_lists import Lists
from broadsheet.importing.taking import Copy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _OFFICE, _STYLE = f"{{{_NS}text:1.0}}", f"{{{_NS}office:1.0}}", f"{{{_NS}style:1.0}}"
_DRAW, _TABLE, _META = f"{{{_NS}drawing:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}meta:1.0}}"
_SVG, _FO = f"{{{_NS}svg-compatible:1.0}}", f"{{{_NS}xsl-fo-compatible:1.0}}"
_LINK, _DC = "{http://www.w3.org/1999/xlink}", "{http://purl.org/dc/elements/1.1/}"

_MIME = b"application/vnd.oasis.opendocument.text"
_UNSEEN = frozenset(
    [
        *(f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls"),
        *(f"{_OFFICE}forms", f"{_TEXT}variable-decls", f"{_TEXT}table-of-content", f"{_TEXT}soft-page-break"),
        f"{_TEXT}script",
    ]
)
_PLAIN = {
    f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
}
_LOOKS = (
    ("strong", f"{_FO}font-weight", "bold"),
    ("em", f"{_FO}font-style", "italic"),
    ("s", f"{_STYLE}text-line-through-style", "solid"),
)
"""A tag of HTML, and the attribute of a text style that asks for it with its value."""
_CODE = frozenset(name.replace(" ", "_20_") for name in listings.NAMES)
_CAPTIONS = frozenset(("Caption", "Illustration", "Figure", "Drawing"))
"""Styles as OpenDocument encodes their names."""
_FAMILIES = {f"{_TEXT}span": "text", f"{_TEXT}p": "paragraph", f"{_TEXT}h": "paragraph"}
_PARENTS = 20
"""Styles that inherit from each other; more would be a ring."""


def read(path: Path) -> Copy:
    """Return an OpenDocument text as plain copy, with its pictures; raises errors.UnreadableDocument."""
    members = packages.read(path)
    content = packages.tree(members, "content.xml", path)
    if content is None:
        raise errors.UnreadableDocument(path, "damaged", "wordless")
    if b"manifest:encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise errors.UnreadableDocument(path, "encrypted")
    if not members.get("mimetype", _MIME).startswith(_MIME):
        raise errors.UnreadableDocument(path, "no_reader", members["mimetype"].decode("ascii", "replace")[:80])
    styles = packages.tree(members, "styles.xml", path)
    walk = _Walk(content, styles, members)
    known = _known(packages.tree(members, "meta.xml", path))
    html = captions.joined(listings.joined(walk.html()))
    known, around = margins.noted(known, margins.lines((*walk.hidden, *_around(styles))))
    return album.as_copy(html, path, walk.pictures, known, (*_notes(content), *around))


class _Walk:
    """Makes HTML of a text: what things are, and bold and italic."""

    def __init__(self, content: "Element", styles: "Element | None", members: Mapping[str, bytes]) -> None:
        self._content, self._members = content, members
        self._styles = {
            (one.get(f"{_STYLE}family", ""), one.get(f"{_STYLE}name", "")): one
            for root in (styles, content)
            if root is not None
            for one in root.iter(f"{_STYLE}style")
        }
        self._lists = Lists(content, styles)
        self._notes: list[str] = []
        self._in_code = False
        self._hiding: dict[tuple[str, str], bool] = {}
        self.hidden: list[str] = []
        """The words of what is not to be seen."""
        self.pictures = Album()

    def html(self) -> str:
        body = next(self._content.iter(f"{_OFFICE}text"), None)
        told = "" if body is None else self._inside(body)
        return told + "".join(f"<p>{number}. {note}</p>" for number, note in enumerate(self._notes, 1))

    def _inside(self, element: "Element") -> str:
        told = element.tag in _WITH_TEXT or _is_field(element)
        parts = [escape(element.text or "", quote=False)] if told else []
        for one in element:
            if isinstance(one.tag, str) and one.tag not in _UNSEEN:
                parts.append("" if self._is_hidden(one) else self._one(one))
            if element.tag in _WITH_TEXT:
                parts.append(escape(one.tail or "", quote=False))
        return "".join(parts)

    def _one(self, one: "Element") -> str:
        match one.tag.rpartition("}")[2]:
            case "h":
                level = _level(one.get(f"{_TEXT}outline-level", ""))
                return f"<h{level}>{self._inside(one)}</h{level}>"
            case "p":
                return self._paragraph(one)
            case "span":
                return self._span(one)
            case "a":
                address = escape(one.get(f"{_LINK}href", ""))
                return f'<a href="{address}">{self._inside(one)}</a>'
            case "s" | "tab" | "line-break" as name:
                return "<br>" if name == "line-break" else self._space(one)
            case "list":
                begin, end = self._lists.tags(one)
                return f"{begin}{self._inside(one)}{end}"
            case "list-item":
                return f"{self._lists.item(one)}{self._inside(one)}</li>"
            case "note":
                return self._note(one)
            case "frame":
                return self._frame(one)
            case _:
                tag = _PLAIN.get(one.tag, "")
                inner = self._inside(one)
                return f"<{tag}>{inner}</{tag}>" if tag else inner

    def _paragraph(self, one: "Element") -> str:
        names = self._names("paragraph", one.get(f"{_TEXT}style-name", "")).keys()
        self._in_code = bool(names & _CODE)
        inner = self._inside(one)
        is_code, self._in_code = self._in_code, False
        if is_code:
            return f"<pre>{inner}</pre>"
        if "Title" in names:
            return f'<p class="MsoTitle">{inner}</p>'  # above all headings, in `rich`
        if names & {"Quotations", "Quote"}:
            return f"<blockquote><p>{inner}</p></blockquote>"
        if "<figcaption>" in inner:
            return inner
        return f"<figcaption>{inner}</figcaption>" if names & _CAPTIONS else f"<p>{inner}</p>"

    def _space(self, one: "Element") -> str:
        if not self._in_code:
            return " "
        count = one.get(f"{_TEXT}c", "1")
        return "\t" if one.tag == f"{_TEXT}tab" else " " * (int(count) if re.fullmatch("[0-9]{1,3}", count) else 1)

    def _is_hidden(self, one: "Element") -> bool:
        """Tell whether something is not to be seen, and keep its words (§19.880, §20.412)."""
        family = _FAMILIES.get(str(one.tag), "")
        if family:
            hidden = self._hides(family, one.get(f"{_TEXT}style-name", "")) or _is_hidden_by(one)
        elif one.tag == f"{_TEXT}section":
            hidden = one.get(f"{_TEXT}display") == "none"
        else:
            hidden = one.tag == f"{_TEXT}hidden-text" and one.get(f"{_TEXT}is-hidden") != "false"
        if hidden:
            paragraphs = [one] if family else [*one.iter(f"{_TEXT}p", f"{_TEXT}h")]
            self.hidden += map(_words, paragraphs or [one])
        return hidden

    def _hides(self, family: str, name: str) -> bool:
        """Tell what the nearest of a style and of those that it inherits from says."""
        if (family, name) not in self._hiding:
            looks = (self._look(family, one, f"{_TEXT}display") for one in self._names(family, name))
            self._hiding[family, name] = next(filter(None, looks), "") == "none"
        return self._hiding[family, name]

    def _span(self, one: "Element") -> str:
        inner = self._inside(one)
        for tag, attribute, said in _LOOKS:
            if self._look("text", one.get(f"{_TEXT}style-name", ""), attribute) == said:
                inner = f"<{tag}>{inner}</{tag}>"
        return inner

    def _note(self, one: "Element") -> str:
        body = one.find(f"{_TEXT}note-body")
        if body is not None:
            self._notes.append(re.sub(r"</?p>", " ", self._inside(body)).strip())
        return f"<sup>[{len(self._notes)}]</sup>" if body is not None else ""

    def _frame(self, frame: "Element") -> str:
        """Return a picture, or a box of text; a box with a picture has its caption below it."""
        box = frame.find(f"{_DRAW}text-box")
        if box is not None:
            inner = self._inside(box)
            image = re.search(r"<img [^>]*>", inner)
            words = re.sub(r"<img [^>]*>|</?p>|</?figcaption>", " ", inner).strip()
            return f"<p>{image[0]}</p><figcaption>{words}</figcaption>" if image else inner
        image_element = frame.find(f"{_DRAW}image")
        if image_element is None:
            return ""
        said = frame.find(f"{_SVG}desc") if frame.find(f"{_SVG}desc") is not None else frame.find(f"{_SVG}title")
        alt = escape((said.text or "") if said is not None else "")
        name = image_element.get(f"{_LINK}href", "").removeprefix("./")
        if name not in self._members:
            self.pictures.lose(name)
            return ""
        src, _ = self.pictures.put(self._members[name], name)
        return f'<img alt="{alt}" src="{src}">' if src else ""

    def _names(self, family: str, name: str) -> dict[str, None]:
        """Return the names of a style and of those that it inherits from, nearest first."""
        found: dict[str, None] = {}
        while name and name not in found and len(found) < _PARENTS:
            found[name] = None
            style = self._styles.get((family, name))
            name = "" if style is None else style.get(f"{_STYLE}parent-style-name", "")
        return found

    def _look(self, family: str, name: str, attribute: str) -> str:
        style = self._styles.get((family, name))
        looks = None if style is None else style.find(f"{_STYLE}text-properties")
        return "" if looks is None else looks.get(attribute, "")


_WITH_TEXT = frozenset(f"{_TEXT}{name}" for name in ("p", "h", "span", "a", "ruby-base", "meta", "meta-field"))


def _is_hidden_by(paragraph: "Element") -> bool:
    """Tell whether a field in a paragraph hides it."""
    return any(one.get(f"{_TEXT}is-hidden") == "true" for one in paragraph.iterchildren(f"{_TEXT}hidden-paragraph"))


def _is_field(element: "Element") -> bool:
    """Tell whether an element is a field (§7): a date, a reference, a number; what it shows is its text."""
    return str(element.tag).startswith(_TEXT) and not len(element)


def _level(said: str) -> int:
    return min(max(int(said), 1), 6) if said.isascii() and said.isdigit() and len(said) < 3 else 1


def _notes(content: "Element") -> list[Note]:
    counts: dict[Kind, int] = {
        "comments": sum(1 for _ in content.iter(f"{_OFFICE}annotation")),
        "changes": sum(1 for _ in content.iter(f"{_TEXT}changed-region")),
        "notes": sum(1 for _ in content.iter(f"{_TEXT}note")),
        "embedded": sum(1 for _ in content.iter(f"{_DRAW}object", f"{_DRAW}object-ole")),
    }
    return [Note(kind, str(number)) for kind, number in counts.items() if number]


def _around(styles: "Element | None") -> Iterator[str]:
    """Yield the paragraphs of the headers and footers of all master pages (§16.9 ff.)."""
    for page in () if styles is None else styles.iter(f"{_STYLE}master-page"):
        for part in page:
            # LibreOffice has those of the first page in a namespace of its own.
            if str(part.tag).rpartition("}")[2].startswith(("header", "footer")):
                yield from (_words(one) for one in part.iter(f"{_TEXT}p", f"{_TEXT}h"))


def _words(paragraph: "Element") -> str:
    """Return the words of a paragraph without those of others inside it."""
    said = [paragraph.text or ""]
    for one in paragraph:
        if one.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            said.append(" ")
        elif isinstance(one.tag, str) and one.tag not in (*_UNSEEN, f"{_TEXT}p", f"{_TEXT}h"):
            said.append(_words(one))
        said.append(one.tail or "")
    return "".join(said)


def _known(meta: "Element | None") -> Article:
    def said(tag: str) -> str:
        found = None if meta is None else next(meta.iter(tag), None)
        return " ".join((found.text or "").split()) if found is not None else ""

    words = () if meta is None else tuple(" ".join((one.text or "").split()) for one in meta.iter(f"{_META}keyword"))
    creator = said(f"{_META}initial-creator") or said(f"{_DC}creator")
    return msgspec.structs.replace(
        model.blank(),
        headline=said(f"{_DC}title"),
        byline=tuple(fields.authors(creator)),
        keywords=tuple(filter(None, words)),
        language=said(f"{_DC}language"),
    )
