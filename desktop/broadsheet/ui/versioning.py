"""Versions of the article in one window: when they are kept, and what one can do with them."""

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from broadsheet import errors
from broadsheet.article import model
from broadsheet.store.document import Document
from broadsheet.store.history import Reason, Version
from broadsheet.ui import hours
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.becoming import become
from broadsheet.ui.files import Files
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.ui.versions import Versions
from broadsheet.wording import Message

WORKING_MS = 5 * 60_000


class Versioning(QObject):
    """Keeps versions of one session's article: with every save, while one works, and before all that is bold."""

    def __init__(
        self, session: Session, files: Files, versions: Versions, parent: QObject, *, interval: int = WORKING_MS
    ) -> None:
        super().__init__(parent)
        self.session, self.versions = session, versions
        # Started by the first change, so that it measures work and not the time that a window stands open.
        self._working = QTimer(self, singleShot=True, interval=interval)
        self._working.timeout.connect(self._keep_working)
        session.lines_changed.connect(self._work)
        session.field_changed.connect(self._work)
        session.opened.connect(self._working.stop)
        files.before_saving = versions.before_saving
        files.unkept.connect(versions.note)
        files.written.connect(self._keep_saved)
        files.reverting.connect(self.keep_before_restoring)

    def keep_now(self, reason: Reason) -> None:
        """Keep the article as it stands at this moment; it is written in another thread, before what is asked later."""
        self.session.hurried.emit()
        self.versions.keep(self.session.snapshot(), reason)

    def keep_before_replacing(self) -> None:
        """Keep the article before many places of it change at once."""
        self.keep_now("replace")

    def keep_before_restoring(self) -> None:
        """Keep the article before another version takes its place."""
        self.keep_now("restore")

    def _work(self) -> None:
        if not self._working.isActive():
            self._working.start()

    def _keep_working(self) -> None:
        if self.session.has_unsaved_changes():
            self.keep_now("working")

    def _keep_saved(self, document: Document) -> None:
        self.versions.keep(document, "saved")


class VersionDesk(QObject):
    """The commands about versions: look at them, take one back."""

    wanted = Signal(object)
    """A version as a Document that wants a window of its own."""

    def __init__(self, versioning: Versioning, appearance: Appearance, telling: Telling, window: QWidget) -> None:
        super().__init__(window)
        self._versioning, self._session, self._versions = versioning, versioning.session, versioning.versions
        self._appearance, self._telling, self._window = appearance, telling, window
        self._said: Message | None = None
        """What says that a version has been restored, as long as that can be undone at once."""
        telling.chosen.connect(self._undo)
        self._session.undo_stack.indexChanged.connect(self._pass)
        self._session.opened.connect(self._pass)
        self._versions.trouble.connect(telling.tell)
        telling.settle_when(self._versions.well, errors.HistoryFailed)

    def show(self) -> None:
        """Open the panel of versions, or bring the one that is open to the front."""
        from broadsheet.ui.dialogs.versions import VersionsDialog

        dialog = self._window.findChild(VersionsDialog)
        if dialog is None:
            dialog = VersionsDialog(self._session, self._versions, self._appearance, self._window)
            dialog.restore_asked.connect(self.restore)
            dialog.copy_asked.connect(self._open_copy)
            dialog.trouble.connect(self._telling.tell)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def restore(self, version: Version, document: Document) -> None:
        """Take a version over as one step; what stands here now is kept before."""
        self._versioning.keep_before_restoring()
        name = self.tr("Restore a version")
        become(self._session, document.article, document.assets, name)
        self._said = self._telling.say(
            self.tr("This is the version of {0} again.").format(hours.moment(version.time)),
            self.tr("What stood here before is among the versions, and {0} brings it back.").format(_undo_key()),
            self.tr("Undo"),
        )

    def _open_copy(self, document: Document) -> None:
        """Open a version as an article of its own, kept nowhere yet."""
        article = msgspec.structs.replace(document.article, id=model.blank().id)
        self.wanted.emit(msgspec.structs.replace(document, article=article, path=None, identity=None, read_only=""))

    def _undo(self, message: Message) -> None:
        if message is self._said:
            self._session.undo()

    def _pass(self) -> None:
        """Say no more of a restored version when something else has happened since."""
        if self._said is not None:
            said, self._said = self._said, None
            self._telling.hush(said)


def _undo_key() -> str:
    return QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
