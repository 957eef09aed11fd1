"""The files of one journal and their names; a journal may lie in two places, the usual one and a refuge.

A `base` holds the whole article as of an operation's number, `ops` hold those that follow, `blob` files pictures.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from broadsheet.store import private

_NAME = re.compile(r"(?P<number>[0-9a-f]{16})\.(?P<kind>base|ops)")
_LOCK = ".lock"
GONE = "gone-"
"""How the name of a journal begins that nobody needs any more."""


def base(folder: Path, number: int) -> Path:
    """Return the file for the article as of operation `number`."""
    return folder / f"{number:016x}.base"


def ops(folder: Path, number: int) -> Path:
    """Return the file for operations from `number` on."""
    return folder / f"{number:016x}.ops"


def found(folders: Iterable[Path], kind: str) -> list[tuple[int, Path]]:
    """Return the files of a kind with their numbers, lowest first; raises OSError but for folders that are gone."""
    files = []
    for folder in folders:
        with suppress(FileNotFoundError):
            for path in folder.iterdir():
                name = _NAME.fullmatch(path.name)
                if name and name["kind"] == kind:
                    files.append((int(name["number"], 16), path))
    return sorted(files)


def lock(folder: Path) -> Path:
    """Return the file whose lock says that a journal's process is alive.

    It is beside the folder, which could not be renamed on Windows with an open file in it.
    """
    return folder.with_name(folder.name + _LOCK)


def thin(folders: Iterable[Path]) -> None:
    """Remove what comes before the last base but one: that one stays, should the last turn out to be damaged."""
    kept = list(folders)
    bases = found(kept, "base")
    if len(bases) < 2:
        return
    oldest = bases[-2][0]
    # Operations begin behind a base: those of the oldest that stays have its number and one.
    old = [path for number, path in bases if number < oldest]
    old += [path for number, path in found(kept, "ops") if number <= oldest]
    for path in old:
        with suppress(OSError):
            path.unlink()


def remove(folder: Path) -> OSError | None:
    """Remove a journal, whose lock is ours, at once and for good; return why something is left of it.

    It gets another name first: half a journal would be taken for one that was left by a crash.
    """
    gone = folder.with_name(GONE + folder.name)
    try:
        with suppress(FileNotFoundError):
            folder.rename(gone)
        with suppress(FileNotFoundError):
            shutil.rmtree(gone)
    except OSError as exc:
        shutil.rmtree(gone, ignore_errors=True)
        return exc
    return None


def unlock(folders: Iterable[Path]) -> None:
    """Remove the lock files of journals that are gone, when nobody holds them any more: Windows keeps open files."""
    for folder in folders:
        with suppress(OSError):
            lock(folder).unlink()


def sessions(roots: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    """Yield the folders of each journal in these places, and sweep away those that are gone already."""
    known: dict[str, list[Path]] = {}
    for root in roots:
        with suppress(OSError):
            if not private.is_ours(root):
                continue
            for entry in os.scandir(root):
                if entry.name.startswith(GONE):
                    shutil.rmtree(entry.path, ignore_errors=True)
                elif entry.is_dir(follow_symlinks=False):
                    known.setdefault(entry.name, []).append(Path(entry.path))
    yield from map(tuple, known.values())
