"""The paragraphs, lists, tables and pictures of a rich text, on their way into HTML."""

import re
from html import escape
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from broadsheet.importing.office import listings

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|judul)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset(("title", "titel", "judul"))
_QUOTES = frozenset(("quote", "intense quote", "quotations", "block text", "zitat", "block quotation"))
_CODE = frozenset(name.lower() for name in listings.NAMES)
_CAPTIONS = frozenset(("caption", "figure", "illustration", "beschriftung"))


class Look(Struct, frozen=True):
    """How a stretch of text looks; `raised` is `sup` or `sub`, `href` where it leads."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    raised: str = ""
    href: str = ""


PLAIN = Look()


class Form(Struct, frozen=True):
    """What a paragraph is: its style's name, its outline level (from 0, -1 for none), its list and the level in it."""

    style: str = ""
    outline: int = -1
    list: int = 0
    level: int = 0
    inside: bool = False
    """In a cell of a table."""


class Flow:
    """Text as it flows: `lines` are its paragraphs without their looks."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[tuple[str, Look | None]] = []
        self._behind: list[str] = []
        self._marker = ""
        self._blocks: list[str] = []
        self._cell: list[str] = []
        self._cells: list[str] = []
        self._rows: list[str] = []

    def say(self, text: str, look: Look) -> None:
        """Add words to the paragraph."""
        self._pieces.append((text, look))

    def put(self, html: str) -> None:
        """Add a picture or a line break to the paragraph."""
        self._pieces.append((html, None))

    def follow(self, flow: "Flow") -> None:
        """Set what stands in a box behind the paragraph that the box is anchored in."""
        self._behind.append(flow.html())
        self.lines += flow.lines

    def mark(self, marker: str) -> None:
        """Make an item of the paragraph; `marker` is its bullet or number."""
        self._marker = marker.strip() or "•"

    def end(self, form: Form) -> None:
        """End the paragraph."""
        joined = _joined(self._pieces)
        inner = "".join(_piece(text, look) for text, look in _merged(joined))
        line = " ".join("".join(_told(text, look) for text, look in joined).split())
        if line:
            self.lines.append(line)
        is_code = form.style.lower() in _CODE
        told = [_paragraph(inner, form, self._marker)] if inner.strip() and not is_code else []
        told += [f"<pre>{inner}</pre>"] if is_code else []
        told += self._behind
        self._pieces, self._behind, self._marker = [], [], ""
        if form.inside:
            self._cell += told
        else:
            self._end_table()
            self._blocks += told

    def end_cell(self, form: Form) -> None:
        """End the cell."""
        self.end(Form(form.style, form.outline, form.list, form.level, inside=True))
        self._cells.append(f"<td>{''.join(self._cell)}</td>")
        self._cell = []

    def end_row(self, form: Form) -> None:
        """End the row, and its last cell where that has no end of its own."""
        if self._cell or any(text.strip() for text, _ in self._pieces):
            self.end_cell(form)
        self._close_row()

    def _close_row(self) -> None:
        if self._cells:
            self._rows.append(f"<tr>{''.join(self._cells)}</tr>")
        self._cells = []

    def html(self) -> str:
        """Return all of it; the text ends here."""
        self.end(Form())
        return "".join(self._blocks)

    def _end_table(self) -> None:
        self._close_row()
        if self._rows:
            self._blocks.append(f"<table>{''.join(self._rows)}</table>")
        self._blocks += self._cell
        self._rows, self._cell = [], []


def numbered(number: int, html: str) -> str:
    """Return the HTML of a note with its number in front."""
    begun = html.startswith("<p>")
    return f"<p>{number}. {html[3:]}" if begun else f"<p>{number}.</p>{html}"


def _joined(pieces: list[tuple[str, Look | None]]) -> list[tuple[str, Look | None]]:
    """Return pieces with all words of one look that follow each other as one; pictures and breaks stay alone."""
    made: list[tuple[str, Look | None]] = []
    for look, some in groupby(pieces, itemgetter(1)):
        texts = [text for text, _ in some]
        made += [(text, look) for text in (texts if look is None else ["".join(texts)])]
    return made


def _merged(pieces: list[tuple[str, Look | None]]) -> list[tuple[str, Look | None]]:
    """Return pieces where space between two of one look has that look: programs end bold before a space, and again."""
    made: list[tuple[str, Look | None]] = []
    for at, (text, look) in enumerate(pieces):
        around = made[-1][1] if made and at < len(pieces) - 1 else None
        joins = look and around and not text.strip() and around == pieces[at + 1][1]
        own = around if joins else look
        if made and own and made[-1][1] == own:
            made[-1] = (made[-1][0] + text, own)
        else:
            made.append((text, own))
    return made


def _told(text: str, look: Look | None) -> str:
    """Return the words of a piece alone, with the address where they lead to one that they do not say."""
    if look is None:
        return " "
    leads = look.href.lower().startswith(("https://", "http://", "mailto:"))
    return f"{text} ({look.href})" if leads and look.href.removeprefix("mailto:") not in text else text


def _piece(text: str, look: Look | None) -> str:
    if look is None:
        return text
    told = escape(text, quote=False)
    for tag, holds in (("b", look.bold), ("i", look.italic), ("s", look.strike), (look.raised, look.raised)):
        if holds:
            told = f"<{tag}>{told}</{tag}>"
    return f'<a href="{escape(look.href)}">{told}</a>' if look.href else told


def _paragraph(inner: str, form: Form, marker: str) -> str:
    name = form.style.lower()
    heading = _HEADING.fullmatch(name)
    level = int(heading[1]) if heading else form.outline + 1
    if name in _TITLES:
        return f'<p class="MsoTitle">{inner}</p>'  # above all headings, in `rich`
    if 1 <= level <= 6:
        return f"<h{level}>{inner}</h{level}>"
    if name in _QUOTES:
        return f"<blockquote><p>{inner}</p></blockquote>"
    if name in _CAPTIONS:
        return f"<figcaption>{inner}</figcaption>"
    if marker:
        # As Word writes its lists in HTML: `rich` knows how these are nested and numbered.
        said = f"mso-list:l{max(form.list, 0)} level{max(form.level, 0) + 1} lfo1"
        return f'<p style="{said}"><span style="mso-list:Ignore">{escape(marker)} </span>{inner}</p>'
    return f"<p>{inner}</p>"
