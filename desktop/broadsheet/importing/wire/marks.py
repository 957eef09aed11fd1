"""Lines that a label or a sign makes known: source, end mark, closing line, keywords, rights, and what is no story."""

import re
from collections.abc import Collection
from functools import cache

from broadsheet.importing.wire import credits, names, patterns, words

_MARKS = re.compile(
    r"(?:\*\s*){3,}|ـ{3,}|[-–—]{1,3}\s*[A-Z]{3,12}|_{3,}|#(?:\s*#)+|[-–—]\s*(?:30|0)\s*[-–—]|[=-]\s*\w+\s*[=-]|(?:[•·]\s*){2,}"
    r"|\(\w+\)|\+{3,}|~{2,}|■|∎|◼|▪"
)
_COUNTED = re.compile(r"\s*[-–—(]+\s*\d+(?:\s+\w+){1,2}\)?$")
"""How many words were sent, behind the word for the end."""
_AROUND = "-=–—()[]* .•·#_~+■∎◼▪ـ/"
_INITIALS = re.compile(r"\(?(?:[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}|\*{1,3})\)?")
"""With which desks sign off: `(lau/sfr)`, `mpe/jlr/ab`."""
_AFTER_SENTENCE = r"(?<=[.!?”\"»])\s*\((?:[A-Z]{2,5}(?:/[A-Z]{1,4})*|[a-z]{2,4}(?:/[a-z]{2,4})+)\)"
_GLUED = re.compile(
    rf"(?P<sign>(?:\*\s?){{3,}}(?:\s*\([a-z]{{2,5}}(?:/[a-z]{{2,5}})*\))?|\+{{3,}}|#{{2,}}|_{{3,}}|[-–—]30[-–—]|\(\*{{1,3}}\)|■|∎|◼)$|{_AFTER_SENTENCE}$|\((?P<word>\w{{2,20}})\)$"
    r"|(?<=[.!?”\"»])\s+[-–—]{0,2}\s?(?P<last>\w{3,20})\s?[-–—]{0,2}$"
)
_SIGNED = re.compile(
    r"(?<=[.!?”\"»])(?:\s+|(?=\())(?P<dash>[-–—]{0,2}\s?)\(?(?P<agency>[A-Z][\w.]{1,12}(?: [A-Z]\w{1,12})?)\)?$"
)
_LETTERS = re.compile(r"(?<=[.!?”\"»]\s)[A-Z]{2,5}$")
_TAIL = 40
"""Characters at the end of a paragraph in which a glued mark is looked for."""
_MOST_WORDS = 14
"""Of a source; more are a sentence."""
_LONGEST = 400
_PLACEHOLDER = re.compile(r"\[[^\[\]()]{1,80}\]")
_FILED = re.compile(r"\([A-Z]{2,6}\s*[-–/]\s*(?=[\w-]*\d)[\w-]{5,30}\)")
"""An agency and the number under which it keeps a text: `(KNA - 4tkqo-89-00112)`."""
_BETWEEN = re.compile(r"[\s,|/:•·]+")
"""What stands between the names of buttons."""
_MOST_CALLED = (0, 6, 12)
"""Words of an appeal that names no channel, by the words of its opening: the more of them, the surer it is one."""
_ADDRESS = re.compile(r"https?://|www\.|t\.me/|wa\.me/|@\w")


def agency(text: str) -> str:
    """Return the agency of a line like `(avec AFP)`, or an empty string."""
    found = _with_agency().fullmatch(text)
    return found["agency"].strip() if found else ""


def sourced(text: str) -> str:
    """Return the agency of a line like `Com informações da Agência Brasil`, or an empty string."""
    found = patterns.label("sourced", after=r"\s+(?=\w)").match(text)
    if found is None or text.endswith(("?", "!")) or len(text.split()) > _MOST_WORDS:
        return ""
    told = text.endswith(".") and not names.is_name(re.split(r"[,(]", text[found.end() :])[0].strip(" ."), least=1)
    return "" if told else text[found.end() :].strip("()*_ .")


def released(text: str) -> str:
    """Return who speaks in a release by its last line, a label in capitals without a colon: `SOURCE City of Vale`."""
    found = patterns.label("source", before="", after=r"\s+(?=(?-i:[A-ZÀ-Þ]))").match(text)
    named = found is not None and words.is_capital(found["label"]) and not words.is_capital(text)
    ended = text.endswith((".", "?", "!")) and not re.search(r"\b(?:Inc|Ltd|Corp|Co)\.$", text)
    return text[found.end() :] if found and named and not ended and len(text.split()) <= _MOST_WORDS else ""


def source(text: str) -> bool:
    """Tell whether a line names the source, with its label."""
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or re.search(r"\w{3,}[.!?]\s.*[.!?]$", text):
        return False
    labelled = patterns.label("source", after=patterns.COLON + r"[\[\w]").match(text)
    return labelled is not None or bool(agency(text) or sourced(text) or released(text))


