"""What stands below the last paragraph: end mark, source, closing line, related links, and a byline that comes late."""

import re
from collections.abc import Sequence

from broadsheet.importing.wire import labels, marks, titles
from broadsheet.importing.wire.blocks import Block
from broadsheet.importing.wire.piece import Piece, Where

_DEEPEST = 14
"""Blocks from the end that are looked at."""
_BELOW: frozenset[Where] = frozenset(("end_mark", "source", "keywords", "rights", "credit", "left_over"))
_ONCE: frozenset[Where] = frozenset(("byline", "published", "updated", "picture", "caption"))
"""What stands below only where nothing of it stands above."""
_SIGNED = re.compile(
    r"\((?:[A-Z]{1,5}[/-])+[A-Z]{1,5}\)|\((?:reporting|writing|editing|additional reporting)\b.*\)", re.IGNORECASE
)
_ITEM = re.compile(r"[-*+•–]\s|\d+[.)]\s|.*https?://\S+[)>\]]?$|\[[^\]]+\]\(\S+\)$")

Taken = dict[int, tuple[Piece, ...]]


def read(blocks: Sequence[Block], begin: int, above: frozenset[Where], tag: str) -> Taken:
    """Return the pieces of those blocks from `begin` on that a label makes something else than body."""
    found: Taken = {}
    deep = max(begin + 1, len(blocks) - _DEEPEST)
    for at in range(begin, len(blocks)):
        if at in found:
            continue
        block, pieces = blocks[at], labels.pieces(blocks[at], tag)
        where = pieces[0].where if pieces else None
        listed = _related(blocks, at) if at > begin else {}
        if listed:
            found |= listed
        elif where in ("read_also", "call_to_action") or (
            at >= deep and (where in _BELOW or (where in _ONCE and where not in above))
        ):
            found[at] = pieces
        elif at == len(blocks) - 1 and at > begin and _SIGNED.fullmatch(block.text):
            found[at] = (Piece(block.start, block.end, "left_over" if "byline" in above else "byline", "guess"),)
    return _without_breaks(found, blocks)


def _related(blocks: Sequence[Block], at: int) -> Taken:
    """Return the pieces of a list of links with its heading: one for each link."""
    if not marks.related(blocks[at].text):
        return {}
    items, number = [], at + 1
    while number < len(blocks) and (_ITEM.match(blocks[number].text) or _has_address(blocks, number)):
        items.append(number)
        number += 1
    if not items:
        items = _bare_titles(blocks, at + 1)
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


def _bare_titles(blocks: Sequence[Block], at: int) -> list[int]:
    """Return the lines from `at` to the end of the text where all of them are titles and no sentences."""
    rest = blocks[at:]
    plain = all(titles.is_title(block) and not titles.is_sentence(block.text) for block in rest)
    return list(range(at, len(blocks))) if 2 <= len(rest) <= 8 and plain else []


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[(<\[]?https?://\S+", text) is not None


def _has_address(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the address of a title stands on the next line."""
    return at + 1 < len(blocks) and len(blocks[at].text) <= 200 and _is_address(blocks[at + 1].text)


def _without_breaks(found: Taken, blocks: Sequence[Block]) -> Taken:
    """Leave marks of the end in the body where much of it follows: there they are a break between two parts."""
    ends = [at for at, pieces in found.items() if pieces and pieces[0].where == "end_mark"]
    for at in ends:
        follow = [after for after in range(at + 1, len(blocks)) if after not in found]
        symbol = not re.search(r"\w", blocks[at].text.replace("_", "").replace("ـ", ""))
        if at != ends[-1] or (symbol and len(follow) > 2):
            del found[at]
    return found
