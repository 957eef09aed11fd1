"""Saving by itself: once an article has a file, a pause in writing brings it there."""

import time

from PySide6.QtCore import QObject, QTimer

from broadsheet import errors
from broadsheet.ui.files import Files
from broadsheet.ui.session import Session

PAUSE_MS = 2_000
LONGEST = 60.0
"""Seconds of writing without a pause after which it is saved all the same."""
PATIENCE = 30.0
"""Seconds before it is tried again after a failure: that has been told, and the journal has every word meanwhile."""


class Autosave(QObject):
    """Saves an article that has a file; never one that was not saved yet, nor over what another program wrote."""

    def __init__(self, session: Session, files: Files, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._files = session, files
        self._wanted, self._held = True, False
        self._since = self._not_before = 0.0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._save)
        session.title_changed.connect(self._wait)
        session.lines_changed.connect(self._wait)
        session.field_changed.connect(self._wait)
        session.opened.connect(self._begin)
        session.settled.connect(self._settle)
        files.saved.connect(self._succeed)
        files.trouble.connect(self._fail)
        files.still_failing.connect(self._fail)
        files.held_back.connect(self._fail)

    def want(self, wanted: bool) -> None:
        """Save by itself from now on, or not any more."""
        self._wanted = wanted
        self._wait()

    def hold(self) -> None:
        """Wait until the writer has saved: what would be replaced is somebody else's."""
        self._held = True
        self._pause.stop()

    def _begin(self) -> None:
        self._pause.stop()
        self._since = self._not_before = 0.0
        self._held = False

    def _settle(self, *_: object) -> None:
        """Try again soon: what stands on disk is another matter now."""
        self._not_before = 0.0

    def _wait(self) -> None:
        if not self._wanted or self._held or self._session.path is None or self._session.read_only:
            self._pause.stop()
            return
        now = time.monotonic()
        self._since = self._since or now
        if not self._pause.isActive() or now - self._since < LONGEST:
            self._pause.start(max(PAUSE_MS, int(1000 * (self._not_before - now))))

    def _save(self) -> None:
        self._since = 0.0
        if not self._files.busy and self._session.has_unsaved_changes():
            self._files.save_by_itself()

    def _succeed(self, _outcome: object) -> None:
        self._not_before, self._held = 0.0, False

    def _fail(self, error: errors.BroadsheetError) -> None:
        if isinstance(error, errors.NotSaved | errors.HistoryFailed):
            self._not_before = time.monotonic() + PATIENCE
            self._wait()
