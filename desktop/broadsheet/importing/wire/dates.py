"""Dates as wire copy writes them, in all languages."""

import re
from datetime import date, datetime, timedelta, timezone
from functools import cache

from msgspec import Struct

from broadsheet.article import language
from broadsheet.importing import moments
from broadsheet.importing.wire import words

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_UNKNOWN_LABEL = re.compile(r"\W{0,3}[^\W\d_]{3,}(?:\s[^\W\d_]+)?\s*[:：](?!\d)\s*(?=\S)")
"""A word or two before a colon: whatever they are, a date behind them and nothing else is that of publication."""
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)")
_NUMBERS = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "west": 60, "cest": 120, "mesz": 120,
    "eet": 120, "sast": 120, "msk": 180, "ast": 180, "gst": 240, "ist": 330, "myt": 480, "sgt": 480, "hkt": 480,
    "jst": 540, "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "brt": -180,
}  # fmt: skip
"""Minutes east of Greenwich; what means several zones is taken for the one that news agencies mean."""
_SEPARATORS = re.compile(r"[\s@|,،;:.()\[\]/–—•·*_-]+")


class Dated(Struct, frozen=True):
    """A date: `iso` as ISO 8601, with a time and an offset where both are known; `label` is the list that opens it.

    `beside` is what stands in the same line: where it was printed.
    """

    iso: str
    label: str = ""
    beside: str = ""


def read(text: str, tag: str = "") -> Dated | None:
    """Return the date that a text consists of, with its label, weekday, time and zone; None where it says more.

    `tag` is the language of the copy: it tells which of two numbers is the month.
    """
    if len(text) > 160 or not any(sign.isdigit() for sign in text):
        return None
    rest = _ago().sub("", _to_read().sub("", text.translate(_DIGITS)))
    label, rest = _label(rest)
    day, rest = _day(rest, tag)
    if day is None:
        return None
    iso, rest = _with_time(day, rest)
    if "T" in iso:
        rest = re.sub(r"\b[A-Z]{2,4}\s*$", "", rest)  # a zone or an edition that nobody knows
    left = [word for word in _split(rest) if not word.isdigit()]
    days = _weekdays()
    return Dated(iso, label) if all(word in words.everywhere("fillers") or word in days for word in left) else None


def folio(text: str, tag: str = "") -> Dated | None:
    """Return the date of a line that says besides only where it was printed: `Kompas.com, 10 Februari 2026, 16:42 WIB`.

    What is left without the date are a few words, none of them small.
    """
    told = text.endswith((".", "!", "?")) and not text.endswith("h.")
    if len(text) > 100 or told or not any(sign.isdigit() for sign in text):
        return None
    for border in re.finditer(r"\s*[|,،•·]\s*|\s(?:[–—-]{1,2}|/)\s|\s{3,}", text):
        left = re.split(r"\W+", text[: border.start()])
        if len(left) > 7:
            break
        found = read(
            re.sub(
                rf"(?:[,|]\s*{words.choice('page')}\.?\s+|\s{{3,}})\w+$", "", text[border.end() :], flags=re.IGNORECASE
            ),
            tag,
        )
        known = words.everywhere("places") | {"com", "id", "co", "nl"}
        plain = [word for word in left if words.is_cased(word) and word[0].islower() and word not in known]
        if found and not plain:
            return Dated(found.iso, found.label, text[: border.start()].strip())
    return None


def behind(text: str, tag: str = "") -> int:
    """Return where a date with its time begins that the line ends with, behind a few words; 0 where none does."""
    if len(text) > 100 or not any(sign.isdigit() for sign in text):
        return 0
    for word in list(re.finditer(r"(?<!\S)\w", text))[2:7]:
        found = read(text[word.start() :], tag)
        if found:
            return word.start() if "T" in found.iso else 0
    return 0


def is_relative(text: str) -> bool:
    """Tell whether a line says only how long ago something was: `Vandaag, 11:08`, `3 hours ago`, `il y a 2 heures`.

    It counts from a day that the copy does not name.
    """
    if len(text) > 100 or not any(sign.isdigit() for sign in text):
        return False
    rest = re.sub(rf"(?<!\w){words.choice('updated', 'published')}(?!\w)", " ", text, flags=re.IGNORECASE)
    rest, near = _relative().subn(" ", _clock().sub(" ", rest))
    return near > 0 and all(word.isdigit() or word in words.everywhere("fillers") for word in _split(rest))


def within(text: str, tag: str = "") -> str:
    """Return the day that stands in a text as ISO 8601, or an empty string."""
    day, _ = _day(text.translate(_DIGITS), tag)
    return day.isoformat() if day else ""


def is_weekday(text: str) -> bool:
    """Tell whether a text is a day of the week and nothing else."""
    return len(text) > 3 and text.strip(" ,.").casefold() in _weekdays()


def is_day(text: str) -> bool:
    """Tell whether a text is a day, perhaps without a year, as datelines have it: `7 may`, `March 3`, `03 mar 2026`."""
    plain = text.translate(_DIGITS).strip(" .,()")
    months = "|".join(words.spelt(name) for name in _months())
    short = rf"(?:\d{{1,2}}\.?\s+(?:de\s+)?(?:{months})\.?|(?:{months})\.?\s+\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}})"
    return re.fullmatch(short, plain, re.IGNORECASE) is not None or read(plain) is not None


def _split(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text.casefold()) if word]


def _label(text: str) -> tuple[str, str]:
    for name in ("published", "updated"):
        found = re.match(rf"\W{{0,3}}{words.choice(name)}(?!\w)\s*[:：]?", text, re.IGNORECASE)
        if found:
            return name, text[found.end() :]
    found = _UNKNOWN_LABEL.match(text)
    return ("published", text[found.end() :]) if found else ("", text)


