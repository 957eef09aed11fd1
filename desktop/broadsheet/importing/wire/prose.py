"""The body's Markdown out of the pieces: a paragraph each, lists, tables and code as they stand.

Signs of plain copy get a backslash where Markdown would take them for its own, so that the page shows the very
characters of the copy. Lines of a list are a list in plain copy, too: two or more of them, one right below the other.
"""

import re
from collections.abc import Sequence

from broadsheet.article import language
from broadsheet.importing import escaping
from broadsheet.importing.wire import blocks, code, credits, links, readalso, together, words
from broadsheet.importing.wire.piece import Guess, Piece

VERSE, _BREAK = 55, "\\\n"
"""Characters of a line of verse, at most: no machine wraps at so few. A hard break (CommonMark 6.7)."""
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
MARKED = re.compile(r"[-*+]\s|\d+[.)]\s|>|\|")
_BULLETS = "•·▪●‣◦"
"""Signs before the items of lists that Markdown does not know."""
_ITEM = re.compile(rf"(?P<sign>[-*+{_BULLETS}]|(?P<number>\d{{1,9}})(?P<close>[.)]))[ \t]+(?=\S)")
"""How an item begins (CommonMark 5.2)."""
_DASHED = re.compile(r"[-–—]\s+(.*?)\s+[-–—]", re.DOTALL)
"""A heading as AFP sends it: `- "Plus de patron" -`."""
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])(?=[a-zà-öø-ÿ])")
"""Where a column has broken a word."""
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")
"""Number signs that end a heading and are not shown (CommonMark 4.2)."""


def body(guess: Guess) -> str:
    """Return the body of an article."""
    pieces = [piece for piece in guess.pieces if piece.where in ("body", "read_also", "subheading")]
    return _marked(guess, pieces) if guess.markdown else _plain(guess, pieces)


def bare(text: str) -> str:
    """Return words on one line, without the marks of headings and emphasis around them."""
    words_of_it = re.sub(r"^#{1,6}\s+", "", " ".join(text.split()))
    for mark in ("**", "__", "*", "_"):
        if words_of_it.startswith(mark) and words_of_it.endswith(mark) and len(words_of_it) > 2 * len(mark):
            words_of_it = words_of_it[len(mark) : -len(mark)]
    return words_of_it


def mended(text: str) -> str:
    """Return a text in which words that a column has broken at the end of a line are whole."""
    return _BROKEN.sub("", text)


def escaped(text: str, *, starts: bool = True) -> str:
    """Return plain words as Markdown that shows them as they are; `starts` tells whether they begin a paragraph."""
    return _with_backslashes(text, escaping.marks(text, starts=starts)) if text else text


def _with_backslashes(text: str, offsets: set[int]) -> str:
    parts, last = [], 0
    for at in sorted(offsets):
        parts += [text[last:at], "\\"]
        last = at
    return "".join([*parts, text[last:]]) if parts else text


def _marked(guess: Guess, pieces: Sequence[Piece]) -> str:
    """Return the body of copy that is Markdown, with all that is in the items of its lists."""
    parts: list[str] = []
    end, listed = 0, False
    before: Piece | None = None
    for piece in pieces:
        said = guess.words(piece)
        is_code = code.is_code(said)
        text = said if is_code else _paragraph(said, piece, guess.language)
        gap = guess.text[end : piece.start]
        indent = gap[gap.rfind("\n") + 1 :] if "\n" in gap and not gap[gap.rfind("\n") + 1 :].strip() else ""
        item = MARKED.match(text) is not None
        inside = listed and (item or len(indent) > 1 or (is_code and text[:1].isspace()))
        close = gap.count("\n") < 2
        broken = bool(parts) and code.is_broken(parts[-1])
        row = before is not None and together.are_one_row(guess, before, piece)
        if parts:
            parts.append("\n" if close and (inside or broken or row) else "\n\n")
        parts.append(f"{indent}{text}" if inside else text)
        before, end, listed = piece, piece.end, item or inside
    return "".join(parts)


def _paragraph(text: str, piece: Piece, tag: str) -> str:
    """Return the Markdown of a piece of Markdown."""
    rows = [row.strip() for row in text.splitlines()]
    if piece.where == "body" and len(rows) > 1 and credits.is_figure(rows[0], bare=True):
        return credits.figure(rows[0], " ".join(rows[1:]))
    if len(rows) > 2 and max(map(len, rows)) <= VERSE and piece.where != "read_also":
        return _BREAK.join(row[:-1] if code.is_broken(row) else row for row in rows[:-1]) + _BREAK + rows[-1]
    line = _one_line(text)
    if piece.where == "subheading":
        return line if line.startswith("#") else f"## {bare(line)}"
    return _read_also(_titled(text), tag, plain=False) if piece.where == "read_also" else line


def _plain(guess: Guess, pieces: Sequence[Piece]) -> str:
    """Return the body of plain copy."""
    items = _items(guess, pieces)
    printed = any(_is_column(_rows(guess.words(piece))) for piece in pieces)
    parts: list[str] = []
    base = last = room = 0
    for at, piece in enumerate(pieces):
        said = guess.words(piece)
        item = _ITEM.match(said) if at in items else None
        if parts:
            parts.append("\n" if items.get(at) else "\n\n")
        if item is None and at and _goes_on(guess, pieces[at - 1], piece):
            parts[-1] = ""
            whole = guess.words(pieces[at - 1]).rsplit("\n", 1)[-1]
            broken = _BROKEN.search(f"{whole}\n{said}")
            parts[-2] = parts[-2].removesuffix("-") if broken else f"{parts[-2]} "
        if item is None:
            parts.append(_plain_paragraph(said, piece, guess.language, printed=printed))
            continue
        # An item below another one is as deep as its writer has set it, but no deeper than Markdown reads as an item.
        indent = _indent(guess.text, piece.start)
        base = base if items[at] else indent
        last = min(max(0, indent - base), last + room) if items[at] else 0
        sign = "- " if item["sign"] in _BULLETS else item[0]
        room = len(sign)
        line = " ".join(row.strip() for row in said[item.end() :].splitlines())
        parts.append(" " * last + sign + escaped(line))
    return "".join(parts)


