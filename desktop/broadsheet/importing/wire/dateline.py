"""The dateline: the place, agency and day before the first words of the story, up to a dash."""

import re
from collections.abc import Sequence
from functools import cache

from broadsheet.importing.wire import dates, names, titles, words
from broadsheet.importing.wire.piece import Sure

_LONGEST = 90
_MOST_DATED = 15
"""Words of a dateline that names a day of both calendars."""
_SENTENCE = 40
"""Characters of a first sentence; less behind a colon is a label with its value."""
_DASH = re.compile(r"\s*(?:\.\s*)?(?!(?<=[^\W\d_])-\n[a-zà-öø-ÿ])(?:[-–—‒―]{1,3}|(?<=[)\s])_(?=\s))\s*(?=\S)")
"""The underscore is the dash of the wires' old code tables. A hyphen at a line's end before a small letter is none."""
_STOPPED = re.compile(r"(?P<place>[A-ZÄÖÜ][\w-]{3,20}(?: [A-ZÄÖÜ][\w-]{2,20}){0,2})\.\s+(?=[A-ZÄÖÜ„»«\"“])")
_PLACED = re.compile(
    r"(?P<place>[A-ZÄÖÜÉ][\w-]{2,20}(?:[ /][A-ZÄÖÜÉ][\w-]{2,20}){0,2} \((?P<agency>[\w./-]{2,20})\))"
    r"\s+(?=[A-ZÄÖÜ„»«\"“])"
)
_NAMED = re.compile(r"(?P<agency>[^:،.\n]{3,25}?)\s*:\s+(?=\S)")
"""An Arabic agency behind the place: `الفوار - وكالة الأفق: `."""
_AGENCY = re.compile(r"\(\s*[^()]{2,40}\s*\)|(?:\w+\.)+(?:com|co|id|net|org|news|my|es|de|fr)\b", re.IGNORECASE)


def read(text: str, *, first: bool = True) -> tuple[int, int, Sure] | None:
    """Return where the dateline of a paragraph ends, where its words begin, and how sure that is; None without one.

    A mere place in small letters is one only before the `first` paragraph: elsewhere a dash is part of a sentence.
    """
    dashes = list(_DASH.finditer(text, 0, _LONGEST + 6))
    for number, found in enumerate(dashes):
        sure = _at_dash(text, found, first=first)
        if sure is None:
            continue
        opened = number + 1 < len(dashes) and _is_opened(text, found, dashes[number + 1])
        dash = dashes[number + 1] if opened else found
        last = _last_dash(text, [dash, *(other for other in dashes[number:] if other.start() > dash.start())])
        named = _NAMED.match(text, last.end())
        if (
            named
            and not words.is_cased(named[0])
            and (names.has_role(named["agency"]) or _arabic_agency().fullmatch(named["agency"]))
        ):
            return named.end("agency"), named.end(), sure
        return len(text[: last.start()].rstrip()), last.end(), sure
    return (_in_slashes(text) or _before_sign(text) or _bracketed(text)) if first else None


def stopped(text: str, above: Sequence[str]) -> tuple[int, int, Sure] | None:
    """Return a dateline of a place and a full stop, as German papers write it, that a line above it names, too."""
    found = _STOPPED.match(text)
    if found is None:
        return None
    place = re.compile(rf"(?<![\w-]){re.escape(found['place'])}(?![\w-])")
    return (found.end("place"), found.end(), "guess") if any(map(place.search, above)) else None


def alone(text: str) -> bool:
    """Tell whether a line is a dateline whose story begins on the next line: `VALDEHONDO (JAÉN), 12 Mar. (EFE) -`."""
    if _is_arabic(text):
        return True
    placed = _PLACED.match(f"{text} A") if text.endswith(")") else None
    if placed and placed.end() == len(text) + 1 and placed["agency"].casefold() in words.everywhere("outlets"):
        return True
    before = text.rstrip("-–—")
    place = before.rstrip().removesuffix(".").rstrip()
    if not 1 <= len(text) - len(before) <= 3 or not 3 <= len(place) <= 90 or "\n" in place:
        return False
    return _sure(place.strip("*_"), "A", first=True) in ("sure", "likely")


