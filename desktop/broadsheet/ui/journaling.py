"""The session's journal: whatever the writer changes is written down before the screen shows it."""

import os
import queue
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from broadsheet import errors, paths
from broadsheet.store.atomic import failures
from broadsheet.store.document import Document
from broadsheet.store.journal import Journal, forget
from broadsheet.ui.session import Session

_PATIENCE = 10.0
"""Seconds that the disk may take to let a journal go."""


class Journaling(QObject):
    """Follows one session; make it before everything else that does, since slots are called in their order."""

    trouble = Signal(object)
    """An errors.NotJournaled: what is typed now is not safe from a crash, or only elsewhere."""
    well = Signal()
    """What was told as trouble is over."""

    def __init__(self, session: Session, parent: QObject, *, roots: tuple[Path, ...] = ()) -> None:
        super().__init__(parent)
        self._session = session
        self._relay = _Relay(self)
        self._relay.told.connect(self._tell)
        self._journal = Journal(roots or paths.journals(), self._relay.tell, session.snapshot)
        self._pictures: set[str] = set()
        self._unsure = False
        session.opened.connect(self._follow)
        session.lines_changed.connect(self._lines)
        session.lines_ahead.connect(self._journal.lines)
        session.field_changed.connect(self._field)
        session.assets_changed.connect(self._assets)
        session.settled.connect(self._settle)
        session.missed.connect(self._miss)

    def when_safe(self, task: Callable[[], object]) -> None:
        """Do a task in another thread as soon as all that was changed here so far outlives a power cut."""
        self._journal.when_safe(task)

    def forget(self, article: str) -> Callable[[], None]:
        """Remove what is written down of an article here, and return what does the rest, away from the window.

        That removes what programs that are gone have left of it, and raises errors.NotForgotten.
        """
        left: queue.SimpleQueue[OSError | None] = queue.SimpleQueue()
        self._journal.forget(left.put)
        return partial(_forget_rest, left, article)

    def end(self) -> None:
        """End it with the window: nothing is left of it, but where the disk has not confirmed the last save."""
        self._journal.close(forget=not self._unsure)

    def leave(self) -> None:
        """End it as a crash would: the next start finds everything."""
        self._journal.close(forget=False)

    def _follow(self) -> None:
        self._unsure = False
        self._pictures = set(self._session.assets)
        self._journal.follow(self._session.snapshot())
        if self._session.modified:
            # It stands in no document, and a journal without a record is swept away.
            self._field("language")

    def _lines(self, first: int, removed: int, new: list[str]) -> None:
        if not self._session.foretold:  # else they are written down already
            self._journal.lines(first, removed, new)

    def _field(self, name: str) -> None:
        self._journal.field(name, self._session.value(name))

    def _assets(self) -> None:
        for name, data in self._session.assets.items():
            if name not in self._pictures:
                self._pictures.add(name)
                self._journal.asset(name, data)

    def _settle(self, document: Document, durable: bool) -> None:
        if document.path is not None:
            self._unsure = not durable
            self._journal.kept(document.path, document.identity, clean=durable and not self._session.modified)

    def _miss(self, missing: bool) -> None:
        kept = self._session.last_kept
        if missing and kept.path is not None:
            # The window is the only place where the article is now.
            self._journal.kept(kept.path, kept.identity, clean=False)

    def _tell(self, error: errors.NotJournaled | None) -> None:
        if error is None:
            self.well.emit()
        else:
            self.trouble.emit(error)


def _forget_rest(left: "queue.SimpleQueue[OSError | None]", article: str) -> None:
    home = paths.journals()[0]
    try:
        forget(paths.journals(), paths.damaged(), article)
        here = left.get(timeout=_PATIENCE)
    except queue.Empty:
        raise errors.NotForgotten(home, "io") from None
    except OSError as exc:
        here = exc
    if here is not None:
        raise errors.NotForgotten(Path(os.fsdecode(here.filename or home)), failures.reason(here))


class _Relay(QObject):
    """Brings what the journal's own thread says into the window's."""

    told = Signal(object)

    def tell(self, error: errors.NotJournaled | None) -> None:
        """Say it where the window is."""
        self.told.emit(error)
