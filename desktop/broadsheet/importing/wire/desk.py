"""Words from one journalist to another: greetings, notes about the copy, closes, and whom to call."""

import re
from collections.abc import Sequence
from functools import cache

from broadsheet.importing.wire import names, patterns, words

_LONGEST = 160
_LONGEST_GREETING, _MOST_ADDRESSED = 70, 6
"""Characters, and words behind the word that greets."""
_GREETS = (",", "!", ":", "،", "–", "—", "-", ";")
_QUOTES = tuple("\"'“”„«»‘’")
_REACH = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d.,])[+(]?\d[\d\s()./–-]{5,}\d(?![\d%])")
"""A mail address, or a row of figures such as telephones have."""
_NUMBER = re.compile(r"[a-z]{1,4}\d{3,4}(?:\s+[a-z\d]{1,5}){2,7}")
_SENT = re.compile(r"[0-3]\d[0-2]\d[0-5]\d\s+[A-Z]?\w{0,3}\s?[A-ZÄ][a-zä]{2}\.?\s+\d{2}")
_CODE = re.compile(r"[a-z\d]{1,4}(?:[/-][a-z\d]{1,4})*")
_DATE = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[.!?,،]\s|[.!?:]$")
"""What stands in or behind sentences and seldom in titles."""


def heads(texts: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines above a mail: two or more of them, one of which names an address or a subject."""
    found = [at for at, text in enumerate(texts) if _head().match(text)]
    near = [at for at in found if at - 1 in found or at + 1 in found]
    return frozenset(near if len(near) > 1 and near[0] <= 3 else ())


def is_forwarded(text: str) -> bool:
    """Tell whether a mail program wrote a line: over what was forwarded, or which telephone it was sent from."""
    return len(text) <= _LONGEST // 2 and _forwarded().match(text) is not None


def is_greeting(text: str) -> bool:
    """Tell whether a line greets those it was sent to: `Hi desk,`."""
    found = _greeting().match(text) if len(text) <= _LONGEST_GREETING else None
    if found is None:
        return False
    rest = text[found.end() :].strip()
    few = len(rest.split()) <= _MOST_ADDRESSED and not re.search(r"[.?\d]", rest.rstrip("."))
    return few and (text.endswith(_GREETS) or not rest.strip("."))


def greets(text: str) -> bool:
    """Tell whether a line of a few words may be a greeting without its comma: `Hi all`."""
    return len(text.split()) <= 4 and _greeting().match(text) is not None


def weight(text: str) -> int:
    """Return how much a paragraph speaks of the copy that follows: 2 for each phrase, 1 for each single word.

    A line that may be a title has to have a phrase.
    """
    if text[:1] in _QUOTES:
        return 0
    found = {" ".join(word.casefold().split()) for word in patterns.word("cover").findall(text)}
    heavy = sum(2 if " " in word else 1 for word in found)
    return heavy if heavy > 1 or _SENTENCE.search(text) else 0


def goes_on(text: str) -> bool:
    """Tell whether a short paragraph behind such a one still speaks from person to person."""
    short = len(text) <= _LONGEST and text[:1] not in _QUOTES and text.endswith((".", "!", "?"))
    return short and patterns.word("mine").search(text) is not None


def is_signoff(text: str) -> bool:
    """Tell whether a line closes a mail, perhaps with the name: `Thanks, Tessa`."""
    found = _signoff().match(text) if len(text) <= _LONGEST_GREETING else None
    if found is None:
        return False
    rest = text[found.end() :].strip(" ,.!،-–—")
    return not rest or (len(rest.split()) <= 3 and names.is_name(rest))


def closes(text: str) -> bool:
    """Tell whether a short paragraph of a mail begins as its close does: `Thanks, and let me know about the title`."""
    found = _signoff().match(text) if len(text) <= _LONGEST else None
    return found is not None and " " in text.strip()


def is_private(text: str) -> bool:
    """Tell whether a paragraph under a mail's close may be the notice that firms set there."""
    return text[:1] not in _QUOTES and patterns.word("private").search(text) is not None


def is_notice(text: str) -> bool:
    """Tell whether a paragraph is such a notice wherever a mail ends: stories speak of what is confidential, too."""
    found = {" ".join(word.casefold().split()) for word in patterns.word("private").findall(text)}
    return text[:1] not in _QUOTES and len(found) > 1


def are_notes(text: str) -> bool:
    """Tell whether a line stands over what is for editors only."""
    bare = re.sub(r"\s*\([^()]*\)(?=\W*$)", "", text) if len(text) <= _LONGEST_GREETING else ""
    return bare.strip("*_#:： .").casefold() in words.known("notes")


def is_about(text: str) -> bool:
    """Tell whether a line stands over a paragraph about who has sent a release: `Über die Stadtwerke Auental:`."""
    if len(text) > _LONGEST_GREETING or _SENTENCE.search(text.rstrip(":：")):
        return False
    found = _about().match(text)
    named = text[found.end() :].lstrip("'’ ").strip("*_:： ") if found else ""
    return bool(named) and (named[0].isupper() or not words.is_cased(named))


def is_contact(text: str) -> bool:
    """Tell whether a line says whom to call, or that lines which say so follow."""
    if len(text) > _LONGEST:
        return False
    return _contact().match(text) is not None or (
        len(text) <= _LONGEST_GREETING and reach(text) and _phone().match(text) is not None
    )


def is_office(text: str) -> bool:
    """Tell whether a line belongs to the letterhead of a release: its number, or whom to call."""
    return len(text) <= _LONGEST and (_letterhead().match(text) is not None or is_contact(text))


def reach(text: str) -> bool:
    """Tell whether a text has an address or a number to reach somebody."""
    found = _REACH.search(text)
    figures = found is not None and sum(map(str.isdigit, found[0])) > 6 and not _DATE.match(found[0])
    return found is not None and ("@" in found[0] or figures)


def is_number(text: str) -> bool:
    """Tell whether a line is the number under which an agency sends a text: `bdt0342 3 pl 210 dpa 0118`."""
    return _NUMBER.fullmatch(text) is not None


def are_topics(text: str) -> bool:
    """Tell whether a line is an agency's topics with a stroke behind each: `Fußball/Oberliga/Nord/`."""
    return len(text) <= _LONGEST_GREETING and text.count("/") > 1 and text.endswith("/") and "//" not in text


def is_sent(text: str) -> bool:
    """Tell whether a line is the day, hour and minute at which an agency has sent a text: `241730 Jan 26`."""
    return _SENT.fullmatch(text) is not None


def are_codes(text: str) -> bool:
    """Tell whether a line is made of the signs of desks: `dpa/rs yyn a3 hb`."""
    parts = text.split()
    return len(text) <= _LONGEST_GREETING // 2 and "/" in parts[0] and all(_CODE.fullmatch(part) for part in parts)


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"[>*_\s]{{0,4}}{words.choice('mail')}[*_]{{0,2}}\s*[:：]\s*\S", re.IGNORECASE)


@cache
def _forwarded() -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,40}}{words.choice('forwarded')}(?!\w)", re.IGNORECASE)


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"{words.choice('greeting')}(?![\w-])", re.IGNORECASE)


@cache
def _signoff() -> re.Pattern[str]:
    return re.compile(rf"[-–—*_ ]{{0,3}}{words.choice('signoff')}(?!\w)", re.IGNORECASE)


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,3}}{words.choice('contact')}(?:[^.:：\n]{{0,60}}[:：]|\W*$)", re.IGNORECASE)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"[*_#\s]{{0,4}}{words.choice('about')}(?:\s+|['’])(?=\w)", re.IGNORECASE)


@cache
def _phone() -> re.Pattern[str]:
    found = "|".join(words.spelt(word) for word in sorted(words.everywhere("phone"), key=len, reverse=True))
    return re.compile(rf"\W{{0,2}}(?:{found})(?!\w)[\s.:：]*[+(\d\w]", re.IGNORECASE)


@cache
def _letterhead() -> re.Pattern[str]:
    found = "|".join(words.spelt(word) for word in sorted(words.everywhere("letterhead"), key=len, reverse=True))
    return re.compile(rf"(?:{found})\s*[:.]\s*\S", re.IGNORECASE)
