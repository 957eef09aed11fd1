"""What a picture's file says: its words and rights read, chosen among and written, its private traces named."""

from broadsheet.pictures.metadata.choosing import Choice, Chosen, Clash, choose
from broadsheet.pictures.metadata.facts import FIELDS, Fact, Field, Metadata, Origin
from broadsheet.pictures.metadata.private import Kept, Trace, keepable, traces
from broadsheet.pictures.metadata.reading import read
from broadsheet.pictures.metadata.restrictions import KINDS, Warned, warnings

__all__ = [
    "FIELDS",
    "KINDS",
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
    "choose",
    "keepable",
    "read",
    "traces",
    "warnings",
]
