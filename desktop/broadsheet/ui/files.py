"""Opening, saving and reverting: the session on one side, the store on the other, the writer told of every outcome."""

import os
from collections import deque
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from broadsheet import errors
from broadsheet.article import naming
from broadsheet.store import document as documents
from broadsheet.store.atomic import Identity, Outcome
from broadsheet.store.document import Document
from broadsheet.ui.asking import Asking
from broadsheet.ui.jobs import Job, Work
from broadsheet.ui.reading import PATIENCE, Reader
from broadsheet.ui.session import Session

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported

BeforeSaving = Callable[[Document, Path, bool], errors.HistoryFailed | None]
"""Called in the thread that saves, with the document, where it goes, and whether over anything that is there."""

_KEPT_KINDS = {".textpack", ".textbundle"}


class Files(QObject):
    """Keeps one session in step with its file."""

    saved = Signal(object)
    """An outcome: all is on disk, perhaps without the system's promise that it outlives a power cut."""
    trouble = Signal(object)
    """An errors.BroadsheetError to tell."""
    still_failing = Signal(object)
    """An errors.NotSaved that has been told already: saving by itself has failed again."""
    written = Signal(object)
    """The Document that a save has just written, as it stands on disk."""
    unkept = Signal(object)
    """An errors.HistoryFailed: what a save was to replace is not in the history."""
    held_back = Signal(object)
    """The same error: the article is therefore not saved by itself."""
    saving = Signal()
    reverting = Signal()
    """What is open is about to give way to what is on disk."""
    used = Signal(object)
    """The path of a document that was opened or saved: fit for the list of recent files."""
    elsewhere = Signal(object)
    """What was read, as Imported, while another article is open here: it wants a window of its own."""
    imported = Signal(object)
    """The Imported that was just opened here, with what it has to say."""
    clashed = Signal()
    """Saving has found that another program changed the file; nothing was written."""
    idle = Signal()
    """Nothing is being saved any more, nor waits for it."""
    closable = Signal()
    """What had to be saved before closing is saved."""

    def __init__(self, session: Session, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._asking = session, asking
        self._job = self._new_job()
        self.reader = Reader(self)
        self.reader.done.connect(self._take)
        self.reader.failed.connect(self.trouble)
        self._queue: deque[_Wish] = deque()
        """What is to be saved after the save that runs."""
        self.is_open_elsewhere: Callable[[Path], bool] = _nowhere_else
        """Raises the window that has a file open already; the program knows, this window does not."""
        self.is_held = False
        """Whether something stands on disk, or is missing there, that the writer has to decide about first."""
        self.is_away = False
        """Whether the drive that the article is kept on is not there: then saving asks for another place."""
        self.before_saving: BeforeSaving = _keep_nothing
        """Keeps in the history what a save is going to replace."""
        self._closing = False
        self._running: _How | None = None
        """The save that is under way."""
        self._told: str = ""
        """Why it could not be saved by itself; said once and not again before something else is the case."""
        self._wanted: Path | None = None
        asking.save_chosen.connect(self.save_to)
        asking.save_called_off.connect(self._call_off)

    @property
    def is_saving(self) -> bool:
        """Whether a file is being written."""
        return self._job.running

    @property
    def busy(self) -> bool:
        """Whether a file is being written or read."""
        return self._job.running or self.reader.busy

    @property
    def name(self) -> str:
        """Return what the article is called: its file's name, or a stem made from its headline."""
        path = self._session.path
        return path.name if path else naming.stem(self._session.article())

    def load(self, path: Path, *, patience: float = PATIENCE) -> None:
        """Read a document or import a text: for this session if nobody has touched it by then, or for `elsewhere`."""
        self.reader.read(path, patience=patience)

    def take(self, document: Document) -> None:
        """Open a document that has been read; words that stand in no document yet are unsaved."""
        from broadsheet.ui.filling import has_words

        article = document.article
        homeless = document.path is None and (has_words(article) or bool(article.body.strip()))
        self._session.open(document, unsaved=homeless)
        if document.path is not None:
            self.used.emit(document.path)
        for name in document.damaged:
            self.trouble.emit(errors.PictureRefused(Path(name).name, "damaged"))

    def take_imported(self, imported: "Imported") -> None:
        """Open a document that has been read, and say what came with it."""
        from broadsheet.ui import filling

        self.take(filling.opening(imported))
        self.imported.emit(imported)

    def save(self) -> None:
        """Save where the article is kept, or ask where where it is not kept yet."""
        path = self._session.path
        if self._job.running:
            self._wait(_Wish(None, False, self._session.edition))
        elif path is None or self._session.read_only or self.is_away:
            self.save_as()
        else:
            self._start(path, overwrite=False)

    def save_by_itself(self) -> None:
        """Save where the article is kept, if the history holds what is replaced: else `held_back` says why it does not.

        Nothing is asked, and what stands in the way is told only once.
        """
        path = self._session.path
        if path is not None and not (self._session.read_only or self.busy or self.is_held):
            self._start(path, overwrite=False, by_itself=True)

    def save_as(self) -> None:
        """Ask for a place and save there."""
        self._asking.where_to_save(naming.stem(self._session.article()), self._session.path)

    def save_to(self, path: Path) -> None:
        """Save the article as it stands now under `path`, which the writer has chosen; other endings get `.textpack`.

        What stands at another path than the article's own is replaced: the file dialog has asked about that, but not
        about a name with an ending that it has not seen, so that is asked here.
        """
        if path.suffix.lower() in _KEPT_KINDS:
            self._start(path, overwrite=path != self._session.path)
            return
        self._wanted = path.with_name(path.name + ".textpack")
        if os.path.lexists(self._wanted) and self._wanted != self._session.path:
            question = self._asking.about_replacing(self._wanted.name)
            question.answered.connect(self._replace)
            question.open()
        else:
            self._start(self._wanted, overwrite=False)

    def save_over(self, found: Identity) -> None:
        """Save where the article is kept over what `found` names, and over nothing else that may stand there by now."""
        if self._session.path is not None and not self._job.running:
            self._session.hurried.emit()
            document = msgspec.structs.replace(self._session.snapshot(), identity=found)
            self._write(document, self._session.path, overwrite=False)

    def follow(self, path: Path) -> None:
        """Go on under the name that the article's file has been given by another program."""
        self._session.kept(msgspec.structs.replace(self._session.last_kept, path=path))
        self.used.emit(path)

    def save_and_close(self) -> None:
        """Save, then say `closable`; nothing is said where saving fails or is called off."""
        self._closing = True
        self.save()

    def ask_revert(self) -> None:
        """Ask whether the saved article may replace the one in the window; not where nothing would be lost."""
        if not (self._session.has_unsaved_changes() or self._session.awaiting):
            self._revert("revert")
        elif self._session.path is not None:
            question = self._asking.about_revert(self.name)
            question.answered.connect(self._revert)
            question.open()

    def _revert(self, answer: str) -> None:
        path = self._session.path
        if answer == "revert" and path is not None:
            self.reverting.emit()
            self.reader.read(path, replacing=True)

    def _replace(self, answer: str) -> None:
        if answer == "replace" and self._wanted is not None:
            self._start(self._wanted, overwrite=True)
        elif answer == "name":
            self.save_as()
        else:
            self._call_off()

    def _call_off(self) -> None:
        """Close no more after a save: the one that was to come first has been called off."""
        self._closing = False

    def _take(self, imported: "Imported", replacing: bool) -> None:
        path = imported.document.path
        if replacing:
            self.take(imported.document)
        elif path is not None and self.is_open_elsewhere(path):
            return
        elif self._session.is_pristine():
            self.take_imported(imported)
        else:
            self.elsewhere.emit(imported)

    def _start(self, path: Path, *, overwrite: bool, by_itself: bool = False) -> None:
        if self._job.running:
            self._wait(_Wish(path, overwrite, self._session.edition))
        else:
            self._session.hurried.emit()
            self._write(self._session.snapshot(), path, overwrite=overwrite, by_itself=by_itself)

    def _write(self, document: Document, path: Path, *, overwrite: bool, by_itself: bool = False) -> None:
        self._running = _How(path, overwrite, by_itself, self._session.edition, self.before_saving)
        self.saving.emit()
        self._job.start(_saving(document, self._running))

    def _take_outcome(self, result: tuple[Document, Outcome, errors.HistoryFailed | None]) -> None:
        document, outcome, unkept = result
        if unkept is not None:
            self.unkept.emit(unkept)
        self.written.emit(document)
        if self._running is not None and self._running.edition == self._session.edition:
            self._session.kept(document, durable=outcome.durable)
        self._told = ""
        if document.path is not None:
            self.used.emit(document.path)
        self.saved.emit(outcome)
        if self._go_on():
            return
        if self._closing:
            self._closing = False
            self.closable.emit()
        self.idle.emit()

    def _go_on(self) -> bool:
        """Begin the save that has waited for another one, and tell whether one has."""
        while self._queue:
            wish = self._queue.popleft()
            if wish.edition != self._session.edition:
                continue  # it was about another article
            if wish.path is None:
                self.save()
            else:
                self._start(wish.path, overwrite=wish.overwrite)
            return True
        return False

    def _wait(self, wish: "_Wish") -> None:
        if wish not in self._queue:
            self._queue.append(wish)

    def _new_job(self) -> Job:
        job = Job(self, apart=True)
        job.done.connect(self._take_outcome)
        job.failed.connect(self._take_failure)
        job.crashed.connect(self._take_crash)
        return job

    def give_up_waiting(self) -> None:
        """Wait no longer for a save on a drive that does not answer: what it may write yet is known by its content."""
        if self._job.running:
            for told in (self._job.done, self._job.failed, self._job.crashed):
                told.disconnect()
            self._job = self._new_job()
            self._take_crash()

    def _take_crash(self) -> None:
        """Know that nothing is certain about the save that ran; what went wrong is told by the program."""
        path = self._running.path if self._running is not None else Path()
        self.trouble.emit(errors.NotSaved(path, "io"))
        if not self._go_on():
            self._closing = False
            self.idle.emit()

    def _take_failure(self, error: errors.BroadsheetError) -> None:
        by_itself = self._running is not None and self._running.by_itself
        if isinstance(error, errors.HistoryFailed):
            self.unkept.emit(error)
            if not self._go_on():
                self.held_back.emit(error)
                self.idle.emit()
            return
        if by_itself:
            self._tell_once(error)
        else:
            self._told = ""
            self.trouble.emit(error)
        if self._go_on():
            return
        self._closing = False
        if isinstance(error, errors.ChangedUnderneath) and not by_itself:
            self._meet_change(error.path)
        self.idle.emit()

    def _tell_once(self, error: errors.BroadsheetError) -> None:
        if self._told != repr(error):
            self._told = repr(error)
            self.trouble.emit(error)
        else:
            self.still_failing.emit(error)

    def _meet_change(self, path: Path) -> None:
        if path == self._session.path:
            self.clashed.emit()
            return
        self._wanted = path
        question = self._asking.about_replacing(path.name)
        question.answered.connect(self._replace)
        question.open()


def _nowhere_else(_path: Path) -> bool:
    return False


def _keep_nothing(_document: Document, _path: Path, _overwrite: bool) -> None:
    return None


class _Wish(Struct, frozen=True):
    """A save that waits for another one; `path` is None for wherever the article is kept by then."""

    path: Path | None
    overwrite: bool
    edition: int


class _How(Struct, frozen=True):
    """What one save is about, fixed when it begins: a thread that has no window does it."""

    path: Path
    overwrite: bool
    by_itself: bool
    edition: int
    keep_before: BeforeSaving


def _saving(document: Document, how: _How) -> Work:
    """Return the work of one save; a copy of a read-only article elsewhere is an article of its own.

    What saves by itself writes no file anew that is gone, for it may have been moved, and replaces nothing that the
    history does not hold.
    """
    if document.read_only:
        document = msgspec.structs.replace(document, read_only="")

    def work() -> Generator[Any, None, Any]:
        yield from ()
        if how.by_itself and not os.path.lexists(how.path):
            raise errors.NotSaved(how.path, "gone")
        unkept = how.keep_before(document, how.path, how.overwrite)
        if unkept is not None and how.by_itself:
            raise unkept
        return *documents.save(document, how.path, overwrite=how.overwrite), unkept

    return work
