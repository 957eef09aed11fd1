"""Pictures that lie beside or below a text file, as its relative addresses say; nothing else on the disk is read."""

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from broadsheet.importing.imported import Note

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LONGEST = 1_000


def find(folder: Path, addresses: Iterable[str]) -> tuple[dict[str, Path], tuple[Note, ...]]:
    """Return the files that addresses lead to, and a note for each that leads anywhere else or to nothing."""
    found: dict[str, Path] = {}
    lost: list[Note] = []
    for address in addresses:
        path = file(folder, address)
        if path is None:
            lost.append(Note("picture", address[:200]))
        else:
            found[address] = path
    return found, tuple(lost)


def file(folder: Path, address: str) -> Path | None:
    """Return the regular file at a relative address, links followed, if it lies inside the folder."""
    bare = address.split("?", 1)[0].split("#", 1)[0]
    if not bare or len(bare) > _LONGEST or _SCHEME.match(bare) or bare[0] in "/\\" or "\\" in bare or "\0" in bare:
        return None
    if ".." in bare.split("/"):
        return None
    try:
        root, path = os.path.realpath(folder), os.path.realpath(folder / bare)
        inside = os.path.commonpath((root, path)) == root and stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return Path(path) if inside else None
