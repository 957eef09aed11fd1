"""Names for what is written aside, and the clearing of what a killed process left behind."""

import hashlib
import os
import platform
import re
import secrets
import shutil
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

_HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
_NAME = re.compile(
    r"\.~(?P<stem>.+)\.(?P<pid>\d{1,10})@(?P<host>[0-9a-f]{8})\.[0-9a-f]{8}\.(?P<kind>tmp|old)", re.DOTALL
)
_LONGEST_STEM = 100
"""Bytes; with what is added the name stays below 143, the least that a common file system (eCryptfs) takes."""
_DAY = 24 * 3600


def name_beside(target: Path, kind: str) -> Path:
    """Return a free name in the target's folder: `tmp` for what will replace it, `old` for what it replaces."""
    return target.with_name(f".~{_stem(target.name)}.{os.getpid()}@{_HOST}.{secrets.token_hex(4)}.{kind}")


def sweep(target: Path) -> None:
    """Remove what dead processes of this machine left beside `target`; a courtesy that never fails.

    Where one died between moving a folder aside and moving the new one in, the old folder is put back.
    """
    with suppress(OSError):
        folder = target.parent
        for name in _left(str(folder), folder.stat().st_mtime_ns):
            found = _NAME.fullmatch(name)
            if found and found["stem"] == _stem(target.name) and found["host"] == _HOST:
                with suppress(OSError):
                    _clear(folder / name, int(found["pid"]), target, found["kind"])


@lru_cache(maxsize=4)
def _left(folder: str, _changed: int) -> tuple[str, ...]:
    """Return what is left behind in a folder: looked for again only when the folder has changed.

    Who opens thousands of files of one folder would else read all their names thousands of times.
    """
    with os.scandir(folder) as entries:
        return tuple(entry.name for entry in entries if _NAME.fullmatch(entry.name))


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, if the system lets us."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _clear(entry: Path, pid: int, target: Path, kind: str) -> None:
    if _may_live(pid, entry):
        return
    if kind == "old" and not target.exists():
        entry.rename(target)
    else:
        remove(entry)


def _may_live(pid: int, entry: Path) -> bool:
    if os.name == "nt":
        # os.kill(pid, 0) would send Ctrl-C there, so age has to do.
        return time.time() - entry.stat().st_mtime < _DAY
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _stem(name: str) -> str:
    """Return a name cut to what fits, with a digest where something was cut off."""
    data = os.fsencode(name)
    if len(data) <= _LONGEST_STEM:
        return name
    return f"{data[: _LONGEST_STEM - 9].decode('utf-8', 'ignore')}~{hashlib.sha256(data).hexdigest()[:8]}"
