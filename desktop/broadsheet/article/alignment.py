"""What two sequences have in common, in bounded time whatever they hold.

Small stretches get an exact longest common subsequence, computed with long integers as bit vectors (H. Hyyrö,
"Bit-parallel LCS-length computation revisited", 2004). Long ones are first cut at elements that occur once on either
side (B. Cohen's patience comparison); where there are none, at runs of elements that do. What is still too long then
counts as wholly different: coarser, never wrong.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

Pair = tuple[int, int]
"""The positions of two equal elements, before and after."""

Gap = tuple[int, int, int, int]
"""Start and end of a stretch before, and of the stretch after that stands in its place."""

_CELLS = 1 << 24
"""Product of two lengths up to which the comparison is exact: about 10 ms and 2 MB."""

_LONGEST = 600_000
"""Elements on both sides together, without common ends, from which on two sequences count as wholly different."""

_WINDOWS = (1, 4, 16)
"""Lengths of the runs that are looked for, one after the other."""


def common(before: Sequence[Hashable], after: Sequence[Hashable], windows: tuple[int, ...] = _WINDOWS) -> list[Pair]:
    """Return the positions of equal elements that keep their order, rising on both sides."""
    head, tail = ends(before, after)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    pairs = [(at, at) for at in range(head)]
    if old and new and len(old) + len(new) <= _LONGEST:
        pairs += [(head + i, head + j) for i, j in _inner(old, new, windows)]
    pairs += [(len(before) - rest, len(after) - rest) for rest in range(tail, 0, -1)]
    return pairs


def gaps(pairs: Iterable[Pair], before: int, after: int) -> Iterator[Gap]:
    """Yield the stretches between pairs of two sequences of these lengths; at least one side of each is not empty."""
    i = j = 0
    for i_next, j_next in (*pairs, (before, after)):
        if i < i_next or j < j_next:
            yield i, i_next, j, j_next
        i, j = i_next + 1, j_next + 1


def ends(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pair:
    """Return how many elements both sides have in common at the start and, apart from those, at the end."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail


def _inner(before: Sequence[Hashable], after: Sequence[Hashable], windows: tuple[int, ...]) -> Iterator[Pair]:
    # What occurs on one side only cannot be common, and leaving it out makes most hostile input harmless.
    shared = set(before).intersection(after)
    at_old = [at for at, one in enumerate(before) if one in shared]
    at_new = [at for at, one in enumerate(after) if one in shared]
    old, new = [before[at] for at in at_old], [after[at] for at in at_new]
    pairs = _longest(old, new) if len(old) * len(new) <= _CELLS else _anchored(old, new, windows)
    return ((at_old[i], at_new[j]) for i, j in pairs)


def _anchored(before: list[Hashable], after: list[Hashable], windows: tuple[int, ...]) -> list[Pair]:
    if not windows:
        return []
    anchors = _anchors(before, after, windows[0])
    pairs = []
    i = j = 0
    for i_next, j_next in (*anchors, (len(before), len(after))):
        if i < i_next and j < j_next:
            between = common(before[i:i_next], after[j:j_next], windows[1:])
            pairs += [(i + i_in, j + j_in) for i_in, j_in in between]
        if i_next < len(before):
            pairs.append((i_next, j_next))
        i, j = i_next + 1, j_next + 1
    return pairs


def _anchors(before: list[Hashable], after: list[Hashable], window: int) -> list[Pair]:
    """Return the starts of runs that occur once on either side, as many as keep their order."""
    old, new = _once(before, window), _once(after, window)
    pairs = [(at, new[run]) for run, at in old.items() if run in new]
    return _rising([(i, j) for i, j in pairs if before[i] == after[j]])


def _once(elements: list[Hashable], window: int) -> dict[int, int]:
    """Return where the runs are that occur once, by their hash: it is smaller to keep than they are."""
    runs = list(map(hash, zip(*(elements[at:] for at in range(window)), strict=False)))
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Return a longest part of the pairs that rises on the right, too; on the left they rise and all differ."""
    lasts: list[int] = []
    holders: list[int] = []
    came_from: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(lasts, j)
        came_from.append(holders[length - 1] if length else -1)
        lasts[length : length + 1] = [j]
        holders[length : length + 1] = [at]
    found = []
    at = holders[-1] if holders else -1
    while at >= 0:
        found.append(pairs[at])
        at = came_from[at]
    return found[::-1]


def _longest(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return a longest common subsequence; one pass over the shorter side, its rows as wide as the longer."""
    if len(after) > len(before):
        return [(i, j) for j, i in _longest(after, before)]
    rows = _rows(before, after)
    pairs = []
    i, j = len(before) - 1, len(after) - 1
    while i >= 0 and j >= 0:
        if rows[j][i >> 3] >> (i & 7) & 1:
            i -= 1
        elif j and not rows[j - 1][i >> 3] >> (i & 7) & 1:
            j -= 1
        else:
            pairs.append((i, j))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _rows(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[bytes]:
    """Return for each element after, which elements before lengthen the common subsequence up to it: their bit is 0."""
    size = (len(before) + 7) // 8
    every = (1 << len(before)) - 1
    places = _places(before, size)
    rows = []
    row = every
    for element in after:
        met = row & places.get(element, 0)
        row = ((row + met) | (row - met)) & every
        rows.append(row.to_bytes(size, "little"))
    return rows


def _places(elements: Sequence[Hashable], size: int) -> dict[Hashable, int]:
    places: dict[Hashable, bytearray] = defaultdict(lambda: bytearray(size))
    for at, element in enumerate(elements):
        places[element][at >> 3] |= 1 << (at & 7)
    return {element: int.from_bytes(bits, "little") for element, bits in places.items()}
