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
    """Yield the offsets of signs that could mark words: from the first that opens to the last that closes behind it.

    At `edges` other signs will stand, also the backslash of the first of a run.
    """
    runs = [one.span() for one in pattern.finditer(text)]
    if sign != "`" and len(runs) <= _MANY:
        told = [
            _flanks(text, sign, *run) if edges.isdisjoint(range(run[0], run[1] + 1)) else (True, True) for run in runs
        ]
        first = next((at for at, (opens, _) in enumerate(told) if opens), len(runs))
        last = next((at for at in range(len(runs) - 1, -1, -1) if told[at][1]), -1)
        runs = [run for at, run in enumerate(runs) if first <= at <= last and any(told[at])]
    if len(runs) > 1:
        for start, end in runs:
            yield from range(start, end)


def _flanks(text: str, sign: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a run of signs could open anything, and whether it could close (§6.2)."""
    # A line end becomes a hard break: what follows is its backslash.
    before, after = text[start - 1 : start], text[end : end + 1].replace("\n", "\\")
    spaces, signs = (is_space(before), is_space(after)), (is_sign(before or " "), is_sign(after or " "))
    left = not spaces[1] and (not signs[1] or spaces[0] or signs[0])
    right = not spaces[0] and (not signs[0] or spaces[1] or signs[1])
    if sign != "_":
        return left, right
    return left and (not right or signs[0]), right and (not left or signs[1])
