"""Locks that die with their process: who holds one is alive."""

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


class Lock:
    """A file that this process has locked; where the file system knows no locks, it merely stands there."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def release(self) -> None:
        """Let others have it; the file stays."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                os.close(fd)


def take(path: Path) -> Lock | None:
    """Return the lock on a file, which is made where it is not there, or None where another holds it.

    Raises OSError where the file cannot be opened.
    """
    fd = os.open(path, _FLAGS, 0o600)
    try:
        _lock(fd)
    except (BlockingIOError, PermissionError):
        os.close(fd)
        return None
    except OSError:
        pass  # no locks on this file system: nobody is kept out, and nobody is in
    return Lock(fd)


def _lock(fd: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