def _is_opened(text: str, dash: re.Match[str], after: re.Match[str]) -> bool:
    """Tell whether an agency in brackets opens a dateline whose place follows: `(ANSA) - ROMA, 25 NOV - `."""
    place = text[dash.end() : after.start()].strip()
    agency = text[: dash.start()].strip()
    alone = agency.startswith("(") and agency.endswith(")")
    return alone and words.is_capital(place) and _sure(place, text[after.end() :], first=True) is not None


def _is_arabic(text: str) -> bool:
    """Tell whether a line is place and agency, or place, day and agency: `بيروت - وكالة المرسى`."""
    if words.is_cased(text) or len(text) > _LONGEST or text.endswith((".", ":", "؟", "!")):
        return False
    place, dash, agency = re.split(r"(\s[-–—/]\s|$)", text, maxsplit=1)
    if dash:
        return " " not in place.strip() and len(agency.split()) <= 3 and names.is_agency(agency)
    named = _ending_agency().search(text)
    return named is not None and dates.within(text[: named.start()]) != "" and len(text.split()) <= _MOST_DATED


def _last_dash(text: str, dashes: Sequence[re.Match[str]]) -> re.Match[str]:
    """Return the dash that ends a dateline of several parts: `القاهرة - أ ش أ - `."""
    last = dashes[0]
    for dash in dashes[1:]:
        if dash[0] == dash[0].strip() or not _is_agency(text[last.end() : dash.start()]):
            break
        last = dash
    return last


def _at_dash(text: str, dash: re.Match[str], *, first: bool) -> Sure | None:
    place, rest = text[: dash.start()].rstrip().strip("*_"), text[dash.end() :]
    if not place or len(place) > _LONGEST or "\n" in place or len(rest) < 2:
        return None
    if rest[0].isdigit() and dash[0] == dash[0].rstrip():
        return None  # a minus
    spaced = dash[0] != dash[0].strip() or place.endswith(")")
    return _sure(place, rest, first=first) if spaced else None


def _is_agency(text: str) -> bool:
    """Tell whether the words between two dashes still belong to the dateline."""
    bare = text.strip(" ()")
    if not bare or len(bare) > 25:
        return False
    capital = words.is_capital(bare) and len(bare.split()) <= 2
    told = not words.is_cased(bare) and names.has_role(bare)
    return capital or told or dates.is_day(bare) or _arabic_agency().fullmatch(bare) is not None


def _sure(place: str, rest: str, *, first: bool) -> Sure | None:
    if re.search(r"[!?;«»“”\"]|(?<!\d)\.\s+\w{4,}\s", place):
        return None
    if names.has_role(re.split(r"[,(]", place)[0]) and not _AGENCY.search(place):
        return None  # who wrote it: `Tim Redaksi - Kompas.com`
    known = place.casefold() in words.known("kicker") or place.casefold() in words.everywhere("openers")
    if titles.is_rubric(place) or known or re.search(r":\s", place):
        return None
    if not words.is_cased(re.sub(r"\([^)]*\)", "", place)):
        return _uncased(place, first=first)
    if not _is_place(re.sub(r"\([^()]*\)", "", place)):
        return None
    if _AGENCY.search(place) and _opens(rest):
        return "sure"
    parts = [part.strip() for part in re.split(r"[,،]", place)]
    if len(parts) > 1 and (dates.is_day(parts[-1]) or dates.is_day(", ".join(parts[-2:]))):
        return "sure"
    if words.is_capital(re.sub(r"\([^)]*\)", "", parts[0])) and len(parts[0]) > 1:
        return "sure" if first and _opens(rest) else None
    plain = first and _opens(rest) and len(place.split()) <= 4 and not _is_weak(place)
    return "likely" if plain else None


def _is_place(place: str) -> bool:
    """Tell whether all words of a text are such as stand in datelines: names, agencies, days, few small words."""
    for part in re.findall(r"[^\W\d_][\w.'’-]*", place):
        known = part.casefold().strip(".") in words.everywhere("places") or part.casefold().strip(".") in _months()
        if not known and not part[0].isupper() and not _AGENCY.match(part):
            return False
    return bool(place) and (place[0].isupper() or place[0] == "(" or _AGENCY.match(place) is not None)


