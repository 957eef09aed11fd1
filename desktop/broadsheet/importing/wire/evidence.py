"""Whether the writer of a text means its signs as Markdown: plain copy has stars, brackets and numbers of its own.

The text as a whole tells. Some forms nobody types who means no Markdown: one of them proves it. Others may be marks of
a desk's own, and count from the second on. What writers of both kinds type tells nothing: one star or underscore on
either side, a dash or a number before a line, a row of signs under one, brackets in brackets.
"""

import re
from collections.abc import Iterator

from broadsheet.importing.wire import code

_LOOKED, _LONGEST, _MOST_LINES = 200_000, 2_000, 3_000
"""Characters and lines of a text, and characters of a line, that are looked at."""
_HINTS = 2
_TARGET = re.compile(r"\]\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s+\"[^\"\n]*\")?\)")
_ADDRESS = re.compile(r"https?://|mailto:|\.{0,2}/|#\w")
_FILE = re.compile(r"/|\.\w{2,5}\Z")
_LONGEST_TITLE = 300
_SECTION, _TITLE = re.compile(r" {0,3}#{2,6} +[^\s#].*"), re.compile(r" {0,3}# +[^\s#].*")
_COLUMNS = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")
_FENCE, _CLOSED = re.compile(r"\s{0,3}`{3,}[^`]*"), re.compile(r"\s{0,3}`{3,}\s*")
_BOLD = re.compile(
    r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]{0,200}[^\s*\\]\*\*(?![\w*])"
    r"|(?<![\w\\])__(?=[^\s_])[^_\n]{0,200}[^\s_\\]__(?!\w)"
)


def is_markdown(text: str) -> bool:
    """Tell whether a text is Markdown, of which no one has said whether it is."""
    lines = text[:_LOOKED].splitlines()[:_MOST_LINES]
    return any(_proofs(lines)) or sum(_hints(lines)) >= _HINTS


def _proofs(lines: list[str]) -> Iterator[bool]:
    """Yield whether each line is a link or picture, a heading that stands apart, a table's rule or a closed fence."""
    fenced = False
    for at, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        after = lines[at + 1] if at + 1 < len(lines) else ""
        alone = not after.strip() and (at == 0 or not lines[at - 1].strip())
        yield _links(line) or (alone and _SECTION.fullmatch(line) is not None)
        yield "|" in line and "|" in after[:_LONGEST] and _COLUMNS.fullmatch(after[:_LONGEST]) is not None
        yield fenced and _CLOSED.fullmatch(line) is not None
        fenced = fenced or _FENCE.fullmatch(line) is not None


def _hints(lines: list[str]) -> Iterator[int]:
    """Yield how often each line has what may mean Markdown: bold words, a title at the top, a line break."""
    for at, line in enumerate(lines):
        if len(line) <= _LONGEST:
            yield len(_BOLD.findall(line))
            after = "".join(lines[at + 1 : at + 2]).strip()
            yield at == 0 and _TITLE.fullmatch(line) is not None and not after
            yield code.is_broken(line) and len(line) > 1 and bool(after)


def _links(line: str) -> bool:
    """Tell whether words in brackets have an address in parentheses right behind them, or a picture its file."""
    for found in _TARGET.finditer(line):
        begin = line.rfind("[", max(0, found.start() - _LONGEST_TITLE), found.start())
        if begin < 0 or line[begin - 1 : begin] == "\\" or "]" in line[begin : found.start()]:
            continue
        shown, url = line[begin - 1 : begin] == "!", found["url"]
        if (shown and _FILE.search(url)) or (begin + 1 < found.start() and _ADDRESS.match(url)):
            return True
    return False
