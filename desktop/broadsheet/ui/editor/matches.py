"""Where a search finds its words in the body."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from broadsheet.ui.editor.positions import Units, units

_ALIKE = {" ": "[ \u00a0\u202f]", "'": "['’‘]", '"': '["“”„]', "-": "[-\u2010\u2011]"}
"""Signs that keyboards have and what stands for them in printed text."""


class Search(Struct, frozen=True):
    """What is looked for. A space also finds a no-break space, a straight quote also a curly one."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Return the pattern; every match is as long as `words`."""
        signs = "".join(_ALIKE.get(sign, re.escape(sign)) for sign in self.words)
        before, behind = (r"(?<!\w)", r"(?!\w)") if self.whole_words else ("", "")
        return re.compile(before + signs + behind, re.NOFLAG if self.match_case else re.IGNORECASE)


class Matches:
    """All matches in one text, as Qt's positions."""

    def __init__(self, text: str = "", search: Search | None = None) -> None:
        self.starts = array("q")
        self.length = 0
        if search is not None and search.words:
            places = Units(text)
            self.length = units(search.words)
            self.starts.extend(places.all_to_units(found.start() for found in search.pattern().finditer(text)))

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, start: int, end: int) -> int:
        """Return the number of the match that is exactly there, from 0; -1 where there is none."""
        number = bisect_left(self.starts, start)
        there = number < len(self.starts) and self.starts[number] == start and end - start == self.length
        return number if there else -1

    def from_position(self, position: int) -> int:
        """Return the number of the first match at or behind a position, going on at the beginning; -1 without any."""
        return bisect_left(self.starts, position) % len(self.starts) if self.starts else -1

    def before(self, position: int) -> int:
        """Return the number of the last match before a position, going on at the end; -1 without any."""
        return (bisect_left(self.starts, position) - 1) % len(self.starts) if self.starts else -1

    def between(self, start: int, end: int) -> Sequence[int]:
        """Return the starts of the matches in a range of positions."""
        return self.starts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def replaced(text: str, search: Search, words: str) -> tuple[int, int, str, int]:
    """Return the range from the first match to the last, in Qt's positions, its new text, and how many there were."""
    found = list(search.pattern().finditer(text))
    if not found:
        return 0, 0, "", 0
    first, last = found[0].start(), found[-1].end()
    pieces, place = [], first
    for match in found:
        pieces += [text[place : match.start()], words]
        place = match.end()
    places = Units(text)
    return places.to_units(first), places.to_units(last), "".join(pieces), len(found)
