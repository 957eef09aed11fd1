"""What stands in a file before a save replaces it: in the history first, unless it is there already."""

import os
import threading
from functools import partial
from pathlib import Path

import msgspec

from broadsheet import errors
from broadsheet.store import document as documents
from broadsheet.store import waiting
from broadsheet.store.atomic import Identity
from broadsheet.store.document import Document
from broadsheet.store.history.history import History


class Previous:
    """Knows of which files the history holds what stands in them; every method may be called from any thread."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._lock = threading.Lock()
        self._known: dict[str, Identity] = {}

    def note(self, document: Document) -> None:
        """Take note that what stands on disk of this document needs no version more."""
        if document.path is not None and document.identity is not None:
            with self._lock:
                self._known[os.path.realpath(document.path)] = document.identity

    def keep(
        self, document: Document, path: Path, *, overwrite: bool, now: float, patience: float | None = None
    ) -> None:
        """Keep what stands at `path`, where `document` is going to be saved with or without `overwrite`.

        Nothing is kept where nothing readable stands there, what the save is going to refuse to replace, or what
        cannot be read in `patience` seconds. Raises errors.HistoryFailed.
        """
        own = document.path is not None and os.path.realpath(path) == os.path.realpath(document.path)
        if not overwrite and (not own or self._knows(path, document.identity)):
            return
        try:
            found = waiting.within(patience, partial(documents.open, path)) if patience else documents.open(path)
        except (errors.UnreadableDocument, TimeoutError):
            return
        if self._knows(path, found.identity) or (not overwrite and not _same(found.identity, document.identity)):
            return
        if own:
            # What another program made of it may have lost our key, and with it the name of its history.
            found = msgspec.structs.replace(
                found, article=msgspec.structs.replace(found.article, id=document.article.id)
            )
        if not self._history.holds(found):
            self._history.add(found, "overwritten", now=now)
        self.note(found)

    def _knows(self, path: Path, identity: Identity | None) -> bool:
        with self._lock:
            return _same(self._known.get(os.path.realpath(path)), identity)


def _same(one: Identity | None, other: Identity | None) -> bool:
    return one is not None and other is not None and one.sha256 == other.sha256
