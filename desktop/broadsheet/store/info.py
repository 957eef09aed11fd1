"""The `info.json` of a bundle: read kindly, written strictly, other programs' keys kept to the byte."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Raw

from broadsheet.store.bundle import INFO
from broadsheet.store.members import BundleError

BUNDLE_VERSION = 2
"""Of the TextBundle specification."""

BEGUN = {"version": b"2", "type": b'"net.daringfireball.markdown"'}
"""What every info.json of ours says first."""
_BOM = b"\xef\xbb\xbf"
# A string is matched whole, so that a comma in it is never taken for one between members.
_STRING_OR_TRAILING_COMMA = re.compile(rb'("(?:[^"\\]|\\.)*(?:"|\Z))|,(?=\s*[}\]])', re.DOTALL)


def read(data: bytes) -> dict[str, bytes]:
    """Return every key with its JSON value as it stands there; a comma before a closing bracket is passed over (Bear).

    Raises members.BundleError.
    """
    data = data.removeprefix(_BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise BundleError("encoding", INFO) from exc
    try:
        return values(data)
    except ValueError:
        try:
            return values(_STRING_OR_TRAILING_COMMA.sub(rb"\1", data))
        except ValueError as exc:
            raise BundleError("damaged", f"{INFO}: {exc}") from exc


def values(data: bytes) -> dict[str, bytes]:
    """Return the keys of a JSON object with their values as they stand there; raises ValueError."""
    try:
        found = msgspec.json.decode(data, type=dict[str, Raw])
    except RecursionError as exc:
        raise ValueError(str(exc)) from exc
    return {key: bytes(value) for key, value in found.items()}


def version(raw: bytes) -> int:
    """Return a version number; 1 where it is missing or no number."""
    try:
        return msgspec.json.decode(raw, type=int)
    except ValueError:
        return 1


def write(kept: Mapping[str, bytes], key: str, value: dict[str, Any]) -> bytes:
    """Return info.json with everything that was kept, and our own value under our key."""
    content: dict[str, Any] = {name: Raw(raw) for name, raw in {**BEGUN, **kept}.items()}
    return _printed({**content, "version": BUNDLE_VERSION, key: value}, "\n") + b"\n"


def _printed(value: Any, line: str) -> bytes:
    """Return indented JSON in which every Raw stands as it is; `line` is a line break with the indentation so far."""
    if isinstance(value, Raw):
        return bytes(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        rows = [msgspec.json.encode(name) + b": " + _printed(one, inner) for name, one in value.items()]
        return _bracketed(b"{", rows, b"}", line)
    if isinstance(value, list) and value:
        return _bracketed(b"[", [_printed(one, inner) for one in value], b"]", line)
    return msgspec.json.encode(value)


def _bracketed(opening: bytes, rows: list[bytes], closing: bytes, line: str) -> bytes:
    inner = f"{line}  ".encode()
    return opening + inner + (b"," + inner).join(rows) + line.encode() + closing
