"""What stands below the last paragraph: end mark, source, closing line, related links, and a byline that comes late."""

import re
from collections.abc import Sequence
from functools import cache

from broadsheet.importing.wire import credits, labels, links, marks, names, readalso, titles, words
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece, Where

_DEEPEST = 14
"""Blocks from the end that are looked at."""
_BELOW: frozenset[Where] = frozenset(("end_mark", "source", "keywords", "rights", "credit", "left_over"))
_ONCE: frozenset[Where] = frozenset(("byline", "published", "updated", "picture", "caption"))
"""What stands below only where nothing of it stands above."""
_PICTURED: frozenset[Where] = frozenset(("picture", "caption"))
_INITIALS = re.compile(
    r"(?:\([^\W\d_]+\)\s*)?\(?[^\W\d_]{2,5}(?: \([^\W\d_]{2,5}\))?(?:\s?[/-]{1,2}\s?[^\W\d_]{2,4}){1,4}\)?"
    r"|\([^\W\d_]+/\d{2,4}\)|\([^\W\d_]{2,5}\)",
    re.IGNORECASE,
)
"""With which desks and agencies sign off: `PNA/jm/fo`, `JPS (MSF) // ACL`, `(Schluss) rue/tas`."""
_LONGEST_HEADING = 60
"""Characters of a heading over links that no list of ours has."""
_FIRST, _CAPTION = 2, 300
"""Paragraphs before a picture that does not lead, and characters of a caption below it."""
_LAST = 4
"""Blocks from the end in which initials or a word for the end in small letters are a mark."""
_LETTERS = re.compile(r"[A-Z]{2,5}")
"""A paper's own, alone at the end."""
_SIGNED = re.compile(r"\((?:[A-Z]{1,5}[/-])+[A-Z]{1,5}\)", re.IGNORECASE)
_ASKS = re.compile(r"[^\"“”„«»?@\n]{3,60}\?[^\"“”„«»?\n]*[\w.+-]@[\w-]+\.[\w.-]+\W*")
"""A question to readers with an address for their answers: `Tips of opmerkingen? Mail regio@stadsblad.example`."""
_LONGEST_ASK, _LONGEST_ASIDE = 160, 80
_MOST_TAGS, _LONGEST_TAG = 15, 40
"""Lines of keywords under their label, and characters of one."""
_MOST_TITLES = 8
"""Lines under a heading over links that are titles without an address."""
_ITEM = re.compile(r"[-*+•–]\s|\d+[.)]\s|.*https?://\S+[)>\]]?$|\[[^\]]+\]\(\S+\)$")

_LINKED = re.compile(r"[^:\n]{2,60}:\s+https?://\S+")
"""A link with what it leads to, below the mark of the end."""

Taken = dict[int, tuple[Piece, ...]]


def read(blocks: Sequence[Block], begin: int, above: frozenset[Where], tag: str) -> Taken:
    """Return the pieces of those blocks from `begin` on that a label makes something else than body."""
    found: Taken = {}
    deep = max(begin + 1, len(blocks) - _DEEPEST)
    for at in range(begin, len(blocks)):
        if at in found or blocks[at].code:
            continue
        pieces = labels.pieces(blocks[at], tag)
        where = pieces[0].where if pieces else None
        listed = (_related(blocks, at) or (_tags(blocks, at) if at >= deep else {})) if at > begin else {}
        shown = {*above, *(piece.where for taken in found.values() for piece in taken)}
        figure = _figure(blocks, at, begin)
        if listed:
            found |= listed
        elif figure:
            found |= figure
        elif not pieces and at > begin and "caption" not in shown and credits.is_signed(blocks[at].text):
            if credits.picture(blocks[at - 1].text) is None:
                found[at] = labels.captioned(blocks[at])
        elif at >= deep and (again := _said_above(blocks, at, begin, above if where == "credit" else None)):
            found[at] = again
        elif _is_anywhere(where, blocks[at]) or (at >= deep and _is_below(pieces, above, blocks[at])):
            found[at] = pieces
        elif at > begin and at >= len(blocks) - _LAST:
            ended = at + 1 == len(blocks) or bool(labels.pieces(blocks[at + 1], tag))
            last = _last(blocks[at], above, tag, ended=ended)
            found |= {at: last} if last else _letter(blocks, at, above)
    return _without_breaks(found, blocks) | _addressed(found, blocks) | _called(found, blocks)


