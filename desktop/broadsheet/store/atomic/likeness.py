"""A new version looks to the system like the one it replaces: owner, mode, attributes and access list."""

import os
import stat
from contextlib import suppress
from pathlib import Path


def copy(original: Path, new: int) -> None:
    """Give the open file (or folder) `new` what the system keeps about `original`, as far as it lets us.

    Where the group cannot be kept, its rights are cut down to everybody's: the new group was never trusted. Windows
    has none of these; there, a new file takes its rights from the folder.
    """
    if os.name == "nt":
        return
    old = original.stat()
    mode = stat.S_IMODE(old.st_mode) & 0o777
    if not _keep_owner(new, old):
        mode = (mode & 0o707) | ((mode & 0o007) << 3)
    with suppress(OSError):
        os.fchmod(new, mode)
    # After the mode, which would otherwise write its group bits into the mask of the access list.
    _copy_attributes(original, new)


def _keep_owner(new: int, old: os.stat_result) -> bool:
    """Return whether the group could be kept; the owner only root can give away."""
    for owner in (old.st_uid, -1):
        with suppress(OSError):
            os.fchown(new, owner, old.st_gid)
            return True
    return False


def _copy_attributes(original: Path, new: int) -> None:
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(original):
            with suppress(OSError):
                os.setxattr(new, name, os.getxattr(original, name))
