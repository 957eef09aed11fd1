"""Bylines: who wrote it, for whom, and what else stands in the same line."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from broadsheet.article.model import Author
from broadsheet.importing.wire import dates, patterns, words
from broadsheet.importing.wire.piece import Piece, Sure, Where

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BORDER = re.compile(r"\s*(?:[|•·;/\n\t]|\s[–—-]{1,2}\s)\s*")
_LONGEST = 200
_MOST_WORDS = 5
"""Of one name; "María del Carmen de la Fuente" has six, two of which count."""


class _Hand(Struct, frozen=True):
    """A part of a byline; `aside` tells that it says more about the one before: in brackets, behind "in" or "for"."""

    text: str
    aside: bool
    listed: bool = False
    """Whether a comma stands before it."""


def split(text: str, start: int, tag: str = "") -> tuple[Piece, ...]:
    """Return the pieces of a byline that begins with a label; `start` is where the text stands in the whole.

    Nothing where the text is something else, such as a sentence that begins with such a word.
    """
    opening = _opening().match(text)
    if opening is None or len(" ".join(text.split())) > _LONGEST or text.endswith(("?", "!", "؟")):
        return ()
    segments = _segments(text, opening.end())
    if not _are_hands(
        text[slice(*segments[0])],
        strict=not (opening["author"] or opening["colon"]),
        bare=not (opening["author"] or opening["by"]),
    ):
        return ()
    return _pieces(text, start, segments, tag)


def is_byline(text: str) -> bool:
    """Tell whether a line consists of names, with what they are or whom they work for: `Jane Roe, AP`."""
    if (
        len(text) > 90
        or text.endswith(("!", "?", ":"))
        or (text.endswith(".") and len(last := text.rsplit(maxsplit=1)[-1]) > 4 and not words.is_capital(last))
    ):
        return False
    hands = list(_hands(text))
    if not hands or not is_name(hands[0].text, least=2) or is_role(hands[0].text):
        return False
    if words.is_capital(text) and any(words.bare(word) in words.known("words") for word in text.split()):
        return False  # a headline in capitals
    return all(
        hand.aside or is_name(hand.text, least=2) or is_role(hand.text) or _MAIL.search(hand.text) for hand in hands
    )


def loose(text: str, start: int, tag: str = "") -> tuple[Piece, ...]:
    """Return the pieces of a byline without a label: its names, and a day or a credit behind a bar."""
    segments = _segments(text, 0)
    found = _pieces(text, start, segments, tag, "likely")
    return found or (Piece(start + segments[0][0], start + len(text), "byline", "likely"),)


def is_outlet(text: str) -> bool:
    """Tell whether a text is the name of an agency or paper, or of one of its desks: `BBC Scotland`."""
    folded = " ".join(text.split()).casefold().strip(" ()|")
    known = words.everywhere("outlets")
    folded = _agency_noun().sub("", folded)
    if folded in known or "/" in folded or len(folded.split()) > 3:
        return folded in known
    desks = [folded.removeprefix(f"{name} ") for name in known if _is_distinct(name) and folded.startswith(f"{name} ")]
    return any(len(desk.split()) == 1 or has_role(desk) for desk in desks)


def _is_distinct(name: str) -> bool:
    """Tell whether a name is none that another word may be: two letters may, `g1` may not."""
    return len(name) > 2 or any(map(str.isdigit, name))


def is_addition(text: str) -> bool:
    """Tell whether a line says more about the one above it, which is a byline: a role, an outlet, an address."""
    return len(text) <= 60 and (
        _MAIL.fullmatch(text.strip("<>() ")) is not None
        or (len(re.split(r"[,،]", text)[0].split()) <= 5 and is_role(text))
    )


def is_both(text: str) -> bool:
    """Tell whether the label of a byline names words and pictures: `Text und Foto:`, `Words and pictures by`."""
    opening = _opening().match(text)
    label = text[: opening.end()].casefold() if opening else ""
    return not words.known("photo").isdisjoint(words.bare(word) for word in label.split()) and len(label.split()) > 1


def goes_on(text: str) -> bool:
    """Tell whether a line names one more who has written: `und Sven Asmus`."""
    opening = _also().match(text)
    return opening is not None and is_byline(text[opening.end() :])


def unsigned(text: str) -> str:
    """Return a byline that another program keeps without the word that opens it; not where it may begin a name."""
    opening = patterns.label("by", before="", after=r"\s*[:：]?\s+").match(text)
    if opening is None or opening["label"].casefold() in words.everywhere("particles"):
        return text
    return text[opening.end() :]


def is_help(text: str) -> bool:
    """Tell whether a line names who else has worked on a story: `With additional reporting by Tom Sayle`."""
    opening = re.match(rf"[(*_]{{0,2}}{words.choice('helped')}(?!\w)", text, re.IGNORECASE)
    return opening is not None and len(text) <= 90 and is_name(re.split(r"[,(]", text[opening.end() :])[0].strip())


def authors(text: str) -> tuple[Author, ...]:
    """Return the people in a byline, each with the address and role that follow; the text itself where none is."""
    found: list[Author] = []
    opening = _opening().match(text)
    for begin, end in _segments(text, opening.end() if opening else 0):
        segment = text[begin:end]
        if begin and _edited().match(segment):
            continue
        inner = _opening().match(segment) if begin else None
        if inner and not inner["author"] and not inner["colon"] and not is_name(segment[inner.end() :], least=2):
            inner = None
        segment = _also().sub("", segment) if begin else segment
        dashed = begin > 0 and inner is None and text[:begin].rstrip().endswith(("-", "–", "—"))
        # People are joined by commas and bars; behind a dash stands whom or where one writes for. Not so in Arabic.
        alone = begin > 0 and len(segment.split()) == 1
        outlet = alone or dashed if words.is_cased(segment) or opening is None else alone
        for hand in _hands(segment[inner.end() if inner else 0 :]):
            _take(found, msgspec.structs.replace(hand, aside=hand.aside or outlet or _is_from(hand)))
    if not found and text.strip():
        return (Author(name=" ".join(text.split())),)
    return tuple(found)


def is_name(text: str, *, least: int = 1) -> bool:
    """Tell whether a text has the form of somebody's name, of `least` words or more."""
    parts = text.split()
    weighty = [
        part for part in parts if part.casefold().strip(".") not in words.everywhere("particles") or _is_initial(part)
    ]
    if not least <= len(weighty) <= _MOST_WORDS or len(parts) > 8 or re.search(r"[\d!?:;@/_#*<>\[\]{}]", text):
        return False
    if any(part.endswith(".") and len(part.strip(".")) > 3 for part in parts[:-1]):
        return False  # the end of a sentence
    if not words.is_cased(text):
        return not any(words.bare(part) in words.known("words") for part in weighty)
    capital = all(not words.is_cased(part) or part.lstrip("'’\"“(")[:1].isupper() for part in weighty)
    return capital and not any(words.bare(part) in _weekdays() for part in weighty)