def _is_weak(place: str) -> bool:
    """Tell whether a text that looks like a place is a day or a word that begins sentences."""
    return any(words.bare(word) in _no_places() for word in place.split())


def _opens(rest: str) -> bool:
    sign = rest.lstrip("\"“”„«‘’'([*_ ")[:1]
    return sign.isupper() or sign.isdigit() or (sign.isalpha() and not words.is_cased(sign))


def _uncased(place: str, *, first: bool) -> Sure | None:
    if re.search(r"\([^)]+\)", place) or (_arabic_agency().search(place) and len(place.split()) <= 8):
        return "sure"
    few = first and len(place.split()) <= 3
    return "likely" if few and not any(words.bare(word) in words.known("words") for word in place.split()) else None


def _in_slashes(text: str) -> tuple[int, int, Sure] | None:
    """Return a dateline that ends in its agency between two slashes, as in Arabic: `عمان 7 آذار /بترا/`."""
    found = re.match(r"[^/:.،\n]{3,50}\s/\s?[^/\s]{2,12}\s?/(?P<dash>\s*[-–—]*\s*)(?=\S)", text)
    if found is None or words.is_cased(found[0]):
        return None
    return found.start("dash"), found.end(), "sure"


def _bracketed(text: str) -> tuple[int, int, Sure] | None:
    """Return a dateline of a place and a known agency in brackets without a dash: `Mainz (KNA) Das Bistum …`."""
    found = _PLACED.match(text)
    if found is None or len(text) - found.end() < _SENTENCE or not titles.is_sentence(text):
        return None
    known = re.split(r"[/-]", found["agency"])[0].casefold() in words.everywhere("outlets")
    return (
        (found.end("place"), found.end(), "likely") if known and not _is_weak(found["place"].split(" (")[0]) else None
    )


def _before_sign(text: str) -> tuple[int, int, Sure] | None:
    """Return a dateline before a colon, as Asian papers write it, or before a full stop, as German ones do."""
    found = re.match(r"[*_]{0,3}(?P<place>[^:.\n]{3,60}?)[*_]{0,3}\s*(?P<sign>[:.])[*_]{0,3}\s+(?=\S)", text)
    if found is None or len(text) - found.end() < _SENTENCE or not _opens(text[found.end() :]):
        return None
    place = found["place"]
    if not titles.is_sentence(text):
        return None
    if not words.is_cased(place):
        agency = _arabic_agency().search(place) or re.search(r"\([^)]+\)", place)
        return (found.end("place"), found.end(), "likely") if agency and len(place.split()) <= 6 else None
    city = re.split(r"[,(]", place)[0].strip()
    if not _is_place(re.sub(r"\([^()]*\)", "", place)) or city.casefold() in _labels() or _is_weak(city):
        return None
    if words.is_capital(city) and len(city) > 3:
        return found.end("place"), found.end(), "likely"
    if found["sign"] == "." and " " not in city and text.count(city) > 1:
        return found.end("place"), found.end(), "guess"  # a place that the story names again
    few = found["sign"] == ":" and len(city.split()) <= 3 and city.casefold() not in words.everywhere("openers")
    return (found.end("place"), found.end(), "guess") if few else None


@cache
def _arabic_agency() -> re.Pattern[str]:
    """Return what finds an agency by its letters, `أ ش أ`, or by its name."""
    return re.compile(rf"(?:[\u0621-\u064a]\s){{1,4}}[\u0621-\u064a]\b|{words.anywhere('uncased')}")


@cache
def _ending_agency() -> re.Pattern[str]:
    return re.compile(rf"\s(?:(?:[\u0621-\u064a]\s){{1,4}}[\u0621-\u064a]|{words.anywhere('uncased')})$")


@cache
def _labels() -> frozenset[str]:
    lists = ("read_also", "photo", "caption", "source", "author", "by", "updated", "published", "kicker", "tags")
    return frozenset(word for name in lists for word in words.pool(name))


@cache
def _no_places() -> frozenset[str]:
    days = {name for row in words.rows().values() for day in row.days for name in day.split() if len(name) > 3}
    return (words.known("words") | days) - words.everywhere("places")


@cache
def _months() -> frozenset[str]:
    return frozenset(name for row in words.rows().values() for names in row.months for name in names.split())