def _letter(blocks: Sequence[Block], at: int, above: frozenset[Where]) -> Taken:
    """Return the pieces of the last two lines where they are a name and its place, as letters to the editor end."""
    if at != len(blocks) - 2 or "byline" in above or not blocks[at].apart or blocks[-1].apart:
        return {}
    name, place = blocks[at].text, blocks[-1].text
    if len(place.split()) > 3 or not names.is_name(place) or not names.is_name(name, least=2):
        return {}
    return {near: (Piece(blocks[near].start, blocks[near].end, "byline", "guess"),) for near in (at, at + 1)}


def _said_above(blocks: Sequence[Block], at: int, begin: int, credited: frozenset[Where] | None) -> tuple[Piece, ...]:
    """Return the piece of a line at the end that says what stands above, or whose the text is.

    `credited` is what else stands above where the line is a credit.
    """
    block = blocks[at]
    if credited is not None and any(credits.whose(block.text) in near.text for near in blocks[:begin]):
        return (Piece(block.start, block.end, "left_over", "likely"),)
    if credited is not None and block.text[:1] == "©" and ("credit" in credited or credited.isdisjoint(_PICTURED)):
        return (Piece(block.start, block.end, "rights", "likely"),)  # nobody's picture any more
    return (Piece(block.start, block.end, "left_over", "likely"),) if _is_signed_again(blocks, at, begin) else ()


def _is_signed_again(blocks: Sequence[Block], at: int, begin: int) -> bool:
    """Tell whether a line at the end is nothing but a name that signs above, too."""
    name = blocks[at].text.strip("()*_ .–—-")
    if len(name) > _LONGEST_TAG or not names.is_name(name, least=2):
        return False
    return any(name in block.text and names.is_byline(block.text) for block in blocks[:begin])


def _figure(blocks: Sequence[Block], at: int, begin: int) -> Taken:
    """Return the piece of a picture within the story, and of the caption below it where that has a credit.

    Behind two paragraphs or more a picture is none that leads: it stays where its writer has set it.
    """
    if at < begin + _FIRST or not credits.is_figure(blocks[at].text):
        return {}
    below = blocks[at + 1] if at + 1 < len(blocks) else blocks[at]
    signed = credits.is_signed(below.text) or (not below.apart and credits.within(below.text) > 0)
    told = signed and not credits.is_figure(below.text)
    if told and credits.is_figure(blocks[at].text, bare=True) and len(below.text) <= _CAPTION:
        return {at: (Piece(blocks[at].start, below.end, "body", "likely"),), at + 1: ()}
    return {at: (Piece(blocks[at].start, blocks[at].end, "body"),)}


def _is_anywhere(where: Where | None, block: Block) -> bool:
    """Tell whether a block is no paragraph, however much of the story follows."""
    return where in ("read_also", "call_to_action") or credits.is_remnant(block.text) or marks.junk(block.text)


def _is_below(pieces: Sequence[Piece], above: frozenset[Where], block: Block) -> bool:
    where = pieces[0].where if pieces else None
    if where == "caption" and len(pieces) == 1:
        return credits.is_called(block.text)  # else it is a sentence after a word for a picture
    return where in _BELOW or (where in _ONCE and where not in above)


