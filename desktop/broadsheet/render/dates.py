"""Writes times as the article's language does: `Minggu, 22 November 2026, 07.30 WITA`."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from broadsheet.article import language

if TYPE_CHECKING:
    from babel import Locale


class Moment(Struct, frozen=True):
    """A time as a page shows it: `text` is the whole, `date` and `time` are its parts, `iso` is for machines."""

    iso: str
    text: str
    date: str
    time: str


def moment(value: str, tag: str) -> Moment | None:
    """Return a time in ISO 8601 as a language writes it; None for an empty one.

    What is not a time is shown as it was typed: it may be a note to come back to, and a draft is never refused.
    """
    typed = value.strip()
    if not typed:
        return None
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        return Moment("", typed, typed, "")
    from babel import dates

    locale = _locale(tag)
    day = dates.format_date(at, "full", locale=locale)
    if _is_date(typed):
        return Moment(at.date().isoformat(), day, day, "")
    time = dates.format_time(at.time(), "short", locale=locale)
    time = f"{time} {zone(at.utcoffset(), tag)}".strip()
    return Moment(at.isoformat(timespec="seconds"), f"{day}{_comma(tag)} {time}", day, time)


def zone(offset: timedelta | None, tag: str) -> str:
    """Return what a language calls a zone, `WITA`, or its offset, `GMT+2`; nothing without offset."""
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    name = language.language(tag).zones.get(f"{sign}{hours:02}:{rest:02}")
    if name is not None:
        return name
    return "GMT" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


def is_exact(value: str) -> bool:
    """Tell whether a time is a full date and time with an offset, as structured data needs it."""
    try:
        return datetime.fromisoformat(value.strip()).utcoffset() is not None
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _locale(tag: str) -> "Locale":
    """Return the locale of a language tag, of its language alone, or English."""
    from babel import Locale, UnknownLocaleError

    for name in (tag.replace("_", "-"), language.primary(tag), "en"):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("babel knows English")


def _comma(tag: str) -> str:
    return "،" if language.primary(tag) in ("ar", "fa", "ur") else ","