def advisory(text: str) -> bool:
    """Tell whether a line speaks to editors and not to readers."""
    return len(text) < _LONGEST and _advisory().match(text) is not None


def junk(text: str) -> bool:
    """Tell whether a line is no part of the story: a button, a notice, a time to read, the heading of a release."""
    if len(text) > 100:
        return False
    bare = text.strip(" .:!|*_[]()→»").casefold().replace("’", "'").rstrip(":")
    timed = len(text) < 28 and _minutes().fullmatch(text)
    locked = any(patterns.label("locked", after=r"(?!\w)").match(part) for part in re.split(r"(?<=[.!?])\s", text))
    more = text.startswith("(") and text.endswith(")") and bare in words.everywhere("more")
    if bare in words.known("junk") or more or timed or locked or _holds_place(text):
        return True
    if _FILED.fullmatch(text):
        return True
    if _held_back().match(text) and re.search(r"\d", text) and not text.endswith("."):
        return True
    if _turned().fullmatch(text) or _changed().fullmatch(text) or _paged().fullmatch(text):
        return True
    return _is_button(bare) or _path().fullmatch(text) is not None or _counted().fullmatch(text) is not None


def path(text: str) -> bool:
    """Tell whether a line is the path above the story of a page: `Home > Nasional > Daerah`."""
    return len(text) <= 100 and _path().fullmatch(text) is not None


def foot(text: str) -> bool:
    """Tell whether a line opens what stands below the story of a page: what others read, and what they say."""
    bare = text.strip(" .:!|*#_[]→»").casefold().replace("’", "'")
    return bare in words.known("foot") or (len(text) <= 40 and _remarks().fullmatch(text) is not None)


def _holds_place(text: str) -> bool:
    """Tell whether a line in square brackets stands for something that did not come, and is no picture's caption."""
    captioned = credits.is_signed(text) or (credits.is_caption(text) and text.endswith(".]"))
    return _PLACEHOLDER.fullmatch(text) is not None and not captioned


def _is_button(bare: str) -> bool:
    """Tell whether a line consists of the names of buttons, perhaps behind a word for sharing: `Share on Facebook`."""
    rest = patterns.word("share").sub("", bare, count=1) if bare.split()[:1] != [bare] else bare
    named = [word for word in _BETWEEN.split(rest) if word]
    known = words.everywhere("buttons")
    if len(bare.split()) > 1 and all(word in words.known("junk") for word in _BETWEEN.split(bare) if word):
        return True  # `Kommentare Drucken Teilen`
    return (
        bool(named) and all(word in known for word in named) and (rest != bare or any(len(word) > 2 for word in named))
    )


def related(text: str) -> bool:
    """Tell whether a line is nothing but a heading over a list of links."""
    return text.strip("#*_: ：").casefold().replace("’", "'") in words.known("related")


def tags(text: str) -> bool:
    """Tell whether a line holds keywords, with its label."""
    return len(text) < _LONGEST and patterns.label("tags", after=patterns.COLON + r"\S").match(text) is not None


def is_tags_label(text: str) -> bool:
    """Tell whether a line is nothing but the label of keywords."""
    return text.strip("#*_:： ").casefold() in words.known("tags")


def rights(text: str) -> bool:
    """Tell whether a line says who owns the text."""
    return len(text) < _LONGEST and _rights().match(text) is not None and _reserved().search(text) is not None


def end_mark(text: str) -> bool:
    """Tell whether a line is nothing but a mark of the end."""
    if len(text) > 60:
        return False
    bare = _COUNTED.sub("", text).strip(_AROUND).casefold()
    if bare in words.known("end"):
        return words.is_capital(text) or text != text.strip(_AROUND) or not words.is_cased(text)
    if _INITIALS.fullmatch(text) or _closes(text):
        return True
    signs = _MARKS.fullmatch(text) is not None
    return signs and (bare in ("", "30", "0") or text.startswith(("-", "–", "—")))


def uncounted(text: str) -> str:
    """Return a line without the number of words in brackets behind it: `NHS/RM (186 words)`."""
    return _COUNTED.sub("", text) if text.endswith(")") else text


def glued_mark(text: str) -> int:
    """Return where an end mark begins that stands right behind the last word, or the length of the text."""
    stem = text.rstrip()
    found = _GLUED.search(stem, max(1, len(stem) - _TAIL))
    if found is None:
        return len(text)
    word = found["word"] or found["last"]
    if word and not (word.casefold() in words.known("end") and words.is_capital(word)):
        return len(text)
    return found.start() + len(found[0]) - len(found[0].lstrip())


def signed(text: str, agencies: Collection[str]) -> int:
    """Return where an agency begins that stands behind the last sentence, one of these or a known one, or 0."""
    stem = text.rstrip(" .")
    found = _SIGNED.search(stem, max(1, len(stem) - _TAIL))
    if found is None:
        return 0
    known = found["agency"] in agencies or found["agency"].casefold() in words.everywhere("outlets")
    return found.start("dash") if known else 0


