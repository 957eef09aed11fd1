"""One replacement in a text, and the lines, words and paragraphs that replacements are made of.

Offsets count code points. A selection is `(start, end)`, equal where it is only the cursor.
"""

import re

from msgspec import Struct

Selection = tuple[int, int]

_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")


class Edit(Struct, frozen=True):
    """Put `text` in the place of `[start, end)`, then select `selection` of the new text."""

    start: int
    end: int
    text: str
    selection: Selection

    def applied(self, text: str) -> str:
        """Return the text after the edit."""
        return text[: self.start] + self.text + text[self.end :]


class Change(Struct, frozen=True):
    """A part of an edit: `text` comes in the place of `[start, end)`."""

    start: int
    end: int
    text: str


def joined(text: str, changes: list[Change], selection: Selection) -> Edit:
    """Return one edit for changes in ascending order; what was selected stays selected, without marks around it."""
    if not changes:
        return Edit(selection[0], selection[0], "", selection)
    pieces, position = [], changes[0].start
    for change in changes:
        pieces += [text[position : change.start], change.text]
        position = change.end
    if selection[0] == selection[1]:
        caret = _moved(selection[0], changes, behind=not _closes_at(changes, selection[0]))
        moved = (caret, caret)
    else:
        first = _moved(selection[0], changes, behind=True)
        moved = (first, max(first, _moved(selection[1], changes, behind=False)))
    return Edit(changes[0].start, changes[-1].end, "".join(pieces), moved)


def line(text: str, position: int) -> Selection:
    """Return the line around a position, without its line end."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def lines(text: str, selection: Selection) -> list[Selection]:
    """Return the lines that a selection touches; not the one behind its last line end."""
    start, end = selection
    if start < end and text[end - 1] == "\n":
        end -= 1
    found = [line(text, start)]
    while found[-1][1] < end:
        found.append(line(text, found[-1][1] + 1))
    return found


def worded(text: str, selection: Selection) -> list[Selection]:
    """Return the lines that a selection touches and that hold words; on blank lines only, the last of them."""
    found = lines(text, selection)
    return [part for part in found if text[slice(*part)].strip()] or found[-1:]


def paragraph(text: str, position: int) -> Selection:
    """Return the paragraph around a position; an empty range on a blank line."""
    start, end = line(text, position)
    if not text[start:end].strip():
        return start, start
    while start and text[slice(*line(text, start - 1))].strip():
        start = line(text, start - 1)[0]
    while end < len(text) and text[slice(*line(text, end + 1))].strip():
        end = line(text, end + 1)[1]
    return start, end


def word(text: str, position: int) -> Selection:
    """Return the word that holds or touches a position; an empty range where there is none."""
    for found in _WORD.finditer(text, *line(text, position)):
        if found.start() <= position <= found.end():
            return found.span()
    return position, position


def trimmed(text: str, selection: Selection) -> Selection:
    """Return a selection without the white space at its ends."""
    part = text[slice(*selection)]
    if not part.strip():
        return selection[0], selection[0]
    return selection[0] + len(part) - len(part.lstrip()), selection[0] + len(part.rstrip())


def _moved(position: int, changes: list[Change], *, behind: bool) -> int:
    """Return where a position is after the changes; `behind` puts it behind what is inserted right there."""
    shift = 0
    for change in changes:
        if change.start > position or (change.start == change.end == position and not behind):
            break
        if position < change.end:
            return change.start + shift + (len(change.text) if behind else 0)
        shift += len(change.text) - (change.end - change.start)
    return position + shift


def _closes_at(changes: list[Change], position: int) -> bool:
    """Tell whether the last of several changes inserts right at a position, as a closing mark does."""
    return len(changes) > 1 and changes[-1].start == changes[-1].end == position
