"""Where emphasis, code and links stand in one paragraph of Markdown, for highlighting and for commands.

This reads a paragraph as CommonMark does wherever writers would notice, but it never looks back: the time it takes
grows with the length of the text alone, whatever the text is. Pages are made by `render`, not from this.
"""

import re
import unicodedata
from itertools import takewhile
from typing import Literal

from msgspec import Struct

Kind = Literal["strong", "emphasis", "strike", "code", "link", "image", "address", "escape", "tag"]

_TOKEN = re.compile(
    r"""\\[!-/:-@\[-`{-~]                                     # an escaped sign
      | `+ | !?\[ | \] | \*+ | _+ | ~~+
      | <[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>              # <https://…>
      | </?[A-Za-z][^<>]{0,500}+>                             # raw HTML
      | https?://[^\s<>\[\]]++""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"""\(\s*+(?: <(?P<pointed>[^<>\n]*+)> | (?P<bare>[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+) )
        (?: \s++ (?: "[^"]{0,1000}+" | '[^']{0,1000}+' | \([^()]{0,1000}+\) ) )? \s*+ \)
      | \[[^\[\]]{0,200}+\]""",
    re.VERBOSE,
)
_TICKS = re.compile(r"`+")
_LAST_SIGNS = ".,:;!?'\"*_~)"


class Span(Struct, frozen=True):
    """A part of the text between two marks; all offsets count code points.

    The marks are `[start, text_start)` and `[text_end, end)`; a link's second mark holds its address, which is `url`.
    """

    kind: Kind
    start: int
    text_start: int
    text_end: int
    end: int
    url: str = ""


class _Run(Struct):
    """Emphasis signs that may still open something: what is left of them ends at `end`."""

    end: int
    count: int


def spans(text: str, most: int = 100_000) -> tuple[Span, ...]:
    """Return the spans of one paragraph in the order of their starts, outer before inner.

    Only the first `most` signs that may be marks are looked at; a paragraph that people wrote has fewer than 200.
    """
    found = _Reader(text).read(most)
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


class _Reader:
    """Goes once through the text, with a stack for each kind of sign that may still be closed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Span] = []
        self._brackets: list[int] = []
        self._runs: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
        self._ticks: dict[int, list[int]] | None = None

    def read(self, most: int) -> list[Span]:
        position = 0
        for _ in range(most):
            match = _TOKEN.search(self._text, position)
            if match is None:
                break
            position = self._take(match[0], match.start(), match.end())
        return self._found

    def _take(self, token: str, start: int, end: int) -> int:
        """Take one token in and return where to read on."""
        sign = token[0]
        if sign == "`":
            return self._code(start, end)
        if token in ("[", "!["):
            self._brackets.append(start)
        elif sign == "]":
            return self._link(start, end)
        elif sign in self._runs:
            self._emphasis(sign, start, end)
        elif sign == "\\":
            self._found.append(Span("escape", start, start + 1, end, end))
        elif sign == "<":
            kind: Kind = "address" if ":" in token.split(" ", 1)[0] else "tag"
            inner = 1 if kind == "address" else 0
            self._found.append(Span(kind, start, start + inner, end - inner, end, token[1:-1]))
        else:
            end = start + len(token.rstrip(_LAST_SIGNS))
            self._found.append(Span("address", start, start, end, end, self._text[start:end]))
        return end

    def _code(self, start: int, end: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in reversed(list(_TICKS.finditer(self._text))):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        later = self._ticks.get(end - start, [])
        while later and later[-1] < end:
            later.pop()
        if not later:
            return end
        close = later.pop()
        self._found.append(Span("code", start, end, close, close + end - start))
        return close + end - start

    def _link(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        opened = self._brackets.pop()
        tail = _TAIL.match(self._text, end)
        if tail is None:
            return end
        image = self._text[opened] == "!"
        url = tail["pointed"] or tail["bare"] or ""
        inner = opened + 2 if image else opened + 1
        self._found.append(Span("image" if image else "link", opened, inner, start, tail.end(), url))
        if not image:
            self._brackets.clear()
        for runs in self._runs.values():
            _drop_after(runs, opened)
        return tail.end()

    def _emphasis(self, sign: str, start: int, end: int) -> None:
        opens, closes = self._flanks(sign, start, end)
        count = end - start
        runs = self._runs[sign]
        while closes and count and runs:
            opener = runs[-1]
            used = min(2, count, opener.count)
            if sign == "~" and used < 2:
                break
            kind: Kind = "strike" if sign == "~" else ("emphasis", "strong")[used - 1]
            self._found.append(Span(kind, opener.end - used, opener.end, start, start + used))
            for other in self._runs.values():
                _drop_after(other, opener.end)
            start, count = start + used, count - used
            opener.end, opener.count = opener.end - used, opener.count - used
            if not opener.count:
                runs.pop()
        if opens and count:
            runs.append(_Run(end, count))

    def _flanks(self, sign: str, start: int, end: int) -> tuple[bool, bool]:
        """Return whether a run of signs may open and may close (CommonMark 0.31 §6.2)."""
        before = self._text[start - 1] if start else " "
        after = self._text[end] if end < len(self._text) else " "
        left = not after.isspace() and (_is_word(after) or not _is_word(before))
        right = not before.isspace() and (_is_word(before) or not _is_word(after))
        if sign == "_":
            return left and not (right and _is_word(before)), right and not (left and _is_word(after))
        return left, right


def _drop_after(runs: list[_Run], position: int) -> None:
    """Forget runs that stand inside something that has just been closed."""
    del runs[len(runs) - sum(1 for _ in takewhile(lambda run: run.end > position, reversed(runs))) :]


def _is_word(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign)[0] not in "PS"
