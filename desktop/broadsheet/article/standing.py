"""Finds the lines of a body that are a paragraph of nothing but pictures: a figure, or a gallery of several.

Reads what opens and closes a block (CommonMark 0.31 §4 and §5) line by line, without parsing what is inside: that is
for the render room, whose blocks a test holds this to. Two things are left to that room: pictures between tags of raw
HTML are figures here, too, and those with a table right under them are none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

_DEEPEST = 20
"""Lists and quotes in one another that are followed; what is deeper counts as words (as in `render.markdown`)."""

_FENCE = re.compile(r"(?P<mark>`{3,}(?=[^`]*\Z)|~{3,})")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|\Z)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*\Z")
_ITEM = re.compile(r"(?P<mark>[-+*]|(?P<number>\d{1,9})[.)])(?P<gap>[ \t]+|\Z)")
_DEFINITION = re.compile(r"""\[(?:[^\[\]\\]|\\.)+\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\Z""")
_TAG_NAMES = (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link "
    "main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead "
    "title tr track ul"
)
_RAW = r"(?:script|pre|style|textarea)"
_HTML = (
    (re.compile(rf"<{_RAW}(?=[\s>]|\Z)", re.IGNORECASE), re.compile(rf"</{_RAW}>", re.IGNORECASE)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Z]", re.IGNORECASE), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)
"""What opens raw HTML that goes on over blank lines, and what ends it (§4.6)."""
_HTML_UNTIL_BLANK = re.compile(rf"</?(?:{'|'.join(_TAG_NAMES.split())})(?=[\s>]|/>|\Z)", re.IGNORECASE)
_HTML_ALONE = re.compile(
    r"""(?:<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*/?>"""
    r"""|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*\Z"""
)
_STARTS = frozenset("#>-+*_`~<0123456789")
"""First signs of all that may end a paragraph; most lines of a body have none of them."""

Leaf = Literal["", "words", "pictures", "fence", "html", "item", "quote"]


def rows(lines: Sequence[str], is_picture: Callable[[str], bool]) -> Iterator[range]:
    """Yield which lines are a paragraph of pictures, paragraph by paragraph; lines may end with a carriage return."""
    reader = _Reader(is_picture)
    first = 0
    for at, line in enumerate([*lines, ""]):
        before = reader.leaf
        reader.feed(line.removesuffix("\r").expandtabs(4))
        if before == "pictures" and reader.leaf != "pictures" and not reader.spoiled:
            yield range(first, at)
        if before != "pictures" and reader.leaf == "pictures":
            first = at


class _Reader:
    """Follows the blocks of one container; `leaf` is what is open in it, `spoiled` a row that is none."""

    def __init__(self, is_picture: Callable[[str], bool], depth: int = 0) -> None:
        self._is_picture, self._depth = is_picture, depth
        self.leaf: Leaf = ""
        self.spoiled = False
        self.began = False
        self._inner: _Reader | None = None
        self._width = 0
        self._mark = ""
        self._end: re.Pattern[str] | None = None

    @property
    def open_words(self) -> bool:
        """Whether a line without a mark goes on with what stands inside (a lazy continuation, §5.1)."""
        if self.leaf in ("item", "quote"):
            return self._inside.open_words
        return self.leaf in ("words", "pictures")

    @property
    def _inside(self) -> "_Reader":
        assert self._inner is not None
        return self._inner

    def feed(self, line: str) -> None:
        """Read one more line, with spaces for tabs."""
        text = line.lstrip(" ")
        if not text.strip():
            self._feed_blank()
            return
        self.began = True
        indent = len(line) - len(text)
        if not self._goes_on(line, text, indent):
            self._open(line, text, indent)

    def _feed_blank(self) -> None:
        if self.leaf == "item":
            if self._inside.began:
                self._inside.feed("")
            else:
                self.leaf = ""
        elif self.leaf in ("words", "pictures", "quote") or (self.leaf == "html" and self._end is None):
            self.leaf = ""

    def _goes_on(self, line: str, text: str, indent: int) -> bool:
        """Read a line as one of the block that is open; False where it begins another one."""
        match self.leaf:
            case "":
                return False
            case "fence":
                ends = indent < 4 and text.startswith(self._mark) and not text.strip(self._mark[0] + " ")
                self.leaf = "" if ends else "fence"
                return True
            case "html":
                self.leaf = "" if self._end is not None and self._end.search(text) else "html"
                return True
            case "words" | "pictures":
                return self._words_go_on(line, text, indent)
        return self._inside_goes_on(line, text, indent)

    def _words_go_on(self, line: str, text: str, indent: int) -> bool:
        if indent < 4 and _UNDERLINE.match(text):
            self.leaf, self.spoiled = "", True
            return True
        if indent < 4 and _interrupts(text):
            self.leaf = ""
            return False
        if self.leaf == "pictures" and not self._is_picture(text):
            self.leaf, self.spoiled = "words", True
        return True

    def _inside_goes_on(self, line: str, text: str, indent: int) -> bool:
        if self.leaf == "item" and indent >= self._width:
            self._inside.feed(line[self._width :])
        elif self.leaf == "quote" and indent < 4 and text.startswith(">"):
            self._inside.feed(text[1:].removeprefix(" "))
        elif not self._inside.open_words or (indent < 4 and (_interrupts(text) or _ITEM.match(text))):
            self.leaf = ""
            return False
        return True

    def _open(self, line: str, text: str, indent: int) -> None:
        """Begin the block whose first line this is."""
        self.leaf = ""
        if indent >= 4 or _HEADING.match(text) or _RULE.match(text):
            return
        if text[0] == "<" and self._open_html(text):
            return
        fence, item = _FENCE.match(text), _ITEM.match(text)
        if fence:
            self.leaf, self._mark = "fence", fence["mark"]
        elif (item or text[0] == ">") and self._depth < _DEEPEST:
            self._open_container(text, indent, item)
        elif self._is_picture(line):
            self.leaf, self.spoiled = "pictures", False
        elif not _DEFINITION.match(text):
            self.leaf = "words"

    def _open_container(self, text: str, indent: int, item: re.Match[str] | None) -> None:
        self._inner = _Reader(self._is_picture, self._depth + 1)
        if item is None:
            self.leaf = "quote"
            self._inner.feed(text[1:].removeprefix(" "))
            return
        wide = len(item["gap"]) > 4 or item.end() == len(text)
        inside = len(item["mark"]) + (1 if wide else len(item["gap"]))
        self.leaf, self._width = "item", indent + inside
        if text[inside:].strip():
            self._inner.feed(text[inside:])

    def _open_html(self, text: str) -> bool:
        for opening, end in _HTML:
            if opening.match(text):
                self.leaf, self._end = ("" if end.search(text) else "html"), end
                return True
        if _HTML_UNTIL_BLANK.match(text) or _HTML_ALONE.match(text):
            self.leaf, self._end = "html", None
            return True
        return False


def _interrupts(text: str) -> bool:
    """Tell whether a line ends the paragraph above it without a blank one between."""
    if text[0] not in _STARTS:
        return False
    if text[0] == ">" or _HEADING.match(text) or _RULE.match(text) or _FENCE.match(text):
        return True
    item = _ITEM.match(text)
    if item:
        return item["number"] in (None, "1") and item.end() < len(text)
    return bool(_HTML_UNTIL_BLANK.match(text)) or any(opening.match(text) for opening, _ in _HTML)
