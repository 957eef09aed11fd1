"""Pictures on their way into the article: taken in away from the window, one after the other, with what they say."""

from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from broadsheet import errors
from broadsheet.article import figures
from broadsheet.article.figures import Use
from broadsheet.article.photo import Photo, Private
from broadsheet.pictures import labelling
from broadsheet.pictures.labelling import Label
from broadsheet.store import unexpected
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.photo.rack import Rack
from broadsheet.ui.session import Session

if TYPE_CHECKING:
    # Loaded with the first picture: no window shall wait for them.
    from broadsheet.pictures.apart import Decoder
    from broadsheet.pictures.intake import Intake
    from broadsheet.pictures.metadata import Clash, Trace

AT_LEAD = -1
"""The position of the lead picture; other positions are in the body."""
_NEUTRAL = "picture"
"""What pictures are called in the document: the name of a photographer's file may tell more than is wanted."""
_MOST_ORIGINALS = 12
"""Files that are remembered as they were; a camera's has some ten megabytes."""


class Original(Struct, frozen=True):
    """What a picture's file was before it was cleaned; only in memory, and only while the article is open."""

    data: bytes
    name: str
    traces: "tuple[Trace, ...]" = ()
    clashes: "tuple[Clash, ...]" = ()


class _Wanted(Struct, frozen=True):
    """A picture to be taken in: for a place of the body, the lead, or instead of what a use shows now."""

    picture: bytes | Path
    name: str
    position: int = AT_LEAD
    instead: Use | None = None
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
        self.decoder = _Process()
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
        self._want(_Wanted(picture, name, instead=self.rack.use(number)))

    def keep(self, number: int, kinds: frozenset[Private]) -> None:
        """Take the picture of a use in anew, with private facts of these kinds and no others in it."""
        use = self.rack.use(number)
        original = self.originals.get(use.asset) if use is not None else None
        if original is not None:
            self._want(_Wanted(original.data, original.name, instead=use, keep=kinds))

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

    def _keep(self, result: "tuple[bytes, Intake]") -> None:
        if not self._stale:
            self._place(*result)
        self._next()

    def _place(self, data: bytes, taken: "Intake") -> None:
        from broadsheet.pictures import metadata

        asset = self._session.add_asset(f"{_NEUTRAL}{taken.extension}", taken.data)
        language = str(self._session.value("language"))
        told = metadata.choose(taken.facts, language)
        if taken.traces or told.clashes:
            while len(self.originals) >= _MOST_ORIGINALS:
                del self.originals[next(iter(self.originals))]
            self.originals[asset] = Original(data, self._now.name, taken.traces, told.clashes)
        label = labelling.label(asset, told)
        if self._now.instead is not None:
            self._exchange(self._now.instead, label)
        elif self._now.position == AT_LEAD:
            self._exchange(self.rack.use(figures.LEAD), label)
            self.placed.emit(asset, AT_LEAD, label)
        else:
            with self._session.step(self.tr("Set a picture")):
                self.rack.take_over(label.photo)
                self.placed.emit(asset, self._now.position, label)

    def _exchange(self, wanted: Use | None, label: Label) -> None:
        """Set the picture into a place that may have other words by now, or stand elsewhere."""
        places = [use for use in self.rack.uses() if wanted is not None and use.asset == wanted.asset]
        if not places:
            return
        use = next((one for one in places if wanted is not None and one.number == wanted.number), places[0])
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


def _note(words: str) -> None:
    """Write down why the process ended: else a fault of ours would look like one of the picture."""
    with suppress(OSError):
        unexpected.note(words)


class _Process:
    """The process that takes pictures in, from the first one on."""

    def __init__(self) -> None:
        self._decoder: Decoder | None = None

    def take_in(self, data: bytes, name: str, keep: frozenset[Private]) -> "Intake":
        """Return what `intake.take_in` returns; raises errors.PictureRefused."""
        from broadsheet.pictures.apart import Decoder

        if self._decoder is None:
            self._decoder = Decoder(note=_note)
        return self._decoder.take_in(data, name, keep)

    def close(self) -> None:
        """End it."""
        if self._decoder is not None:
            self._decoder.close()


class _Taking:
    """One picture to be taken in, as a call that holds no window."""

    def __init__(self, wanted: _Wanted, process: _Process) -> None:
        self._wanted, self._process = wanted, process

    def __call__(self) -> "tuple[bytes, Intake]":
        from broadsheet.pictures import intake

        picture, name = self._wanted.picture, self._wanted.name
        data = picture if isinstance(picture, bytes) else intake.read(picture, name)
        return data, self._process.take_in(data, name, self._wanted.keep)
