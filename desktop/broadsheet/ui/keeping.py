"""The truth about what is kept, in a few words that are always in sight."""

from PySide6.QtCore import QObject, Signal

from broadsheet import errors, wording
from broadsheet.store.atomic import Outcome
from broadsheet.ui import words
from broadsheet.ui.files import Files
from broadsheet.ui.session import Session


class Keeping(QObject):
    """Follows the session and its file; `changed` carries the words and their state (`good`, `warn`, `bad`)."""

    changed = Signal(str, str)

    def __init__(self, session: Session, files: Files, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._files = session, files
        self._failure: errors.NotSaved | None = None
        self._durable = True
        self._saving = False
        session.opened.connect(self._begin)
        session.title_changed.connect(self.tell)
        files.reader.busy_changed.connect(self.tell)
        files.saving.connect(self._save)
        files.saved.connect(self._succeed)
        files.trouble.connect(self._fail)
        files.held_back.connect(self._fail)

    def tell(self) -> None:
        """Say how things stand."""
        self.changed.emit(*self._words())

    def _words(self) -> tuple[str, str]:
        if self._session.read_only:
            return self.tr("Read only"), "warn"
        if self._files.reader.busy:
            return self.tr("Opening…"), "warn"
        if self._saving:
            return self.tr("Saving…"), "warn"
        if self._failure is not None and self._failure_matters(self._failure):
            return self.tr("Not saved: {0}").format(wording.short_reason(self._failure, words.translate)), "bad"
        if self._session.path is None:
            new = self._session.is_pristine()
            return (self.tr("New article"), "good") if new else (self.tr("Not saved yet"), "warn")
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
