"""Where a backslash is needed so that words stay words: only where Markdown would take them for markup.

CommonMark 0.31 §2.4, with the tables and the strikethrough of `render.markdown`.
"""

import re
import unicodedata
from collections.abc import Iterator

_ALWAYS = re.compile(r"\\(?=[!-/:-@\[-`{-~\n]|$)|<(?=[A-Za-z/!?])|&(?=#?\w{1,40};)")
_LINE_START = re.compile(
    r"""^(?: \#{1,6}(?=[ \t\n]|$) | [-+*](?=[ \t\n]|$) | > | (?P<number>\d{1,9})(?=[.)](?:[ \t\n]|$))
       | =+[ \t]*$ | -+[ \t]*$ | _[_ \t]*$ | -[- \t]*$ | \*[* \t]*$ | ~{3} | `{3} | [|:-][|: \t-]*-[|: \t-]*$ )""",
    re.VERBOSE | re.MULTILINE,
)
_RUNS = {"*": re.compile(r"\*+"), "_": re.compile(r"_+"), "~": re.compile(r"~~+"), "`": re.compile(r"`+")}
_MANY = 5_000
"""Of one sign in a paragraph; where there are more, nobody reads them, and each gets its backslash unseen."""

_LINKS = re.compile(r"\][(\[:]")


def marks(text: str, own: str = "", edges: frozenset[int] = frozenset(), *, starts: bool = True) -> set[int]:
    """Return the offsets in a paragraph's text before which a backslash must stand.

    `own` are the signs with which the paragraph marks words itself, `edges` the offsets where it may do so; `starts`
    tells whether its lines begin the line.
    """
    first = set(_line_starts(text)) if starts else set()
    found = first | {one.start() for one in _ALWAYS.finditer(text) if one[0] == "\\" or one.end() not in edges}
    for sign, pattern in _RUNS.items():
        if sign in text:
            if sign in own or (sign == "`" and edges):
                found.update(at for at, letter in enumerate(text) if letter == sign)
            else:
                found.update(_delimiters(text, sign, pattern, edges | first))
    if "[" in text and ("[" in own or _LINKS.search(text)):
        found.update(at for at, letter in enumerate(text) if letter == "[")
    return found


def _line_starts(text: str) -> Iterator[int]:
    for line in _LINE_START.finditer(text):
        yield line.end("number") if line["number"] else line.start()


def is_sign(letter: str) -> bool:
    """Tell whether emphasis takes a character for punctuation (CommonMark 0.31 §2.1)."""
    return unicodedata.category(letter)[0] in "PS"


def is_space(letter: str) -> bool:
    """Tell whether emphasis takes a character, or the edge of a paragraph, for white space (§2.1)."""
    return not letter or letter in "\t\n\f\r" or unicodedata.category(letter) == "Zs"


def _delimiters(text: str, sign: str, pattern: re.Pattern[str], edges: frozenset[int]) -> Iterator[int]:
    """Yield the offsets of signs that could mark words, if there are two of them that might match.

    At `edges` other signs will stand, also the backslash of the first of a run.
    """
    runs = [one.span() for one in pattern.finditer(text)]
    if sign != "`" and len(runs) <= _MANY:
        runs = [run for run in runs if not edges.isdisjoint(range(run[0], run[1] + 1)) or _flanks(text, sign, *run)]
    if len(runs) > 1:
        for start, end in runs:
            yield from range(start, end)


def _flanks(text: str, sign: str, start: int, end: int) -> bool:
    """Tell whether a run of signs could open or close anything (§6.2)."""
    # A line end becomes a hard break: what follows is its backslash.
    before, after = text[start - 1 : start], text[end : end + 1].replace("\n", "\\")
    if is_space(before) and is_space(after):
        return False
    inside = not (is_space(before) or is_space(after) or is_sign(before) or is_sign(after))
    return not (sign == "_" and inside)
