"""A web page that we exported: it carries its article, see `exporting.carrier`; the pictures lie beside or in it."""

import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.article.exchange import MEDIA_TYPE
from broadsheet.importing import beside
from broadsheet.importing.data import exported
from broadsheet.importing.imported import Note
from broadsheet.importing.taking import Copy

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element


def find(root: "Element") -> dict[str, Any] | None:
    """Return what a page of ours carries; None where it is another page, or one of a later format than we know."""
    for script in root.xpath("//script[@type=$kind]", kind=MEDIA_TYPE):
        try:
            found = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and exported.is_ours(found):
            return found
    return None


def taken(found: dict[str, Any], root: "Element", path: Path) -> Copy:
    """Return the article that a page carries, with its pictures; raises errors.UnreadableDocument."""
    places = found.get("pictures")
    places = places if isinstance(places, dict) else {}
    article = exported.article(found, path)
    inside = _inside(root)
    pictures: dict[str, bytes | Path] = {}
    lost = []
    for asset, place in places.items():
        given = inside.get(str(place)) or beside.file(path.parent, str(place))
        if given is None or not str(asset).startswith("assets/"):
            lost.append(Note("picture", str(asset)[:200]))
        else:
            pictures[str(asset)] = given
    return Copy(article, pictures, tuple(lost), named=True)


def _inside(root: "Element") -> dict[str, bytes]:
    """Return the pictures that stand in the page itself, by their SHA-256."""
    found = {}
    for image in root.iter("img"):
        head, _, data = (image.get("src") or "").partition(";base64,")
        if head.startswith("data:image/"):
            try:
                content = b64decode(data)
            except ValueError:
                continue
            found[sha256(content).hexdigest()] = content
    return found
