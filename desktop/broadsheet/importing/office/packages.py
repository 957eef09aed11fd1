"""Zip files of office programs: read with the suspicion that `store` has for bundles, and their XML with more."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.importing.text import decoding
from broadsheet.store import textpack
from broadsheet.store.members import BundleError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES = 300_000_000
"""Of the file."""
_MOST_UNPACKED = 320_000_000
"""Of all members: they are all in memory at once."""
_MOST_XML = 24_000_000
"""Of one XML part; a novel takes ten."""
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"
"""Begins the container that office programs lock with a password, and the old binary formats."""


def read(path: Path) -> dict[str, bytes]:
    """Return the members of a file by name, without folders. Raises errors.UnreadableDocument."""
    data = decoding.content(path, MOST_BYTES)
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise errors.UnreadableDocument(path, "encrypted" if encrypted else "no_reader", path.suffix)
    members: dict[str, bytes] = {}
    room = _MOST_UNPACKED
    try:
        for name, content in textpack.read(io.BytesIO(data)):
            room -= len(content)
            if room < 0:
                raise BundleError("too_large", f"> {_MOST_UNPACKED // 1_000_000} MB")
            if not name.endswith("/"):
                members[name] = content
    except BundleError as exc:
        reason = "damaged" if exc.reason == "not_a_bundle" else exc.reason
        raise errors.UnreadableDocument(path, reason, exc.detail) from exc
    _check(members, path)
    return members


def _check(members: Mapping[str, bytes], path: Path) -> None:
    """Refuse XML with a document type: OPC forbids it (ECMA-376-2 §9.1.4), OpenDocument writes none."""
    for name, content in members.items():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        if len(content) > _MOST_XML:
            raise errors.UnreadableDocument(path, "too_large", name)
        plain = content.replace(b"\0", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<") else content
        if _DOCTYPE.search(plain):
            raise errors.UnreadableDocument(path, "unsafe", name)


def tree(members: Mapping[str, bytes], name: str, path: Path) -> "Element | None":
    """Return the root of an XML part, None where there is no such part; raises errors.UnreadableDocument."""
    from lxml import etree

    if name not in members:
        return None
    # No entities, no network, and no more depth than any document has (256).
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(members[name], parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise errors.UnreadableDocument(path, "damaged", name) from exc
