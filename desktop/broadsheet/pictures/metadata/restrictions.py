"""What a picture's words forbid or demand: kinds, no sentences."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from broadsheet.pictures.metadata.choosing import Choice, Chosen
from broadsheet.pictures.metadata.facts import Field
from broadsheet.pictures.metadata.sameness import plain
from broadsheet.pictures.metadata.table import table

Kind = Literal[
    "no_archive",
    "no_sales",
    "editorial_only",
    "no_crop",
    "embargo",
    "expired",
    "mandatory_credit",
    "ai_generated",
    "clash",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_READ: tuple[Field, ...] = ("usage_terms", "instructions", "caption", "copyright", "credit", "headline")


class Warned(Struct, frozen=True):
    """One thing to heed: the field that says it, and its words, a date, or the values of a clash."""

    kind: Kind
    field: Field
    text: str


def warnings(chosen: Chosen, now: datetime) -> tuple[Warned, ...]:
    """Return what is to be heed, each kind once but clashes; `now` has a time zone."""
    found: dict[Kind, Warned] = {}
    for one in (*_dated(chosen, now), *_generated(chosen), *_phrased(chosen)):
        found.setdefault(one.kind, one)
    clashes = tuple(
        Warned("clash", one.field, " | ".join(f"{origin}: {text}" for origin, text in one.values))
        for one in chosen.clashes
    )
    return (*(found[kind] for kind in KINDS if kind in found), *clashes)


def _phrased(chosen: Chosen) -> Iterator[Warned]:
    for choice in chosen.values:
        if choice.field in _READ:
            for kind in _kinds(choice):
                yield Warned(kind, choice.field, choice.text)


def _kinds(choice: Choice) -> Iterator[Kind]:
    text = plain(choice.text).casefold().replace("’", "'")
    text = _phrases(table().harmless).sub(" ", text)
    for kind, phrases in table().restrictions.items():
        if _phrases(phrases).search(text):
            yield _kind(kind)


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind == name)


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    choice = "|".join(re.escape(one.casefold()) for one in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")


def _dated(chosen: Chosen, now: datetime) -> Iterator[Warned]:
    expires, release = chosen.get("expires"), chosen.get("release")
    if expires and _last_moment(expires) < now:
        yield Warned("expired", "expires", expires)
    if release and _first_moment(release) > now:
        yield Warned("embargo", "release", release)


def _generated(chosen: Chosen) -> Iterator[Warned]:
    kind = chosen.get("digital_source").rstrip("/").rsplit("/", 1)[-1]
    if kind in table().ai_sources:
        yield Warned("ai_generated", "digital_source", chosen.get("digital_source"))


def _first_moment(iso: str) -> datetime:
    """Return when a moment begins; without an offset it is taken as UTC."""
    padded = {4: iso + "-01-01", 7: iso + "-01"}.get(len(iso), iso)
    moment = datetime.fromisoformat(padded)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _last_moment(iso: str) -> datetime:
    """Return when a moment is over: a day at its last second."""
    padded = {4: iso + "-12-31", 7: iso + "-28"}.get(len(iso), iso)
    moment = datetime.fromisoformat(padded)
    if len(padded) == 10:
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
