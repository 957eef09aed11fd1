"""One file, replaced safely."""

import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from broadsheet import errors
from broadsheet.store.atomic import failures, identity, leftovers, likeness, syncing
from broadsheet.store.atomic.identity import Identity
from broadsheet.store.atomic.outcome import Outcome

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
"""Seconds, 2.5 in all: for so long a virus scanner or a cloud client may hold a file on Windows."""
_HELD = {5, 32, 33}
"""Windows error codes that such a holder causes."""
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def write(path: Path, data: bytes, *, expect: Identity | None = None, overwrite: bool = False) -> Outcome:
    """Put `data` at `path`, so that at any time the old file or the new one stands there, whole.

    Without `overwrite`, the file must still hold what `expect` holds; where `expect` is None, none may stand there. A
    file that is gone is no conflict. A symbolic link is followed and stays.
    Raises errors.ChangedUnderneath and errors.NotSaved: then nothing was changed.
    """
    with failures.as_not_saved(path):
        target = Path(os.path.realpath(path))
        leftovers.sweep(target)
        others = _writable(target, path)
        before = identity.claim(target, path, expect, overwrite=overwrite)
        temp = leftovers.name_beside(target, "tmp")
        try:
            write_new(temp, data, like=target if before else None)
            made = _read_back(temp, data, path)
            identity.unmoved(target, path, before)
            replace(temp, target)
        except BaseException:
            leftovers.remove(temp)
            raise
    made, stands = _found_again(target, made)
    return Outcome(made, durable=syncing.confirm(target.parent) and stands, other_names=others)


def write_new(path: Path, data: bytes, *, like: Path | None = None) -> None:
    """Write a file that does not exist yet down to the disk, with the looks of another; raises OSError."""
    fd = os.open(path, _NEW_FILE, 0o600 if like else 0o666)
    try:
        _write_all(fd, data)
        if like:
            likeness.copy(like, fd)
        syncing.sync(fd)
    except BaseException:
        with suppress(OSError):
            os.close(fd)
        raise
    # Checked like the rest: network and quota errors may surface only here.
    os.close(fd)


def replace(source: Path, target: Path) -> None:
    """Rename over a file, waiting a little where another program on Windows holds it; raises OSError."""
    for wait in _WAITS:
        try:
            source.replace(target)
        except OSError as exc:
            if getattr(exc, "winerror", None) not in _HELD:
                raise
            time.sleep(wait)
        else:
            return
    source.replace(target)


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _writable(target: Path, told: Path) -> int:
    """Return how many other names the file has; raises errors.NotSaved and OSError where it is not to be replaced.

    A rename asks only the folder for permission, so it would also replace a file that was locked on purpose.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return 0
    if not stat.S_ISREG(found.st_mode):
        raise errors.NotSaved(told, "denied", "not a file")
    if not found.st_mode & 0o222:
        raise errors.NotSaved(told, "read_only")
    # Asking by opening, since os.access answers for the user who started the program and names no cause.
    os.close(os.open(target, os.O_WRONLY | getattr(os, "O_CLOEXEC", 0)))
    return found.st_nlink - 1


def _read_back(temp: Path, data: bytes, told: Path) -> Identity:
    made = identity.identify(temp)
    if made.sha256 != hashlib.sha256(data).hexdigest():
        raise errors.NotSaved(told, "verification")
    return made


def _found_again(target: Path, made: Identity) -> tuple[Identity, bool]:
    """Return the identity of what was written and whether it stands at the target.

    Some network drives give a renamed file another inode; and another program may already have replaced it.
    """
    try:
        if identity.from_stat(target.stat(), made.sha256) == made:
            return made, True
        now = identity.identify(target)
    except OSError:
        return made, False
    return (now, True) if now.sha256 == made.sha256 else (made, False)