def _called(found: Taken, blocks: Sequence[Block]) -> Taken:
    """Return the short lines right below an outlet's closing line at the end: what it promises, and its button."""
    calls = [at for at, pieces in found.items() if pieces and pieces[0].where == "call_to_action"]
    begin = max(calls) + 1 if calls else len(blocks)
    below = range(begin, len(blocks))
    near = len(below) <= _LAST and not any(blocks[at].apart or len(blocks[at].text) > _LONGEST_ASIDE for at in below)
    free = [at for at in below if at not in found]
    return {at: (Piece(blocks[at].start, blocks[at].end, "left_over", "guess"),) for at in free} if near else {}


def _last(block: Block, above: frozenset[Where], tag: str, *, ended: bool) -> tuple[Piece, ...]:
    """Return the pieces of one of the last blocks: initials, a word for the end in small letters, names alone."""
    text = marks.uncounted(links.masked(block.text).strip())
    if ended and _LETTERS.fullmatch(text):
        return (Piece(block.start, block.end, "end_mark", "guess"),)
    if _INITIALS.fullmatch(text) or text.casefold() in words.known("end"):
        return (Piece(block.start, block.end, "end_mark", "likely"),)
    if ended and len(text) <= _LONGEST_ASK and _ASKS.fullmatch(text):
        return (Piece(block.start, block.end, "call_to_action", "guess"),)
    if _SIGNED.fullmatch(text) or _hands().fullmatch(text) or names.is_help(text):
        return (Piece(block.start, block.end, "left_over" if "byline" in above else "byline", "guess"),)
    named = ended and "byline" not in above and names.is_byline(text) and not titles.is_sentence(text)
    if not named:
        return ()
    return labels.to_the_end(names.loose(links.masked(block.text).rstrip(), block.start, tag), block)


def _tags(blocks: Sequence[Block], at: int) -> Taken:
    """Return the piece of keywords that stand a line each under their label."""
    if not marks.is_tags_label(blocks[at].text):
        return {}
    end = at + 1
    while end < len(blocks) and end - at <= _MOST_TAGS and _is_tag(blocks[end].text) and not blocks[end].apart:
        end += 1
    bare = not blocks[at].text.endswith((":", "："))
    if bare and (end < at + 3 or (end < len(blocks) and not labels.pieces(blocks[end], ""))):
        return {}  # a heading
    if end == at + 1:
        return {at: (Piece(blocks[at].start, blocks[at].end, "left_over", "likely"),)}
    piece = Piece(blocks[at].start, blocks[end - 1].end, "keywords", "likely")
    return {at: (piece,), **dict.fromkeys(range(at + 1, end), ())}


def _addressed(found: Taken, blocks: Sequence[Block]) -> Taken:
    """Return the links below the mark of the end, a line each: `AP soccer: https://…`."""
    marked = [at for at, pieces in found.items() if any(piece.where == "end_mark" for piece in pieces)]
    below = [at for at in range(max(marked) + 1, len(blocks)) if _LINKED.fullmatch(blocks[at].text)] if marked else []
    return {at: (Piece(blocks[at].start, blocks[at].end, "related"),) for at in below}


def _is_tag(text: str) -> bool:
    return len(text) <= _LONGEST_TAG and len(text.split()) <= 4 and not titles.is_sentence(text) and ":" not in text


@cache
def _hands() -> re.Pattern[str]:
    """Return what matches a last line that names all hands, in brackets or with one after the other.

    `(Reporting by A and B; Editing by C)`
    """
    hand = words.choice("hand")
    return re.compile(rf"\({hand}(?!\w).*\)|{hand}(?!\w)[^;\n]+;\s*{hand}(?!\w)[^\n]*", re.IGNORECASE)


