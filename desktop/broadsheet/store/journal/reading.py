"""What a crash has left: the article as the last sound record has it."""

import hashlib
import shutil
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store import locking
from broadsheet.store.document import Document
from broadsheet.store.journal import folder as files
from broadsheet.store.journal import framing, ops
from broadsheet.store.journal.framing import Record
from broadsheet.store.journal.ops import Began, Blob
from broadsheet.store.journal.state import State
from broadsheet.store.locking import Lock

_UNKNOWN = ""
"""Stands for the id of an article that cannot be read."""


class Recovered(Struct, frozen=True):
    """An article out of a journal whose process is gone.

    `document` is None where nothing in the journal is sound. `time` is that of the last change, in milliseconds since
    1970. `lost` names pictures that could not be found, `damaged` the copies of files that could not be read whole.
    """

    document: Document | None
    time: int
    lost: tuple[str, ...]
    damaged: tuple[Path, ...]
    folders: tuple[Path, ...]
    locks: tuple[Lock, ...]

    def forget(self) -> OSError | None:
        """Remove the journal, and return why something is left of it; copies of what was damaged in it stay."""
        left = [files.remove(folder) for folder in self.folders]
        self.leave()
        files.unlock(self.folders)
        return next(filter(None, left), None)

    def passed(self, article: Article) -> bool:
        """Tell whether the article in this journal was once this one, word for word."""
        lines, fields = article.body.replace("\r\n", "\n").split("\n"), msgspec.structs.replace(article, body="")
        met: list[bool] = []
        _Replay(self.folders, lambda state: met.append(state.lines == lines and state.article == fields))
        return any(met)

    def leave(self) -> None:
        """Leave the journal for the next start."""
        for lock in self.locks:
            lock.release()


def recover(roots: tuple[Path, ...], aside: Path) -> list[Recovered]:
    """Return what the journals of dead processes hold, the newest first; those without a change are swept away.

    Each stays locked, so that no other process offers it too, until it is forgotten or left. What cannot be read is
    copied into the folder `aside`.
    """
    found = []
    for folders in files.sessions(roots):
        locks = _locks(folders)
        if locks is None:
            continue
        one = _read(folders, locks, aside)
        if one.document is None and not one.damaged:
            one.forget()
        else:
            found.append(one)
    return sorted(found, key=lambda one: -one.time)


def forget(roots: tuple[Path, ...], aside: Path, article: str) -> None:
    """Remove every journal that dead processes have left of an article, and what was put aside of it.

    What is damaged so far that nobody can tell which article it is of stays, but where the id stands in it.
    Raises OSError where something is left.
    """
    left: OSError | None = None
    spelt = article.encode("utf-8", "surrogatepass")
    for one in recover(roots, aside):
        unread = one.document is None and any(spelt in path.read_bytes() for path in one.damaged)
        if unread or (one.document is not None and one.document.article.id == article):
            left = one.forget() or left
        else:
            one.leave()
    for copy in aside.glob(f"{_mark(article)}-*"):
        copy.unlink()
    for copy in aside.glob(f"{_mark(_UNKNOWN)}-*"):
        if spelt in copy.read_bytes():
            copy.unlink()
    if left is not None:
        raise left


def _mark(article: str) -> str:
    """Return what copies of an article's damaged files begin with: an id may be anything in a file from elsewhere."""
    return hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _locks(folders: Sequence[Path]) -> tuple[Lock, ...] | None:
    """Return the locks of a journal, or None where its process is alive."""
    taken: list[Lock] = []
    for folder in folders:
        with suppress(OSError):
            lock = locking.take(files.lock(folder))
            if lock is None:
                for other in taken:
                    other.release()
                return None
            taken.append(lock)
    return tuple(taken)


def _read(folders: tuple[Path, ...], locks: tuple[Lock, ...], aside: Path) -> Recovered:
    replay = _Replay(folders)
    article = replay.state.article.id if replay.state is not None else _UNKNOWN
    damaged = tuple(_put_aside(path, aside, article) for path in replay.damaged)
    if replay.state is None or not replay.number:
        return Recovered(None, replay.time, (), damaged, folders, locks)
    assets, lost = _pictures(replay.state, folders)
    return Recovered(replay.state.document(assets), replay.time, lost, damaged, folders, locks)


class _Replay:
    """Goes through a journal's files as far as they are sound."""

    def __init__(self, folders: Sequence[Path], look: Callable[[State], None] = lambda _: None) -> None:
        self._look = look
        self.state: State | None = None
        self.number = self.time = 0
        self.damaged: list[Path] = []
        for _, path in reversed(files.found(folders, "base")):
            self.state = self._begin(path)
            if self.state is not None:
                break
        for _, path in files.found(folders, "ops"):
            if self.state is None or not self._follow(path, self.state):
                break

    def _begin(self, path: Path) -> State | None:
        records = self._records(path)
        if not records and path not in self.damaged:
            return None  # the process died before it wrote anything into it
        try:
            begun = ops.decode(records[0].payload) if records else None
            if isinstance(begun, Began):
                self.number, self.time = records[0].number, records[0].time
                return State(begun)
        except ValueError:
            pass
        self._blame(path)
        return None

    def _follow(self, path: Path, state: State) -> bool:
        """Apply the operations of a file that come next; False where one is missing or makes no sense."""
        for record in self._records(path):
            if record.number <= self.number:
                continue
            try:
                if record.number != self.number + 1:
                    raise ValueError(record.number)
                state.apply(ops.decode(record.payload))
            except ValueError:
                self._blame(path)
                return False
            self.number, self.time = record.number, record.time
            self._look(state)
        return True

    def _records(self, path: Path) -> tuple[Record, ...]:
        try:
            scan = framing.scan(path.read_bytes())
        except OSError:
            self._blame(path)
            return ()
        if not scan.whole:
            self._blame(path)
        return scan.records

    def _blame(self, path: Path) -> None:
        if path not in self.damaged:
            self.damaged.append(path)


def _put_aside(path: Path, aside: Path, article: str) -> Path:
    """Copy a damaged file where only forgetting removes it, and return the copy, or the file where that fails."""
    copy = aside / f"{_mark(article)}-{path.parent.name}-{path.name}"
    try:
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
    except OSError:
        return path
    return copy


def _pictures(state: State, folders: Sequence[Path]) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Return the pictures out of the journal, else out of the document itself, and the names of those in neither."""
    found: dict[str, bytes] = {}
    kept: Mapping[str, bytes] | None = None
    for name, blob in state.assets.items():
        data = _blob(blob, folders) if blob is not None else None
        if data is None:
            kept = _on_disk(state) if kept is None else kept
            data = kept.get(name)
        if data is not None:
            found[name] = data
    return MappingProxyType(found), tuple(name for name in state.assets if name not in found)


def _blob(blob: Blob, folders: Sequence[Path]) -> bytes | None:
    for folder in folders:
        with suppress(OSError):
            data = (folder / blob.name).read_bytes()
            if len(data) == blob.size and zlib.crc32(data) == blob.sum:
                return data
    return None


def _on_disk(state: State) -> Mapping[str, bytes]:
    path = state.document({}).path
    if path is not None:
        with suppress(errors.UnreadableDocument):
            return documents.open(path).assets
    return {}
