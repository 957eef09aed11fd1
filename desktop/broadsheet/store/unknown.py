"""What another version wrote inside our own values comes back with them, at every depth."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct

from broadsheet.store import info

_SHARED = {"role"}
"""Fields that say nothing about who or what an item is."""


def merged(value: Struct, raw: bytes, *, without: str = "") -> dict[str, Any]:
    """Return a value's fields ready to be written, but one, then the unknown keys that stood in its JSON `raw`.

    `raw` may be empty, or anything else.
    """
    old = _object(raw)
    names = [name for name in value.__struct_fields__ if name != without]
    known = {name: _merged(getattr(value, name), old.pop(name, b"")) for name in names}
    return known | {name: Raw(one) for name, one in old.items()}


def _merged(value: Any, raw: bytes) -> Any:
    if isinstance(value, Struct):
        return merged(value, raw)
    if isinstance(value, tuple) and value and isinstance(value[0], Struct):
        return [merged(item, twin) for item, twin in zip(value, _twins(value, _list(raw)), strict=True)]
    return list(value) if isinstance(value, tuple) else value


def _twins(items: Sequence[Struct], raws: list[bytes]) -> list[bytes]:
    """Return for each item the JSON of what it was in the file, or empty where it is new.

    The same value, else one that has a text in common, else the one in the same place of a list of the same length:
    what belongs to one author stays with that author when another is put before or taken away.
    """
    left: dict[int, Any] = {place: _decoded(raw, type(items[0])) for place, raw in enumerate(raws)}
    found: dict[int, int] = {}
    for alike in (_same, _akin):
        for place, item in enumerate(items):
            if place not in found:
                twin = next((other for other, old in left.items() if alike(item, old)), None)
                if twin is not None:
                    found[place] = twin
                    del left[twin]
    if len(items) == len(raws):
        found |= {place: place for place in range(len(items)) if place not in found and place in left}
    return [raws[found[place]] if place in found else b"" for place in range(len(items))]


def _same(item: Struct, old: Any) -> bool:
    return bool(item == old)


def _akin(item: Struct, old: Any) -> bool:
    if old is None:
        return False
    names = set(item.__struct_fields__) - _SHARED
    if "asset" in names:  # what names the item
        names = {"asset"}
    return any(getattr(item, name) and getattr(item, name) == getattr(old, name) for name in names)


def _decoded(raw: bytes, kind: type[Struct]) -> Any:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (ValueError, RecursionError):
        return None


def _object(raw: bytes) -> dict[str, bytes]:
    try:
        return info.values(raw)
    except ValueError:
        return {}


def _list(raw: bytes) -> list[bytes]:
    try:
        return [bytes(one) for one in msgspec.json.decode(raw, type=list[Raw])]
    except (ValueError, RecursionError):
        return []
