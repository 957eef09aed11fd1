"""The body on the clipboard for the editor of a content system, as rich text or as the source of its HTML."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from broadsheet.article.house import House
from broadsheet.store.document import Document
from broadsheet.ui.actions import Actions
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.session import Session
from broadsheet.ui.style_choice import StyleChoice
from broadsheet.ui.telling import Telling

if TYPE_CHECKING:
    from broadsheet.exporting.clip import Clip


class Copying(QObject):
    """Copies the body of one window's article; the newest wish counts."""

    def __init__(
        self, session: Session, choice: StyleChoice, telling: Telling, commands: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._choice, self._telling = session, choice, telling
        self._as_source = self._again = False
        self._job = Job(self, apart=True, bound=True)
        self._job.done.connect(self._hand_over)
        self._job.failed.connect(telling.tell)
        commands.connect_all({"copy-rich": self._copy_rich, "copy-source": self._copy_source})

    def _copy_rich(self) -> None:
        self._copy(as_source=False)

    def _copy_source(self) -> None:
        self._copy(as_source=True)

    def _copy(self, *, as_source: bool) -> None:
        self._as_source = as_source
        self._again = self._job.running
        if not self._again:
            self._job.start(once(_Making(self._session.snapshot(), self._choice.house)))

    def _hand_over(self, clip: "Clip") -> None:
        if self._again:
            self._copy(as_source=self._as_source)
            return
        data = QMimeData()
        if self._as_source:
            data.setText(clip.html)
        else:
            data.setHtml(clip.html)
            data.setText(clip.text)
        QGuiApplication.clipboard().setMimeData(data)
        if clip.pictures:
            do = self.tr("Where a picture belongs, its caption stands in brackets: upload it there.")
        else:
            do = ""
        self._telling.say(self.tr("The body is on the clipboard: paste it into your content system."), do)


class _Making:
    """Makes the clip of one snapshot."""

    def __init__(self, document: Document, house: House) -> None:
        self._document, self._house = document, house

    def __call__(self) -> "Clip":
        from broadsheet.exporting import clip

        return clip.make(self._document, self._house)