def _is_initial(part: str) -> bool:
    return part.isupper() and len(part.strip(".")) == 1


def is_agency(text: str) -> bool:
    """Tell whether an Arabic text is the name of an agency: it opens with the word for one, or is known."""
    return text.split(maxsplit=1)[0] in words.everywhere("agencies") or text.strip() in words.everywhere("uncased")


def has_role(text: str) -> bool:
    """Tell whether a text has a word for what somebody is, or for a desk or paper."""
    return not _role_words().isdisjoint(words.bare(word) for word in text.split())


def is_role(text: str) -> bool:
    """Tell whether a text says what somebody is or whom he works for, not his name."""
    if has_role(text) or text.casefold() in words.known("role"):
        return True
    if is_outlet(text) or re.match(r"[A-Z]{2,5}-\w+$", text):
        return True
    acronym = text.isupper() and len(text) <= 6 and " " not in text
    return acronym or re.search(r"\w\.\w{2,4}$", text) is not None


def _take(found: list[Author], hand: _Hand) -> None:
    """Add a person, or tell what the last one is, where a part is no name."""
    part, mail = hand.text, _MAIL.search(hand.text)
    if mail:
        part = part.replace(mail[0], " ")
    part = " ".join(part.split()).strip(" ()<>,.|-–—*_")
    if part and found and (hand.aside or is_role(part) or not is_name(part)):
        role = f"{found[-1].role}, {part}" if found[-1].role else part
        found[-1] = msgspec.structs.replace(found[-1], role=role)
    elif part:
        outlet = _outlet_before(part)
        found.append(Author(name=part[outlet:].lstrip(), role=part[:outlet]))
    if mail and found:
        found[-1] = msgspec.structs.replace(found[-1], email=mail[0])


