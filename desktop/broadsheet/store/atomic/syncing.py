"""Getting bytes to the disk itself, and knowing whether they got there."""

import errno
import os
from pathlib import Path

from broadsheet.store import tree

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NOT_OFFERED = {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}


def sync(fd: int) -> None:
    """Bring a file's bytes to the disk; raises OSError.

    Never try again on the same file after an error: the system has forgotten what it could not write
    (Rebello et al., USENIX ATC 2020). On macOS only F_FULLFSYNC empties the drive's own cache.
    """
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        os.fsync(fd)
        return
    try:
        fcntl.fcntl(fd, full)
    except OSError as exc:
        if exc.errno not in _NOT_OFFERED:
            raise
        os.fsync(fd)


def sync_data(fd: int) -> None:
    """Bring a file's bytes to the disk, and of what the system knows about it only its length; raises OSError."""
    if hasattr(os, "fdatasync") and not hasattr(fcntl, "F_FULLFSYNC"):
        os.fdatasync(fd)
    else:
        sync(fd)


def sync_tree(folder: Path) -> None:
    """Bring a folder with all that is in it to the disk; raises OSError."""
    for inner in tree.inside(folder):
        if inner.is_dir():
            _sync_folder(inner)
        elif inner.is_file():
            _sync_path(inner, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    _sync_folder(folder)


def sync_names(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system offers that; raises OSError."""
    try:
        _sync_folder(folder)
    except OSError as exc:
        if exc.errno not in _NOT_OFFERED:
            raise


def confirm(folder: Path) -> bool:
    """Return whether the system confirms that the names in a folder are on disk, so also the last rename."""
    try:
        _sync_folder(folder)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder for this; NTFS keeps its names in a journal.
    if os.name != "nt":
        _sync_path(folder, os.O_RDONLY)


def _sync_path(path: Path, flags: int) -> None:
    fd = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    try:
        sync(fd)
    finally:
        os.close(fd)
