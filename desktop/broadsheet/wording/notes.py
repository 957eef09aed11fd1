"""What is said about a file of another program that came in: what did not, or came in another shape."""

from typing import TYPE_CHECKING

from broadsheet.wording.message import QT_TRANSLATE_NOOP, Translate

if TYPE_CHECKING:
    from broadsheet.importing import Note

_MOST_NAMES = 5

_LISTED = {
    "left_over": (
        QT_TRANSLATE_NOOP("wording", "There is no field for this; it is in the note to the editor: {detail}."),
        QT_TRANSLATE_NOOP("wording", "There is no field for some of it; that is in the note to the editor."),
    ),
    "unread": (
        QT_TRANSLATE_NOOP("wording", "The fields above the text have a mistake; they are in the note to the editor."),
        QT_TRANSLATE_NOOP("wording", "The fields above the text have a mistake; they are in the note to the editor."),
    ),
    "picture": (
        QT_TRANSLATE_NOOP("wording", "A picture is not taken along: {detail}."),
        QT_TRANSLATE_NOOP("wording", "{count} pictures are not taken along: {detail}."),
    ),
    "large": (
        QT_TRANSLATE_NOOP("wording", "A picture is too large and is not taken along: {detail}."),
        QT_TRANSLATE_NOOP("wording", "{count} pictures are too large and are not taken along: {detail}."),
    ),
    "zone": (
        QT_TRANSLATE_NOOP("wording", "The time does not say its zone; it is read as one of this computer's: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Times do not say their zone; they are read as this computer's: {detail}."),
    ),
    "encoding": (
        QT_TRANSLATE_NOOP("wording", "The file does not say how its letters are encoded; read as {detail}."),
        QT_TRANSLATE_NOOP("wording", "The file does not say how its letters are encoded; read as {detail}."),
    ),
}
_UNNAMED = QT_TRANSLATE_NOOP("wording", "A picture is not taken along.")
_UNNAMED_MANY = QT_TRANSLATE_NOOP("wording", "{count} pictures are not taken along.")
_COUNTED = {
    "comments": QT_TRANSLATE_NOOP("wording", "Comments in the margin stayed behind: {count}."),
    "changes": QT_TRANSLATE_NOOP("wording", "Tracked changes were taken as accepted: {count}."),
    "notes": QT_TRANSLATE_NOOP("wording", "Footnotes and endnotes stand at the end: {count}."),
    "embedded": QT_TRANSLATE_NOOP("wording", "Embedded objects stayed behind: {count}."),
    "signs": QT_TRANSLATE_NOOP("wording", "Characters that no text has were taken out: {count}."),
    "damaged": QT_TRANSLATE_NOOP("wording", "The file is cut off or damaged; words may be missing."),
}
_UNREAD_AT = QT_TRANSLATE_NOOP(
    "wording",
    "The fields above the text have a mistake at line {line}, column {column}; they are in the note to the editor.",
)
_AND_MORE = QT_TRANSLATE_NOOP("wording", "{names} and {count} more")

_SUMMARY = QT_TRANSLATE_NOOP("wording", "{written} imported, {refused} refused.")
_ALL_WELL = QT_TRANSLATE_NOOP("wording", "{written} imported.")
_NOTHING = QT_TRANSLATE_NOOP("wording", "There is no file that could be imported.")


def sentences(notes: "tuple[Note, ...]", tr: Translate) -> list[str]:
    """Return one sentence for each kind of note there is, in the order in which the kinds came."""
    kinds = dict.fromkeys(note.kind for note in notes)
    return [_sentence(kind, [note.detail for note in notes if note.kind == kind], tr) for kind in kinds]


def summary(written: int, refused: int, tr: Translate) -> str:
    """Return how many files of many came in."""
    if not written and not refused:
        return tr(_NOTHING)
    return tr(_SUMMARY if refused else _ALL_WELL).format(written=written, refused=refused)


def _called(kind: str, detail: str) -> str:
    """Return a detail on one line; of a picture's address on another machine its name, of one that is data nothing."""
    line = " ".join(detail.split())
    if kind == "picture" and line.lower().startswith("data:"):
        return ""
    return line.rpartition("/")[2] if kind == "picture" and line.lower().startswith("file:") else line


def _sentence(kind: str, details: list[str], tr: Translate) -> str:
    if kind in _COUNTED:
        return tr(_COUNTED[kind]).format(count=sum(int(detail) for detail in details if detail.isdecimal()))
    if kind == "unread" and ":" in details[0]:
        line, _, column = details[0].partition(":")
        return tr(_UNREAD_AT).format(line=line, column=column)
    one, many = _LISTED[kind]
    named = list(dict.fromkeys(line for detail in details if (line := _called(kind, detail))))
    if not named:
        one, many = (_UNNAMED, _UNNAMED_MANY) if kind == "picture" else (many, many)
    listed = ", ".join(named[:_MOST_NAMES])
    if len(named) > _MOST_NAMES:
        listed = tr(_AND_MORE).format(names=listed, count=len(named) - _MOST_NAMES)
    return tr(many if len(details) > 1 else one).format(count=len(details), detail=listed)
