"""What the first blocks of a text say of themselves, the lines of letters, releases and portals among them."""

import re
from collections.abc import Sequence

from broadsheet.importing.wire import credits, dateline, dates, desk, labels, links, marks, names, titles, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece, Where

_RUBRIC = re.compile(r"(?P<rubric>[^\W\d_][^:\n]{2,28}?)(?P<sign>\s*[:：]|\s+[-–—/|])\s+(?=\S)")
_SIGNED_RUBRIC = re.compile(
    r"#\w{3,28}\s*[|:–—-]\s+(?=\S)|\[(?P<rubric>[^\W\d_][^\[\]\d\n]{2,28})\]\s*[|:–—-]?\s*(?=\w)"
)
"""`#AHORA | Choque múltiple`, `[PARLEMEN] Komisi minta audit`."""
_TICKER = re.compile(r"\+{2,3}\s*(?P<rubric>[^+:\n]{3,28}?)\s*(?:\+{2,3}|:)\s*(?P<title>[^+\n]{12,150}?)\s*\+{2,3}")
"""`+++ EILMELDUNG +++ Bahn stellt Verkehr ein +++`."""
_LONGEST_OUTLET = 60
_DATED = 6
"""Blocks from a byline above the headline on, within which a date stands."""
_STORY = 80
"""Characters of the first paragraph of a story, at least."""
_BUTTON = 5
"""Characters of a button that only its place among others makes one."""

_PICTURED: tuple[Where, ...] = ("picture", "caption")

Said = Sequence[Sequence[Piece]]


def read(blocks: Sequence[Block], tag: str) -> list[tuple[Piece, ...]]:
    """Return the pieces of each of the first blocks that says what it is; none of one that only its place can tell."""
    said = [labels.pieces(block, tag) for block in blocks]
    if said and _is_left_over(said[0]) and titles.is_rubric(blocks[0].text):
        said[0] = ()
    for at, block in enumerate(blocks):
        if not said[at] and not block.code and _is_office(block.text):
            said[at] = _left_over(block)
    if said and not said[0]:
        said[0] = _dated_title(blocks)
    _find_buttons(blocks, said)
    _find_first(blocks, said, tag)
    _find_byline(blocks, said, tag)
    for at in range(1, len(said)):
        if not said[at] and (_is_signature(blocks[at].text, said, at) or _signs_above(blocks, said, at)):
            said[at] = (Piece(blocks[at].start, blocks[at].end, "credit", "likely"),)
    return said


def is_one(pieces: Sequence[Piece], *wheres: Where) -> bool:
    """Tell whether a block is known to be of one of these fields."""
    return bool(pieces) and pieces[0].where in wheres


def rubric(block: Block) -> tuple[Piece, ...]:
    """Return kicker and headline of a first line like `REPORTAGE: Nachts im Stellwerk`."""
    ticker = _TICKER.fullmatch(block.text)
    if ticker and titles.is_urgent(ticker["rubric"]):
        kicker = Piece(block.start, block.start + len(block.text[: ticker.start("title")].rstrip()), "kicker", "likely")
        return kicker, Piece(block.start + ticker.start("title"), block.end, "headline", "likely")
    sign = _SIGNED_RUBRIC.match(block.text)
    if sign and titles.is_title(block) and _is_shown(sign["rubric"]):
        kicker = Piece(block.start, block.start + len(sign[0].rstrip()), "kicker", "likely")
        return kicker, Piece(block.start + sign.end(), block.end, "headline", "likely")
    found = _RUBRIC.match(block.text)
    if found is None or not titles.is_rubric(found["rubric"]) or words.is_capital(block.text):
        return ()
    if not words.is_cased(block.text) and found["sign"].strip() in ":：":
        return ()  # in Arabic such a label is part of the headline
    if found["sign"].strip() == "|" and names.is_name(re.split("[,(]", block.text[found.end() :])[0], least=2):
        return ()  # whom one has talked to: the headline is what he said
    colon = block.start + len(block.text[: found.end()].rstrip())
    headline = Piece(block.start + found.end(), block.end, "headline", "likely")
    return Piece(block.start, colon, "kicker", "likely"), headline


