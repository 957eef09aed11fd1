"""The `.textbundle`: the same members as files in a folder."""

import stat
from collections.abc import Iterator
from pathlib import Path

from broadsheet.store import members, tree
from broadsheet.store.members import BundleError


def check(folder: Path) -> None:
    """Raise members.BundleError where a folder is no bundle to be read, before much of it is looked at; and OSError."""
    members.check((name, size) for name, _, size in _entries(folder))


def read(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of everything in a checked folder, in order; a folder's name has `/` at its end.

    Raises members.BundleError, also for links and devices, which could lead anywhere, and OSError.
    """
    for name, path, size in sorted(_entries(folder)):
        yield name, b"" if name.endswith("/") else _content(path, name, size)


def _entries(folder: Path) -> Iterator[tuple[str, Path, int]]:
    for count, path in enumerate(tree.inside(folder), 1):
        if count > members.MOST_MEMBERS:
            raise BundleError("too_large", f"> {members.MOST_MEMBERS}")
        name, entry = path.relative_to(folder).as_posix(), path.lstat()
        if stat.S_ISDIR(entry.st_mode):
            yield f"{name}/", path, 0
        elif stat.S_ISREG(entry.st_mode):
            yield name, path, entry.st_size
        else:
            raise BundleError("unsafe", name)


def _content(path: Path, name: str, size: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(size + 1)
    if len(data) != size:
        raise BundleError("io", name)
    return data
