"""The processes of one run, each led by a thread that hands it one article after the other."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from broadsheet import child, errors
from broadsheet.batch import messages
from broadsheet.batch.messages import Message, Named, Read, Send
from broadsheet.batch.naming import Names
from broadsheet.batch.sending import Order, Sent
from broadsheet.child import Child, NoAnswer

PATIENCE = 600.0
"""Seconds for one article with all its pictures; what takes longer hangs."""


class _Worker(Child):
    """A process that has its order."""

    called = "batch.worker"

    def __init__(self, order: Order) -> None:
        super().__init__(child.command("broadsheet.batch.worker", "--batch-worker"))
        self.ask(messages.frame(order))

    def say(self, message: Message) -> Message:
        """Return the answer; raises NoAnswer."""
        self.ask(messages.frame(message))
        return messages.message(self.answer(PATIENCE))


class Crew:
    """Exports all paths with so many processes; `close` it at the end."""

    def __init__(self, paths: Sequence[Path], order: Order, processes: int, cancelled: Callable[[], bool]) -> None:
        self._order, self._cancelled = order, cancelled
        self._waiting = enumerate(paths)
        self._taking = threading.Lock()
        self._names = Names()
        self._over = threading.Event()
        self._results: queue.SimpleQueue[Sent | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._lead, daemon=True) for _ in range(processes)]
        for thread in self._threads:
            thread.start()

    def results(self) -> Iterator[Sent]:
        """Yield what became of the articles, as they are finished."""
        running = len(self._threads)
        while running:
            sent = self._results.get()
            if sent is None:
                running -= 1
            else:
                yield sent

    def close(self) -> None:
        """Begin no more articles, and wait for those under way."""
        self._over.set()
        self._names.end()
        for thread in self._threads:
            thread.join()

    def _lead(self) -> None:
        worker: _Worker | None = None
        try:
            while (given := self._take()) is not None:
                worker = worker or _Worker(self._order)
                try:
                    sent = self._sent(worker, *given)
                    if sent is not None:
                        self._results.put(sent)
                except NoAnswer:
                    self._results.put(Sent(given[1], error=errors.ExportFailed(given[1], "gave_up")))
                    worker.kill()
                    worker = None
                finally:
                    self._names.skip(given[0])
        finally:
            if worker is not None:
                worker.kill()
            self._results.put(None)

    def _take(self) -> tuple[int, Path] | None:
        with self._taking:
            if self._over.is_set() or self._cancelled():
                return None
            return next(self._waiting, None)

    def _sent(self, worker: _Worker, number: int, path: Path) -> Sent | None:
        """Return what became of an article; None where the run ended before it had a name."""
        answer = worker.say(Read(path))
        if isinstance(answer, Named):
            stem = self._names.give(number, answer.stem)
            if not stem:
                return None
            answer = worker.say(Send(stem))
        assert isinstance(answer, Sent)
        return answer
