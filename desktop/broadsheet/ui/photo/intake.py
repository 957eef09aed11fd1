"""Pictures on their way into the article: taken in away from the window, one after the other, with what they say."""

from collections import deque
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from broadsheet import errors
from broadsheet.article import figures
from broadsheet.article.photo import Photo, Private
from broadsheet.pictures import intake, labelling, metadata
from broadsheet.pictures.apart import Decoder
from broadsheet.pictures.intake import Intake
from broadsheet.pictures.labelling import Label
from broadsheet.pictures.metadata import Clash, Trace
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.photo.rack import Rack
from broadsheet.ui.session import Session

AT_LEAD = -1
"""The position of the lead picture; other positions are in the body."""
_NEUTRAL = "picture"
"""What pictures are called in the document: the name of a photographer's file may tell more than is wanted."""


class Original(Struct, frozen=True):
    """What a picture's file was before it was cleaned; only in memory, and only while the article is open."""

    data: bytes
    name: str
    traces: tuple[Trace, ...] = ()
    clashes: tuple[Clash, ...] = ()


class _Wanted(Struct, frozen=True):
    """A picture to be taken in: for a place of the body, the lead, or instead of what a use shows now."""

    picture: bytes | Path
    name: str
    position: int = AT_LEAD
    instead: int | None = None
    keep: frozenset[Private] = frozenset()


class PictureIntake(QObject):
    """Takes pictures in: read, looked at, freed of private traces, kept with the article and labelled."""

    placed = Signal(str, int, object)
    """An asset of the session, the body position that it was offered for, and its Label."""
    trouble = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.rack = Rack(session, self)
        self.decoder = Decoder()
        self.originals: dict[str, Original] = {}
        self._waiting: deque[_Wanted] = deque()
        self._now = _Wanted(b"", "")
        self._job = Job(self)
        self._stale = False
        session.opened.connect(self._forget)
        self._job.done.connect(self._keep)
        self._job.failed.connect(self._refuse)

    @property
    def busy(self) -> bool:
        """Whether a picture is on its way."""
        return self._job.running or bool(self._waiting)

    def offer(self, picture: bytes | Path, name: str, position: int = AT_LEAD) -> None:
        """Take in a picture, by its bytes or its file, for a body position or as the lead picture."""
        self._want(_Wanted(picture, name, position))

    def replace(self, picture: bytes | Path, name: str, number: int) -> None:
        """Take in a picture that comes in the place of another one; what the writer wrote there stays."""
        self._want(_Wanted(picture, name, instead=number))

    def keep(self, number: int, kinds: frozenset[Private]) -> None:
        """Take the picture of a use in anew, with private facts of these kinds and no others in it."""
        use = self.rack.uses[number]
        original = self.originals.get(use.asset)
        if original is not None:
            self._want(_Wanted(original.data, original.name, instead=number, keep=kinds))

    def leave(self) -> None:
        """End with the window."""
        self._waiting.clear()
        self._stale = True
        self.decoder.close()

    def _want(self, wanted: _Wanted) -> None:
        self._waiting.append(wanted)
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._job.running:
            self._now = self._waiting.popleft()
            self._stale = False
            self._job.start(once(_Taking(self._now, self.decoder)))

    def _forget(self) -> None:
        """Let go of pictures that were meant for the article before, and of what they were."""
        self._waiting.clear()
        self.originals.clear()
        self._stale = True

    def _keep(self, result: tuple[bytes, Intake]) -> None:
        if not self._stale:
            self._place(*result)
        self._next()

    def _place(self, data: bytes, taken: Intake) -> None:
        asset = self._session.add_asset(f"{_NEUTRAL}{taken.extension}", taken.data)
        language = str(self._session.value("language"))
        told = metadata.choose(taken.facts, language)
        if taken.traces or told.clashes:
            self.originals[asset] = Original(data, self._now.name, taken.traces, told.clashes)
        label = labelling.label(asset, told)
        if self._now.instead is not None:
            self._exchange(self._now.instead, label)
        elif self._now.position == AT_LEAD:
            self._exchange(figures.LEAD, label)
            self.placed.emit(asset, AT_LEAD, label)
        else:
            with self._session.step(self.tr("Set a picture")):
                self.rack.take_over(label.photo)
                self.placed.emit(asset, self._now.position, label)

    def _exchange(self, number: int, label: Label) -> None:
        """Set the picture into a place that may have words and a picture by now."""
        use = self.rack.use(number)
        if use is None:
            return
        before = self.rack.photo(use.asset) if use.asset else Photo("")
        same = use.asset in self.originals and self.originals[use.asset].data == self._data_of(label.photo.asset)
        if same:  # the same file, cleaned in another way: all that was done with it stays
            photo = msgspec.structs.replace(before, asset=label.photo.asset, kept=tuple(sorted(self._now.keep)))
            self.rack.exchange(use.number, Label(use.alt, use.caption, use.credit, photo))
        else:
            self.rack.exchange(use.number, labelling.replaced(label, use, before))

    def _data_of(self, asset: str) -> bytes:
        return self.originals[asset].data if asset in self.originals else b""

    def _refuse(self, error: errors.BroadsheetError) -> None:
        if not self._stale:
            self.trouble.emit(error)
        self._next()


class _Taking:
    """One picture to be taken in, as a call that holds no window."""

    def __init__(self, wanted: _Wanted, decoder: Decoder) -> None:
        self._wanted, self._decoder = wanted, decoder

    def __call__(self) -> tuple[bytes, Intake]:
        picture, name = self._wanted.picture, self._wanted.name
        data = picture if isinstance(picture, bytes) else intake.read(picture, name)
        return data, self._decoder.take_in(data, name, self._wanted.keep)
