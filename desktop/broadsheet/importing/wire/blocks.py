"""The lines of a text as its writer meant them: one block is a line, or a paragraph that was wrapped by a machine."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from broadsheet.importing import edges
from broadsheet.importing.wire import code, credits, names, words

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WIDEST = 100
"""Characters; mail and terminals wrap at 65 to 80. Longer lines were never wrapped."""
_RAGGED = 22
"""Characters by which a wrapped line may be shorter than the longest: the length of a long word."""
_NARROWEST, _SHORTEST, _FULL = 45, 30, 60
"""Characters of a line that was wrapped: by a machine at one width, or anywhere."""
_TITLE = 4
"""Lines of a title in a column, at most; so many are a title and what stands under it."""
_COLUMN = 14
"""Characters by which a line of a column may be shorter than the longest; columns break words."""
_GAP = re.compile(r"\S(?: {3,}|\t)\S")
"""What divides the parts of a page's top line, and the columns of a table."""
_END = tuple('.!?…:"”»“«)؟。')
_STARTS = re.compile(r"[-*•–—>#|]\s|\d+[.)]\s|[*_]{3}|#{1,6}\s|!\[")
"""How a line begins that goes on from none."""
_ADDRESS = re.compile(r"https?://\S+$")
"""How a line of a list of links ends."""

_LABELLED = re.compile(r"[^\W\d_][^:：.\n]{0,30}[:：]\s")
"""How a line of a form begins."""


class Block(Struct, frozen=True):
    """Characters `start` to `end` of the text; `apart` tells whether an empty line stands before.

    `indent` is the white space before its first line, in characters. A stretch of `code` is one block, as it stands.
    """

    start: int
    end: int
    text: str
    apart: bool = True
    indent: int = 0
    code: bool = False


def are_too_many(text: str) -> bool:
    """Tell whether a text has more lines than are looked at; costs no more than to count some signs."""
    return sum(text.count(sign) for sign in _BREAKS) > edges.MOST_LINES


def split(text: str, *, markdown: bool = True) -> list[Block]:
    """Return the blocks of a text; all but white space is in one of them. Only Markdown has code."""
    lines = _lines(text, code.stretches(text) if markdown else [])
    width, ragged = _width(lines), _ragged(lines) | _headed(lines)
    found: list[Block] = []
    for at, line in enumerate(lines):
        if at and not line.apart and (at in ragged or _goes_on(lines[at - 1], line, width)):
            before = found[-1]
            found[-1] = Block(before.start, line.end, text[before.start : line.end], before.apart, before.indent)
        else:
            found.append(line)
    return found


def _lines(text: str, stretches: list[tuple[int, int]]) -> list[Block]:
    found: list[Block] = []
    last = 0
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        while stretches and match.start() >= stretches[0][1]:
            del stretches[0]
        if stretches and match.start() >= stretches[0][0]:
            start, end = stretches[0]
            if match.start() == start:
                found.append(Block(start, end, text[start:end], _is_apart(text, last, start), code=True))
                last = end
        elif bare:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            apart = _is_apart(text, last, match.start())
            found.append(Block(start, start + len(bare), bare, apart, start - match.start()))
            last = match.end()
    return found


def _is_apart(text: str, last: int, start: int) -> bool:
    """Tell whether an empty line is before a line, of which the one before ends at `last`; so is the first of all."""
    return last == 0 or len(re.findall(r"\r\n|.", text[last:start], re.DOTALL)) > 1


def _width(lines: Sequence[Block]) -> int:
    """Return how wide a machine has wrapped these lines, or 0 where none has."""
    pairs = [(line, after) for line, after in pairwise(lines) if not (after.apart or line.code or after.code)]
    pairs = [pair for pair in pairs if not all(_LABELLED.match(line.text) for line in pair)]  # the lines of a form
    followed = [line for line, _ in pairs]
    long = [line for line in followed if len(line.text) >= _NARROWEST]
    width = max((len(line.text) for line in long), default=0)
    full = [line for line in long if len(line.text) >= width - _RAGGED]
    open_ended = [line for line in full if not line.text.endswith(_END)]
    wrapped = len(full) >= 3 and len(full) >= 0.7 * len(long) and len(open_ended) >= 0.5 * len(full)
    ends = [after.text[0] for line, after in pairs if _NARROWEST <= len(line.text) >= width - _RAGGED]
    cut = [sign for sign in ends if words.is_cased(sign)]
    small = 4 * sum(map(str.islower, cut)) >= len(cut)  # headline, deck and byline may be of one length, too
    return width if wrapped and small and width <= _WIDEST else 0


