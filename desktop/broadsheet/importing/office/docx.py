"""Word documents: mammoth makes HTML of them by what a paragraph is, not by how it looks."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

import msgspec

from broadsheet import errors
from broadsheet.article import model
from broadsheet.article.model import Article
from broadsheet.importing import album, fields
from broadsheet.importing.album import Album
from broadsheet.importing.imported import Kind, Note
from broadsheet.importing.office import captions, listings, margins, numbering, packages, slimming
from broadsheet.importing.taking import Copy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"

_STYLES = """
p[style-name='Title'] => p.MsoTitle:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
u => u
strike => s
""" + "".join(f"p[style-name='{name}'] => pre:separator('\\n')\n" for name in listings.NAMES)
_BACK = re.compile(r' ?<a href="#[^"<>]*(?:foot|end)note-ref-[^"<>]*">↑</a>')
"""Mammoth's own way back from a note."""
_BROKEN = (
    ArithmeticError,
    AttributeError,
    ExpatError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What mammoth falls over with where a document is not as it should be; it looks for no reason of its own."""


def read(path: Path) -> Copy:
    """Return a Word document as plain copy, with its pictures; raises errors.UnreadableDocument."""
    members = packages.read(path)
    if "[Content_Types].xml" not in members or not any(name.startswith("word/") for name in members):
        raise errors.UnreadableDocument(path, "damaged", "wordless")
    known = _known(packages.tree(members, "docProps/core.xml", path))
    slim, hidden = slimming.slim(members, path)
    known, around = margins.noted(known, margins.lines((*hidden, *_around(members, path))))
    notes = (*_notes(members, path), *around)
    pictures = Album()
    html = _html(slim, path, pictures)
    return album.as_copy(html, path, pictures, known, notes)


def _html(data: bytes, path: Path, pictures: Album) -> str:
    import mammoth
    from mammoth.docx.files import InvalidFileReferenceError

    def put(image: Any) -> Mapping[str, str]:
        try:
            with image.open() as file:
                src, _ = pictures.put(file.read(), "")
        except InvalidFileReferenceError:  # linked: it lies on the writer's machine or in the network, and stays there
            pictures.lose(image.alt_text or "")
            src = ""
        return {"src": src} if src else {"src": "", "alt": ""}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(put),
            external_file_access=False,
        )
    except _BROKEN as exc:
        raise errors.UnreadableDocument(path, "damaged", "parts") from exc
    html = listings.restored(numbering.restored(_BACK.sub("", str(result.value))))
    return captions.joined(html)


def _notes(members: Mapping[str, bytes], path: Path) -> list[Note]:
    """Return a note for each thing that does not come, or not as it was, with its number."""
    document = packages.tree(members, "word/document.xml", path)
    counts: dict[Kind, int] = {
        "comments": _count(packages.tree(members, "word/comments.xml", path), "comment"),
        "changes": _count(document, "ins", "del", "moveFrom", "moveTo"),
        "notes": _count(document, "footnoteReference", "endnoteReference"),
        "embedded": sum(name.startswith("word/embeddings/") for name in members),
    }
    return [Note(kind, str(number)) for kind, number in counts.items() if number]


def _around(members: Mapping[str, bytes], path: Path) -> Iterator[str]:
    """Yield the paragraphs of all headers and footers (ECMA-376-1 §17.10), which mammoth passes over."""
    relations = packages.tree(members, "word/_rels/document.xml.rels", path)
    for relation in () if relations is None else relations.iter(_RELATION):
        if relation.get("Type", "").rpartition("/")[2] in ("header", "footer"):
            name = posixpath.join("/word", relation.get("Target", ""))
            part = packages.tree(members, posixpath.normpath(name).lstrip("/"), path)
            yield from () if part is None else _paragraphs(part)


def _paragraphs(root: "Element") -> list[str]:
    """Return the words of each paragraph, also of those in text boxes inside others."""
    said: dict[Element, str] = {}
    for one in root.iter(f"{_W}t", f"{_W}tab", f"{_W}ptab", f"{_W}br", f"{_W}cr"):
        paragraph = next(one.iterancestors(f"{_W}p"), root)
        said[paragraph] = said.get(paragraph, "") + ((one.text or "") if one.tag == f"{_W}t" else " ")
    return list(said.values())


def _count(root: "Element | None", *names: str) -> int:
    return 0 if root is None else sum(1 for name in names for _ in root.iter(f"{_W}{name}"))


def _known(core: "Element | None") -> Article:
    """Return what the document's properties say; programs put their own words there, which are nobody's name."""

    def said(tag: str) -> str:
        found = None if core is None else core.find(tag)
        return " ".join((found.text or "").split()) if found is not None else ""

    title, creator, keywords = said(f"{_DC}title"), said(f"{_DC}creator"), said(f"{_CP}keywords")
    return msgspec.structs.replace(
        model.blank(),
        headline=fields.own_title(title),
        byline=fields.own_authors(creator),
        keywords=tuple(word.strip() for word in keywords.replace(";", ",").split(",") if word.strip()),
        language=said(f"{_DC}language"),
    )
