"""Traces of use: recent files and where windows stood; when they are lost, nothing is."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from broadsheet import errors, paths
from broadsheet.store import atomic, encodable
from broadsheet.store.atomic import failures

_MOST_RECENT = 12


class Traces(Struct, frozen=True):
    """What the program remembers of its use.

    `recent` are absolute paths, the newest first. `window` is the window's place and `panes` the parts' sizes by name,
    both as Qt saves them, in base64.
    """

    recent: tuple[str, ...] = ()
    window: str = ""
    panes: dict[str, str] = {}


def read() -> Traces:
    """Return the traces; none where they cannot be read."""
    try:
        return msgspec.json.decode(_file().read_bytes(), type=Traces)
    except (OSError, ValueError, RecursionError):
        return Traces()


def write(traces: Traces) -> errors.NotSaved | None:
    """Keep the traces if that is possible, and return why not, for the few who must know.

    Only the writer may read them, as they name what was worked on.
    """
    path = _file()
    try:
        with failures.as_not_saved(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.write(path, msgspec.json.encode(traces), overwrite=True)
    except errors.NotSaved as error:
        return error
    return None


def with_recent(traces: Traces, path: Path) -> Traces:
    """Return the traces with a file as the newest one; a name that is no text cannot be remembered."""
    newest = os.path.realpath(path)
    if not encodable.is_text(newest):
        return traces
    others = [one for one in traces.recent if one != newest]
    return msgspec.structs.replace(traces, recent=(newest, *others)[:_MOST_RECENT])


def without_recent(traces: Traces, path: Path) -> Traces:
    """Return the traces without a file."""
    going = os.path.realpath(path)
    return msgspec.structs.replace(traces, recent=tuple(one for one in traces.recent if one != going))


def _file() -> Path:
    return paths.state() / "traces.json"
