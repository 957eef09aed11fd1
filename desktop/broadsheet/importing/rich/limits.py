"""How much may be pasted at once."""

from typing import Literal

Reason = Literal["large", "deep", "tokens", "blocks", "too_slow", "memory", "damaged"]

MOST_TEXT = 5_000_000
"""Characters without pictures and comments; the longest story ever wired is a fiftieth of it."""

MOST_IN_ALL = 120_000_000
"""Characters with everything: a picture of the greatest size that is taken, and half as much again."""

DEEPEST = 64
"""Lists, quotes and tables in one another; wrappers that mean nothing do not count."""

LONGEST_WORD = 50_000
MOST_TAGS = 120_000
"""Start tags; Word writes some thousand in a long story."""

MOST_BLOCKS = 20_000
MOST_NODES = 2 * MOST_BLOCKS
"""Paragraphs, items, cells, also those with nothing in them."""


class TooMuch(ValueError):
    """It is no story that anybody wrote: too large, too deep, an endless word (`tokens`), or too many parts.

    `too_slow`, `memory` and `damaged` are said by `importing.apart`, of the process that was to convert it.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def refusal(self) -> tuple[str, str]:
        """Return reason and detail of errors.UnreadableDocument for a file that it is too much of."""
        return ("too_deep", "") if self.reason == "deep" else ("too_large", self.reason)
