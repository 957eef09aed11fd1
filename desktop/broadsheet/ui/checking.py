"""Findings in step with the article: checked away from the window when typing pauses, the newest state last."""

from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from broadsheet.article.house import House
from broadsheet.store.document import Document
from broadsheet.ui.jobs import Job, Work
from broadsheet.ui.session import Session

_QUIET_MS = 400
_QUIET_LONG_MS = 2_000
_LONG = 120_000
"""Characters; checking a longer body takes most of a second, which only a real pause should pay for."""


class Checking(QObject):
    """Runs the checks on a snapshot; `found` carries the findings."""

    found = Signal(object)
    failed = Signal()
    """The checks could not be run, which the program tells; what they said before holds no more."""

    def __init__(self, session: Session, house: House, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._house = session, house
        self._job = Job(self)
        self._job.done.connect(self._deliver)
        self._job.crashed.connect(self.failed)
        self._waiting = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._start)
        session.opened.connect(self._start)
        session.field_changed.connect(self._wait)
        session.lines_changed.connect(self._wait)

    def set_house(self, house: House) -> None:
        """Check by another house's rules."""
        self._house = house
        self._start()

    def _wait(self) -> None:
        long = self._session.document.characterCount() > _LONG
        self._quiet.start(_QUIET_LONG_MS if long else _QUIET_MS)

    def _start(self) -> None:
        if self._job.running:
            self._waiting = True
        else:
            self._job.start(_checking(self._session.snapshot(), self._house))

    def _deliver(self, found: object) -> None:
        self.found.emit(found)
        if self._waiting:
            self._waiting = False
            self._start()


def _checking(document: Document, house: House) -> Work:
    def work() -> Generator[Any, None, Any]:
        # The checks bring the Markdown parser with them: not before the window shows.
        from broadsheet import checks

        yield from ()
        return checks.run(document, house)

    return work
