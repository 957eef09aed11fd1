"""What the panel of versions reads from the history, as work for other threads that holds no window."""

from collections.abc import Generator
from functools import partial
from typing import Any

from broadsheet import errors
from broadsheet.article import comparing
from broadsheet.article.model import Article
from broadsheet.store.document import Document
from broadsheet.store.history import History
from broadsheet.ui.jobs import Work, once

NOW = 0


def listing(history: History, article: str) -> Work:
    """Return the work of reading the list."""
    return once(partial(history.versions, article))


def pair(history: History, article: str, before: int | None, after: int) -> Work:
    """Return the work of reading a version, and another one to compare it with."""

    def work() -> Generator[Any, None, Any]:
        yield from ()
        return before, None if before is None else history.text(article, before), history.text(article, after)

    return work


def whole(history: History, article: str, number: int) -> Work:
    """Return the work of reading a version with its pictures."""

    def work() -> Generator[Any, None, tuple[int, Document]]:
        yield from ()
        return number, history.document(article, number)

    return work


def counts(history: History, article: str, wanted: list[tuple[int, int]], present: tuple[int, Article] | None) -> Work:
    """Return the work of counting changed words; it tells the older version, the newer one, and words gone and new.

    `present` is what stands in the window, with the version that it is compared with.
    """

    def work() -> Generator[Any, None, Any]:
        yield from ()
        if present is not None:
            yield from _count(history, article, present[0], NOW, present[1])
        for before, number in wanted:
            yield from _count(history, article, before, number, None)
        return bool(wanted)

    return work


def _count(
    history: History, article: str, before: int, number: int, present: Article | None
) -> Generator[Any, None, None]:
    try:
        after = present or history.text(article, number)
        yield before, number, comparing.words_gone_and_new(history.text(article, before), after)
    except errors.HistoryFailed:
        # Whoever chooses that version is told; the others can be counted.
        yield from ()
