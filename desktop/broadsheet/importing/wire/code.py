"""Code in copy that came as Markdown: it is taken as it stands, its white space and empty lines too."""

import re
from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\r\n]*")
_OPENS = re.compile(r"(?P<before>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})", re.ASCII)
"""How a line begins that opens a fence, within an item of a list, too (CommonMark 4.5)."""
_CLOSES = re.compile(r"(?P<before>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*")

_BELOW = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s")
"""How a line begins under which an indented one belongs to a list."""
_INDENTED = re.compile(r"(?: {4}|\t)")
_SIGNS = re.compile(r"[{};=<>]|\w\(")
"""What programs have and prose seldom: typists indent the paragraphs of a story as well."""


def is_code(text: str) -> bool:
    """Tell whether the words of a piece are a stretch of code."""
    return _INDENTED.match(text) is not None or ("\n" in text and _OPENS.match(text.split("\n", 1)[0]) is not None)


def is_broken(row: str) -> bool:
    """Tell whether a line ends in a hard break (CommonMark 6.7), and not in a backslash that is meant as such."""
    return (len(row) - len(row.rstrip("\\"))) % 2 == 1


def unbroken(text: str) -> str:
    """Return the words of a field without the backslashes of hard breaks at the ends of its lines."""
    return "\n".join(row[:-1] if is_broken(row) else row for row in text.split("\n"))


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where code begins and ends in a text: from the white space before its first line to its last sign.

    A fence that nothing closes is none: in plain copy it is a rule between two parts.
    """
    lines = [found.span() for found in _LINE.finditer(text) if found[0].strip()]
    found: list[tuple[int, int]] = []
    at, longest = 0, _longest(text, lines)
    indented = _indented(text, lines)
    while at < len(lines):
        last = _closing(text, lines, at, longest) or indented.get(at, -1)
        if last >= at:
            start, end = lines[at][0], lines[last][1]
            found.append((start, start + len(text[start:end].rstrip())))
            at = last
        at += 1
    return found


def _longest(text: str, lines: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """Return by their sign how long the longest fence is that may close behind each line."""
    found: dict[str, list[int]] = {"`": [0] * len(lines), "~": [0] * len(lines)}
    for at in range(len(lines) - 2, -1, -1):
        for longest in found.values():
            longest[at] = longest[at + 1]
        fence = _CLOSES.fullmatch(text, *lines[at + 1])
        if fence:
            sign = fence["fence"][0]
            found[sign][at] = max(found[sign][at], len(fence["fence"]))
    return found


def _closing(text: str, lines: Sequence[tuple[int, int]], at: int, longest: dict[str, list[int]]) -> int:
    """Return the line that closes the fence that line `at` opens, or 0; each line is looked at once or twice."""
    opening = _OPENS.match(text[slice(*lines[at])])
    if opening is None or longest[opening["fence"][0]][at] < len(opening["fence"]):
        return 0
    for after in range(at + 1, len(lines)):
        fence = _CLOSES.fullmatch(text, *lines[after])
        if fence and fence["fence"].startswith(opening["fence"]):
            return after
    return 0


def _indented(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the last line of each indented stretch of code by its first.

    It stands apart, below a line that is neither indented nor of a list, and has signs of a program.
    """
    deep = [_INDENTED.match(text, start) is not None for start, _ in lines]
    found: dict[int, int] = {}
    for first, last in _runs(deep):
        before = text[slice(*lines[first - 1])] if first else ""
        apart = len(re.findall(r"\r\n|[\r\n]", text[lines[first - 1][1] : lines[first][0]])) > 1 if first else False
        if apart and not _BELOW.match(before) and _SIGNS.search(text, lines[first][0], lines[last][1]):
            found[first] = last
    return found


def _runs(deep: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first = -1
    for at, is_deep in enumerate([*deep, False]):
        if is_deep and first < 0:
            first = at
        elif not is_deep and first >= 0:
            yield first, at - 1
            first = -1