def _is_shown(rubric: str | None) -> bool:
    """Tell whether words in brackets are a rubric: in capitals or known; behind `#` any word is one."""
    return rubric is None or words.is_capital(rubric) or titles.is_rubric(rubric) or _is_kicker(rubric)


def _is_kicker(rubric: str) -> bool:
    return rubric.casefold() in words.known("kicker") | words.known("urgent")


def opens_with_dateline(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a block begins with a dateline."""
    if at >= len(blocks):
        return False
    text = blocks[at].text
    return dateline.read(text) is not None or dateline.stopped(text, [near.text for near in blocks[:at]]) is not None


def _dated_title(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """Return dateline and headline of a first line that has both, as AFP sends it: the story begins below it."""
    found = dateline.read(blocks[0].text) if len(blocks) > 2 else None
    if found is None or found[2] != "sure" or len(blocks[0].text) > 2 * _STORY + found[1]:
        return ()
    story = blocks[1]
    if titles.is_sentence(blocks[0].text) or len(story.text) < _STORY or not titles.is_sentence(story.text):
        return ()
    if not (story.apart or story.indent) or dateline.read(story.text):
        return ()
    start = blocks[0].start
    headline = Piece(start + found[1], blocks[0].end, "headline", "likely")
    return Piece(start, start + len(blocks[0].text[: found[1]].rstrip()), "dateline", found[2]), headline


def _find_buttons(blocks: Sequence[Block], said: list[tuple[Piece, ...]]) -> None:
    """Find lines of a sign or two among buttons, which are buttons, too: `X`, `A- A+`."""
    for at in range(1, len(said)):
        if not said[at] and len(blocks[at].text) <= _BUTTON and marks.junk(blocks[at - 1].text):
            said[at] = _left_over(blocks[at])


def _find_first(blocks: Sequence[Block], said: list[tuple[Piece, ...]], tag: str) -> None:
    """Find a byline above the headline: a name, and under it what that person is."""
    for at in range(min(2, len(said) - 2)):
        name, post, title = blocks[at], blocks[at + 1], blocks[at + 2]
        dated = any(is_one(pieces, "published", "updated") for pieces in said[at + 3 : at + _DATED])
        signed = dated and names.is_name(name.text, least=2) and not post.apart and names.is_addition(post.text)
        if signed and not said[at] and titles.is_title(title) and not said[at + 2]:
            said[at] = labels.to_the_end(names.loose(links.masked(name.text).rstrip(), name.start, tag), name)
            said[at + 1] = (Piece(post.start, post.end, "byline", "likely"),)
            return


def _find_byline(blocks: Sequence[Block], said: list[tuple[Piece, ...]], tag: str) -> None:
    """Find the byline that has no label, and the lines around it that belong to it: a role, an outlet, an address."""
    at = next((number for number in range(len(said)) if is_one(said[number], "byline")), -1)
    if at < 0:
        at = next((number for number in range(1, len(said)) if _is_byline(blocks, said, number)), -1)
        if at < 0:
            _find_timed(blocks, said, tag)
            return
        text = links.masked(blocks[at].text).rstrip()
        said[at] = labels.to_the_end(names.loose(text, blocks[at].start, tag), blocks[at])
    if at + 1 < len(said) and not said[at + 1] and not blocks[at + 1].apart and names.goes_on(blocks[at + 1].text):
        said[at + 1] = (Piece(blocks[at + 1].start, blocks[at + 1].end, "byline", "likely"),)
    for after in range(at + 1, min(at + 3, len(said))):
        free = not said[after] or _is_left_over(said[after])
        if free and _adds(blocks[after].text) and is_one(said[after - 1], "byline"):
            said[after] = (Piece(blocks[after].start, blocks[after].end, "byline", "likely"),)
        elif not said[after] and _is_agency(blocks, after):
            said[after] = _left_over(blocks[after])
    if at > 1 and not said[at - 1] and names.is_addition(blocks[at - 1].text):
        said[at - 1] = _left_over(blocks[at - 1])


def _is_signature(text: str, said: Said, at: int) -> bool:
    """Tell whether a line says whose the picture is, by its place alone.

    Under a byline by a word for a picture with a name behind it, `Beeld Fatima Ouali`; under a byline or date by
    capitals with the paper in brackets, `JORGE SALVATIERRA (EL CORREO)`.
    """
    if text.startswith("(") and text.endswith(")") and names.is_name(text[1:-1].split("/", maxsplit=1)[0], least=2):
        return any(is_one(pieces, *_PICTURED) for pieces in said[max(at - 2, 0) : at])
    if credits.is_slashed(text):
        return is_one(said[at - 1], "byline", "published", "updated", "left_over", "picture")
    if credits.is_named(text):
        return is_one(said[at - 1], "byline", "credit")
    return credits.is_stamped(text) and any(is_one(pieces, "byline", "published") for pieces in said[:at])


def _signs_above(blocks: Sequence[Block], said: Said, at: int) -> bool:
    """Tell whether a name in capitals stands right under a line of its own, below a byline: that is its picture's."""
    if (
        blocks[at].apart
        or said[at - 1]
        or not blocks[at - 1].apart
        or not any(is_one(one, "byline") for one in said[:at])
    ):
        return False
    text = blocks[at].text
    ended = at + 1 < len(blocks) and blocks[at + 1].apart and not words.is_capital(blocks[at - 1].text)
    return ended and words.is_capital(text) and names.is_name(text, least=2)


def _find_timed(blocks: Sequence[Block], said: list[tuple[Piece, ...]], tag: str) -> None:
    """Find a name with a date and an hour behind it; where somebody has signed already, a place stands there."""
    for at in range(1, len(said)):
        if not said[at] or is_one(said[at], "published"):
            found = labels.timed(blocks[at], tag)
            if found:
                said[at] = found
                return


def _is_agency(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a line is the agency that a dateline below it has in brackets."""
    text = blocks[at].text
    return len(text) <= _LONGEST_OUTLET and any(f"({text})" in near.text[:90] for near in blocks[at + 1 : at + 5])


def _adds(text: str) -> bool:
    return names.is_addition(text) or names.is_help(text)


def _is_byline(blocks: Sequence[Block], said: Said, at: int) -> bool:
    """Tell whether a block without a label consists of names, below a headline and beside a date or other label."""
    text = " ".join(links.masked(blocks[at].text).split())
    above = [near for near in range(at) if not said[near]]
    headline = any(not titles.is_kicker(blocks[near].text, text) for near in above)
    if said[at] or not headline or not names.is_byline(text):
        return False
    if not words.is_cased(text) and at + 1 < len(said) and not said[at + 1] and names.is_byline(blocks[at + 1].text):
        return False  # without capitals any few words look like names: those further below are nearer to the day
    near = [said[beside] for beside in (at - 1, at + 1, at + 2) if 0 <= beside < len(said)]
    beside = any(is_one(pieces, "published", "updated", "picture", "caption", "credit") for pieces in near)
    added = at + 1 < len(blocks) and names.is_addition(blocks[at + 1].text)
    told = re.search(r"\s[|/–—-]\s|[,(]", text) is not None
    return beside or added or told or opens_with_dateline(blocks, at + 1) or _stands_alone(blocks, at)


def _stands_alone(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a line of few words with capitals stands apart below titles and right above the story."""
    if at + 2 >= len(blocks) or not (blocks[at].apart and blocks[at + 1].apart) or len(blocks[at].text.split()) > 4:
        return False
    titled = all(titles.is_title(block) for block in blocks[:at])
    after = blocks[at + 1].text
    return titled and words.is_cased(after) and len(after) > _STORY and titles.is_sentence(after)


def _is_office(text: str) -> bool:
    if dates.is_weekday(text):
        return True
    return desk.is_office(text) or (len(text) < _LONGEST_OUTLET and names.is_outlet(text))


def _is_left_over(pieces: Sequence[Piece]) -> bool:
    return len(pieces) == 1 and pieces[0].where == "left_over"


def _left_over(block: Block) -> tuple[Piece, ...]:
    return (Piece(block.start, block.end, "left_over", "guess"),)
