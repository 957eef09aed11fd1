"""The words by which captions and terms are understood, from a file of data."""

import tomllib
from functools import cache

import msgspec
from msgspec import Struct

from broadsheet import paths


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """`restrictions` are phrases by kind, `harmless` phrases that contain one and mean its opposite."""

    camera_words: frozenset[str]
    agencies: frozenset[str]
    credit_labels: tuple[str, ...]
    ai_sources: frozenset[str]
    restrictions: dict[str, tuple[str, ...]]
    harmless: tuple[str, ...]


@cache
def table() -> Table:
    """Return the table; read once."""
    return msgspec.convert(tomllib.loads((paths.RESOURCES / "photo.toml").read_text("utf-8")), Table)
