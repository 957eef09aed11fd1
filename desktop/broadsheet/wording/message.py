"""What a reader is told, and how its words are marked for the translators."""

from collections.abc import Callable

from msgspec import Struct

Translate = Callable[[str], str]
"""Gives a sentence of the context `wording` in the reader's language."""


class Message(Struct, frozen=True):
    """What happened, where, and what to do now; `where` and `do` may be empty."""

    what: str
    where: str = ""
    do: str = ""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this name
    """Mark a text for the translators and return it as it is; Qt's own would bring in Qt."""
    del context
    return text


def english(text: str) -> str:
    """Return a sentence as it is written in the source: the translator of the commands."""
    return text