def _day(text: str, tag: str) -> tuple[date | None, str]:
    for pattern in _patterns():
        found = pattern.search(text)
        day = _as_date(found, tag) if found else None
        if found and day is not None:
            return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _as_date(found: re.Match[str], tag: str) -> date | None:
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    name = parts.get("name")
    month = _months()[re.sub(r"\s+", "_", name.casefold()).strip(".")] if name else int(parts["month"])
    if not name and month > 12 >= day:
        day, month = month, day
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _with_time(day: date, text: str) -> tuple[str, str]:
    found = _time().search(text)
    if found is None:
        return day.isoformat(), text
    hour, minute = int(found["hour"]) % 24, int(found["minute"] or 0)
    half = " ".join((found["half"] or "").casefold().split())
    if half:
        hour = hour % 12 + (12 if half in words.known("afternoon") else 0)
    rest = _clock_of().sub(" ", f"{text[: found.start()]} {text[found.end() :]}")
    offset, rest = _zone(rest)
    at = datetime(day.year, day.month, day.day, hour, minute)
    if offset is None:
        return moments.local(at), rest
    return at.replace(tzinfo=timezone(timedelta(minutes=offset))).isoformat(), rest


def has_zone(text: str) -> bool:
    """Tell whether a text with a time says in which zone that is."""
    return _zone(_NUMBERS.sub(" ", text))[0] is not None


def _zone(text: str) -> tuple[int | None, str]:
    found = _OFFSET.search(text)
    if found and int(found["hours"]) <= 14:
        minutes = 60 * int(found["hours"]) + int(found["minutes"] or 0)
        sign = 1 if found["sign"] == "+" else -1
        return sign * minutes, f"{text[: found.start()]} {text[found.end() :]}"
    for word in re.finditer(r"[^\W\d_]+", text):
        minutes_east = _zones().get(word[0].casefold())
        if minutes_east is not None:
            return minutes_east, f"{text[: word.start()]} {text[word.end() :]}"
    return None, text


@cache
def _time() -> re.Pattern[str]:
    half, hours = words.choice("forenoon", "afternoon"), words.anywhere("oclock")
    return re.compile(
        rf"(?<![\d.,/])(?P<hour>[01]?\d|2[0-4])"
        rf"(?:\s*(?:[:.]|{hours})\s*(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?|(?=\s*(?:{half}|{hours})(?!\w)))"
        rf"\s*(?:(?P<half>{half})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _to_read() -> re.Pattern[str]:
    """Return what matches how long it takes to read, behind a date."""
    return re.compile(rf"\s*[|·•]\s*[^|·•\d]{{0,20}}\d{{1,2}}\s*{words.choice('minutes')}\w*\.?\s*$", re.IGNORECASE)


@cache
def _ago() -> re.Pattern[str]:
    """Return what matches a change that is told by its hour or how long ago it was, behind a date."""
    ago = rf"\d+\s+\w+(?:\s+{words.choice('ago')})?|(?:(?:{words.choice('relative')}|\d{{1,2}})(?!\w)\s*){{1,5}}"
    clock = r"\d{1,2}[:.h]\d{2}\s*(?:h|[ap]\.?\s?m\.?)?(?:\s+[A-Z]{2,4}\b)?"
    return re.compile(rf"[\s|·•,(-]+{words.choice('updated')}[\s:]+\D{{0,8}}(?:{clock}|{ago})\s*\)?\s*$", re.IGNORECASE)


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words.choice('relative')}(?!\w)", re.IGNORECASE)


@cache
def _clock() -> re.Pattern[str]:
    """Return what matches an hour with its minute, and half of the day, and zone."""
    half = words.choice("forenoon", "afternoon")
    return re.compile(rf"(?<!\d)\d{{1,2}}[:.h]\d{{2}}(?!\d)(?:\s*{half}(?!\w))?(?:\s+[A-Z]{{2,4}}\b)?", re.IGNORECASE)


@cache
def _clock_of() -> re.Pattern[str]:
    """Return what matches the place whose clock it is, at the end: `بتوقيت القدس`, `horário de Brasília`."""
    return re.compile(rf"{words.anywhere('clocks')}\s+[^\W\d_]+(?:\s+[^\W\d_]+)?\s*\)?\s*$", re.IGNORECASE)


@cache
def _zones() -> dict[str, int]:
    named = {}
    for row in language.languages().values():
        for offset, name in row.zones.items():
            named[name.casefold()] = (-1 if offset[0] == "-" else 1) * (60 * int(offset[1:3]) + int(offset[4:6]))
    return _ZONES | named


@cache
def _months() -> dict[str, int]:
    """Return the numbers of months by name, longest names first."""
    named = {
        name: number
        for row in words.rows().values()
        for number, names in enumerate(row.months, 1)
        for name in names.split()
    }
    return dict(sorted(named.items(), key=lambda item: -len(item[0])))


@cache
def _weekdays() -> frozenset[str]:
    names = {name for row in words.rows().values() for day in row.days for name in day.split()}
    return frozenset(part for name in names for part in re.split("[-']", name)) | names


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<name>{'|'.join(words.spelt(one) for one in _months())})"
    year = r"(?P<year>(?:19|20)\d\d)"
    day = r"(?<!\d)(?P<day>[0-3]?\d)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{year}[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?:T(?=\d))?(?!\d)",
            rf"{day}(?:st|nd|rd|th|er|[ºª])?[\s./-]+(?:de\s+|of\s+)?{name}(?!\w)\.?,?[\s/-]*(?:del?\s+|of\s+)?{year}(?!\d)",
            rf"(?<!\w){name}\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+{year}(?!\d)",
            rf"{day}[./-](?P<month>[0-3]?\d)[./-](?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
        )
    )
