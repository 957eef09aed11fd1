"""Which language a text is in, by the small words that are most frequent in each."""

import re
from collections import Counter
from functools import cache

from broadsheet.importing.wire import words

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 2.0
_TELLING = 2.0
"""What a word counts that only one of several close languages has."""
_MOST = 20_000
"""Characters that are looked at."""


def of(text: str) -> str:
    """Return the primary subtag of the language of a text, or an empty string where nothing tells."""
    counts = Counter(_WORD.findall(text[:_MOST].casefold()))
    scores: dict[str, float] = {}
    for word, count in counts.items():
        tags = _tags().get(word, ())
        for tag in tags:
            scores[tag] = scores.get(tag, 0.0) + count / len(tags) ** 2  # what many languages share tells little
        for tag in _told().get(word, ()):
            scores[tag] = scores.get(tag, 0.0) + _TELLING * count
    best = max(scores, key=lambda tag: scores[tag], default="")
    return best if best and scores[best] >= _ENOUGH else ""


@cache
def _tags() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tag, row in words.rows().items():
        calendar = {name for names in (*row.months, *row.days) for name in names.split() if len(name) > 3}
        for word in {*row.words, *calendar}:
            found[word] = (*found.get(word, ()), tag)
    return found


@cache
def _told() -> dict[str, tuple[str, ...]]:
    return {word: (tag,) for tag, row in words.rows().items() for word in row.tells}
