"""The headline in the first line of a text, as wire copy and letters have it."""

import re

_LONGEST = 150
"""Characters; the longest real headline of a news site stays below it, a first paragraph seldom does."""

_NO_HEADLINE = re.compile(r"[-*+>#|<!\[`~=]|\d+[.)]\s")
"""How a line begins that is a list, a quote, a picture or other markup."""


def split(text: str) -> tuple[str, str]:
    """Return headline and rest; an empty headline where the first line is not one.

    It is one when it is short, stands alone before an empty line and does not end like a sentence.
    """
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    alone = not rest.split("\n", 1)[0].strip() and bool(rest.strip())
    if not alone or len(line) > _LONGEST or line.endswith((".", ",", ";", ":")) or _NO_HEADLINE.match(line):
        return "", text
    return line, rest


def without_edges(text: str) -> str:
    """Return text without the empty lines at its two ends."""
    end = text.rstrip()
    start = len(end) - len(end.lstrip())
    return end[end.rfind("\n", 0, start) + 1 :]
