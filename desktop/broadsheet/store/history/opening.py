"""Opening the file of the history, making it where there is none, and putting a damaged one aside."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from broadsheet import errors
from broadsheet.store import atomic
from broadsheet.store.history import failures, schema

PATIENCE = 2.0
"""Seconds to wait for another process."""
_HEADER = b"SQLite format 3\0"
_USER_VERSION = slice(60, 64)
"""Where it stands in the file (SQLite's file format, 1.3)."""
_BESIDE = ("-wal", "-shm", "-journal")

_PRAGMAS = (
    # Before anything is written, or it has no effect: what goes gives its space back.
    "auto_vacuum = INCREMENTAL",
    "journal_mode = WAL",
    # With NORMAL a power cut takes versions that were told to be kept.
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",
    "foreign_keys = ON",
    f"journal_size_limit = {4 << 20}",
)


def make(path: Path) -> None:
    """Make folder and file, since SQLite would let others read it.

    What SQLite puts beside it has the file's rights. Raises OSError.
    """
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.confirm(path.parent.parent)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600))
    for place, mode in ((path.parent, 0o700), (path, 0o600)):
        if os.name != "nt" and place.stat().st_mode & 0o077:
            place.chmod(mode)


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection for any thread, one at a time, to the file that `make` has made.

    Raises errors.HistoryFailed for tables of a newer version, which stay untouched; sqlite3.Error and OSError.
    """
    _refuse_newer(path, _version_in_file(path))
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            _set(connection, pragma)
        _refuse_newer(path, _value(connection, "PRAGMA user_version"))
        _create(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def is_damaged(path: Path) -> bool:
    """Look again whether a file is damaged, since SQLite says so too where a disk did not give a page once (EIO).

    Takes as long as reading the whole file. Raises OSError where the disk does not give it.
    """
    for one in (path, Path(f"{path}-wal")):
        with suppress(FileNotFoundError), one.open("rb") as file:
            while file.read(1 << 20):
                pass
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return True
            return _value(connection, "PRAGMA user_version") != 0 and not _has_tables(connection)
    except sqlite3.Error as exc:
        return failures.of_database(exc) == "damaged"


def put_aside(path: Path) -> Path:
    """Rename a damaged file with all that SQLite keeps beside it, and return its new name; raises OSError.

    What stands beside it goes first: a new file with an old log beside it would be filled from that.
    """
    number = 1
    while any(_named(path, number, ending).exists() for ending in ("", *_BESIDE)):
        number += 1
    for ending in (*_BESIDE, ""):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(_named(path, number, ending))
    return _named(path, number, "")


def remove_aside(path: Path) -> None:
    """Delete all that was ever put aside; raises OSError."""
    for one in path.parent.glob(f"{path.name}.damaged-*"):
        one.unlink(missing_ok=True)


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    """Set a pragma; raises sqlite3.Error.

    SQLite itself does not wait for another process that changes the kind of log at the same moment.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.OperationalError as exc:
            if failures.of_database(exc) != "in_use" or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _named(path: Path, number: int, ending: str) -> Path:
    return Path(f"{path}.damaged-{number}{ending}")


def _version_in_file(path: Path) -> int:
    """Return the version of the tables as the file says it, without SQLite, which would write beside it."""
    with path.open("rb") as file:
        header = file.read(_USER_VERSION.stop)
    return int.from_bytes(header[_USER_VERSION]) if header.startswith(_HEADER) else 0


def _refuse_newer(path: Path, version: int) -> None:
    if version > schema.VERSION:
        raise errors.HistoryFailed(path, "newer", str(version))


def _create(connection: sqlite3.Connection) -> None:
    if _value(connection, "PRAGMA user_version") == 0:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        if _value(connection, "PRAGMA user_version") == 0:
            for statement in schema.CREATE:
                connection.execute(statement)
        connection.execute("COMMIT")
    if not _has_tables(connection):
        raise sqlite3.DatabaseError("tables are missing")


def _has_tables(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return schema.TABLES.issubset(name for (name,) in found)


def _value(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
