"""Who else has a document open: for telling, never for deciding; what a save may replace is decided when it saves.

On this computer a lock tells it that dies with its process. Other computers, and folders that a service carries between
them, are told by a small hidden file beside the document, which is believed for as long as it is touched. A stale, an
empty or a strange one keeps nobody from anything, and what is not ours is left alone.
"""

import getpass
import hashlib
import os
import platform
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from broadsheet import paths
from broadsheet.store import locking, private
from broadsheet.store.locking import Lock

BEAT = 60
"""Seconds between two touches."""
_STALE = 3 * BEAT
_MOST_BYTES = 4096
_LONGEST_NAME = 64


class Neighbour(Struct, frozen=True):
    """A program that has the document open; `boot` tells one run of its computer from the next, `since` is Unix time.

    `user` and `host` are empty where only a lock tells of it.
    """

    broadsheet: int = 1
    user: str = ""
    host: str = ""
    boot: str = ""
    pid: int = 0
    since: float = 0


class Presence:
    """That a document is open here, as others can see it; every call may wait for a drive, so threads may call it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sign = path.with_name(f".~lock.{path.name}#")
        self._me = myself()
        self._lock: Lock | None = None
        self._lock_file: Path | None = None
        self._mine = b""
        self._turn = threading.Lock()
        self._left = False

    def enter(self) -> Neighbour | None:
        """Show that we are here and return who else is; nothing is shown where it cannot be written."""
        with self._turn:
            if self._left:
                return None
            here = self._take_lock()
            there = self._neighbour_beside()
            if there is None:
                self._put_sign()
            return there or here

    def beat(self) -> None:
        """Stay believable; where whoever was here first has gone, show ourselves."""
        with self._turn, suppress(OSError):
            if self._left:
                return
            if self._is_ours():
                os.utime(self._sign)
            elif self._neighbour_beside() is None:
                self._put_sign()

    def leave(self) -> None:
        """Be here no more, and never again."""
        with self._turn:
            self._left = True
            self._go()

    def _go(self) -> None:
        with suppress(OSError):
            if self._is_ours():
                self._sign.unlink()
        self._mine = b""
        if self._lock is not None and self._lock_file is not None:
            with suppress(OSError):
                self._lock_file.unlink()
            self._lock.release()
            self._lock = None

    def _take_lock(self) -> Neighbour | None:
        """Take this computer's lock on the document, or return who has it."""
        key = hashlib.sha256(os.fsencode(os.path.realpath(self._path))).hexdigest()[:32]
        try:
            folder = private.folder(private.folder(paths.commons()) / "open")
            self._lock_file = folder / key
            self._lock = locking.take(self._lock_file)
        except OSError:
            return None
        return Neighbour() if self._lock is None else None

    def _neighbour_beside(self) -> Neighbour | None:
        """Return who has put a sign beside the document and is believable; an unbelievable sign of ours is removed."""
        try:
            data = self._read()
            age = time.time() - self._sign.stat().st_mtime
            found = _understood(data)
            if found is not None and _lives(found, self._me, age) and not self._is_left_behind(found):
                return None if found == self._me else found
            if found is not None or not data:
                self._sign.unlink()
        except OSError:
            pass
        return None

    def _is_left_behind(self, found: Neighbour) -> bool:
        """Tell whether a sign of our own user and computer is older than the lock that we hold, as after a crash."""
        here = (found.user, found.host, found.boot) == (self._me.user, self._me.host, self._me.boot)
        return here and found != self._me and self._lock is not None

    def _put_sign(self) -> None:
        data = msgspec.json.encode(self._me)
        with suppress(OSError):
            fd = os.open(self._sign, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            try:
                os.write(fd, data)
            finally:
                os.close(fd)
            self._mine = data

    def _is_ours(self) -> bool:
        try:
            return bool(self._mine) and self._read() == self._mine
        except FileNotFoundError:
            return False

    def _read(self) -> bytes:
        with self._sign.open("rb") as file:
            return file.read(_MOST_BYTES)


def myself() -> Neighbour:
    """Return what others shall know of this program."""
    user = ""
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    return Neighbour(1, user[:_LONGEST_NAME], platform.node()[:_LONGEST_NAME], _boot(), os.getpid(), time.time())


def _boot() -> str:
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return ""


def _understood(data: bytes) -> Neighbour | None:
    try:
        found = msgspec.json.decode(data, type=Neighbour)
    except (ValueError, RecursionError):
        return None
    fit = all(len(name) <= _LONGEST_NAME and name.isprintable() for name in (found.user, found.host))
    return found if fit and b'"broadsheet"' in data and 0 <= found.since < 1e11 else None


def _lives(found: Neighbour, me: Neighbour, age: float) -> bool:
    """Tell whether to believe a sign; a process of another computer can only be judged by its touches."""
    if age > _STALE:
        return False
    if found.host != me.host:
        return True
    if found.boot != me.boot:
        return False
    return os.name == "nt" or _is_process(found.pid)


def _is_process(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return pid > 0
