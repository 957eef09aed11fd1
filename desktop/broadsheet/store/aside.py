"""A copy of what is about to be overwritten and cannot be read, so that nobody has to decide what it is worth."""

import os
import shutil
from pathlib import Path

from broadsheet import errors
from broadsheet.store import atomic
from broadsheet.store.atomic import Identity, file, leftovers, syncing


def put(path: Path, name: str) -> tuple[Path, Identity]:
    """Copy the file or folder at `path` to a free name like `name` beside it; return the copy, and what was copied.

    Raises errors.NotSaved: then there is no copy.
    """
    with atomic.as_not_saved(path):
        found = atomic.identify(path)
        copy = _free(path.with_name(name))
        try:
            if path.is_dir():
                shutil.copytree(path, copy, symlinks=True)
                syncing.sync_tree(copy)
            else:
                file.write_new(copy, path.read_bytes(), like=path)
            if atomic.identify(copy).sha256 != found.sha256:
                raise errors.NotSaved(path, "verification")
        except BaseException:
            leftovers.remove(copy)
            raise
    atomic.confirm(copy.parent)
    return copy, found


def _free(path: Path) -> Path:
    number, free = 2, path
    while os.path.lexists(free):
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free
