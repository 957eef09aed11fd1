"""The journal of one window: every change is in a file of the system before anything else happens."""

import math
import threading
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from broadsheet import errors
from broadsheet.store import encodable
from broadsheet.store.atomic import Identity, failures
from broadsheet.store.document import Document
from broadsheet.store.journal import framing, log, ops
from broadsheet.store.journal.keeper import Keeper
from broadsheet.store.journal.log import Log
from broadsheet.store.journal.ops import Blob, Op
from broadsheet.store.journal.shelf import Shelf
from broadsheet.store.journal.state import State

LEAST = 256 << 10
"""Bytes of operations after which the article is written down whole again, or as many as it is long itself."""
AGAIN = 1.0
"""Seconds before what failed is tried again."""
HOMEWARD = 5.0
"""Seconds before the usual place is tried again while the journal lies in a refuge."""

Told = Callable[[errors.NotJournaled | None], None]


class Journal:
    """Follows one article from its first change on until it is forgotten.

    `roots` are the folders for journals, the usual one first; the others are a refuge when that one fails. `told`
    hears what goes wrong, and None when all is well again, also from the journal's own thread. Nothing here raises:
    the words stay in the window. `fresh` gives the document as it stands, should a change ever not fit what was
    recorded before.
    """

    def __init__(self, roots: tuple[Path, ...], told: Told, fresh: Callable[[], Document] | None = None) -> None:
        self._roots, self._told, self._fresh = roots, told, fresh
        self._lock = threading.Lock()
        self._state: State | None = None
        self._assets: dict[str, bytes] = {}
        self._number = self._blobs = 0
        self._limit = LEAST
        self._sick = self._closing = self._forgotten = False
        self._adrift: set[str] = set()  # pictures that are in no file, or in one that did not reach the disk
        self._not_before = self._homeward = 0.0
        self._last_told: tuple[str, bool] | None = None
        self._keeper = Keeper(self._sync, self._fail_on_disk)
        self._shelf = Shelf(roots, self._keeper.do)

    def follow(self, document: Document) -> None:
        """Begin with another article; the journal of the one before is gone."""
        with self._lock:
            self._state, self._forgotten = None, False
            self._drop()
            self._assets = {name: data for name, data in document.assets.items() if encodable.is_text(name)}
            self._state = State(ops.began(document, dict.fromkeys(self._assets)))
        self._keeper.do(partial(self._prepare, self._state))

    def lines(self, first: int, removed: int, new: list[str]) -> None:
        """Record that lines of the body were replaced."""
        if self._state is not None:
            self._record(ops.lines(first, self._state.lines[first : first + removed], new))

    def field(self, name: str, value: Any) -> None:
        """Record the value of a field of the article."""
        self._record(ops.field(name, value))

    def asset(self, name: str, data: bytes) -> None:
        """Record a picture; its bytes are in a file before its name is in the journal."""
        if self._state is None or not encodable.is_text(name):
            return
        with self._lock:
            self._assets[name] = data
            self._state.assets.setdefault(name, None)
            ready = self._ready()
        if ready:
            self._copy_picture(self._shelf, name, data)

    def kept(self, path: Path, identity: Identity | None, *, clean: bool) -> None:
        """Record that the article was saved; where nothing has changed since (`clean`) the journal is gone."""
        op = ops.kept(path, identity)
        if not clean:
            self._record(op)
        elif self._state is not None:
            with self._lock:
                self._state.apply(op)
                self._drop()
            self._keeper.do(partial(self._prepare, self._state))

    def forget(self, told: Callable[[OSError | None], None]) -> None:
        """Remove all that was recorded; it begins anew with the next change, and not before.

        When that is done, `told` hears in the journal's own thread why something is left, or None.
        """
        with self._lock:
            shelf = self._shelf
            self._drop()
            self._forgotten = True
        self._keeper.do(partial(_tell_left, shelf, told))

    def when_safe(self, task: Callable[[], object]) -> None:
        """Do a task, in the journal's own thread, as soon as all that was recorded so far is on the disk.

        It is not done where the disk does not take it.
        """
        self._keeper.do(partial(self._when_safe, task))

    def close(self, *, forget: bool) -> None:
        """End the journal: nothing of it is left, or it waits for the next start."""
        with self._lock:
            self._closing, self._not_before = True, 0.0
            if forget:
                self._drop()
                self._state = None
        done = self._keeper.end()
        self._state = None
        if done:
            self._shelf.leave()

    def _record(self, op: Op) -> None:
        if self._state is None:
            return
        with self._lock:
            self._forgotten = False
            ready, failure = self._ready(), None
            # Followed before it is written: what does not fit must not stand in the way of all that comes after.
            fits = self._follow(op)
            try:
                if ready and fits and self._shelf.log is not None:
                    data = ops.encode(op)
                    self._shelf.log.append(framing.frame(self._number + 1, time.time_ns() // 1_000_000, data))
            except OSError as exc:
                self._shelf.give_up()
                self._not_before, failure = 0.0, exc
            self._number += 1
            if not fits:
                self._sick, self._not_before = True, 0.0
                self._ready()
            elif self._shelf.log is None:
                self._ready()
            elif self._number == 1:
                self._keep_pictures()
            if failure is not None:
                self._tell(failure)
        self._keeper.touch()

    def _follow(self, op: Op) -> bool:
        """Take a change over; where it does not fit, take all of the article over instead and return False."""
        assert self._state is not None
        try:
            self._state.apply(op)
        except ValueError:
            if self._fresh is None:
                raise
            self._state = State(ops.began(self._fresh(), self._state.assets))
            return False
        return True

    def _ready(self) -> bool:
        """Tell whether there is a file to write into; begin one where there is none or it is time for another."""
        present, now = self._shelf.log, time.monotonic()
        sound = present is not None and not self._sick and present.size < self._limit
        if sound and (self._shelf.safe or now < self._homeward):
            return True
        if now < self._not_before:
            return present is not None
        self._homeward = now + HOMEWARD
        # A broken disk must not hold up the end: then there is one more try.
        self._not_before = math.inf if self._closing else now + AGAIN
        assert self._state is not None
        begun = self._state.began()
        base = framing.frame(self._number, time.time_ns() // 1_000_000, ops.encode(begun))
        try:
            failure = self._shelf.begin(self._number, base, only_home=sound)
        except OSError as exc:
            if not sound:
                self._tell(exc)
            return present is not None
        if failure is not None:
            self._tell(failure)
        if sound:
            # A refuge may be empty after the computer was off: its pictures come home too.
            self._adrift |= self._state.assets.keys()
        self._sick, self._limit = False, max(LEAST, len(begun.article))
        if self._number:
            self._keep_pictures()
        self._keeper.do(partial(self._be_well, self._shelf.log))
        return True

    def _prepare(self, state: State) -> None:
        """Begin a file before the first change, away from the window: then its room is sure whatever the disk does.

        Nothing is asked about it after a crash as long as nothing has changed, and no pictures are copied.
        """
        with self._lock:
            if self._state is state and self._shelf.log is None and not self._closing and not self._ready():
                self._keeper.touch()

    def _keep_pictures(self) -> None:
        """Copy those pictures into the journal, later, that are in no file of it."""
        assert self._state is not None
        for name, blob in self._state.assets.items():
            if blob is None or name in self._adrift:
                self._keeper.do(partial(self._keep_picture, self._shelf, name))

    def _copy_picture(self, shelf: Shelf, name: str, data: bytes) -> None:
        """Write a picture into a file of its own, without holding up who writes words, and record it."""
        failure: OSError | None = None
        for root in self._roots:
            try:
                with self._lock:
                    self._blobs += 1
                    place = shelf.folder_in(root) / f"{self._blobs:06d}.blob"
                log.write(place, data)
            except OSError as exc:
                failure = exc
                continue
            with self._lock:
                self._adrift.discard(name)
            self._keeper.do(partial(self._sync_picture, name, place))
            self._record(ops.Asset(name, Blob(place.name, len(data), zlib.crc32(data))))
            break
        else:
            with self._lock:
                # The next generation tries all pictures again that are in no file yet.
                self._sick = True
                self._adrift.add(name)
        if failure is not None:
            with self._lock:
                self._tell(failure)

    def _sync_picture(self, name: str, place: Path) -> None:
        """Bring a picture's file to the disk; raises OSError, and then the next generation has another file for it."""
        try:
            log.sync(place)
        except OSError:
            with self._lock:
                self._adrift.add(name)
            raise

    def _keep_picture(self, shelf: Shelf, name: str) -> None:
        """Copy a picture of the document into the journal, away from the window."""
        with self._lock:
            assets = self._state.assets if self._shelf is shelf and self._state is not None else {}
            wanted = assets.get(name, "") is None or name in self._adrift
            data = self._assets.get(name, b"")
        if wanted:
            self._copy_picture(shelf, name, data)

    def _drop(self) -> None:
        if self._shelf.in_use:
            self._shelf.remove()
            self._shelf = Shelf(self._roots, self._keeper.do)
        self._number = 0
        self._adrift.clear()
        self._not_before = 0.0
        self._last_told = None
        if self._state is not None:
            self._state.assets = dict.fromkeys(self._assets)

    def _sync(self) -> None:
        """Bring what was written to the disk, in the journal's own thread; raises OSError.

        Where nothing could be written, that is tried again every second, also when nobody types any more.
        """
        with self._lock:
            if self._state is not None and not self._is_well():
                self._ready()
            present = self._shelf.log
            if self._state is not None and not self._is_well():
                self._keeper.touch()
        if present is not None:
            present.sync()
            if present.short:
                # Not beside an append: some systems reserve by writing zeros.
                with self._lock:
                    present.reserve()

    def _is_well(self) -> bool:
        return self._forgotten or (self._shelf.safe and not self._sick)

    def _when_safe(self, task: Callable[[], object]) -> None:
        self._sync()
        if not self._sick and (self._shelf.log is not None or not self._number):
            task()

    def _fail_on_disk(self, exc: OSError) -> None:
        """Take note, in the journal's own thread, that the disk did not take what the system had taken.

        What it failed on is never tried again on the same file: the system has forgotten it (Rebello et al., 2020).
        """
        with self._lock:
            self._sick = True
            self._tell(exc)

    def _be_well(self, begun: Log | None) -> None:
        """Tell that all is well when a new generation with its pictures is on the disk, in the journal's own thread."""
        with self._lock:
            if not self._sick and self._shelf.log is begun is not None:
                self._tell()

    def _tell(self, exc: OSError | None = None) -> None:
        """Tell what changed about how safe words and pictures are, once."""
        state = None
        if exc is not None:
            assets = self._state.assets if self._state is not None else {}
            nowhere = any(assets.get(name, "") is None for name in self._adrift)
            state = (failures.reason(exc), self._shelf.log is not None and not nowhere)
        elif not self._shelf.safe:
            return
        if state != self._last_told:
            self._last_told = state
            self._told(errors.NotJournaled(self._roots[0], *state) if state else None)


def _tell_left(shelf: Shelf, told: Callable[[OSError | None], None]) -> None:
    told(shelf.left)
