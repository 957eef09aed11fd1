"""Pictures and their words: the file that copy names, the caption, and whose picture it is."""

import re
from functools import cache

from broadsheet.article import parts
from broadsheet.article.parts import Caption
from broadsheet.importing.wire import names, patterns, words

_ENDINGS = r"(?:jpe?g|png|webp|gif|avif|tiff?|heic)"
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\((?P<file>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)(?:\s+\"(?P<title>[^\"\n]*)\")?\)",
    re.IGNORECASE,
)
_FILE = re.compile(
    rf"[\[(<«\"']*\s*(?:[^\W\d_]+\s*[:：]\s*)?(?P<file>(?:[\w%+ ()'-]+[\w)]|\w)?\.{_ENDINGS})\s*[\])>»\"']*",
    re.IGNORECASE,
)
_LONGEST_FILE, _LONGEST_CREDIT, _LONGEST_CAPTION = 200, 120, 300
_CAPTION = 15
"""Characters of the shortest caption."""
_MOST_WORDS = 9
"""Of a credit."""
_CAPITAL = re.compile(r"(?:[.!?»”\"]|\s[|–—-])\s+(?P<whose>[^a-z\n]{4,60})$")
"""A credit in capitals behind the caption, as newspapers print it."""
_WHOLE = re.compile(r"\[[^\[\]]*\]")
"""A line in brackets, as our own wire copy has pictures: `[Photo: caption (credit)]`."""
_STAMP = re.compile(r"[^\W\d_][^\d()!?:\n]{3,40}\([^\d()!?\n]{2,40}\)")
_NAME = r"[A-ZÀ-Ý][\w.'-]+(?: [A-ZÀ-Ý][\w.'-]+){1,2}"
_SLASHED = re.compile(
    rf"(?:[.!?»”\"]\s+(?:[A-Z]{{2,}}[\w.]*(?: [A-Z]{{2,}})?/[\w .'-]{{2,40}}|{_NAME}\s?/\s?[A-ZÀ-Ý][\w .'-]{{1,30}})"
    rf"|\s/\s{_NAME})$"
)
"""An agency and a name behind the caption, in either order, or a name behind a stroke: `ANTARA/Galih Prakoso`."""


def picture(text: str) -> str | None:
    """Return the file that a line names as a picture, empty where only a remnant of it is left; None if it is none."""
    if len(text) > _LONGEST_FILE:
        return None
    found = _PICTURE.fullmatch(text)
    if found:
        return found["file"]
    if _noted().fullmatch(text):
        return ""
    found = _FILE.fullmatch(text)
    name = found["file"].strip() if found else ""
    return None if found is None else name if name[:1].isalnum() else ""


def is_remnant(text: str) -> bool:
    """Tell whether a line only says that there was a picture: `.jpeg)`, `(foto)`."""
    return picture(text) == ""


def is_figure(text: str, *, bare: bool = False) -> bool:
    """Tell whether a text is a picture in Markdown; a `bare` one has no words with it yet."""
    found = _PICTURE.fullmatch(text)
    return found is not None and bool(found["file"]) and not (bare and found["title"])


def figure(text: str, words_below: str) -> str:
    """Return a picture in Markdown with the caption below it in its title, where the house has both (article.parts)."""
    at = within(words_below)
    told = words_below[:at].rstrip(" \t\u00a0-–—|")
    caption = patterns.without_label(told, "caption", "photo")
    title = " ".join(f"{caption} ({whose(words_below[at:])})".split())
    quoted = re.sub(r'(?<!\\)"', r"\"", title)
    return f'{text.removesuffix(")").rstrip()} "{quoted}")'


def alternative(text: str) -> str:
    """Return the alternative text of a picture in Markdown, or an empty string."""
    found = _PICTURE.fullmatch(text)
    return found["alt"] if found else ""


def inside(text: str) -> Caption:
    """Return the words that a picture in Markdown has with it: caption and, in parentheses at the end, credit."""
    found = _PICTURE.fullmatch(text)
    return parts.caption(found["title"] or "") if found else Caption()


def is_caption(text: str) -> bool:
    """Tell whether a line says itself that it is a caption."""
    if patterns.label("caption").match(text):
        return True
    found = patterns.label("photo").match(text)
    return found is not None and len(text) <= _LONGEST_CAPTION and _is_told(text[found.end() :])


def is_called(text: str) -> bool:
    """Tell whether a line has a label that stands before captions only: `BU: Der Festzug in der Dorfstraße`."""
    return patterns.label("caption").match(text) is not None


def is_credit(text: str) -> bool:
    """Tell whether a line is nothing but whose picture it is: `Photo: AFP`, `(Foto: Rani/Antara)`, `© dpa`."""
    if len(text) > _LONGEST_CREDIT or "\n" in text:
        return False
    found = _credit().fullmatch(text) or _agency().fullmatch(text) or _by().fullmatch(text)
    if found is None:
        return False
    whose_it_is = found["whose"]
    few = len(whose_it_is.split()) <= _MOST_WORDS and not re.search(r"\w{3,}[.!?]\s+\w", whose_it_is)
    empty = all(words.bare(word) in words.known("words") for word in whose_it_is.split())
    return few and not empty and not _is_told(whose_it_is)


def is_named(text: str) -> bool:
    """Tell whether a line is a word for pictures and a name, without a colon: `Beeld Fatima Ouali`."""
    found = patterns.label("photo", after=r"\s+(?=\w)").match(text) if len(text) <= _LONGEST_CREDIT // 2 else None
    return found is not None and names.is_name(text[found.end() :], least=2)


def is_bracketed(text: str) -> bool:
    """Tell whether a line stands in square brackets as a whole."""
    return _WHOLE.fullmatch(text) is not None


def is_stamped(text: str) -> bool:
    """Tell whether a line is in capitals with brackets behind it, as Spanish papers sign pictures."""
    return len(text) <= 70 and words.is_capital(text) and _STAMP.fullmatch(text) is not None


def is_slashed(text: str) -> bool:
    """Tell whether a line is an outlet and a name with a stroke between and no small word: `ANTARA / Galih Prakoso`."""
    hands = [hand.strip() for hand in text.split("/")]
    if len(text) > 70 or len(hands) != 2 or not all(hands) or re.search(r"[\d:.!?|]", text):
        return False
    capital = all(words.is_cased(word) and word[0].isupper() for hand in hands for word in hand.split())
    return capital and any(names.is_name(hand, least=2) for hand in hands)


def opening(text: str) -> int:
    """Return where a caption begins behind the credit that opens its line, or 0: `Photo by X / Y via AFP: caption`."""
    found = _before_caption().match(text)
    if found is None or len(text) > _LONGEST_CAPTION or len(text) - found.end() < _CAPTION:
        return 0
    whose_it_is = found["whose"] or found["bracketed"]
    few = len(whose_it_is.split()) <= _MOST_WORDS and _small(whose_it_is) <= 2
    if found["loose"] is not None and not re.search(r"\w\s?/\s?\w", whose_it_is):
        return 0  # `Photo Finish: how the race was won`
    return found.end() if few and not whose_it_is[0].islower() else 0


def is_signed(text: str) -> bool:
    """Tell whether a line ends with a credit that has a label: such a line is a caption wherever it stands."""
    at = within(text) if len(text) <= _LONGEST_CAPTION else 0
    return at > _CAPTION // 2 and _opening().match(text[at:].lstrip("([")) is not None


def within(text: str) -> int:
    """Return where the credit begins in a caption, with its bracket or label; 0 where there is none."""
    stem = text.rstrip(". *_")
    if is_bracketed(stem):
        at = within(stem[1:-1])
        return at and at + 1
    if stem.endswith((")", "]")):
        at = _bracket(stem)
        if at > 0 and _names_somebody(stem[at + 1 : -1]):
            return at
    tail = text.rstrip("*_ ")
    from_ = max(0, len(tail) - _LONGEST_CREDIT)
    found = _labelled().search(tail, from_)
    if found and not re.search(r"\w{4,}[.!?]\s", found["whose"]):
        return found.start("label")
    handed = _handed().search(tail, from_) or _sentence().search(tail, from_)
    if handed:
        return 0 if _is_told(handed["label"]) else handed.start("label")
    bare = tail.rstrip(".")
    slashed = _SLASHED.search(bare, from_)
    if slashed:
        return slashed.start() + len(slashed[0]) - len(slashed[0].lstrip('.!?»”" '))
    capital = _CAPITAL.search(bare, from_)
    named = capital and words.is_capital(capital["whose"]) and re.search(r"[^\W\d_]{3,}", capital["whose"])
    return capital.start("whose") if capital and named else 0


def pair(text: str) -> tuple[int, int] | None:
    """Return where a credit ends and the caption behind it begins where each has its label; None for any other line.

    `Fotografias: António Vouga. Legenda: O Flor da Marinha no canal.`
    """
    found = _pair().match(text) if len(text) <= 2 * _LONGEST_CAPTION else None
    return (found.end("whose"), found.start("caption")) if found and not _is_told(found["whose"]) else None


def names_both(text: str) -> bool:
    """Tell whether a line with a label has a caption and a credit: the bracket at its end names somebody and an agency.

    `Foto: Ilustrasi begal (Edi Wahyono/detikcom)`; in `Foto: Jo Reed (AP)` the bracket only adds to the credit.
    """
    at = within(text)
    hands = [hand.strip() for hand in whose(text[at:]).split("/")] if at else []
    if len(hands) < 2 or not text[at:].startswith(("(", "[")):
        return False
    opening = _opening().match(text.lstrip("([*_ "))
    told = text.lstrip("([*_ ")[opening.end() if opening else 0 : at]
    return any(names.is_name(hand, least=2) for hand in hands) and re.search(r"\w", told) is not None


def whose(text: str) -> str:
    """Return the credit itself, without brackets and label."""
    bare = _label().sub("", text.strip("()[] .*_|/–—-\n"))
    word = _noun().match(bare)
    found = (bare[word.end() :] if word and bare[word.end()].isupper() else bare).strip(" ()[]|:：")
    return f"{found})" if found.count("(") > found.count(")") else found


def _is_told(text: str) -> bool:
    """Tell whether words tell what is to be seen, and not whose picture it is: most of them are no names."""
    small = _small(text)
    return small >= 3 and 2 * small >= len(text.split())


def _small(text: str) -> int:
    return sum(words.is_cased(word) and word[0].islower() for word in text.split())


def _bracket(stem: str) -> int:
    """Return where the last bracket of a text opens, or -1; none is as long as a sentence."""
    depth = 0
    for at in range(len(stem) - 1, max(-1, len(stem) - _LONGEST_CREDIT), -1):
        depth += (stem[at] in ")]") - (stem[at] in "([")
        if depth == 0:
            return at
    return -1


def _names_somebody(text: str) -> bool:
    """Tell whether words in brackets say whose picture it is, and not what the sentence adds."""
    if not text or len(text) > 70 or re.fullmatch(r"[\d/.,:\s-]+", text):
        return False
    if _opening().match(text) or re.search(r"\w/\w", text):
        return True
    if re.search(r"\d{3}|[.!?]\s", text):
        return False
    return len(text.split()) <= 6 and _small(text) <= 1


def _is_handed(label: str) -> bool:
    """Tell whether a label is a word for a picture and one for whose it is; `courtesy of` says more than that."""
    return label.rsplit(maxsplit=1)[-1] in words.known("whose") and label.split(maxsplit=1)[0] in words.known("photo")


@cache
def _noted() -> re.Pattern[str]:
    """Return what matches a word for a picture in brackets and nothing else: there was one."""
    return re.compile(rf"[(\[<]{words.choice('photo')}[)\]>]", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.choice('photo')}|©|\(c\))(?!\w)", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    photo = words.choice("photo")
    label = rf"(?:{photo}(?:\s*[:：]\s*|\s*/\s*|\s+[–—-]\s+)|(?:©|\(c\))\s*(?:{photo}\s*[:：]\s*)?)"
    return re.compile(rf"[\W_]{{0,2}}{label}(?P<whose>[^\n]{{2,90}}?)[)\]*_. ]*", re.IGNORECASE)