def _ragged(lines: Sequence[Block]) -> frozenset[int]:
    """Return the lines that go on from the ones before in paragraphs that were broken anywhere, as out of a PDF.

    Two groups of lines or more end like sentences, and none of their lines before the last. What stands at the very
    top is a header.
    """
    groups = _groups(lines)
    sound = [group for group in groups[1:] if len(group) > 1 and _is_broken([lines[at].text for at in group])]
    alone = any(len(lines[group[0]].text) >= _FULL for group in sound)
    return frozenset(at for group in sound for at in group[1:]) if len(sound) > 1 or alone else frozenset()


def _headed(lines: Sequence[Block]) -> frozenset[int]:
    """Return the lines that go on a title in copy that stands in narrow columns: there a title has several lines."""
    groups = _groups(lines)
    columns = [at for at, group in enumerate(groups) if is_column([lines[line].text for line in group])]
    if not columns:
        return frozenset()
    tops = [group for group in groups[: columns[0]] if 1 < len(group) <= _TITLE]
    titled = [group for group in tops if _is_title([lines[at].text for at in group])]
    return frozenset(
        at for group in titled for number, at in enumerate(group) if number and not _is_second(group, number)
    )


def _is_second(group: Sequence[int], number: int) -> bool:
    """Tell whether a line of four is the first of the two under a title of two."""
    return len(group) == _TITLE and 2 * number == _TITLE


def _is_title(group: Sequence[str]) -> bool:
    marked = any(_GAP.search(line) or _LABELLED.match(line) or _STARTS.match(line) for line in group)
    plain = not marked and not any(names.split(line, 0) for line in group)
    return plain and max(map(len, group)) <= _NARROWEST and not any(line.endswith(_END) for line in group[:-1])


def _groups(lines: Sequence[Block]) -> list[list[int]]:
    """Return the numbers of lines by the empty lines between them."""
    groups: list[list[int]] = []
    for at, line in enumerate(lines):
        if line.apart or line.code or not groups or lines[at - 1].code:
            groups.append([])
        groups[-1].append(at)
    return groups


def _is_broken(group: Sequence[str]) -> bool:
    ended = [line.endswith(_END) for line in group]
    column = is_column(group)
    long = (column or len(group[0]) >= _SHORTEST) and _SHORTEST <= max(map(len, group)) <= _WIDEST
    if not long or any(_STARTS.match(line) or _GAP.search(line) for line in group):
        return False
    return column if any(ended[:-1]) or not ended[-1] else True


def is_column(group: Sequence[str]) -> bool:
    """Tell whether lines are of one width as in a printed column, and break off in words or before small letters."""
    width = max(map(len, group))
    even = all(len(line) >= width - _COLUMN for line in group[:-1])
    cut = [line.endswith("-") or after[:1].islower() for line, after in pairwise(group)]
    even = even and not any(line.endswith("\\") for line in group)  # the lines of a verse
    return even and len(group) > 2 and 2 * sum(cut) > len(cut)


def _goes_on(line: Block, after: Block, width: int) -> bool:
    """Tell whether the first word of the line after would not have fitted."""
    first = after.text.split(None, 1)[0]
    if _GAP.search(line.text) or _GAP.search(after.text):
        return False
    if line.code or after.code or after.indent > line.indent or credits.picture(after.text) is not None:
        return False  # a paragraph begins
    if _LABELLED.match(line.text) and _LABELLED.match(after.text):
        return False
    small = first[0].islower() and not re.search(r"@|://|^[a-z]\W", first) and not line.text.endswith(_END)
    if line.text.rsplit(maxsplit=1)[-1] in words.known("and_"):
        return not _STARTS.match(after.text)
    full = width > 0 and len(line.text) + 1 + len(first) > width - 2
    return (
        (full or (small and len(line.text) >= _NARROWEST and not names.split(after.text, 0)))
        and not _STARTS.match(after.text)
        and not _ADDRESS.search(line.text)
    )
