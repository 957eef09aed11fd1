"""The one connection to the history, shared by threads; every failure leaves here as errors.HistoryFailed."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from broadsheet import errors
from broadsheet.store.history import failures, opening


class Database:
    """Opens its file when it is first needed, and again where another file has taken its place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._opened = (0, 0)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state throughout; raises errors.HistoryFailed."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one change: on disk when this is left, or not made; raises errors.HistoryFailed."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def shrink(self) -> None:
        """Give the space of what went back to the system; raises errors.HistoryFailed."""
        with self._using() as connection:
            # `execute` would take one step only, and so give one page back.
            connection.executescript("PRAGMA incremental_vacuum")

    def rewrite(self) -> None:
        """Write the file anew with only what is in it, and empty what SQLite keeps beside it.

        Takes as long as writing the whole file. What was put aside as damaged goes: nobody knows what is in it.
        Raises errors.HistoryFailed; `in_use` where another process reads and the old bytes are still there.
        """
        with self._using() as connection:
            opening.remove_aside(self._path)
            # Once before, so that the bytes are gone even where there is no room to write the file anew.
            self._empty_log(connection)
            connection.execute("VACUUM")
            self._empty_log(connection)

    def fail(self, reason: str, detail: str = "") -> errors.HistoryFailed:
        """Return an error about this file."""
        return errors.HistoryFailed(self._path, reason, detail)

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._lock:
            self._drop()

    def _empty_log(self, connection: sqlite3.Connection) -> None:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise self.fail("in_use")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._using() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # After some errors SQLite has rolled back already; on a broken disk even this may fail.
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._ready()
            except sqlite3.Error as exc:
                raise self._failed(failures.of_database(exc), str(exc)) from exc
            except OSError as exc:
                raise self._failed(failures.of_system(exc), exc.strerror or str(exc)) from exc

    def _ready(self) -> sqlite3.Connection:
        """Return the connection to the file that stands there now: what goes into a deleted one is lost."""
        if self._connection is not None and self._place() != self._opened:
            self._drop()
        if self._connection is None:
            opening.make(self._path)
            # Before connecting: what turns out to be damaged is this file, and none that replaces it meanwhile.
            self._opened = self._place()
            self._connection = opening.connect(self._path)
        return self._connection

    def _failed(self, reason: str, detail: str) -> errors.HistoryFailed:
        if reason in ("full", "in_use"):
            return self.fail(reason, detail)
        # Closing copies the log into the file and deletes it. After a failed sync the system takes what it could not
        # write in the log for written, and a later version behind such a hole would not outlive a power cut.
        self._drop()
        # Another process may have been faster in putting it aside; then what stands there is new.
        if reason == "damaged" and self._place() == self._opened:
            try:
                if not opening.is_damaged(self._path):
                    return self.fail("io", detail)
                return self.fail(reason, opening.put_aside(self._path).name)
            except OSError as exc:
                return self.fail(failures.of_system(exc), exc.strerror or str(exc))
        return self.fail(reason, detail)

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _place(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino
