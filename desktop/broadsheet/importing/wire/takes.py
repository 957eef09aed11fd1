"""What an agency's computers add to a take: routing codes, the signs around a headline, and notes on what is new.

Editors and readers need none of it. The signs are those of ANPA 1312, by which most agencies still send: a line
between `^` and `=` is a headline, a byline or a word to editors.
"""

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from broadsheet.importing.wire import desk, marks, titles
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece

_TOP, _BOTTOM = 9, 3
"""Blocks at either end that are looked at."""
_LONGEST_CODE = 60
_CODE = re.compile(
    r"[A-Za-z]{1,5}\d{3,}[\w/-]*(?:\s+[\w/-]{1,10}){0,6}"  # service, number, priority, words: `bw1207 4 am 231`
    r"|(?:[a-z] [a-z] )?[A-Z]{2}-[A-Z]{2}-.*\d{3,4}"  # cycle and slug: `BC-US--Salt Mine, 1st Ld-Writethru,0388`
    r"|(?:[\u0621-\u064a]{1,3}\s){1,3}\d{3,5}(?:\s\S{1,6}){0,8}"  # the same in Arabic, letters apart
    r"|(?:\w[\w-]*/){2,}"  # topics: `Tiere/Verkehr/`
    r"|(?:\([^\W\d_]+\)\s*){2,}"  # what comes with it: `(foto) (vídeo)`
    r"|(?=\D*\d)[A-Z\d]{1,4}(?:\s[A-Z\d]{2,4}){1,5}"  # addresses: `R CRO S0A QBXB`
    r"|(?:[A-Z]{2,8}\s)?\d{6}\s(?:[A-Z]{3}\s)?[A-Za-z]{3}\s\d{2}"  # day and hour: `AFP 251612 GMT NOV 26`
)
_SIGNED = re.compile(r"\^[\s+]*(?P<words>\S.*?)[\s+]*(?:=|$)", re.DOTALL)
_NOTE = re.compile(r"=?\([^()]*(?:\([^()]*\)[^()]*)*\)=?|\*{3}.+\*{3}|=.+=", re.DOTALL)
_DESK = re.compile(r"(?:Eds?|Editors)\s*:|[\w.]+(?:[ -][\w.]+){0,2}$")
"""What is said between the signs and is no headline: a word to editors, a slug, an agency's name."""


class Take(Struct, frozen=True):
    """The blocks of a take without what computers added, that as pieces, and where signs stood around a line."""

    story: tuple[Block, ...]
    pieces: tuple[Piece, ...] = ()
    signed: tuple[tuple[int, int], ...] = ()


def read(blocks: Sequence[Block]) -> Take:
    """Return the take that blocks are; where nothing shows that a computer has sent it, they stay as they are."""
    top = _top(blocks)
    bottom = max(top, len(blocks) - _BOTTOM)
    if not any(_is_code(block) or block.text.startswith("^") for block in blocks[:top]):
        return Take(tuple(blocks))
    story: list[Block] = []
    left: list[Piece] = []
    signed: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        found = _SIGNED.fullmatch(block.text) if at < top else None
        if _is_added(block, found) if at < top else at >= bottom and _is_routed(blocks, at):
            left.append(Piece(block.start, block.end, "left_over", "likely"))
        elif found:
            signed.append((block.start, block.end))
            start, end = block.start + found.start("words"), block.start + found.end("words")
            story.append(msgspec.structs.replace(block, start=start, end=end, text=found["words"]))
        else:
            story.append(block)
    return Take(tuple(story), tuple(left), tuple(signed)) if story else Take(tuple(blocks))


def whole(pieces: Sequence[Piece], take: Take) -> tuple[Piece, ...]:
    """Return pieces of which those of a line between signs take the signs in: no character is lost."""
    found = list(pieces)
    for start, end in take.signed:
        inside = [at for at, piece in enumerate(found) if piece.start >= start and piece.end <= end]
        for at in inside[:1]:
            found[at] = msgspec.structs.replace(found[at], start=start)
        for at in inside[-1:]:
            found[at] = msgspec.structs.replace(found[at], end=end)
        if not inside:  # it goes on from the line above
            around = next(at for at, piece in enumerate(found) if piece.start < end and piece.end > start)
            piece = found[around]
            found[around] = msgspec.structs.replace(piece, start=min(start, piece.start), end=max(end, piece.end))
    return tuple(found)


def bare(text: str) -> str:
    """Return words without the signs of a take around them."""
    found = _SIGNED.fullmatch(text.strip())
    return found["words"] if found else text


def _top(blocks: Sequence[Block]) -> int:
    """Return the block with which the story begins at the latest: it ends like a sentence, and no sign is around it."""
    for at, block in enumerate(blocks[:_TOP]):
        added = _is_code(block) or _NOTE.fullmatch(block.text) or block.text.startswith("^")
        if not added and titles.is_sentence(block.text):
            return at
    return min(_TOP, len(blocks))


def _is_added(block: Block, found: re.Match[str] | None) -> bool:
    return _is_code(block) or bool(_NOTE.fullmatch(block.text)) or (found is not None and _is_desk(found))


def _is_routed(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a block below a story is a code, or letters of desks over one."""
    followed = at + 1 < len(blocks) and _is_code(blocks[at + 1])
    initials = marks.end_mark(blocks[at].text)
    return not initials and (_is_code(blocks[at]) or (followed and desk.are_codes(blocks[at].text)))


def _is_code(block: Block) -> bool:
    """Tell whether each line of a block is a code; a machine may have taken several for a paragraph."""
    lines = block.text.splitlines()
    return all(len(line) <= _LONGEST_CODE and _CODE.fullmatch(line.strip()) for line in lines)


def _is_desk(found: re.Match[str]) -> bool:
    return _DESK.match(found["words"]) is not None and not re.match(r"(?i)by\s", found["words"])
