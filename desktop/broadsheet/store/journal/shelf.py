"""Where a journal lies: its folder, its locks and the file that is being written; moves to a refuge when it must."""

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from broadsheet.store import locking, private
from broadsheet.store.atomic import syncing
from broadsheet.store.journal import folder as files
from broadsheet.store.journal import framing, log
from broadsheet.store.journal.log import Log
from broadsheet.store.locking import Lock


class Shelf:
    """The files of one journal, in the first of these places that takes them; what blocks is left to `later`."""

    def __init__(self, roots: tuple[Path, ...], later: Callable[[Callable[[], None]], None]) -> None:
        self._roots, self._later = roots, later
        self._name = secrets.token_hex(8)
        self._locks: dict[Path, Lock | None] = {}
        self.log: Log | None = None
        self.left: OSError | None = None
        """Why something is left of what was to be removed."""

    @property
    def in_use(self) -> bool:
        """Whether anything has been written."""
        return bool(self._locks)

    @property
    def safe(self) -> bool:
        """Whether the journal lies where it should."""
        return self.log is not None and self.log.path.parent.parent == self._roots[0]

    def begin(self, number: int, base: bytes, *, only_home: bool = False) -> OSError | None:
        """Write the whole article as of operation `number`, and begin a file for those that follow.

        Returns why an earlier place did not take it; raises OSError where none does, or not the usual one.
        """
        failure: OSError | None = None
        for root in self._roots[:1] if only_home else self._roots:
            try:
                self._begin_in(root, number, base)
            except OSError as exc:
                failure = exc
            else:
                return failure
        raise failure or OSError("no place for a journal")

    def folder_in(self, root: Path) -> Path:
        """Return the folder of this journal in one of the places, made and locked; raises OSError."""
        folder = root / self._name
        if folder not in self._locks:
            # Before there is a folder: one without a lock would be taken for one that was left by a crash.
            private.folder(root)
            self._locks[folder] = locking.take(files.lock(folder))
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def give_up(self) -> None:
        """Write no more into the present file, which failed."""
        old, self.log = self.log, None
        if old is not None:
            self._later(old.close)

    def leave(self) -> None:
        """Close the files and let the next start find them; call it when nothing is left to be done later."""
        if self.log is not None:
            self.log.close()
        self._release()

    def remove(self) -> None:
        """Remove everything."""
        self.give_up()
        self._later(self._remove)

    def _begin_in(self, root: Path, number: int, base: bytes) -> None:
        folder = self.folder_in(root)
        path = files.base(folder, number)
        new = self._new_log(files.ops(folder, number + 1))
        try:
            log.write(path, framing.MARK + base)
        except OSError:
            _discard(new)
            raise
        old, self.log = self.log, new
        self._later(_Confirming(old, path, tuple(self._locks)))

    def _new_log(self, path: Path) -> Log:
        """Return a file for operations; raises OSError, also where the present one has sure room and it has none."""
        if self.log is not None and self.log.path == path:
            self.give_up()  # nothing stands in it yet, and it is emptied now
        new = Log(path, framing.MARK)
        if self.log is not None and self.log.roomy and not new.roomy:
            _discard(new)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return new

    def _remove(self) -> None:
        folders = tuple(self._locks)
        for folder in folders:
            self.left = files.remove(folder) or self.left
        self._release()
        files.unlock(folders)

    def _release(self) -> None:
        for lock in self._locks.values():
            if lock is not None:
                lock.release()
        self._locks.clear()


def _discard(new: Log) -> None:
    new.close()
    with suppress(OSError):
        new.path.unlink()


class _Confirming:
    """Brings a new generation to the disk behind the one before it, and then lets older ones go."""

    def __init__(self, old: Log | None, base: Path, folders: tuple[Path, ...]) -> None:
        self._old, self._base, self._folders = old, base, folders

    def __call__(self) -> None:
        if self._old is not None:
            self._old.sync()
            self._old.close()
        log.sync(self._base)
        # The folder's own name, too, which is new the first time.
        syncing.sync_names(self._base.parent.parent)
        files.thin(self._folders)
