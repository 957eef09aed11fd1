"""The thread behind a journal: brings to the disk what the window has written, so that the window never waits."""

import errno
import queue
import threading
from collections.abc import Callable

PAUSE = 0.25
"""Seconds between the first change that is not on the disk and the moment it is brought there: throttled, since
what waits for a pause in typing waits for ever."""

LAST_PATIENCE = 10.0
"""Seconds that the end of a journal waits for the disk."""


class Keeper:
    """Does tasks in their order; one that raises OSError is told to `trouble`, from this thread."""

    def __init__(self, sync: Callable[[], None], trouble: Callable[[OSError], None]) -> None:
        self._sync, self._trouble = sync, trouble
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._ending, self._hurry = threading.Event(), threading.Event()
        self._dirty = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def touch(self) -> None:
        """See to it that what has been written is on the disk in a quarter of a second."""
        if not self._dirty and not self._ending.is_set():
            self._dirty = True
            self._tasks.put(self._sync_later)

    def do(self, task: Callable[[], None]) -> None:
        """Do a task after those before it, which do not wait any longer then."""
        self._tasks.put(task)
        self._hurry.set()

    def end(self) -> bool:
        """Finish everything and tell whether it is done; where the disk does not answer, it goes on without us.

        Nothing more may be asked.
        """
        self._ending.set()
        self._tasks.put(None)
        self._hurry.set()
        self._thread.join(LAST_PATIENCE)
        return not self._thread.is_alive()

    def _sync_later(self) -> None:
        self._hurry.wait(PAUSE)
        self._hurry.clear()
        self._dirty = False  # before, not behind: what comes while the disk works is for the next time
        self._sync()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._try(task)
        self._try(self._sync)
        # What the last tasks asked for stands behind the end.
        while not self._tasks.empty():
            task = self._tasks.get()
            if task is not None:
                self._try(task)
        self._try(self._sync)

    def _try(self, task: Callable[[], None]) -> None:
        try:
            task()
        except OSError as exc:
            self._trouble(exc)
        except Exception as exc:  # noqa: BLE001 - a border: without this thread nothing more would reach the disk
            self._trouble(OSError(errno.EIO, f"{type(exc).__name__}: {exc}"))
