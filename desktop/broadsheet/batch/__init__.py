"""Many articles exported at once, on all cores, past those that fail.

    paths ─▶ crew: one thread for each process ─▶ worker: read, name, export ─▶ Sent, as they are finished

Names are given in the order of the paths, so that two articles with one slug get the same names at each run.
"""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path

from broadsheet import errors
from broadsheet.batch.naming import Names
from broadsheet.batch.sending import Order, Sender, Sent

__all__ = ["Order", "Sent", "export"]

_WORTH_A_PROCESS = 12
"""Articles; to start a process takes about as long as to export so many."""


def never() -> bool:
    """Cancel nothing."""
    return False


def export(
    paths: Sequence[Path], order: Order, cancelled: Callable[[], bool] = never, *, processes: int = 0
) -> Generator[Sent, None, None]:
    """Yield what became of each article, as they are finished; `processes` is 0 for as many as are worth it.

    `cancelled` is asked before each article; closing the generator lets those under way be finished or dropped whole.
    """
    wanted = min(processes or _cores(), -(-len(paths) // _WORTH_A_PROCESS)) if processes != 1 else 1
    if wanted <= 1:
        yield from _here(paths, order, cancelled)
        return
    from broadsheet.batch.crew import Crew

    with closing(Crew(paths, order, wanted, cancelled)) as crew:
        yield from crew.results()


def _here(paths: Sequence[Path], order: Order, cancelled: Callable[[], bool]) -> Generator[Sent, None, None]:
    names = Names()
    with Sender(order) as sender:
        for number, path in enumerate(paths):
            if cancelled():
                return
            try:
                stem = names.give(number, sender.read(path))
                yield sender.send(path, stem)
            except errors.BroadsheetError as exc:
                names.skip(number)
                yield Sent(path, error=exc)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use, on Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
