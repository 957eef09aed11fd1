"""Chooses one value a field among the three standards, and tells where they disagree.

XMP comes before IIM, unless IIM was changed since the XMP was written (the digest rule, MWG guidelines 2.0 §3.3; IPTC
Photo Metadata Standard, "Mapping"). EXIF comes last here, other than MWG has it for captions and creators: cameras put
their own name there, and agencies' systems cut it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from broadsheet.article.language import primary
from broadsheet.pictures.metadata import captions
from broadsheet.pictures.metadata.facts import FIELDS, Fact, Field, Metadata, Origin
from broadsheet.pictures.metadata.sameness import plain, same

_ORDER: tuple[Origin, ...] = ("iim", "xmp", "exif")
BETWEEN = "; "
"""Between several creators, as EXIF has it (MWG 2.0 §5.4.3)."""


class Choice(Struct, frozen=True):
    """A field's value; `source` are the standards that hold it, with a plus between them."""

    field: Field
    text: str
    source: str
    language: str = ""


class Clash(Struct, frozen=True):
    """A field of which the standards say different things: (standard, value)."""

    field: Field
    values: tuple[tuple[Origin, str], ...]


class Chosen(Struct, frozen=True):
    """One value a field at most, in the order of `facts.FIELDS`, and the fields that are in dispute."""

    values: tuple[Choice, ...] = ()
    clashes: tuple[Clash, ...] = ()

    def get(self, field: Field) -> str:
        """Return a field's value, empty where the file has none."""
        return next((one.text for one in self.values if one.field == field), "")


def choose(metadata: Metadata, language: str) -> Chosen:
    """Return the values for an article in that language; a credit at the end of the caption becomes the credit."""
    values: dict[Field, Choice] = {}
    clashes: list[Clash] = []
    for field in FIELDS:
        told = {origin: _of(metadata, field, origin) for origin in _ORDER}
        told = {origin: facts for origin, facts in told.items() if facts}
        if not told:
            continue
        first = next(origin for origin in _preferred(metadata) if origin in told)
        text, tag = _value(field, told[first], language)
        agreeing = [one for one in told if one == first or _agrees(field, (first, text), one, told)]
        values[field] = Choice(field, text, "+".join(agreeing), tag)
        if _disputed(field, first, text, told):
            shown = tuple((one, _value(field, facts, language)[0]) for one, facts in told.items())
            clashes.append(Clash(field, shown))
    _split(values)
    return Chosen(tuple(values[field] for field in FIELDS if field in values), tuple(clashes))


def _of(metadata: Metadata, field: Field, origin: Origin) -> list[Fact]:
    return [one for one in metadata.facts if one.field == field and one.origin == origin]


def _preferred(metadata: Metadata) -> tuple[Origin, ...]:
    return ("iim", "xmp", "exif") if metadata.iim_newer else ("xmp", "iim", "exif")


def _value(field: Field, facts: Sequence[Fact], language: str) -> tuple[str, str]:
    """Return text and language; of several languages the article's own, else the default, else the first."""
    if field == "creator":
        return BETWEEN.join(dict.fromkeys(one.text for one in facts)), ""
    own = language.replace("_", "-").lower()
    tests = (
        [one for one in facts if one.language == own],
        [one for one in facts if one.language and primary(one.language) == primary(own)],
        [one for one in facts if one.language in ("x-default", "")],
    )
    one = next((found[0] for found in tests if found), facts[0])
    return one.text, "" if one.language == "x-default" else one.language


def _agrees(field: Field, chosen: tuple[Origin, str], origin: Origin, told: dict[Origin, list[Fact]]) -> bool:
    return any(same(field, chosen, (origin, text)) for text in _variants(field, told[origin]))


def _disputed(field: Field, first: Origin, text: str, told: dict[Origin, list[Fact]]) -> bool:
    """Tell whether a standard says what the first one says in none of its languages."""
    mine = [text, *_variants(field, told[first])]
    return any(not any(_agrees(field, (first, variant), one, told) for variant in mine) for one in told if one != first)


def _variants(field: Field, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield what counts as saying the same: of creators all together, and the first where IIM or EXIF has room for one.

    IPTC's own reference picture has one creator in IIM and EXIF and two in XMP.
    """
    if field != "creator":
        yield from (one.text for one in facts)
        return
    names = [plain(one.text) for one in facts]
    yield BETWEEN.join(names)
    yield ", ".join(names)
    yield names[0]


def _split(values: dict[Field, Choice]) -> None:
    caption = values.get("caption")
    if caption is None:
        return
    credit = values.get("credit")
    found = captions.split(caption.text, credit.text if credit else "")
    if found.caption == caption.text:
        return
    values["caption"] = Choice("caption", found.caption, caption.source, caption.language)
    if credit is None or plain(found.credit) != plain(credit.text):
        values["credit"] = Choice("credit", found.credit, caption.source)
