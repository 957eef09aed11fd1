"""Files that a journal writes: one that records are appended to, in reserved room, and ones that are written whole."""

import os
from contextlib import suppress
from pathlib import Path

from broadsheet.store.atomic import syncing

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
RESERVE = 1 << 20
"""Bytes that are the journal's before a disk is full: some hours of typing."""


class Log:
    """A new file; raises OSError where it cannot be made."""

    def __init__(self, path: Path, mark: bytes) -> None:
        self.path = path
        self._fd = os.open(path, _NEW, 0o600)
        self._end = self._room = 0
        self.reserve()
        try:
            self.append(mark)
        except OSError:
            self.close()
            raise

    @property
    def size(self) -> int:
        """How many bytes have been appended."""
        return self._end

    @property
    def roomy(self) -> bool:
        """Whether some of its room is sure."""
        return self._room > self._end

    @property
    def short(self) -> bool:
        """Whether more room should be reserved soon."""
        return self._room - self._end < RESERVE // 2

    def reserve(self) -> bool:
        """Reserve room for the next megabyte; False where the system does not give it."""
        if hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(self._fd, self._end, RESERVE)
            except OSError:
                return False
            self._room = self._end + RESERVE
        return True

    def append(self, data: bytes) -> None:
        """Write bytes behind all others; raises OSError, and the next attempt then begins at the same place."""
        try:
            _write_all(self._fd, data)
        except OSError:
            with suppress(OSError):
                os.lseek(self._fd, self._end, os.SEEK_SET)
            raise
        self._end += len(data)

    def sync(self) -> None:
        """Bring all that was appended to the disk; raises OSError."""
        if self._fd >= 0:
            syncing.sync_data(self._fd)

    def close(self) -> None:
        """Close the file."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                os.close(fd)


def write(path: Path, data: bytes) -> None:
    """Write a whole file, which `sync` brings to the disk later; raises OSError, and then all is as before."""
    # Half a file would be told of as damaged, and there may be one of this name that must not go before the new one.
    aside = path.with_name(f"{path.name}.new")
    fd = os.open(aside, _NEW, 0o600)
    try:
        try:
            _write_all(fd, data)
        finally:
            os.close(fd)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()
        raise


def sync(path: Path) -> None:
    """Bring a file and its name to the disk; raises OSError."""
    fd = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    try:
        syncing.sync(fd)
    finally:
        os.close(fd)
    syncing.sync_names(path.parent)


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]
