"""The truth about what is kept, in a few words that are always in sight."""

from PySide6.QtCore import QObject, Signal

from broadsheet import errors, wording
from broadsheet.store.atomic import Outcome
from broadsheet.ui import words
from broadsheet.ui.files import Files
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.session import Session


class Keeping(QObject):
    """Follows the session and its file; `changed` carries the words and their state (`good`, `warn`, `bad`)."""

    changed = Signal(str, str)

    def __init__(self, session: Session, journaling: Journaling, files: Files, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._files = session, files
        self._failure: errors.NotSaved | None = None
        self._unprotected = False
        self._durable = True
        self._saving = False
        self._outside = ""
        session.opened.connect(self._begin)
        session.settled.connect(self._settle)
        session.title_changed.connect(self.tell)
        files.reader.busy_changed.connect(self.tell)
        files.saving.connect(self._save)
        files.saved.connect(self._succeed)
        files.trouble.connect(self._fail)
        files.still_failing.connect(self._fail)
        journaling.trouble.connect(self._doubt)
        journaling.well.connect(self._trust)
        files.held_back.connect(self._fail)

    def tell(self) -> None:
        """Say how things stand."""
        self.changed.emit(*self._words())

    def show_outside(self, state: str) -> None:
        """Take note of how the file on disk stands to the window, as `Outside` names it."""
        self._outside = state
        self._settle()

    def _outside_words(self) -> tuple[str, str]:
        if self._outside == "gone":
            return self.tr("The file is gone"), "bad"
        if self._outside == "unreadable":
            return self.tr("Unreadable on disk"), "bad"
        if self._outside == "silent":
            return self.tr("The drive does not answer"), "bad"
        return self.tr("Changed on disk"), "warn"

    def _words(self) -> tuple[str, str]:
        if self._session.read_only:
            return self.tr("Read only"), "warn"
        if self._files.reader.busy:
            return self.tr("Opening…"), "warn"
        if self._saving:
            return self.tr("Saving…"), "warn"
        if self._failure is not None and self._failure_matters(self._failure):
            return self.tr("Not saved: {0}").format(wording.short_reason(self._failure, words.translate)), "bad"
        if self._unprotected and self._session.modified:
            return self.tr("Unsaved changes, not protected from a crash"), "bad"
        if self._session.path is None:
            new = self._session.is_pristine()
            return (self.tr("New article"), "good") if new else (self.tr("Not saved yet"), "warn")
        if self._outside:
            return self._outside_words()
        if self._session.modified:
            return self.tr("Unsaved changes"), "warn"
        if not self._durable:
            return self.tr("Saved; the disk has not confirmed it"), "warn"
        return self.tr("Saved"), "good"

    def _failure_matters(self, failure: errors.NotSaved) -> bool:
        """Tell whether a failure is about the article and not about a copy that was to go elsewhere."""
        return self._session.path in (None, failure.path) or self._session.modified

    def _begin(self) -> None:
        self._failure, self._durable, self._saving = None, True, False
        self.tell()

    def _settle(self, *_: object) -> None:
        """Know that what stands on disk is another matter now than when a save met it."""
        if self._failure is not None and self._failure.reason in ("changed", "gone"):
            self._failure = None
        self.tell()

    def _doubt(self, error: errors.NotJournaled) -> None:
        self._unprotected = not error.elsewhere
        self.tell()

    def _trust(self) -> None:
        self._unprotected = False
        self.tell()

    def _save(self) -> None:
        self._saving = True
        self.tell()

    def _succeed(self, outcome: Outcome) -> None:
        self._failure, self._durable, self._saving = None, outcome.durable, False
        self.tell()

    def _fail(self, error: errors.BroadsheetError) -> None:
        self._saving = False
        if isinstance(error, errors.NotSaved):
            self._failure = error
        self.tell()
