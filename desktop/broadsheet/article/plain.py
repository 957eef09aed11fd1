"""The fields of an article as plain text, as versions of it are read side by side."""

from typing import Any

import msgspec

from broadsheet.article import fields
from broadsheet.article.model import Article
from broadsheet.article.photo import WORDS, Photo


def _named() -> tuple[str, ...]:
    names = []
    for field in msgspec.structs.fields(Article):
        parts = getattr(field.default, "__struct_fields__", ())
        names += [f"{field.name}.{part}" for part in parts] or [field.name]
    return tuple(name for name in names if name != "id")


FIELDS = _named()
"""Dotted names of every field that holds a value of its own, in the order of the model, without `id`."""

WORDLESS = frozenset({
    *("language", "slug", "published", "updated", "embargo", "status"),
    *("picture.asset", "picture.decorative", "picture.focus"),
    *("source.url", "call_to_action.url", "seo.canonical_url", "seo.robots"),
})  # fmt: skip
"""Fields that hold a time, an address or a choice and no words."""


def text(article: Article, name: str) -> str:
    """Return a field as plain text: a line for each entry of a list, its parts between dots."""
    return reading(fields.get(article, name))


def reading(value: Any) -> str:
    """Return the value of any field as plain text; a yes is a tick, a share of a picture a percentage."""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, float | int):
        return f"{value * 100:g} %"
    if isinstance(value, Photo):
        return _photo(value)
    if isinstance(value, msgspec.Struct):
        return " · ".join(reading(part) for part in msgspec.structs.astuple(value)).rstrip(" ·")
    if isinstance(value, tuple):
        between = " · " if value and isinstance(value[0], float | int) else "\n"
        return between.join(reading(one) for one in value)
    return value or ""


def _photo(photo: Photo) -> str:
    """Return a photo as one line: its name, its words, whether it is mirrored or turned, the crops set by hand."""
    turned = bool(photo.quarters or photo.straighten)
    signs = "".join(sign for sign, shown in (("↔", photo.flipped), ("↻", turned)) if shown)
    cropped = [one.ratio for one in photo.crops if one.box is not None]
    said = [photo.asset.removeprefix("assets/"), *(getattr(photo, name) for name in WORDS), signs, *cropped]
    return " · ".join(part for part in said if part)
