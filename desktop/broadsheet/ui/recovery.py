"""After a crash: what was recovered is shown, and becomes an article again."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from broadsheet import errors, paths
from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store import recovery
from broadsheet.store.atomic import failures
from broadsheet.store.document import Document
from broadsheet.store.recovery import Found
from broadsheet.ui.becoming import become
from broadsheet.ui.jobs import Job, once

if TYPE_CHECKING:
    from broadsheet.ui.application import Program
    from broadsheet.ui.dialogs.recovery import RecoveryDialog
    from broadsheet.ui.window import Window


class Recovery(QObject):
    """Looks once, at the start, for what the last run could not keep in files."""

    looked = Signal(list)
    """What was found, as Found; mostly nothing."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self.dialog: RecoveryDialog | None = None
        self._job = Job(self, apart=True)
        self._job.done.connect(self._offer)

    def look(self) -> None:
        """Look away from the window; `looked` follows, and where something was found, the dialog opens."""
        self._job.start(once(_look))

    def restore(self, found: Found) -> None:
        """Open what stands on disk and make the recovered article of it, as a step that undo takes back."""
        written = found.recovered.document
        if written is None:
            return
        if found.disk is not None and found.disk.read_only:
            self.copy(found)
            return
        window = self._window_of(written) or self._open(beginning(found))
        if window.session.read_only:
            self.copy(found)
            return
        self._fill(window, found)
        if found.standing == "changed":
            window.guards.autosave.hold()
            window.telling.say(
                self.tr("The file holds what another program has written; yours is only here."),
                self.tr("Saving puts yours in its place. Undo brings the other version into the window."),
            )

    def copy(self, found: Found) -> None:
        """Open the recovered article as one of its own and ask where it is to be saved."""
        window = self._open(_bare(model.blank().id))
        self._fill(window, found)
        window.files.save_as()

    def discard(self, found: Found) -> None:
        """Remove the recovered article for good, and say so where something is left of it."""
        left = found.recovered.forget()
        if left is not None:
            place = left.filename or found.recovered.folders[0]
            self._program.front_window().tell(errors.NotForgotten(Path(os.fsdecode(place)), failures.reason(left)))

    def _window_of(self, written: Document) -> "Window | None":
        """Return the window that has a recovered article's file open, also under a name that it has got since."""
        if written.path is None:
            return None
        same = (one for one in self._program.windows() if one.session.article().id == written.article.id)
        return self._program.window_on(written.path) or next((one for one in same if one.path is not None), None)

    def _offer(self, found: list[Found]) -> None:
        if found:
            from broadsheet.ui.dialogs.recovery import RecoveryDialog

            window = self._program.front_window()
            self.dialog = RecoveryDialog(found, self._program.appearance, window)
            self.dialog.restore_asked.connect(self.restore)
            self.dialog.copy_asked.connect(self.copy)
            self.dialog.discard_asked.connect(self.discard)
            self.dialog.finished.connect(self._close)
            self.dialog.open()
        self.looked.emit(found)

    def _close(self) -> None:
        self.dialog = None

    def _open(self, document: Document) -> "Window":
        """Return a window on a document: one that nobody has written in yet, or a new one."""
        for window in self._program.windows():
            if window.session.is_pristine():
                window.files.take(document)
                return window
        return self._program.open_window(document)

    def _fill(self, window: "Window", found: Found) -> None:
        written = found.recovered.document
        assert written is not None
        become(window.session, written.article, found.pictures(), self.tr("Recovery"))
        window.guards.journaling.when_safe(found.recovered.forget)
        for name in found.recovered.lost:
            window.tell(errors.PictureRefused(name.rpartition("/")[2], "missing"))
        if self.dialog is not None:
            # The window that this has opened stands before the articles that still wait.
            self.dialog.raise_()
            self.dialog.activateWindow()


def beginning(found: Found) -> Document:
    """Return the document that an article is recovered into: what stands on disk, or an empty one.

    A file that is gone is written again by saving; one that cannot be read is not ours to replace.
    """
    written = found.recovered.document
    if found.disk is not None or written is None:
        return found.disk or _bare(model.blank().id)
    if found.standing != "gone":
        return _bare(written.article.id)
    # With the identity it had: it is known again, or told from another one, when it comes back.
    return msgspec.structs.replace(_bare(written.article.id, written.path), identity=written.identity)


def _look() -> list[Found]:
    return recovery.look(paths.journals(), paths.damaged())


def _bare(article: str, path: Path | None = None) -> Document:
    """Return a document without words for an article by its id, and where it is going to be saved."""
    empty = documents.new(msgspec.structs.replace(model.blank(), id=article), {})
    return msgspec.structs.replace(empty, path=path)
