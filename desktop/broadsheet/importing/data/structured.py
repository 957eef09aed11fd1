"""JSON files: our own export, or a news item as agencies send it."""

import re
from pathlib import Path

import msgspec

from broadsheet import errors
from broadsheet.article.exchange import FORMAT
from broadsheet.importing.data import exported, ninjs
from broadsheet.importing.imported import Note
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import decoding


def read(path: Path) -> Copy:
    """Return the article in a JSON file; raises errors.UnreadableDocument."""
    text, notes = decoding.read(path)
    try:
        found = msgspec.json.decode(text)
    except RecursionError as exc:
        raise errors.UnreadableDocument(path, "too_deep") from exc
    except (msgspec.DecodeError, UnicodeEncodeError) as exc:
        raise errors.UnreadableDocument(path, "damaged", _placed(str(exc), text)) from exc
    if isinstance(found, dict) and found.get("format") == FORMAT:
        return _noted(exported.read(found, path), notes)
    if isinstance(found, dict) and ninjs.is_item(found):
        return _noted(ninjs.read(found, path), notes)
    raise errors.UnreadableDocument(path, "no_reader", "JSON")


def _noted(copy: Copy, notes: tuple[Note, ...]) -> Copy:
    return msgspec.structs.replace(copy, notes=(*notes, *copy.notes))


def _placed(said: str, text: str) -> str:
    """Return a mistake in JSON with its line and column instead of its byte, both from 1."""
    byte = re.search(r"\(byte (\d+)\)", said)
    if byte is None:
        return said
    before = text.encode("utf-8", "replace")[: int(byte[1])].decode("utf-8", "replace")
    return f"JSON {before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
