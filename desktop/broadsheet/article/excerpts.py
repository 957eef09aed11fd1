"""What a reader of a comparison is shown: the changed lines with a little around them, the long rest folded."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from broadsheet.article import words
from broadsheet.article.difference import Piece

MOST = 30_000
"""Characters of one field that are shown; nobody compares more of it by eye."""
_AROUND = 1
"""Unchanged lines that stay before and behind a change."""
_LEAST_FOLDED = 2
_LONG, _ENDS = 480, 160
"""Characters; a longer unchanged stretch inside a changed line is shown by its two ends."""
_WIDEST = 2_000
"""Characters of a line; a longer one is shown as several, since Qt takes a second for 40,000 without a space."""
_LINE_END = re.compile(r"\r\n|[\r\n]")
_UNBROKEN = re.compile(r"[!-~]{300,}")
"""A picture written out as text, most likely; no line can be broken in it, and to try takes seconds."""
_BREAK = "¶"


class Line(Struct, frozen=True):
    """One line of a text; `apart` says that blank lines stand before it."""

    pieces: tuple[Piece, ...]
    apart: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything of it is gone or new."""
        return any(piece.kind != "same" for piece in self.pieces)


class Folded(Struct, frozen=True):
    """Lines that are the same in both versions."""

    lines: int


class Rest(Struct, frozen=True):
    """Words, changed ones if any are, that come behind all that is shown."""

    words: int


Row = Line | Folded | Rest


def rows(pieces: tuple[Piece, ...], *, most: int = MOST) -> tuple[Row, ...]:
    """Return a comparison to be shown; a text in which nothing changed is shown whole, up to `most` characters."""
    found = list(_lines(pieces))
    compared = any(line.changed for line in found)
    shown = chain.from_iterable(_narrow(row) for row in (_folded(found) if compared else found))
    return tuple(_capped(shown, pieces, most))


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    line: list[Piece] = []
    apart = False
    for piece in pieces:
        if piece.kind != "same" and not piece.text.strip() and _LINE_END.search(piece.text):
            # A paragraph was split or joined: nothing else would show it.
            line.append(Piece(piece.kind, _BREAK))
            if piece.kind == "gone":
                continue
        for number, part in enumerate(_LINE_END.split(piece.text)):
            if number and _is_blank(line):
                line, apart = [], True
            elif number:
                yield Line(tuple(line), apart)
                line, apart = [], False
            if part:
                line.append(Piece(piece.kind, _UNBROKEN.sub(_shortened, part)))
    if not _is_blank(line):
        yield Line(tuple(line), apart)


def _is_blank(line: list[Piece]) -> bool:
    return not any(piece.text.strip() for piece in line)


def _folded(lines: list[Line]) -> Iterator[Line | Folded]:
    changed = [number for number, line in enumerate(lines) if line.changed]
    done = 0
    for number in [*changed, len(lines)]:
        first = done + (_AROUND if done else 0)
        last = number - (_AROUND if number < len(lines) else 0)
        if last - first >= _LEAST_FOLDED:
            yield from map(_quoted, lines[done:first])
            yield Folded(last - first)
            yield from map(_quoted, lines[last:number])
        else:
            yield from map(_quoted, lines[done:number])
        if number < len(lines):
            yield _trimmed(lines[number])
        done = number + 1


def _quoted(line: Line) -> Line:
    """Return the beginning of a line that did not change."""
    text = "".join(piece.text for piece in line.pieces)
    return Line((Piece("same", _beginning(text)),), line.apart) if len(text) > _LONG else line


def _trimmed(line: Line) -> Line:
    """Return a changed line without the middle of what did not change in it."""
    last = len(line.pieces) - 1
    made = [_middle_out(piece, number == 0, number == last) for number, piece in enumerate(line.pieces)]
    return Line(tuple(made), line.apart)


def _middle_out(piece: Piece, opens: bool, closes: bool) -> Piece:
    if piece.kind != "same" or len(piece.text) <= _LONG:
        return piece
    before = "" if opens else _beginning(piece.text)
    after = "" if closes else _end(piece.text)
    if opens:
        return Piece("same", after)
    return Piece("same", before if closes else f"{before} {after}")


def _narrow(row: Line | Folded) -> Iterator[Line | Folded]:
    """Yield a line as lines that can be set quickly."""
    if isinstance(row, Folded):
        yield row
        return
    made: list[Piece] = []
    apart, room = row.apart, _WIDEST
    for piece in row.pieces:
        text = piece.text
        while len(text) > room:
            cut = text.rfind(" ", 0, room) + 1 or room
            yield Line((*made, Piece(piece.kind, text[:cut])), apart)
            made, text, apart, room = [], text[cut:], False, _WIDEST
        made.append(Piece(piece.kind, text))
        room -= len(text)
    yield Line(tuple(made), apart)


def _beginning(text: str) -> str:
    cut = text[:_ENDS]
    return f"{cut.rsplit(None, 1)[0] if ' ' in cut else cut} …"


def _end(text: str) -> str:
    cut = text[-_ENDS:]
    return f"… {cut.split(None, 1)[-1] if ' ' in cut else cut}"


def _shortened(found: re.Match[str]) -> str:
    return f"{found[0][:80]}…{found[0][-20:]}"


def _capped(shown: Iterable[Line | Folded], pieces: tuple[Piece, ...], most: int) -> Iterator[Row]:
    room, told = most, 0
    compared = any(piece.kind != "same" for piece in pieces)
    for row in shown:
        if isinstance(row, Folded):
            yield row
            continue
        cut = _cut(row, room)
        room -= sum(len(piece.text) for piece in cut.pieces)
        told += sum(words.count(piece.text) for piece in _counted(cut.pieces, compared))
        yield cut
        if room <= 0:
            rest = sum(words.count(piece.text) for piece in _counted(pieces, compared)) - told
            if rest > 0:
                yield Rest(rest)
            return


def _counted(pieces: Iterable[Piece], compared: bool) -> Iterator[Piece]:
    return (piece for piece in pieces if not compared or piece.kind != "same")


def _cut(line: Line, room: int) -> Line:
    made: list[Piece] = []
    for piece in line.pieces:
        if room <= 0:
            break
        made.append(piece if len(piece.text) <= room else Piece(piece.kind, piece.text[:room]))
        room -= len(piece.text)
    return Line(tuple(made), line.apart)
