"""The words of wire copy in all languages at once: a desk gets copy in languages that it does not print."""

import re
import tomllib
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from broadsheet import paths
from broadsheet.article import language

_ANY = "any"


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One language; `resources/wire.toml` says what each list holds. All in small letters."""

    by: tuple[str, ...]
    author: tuple[str, ...]
    editor: tuple[str, ...]
    with_: tuple[str, ...] = msgspec.field(name="with")
    helped: tuple[str, ...]
    from_: tuple[str, ...] = msgspec.field(name="from")
    and_: tuple[str, ...] = msgspec.field(name="and")
    collective: tuple[str, ...]
    role: tuple[str, ...]
    reporter: tuple[str, ...]
    photo: tuple[str, ...]
    caption: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    source: tuple[str, ...]
    sourced: tuple[str, ...]
    tags: tuple[str, ...]
    read_also: tuple[str, ...]
    related: tuple[str, ...]
    call: tuple[str, ...]
    channel: tuple[str, ...]
    end: tuple[str, ...]
    kicker: tuple[str, ...]
    junk: tuple[str, ...]
    locked: tuple[str, ...]
    minutes: tuple[str, ...]
    ago: tuple[str, ...]
    relative: tuple[str, ...]
    forenoon: tuple[str, ...]
    afternoon: tuple[str, ...]
    page: tuple[str, ...]
    page_of: tuple[str, ...]
    figure: tuple[str, ...]
    picture: tuple[str, ...]
    whose: tuple[str, ...]
    rights: tuple[str, ...]
    reserved: tuple[str, ...]
    advisory: tuple[str, ...]
    urgent: tuple[str, ...]
    greeting: tuple[str, ...]
    cover: tuple[str, ...]
    mine: tuple[str, ...]
    signoff: tuple[str, ...]
    contact: tuple[str, ...]
    notes: tuple[str, ...]
    mail: tuple[str, ...]
    forwarded: tuple[str, ...]
    private: tuple[str, ...]
    home: tuple[str, ...]
    share: tuple[str, ...]
    counted: tuple[str, ...]
    foot: tuple[str, ...]
    about: tuple[str, ...]
    hand: tuple[str, ...]
    tells: tuple[str, ...]
    months: tuple[str, ...]
    days: tuple[str, ...]
    words: tuple[str, ...]
    form: dict[str, tuple[str, ...]]


@cache
def rows() -> dict[str, Row]:
    """Return the rows by primary subtag."""
    raw = _table()
    return {tag: msgspec.convert(row, Row) for tag, row in raw.items() if tag != _ANY}


@cache
def everywhere(name: str) -> frozenset[str]:
    """Return the words of a list that is the same in all languages."""
    return frozenset(_table()[_ANY][name])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((paths.RESOURCES / "wire.toml").read_text("utf-8"))


@cache
def pool(name: str) -> tuple[str, ...]:
    """Return the words of one list in all languages, each once, longest first."""
    found = {word for row in rows().values() for word in getattr(row, name)}
    if name == "read_also":
        found |= {label.casefold() for label in language.every_read_also_label()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def known(name: str) -> frozenset[str]:
    """Return the words of one list in all languages, to look one up."""
    return frozenset(pool(name))


@cache
def choice(*names: str) -> str:
    """Return a regular expression that matches one of the words of these lists, in any case and with any spaces."""
    found = sorted({word for name in names for word in pool(name)}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(spelt(word) for word in found)})"


@cache
def anywhere(name: str) -> str:
    """Return a regular expression that matches one of the words that are the same in all languages."""
    return f"(?:{'|'.join(spelt(word) for word in sorted(everywhere(name), key=lambda word: (-len(word), word)))})"


def spelt(word: str) -> str:
    """Return a regular expression for a word or phrase: any white space, either apostrophe."""
    pattern = re.escape(word).replace(r"\ ", r"\s+").replace("_", r"\s+")
    return re.sub("['’]", "['’]", pattern)


def bare(word: str) -> str:
    """Return a word as the lists have it: in small letters, without the punctuation around it."""
    return word.strip(".,;:!?()[]\"'“”‘’«»…*_|").casefold()


def is_cased(text: str) -> bool:
    """Tell whether a text has letters that come in two sizes."""
    return text.lower() != text.upper()


def is_capital(text: str) -> bool:
    """Tell whether a text is in capitals throughout."""
    return is_cased(text) and text == text.upper()
