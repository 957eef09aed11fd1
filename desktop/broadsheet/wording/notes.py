"""What a reader of foreign files has to say, as sentences."""

from typing import TYPE_CHECKING

from broadsheet.wording.message import QT_TRANSLATE_NOOP, Translate

if TYPE_CHECKING:
    from broadsheet.importing.imported import Note

_NOTES = {
    "left_over": QT_TRANSLATE_NOOP("wording", "No field was found for: {detail}"),
    "picture": QT_TRANSLATE_NOOP("wording", "A picture could not come along: {detail}"),
    "comments": QT_TRANSLATE_NOOP("wording", "Comments were left out: {detail}"),
    "changes": QT_TRANSLATE_NOOP("wording", "Tracked changes were taken as accepted: {detail}"),
    "notes": QT_TRANSLATE_NOOP("wording", "Footnotes and endnotes stand at the end: {detail}"),
    "embedded": QT_TRANSLATE_NOOP("wording", "Embedded objects were left out: {detail}"),
    "encoding": QT_TRANSLATE_NOOP("wording", "The encoding was guessed: {detail}"),
}


def sentence(note: "Note", tr: Translate) -> str:
    """Return what did not come along, or came in another shape."""
    return tr(_NOTES[note.kind]).format(detail=note.detail).rstrip(": ")