def _is_from(hand: _Hand) -> bool:
    """Tell whether a part behind a comma says where somebody writes: `de Serra Clara`."""
    first = hand.text.split(maxsplit=1)[0]
    return hand.listed and first in words.known("from_") | words.everywhere("particles") and first.islower()


def _outlet_before(text: str) -> int:
    """Return where a known outlet ends that stands before a name without a sign between, or 0.

    `Ouest-France Anne-Laure TANGUY`
    """
    for space in re.finditer(r"\s", text):
        known = text[: space.start()].casefold() in words.everywhere("outlets")
        if known and is_name(text[space.end() :], least=2):
            return space.start()
    return 0


def _are_hands(text: str, *, strict: bool, bare: bool) -> bool:
    """Tell whether a text names those who wrote; a colon before it lets it be any few words."""
    hands = list(_hands(text))
    if not hands:
        return False
    first = hands[0].text
    if bare and not is_name(first, least=2):
        return False
    team = len(first.split()) <= 5 and is_role(first)
    if not (is_name(first) or team or _MAIL.search(first) or (not strict and len(first.split()) <= 6)):
        return False
    last = hands[-1]
    return all(
        hand.aside
        or is_name(hand.text)
        or is_role(hand.text)
        or _MAIL.search(hand.text)
        or dates.is_day(hand.text)
        or (hand is last and len(hand.text.split()) <= 4 and re.match(r"[^\W_]*[A-Z\d]", hand.text) is not None)
        for hand in hands[1:]
    )


def _hands(text: str) -> Iterator[_Hand]:
    """Yield what stands between commas, brackets, "and", "with" and "in"."""
    at, aside, listed = 0, False, False
    for found in _joints().finditer(text):
        if not _parts(text[at : found.start()], found, text[found.end() :]):
            continue
        part = text[at : found.start()].strip(" .*_")
        if part:
            yield _Hand(part, aside, listed)
        aside, listed = bool(found["aside"]), found[0].strip() in (",", "،", "/")
        at = found.end()
    part = text[at:].strip(" .*_")
    if part:
        # One word behind the last comma is a place: `Jane Roe, London`.
        yield _Hand(part, aside or (listed and " " not in part and words.is_cased(part)), listed)


def _parts(before: str, joint: re.Match[str], after: str) -> bool:
    """Tell whether an "and" stands between two names, and not within one: `Íñigo Ortega y Vidal`, `هدى وصفي`."""
    if after.startswith("@"):
        return True  # an account's name, as papers print it behind that of a reporter
    following = joint.re.search(after)
    rest = after[: following.start()] if following else after
    if joint[0].strip() in ("", "و"):
        return len(before.split()) > 1 and len(rest.split()) > 1
    if joint[0].strip().casefold() in _short_ands():
        return not (len(before.split()) > 1 and len(rest.split()) == 1 and words.is_cased(rest))
    return True


def _kind(segment: str, tag: str) -> Where | None:
    """Return what a later part of a byline is, or None where it is nothing of a byline."""
    if dates.read(segment, tag):
        return "published"
    if re.match(rf"{words.choice('photo')}(?!\w)", segment, re.IGNORECASE):
        return "credit"
    if re.match(rf"{words.choice('editor')}\s*[:：]", segment, re.IGNORECASE):
        return "left_over"
    return "byline" if len(segment) <= 80 and not segment.endswith(("!", "?")) else None


def _pieces(
    text: str, start: int, segments: Sequence[tuple[int, int]], tag: str, sure: Sure = "sure"
) -> tuple[Piece, ...]:
    """Return the pieces of a byline by its parts; none where one of them is nothing of a byline."""
    pieces: list[Piece] = []
    for number, (begin, end) in enumerate(segments):
        where = _kind(text[begin:end], tag) if number else "byline"
        if where is None:
            return ()
        following = segments[number + 1][0] if number + 1 < len(segments) else len(text)
        through = begin + len(text[begin:following].rstrip())  # the bar behind a part belongs to it
        _add(pieces, Piece(start + (begin if number else 0), start + through, where, sure))
    return tuple(pieces)


