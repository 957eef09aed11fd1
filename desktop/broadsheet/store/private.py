"""Folders that are the writer's alone: in a place for temporary files anyone may have made one before us."""

import errno
import os
from pathlib import Path


def is_ours(folder: Path) -> bool:
    """Tell whether a folder, and not what a link leads to, belongs to the writer; raises OSError."""
    return not hasattr(os, "geteuid") or folder.stat(follow_symlinks=False).st_uid == os.geteuid()


def folder(path: Path) -> Path:
    """Make a folder that only the writer can use, and return it; raises OSError, also where it is somebody else's."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not is_ours(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return path
