"""A save that met a version on disk that nobody here has seen: merge, take another name, or keep it and go over it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from broadsheet.store import aside
from broadsheet.store.atomic import Identity
from broadsheet.store.document import Document
from broadsheet.store.sighting import Sight
from broadsheet.ui.asking import Asking
from broadsheet.ui.files import Files
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.session import Session


class Clash(QObject):
    """Asks what is to happen, once the other version has been looked at, and sees to it that it is not lost."""

    about_to_replace = Signal(str, object, object)
    merge_wanted = Signal(object)
    """Their Document."""
    kept_aside = Signal(object)
    """The path of the copy of what could not be read and has been overwritten."""

    def __init__(self, session: Session, files: Files, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._files, self._asking = session, files, asking
        self._waiting = False
        self._edition = 0
        self._sight: Sight | None = None
        self._job = Job(self)
        self._job.done.connect(self._overwrite_unread)
        self._job.failed.connect(files.trouble)

    @property
    def is_asking(self) -> bool:
        """Whether a question is open or its answer being carried out."""
        return self._sight is not None or self._job.running

    def begin(self) -> None:
        """Wait for a look at the other version, to ask then."""
        self._waiting, self._edition = True, self._session.edition

    def take(self, sight: Sight) -> bool:
        """Ask about what was found, if a save waits for it, and tell whether one did."""
        if not self._waiting:
            return False
        self._waiting = False
        if self._edition != self._session.edition:
            return False
        if sight.state in ("same", "gone"):
            self._files.save()
            return True
        self._sight = sight
        question = self._asking.about_overwriting(self._files.name, mergeable=_readable(sight) is not None)
        question.answered.connect(self._answer)
        question.open()
        return True

    def _answer(self, answer: str) -> None:
        sight, self._sight = self._sight, None
        path = self._session.path
        if sight is None or path is None or self._edition != self._session.edition:
            return
        theirs = _readable(sight)
        if answer == "copy":
            self._files.save_as()
        elif answer == "merge" and theirs is not None:
            self.merge_wanted.emit(theirs)
        elif answer == "overwrite" and theirs is not None and theirs.identity is not None:
            self.about_to_replace.emit("overwritten", self._session.snapshot(), theirs)
            self._files.save_over(theirs.identity)
        elif answer == "overwrite":
            name = self.tr("{0} (other version){1}").format(path.stem, path.suffix)
            self._job.start(once(_Aside(path, name)))

    def _overwrite_unread(self, result: tuple[Path, Identity]) -> None:
        copy, found = result
        if self._edition == self._session.edition:
            self._files.save_over(found)
        self.kept_aside.emit(copy)


class _Aside:
    """One copy, as a call that holds no window."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name

    def __call__(self) -> tuple[Path, Identity]:
        return aside.put(self._path, self._name)


def _readable(sight: Sight) -> Document | None:
    """Return their version if this program understands all of it."""
    return sight.theirs if sight.theirs is not None and not sight.theirs.read_only else None
