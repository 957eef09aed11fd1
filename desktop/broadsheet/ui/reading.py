"""Reading documents and texts away from the window, one after the other."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from broadsheet.ui.jobs import Job, once

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported

PATIENCE, FIRST_PATIENCE = 0.06, 0.4
"""Seconds that a window waits for a file, so that a sheet is not seen empty for the blink of an eye first; a window
that is only just coming has more of them."""


class Reader(QObject):
    """Reads what it is asked to; a short file is there before `read` returns."""

    done = Signal(object, bool)
    """The Imported, and whether it takes the place of the open one whatever that is."""
    failed = Signal(object)
    """An errors.BroadsheetError."""
    busy_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Path, bool, float]] = deque()
        self._replacing = False
        self._job = Job(self, apart=True)
        self._job.done.connect(self._take)
        self._job.failed.connect(self._refuse)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._job.running

    def read(self, path: Path, *, replacing: bool = False, patience: float = PATIENCE) -> None:
        """Read a document, or import a text; `done` or `failed` follows, at once if it takes less than `patience`."""
        self._waiting.append((path, replacing, patience))
        self._next()

    def _next(self) -> None:
        if self._waiting and not self.busy:
            path, self._replacing, patience = self._waiting.popleft()
            self._job.start(once(_Reading(path)), patience=patience)
        self.busy_changed.emit()

    def _take(self, imported: "Imported") -> None:
        self.done.emit(imported, self._replacing)
        self._next()

    def _refuse(self, error: object) -> None:
        self.failed.emit(error)
        self._next()


class _Reading:
    """One file to be read, as a call that holds no window."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> "Imported":
        from broadsheet.importing import apart

        return apart.read(_whole(self._path))


def _whole(path: Path) -> Path:
    """Return the bundle where a file inside one was chosen: file dialogs do not offer folders."""
    return path.parent if path.parent.suffix.lower() == ".textbundle" and path.parent.is_dir() else path
