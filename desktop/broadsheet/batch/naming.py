"""The names of a run: no two alike, and given in the order of the articles, however many are under way at once."""

import threading
from collections.abc import Iterator


class Names:
    """Gives each article its stem when all before it have theirs, or want none."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._settled: set[int] = set()
        self._next = 0
        self._turn = threading.Condition()
        self._over = False

    def give(self, number: int, stem: str) -> str:
        """Return a stem that no other article of the run has; waits for the turn of this one, counted from 0.

        Returns an empty string where nobody will be named any more.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._over or self._next >= number)
            if self._over:
                return ""
            name = next(name for name in numbered(stem) if name.casefold() not in self._taken)
            self._taken.add(name.casefold())
            self._settle(number)
            return name

    def skip(self, number: int) -> None:
        """Let those after an article go on: it has its name, or needs none."""
        with self._turn:
            self._settle(number)

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._turn:
            self._over = True
            self._turn.notify_all()

    def _settle(self, number: int) -> None:
        self._settled.add(number)
        while self._next in self._settled:
            self._settled.discard(self._next)
            self._next += 1
        self._turn.notify_all()


def numbered(stem: str) -> Iterator[str]:
    """Yield `stem`, `stem-2`, `stem-3` and so on."""
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
