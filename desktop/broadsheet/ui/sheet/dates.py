"""Dates as people write them: 24 Nov 2026, 24/11, Nov 24, 2026-11-24 07:30."""

import re
from collections.abc import Sequence
from datetime import date, time

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""Nobody publishes outside of these: a slip of the key must not date a story to 1752."""
_CLOCK = re.compile(r"(?:[T,\s]+|^)(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.\s]+(\d{1,2})(?:[-/.\s]+(\d{4}|\d{2}))?[.]?$")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?[\s-]*([^\W\d_]{3,})\.?(?:[\s,-]+(\d{4}))?$")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:[\s,]+(\d{4}))?$")

Months = Sequence[Sequence[str]]
"""The names of the months in one language after the other, twelve each, in order."""


def read(text: str, today: date, months: Months, *, day_first: bool) -> tuple[date, time | None] | None:
    """Return the date in a text, and the time of day behind it; None where it is none.

    A date without a year is the one nearest to `today`; `day_first` tells what 1/2 means.
    """
    text = text.strip()
    clock = _CLOCK.search(text)
    moment = _time(clock) if clock and (_ISO.match(text[: clock.start()].strip()) or ":" in clock[0]) else None
    words = text[: clock.start()].strip() if clock and moment is not None else text
    found = _date(words, today, months, day_first)
    return None if found is None else (found, moment)


def _date(text: str, today: date, months: Months, day_first: bool) -> date | None:
    if found := _ISO.match(text):
        return _checked(found[1], int(found[3]), int(found[4]), today)
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[2])
        day, month = (first, second) if day_first else (second, first)
        return _checked(found[3], month, day, today)
    if found := _DAY_MONTH.match(text):
        return _checked(found[3], _month(found[2], months), int(found[1]), today)
    if found := _MONTH_DAY.match(text):
        return _checked(found[3], _month(found[1], months), int(found[2]), today)
    return None


def _month(word: str, months: Months) -> int:
    """Return the number of the month that begins with a word in any of the languages; 0 where there is none."""
    word = word.casefold()
    named = (number for names in months for number, name in enumerate(names, 1) if name.casefold().startswith(word))
    return next(named, 0)


def _checked(year: str | None, month: int, day: int, today: date) -> date | None:
    if year is not None:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    else:
        years = [today.year - 1, today.year, today.year + 1]
    found = [made for number in years if (made := _made(number, month, day)) is not None]
    return min(found, key=lambda made: abs(made - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time | None:
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        return None
