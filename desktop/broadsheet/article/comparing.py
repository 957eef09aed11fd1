"""What changed between two versions of an article, word by word, for reading.

Lines are compared first, paragraphs that were rewritten are found among those that changed, words inside them last.
Every step is bounded; a stretch that is too long to compare counts as replaced.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from broadsheet.article import alignment, blocks, fields, pairing, plain, words
from broadsheet.article.model import Article

_MOST_ISLANDS = 20_000
"""Kept stretches inside one change; a reader of so many sees nothing, and a window that shows them stands still."""

Kind = Literal["same", "gone", "new"]


class Piece(Struct, frozen=True):
    """A stretch of text that both versions have, or only the one before or after."""

    kind: Kind
    text: str


class FieldChange(Struct, frozen=True):
    """A field that differs; its pieces without the new ones are the text before, without the gone ones that after."""

    field: str
    pieces: tuple[Piece, ...]


class _Step(Struct):
    """A stretch that stayed and the change behind it, in parts: joining them once is what keeps this fast."""

    same: list[str]
    gone: list[str]
    new: list[str]

    def size(self) -> int:
        return max(sum(map(len, self.gone)), sum(map(len, self.new)))


def changes(before: Article, after: Article) -> tuple[FieldChange, ...]:
    """Return every field that differs, in the order of the model; `picture.caption` names a part of a field."""
    return tuple(
        FieldChange(name, pieces(plain.reading(old), plain.reading(new), differ=True))
        for name in plain.FIELDS
        if (old := fields.get(before, name)) != (new := fields.get(after, name))
    )


def words_changed(before: Article, after: Article) -> int:
    """Return how many words are gone plus how many are new; times, addresses and choices have none."""
    return sum(
        words.count(piece.text)
        for change in changes(before, after)
        if change.field not in plain.WORDLESS
        for piece in change.pieces
        if piece.kind != "same"
    )


def pieces(before: str, after: str, *, differ: bool = False) -> tuple[Piece, ...]:
    """Return two texts as one: what stayed, what is gone, what is new.

    `differ` says that what the texts stand for is not the same: if they read the same, they are shown one by one.
    """
    if before == after:
        return tuple(_pieces([_Step([], [before], [after]) if differ else _Step([before], [], [])]))
    return tuple(_pieces(_lines(before, after)))


def _pieces(steps: list[_Step]) -> Iterator[Piece]:
    """Yield the pieces of steps; changes that nothing parts become one."""
    whole: list[_Step] = []
    for step in steps:
        if whole and not any(step.same):
            whole[-1].gone += step.gone
            whole[-1].new += step.new
        elif whole and not whole[-1].gone and not whole[-1].new:
            whole[-1] = _Step(whole[-1].same + step.same, step.gone, step.new)
        else:
            whole.append(step)
    kinds: tuple[Kind, ...] = ("same", "gone", "new")
    for step in whole:
        for kind, parts in zip(kinds, (step.same, step.gone, step.new), strict=True):
            if any(parts):
                yield Piece(kind, "".join(parts))


def _lines(before: str, after: str) -> list[_Step]:
    old, new = blocks.lines(before), blocks.lines(after)
    steps, done = [], 0
    for i, i_end, j, j_end in alignment.gaps(alignment.common(old, new), len(old), len(new)):
        steps.append(_Step(old[done:i], [], []))
        steps += _paragraphs("".join(old[i:i_end]), "".join(new[j:j_end]))
        done = i_end
    return [*steps, _Step(old[done:], [], [])]


def _paragraphs(before: str, after: str) -> Iterator[_Step]:
    """Yield the steps of a stretch of lines: rewritten paragraphs word by word, the others whole."""
    old, new = blocks.chunks(before), blocks.chunks(after)
    whole = (0, len(old), 0, len(new))
    parted = pairing.parted(whole, old, new)
    for i, i_end, j, j_end in parted:
        gone, come = old[i:i_end], new[j:j_end]
        if parted == [whole] or len(gone) == len(come) == 1:
            yield from _words("".join(gone), "".join(come))
        else:
            yield _Step([], gone, come)


def _words(before: str, after: str) -> list[_Step]:
    old, new = words.pieces(before), words.pieces(after)
    steps, done = [], 0
    for i, i_end, j, j_end in alignment.gaps(alignment.common(old, new), len(old), len(new)):
        steps.append(_Step(old[done:i], old[i:i_end], new[j:j_end]))
        done = i_end
    if len(steps) > _MOST_ISLANDS:
        return [_Step([], [before], [after])]
    return [*_readable(steps), _Step(old[done:], [], [])]


def _readable(steps: list[_Step]) -> list[_Step]:
    """Return the steps without islands that would only interrupt a reader: spaces, and a small word in a large change.

    A line end stays, so that paragraphs stand beside each other.
    """
    clear: list[_Step] = []
    size = 0
    for step in steps:
        island = "".join(step.same) if len(step.same) < 6 else ""
        inner = island.strip()
        small = 2 * len(inner) < min(size, step.size()) and words.count(inner) <= 1
        if clear and island and "\n" not in island and "\r" not in island and (small or not inner):
            clear[-1].gone += [island, *step.gone]
            clear[-1].new += [island, *step.new]
            size += len(island) + step.size()
        else:
            clear.append(step)
            size = step.size()
    return clear
