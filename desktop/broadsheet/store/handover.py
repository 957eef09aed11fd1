"""A second start hands its files to the program that runs already: what is said between them, and where."""

import json
import os
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from broadsheet import paths
from broadsheet.store import locking, private
from broadsheet.store.locking import Lock

LONGEST = 1 << 16
"""Bytes in the one line that is said."""
ANSWER = b"ok\n"
_MOST_FILES = 100
_LONGEST_TOKEN = 256
_PATIENCE = 0.9
"""Seconds in all: a program that does not answer by then hangs, and the second start is on its own."""
_PAUSE = 0.03


class Wish(Struct, frozen=True):
    """What a second start wants: absolute paths, and the token by which a desktop lets a window come to the front."""

    files: tuple[Path, ...] = ()
    token: str = ""


def encode(files: Iterable[Path], token: str = "") -> bytes:
    """Return a wish as one line of JSON."""
    return json.dumps({"files": [str(path) for path in files], "token": token}).encode() + b"\n"


def decode(line: bytes) -> Wish | None:
    """Return the wish in a line, or None where it is anything else."""
    try:
        said = json.loads(line) if len(line) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    files = said.get("files") if isinstance(said, dict) else None
    token = said.get("token", "") if isinstance(said, dict) else ""
    if not isinstance(files, list) or len(files) > _MOST_FILES or not all(_is_path(name) for name in files):
        return None
    if not isinstance(token, str) or len(token) > _LONGEST_TOKEN or not (token.isprintable() and token.isascii()):
        return None
    return Wish(tuple(map(Path, files)), token)


def offer(files: Iterable[Path]) -> bool:
    """Hand files to the running program and return whether it took them; within a second."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
    line = encode(files, token if decode(encode((), token)) else "")
    if len(line) > LONGEST or not _may_be_running():
        return False
    taken = threading.Event()
    # A pipe of Windows knows no time limits, so the asking is left behind where it takes too long.
    threading.Thread(target=_ask, args=(line, taken), daemon=True).start()
    return taken.wait(_PATIENCE)


def claim() -> Lock | None:
    """Return the right to be the one that others hand their files to, or None where another program has it.

    Raises OSError where there is no place to meet.
    """
    private.folder(paths.commons())
    return locking.take(_lock_file())


def _is_path(name: object) -> bool:
    return isinstance(name, str) and "\0" not in name and Path(name).is_absolute()


def _lock_file() -> Path:
    return paths.commons() / f"{paths.meeting_point().name}.lock"


def _may_be_running() -> bool:
    """Tell whether somebody holds the right to be handed files; a killed program has left only its files."""
    try:
        lock = locking.take(_lock_file()) if _lock_file().exists() else Lock(-1)
    except OSError:
        return False
    if lock is not None:
        lock.release()
    return lock is None


def _ask(line: bytes, taken: threading.Event) -> None:
    """Say the line again and again, for a program that is only just starting, until it is taken."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            answer = _say(line)
        except OSError:
            time.sleep(_PAUSE)
            continue
        if answer == ANSWER:
            taken.set()
        return


def _say(line: bytes) -> bytes:
    """Return what the running program answers; raises OSError."""
    meeting = paths.meeting_point()
    if os.name == "nt":
        with meeting.open("r+b", buffering=0) as pipe:
            pipe.write(line)
            return pipe.readline()
    if meeting.lstat().st_uid != os.getuid():
        return b""  # in a folder of everybody's anyone may wait under our name
    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(_PATIENCE)
        channel.connect(str(meeting))
        channel.sendall(line)
        return channel.makefile("rb").readline()
