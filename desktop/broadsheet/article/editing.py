"""What the formatting commands do to words: bold, italic, struck out, linked.

Pure functions from a text and a selection to one edit; pressing a command twice gives back what was there.
The commands for whole lines are in `paragraphs` and `listing`. A text may be a part of the body that holds whole lines.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from broadsheet.article import edits, inline
from broadsheet.article.edits import Change, Edit, Selection
from broadsheet.article.inline import Kind, Span

_OPENING = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")


class Target(Struct, frozen=True):
    """What a link command is about: a part of the text with its title and the address it has already."""

    start: int
    end: int
    title: str
    url: str = ""


def bold(text: str, selection: Selection) -> Edit:
    """Make the selection or the word under the cursor bold, or plain where it is bold."""
    return _toggle(text, selection, "strong", "**")


def italic(text: str, selection: Selection) -> Edit:
    """Make the selection or the word under the cursor italic, or plain where it is italic."""
    return _toggle(text, selection, "emphasis", "*")


def strike(text: str, selection: Selection) -> Edit:
    """Strike the selection or the word under the cursor out, or take the strike away."""
    return _toggle(text, selection, "strike", "~~")


def link_target(text: str, selection: Selection) -> Target:
    """Return what a link command would make a link of: the link around the selection, the selection, or the word."""
    for span in _spans_around(text, selection, "link"):
        return Target(span.start, span.end, _unescaped(text[span.text_start : span.text_end]), span.url)
    bare = selection[0] == selection[1]
    start, end = edits.word(text, selection[0]) if bare else edits.trimmed(text, selection)
    return Target(start, end, " ".join(text[start:end].split()))


def link(text: str, selection: Selection, title: str, url: str) -> Edit:
    """Put a link in the place of `link_target`; without an address its title becomes plain words again."""
    target = link_target(text, selection)
    made = markdown_link(title, url)
    caret = target.start + len(made)
    return Edit(target.start, target.end, made, (caret, caret))


def markdown_link(title: str, url: str) -> str:
    """Return a link in Markdown; the title alone where there is no address."""
    if not url.strip():
        return title
    return f"[{escaped(title)}]({address(url)})" if title.strip() else f"<{url.strip()}>"


def address(url: str) -> str:
    """Return an address as Markdown takes it between parentheses (CommonMark 0.31 §6.3)."""
    clean = re.sub(r"[\r\n]", "", url.strip()).replace("<", "%3C").replace(">", "%3E")
    return f"<{clean}>" if not clean or re.search(r"[\s()]", clean) else clean


def escaped(words: str) -> str:
    """Return words on one line that can stand between square brackets."""
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(words.split()))


def _unescaped(words: str) -> str:
    return re.sub(r"\\([\[\]\\])", r"\1", words)


def _toggle(text: str, selection: Selection, kind: Kind, mark: str) -> Edit:
    if selection[0] == selection[1]:
        return _toggle_word(text, selection[0], kind, mark)
    parts = [part for part in _parts(text, selection) if part[0] < part[1]]
    around = [next(_spans_around(text, part, kind), None) or _bare_marks(text, part, kind, mark) for part in parts]
    changes: list[Change] = []
    if all(around):
        for span in dict.fromkeys(span for span in around if span):
            changes += _unwrapped(span)
    else:
        for part, inside in zip(parts, around, strict=True):
            changes += [] if inside else _wrapped(text, part, kind, mark)
    return edits.joined(text, changes, (parts[0][0], parts[-1][1]) if parts else selection)


def _toggle_word(text: str, position: int, kind: Kind, mark: str) -> Edit:
    leaving = _left_behind(text, position, kind, mark)
    if leaving is not None:
        return leaving
    for span in _spans_around(text, (position, position), kind):
        return edits.joined(text, _unwrapped(span), (position, position))
    start, end = edits.word(text, position)
    if start < end:
        edit = edits.joined(text, [Change(start, start, mark), Change(end, end, mark)], (position, position))
        # Behind a word one writes on, and what comes is plain.
        behind = edit.start + len(edit.text)
        return edit if position < end else Edit(edit.start, edit.end, edit.text, (behind, behind))
    before = position - len(mark)
    if before >= 0 and text[before:position] == mark == text[position : position + len(mark)]:
        return Edit(before, position + len(mark), "", (before, before))
    return Edit(position, position, mark + mark, (position + len(mark), position + len(mark)))


def _left_behind(text: str, position: int, kind: Kind, mark: str) -> Edit | None:
    """Return the step over the closing mark that a bare cursor stands before: what comes next is plain.

    Spaces go out with the cursor, because a mark behind a space closes nothing (CommonMark 0.31 §6.2).
    """
    behind = position + len(mark)
    if text[position:behind] != mark:
        return None
    end = len(text[:position].rstrip(" "))
    closed = text[:end] + text[position:]
    if not any(span.text_end == end for span in _line_spans(closed, end, kind)):
        return None
    if end == position:
        return Edit(position, position, "", (behind, behind))
    return Edit(end, behind, mark + text[end:position], (behind, behind))


def _wrapped(text: str, part: Selection, kind: Kind, mark: str) -> list[Change]:
    """Return the changes that set marks around a part of a line and drop the same marks inside it."""
    inside = [span for span in _line_spans(text, part[0], kind) if part[0] <= span.start and span.end <= part[1]]
    dropped = [change for span in inside for change in _unwrapped(span)]
    dropped.sort(key=lambda change: change.start)
    return [Change(part[0], part[0], mark), *dropped, Change(part[1], part[1], mark)]


def _unwrapped(span: Span) -> list[Change]:
    return [Change(span.start, span.text_start, ""), Change(span.text_end, span.end, "")]


def _spans_around(text: str, selection: Selection, kind: Kind) -> Iterator[Span]:
    """Yield the spans of a kind that hold the selection, the innermost first; a bare cursor may stand right behind."""
    margin = 1 if selection[0] == selection[1] else 0
    for span in reversed(list(_line_spans(text, selection[0], kind))):
        if span.start + margin <= selection[0] and selection[1] <= span.end:
            yield span


def _bare_marks(text: str, part: Selection, kind: Kind, mark: str) -> Span | None:
    """Return marks right around a part that CommonMark takes for plain signs, as around punctuation inside a word."""
    start, end, size = *part, len(mark)
    before, after = text[:start], text[end:]
    runs = len(before) - len(before.rstrip(mark[0])), len(after) - len(after.lstrip(mark[0]))
    return Span(kind, start - size, start, end, end + size) if runs == (size, size) else None


def _line_spans(text: str, position: int, kind: Kind) -> Iterator[Span]:
    """Yield the spans of a kind in the line of a position, with offsets in the whole text."""
    line_start, line_end = edits.line(text, position)
    for span in inline.spans(text[line_start:line_end]):
        if span.kind == kind:
            yield Span(
                kind,
                start=span.start + line_start,
                text_start=span.text_start + line_start,
                text_end=span.text_end + line_start,
                end=span.end + line_start,
                url=span.url,
            )


def _parts(text: str, selection: Selection) -> Iterator[Selection]:
    """Yield the selected part of each line without its opening marks and outer spaces."""
    for start, end in edits.lines(text, selection):
        opening = _OPENING.match(text, start, end)
        words = opening.end() if opening else start
        yield edits.trimmed(text, (max(selection[0], words), max(words, min(selection[1], end))))
