"""What SQLite and the system say, as the reasons of errors.HistoryFailed."""

import errno
import sqlite3

_CODES = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "denied",
    sqlite3.SQLITE_CANTOPEN: "denied",
    sqlite3.SQLITE_PERM: "denied",
    sqlite3.SQLITE_BUSY: "in_use",
    sqlite3.SQLITE_LOCKED: "in_use",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    # Nothing we write breaks a rule of the tables, unless what stands in them is not what we wrote.
    sqlite3.SQLITE_CONSTRAINT: "damaged",
    sqlite3.SQLITE_MISMATCH: "damaged",
}
_ERRNO = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.EEXIST: "denied",
    errno.ENOTDIR: "denied",
    errno.EBUSY: "in_use",
}
_HELD_BY_ANOTHER = {32, 33}
"""Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


def of_database(exc: sqlite3.Error) -> str:
    """Return the reason; the low byte of SQLite's code is the kind of the error."""
    code = getattr(exc, "sqlite_errorcode", None)
    if code is None:
        # From Python's own half: a text in the file that is none, or a row that says impossible things.
        return "damaged" if type(exc) in (sqlite3.DatabaseError, sqlite3.OperationalError) else "io"
    return _CODES.get(code & 0xFF, "io")


def of_system(exc: OSError) -> str:
    """Return the reason of a failure outside SQLite."""
    if getattr(exc, "winerror", None) in _HELD_BY_ANOTHER:
        return "in_use"
    return _ERRNO.get(exc.errno or 0, "io")
