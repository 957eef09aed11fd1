"""What the formatting commands and keys do to lists: bullets, numbers, the next item, levels in and out.

Pure functions from a text and a selection to one edit. A text may be a part of the body that holds whole lines.
"""

import re

from broadsheet.article import edits
from broadsheet.article.edits import Change, Edit, Selection

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|(?P<number>\d{1,9})[.)])(?:[ \t]+|$)")
_CONTINUED = re.compile(
    r"(?P<outer>[ \t]*(?:>[ \t]?)*)"
    r"(?:(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<gap>[ \t]+)(?P<box>\[[ xX]\] )?)?"
)


def bullets(text: str, selection: Selection) -> Edit:
    """Make the selected lines bullet points, or plain lines where all are."""
    return _list(text, selection, numbered=False)


def numbers(text: str, selection: Selection) -> Edit:
    """Number the selected lines, going on from a number directly above, or make them plain lines where all are."""
    return _list(text, selection, numbered=True)


def new_line(text: str, selection: Selection) -> Edit | None:
    """Go on with a list or a quote on Return, or end it in an empty item; None where Return is just Return."""
    start, end = edits.line(text, selection[0])
    mark = _CONTINUED.match(text, start, end)
    if selection[0] != selection[1] or mark is None or not mark[0].strip() or selection[0] < mark.end():
        return None
    if not text[mark.end() : end].strip():
        return outdent(text, selection) or _ended(start, end, mark)
    sign = f"{int(mark['number']) + 1}{mark['dot']}" if mark["number"] else mark["mark"] or ""
    opening = "\n" + mark["outer"] + sign + (mark["gap"] or "") + ("[ ] " if mark["box"] else "")
    caret = selection[0] + len(opening)
    return Edit(selection[0], selection[0], opening, (caret, caret))


def indent(text: str, selection: Selection) -> Edit | None:
    """Move the selected list items one level in; None where the selection does not start in a list."""
    items = _items(text, selection)
    if items is None:
        return None
    changes = []
    for start, item in items:
        changes.append(Change(start, start, " " * _width(item)))
        if item["number"]:
            changes.append(Change(start + item.start("number"), start + item.end("number"), "1"))
    return edits.joined(text, changes, selection)


def outdent(text: str, selection: Selection) -> Edit | None:
    """Move the selected list items one level out; None where the first line is no item that can move."""
    items = _items(text, selection)
    if items is None or not any(item["indent"] for _, item in items):
        return None
    changes = []
    for start, item in items:
        less = 1 if item["indent"].startswith("\t") else min(_width(item), len(item["indent"]))
        changes.append(Change(start, start + less, ""))
    return edits.joined(text, changes, selection)


def _ended(start: int, end: int, mark: re.Match[str]) -> Edit:
    """Turn an empty item into a blank line and go on behind it, so that the next words do not belong to the list."""
    outer = mark["outer"] if mark["mark"] and ">" in mark["outer"] else ""
    text = f"{outer.rstrip()}\n{outer}" if start else outer
    return Edit(start, end, text, (start + len(text), start + len(text)))


def _list(text: str, selection: Selection, *, numbered: bool) -> Edit:
    lines = edits.worded(text, selection)
    items = [_ITEM.match(text[slice(*line)]) for line in lines]
    plain = all(item and bool(item["number"]) is numbered for item in items)
    changes = []
    first = _number_above(text, lines[0][0]) + 1
    for number, ((start, end), item) in enumerate(zip(lines, items, strict=True), first):
        stands_in = item.end("indent") if item else end - start - len(text[start:end].lstrip(" \t"))
        mark = "" if plain else f"{number}. " if numbered else "- "
        changes.append(Change(start + stands_in, start + (item.end() if item else stands_in), mark))
    return edits.joined(text, changes, selection)


def _number_above(text: str, start: int) -> int:
    item = _ITEM.match(text[slice(*edits.line(text, start - 1))]) if start else None
    return int(item["number"]) if item and item["number"] else 0


def _items(text: str, selection: Selection) -> list[tuple[int, re.Match[str]]] | None:
    """Return the list items of the selected lines with the starts of their lines; None where the first is not one."""
    lines = edits.lines(text, selection)
    items = [(start, _ITEM.match(text[start:end])) for start, end in lines]
    if items[0][1] is None:
        return None
    return [(start, item) for start, item in items if item]


def _width(item: re.Match[str]) -> int:
    """Return how far an item's words stand in from its mark: a sublist begins there (CommonMark 0.31 §5.2)."""
    return len(item["mark"]) + 1
