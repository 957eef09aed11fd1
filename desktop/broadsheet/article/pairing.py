"""Which paragraphs or entries of a changed stretch are the same ones, rewritten."""

from collections.abc import Sequence

from broadsheet.article import words
from broadsheet.article.alignment import Gap, Pair

_ALIKE = 0.4
"""The share of different words in common from which on a text counts as rewritten and not as another one."""

_MOST = 400
"""Pairs of texts that are looked at; a larger stretch is left whole."""


def parted(gap: Gap, before: Sequence[str], after: Sequence[str]) -> list[Gap]:
    """Return a changed stretch cut around each text that was rewritten; the stretch itself where none was."""
    i, i_end, j, j_end = gap
    cut: list[Gap] = []
    for i_pair, j_pair in _pairs(before[i:i_end], after[j:j_end]):
        i_at, j_at = gap[0] + i_pair, gap[2] + j_pair
        cut += [(i, i_at, j, j_at), (i_at, i_at + 1, j_at, j_at + 1)]
        i, j = i_at + 1, j_at + 1
    cut.append((i, i_end, j, j_end))
    return [one for one in cut if one[0] < one[1] or one[2] < one[3]]


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return the pairs in rising order whose likeness is greatest together."""
    if len(before) * len(after) > _MOST or len(before) * len(after) <= 1:
        return []
    old = [_words(text) for text in before]
    new = [_words(text) for text in after]
    best: list[list[tuple[float, Pair | None]]] = [[(0.0, None)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, some in enumerate(old, 1):
        for j, others in enumerate(new, 1):
            likeness = 2 * len(some & others) / (len(some) + len(others) or 1)
            paired = best[i - 1][j - 1][0] + (likeness if likeness >= _ALIKE else -1)
            above, left = best[i - 1][j][0], best[i][j - 1][0]
            best[i][j] = max((paired, (i - 1, j - 1)), (above, None), (left, None), key=lambda one: one[0])
    return _followed(best)


def _followed(best: list[list[tuple[float, Pair | None]]]) -> list[Pair]:
    pairs = []
    i, j = len(best) - 1, len(best[0]) - 1
    while i and j:
        score, pair = best[i][j]
        if pair is not None:
            pairs.append(pair)
            i, j = pair
        elif score == best[i - 1][j][0]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _words(text: str) -> frozenset[str]:
    return frozenset(piece for piece in words.pieces(text) if words.count(piece))
