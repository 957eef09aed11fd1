"""JSON files: our own export, or a news item as agencies send it."""

from pathlib import Path

import msgspec

from broadsheet import errors
from broadsheet.article.exchange import FORMAT
from broadsheet.importing.data import exported, ninjs
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import decoding


def read(path: Path) -> Copy:
    """Return the article in a JSON file; raises errors.UnreadableDocument."""
    text, _notes = decoding.read(path)
    try:
        found = msgspec.json.decode(text)
    except RecursionError as exc:
        raise errors.UnreadableDocument(path, "too_deep") from exc
    except (msgspec.DecodeError, UnicodeEncodeError) as exc:
        raise errors.UnreadableDocument(path, "damaged", str(exc)) from exc
    if isinstance(found, dict) and found.get("format") == FORMAT:
        return exported.read(found, path)
    if isinstance(found, dict) and ninjs.is_item(found):
        return ninjs.read(found, path)
    raise errors.UnreadableDocument(path, "no_reader", "JSON")
