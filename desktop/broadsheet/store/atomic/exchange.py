"""Two files or folders trade places: in one step where the system can do that, else in moves that can be undone."""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from broadsheet.store.atomic import leftovers

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, place: Path) -> None:
    """Put `new` at `place`, and what stood there, if anything did, at `new`; raises OSError with both as before.

    A process that dies between two moves leaves the old one aside, and `leftovers.sweep` puts it back.
    """
    if not place.exists():
        new.rename(place)
    elif not exchange(new, place):
        aside = leftovers.name_beside(place, "old")
        place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            aside.rename(place)
            raise
        with suppress(OSError):
            aside.rename(new)


def exchange(one: Path, other: Path) -> bool:
    """Swap two files or folders of one file system atomically; False where nothing was done because it cannot be.

    Linux 3.15 and glibc 2.28 have it (`renameat2`), though not on every file system.
    """
    rename = _renameat2()
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


@cache
def _renameat2() -> Any:
    if sys.platform != "linux":
        return None
    # Not at the top: loading it takes longer than everything else here.
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is not None:
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return function
