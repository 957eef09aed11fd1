"""Tells the writer who else has the article open, and others that it is open here; a warning and nothing more."""

import threading
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer

from broadsheet.store.presence import BEAT, Neighbour, Presence
from broadsheet.ui.files import Files
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.notice import Notice
from broadsheet.ui.session import Session
from broadsheet.wording import Message

_PATIENCE = 0.3
"""Seconds that a closing window waits for its sign to be removed; a drive that hangs is left behind."""


class Neighbours(QObject):
    """Shows where the article is open for as long as it is."""

    def __init__(self, session: Session, files: Files, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._files, self._notice = session, files, notice
        self._path: Path | None = None
        self._presence: Presence | None = None
        self._job = Job(self, apart=True)
        self._beat = QTimer(self, interval=BEAT * 1000)
        self._beat.timeout.connect(self._touch)
        session.opened.connect(self._follow)
        session.settled.connect(self._follow)

    def leave(self) -> None:
        """Be here no more: the window goes."""
        self._beat.stop()
        presence, self._presence, self._path = self._presence, None, None
        if presence is not None:
            leaving = threading.Thread(target=presence.leave, daemon=True)
            leaving.start()
            leaving.join(_PATIENCE)

    def _follow(self) -> None:
        path = self._session.path
        if path == self._path:
            return
        self.leave()
        self._path = path
        if path is None:
            return
        self._presence = Presence(path)
        # A look at another drive may hang for ever: each article has a job of its own.
        self._job = Job(self, apart=True)
        self._job.done.connect(self._tell)
        self._job.start(once(_Entering(self._presence)))
        self._beat.start()

    def _touch(self) -> None:
        if self._presence is not None and not self._job.running:
            self._job.start(once(self._presence.beat))

    def _tell(self, found: tuple[Presence, Neighbour | None] | None) -> None:
        if found is None or found[0] is not self._presence or found[1] is None:
            return
        name, other = self._files.name, found[1]
        what = self.tr("“{0}” is also open in another Broadsheet.").format(name)
        if other.user or other.host:
            clock = QDateTime.fromSecsSinceEpoch(int(other.since)).time()
            since = QLocale().toString(clock, QLocale.FormatType.ShortFormat)
            what = self.tr("“{0}” is also open at {1} on {2}, since {3}.").format(name, other.user, other.host, since)
        do = self.tr("Write on: whoever saves second is asked to merge.")
        self._notice.tell(Message(what, "", do), calm=True)


class _Entering:
    """One entering, as a call that holds no window."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def __call__(self) -> tuple[Presence, Neighbour | None]:
        return self._presence, self._presence.enter()
