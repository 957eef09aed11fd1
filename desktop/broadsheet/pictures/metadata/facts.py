"""What a picture's file says of itself, field by field, with the standard that held it."""

from typing import Literal, get_args

from msgspec import Struct

Origin = Literal["iim", "xmp", "exif"]
"""IPTC-IIM 4.2, XMP (ISO 16684-1) or EXIF (CIPA DC-008)."""

Field = Literal[
    "caption",
    "credit",
    "creator",
    "copyright",
    "headline",
    "title",
    "alt",
    "description",
    "usage_terms",
    "instructions",
    "source",
    "licence_url",
    "digital_source",
    "created",
    "expires",
    "release",
]
"""`created`, `expires` and `release` (an embargo's end) are ISO 8601, as exact as the file said."""

FIELDS: tuple[Field, ...] = get_args(Field)

MOST_CHARACTERS = 100_000
"""Of one value; the longest captions of agencies have some thousands."""

MOST_VALUES = 500
"""Of one block of one file."""


class Fact(Struct, frozen=True):
    """One value; `language` is a lower-case BCP 47 tag or `x-default`, empty where the standard has none."""

    field: Field
    text: str
    origin: Origin
    language: str = ""


class Metadata(Struct, frozen=True):
    """All facts in the order of the file.

    `broken` names the parts that were passed over. `iim_newer` tells that IIM was changed by a program that left XMP as
    it was (MWG guidelines 2.0 §3.3: the digest that stands beside the IIM is not its own).
    """

    facts: tuple[Fact, ...] = ()
    broken: tuple[str, ...] = ()
    iim_newer: bool = False

    def texts(self, field: Field) -> tuple[str, ...]:
        """Return the values of one field, whatever holds them."""
        return tuple(fact.text for fact in self.facts if fact.field == field)


def fact(field: Field, text: str, origin: Origin, language: str = "") -> tuple[Fact, ...]:
    """Return a fact without surrounding space and control characters; nothing for an empty one."""
    clean = "".join(one for one in text[:MOST_CHARACTERS] if one >= " " or one in "\n\t").strip()
    return (Fact(field, clean, origin, language.lower()),) if clean else ()