def initialled(text: str, agencies: Collection[str]) -> int:
    """Return where a paper's own letters begin behind the last sentence, or the length of the text: `she said. INQ`.

    Those of an agency name the source.
    """
    found = _LETTERS.search(text.rstrip(), max(1, len(text) - _TAIL))
    known = found is None or found[0] in agencies or found[0].casefold() in words.everywhere("outlets")
    return len(text) if found is None or known else found.start()


def call(text: str) -> bool:
    """Tell whether a line is an outlet's own closing line: it opens with an appeal and names a channel."""
    if len(text) > 300:
        return False
    channel, address = patterns.word("channel").search(text), _ADDRESS.search(text)
    opens = _call().match(text)
    if opens:
        most = _MOST_CALLED[min(len(opens["label"].split()), len(_MOST_CALLED)) - 1]
        brief = len(text.split()) <= most and not text.endswith((".", "?"))
        return bool(channel or address or brief)
    return bool(channel and address and patterns.word("call").search(text))


def _closes(text: str) -> bool:
    """Tell whether a text ends in a word for the end behind a bar: `Lusa/Fim`."""
    before, bar, word = text.rpartition("/")
    return bool(bar and before.strip() and len(text) < 20 and word.strip(") ").casefold() in words.known("end"))


@cache
def _minutes() -> re.Pattern[str]:
    """Return what matches how long it takes to read."""
    return re.compile(rf"\D{{0,30}}\d{{1,2}}\s*{words.choice('minutes')}(?!\w)[^.]{{0,20}}\.?", re.IGNORECASE)


@cache
def _changed() -> re.Pattern[str]:
    """Return what matches the hour of a change without its day: `Laatst bijgewerkt: 16:40`."""
    return re.compile(
        rf"\W{{0,3}}{words.choice('updated')}(?!\w)[^\d\n]{{0,12}}\d{{1,2}}[:.h]\d{{2}}\D{{0,12}}", re.IGNORECASE
    )


@cache
def _paged() -> re.Pattern[str]:
    """Return what matches the numbers by which a page is turned: `Halaman: 1 2 Selanjutnya`, or which one it is."""
    return re.compile(
        rf"\d{{1,2}}\s+{words.choice('page_of')}\s+\d{{1,2}}\s+{words.choice('page')}|{words.choice('page')}\s*:?(?:\s*\d{{1,2}}){{2,9}}(?:\s+[^\W\d_]+)?\W*",
        re.IGNORECASE,
    )


@cache
def _turned() -> re.Pattern[str]:
    """Return what matches where a story goes on in print: `(Bersambung ke halaman 11)`, `Please see FIRE, Page B4`."""
    return re.compile(rf"\(?[^\d.!?:]{{3,40}}\s{words.choice('page')}\s+[A-Z]?\d{{1,3}}\)?", re.IGNORECASE)


@cache
def _rights() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.choice('rights')}|©|\(c\))", re.IGNORECASE)


@cache
def _reserved() -> re.Pattern[str]:
    return re.compile(rf"\d{{4}}|{words.choice('reserved')}(?!\w)", re.IGNORECASE)


@cache
def _path() -> re.Pattern[str]:
    """Return what matches the path above the story of a page: `Home > Nasional > Daerah`."""
    return re.compile(rf"{words.choice('home')}(?:\s*[>»›/|]\s*[^>»›/|.]{{2,30}}){{1,5}}", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """Return what matches `12 comments`, `Dibaca: 1.234 kali`."""
    what, number = words.choice("counted"), r"\d[\d.,]{0,9}\s*(?:" + words.anywhere("thousands") + r"(?!\w))?\.?"
    return re.compile(rf"\W*(?:{what}\W+{number}(?:\s+{what})?|{number}\s+{what})\W*", re.IGNORECASE)


@cache
def _held_back() -> re.Pattern[str]:
    """Return what matches the beginning of `EMBARGOED UNTIL 00.01 GMT`."""
    return re.compile(rf"[\W_]{{0,3}}{words.anywhere('embargo')}(?!\w)", re.IGNORECASE)


@cache
def _remarks() -> re.Pattern[str]:
    """Return what matches how many have said something: `Kommentare (12)`."""
    return re.compile(rf"{words.choice('counted')}\s*\(\d[\d.,]{{0,6}}\)", re.IGNORECASE)


@cache
def _call() -> re.Pattern[str]:
    return patterns.label("call", before=r"\W{0,6}(?:[^.!?\n]{0,60}[.!?,]\s+)?", after=r"(?!\w)")


@cache
def _with_agency() -> re.Pattern[str]:
    return re.compile(rf"\(\s*{words.choice('with_')}\s+(?P<agency>(?:[^\W\d_]+[ /,]*){{1,5}})\)", re.IGNORECASE)


@cache
def _advisory() -> re.Pattern[str]:
    editors = words.choice("editor", "notes")
    taken = rf"\({words.choice('advisory')}(?!\w).*\)$"
    return re.compile(rf"[\W_]{{0,3}}(?:{editors})\s*[:：—]|{taken}", re.IGNORECASE)
