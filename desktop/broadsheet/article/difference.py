"""What changed between two texts, word by word, for reading.

Lines are compared first, paragraphs that were rewritten are found among those that changed, words inside them last.
Every step is bounded; a stretch that is too long to compare counts as replaced.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from broadsheet.article import alignment, blocks, pairing, words
from broadsheet.article.alignment import Gap

_MOST_ISLANDS = 20_000
"""Kept stretches inside one change; a reader of so many sees nothing, and a window that shows them stands still."""

Kind = Literal["same", "gone", "new"]


class Piece(Struct, frozen=True):
    """A stretch of text that both versions have, or only the one before or after."""

    kind: Kind
    text: str


class _Step(Struct, gc=False):
    """A stretch that stayed and the change behind it. The collector need not look at the thousands of them."""

    same: str
    gone: str = ""
    new: str = ""


def pieces(before: str, after: str, *, differ: bool = False) -> tuple[Piece, ...]:
    """Return two texts as one: what stayed, what is gone, what is new.

    `differ` says that what the texts stand for is not the same: if they read the same, they are shown one by one.
    """
    # Where there was nothing, there is nothing to compare; looking for words in all of a long text takes a while.
    if (before != after and not (before and after)) or (before == after and differ):
        return tuple(_pieces([_Step("", before, after)]))
    return tuple(_pieces(_lines(before, after)))


def _pieces(steps: Iterable[_Step]) -> Iterator[Piece]:
    """Yield the pieces of steps; changes that nothing parts become one, and so do stretches that stayed."""
    last = _Step("")
    for step in steps:
        if not step.same:
            last = _Step(last.same, last.gone + step.gone, last.new + step.new)
        elif not last.gone and not last.new:
            last = _Step(last.same + step.same, step.gone, step.new)
        elif "" in (last.gone, last.new) and step.same == last.gone + last.new:
            # A blank line came and one stayed: it stayed first, then a paragraph came with its own.
            last = _Step(last.same + step.same, last.gone + step.gone, last.new + step.new)
        else:
            yield from _shown(last)
            last = step
    yield from _shown(last)


def _shown(step: _Step) -> Iterator[Piece]:
    if step.same:
        yield Piece("same", step.same)
    if step.gone:
        yield Piece("gone", step.gone)
    if step.new:
        yield Piece("new", step.new)


def _lines(before: str, after: str) -> Iterator[_Step]:
    old, new = blocks.lines(before), blocks.lines(after)
    done = 0
    for i, i_end, j, j_end in alignment.gaps(alignment.common(old, new), len(old), len(new)):
        yield _Step("".join(old[done:i]))
        compare = _words if i_end - i == j_end - j == 1 else _paragraphs
        yield from compare("".join(old[i:i_end]), "".join(new[j:j_end]))
        done = i_end
    yield _Step("".join(old[done:]))


def _paragraphs(before: str, after: str) -> Iterator[_Step]:
    """Yield the steps of a stretch of lines: rewritten paragraphs word by word, the others whole."""
    old, new = blocks.chunks(before), blocks.chunks(after)
    parted = pairing.parted((0, len(old), 0, len(new)), old, new)
    for i, i_end, j, j_end in parted:
        gone, new_text = "".join(old[i:i_end]), "".join(new[j:j_end])
        if len(parted) == 1 or i_end - i == j_end - j == 1:
            yield from _words(gone, new_text)
        else:
            yield _Step("", gone, new_text)


def _words(before: str, after: str) -> Iterator[_Step]:
    old, new = words.pieces(before), words.pieces(after)
    found = list(alignment.gaps(alignment.common(old, new), len(old), len(new)))
    if len(found) > _MOST_ISLANDS:
        yield _Step("", before, after)
        return
    done = 0
    for i, i_end, j, j_end in _readable(found, old, new):
        yield _Step("".join(old[done:i]), "".join(old[i:i_end]), "".join(new[j:j_end]))
        done = i_end
    yield _Step("".join(old[done:]))


def _readable(found: list[Gap], old: list[str], new: list[str]) -> Iterator[Gap]:
    """Yield the changes without islands between them that would only interrupt a reader."""
    last, size = found[0], _size(found[0], old, new)
    for gap in found[1:]:
        island = "".join(old[last[1] : gap[0]])
        next_size = _size(gap, old, new)
        if _is_small(island, min(size, next_size)):
            last, size = (last[0], gap[1], last[2], gap[3]), size + len(island) + next_size
        else:
            yield last
            last, size = gap, next_size
    yield last


def _is_small(island: str, change: int) -> bool:
    """Say whether what stayed is only spaces, or a word or sign less than half as long as the changes around it.

    Line ends are never small, so that paragraphs stand beside each other.
    """
    inner = island.strip()
    if "\n" in island or "\r" in island:
        return False
    return not inner or (2 * len(inner) < change and words.count(inner) <= 1)


def _size(gap: Gap, old: list[str], new: list[str]) -> int:
    i, i_end, j, j_end = gap
    return max(sum(map(len, old[i:i_end])), sum(map(len, new[j:j_end])))
