"""Pictures on their way into the article: taken in away from the window, one after the other."""

from collections import deque
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from broadsheet import errors
from broadsheet.pictures import intake
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.session import Session

AT_LEAD = -1
"""The position of the lead picture; other positions are in the body."""


class PictureIntake(QObject):
    """Takes pictures in: read, looked at, freed of private traces, kept with the article."""

    placed = Signal(str, int)
    """An asset of the session and the body position that it was offered for."""
    trouble = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: deque[tuple[bytes | Path, str, int]] = deque()
        self._position = AT_LEAD
        self._name = ""
        self._job = Job(self)
        self._stale = False
        session.opened.connect(self._forget)
        self._job.done.connect(self._keep)
        self._job.failed.connect(self._refuse)

    def offer(self, picture: bytes | Path, name: str, position: int = AT_LEAD) -> None:
        """Take in a picture, by its bytes or its file, for a body position or as the lead picture."""
        self._waiting.append((picture, name, position))
        self._next()

    def replace(self, picture: bytes | Path, name: str, number: int) -> None:
        """Take in a picture that comes in the place of another use's; its words stay."""

    def _next(self) -> None:
        if self._waiting and not self._job.running:
            data, self._name, self._position = self._waiting.popleft()
            self._stale = False
            self._job.start(once(_Taking(data, self._name)))

    def _forget(self) -> None:
        """Let go of pictures that were meant for the article before."""
        self._waiting.clear()
        self._stale = True

    def _keep(self, taken: intake.Intake) -> None:
        if not self._stale:
            self._place(taken)
        self._next()

    def _place(self, taken: intake.Intake) -> None:
        stem = Path(self._name).stem or "picture"
        asset = self._session.add_asset(f"{stem}{taken.extension}", taken.data)
        if self._position == AT_LEAD:
            lead = msgspec.structs.replace(self._session.value("picture"), asset=asset, focus=None)
            self._session.set_field("picture", lead)
        self.placed.emit(asset, self._position)

    def _refuse(self, error: errors.BroadsheetError) -> None:
        self.trouble.emit(error)
        self._next()


class _Taking:
    """One picture to be taken in, as a call that holds no window."""

    def __init__(self, data: bytes | Path, name: str) -> None:
        self._data, self._name = data, name

    def __call__(self) -> intake.Intake:
        data = self._data if isinstance(self._data, bytes) else intake.read(self._data, self._name)
        return intake.take_in(data, self._name)
