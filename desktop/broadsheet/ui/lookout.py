"""Keeps an eye on one file: looks when the system tells of a change, and every two seconds should it tell nothing."""

from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QFileSystemWatcher, QObject, QStorageInfo, QTimer, Signal

from broadsheet.store import sighting
from broadsheet.store.atomic import Identity
from broadsheet.store.sighting import Sight
from broadsheet.ui.jobs import Job, once

POLL_MS = 2000
_SOON_MS = 100
"""Another program's save is a burst of events; one look after it is enough."""
_SETTLE_MS = 250
_LOOKS = {"same": 1, "changed": 2, "gone": 3, "unreadable": 8}
"""So often the same must be seen before it is believed: some programs empty a file and write it anew, or remove it."""
_PATIENCE_MS = 10_000
_MOST_WATCHED = 64
_REMOTE = (b"nfs", b"cifs", b"smb", b"9p", b"afs", b"davfs", b"ncp", b"fuse")
"""Beginnings of the names of file systems where watching tells nothing and asking for it may hang."""


class _Answer(Struct, frozen=True):
    known: Identity
    sight: Sight
    watchable: tuple[str, ...]


class Lookout(QObject):
    """Tells what stands where a document is kept, once it has come to rest; the window never waits for a drive."""

    seen = Signal(object)
    """A Sight that is not `moving`; it is told again with each look."""
    silent = Signal()
    """The drive has not answered for ten seconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: Identity | None = None
        self._last: Sight | None = None
        self._times = 0
        self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._hear)
        self._watcher.directoryChanged.connect(self._hear)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.silent)
        self._job = self._new_job()

    def watch(self, path: Path | None, known: Identity | None) -> None:
        """Look after the file at `path`, where we last read or wrote `known`; None looks after nothing."""
        if path != self._path and self._job.running:
            # It may hang for as long as a drive that is gone: the new file does not wait for it.
            self._job.done.disconnect(self._take)
            self._job = self._new_job()
        if path != self._path and self._watched():
            self._watcher.removePaths(self._watched())
        self._path, self._known, self._last, self._times = path, known, None, 0
        self._patience.stop()
        self._soon.stop()
        if path is None or known is None:
            self._poll.stop()
        else:
            self._poll.start()
            self.look()

    def look(self) -> None:
        """Look now, or once more after the look that is under way."""
        if self._path is None or self._known is None:
            return
        if self._job.running:
            self._again = True
            return
        self._again = False
        self._patience.start()
        self._job.start(once(_Look(self._path, self._known, self._last)))

    def _new_job(self) -> Job:
        job = Job(self, apart=True)
        job.done.connect(self._take)
        job.crashed.connect(self._poll.stop)
        return job

    def _watched(self) -> list[str]:
        return [*self._watcher.files(), *self._watcher.directories()]

    def _hear(self, _path: str) -> None:
        if not self._soon.isActive():
            self._soon.start(_SOON_MS)

    def _take(self, answer: _Answer) -> None:
        self._patience.stop()
        if answer.known is not self._known:
            # Saved or read meanwhile: what was seen was seen with other eyes.
            self.look()
            return
        self._watch_anew(answer.watchable)
        sight = answer.sight
        alike = self._last is not None and (sight.state, sight.glance) == (self._last.state, self._last.glance)
        self._times = self._times + 1 if alike else 1
        self._last = sight
        if sight.state == "moving" or self._times < _LOOKS[sight.state]:
            self._soon.start(_SETTLE_MS)
        else:
            self.seen.emit(sight)
        if self._again:
            self._hear("")

    def _watch_anew(self, watchable: tuple[str, ...]) -> None:
        """Watch again what the system has stopped watching because it was replaced."""
        missing = [path for path in watchable if path not in set(self._watched())]
        if missing:
            self._watcher.addPaths(missing)


class _Look:
    """One look, as a call that holds no window."""

    def __init__(self, path: Path, known: Identity, before: Sight | None) -> None:
        self._path, self._known, self._before = path, known, before

    def __call__(self) -> _Answer:
        sight = sighting.look(self._path, self._known, self._before)
        watchable: list[str] = []
        with suppress(OSError):
            watchable = self._watchable()
        return _Answer(self._known, sight, tuple(watchable))

    def _watchable(self) -> list[str]:
        folder = self._path.parent
        kind = QStorageInfo(str(folder)).fileSystemType()
        if not folder.is_dir() or any(kind.startsWith(remote) for remote in _REMOTE):
            return []
        found = [folder]
        if self._path.exists():
            found.append(self._path)
        if self._path.is_dir():
            found += [path for path in self._path.iterdir() if path.is_file() or path.name == "assets"]
        return [str(path) for path in found[:_MOST_WATCHED]]