@cache
def _by() -> re.Pattern[str]:
    """Return what matches `(Photo by Rhona Mills/Getty Images)`: names behind the word that hands it to somebody."""
    name = rf"(?-i:[^\W\d_a-z][^\s()]*|via|[/|&]|{words.anywhere('particles')}(?!\w))"
    return re.compile(rf"[(\[*_]{{0,3}}{_handing()}\s+(?P<whose>{name}(?:\s+{name}){{0,8}}?)[)\]*_. ]*", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"{words.choice('picture')}\s+(?=\S)", re.IGNORECASE)


@cache
def _handing() -> str:
    return f"(?:{'|'.join(words.spelt(label) for label in words.pool('photo') if _is_handed(label))})"


@cache
def _before_caption() -> re.Pattern[str]:
    photo = words.choice("photo")
    bare = rf"(?:{photo}\s*[:：]\s*|{_handing()}\s+|(?P<loose>{photo}\s+))(?P<whose>[^:：.!?()\n]{{3,70}}?)\s*[:：|]\s+"
    bracketed = rf"\({photo}(?:\s*[:：/]\s*|\s+)(?P<bracketed>[^()\n]{{3,70}})\)\s+"
    return re.compile(rf"(?:{bare}|{bracketed})(?=\S)", re.IGNORECASE)


