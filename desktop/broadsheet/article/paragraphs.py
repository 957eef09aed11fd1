"""What the formatting commands do to paragraphs: headings, quotes, rules, read-alsos and pictures.

Pure functions from a text and a selection to one edit. A text may be a part of the body that holds whole paragraphs.
"""

import re

from broadsheet.article import edits
from broadsheet.article.editing import address, escaped, markdown_link
from broadsheet.article.edits import Change, Edit, Selection

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_QUOTE = re.compile(r" {0,3}> ?")
_NEXT_LEVEL = {0: "## ", 1: "## ", 2: "### "}
_RULE = "---"


def heading(text: str, selection: Selection) -> Edit:
    """Go round: a paragraph becomes a heading of the second level, of the third, a paragraph again."""
    lines = edits.worded(text, selection)
    marks = [_HEADING.match(text[slice(*line)]) for line in lines]
    mark = _NEXT_LEVEL.get(len(marks[0][1]) if marks[0] else 0, "")
    changes = [
        Change(start, start + (old.end() if old else 0), mark) for (start, _), old in zip(lines, marks, strict=True)
    ]
    return edits.joined(text, changes, selection)


def quote(text: str, selection: Selection) -> Edit:
    """Quote the selected lines with the blank ones between them, or take one level of quoting away."""
    lines = edits.lines(text, selection)
    marks = [_QUOTE.match(text[slice(*line)]) for line in lines]
    if any(marks) and all(mark or start == end for mark, (start, end) in zip(marks, lines, strict=True)):
        changes = [Change(line[0], line[0] + mark.end(), "") for mark, line in zip(marks, lines, strict=True) if mark]
    else:
        between = ">" if len(lines) > 1 else "> "
        changes = [Change(start, start, between if start == end else "> ") for start, end in lines]
    return edits.joined(text, changes, selection)


def rule(text: str, selection: Selection) -> Edit:
    """Set a rule between two paragraphs, after the one with the cursor, which goes on behind it."""
    return _before_the_next(text, selection[1], _RULE)


def read_also(text: str, selection: Selection, label: str, title: str = "", url: str = "") -> Edit:
    """Set a read-also between two paragraphs; a selected paragraph of one line is replaced by it.

    The cursor goes on behind it, or stays where the title is still to come.
    `label` comes with its colon, as the house writes it: `Baca juga :`.
    """
    block = f"{label} {markdown_link(title, url)}"
    start, end = edits.trimmed(text, selection)
    if (
        start < end
        and (start, end) == edits.trimmed(text, edits.paragraph(text, start))
        and "\n" not in text[start:end]
    ):
        return Edit(start, end, block, (start + len(block), start + len(block)))
    if title.strip():
        return _before_the_next(text, selection[1], block)
    edit = _between(text, selection[1], block)
    caret = edit.start + edit.text.index(block) + len(block)
    return Edit(edit.start, edit.end, edit.text, (caret, caret))


def picture(text: str, selection: Selection, asset: str, alt: str = "", title: str = "") -> Edit:
    """Set a picture between two paragraphs, with alt text and words (caption and credit); the alt text is selected."""
    words = ' "' + re.sub(r'(["\\])', r"\\\1", " ".join(title.split())) + '"' if title.strip() else ""
    block = f"![{escaped(alt)}]({address(asset)}{words})"
    edit = _between(text, selection[1], block)
    start = edit.start + edit.text.index(block) + len("![")
    return Edit(edit.start, edit.end, edit.text, (start, start + len(escaped(alt))))


def _before_the_next(text: str, position: int, block: str) -> Edit:
    """Set a block between two paragraphs, and the cursor where the next one begins."""
    edit = _between(text, position, block, goes_on=True)
    caret = edit.start + edit.text.index(block) + len(block) + 2
    return Edit(edit.start, edit.end, edit.text, (caret, caret))


def _between(text: str, position: int, block: str, *, goes_on: bool = False) -> Edit:
    """Set a block between two paragraphs with a blank line on each side; `goes_on` makes room behind the last one."""
    start, end = edits.paragraph(text, position)
    at = start if start in (position, end) else end
    before, after = text[:at], text[at:]
    breaks_before = len(before) - len(before.rstrip("\n"))
    breaks_after = len(after) - len(after.lstrip("\n"))
    lead = "\n" * max(0, 2 - breaks_before) if before.strip("\n") else ""
    tail = "\n" * max(0, 2 - breaks_after) if goes_on or after.strip("\n") else ""
    return Edit(at, at, lead + block + tail, (at, at))
