"""Forget this document: every trace of it outside its own file goes, or the writer is told what is left."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from broadsheet import errors
from broadsheet.ui.asking import Asking
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.ui.versions import Versions


class Forgetting(QObject):
    """Asks first; the traces are versions, journals, what was put aside of them, and names among the recent files."""

    names_unwanted = Signal(object)
    """The path of an article's file: its name shall not stay among the recent files either."""

    def __init__(
        self, session: Session, journaling: Journaling, versions: Versions, asking: Asking, telling: Telling
    ) -> None:
        super().__init__(telling)
        self._session, self._journaling, self._versions = session, journaling, versions
        self._asking, self._telling = asking, telling
        self._asked = ""
        self._path: Path | None = None
        versions.forgotten.connect(self._tell_forgotten)
        versions.not_forgotten.connect(self._tell_left)

    def ask(self) -> None:
        """Ask whether every trace of this document may go."""
        path = self._session.path
        question = self._asking.about_forgetting(path.name if path else self._called())
        question.answered.connect(self._answer)
        question.open()

    def _called(self) -> str:
        return str(self._session.value("headline")) or self.tr("Untitled article")

    def _answer(self, answer: str) -> None:
        if answer == "forget":
            self._asked, self._path = self._session.article().id, self._session.path
            self._versions.forget(self._asked, self._journaling.forget(self._asked))

    def _tell_forgotten(self, article: str) -> None:
        if article == self._asked:
            self._telling.settle(errors.NotForgotten)
            self._telling.say(
                self.tr("Broadsheet has forgotten this document."),
                self.tr("Versions of it are kept again when you save it."),
            )
            self._end()

    def _tell_left(self, article: str, left: errors.NotForgotten) -> None:
        if article == self._asked:
            self._telling.tell(left)
            self._end()

    def _end(self) -> None:
        if self._path is not None:
            self.names_unwanted.emit(self._path)
