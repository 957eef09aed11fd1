"""Work away from the window: long work is a generator of progress, and cancelling is leaving its loop."""

import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, QThreadPool, Signal

from broadsheet.errors import BroadsheetError

LAST_PATIENCE_MS = 10_000
"""How long the end of the program waits for what is under way."""
Work = Callable[[], Generator[Any, None, Any]]
"""Gives progress values; what the generator returns is the result."""


class _Relay(QObject):
    """Carries what one run tells; it outlives the job's window, which may be closed meanwhile."""

    progressed = Signal(object)
    finished = Signal(object, object)


class _Run(QRunnable):
    """Drain one generator in a pool thread; owns none of the signals it calls."""

    def __init__(self, work: Work, stop: threading.Event, relay: _Relay) -> None:
        super().__init__()
        self._work, self._stop = work, stop
        self._progressed, self._finished = relay.progressed.emit, relay.finished.emit
        self.ended = threading.Event()

    def run(self) -> None:
        """Run to the end, to an error or to the first yield after a stop."""
        self._run()
        self.ended.set()

    def _run(self) -> None:
        steps, result = self._work(), None
        try:
            while not self._stop.is_set():
                self._progressed(next(steps))
            steps.close()
        except StopIteration as end:
            result = end.value
        except Exception as exc:  # noqa: BLE001 - the border of the window: everything is told, nothing lost
            self._finished(None, exc)
            return
        self._finished(result, None)


class Job(QObject):
    """One piece of long work at a time; jobs that share a `pool` of one thread do theirs in the order they began.

    `done` carries the result, `failed` an errors.BroadsheetError; any other exception goes to sys.excepthook. Work that
    may hang for ever runs `apart`: in a thread that nothing waits for, also not the end of the program. Work that only
    its window wants is `bound`: it is cancelled where the job goes with its parent.
    """

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    crashed = Signal()
    """Something went wrong that nobody foresaw; sys.excepthook tells it."""

    def __init__(
        self, parent: QObject, pool: QThreadPool | None = None, *, apart: bool = False, bound: bool = False
    ) -> None:
        super().__init__(parent)
        self._apart, self._bound = apart, bound
        self._stop = threading.Event()
        self._running = False
        self._pool = pool or QThreadPool.globalInstance()

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._running

    def start(self, work: Work, *, patience: float = 0) -> None:
        """Begin; work that ends within `patience` seconds has told its result when this returns.

        Raises RuntimeError where work is under way.
        """
        if self._running:
            raise RuntimeError("a job runs one piece of work at a time")
        self._running, self._stop = True, threading.Event()
        if self._bound:
            self.destroyed.connect(self._stop.set)
        relay = _Relay(QCoreApplication.instance())
        relay.progressed.connect(self.progressed)
        relay.finished.connect(self._deliver)
        relay.finished.connect(relay.deleteLater)
        run = _Run(work, self._stop, relay)
        ended = run.ended
        if self._apart:
            threading.Thread(target=_run_apart, args=(run,), name="apart", daemon=True).start()
        else:
            self._pool.start(run)
        if patience and ended.wait(patience):
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def cancel(self) -> None:
        """Ask the work to stop at its next yield; `cancelled` follows."""
        self._stop.set()

    def _deliver(self, result: object, error: Exception | None) -> None:
        self._running = False
        if error is None and self._stop.is_set() and result is None:
            self.cancelled.emit()
        elif error is None:
            self.done.emit(result)
        elif isinstance(error, BroadsheetError):
            self.failed.emit(error)
        else:
            self.crashed.emit()
            raise error


def _run_apart(run: _Run) -> None:
    # Where the program has ended meanwhile, there is nobody left to tell.
    with suppress(RuntimeError):
        run.run()


def once(function: Callable[[], Any]) -> Work:
    """Return work that makes no progress reports: just the call and its result."""

    def work() -> Generator[Any, None, Any]:
        yield from ()
        return function()

    return work
