"""Errors, findings and progress as sentences; the translator is handed in, so that commands need no Qt."""

from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.wording import failures, findings, names
from broadsheet.wording import notes as _notes
from broadsheet.wording.message import QT_TRANSLATE_NOOP, Message, Translate, english
from broadsheet.wording.names import field, format_purpose, format_title
from broadsheet.wording.versions import reason as version_reason

if TYPE_CHECKING:
    # Sentences are there from the start, checks and exports only when they are wanted.
    from broadsheet.checks import Finding
    from broadsheet.exporting import Progress
    from broadsheet.importing import Note

__all__ = [
    "Message",
    "Translate",
    "english",
    "error",
    "export_summary",
    "field",
    "finding",
    "format_purpose",
    "format_title",
    "import_summary",
    "notes",
    "one_line",
    "progress",
    "short_reason",
    "version_reason",
    "weight",
]

_SENT = QT_TRANSLATE_NOOP("wording", "{written} exported.")
_SENT_SOME = QT_TRANSLATE_NOOP("wording", "{written} exported, {refused} not.")
_STEP = QT_TRANSLATE_NOOP("wording", "{format}: {item} ({done} of {total})")
_PLACING = QT_TRANSLATE_NOOP("wording", "Moving everything into place")


def error(exc: errors.BroadsheetError, tr: Translate) -> Message:
    """Return what happened, where, and what the reader can do now."""
    return failures.message(exc, tr)


def short_reason(exc: errors.NotSaved, tr: Translate) -> str:
    """Return why a file was not saved in a few words, for the line that tells the state of safety."""
    return failures.short_reason(exc, tr)


def finding(found: "Finding", tr: Translate) -> str:
    """Return one sentence about what a check found."""
    return findings.sentence(found, tr)


def weight(found: "Finding", tr: Translate) -> str:
    """Return how grave a finding is, in one word."""
    return findings.weight(found, tr)


def notes(found: "tuple[Note, ...]", tr: Translate) -> list[str]:
    """Return what is to be said about a file that came in, one sentence for each kind of note."""
    return _notes.sentences(found, tr)


def import_summary(written: int, refused: int, tr: Translate) -> str:
    """Return how many files of many came in."""
    return _notes.summary(written, refused, tr)


def export_summary(written: int, refused: int, tr: Translate) -> str:
    """Return how many articles of many went out."""
    return tr(_SENT_SOME if refused else _SENT).format(written=written, refused=refused)


def progress(step: "Progress", tr: Translate) -> str:
    """Return what an export is doing now."""
    if not step.format:
        return tr(_PLACING)
    title = names.format_title(step.format, tr)
    return tr(_STEP).format(format=title, item=step.item, done=step.done, total=step.total)


def one_line(message: Message) -> str:
    """Return a message as one line of text: where, what, and what to do."""
    where = f"{message.where}: " if message.where else ""
    return f"{where}{message.what} {message.do}".strip()
