"""What stands where a document is kept, seen from outside: call it in a thread that may wait, for drives may hang."""

import errno
import os
import time
from pathlib import Path
from typing import Literal

from msgspec import Struct

from broadsheet import errors
from broadsheet.store import document as documents
from broadsheet.store.atomic import identity
from broadsheet.store.atomic.identity import Glance, Identity
from broadsheet.store.document import Document

State = Literal["same", "changed", "moving", "unreadable", "gone"]
Place = Literal["here", "folder", "drive"]

_NO_DRIVE = frozenset(
    getattr(errno, name)
    for name in ("ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT", "ENODEV", "ENXIO", "EIO")
    if hasattr(errno, name)
)
_FRESH_NS = 2_000_000_000
"""Younger than that a file may change once more without another size or time (FAT counts two seconds)."""


class Sight(Struct, frozen=True):
    """What was found at a path.

    `state` is `same` where it holds what we know, `changed` where it holds `theirs`, `unreadable` for the reason
    `error`, `moving` where it was being written while we looked, or `gone`; then `place` tells what is missing: only
    the file, its folder, or the drive that they were on, and `renamed` where the file is in the same folder now.
    """

    state: State
    glance: Glance = ()
    theirs: Document | None = None
    error: errors.UnreadableDocument | None = None
    place: Place = "here"
    renamed: Path | None = None


def look(path: Path, known: Identity, before: Sight | None = None) -> Sight:
    """Return what stands at `path`, where `known` is what we last read or wrote there.

    `before` is what was seen there the last time, with the same `known`: what was not touched since is not read again.
    """
    try:
        place = Path(os.path.realpath(path))
        glance = identity.glance(place)
        return _look(path, place, glance, known, before) if glance else _gone(path, place, known)
    except FileNotFoundError:
        return Sight("moving")
    except NotADirectoryError:
        return Sight("gone", place="folder")
    except OSError as exc:
        if exc.errno in _NO_DRIVE:
            return Sight("gone", place="drive")
        reason = "denied" if isinstance(exc, PermissionError) else "io"
        return Sight("unreadable", error=errors.UnreadableDocument(path, reason, exc.strerror or str(exc)))


def _look(path: Path, place: Path, glance: Glance, known: Identity, before: Sight | None) -> Sight:
    rested = max(row[4] for row in glance) < time.time_ns() - _FRESH_NS
    if rested and before is not None and before.glance == glance and before.state in ("same", "changed"):
        return before
    if rested and glance == (("", known.dev, known.ino, known.size, known.mtime_ns),):
        return Sight("same", glance)
    digest = identity.identify(place).sha256
    found = Sight("same", glance) if digest == known.sha256 else _read(path, glance, digest)
    return found if identity.glance(place) == glance else Sight("moving")


def _read(path: Path, glance: Glance, digest: str) -> Sight:
    try:
        theirs = documents.open(path)
    except errors.UnreadableDocument as exc:
        return Sight("unreadable", glance, error=exc)
    whole = theirs.identity is not None and theirs.identity.sha256 == digest
    return Sight("changed", glance, theirs) if whole else Sight("moving")


def _gone(path: Path, place: Path, known: Identity) -> Sight:
    try:
        folder = place.parent.stat()
    except FileNotFoundError:
        return Sight("gone", place="folder")
    if folder.st_dev != known.dev:
        # Where a drive was, an empty folder stays: what is written there is hidden when the drive comes back.
        return Sight("gone", place="drive")
    return Sight("gone", renamed=_found_again(path, place, known))


def _found_again(path: Path, place: Path, known: Identity) -> Path | None:
    """Return the file in the same folder under its new name."""
    with os.scandir(place.parent) as entries:
        twins = [entry for entry in entries if entry.inode() == known.ino and not entry.name.startswith(".")]
    for entry in twins:
        if identity.identify(Path(entry.path)).sha256 == known.sha256:
            return path.with_name(entry.name)
    return None