def _goes_on(guess: Guess, before: Piece, piece: Piece) -> bool:
    """Tell whether a paragraph goes on behind lines of a page that are none of the story."""
    if before.where != "body" or piece.where != "body":
        return False
    between = [one for one in guess.pieces if before.end <= one.start < piece.start]
    aside = bool(between) and all(one.where == "left_over" for one in between)
    first, last = guess.text[piece.start], guess.text[before.end - 1]
    return aside and first.islower() and (last.isalpha() or last in ",-")


def _rows(text: str) -> list[str]:
    return [row for row in (row.strip() for row in text.splitlines()) if row]


def _is_column(rows: Sequence[str]) -> bool:
    return len(rows) > 2 and (blocks.is_column(rows) or _BROKEN.search("\n".join(rows)) is not None)


def _plain_paragraph(text: str, piece: Piece, tag: str, *, printed: bool) -> str:
    """Return the Markdown of a piece of plain copy; short lines are verse, but not in copy that stands in columns."""
    rows = _rows(text)
    if piece.where == "read_also":
        return _read_also(_titled(text), tag, plain=True)
    if piece.where == "subheading":
        line = escaped(bare(_DASHED.sub(r"\1", text)), starts=False)
        return f"## {_CLOSING.sub(_with_backslash, line)}"
    if len(rows) > 2 and max(map(len, rows)) <= VERSE and not printed:
        return escaped("\n".join(rows)).replace("\n", _BREAK)
    return escaped(_joined(rows))


def _joined(rows: Sequence[str]) -> str:
    """Return lines of a paragraph as one; a word that a column has broken is whole again."""
    return mended("\n".join(rows)).replace("\n", " ")


def _with_backslash(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _items(guess: Guess, pieces: Sequence[Piece]) -> dict[int, bool]:
    """Return the positions of the items of lists, and whether each goes on a list that has begun before it."""
    found: dict[int, bool] = {}
    run: list[tuple[int, int]] = []
    for at, piece in enumerate(pieces):
        item = _ITEM.match(guess.words(piece)) if piece.where == "body" else None
        number = int(item["number"] or -1) if item else -1
        close = bool(run) and run[-1][0] == at - 1 and _is_below(guess.text[pieces[at - 1].end : piece.start])
        counted = next((before for _, before in reversed(run) if before >= 0), number - 1)
        if item is None or not close or (number > 1 and number != counted + 1):
            found |= _listed(run)
            run = []
        if item is not None:
            run.append((at, number))
    return found | _listed(run)


def _listed(run: Sequence[tuple[int, int]]) -> dict[int, bool]:
    return {at: at != run[0][0] for at, _ in run} if len(run) > 1 else {}


def _is_below(gap: str) -> bool:
    """Tell whether the next line begins between two pieces, and nothing else."""
    return not gap.strip() and len(_BREAKS.findall(gap)) == 1 and gap.count("\n") < 2 and "\u2029" not in gap


def _indent(text: str, at: int) -> int:
    """Return how many columns of white space stand before a line's first sign."""
    before = text[max(0, at - 100) : at]
    return len(before[len(before.rstrip(" \t\u00a0")) :].expandtabs(4))


def _one_line(text: str) -> str:
    """Return a text of Markdown with one space for each line end and all white space around it."""
    first, *rest = _BREAKS.split(text)
    if not rest:
        return first
    *inside, last = rest
    rows = [first.rstrip(), *(part for row in inside if (part := row.strip())), last.lstrip()]
    return "".join(f"{row}\n" if code.is_broken(row) else f"{row} " for row in rows[:-1]) + rows[-1]


def _titled(text: str) -> str:
    """Return a read-also on one line, with a colon behind a label that had a line of its own."""
    label, _, title = text.partition("\n")
    if readalso.is_label(label):
        return _one_line(f"{label.strip('*_#:： ')}: {' '.join(title.split())}")
    return _one_line(text)


def _read_also(line: str, tag: str, *, plain: bool) -> str:
    """Return a read-also as the body has it: label, colon, and a link where there is an address."""
    whole = links.whole(line)
    line, address = (whole.title, whole.url) if whole else (line, "")
    found = readalso.title(line)
    if found is None:
        line, found = f"{language.language(tag).labels.read_also[0]}: {line}", (0, 0)
        found = readalso.title(line) or found
    label = links.tidy(line[: found[0]]).strip(" :：|–—->»›→*_") if found else ""
    title, url = links.linked(line[found[0] :] if found else line)
    label = label.capitalize() if words.is_capital(label) else label
    title, url = title.strip("*_ :–—-"), url or address
    title = title.removesuffix(")") if title.count(")") > title.count("(") else title
    if not url:
        return escaped(f"{label}: {title}") if plain else f"{label}: {title}"
    return f"{label}: [{_in_brackets(title) if plain else title}]({url})"


def _in_brackets(title: str) -> str:
    """Return plain words as the words of a link."""
    signs = {at for at, sign in enumerate(title) if sign in "[]"}
    return _with_backslashes(title, escaping.marks(title, starts=False) | signs)
