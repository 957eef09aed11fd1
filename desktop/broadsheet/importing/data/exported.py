"""Our own JSON export, taken back in without loss, with the pictures that lie beside it."""

from pathlib import Path
from typing import Any

import msgspec

from broadsheet import errors
from broadsheet.article.exchange import FORMAT, VERSION
from broadsheet.article.model import Article
from broadsheet.importing import addresses, beside
from broadsheet.importing.taking import Copy


def is_ours(found: dict[str, Any]) -> bool:
    """Tell whether an object is our export, in a version that is understood here."""
    version = found.get("version")
    return found.get("format") == FORMAT and isinstance(version, int) and version <= VERSION


def read(found: dict[str, Any], path: Path) -> Copy:
    """Return the article of our JSON export; raises errors.UnreadableDocument."""
    if not is_ours(found):
        raise errors.UnreadableDocument(path, "no_reader", f"JSON {found.get('version')}"[:40])
    taken = article(found, path)
    shown = dict.fromkeys((taken.picture.asset, *addresses.shown(taken.body)))
    pictures, lost = beside.find(path.parent, (one for one in shown if one.startswith("assets/")))
    return Copy(taken, pictures, lost, named=True)


def article(found: dict[str, Any], path: Path) -> Article:
    """Return the fields of an export; `body` may be the Markdown alone. Raises errors.UnreadableDocument."""
    fields = {name: value for name, value in found.items() if name in Article.__struct_fields__}
    body = fields.get("body", "")
    fields["body"] = body.get("markdown", "") if isinstance(body, dict) else body
    try:
        return msgspec.convert(fields, Article)
    except msgspec.ValidationError as exc:
        raise errors.UnreadableDocument(path, "damaged", f"{FORMAT}: {exc}") from exc
