"""A merge of two changed versions of one sequence, entry by entry; nothing that either side added is dropped.

Each side is a row of edits of the base. Edits that do not meet are all made, also where they touch: the next paragraph
is another paragraph. Edits that meet are a clash, unless both sides made the same one.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from broadsheet.article import alignment, pairing
from broadsheet.article.alignment import Gap

Entry = TypeVar("Entry")


class Version(Struct, Generic[Entry], frozen=True):
    """A sequence, and for each entry the text by which it is found again in another version."""

    entries: tuple[Entry, ...] = ()
    keys: tuple[str, ...] = ()

    def part(self, start: int, end: int) -> "Version[Entry]":
        """Return the version of a stretch."""
        return Version(self.entries[start:end], self.keys[start:end])


class Clash(Struct, Generic[Entry], frozen=True):
    """A place that the two sides changed in two ways; ours stands at `start` of the merged entries."""

    start: int
    base: tuple[Entry, ...]
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]


class _Group(Struct):
    """Edits that meet, and the stretch of the base that they are about."""

    start: int
    end: int
    ours: list[Gap]
    theirs: list[Gap]


def version(entries: Sequence[Entry], key: Callable[[Entry], str]) -> Version[Entry]:
    """Return a version whose entries are told apart by the text that `key` makes of them."""
    return Version(tuple(entries), tuple(map(key, entries)))


def merge(
    base: Version[Entry],
    ours: Version[Entry],
    theirs: Version[Entry],
    settle: Callable[[Entry, Entry, Entry], Entry] = lambda _base, ours, _theirs: ours,
) -> tuple[tuple[Entry, ...], tuple[Clash[Entry], ...]]:
    """Return the merged entries and the clashes in rising order.

    `settle` chooses from three entries that nobody changed, as far as their keys tell.
    """
    merged: list[Entry] = []
    clashes: list[Clash[Entry]] = []
    at = our_at = their_at = 0
    for group in (*_groups(base, ours, theirs), _Group(len(base.keys), len(base.keys), [], [])):
        calm = group.start - at
        unchanged = (
            side[start : start + calm]
            for side, start in ((base.entries, at), (ours.entries, our_at), (theirs.entries, their_at))
        )
        merged += map(settle, *unchanged)
        our_start, their_start = our_at + calm, their_at + calm
        our_at, their_at = our_start + _length(group, group.ours), their_start + _length(group, group.theirs)
        at = group.end
        parts = base.part(group.start, at), ours.part(our_start, our_at), theirs.part(their_start, their_at)
        _add(*parts, merged, clashes)
    return tuple(merged), tuple(clashes)


def _length(group: _Group, edits: list[Gap]) -> int:
    """Return how many entries a side has in the stretch of a group after its edits."""
    return group.end - group.start + sum((j_end - j) - (i_end - i) for i, i_end, j, j_end in edits)


def _add(
    base: Version[Entry],
    ours: Version[Entry],
    theirs: Version[Entry],
    merged: list[Entry],
    clashes: list[Clash[Entry]],
) -> None:
    """Append what becomes of a stretch; what both sides begin and end with is agreed and taken once."""
    if theirs.keys == base.keys:
        merged += ours.entries
        return
    if ours.keys == base.keys:
        merged += theirs.entries
        return
    head, tail = alignment.ends(ours.keys, theirs.keys)
    our_rest = ours.part(head, len(ours.keys) - tail)
    their_rest = theirs.part(head, len(theirs.keys) - tail)
    merged += ours.entries[:head]
    if their_rest.keys in (base.keys, our_rest.keys):
        merged += our_rest.entries
    elif our_rest.keys == base.keys:
        merged += their_rest.entries
    else:
        clashes.append(Clash(len(merged), base.entries, our_rest.entries, their_rest.entries))
        merged += our_rest.entries
    merged += ours.entries[len(ours.keys) - tail :]


def _groups(base: Version[Entry], ours: Version[Entry], theirs: Version[Entry]) -> Iterator[_Group]:
    """Yield the edits of both sides in rising order, those that meet together."""
    edits = [(edit, True) for edit in _edits(base, ours)] + [(edit, False) for edit in _edits(base, theirs)]
    group: _Group | None = None
    for edit, is_ours in sorted(edits, key=lambda one: one[0][:2]):
        others = (group.theirs if is_ours else group.ours) if group else []
        new, side = (ours, theirs) if is_ours else (theirs, ours)
        if group and (edit[0] < group.end or any(_meet(edit, other, new, side) for other in others)):
            group.end = max(group.end, edit[1])
        else:
            if group:
                yield group
            group = _Group(edit[0], edit[1], [], [])
        (group.ours if is_ours else group.theirs).append(edit)
    if group:
        yield group


def _edits(base: Version[Entry], side: Version[Entry]) -> list[Gap]:
    pairs = alignment.common(base.keys, side.keys)
    found = alignment.gaps(pairs, len(base.keys), len(side.keys))
    return [part for gap in found for part in pairing.parted(gap, base.keys, side.keys)]


def _meet(edit: Gap, other: Gap, new: Version[Entry], side: Version[Entry]) -> bool:
    """Say whether edits of two sides that touch are one: both add something at one place, or they add the same."""
    if edit[:2] == other[:2]:
        return True
    if edit[0] > other[1] or (edit[0] < edit[1] and other[0] < other[1]):
        return False
    return not set(new.keys[edit[2] : edit[3]]).isdisjoint(side.keys[other[2] : other[3]])
