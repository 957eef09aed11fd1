"""Our own JSON export, taken back in without loss; the pictures stay where they are."""

from pathlib import Path
from typing import Any

import msgspec

from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.importing import decoding
from broadsheet.importing.imported import Imported
from broadsheet.store import document as documents

_FORMAT = "org.broadsheet.article"
_VERSION = 1
"""The newest version of the export that is understood here."""


def read(path: Path) -> Imported:
    """Return the article in a JSON export; raises errors.UnreadableDocument."""
    text = decoding.read(path)
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as exc:
        raise errors.UnreadableDocument(path, "damaged", str(exc)) from exc
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise errors.UnreadableDocument(path, "no_reader", "JSON")
    version = found.get("version")
    if not isinstance(version, int) or version > _VERSION:
        raise errors.UnreadableDocument(path, "no_reader", f"JSON {version}")
    return Imported(documents.new(_article(found, path), {}))


def _article(found: dict[str, Any], path: Path) -> Article:
    fields = {name: value for name, value in found.items() if name in Article.__struct_fields__}
    body = fields.get("body")
    fields["body"] = body.get("markdown", "") if isinstance(body, dict) else body
    try:
        return msgspec.convert(fields, Article)
    except msgspec.ValidationError as exc:
        raise errors.UnreadableDocument(path, "damaged", str(exc)) from exc
