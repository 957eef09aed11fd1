"""What a picture's file says: its words and rights read, chosen among and written, its private traces named."""

from broadsheet.pictures.metadata.choosing import Choice, Chosen, Clash, choose
from broadsheet.pictures.metadata.facts import FIELDS, Fact, Field, Metadata, Origin
from broadsheet.pictures.metadata.private import NOTHING, Kept, Trace, keepable, traces
from broadsheet.pictures.metadata.reading import read
from broadsheet.pictures.metadata.restrictions import KINDS, Warned, warnings
from broadsheet.pictures.metadata.words import Words, of
from broadsheet.pictures.metadata.writing import exif_bytes, write, xmp_bytes

__all__ = [
    "FIELDS",
    "KINDS",
    "NOTHING",
    "Choice",
    "Chosen",
    "Clash",
    "Fact",
    "Field",
    "Kept",
    "Metadata",
    "Origin",
    "Trace",
    "Warned",
    "Words",
    "choose",
    "exif_bytes",
    "keepable",
    "of",
    "read",
    "traces",
    "warnings",
    "write",
    "xmp_bytes",
]
