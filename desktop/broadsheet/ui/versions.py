"""The versions of all articles, for the windows of one program: kept in order, away from the keys."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from broadsheet import errors
from broadsheet.store import waiting
from broadsheet.store.document import Document
from broadsheet.store.history import History, Previous, Reason, Version
from broadsheet.ui.jobs import LAST_PATIENCE_MS, Job, once

FIRST_TIDY_MS = 20_000
_DAY_MS = 24 * 3_600_000

Clock = Callable[[], float]


class Versions(QObject):
    """One history, written by one thread in the order that was asked for."""

    changed = Signal(str)
    """The id of an article of which versions came or went."""
    trouble = Signal(object)
    """An errors.HistoryFailed; each kind of it once, until the history works again."""
    well = Signal()
    """What the last trouble was about works again."""
    forgotten = Signal(str)
    """The id of an article of which nothing is left."""
    not_forgotten = Signal(str, object)
    """The id of an article, and an errors.NotForgotten: something is left of it."""

    def __init__(self, parent: QObject, *, history: History | None = None, clock: Clock = time.time) -> None:
        super().__init__(parent)
        self.history = history or History()
        self._clock = clock
        self._previous = Previous(self.history)
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._forgotten: set[str] = set()
        self.before_saving = BeforeSaving(self._previous, self._forgotten, clock)
        self._told = ""
        self.counts: dict[tuple[int, int], tuple[int, int]] = {}
        """Words gone and new between two versions by their numbers; versions never change."""
        self._tidy = QTimer(self, interval=_DAY_MS)
        self._tidy.timeout.connect(self.thin)

    def keep(self, document: Document, reason: Reason) -> None:
        """Keep a document as it is now; what another one has asked for before is kept before.

        Of an article that was forgotten nothing is kept until it is saved again.
        """
        article = document.article.id
        if reason == "saved":
            self._forgotten.discard(article)
        elif article in self._forgotten:
            return
        self._start(
            partial(_add, self.history, self._previous, document, reason, self._clock()), self._take_kept, self.note
        )

    def forget(self, article: str, others: Callable[[], None]) -> None:
        """Remove every version of an article, and all `others` traces; `forgotten` or `not_forgotten` follows.

        `others` is called in the thread of the history and may raise errors.NotForgotten.
        """
        self._forgotten.add(article)
        self._start(partial(_forget, self.history, article, others), self._take_forgotten, self.note)

    def thin(self) -> None:
        """Let go what time has made superfluous."""
        self._start(partial(self.history.thin_all, now=self._clock()), self._take_thinned, self.note)

    def tidy_soon(self) -> None:
        """Thin some time from now, when nothing else begins, and then once a day."""
        if not self._tidy.isActive():
            self._tidy.start()
            QTimer.singleShot(FIRST_TIDY_MS, self, self.thin)

    def note(self, error: errors.HistoryFailed | None) -> None:
        """Take note of how the history fares, and tell what is news."""
        if error is None:
            # That a damaged history was put aside is still to be read when the new one works.
            if self._told and self._told != "damaged":
                self.well.emit()
            self._told = ""
        elif error.reason != self._told:
            self._told = error.reason
            self.trouble.emit(error)

    def close(self) -> bool:
        """Wait until all is kept, close the file and tell so; where the disk does not answer, not for ever."""
        if not self._pool.waitForDone(LAST_PATIENCE_MS):
            return False
        self.history.close()
        return True

    def _start(
        self, function: Callable[[], Any], take: Callable[[Any], None], fail: Callable[[errors.HistoryFailed], None]
    ) -> None:
        job = Job(self, self._pool)
        job.done.connect(take)
        job.failed.connect(fail)
        for end in (job.done, job.failed, job.crashed):
            end.connect(job.deleteLater)
        job.start(once(function))

    def _take_kept(self, result: tuple[str, Version | None]) -> None:
        self.note(None)
        article, version = result
        if version is not None:
            self.changed.emit(article)

    def _take_forgotten(self, result: tuple[str, errors.NotForgotten | None]) -> None:
        article, left = result
        self.counts.clear()
        self.changed.emit(article)
        if left is None:
            self.note(None)
            self.forgotten.emit(article)
        else:
            self.not_forgotten.emit(article, left)

    def _take_thinned(self, gone: int) -> None:
        self.note(None)
        if gone:
            self.changed.emit("")


class BeforeSaving:
    """What a save does first: keep what it is going to replace. Holds no window, for it is called in other threads."""

    def __init__(self, previous: Previous, forgotten: set[str], clock: Clock) -> None:
        self._previous, self._forgotten, self._clock = previous, forgotten, clock

    def __call__(self, document: Document, path: Path, overwrite: bool) -> errors.HistoryFailed | None:
        """Keep what stands at `path`, where `document` is going to be saved; return what went wrong.

        Of an article that was forgotten, what its own file holds is not kept either.
        """
        if document.article.id in self._forgotten and path == document.path:
            return None
        now = self._clock()
        try:
            self._previous.keep(document, path, overwrite=overwrite, now=now)
        except errors.HistoryFailed as error:
            if error.reason == "damaged":
                with suppress(errors.HistoryFailed):
                    self._previous.keep(document, path, overwrite=overwrite, now=now)
            return error
        return None


def _add(
    history: History, previous: Previous, document: Document, reason: Reason, now: float
) -> tuple[str, Version | None]:
    """Keep a version; in the history that is begun anew where the old one turns out to be damaged.

    What the article's file holds comes before it: it is older, and a save may replace it any time.
    """
    try:
        if reason != "saved" and document.path is not None:
            previous.keep(document, document.path, overwrite=False, now=now, patience=waiting.PATIENCE)
        version = history.add(document, reason, now=now)
    except errors.HistoryFailed as error:
        if error.reason == "damaged":
            history.add(document, reason, now=now)
        raise
    if reason == "saved":
        previous.note(document)
    return document.article.id, version


def _forget(history: History, article: str, others: Callable[[], None]) -> tuple[str, errors.NotForgotten | None]:
    """Forget all that can be, whatever fails, and return what is left."""
    left: errors.NotForgotten | None = None
    try:
        others()
    except errors.NotForgotten as error:
        left = error
    try:
        _forget_versions(history, article)
    except errors.HistoryFailed as error:
        left = errors.NotForgotten(error.path, error.reason)
    return article, left


def _forget_versions(history: History, article: str) -> None:
    try:
        history.forget(article)
    except errors.HistoryFailed as error:
        if error.reason != "damaged":
            raise
        history.forget(article)  # what turned out to be damaged was put aside, and goes now