@cache
def _agency() -> re.Pattern[str]:
    """Return what matches `ANTARA FOTO/Yosef Ginting`."""
    return re.compile(rf"[\W_]{{0,2}}(?:\w[\w.]*\s+)?{words.choice('photo')}\s*/\s*(?P<whose>\S[^.]*)", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    label = rf"(?:{words.choice('photo')}\s*(?:[:：]|\s-\s|/)|{words.choice('source')}\s*[:：]|©|\(c\))"
    return re.compile(rf"(?:[.!?»”\"’)«“]|\s[|–—-]|\w)\s+(?P<label>{label}\s*(?P<whose>[^\n]{{2,60}}))$", re.IGNORECASE)


@cache
def _handed() -> re.Pattern[str]:
    """Return what finds a credit behind a dash and the word for a picture: ` - Foto NSTP/SYAHMI`."""
    return re.compile(rf"(?:\s[|–—-]|[.!?»”\"])\s+(?P<label>{words.choice('photo')}\s+[^\n.]{{2,50}})$", re.IGNORECASE)


@cache
def _pair() -> re.Pattern[str]:
    photo, caption = words.choice("photo"), words.choice("caption")
    return re.compile(
        rf"[\W_]{{0,3}}{photo}\s*[:：]\s*(?P<whose>[^.\n]{{3,60}}[.;|]?)\s*(?P<caption>{caption}\s*[:：]\s*\S.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _sentence() -> re.Pattern[str]:
    """Return what finds a credit that is a sentence of its own: `. Cortesía del Hospital de Monteagudo.`."""
    name = rf"(?:{words.anywhere('particles')}\s+)?(?-i:[^\W\d_a-z])"
    return re.compile(rf"[.!?»”\"]\s+(?P<label>{words.choice('photo')}\s+{name}[^\n.]{{2,50}}\.)$", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    photo = words.choice("photo")
    source = words.choice("source")
    label = rf"{photo}(?:\s*[:：]\s*|\s+[–-]\s+)|{source}\s*[:：]\s*|{_handing()}\s+|{words.choice('picture')}\s*/\s*"
    return re.compile(rf"^(?:{label}|©\s*|\(c\)\s*)+", re.IGNORECASE)
