"""Which version of a file or folder stands on disk, and whether it is still the one that was read."""

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from broadsheet import errors
from broadsheet.store import tree

_CHUNK = 1 << 20

Glance = tuple[tuple[str, int, int, int, int], ...]
"""Name, device, inode, size and mtime of a file, or of everything in a folder; empty where nothing stands there."""


class Identity(Struct, frozen=True):
    """One version of a file or folder; `sha256` (hexadecimal) decides, the rest tells where it stood.

    Of a folder, `size` is the sum of its files and the hash covers their names too.
    """

    dev: int
    ino: int
    size: int
    mtime_ns: int
    sha256: str


def identify(path: Path) -> Identity:
    """Return the identity of a file or folder; raises OSError."""
    if path.is_dir():
        return _identify_folder(path)
    with path.open("rb") as file:
        return identify_open(file)


def identify_open(file: BinaryIO) -> Identity:
    """Return the identity of a file that is open at its start; leaves it at its end."""
    sha256 = _digest(file)
    found = os.fstat(file.fileno())
    return Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, sha256)


def from_stat(found: os.stat_result, sha256: str) -> Identity:
    """Return the identity of a file whose content is known."""
    return Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, sha256)


def glance(path: Path) -> Glance:
    """Return what `stat` tells of a file or of everything in a folder, to see later whether it was touched."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return ()
    rows = [_row("", found)]
    if stat.S_ISDIR(found.st_mode):
        rows += [_row(inner.relative_to(path).as_posix(), inner.lstat()) for inner in sorted(tree.inside(path))]
    return tuple(rows)


def claim(path: Path, told: Path, expect: Identity | None, *, overwrite: bool) -> Glance:
    """Return a glance at what may be replaced at `path`, for `unmoved` just before it is.

    With `overwrite` that is anything; otherwise it must hold what `expect` holds, or nothing must stand there. The
    bytes are compared and not only the times: programs that set times back (rsync, cloud folders) exist.
    Raises errors.ChangedUnderneath naming `told`, and OSError.
    """
    if not overwrite and expect is None and path.exists():
        raise errors.ChangedUnderneath(told)
    before = glance(path)
    if not before or overwrite:
        return before
    if expect is None or identify(path).sha256 != expect.sha256:
        raise errors.ChangedUnderneath(told)
    unmoved(path, told, before)
    return before


def unmoved(path: Path, told: Path, before: Glance) -> None:
    """Raise errors.ChangedUnderneath naming `told` where something else stands at `path` than at the glance."""
    if glance(path) != before:
        raise errors.ChangedUnderneath(told)


def _row(name: str, found: os.stat_result) -> tuple[str, int, int, int, int]:
    return name, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _identify_folder(path: Path) -> Identity:
    whole, size = hashlib.sha256(), 0
    found = path.stat()
    newest = found.st_mtime_ns
    for inner in sorted(tree.inside(path)):
        name = os.fsencode(inner.relative_to(path).as_posix())
        entry = inner.lstat()
        newest = max(newest, entry.st_mtime_ns)
        if stat.S_ISREG(entry.st_mode):
            size += entry.st_size
            with inner.open("rb") as file:
                whole.update(b"%s\0%s\n" % (name, _digest(file).encode()))
        else:
            whole.update(b"%s/\n" % name)
    return Identity(found.st_dev, found.st_ino, size, newest, whole.hexdigest())


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