def _add(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece, or let the last one go on where it is of the same field."""
    if pieces and pieces[-1].where == piece.where:
        pieces[-1] = msgspec.structs.replace(pieces[-1], end=piece.end)
    else:
        pieces.append(piece)


def _segments(text: str, at: int) -> list[tuple[int, int]]:
    """Return the parts of a byline between bars and dashes; a date after a comma is a part, too."""
    borders = [found.span() for found in _BORDER.finditer(text, at) if found.start() > at]
    commas = [found.span() for found in re.compile(r"\s*[,،]\s+").finditer(text, at)]
    borders += [found.span() for found in _full_stop().finditer(text, at) if found.start() > at]
    borders += [comma for comma in commas if dates.read(re.split(r"[|•·]", text[comma[1] :])[0]) is not None]
    borders.sort()
    starts, ends = [at, *(end for _, end in borders)], [*(start for start, _ in borders), len(text)]
    found = [(begin, end) for begin, end in zip(starts, ends, strict=True) if begin < end]
    return found or [(at, len(text))]


@cache
def _joints() -> re.Pattern[str]:
    aside = rf"\s+(?=@\w)|\s+{words.choice('from_')}\s+|\s*[(<]\s*|\s+[|–—-]\s+"
    also = rf"(?:{words.choice('and_', 'with_', 'helped')}\s+)?"
    link = rf"\s+{words.choice('and_', 'with_', 'helped')}\s+|\s*[,،/|•·;\n\t]\s*{also}|\s+&\s+|\s*[)>]\s*{also}"
    return re.compile(rf"(?P<aside>{aside})|(?:{link})|{_glued_and()}", re.IGNORECASE)


def _glued_and() -> str:
    """Return what matches the Arabic word for "and", which is written together with the name that follows."""
    names = "|".join(name[1:] for name in sorted(words.everywhere("und")))
    return rf"(?<=\w\w)\s+و(?!(?:{names})\b)(?=\w{{3,}})"


@cache
def _agency_noun() -> re.Pattern[str]:
    """Return what matches the word for an agency before its name: `Agência Lusa`."""
    return re.compile(rf"^{words.anywhere('agency_nouns')}\s+(?=\w)")


@cache
def _also() -> re.Pattern[str]:
    return re.compile(rf"^{words.choice('and_', 'with_')}\s+")  # `Dan Iskandar` is a name, `dan Iskandar` goes on


@cache
def _full_stop() -> re.Pattern[str]:
    """Return what matches the sign between who has written and who has taken the pictures, each a sentence."""
    return re.compile(rf"\.\s+(?={words.choice('photo')}(?!\w))", re.IGNORECASE)


@cache
def _short_ands() -> frozenset[str]:
    """Return the words for "and" that are one letter: they stand within Spanish and Portuguese names, too."""
    return frozenset(word for word in words.pool("and_") if len(word) == 1 and words.is_cased(word))


@cache
def _edited() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}{words.choice('editor')}(?!\w)", re.IGNORECASE)


@cache
def _role_words() -> frozenset[str]:
    return frozenset(word for role in words.pool("role") for word in role.split() if len(word) > 2)


@cache
def _weekdays() -> frozenset[str]:
    days = (name for row in words.rows().values() for day in row.days for name in day.split())
    return frozenset(name for name in days if len(name) > 4)


@cache
def _opening() -> re.Pattern[str]:
    by, author = words.choice("by"), words.choice("author")
    place = rf"(?:{words.choice('from_', 'reporter')}\s+(?-i:[^\W\d_a-z])[^,\n]{{2,30}},\s+(?=(?-i:[^\W\d_a-z])))?"
    return re.compile(
        rf"[^\w\"'“”„«»‘’]{{0,3}}(?:(?P<author>{author})\s*(?:[:：][*_]{{0,2}}|\s[–-]\s)\s*|(?P<by>{by})(?:\s*(?P<colon>[:：])[*_]{{0,2}}\s*|\s+){place}|{author}\s+)(?=\S)",
        re.IGNORECASE,
    )