def _related(blocks: Sequence[Block], at: int) -> Taken:
    """Return the pieces of a list of links with its heading: one for each link."""
    known = marks.related(blocks[at].text)
    if not known and (len(blocks[at].text) > _LONGEST_HEADING or titles.is_sentence(blocks[at].text)):
        return {}
    number = at + 1
    items: list[int] = []
    while number < len(blocks) and (
        _ITEM.match(blocks[number].text)
        or _has_address(blocks, number)
        or (items and known and _is_next(blocks, number))
    ):
        items.append(number)
        number += 1
    if not known and not _is_linked_list(blocks, items, number):
        return {}
    if not items:
        items = _bare_titles(blocks, at + 1)
    if readalso.is_label(blocks[at].text) and len(items) <= 2 and _goes_on(blocks, number):
        return {}
    if len(items) < 2 and not (items and re.match(r"[-*+•]\s", blocks[items[0]].text)):
        return {}
    found: Taken = {at: ()}
    start = blocks[at].start
    for item in items:
        found[item] = ()
        if item + 1 in items and _is_address(blocks[item + 1].text) and not _is_address(blocks[item].text):
            continue
        found[item] = (Piece(start, blocks[item].end, "related"),)
        start = blocks[item + 1].start if item + 1 < len(blocks) else 0
    return found


def _is_next(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a line right under a link is one more title, of which the address did not come."""
    plain = titles.is_title(blocks[at]) and not titles.is_sentence(blocks[at].text)
    return plain and not blocks[at].apart and not labels.pieces(blocks[at], "")


def _goes_on(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the story goes on with a block, so that a link above it is a read-also."""
    return at < len(blocks) and titles.is_sentence(blocks[at].text) and not labels.pieces(blocks[at], "")


def _bare_titles(blocks: Sequence[Block], at: int) -> list[int]:
    """Return the lines from `at` to the end of the text, or to the next label, that are titles and no sentences."""
    end = at
    while end < len(blocks) and not blocks[end].code and not labels.pieces(blocks[end], ""):
        if not titles.is_title(blocks[end]) or titles.is_sentence(blocks[end].text):
            break
        end += 1
    told = any(titles.is_sentence(block.text) and not labels.pieces(block, "") for block in blocks[end : end + 2])
    return list(range(at, end)) if 2 <= end - at <= _MOST_TITLES and not told else []


def _is_linked_list(blocks: Sequence[Block], items: Sequence[int], after: int) -> bool:
    """Tell whether lines are two links or more, and nothing follows but what is no body."""
    if len(items) < 2 or not all("](" in blocks[item].text or "://" in blocks[item].text for item in items):
        return False
    return all(labels.pieces(block, "") for block in blocks[after : after + _LAST])


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[(<\[]?https?://\S+", text) is not None


def _has_address(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the address of a title stands on the next line."""
    return at + 1 < len(blocks) and len(blocks[at].text) <= 200 and _is_address(blocks[at + 1].text)


def _is_by_desk(blocks: Sequence[Block], ends: Sequence[int]) -> bool:
    """Tell whether the last of several marks are a desk's letters below the mark itself: `-- BERNAMA`, `NHS/RM/AZ`."""
    before, last = (marks.uncounted(blocks[at].text) for at in ends[-2:])
    return _INITIALS.fullmatch(last) is not None and _INITIALS.fullmatch(before) is None


def _without_breaks(found: Taken, blocks: Sequence[Block]) -> Taken:
    """Leave marks of the end in the body where much of it follows: there they are a break between two parts."""
    ends = [at for at, pieces in found.items() if pieces and pieces[0].where == "end_mark"]
    if len(ends) > 1 and all(at in found for at in range(ends[-2], ends[-1])) and _is_by_desk(blocks, ends):
        last = ends.pop()
        found[last] = (Piece(blocks[last].start, blocks[last].end, "left_over", "likely"),)
    for at in ends:
        follow = [after for after in range(at + 1, len(blocks)) if after not in found]
        symbol = not re.search(r"\w", blocks[at].text.replace("_", "").replace("ـ", ""))
        near = at < ends[-1] and all(number in ends for number in range(at, ends[-1]))
        if near and _INITIALS.fullmatch(blocks[at].text):
            found[at] = (Piece(blocks[at].start, blocks[at].end, "left_over", "likely"),)  # desks above the mark itself
        elif at != ends[-1] or (symbol and len(follow) > 2):
            del found[at]
    return found
