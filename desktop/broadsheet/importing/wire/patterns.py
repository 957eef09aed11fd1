"""Regular expressions out of the words of all languages, each made once."""

import re
from functools import cache

from broadsheet.importing.wire import words

COLON = r"\s*(?:\([^()\n]{2,25}\)\s*)?[:：][*_]{0,2}\s*"
"""The sign behind a label, and what may be added to the label in brackets: `Foto (hängt an): `."""


@cache
def label(*names: str, before: str = r"[\W_]{0,3}", after: str = COLON) -> re.Pattern[str]:
    """Return what matches a word of these lists at the beginning of a line; the group `label` is the word."""
    return re.compile(rf"{before}(?P<label>{words.choice(*names)}){after}", re.IGNORECASE)


@cache
def word(*names: str) -> re.Pattern[str]:
    """Return what finds a word of these lists anywhere."""
    return re.compile(rf"(?<!\w){words.choice(*names)}(?!\w)", re.IGNORECASE)


def without_label(text: str, *names: str) -> str:
    """Return a text without a label of these lists and its colon."""
    return label(*names).sub("", text, count=1).strip("*_ ") if label(*names).match(text) else text.strip("*_ ")
