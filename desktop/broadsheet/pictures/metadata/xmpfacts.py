"""Which properties of XMP are which fields (IPTC Photo Metadata Standard 2025.1, PLUS, PRISM)."""

from broadsheet.pictures.metadata import moments
from broadsheet.pictures.metadata.facts import MOST_VALUES, Fact, Field, fact
from broadsheet.pictures.metadata.xmp import Packet, Value

_SINGLE: tuple[tuple[str, Field], ...] = (
    ("photoshop:Credit", "credit"),
    ("photoshop:Headline", "headline"),
    ("photoshop:Instructions", "instructions"),
    ("photoshop:Source", "source"),
    ("xmpRights:WebStatement", "licence_url"),
    ("Iptc4xmpExt:DigitalSourceType", "digital_source"),
)
_BY_LANGUAGE: tuple[tuple[str, Field], ...] = (
    ("dc:description", "caption"),
    ("dc:rights", "copyright"),
    ("dc:title", "title"),
    ("Iptc4xmpCore:AltTextAccessibility", "alt"),
    ("Iptc4xmpCore:ExtDescrAccessibility", "description"),
    ("xmpRights:UsageTerms", "usage_terms"),
)
_MOMENTS: tuple[tuple[str, Field], ...] = (
    ("photoshop:DateCreated", "created"),
    ("exif:DateTimeOriginal", "created"),
    ("prism:expirationDate", "expires"),
    ("plus:LicenseEndDate", "expires"),
    ("prism:embargoDate", "release"),
)


def read(packet: Packet) -> tuple[Fact, ...]:
    """Return the facts of a packet."""
    facts: list[Fact] = []
    for name, field in _SINGLE:
        for value in packet.values(name)[:1]:
            facts += fact(field, value.text, "xmp")
    for value in packet.values("dc:creator"):
        facts += fact("creator", value.text, "xmp")
    for name, field in _BY_LANGUAGE:
        for value in packet.values(name):
            facts += fact(field, value.text, "xmp", value.language or "x-default")
    for name, field in _MOMENTS:
        if all(one.field != field for one in facts):
            for value in packet.values(name)[:1]:
                facts += fact(field, moments.of_xmp(value.text), "xmp")
    if all(one.field != "licence_url" for one in facts):
        facts += _licensors(packet.value("plus:Licensor"))
    return tuple(facts[:MOST_VALUES])


def _licensors(value: Value | None) -> tuple[Fact, ...]:
    for one in value.items or (value,) if value is not None else ():
        for name, inner in one.fields:
            if name == "plus:LicensorURL" and inner.text:
                return fact("licence_url", inner.text, "xmp")
    return ()
