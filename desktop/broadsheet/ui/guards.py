"""All that keeps one window's article safe, in one place: journal, saving by itself, versions, an eye on the file."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from broadsheet import errors
from broadsheet.store.document import Document
from broadsheet.ui.actions import Actions
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.asking import Asking
from broadsheet.ui.autosave import Autosave
from broadsheet.ui.files import Files
from broadsheet.ui.forgetting import Forgetting
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.keeping import Keeping
from broadsheet.ui.neighbours import Neighbours
from broadsheet.ui.outside import Outside
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.ui.tokens import Tokens
from broadsheet.ui.versioning import VersionDesk, Versioning
from broadsheet.ui.versions import Versions


class Guards(QObject):
    """Make it right behind the session and before all that follows it: a key is written down, then seen."""

    names_unwanted = Signal(object)
    """A path that shall not stay among the recent files."""
    autosave_chosen = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.journaling = Journaling(session, self)

    def follow(self, files: Files, versions: Versions) -> None:
        """Follow the article's file, too."""
        self._files = files
        self.keeping = Keeping(self._session, self.journaling, files, self)
        self.autosave = Autosave(self._session, files, self)
        self.versioning = Versioning(self._session, files, versions, self)

    def speak(
        self,
        commands: Actions,
        asking: Asking,
        appearance: Appearance,
        telling: Telling,
        window: QWidget,
    ) -> None:
        """Offer the commands and tell what happens, in a window that is laid out by now."""
        self._commands = commands
        self.outside = Outside(self._session, self._files, asking, telling.notice, window)
        self.neighbours = Neighbours(self._session, self._files, telling.notice, window)
        self.desk = VersionDesk(self.versioning, appearance, telling, window)
        self.forgetting = Forgetting(self._session, self.journaling, self.versioning.versions, asking, telling)
        self._connect(telling)
        commands["merge"].setEnabled(False)
        commands.connect_all(
            {
                "autosave": self._choose_autosave,
                "versions": self.desk.show,
                "forget": self.forgetting.ask,
                "merge": self.outside.merge,
            }
        )

    def _connect(self, telling: Telling) -> None:
        self.outside.state_changed.connect(self.keeping.show_outside)
        self.outside.state_changed.connect(self._offer_merge)
        self.outside.about_to_replace.connect(self._keep_both)
        self.forgetting.names_unwanted.connect(self.names_unwanted)
        self.journaling.trouble.connect(telling.tell)
        telling.settle_when(self.journaling.well, errors.NotJournaled)
        telling.settle_when(self._files.saved, errors.NotSaved)
        telling.settle_when(self.outside.merging.finished, errors.ChangedUnderneath)

    def want_autosave(self, wanted: bool) -> None:
        """Save by itself, or not any more."""
        self.autosave.want(wanted)
        self._commands["autosave"].setChecked(wanted)

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self.outside.take_tokens(tokens)

    def leave(self) -> None:
        """End all of it with the window."""
        self.outside.leave()
        self.neighbours.leave()
        self.journaling.end()

    def _choose_autosave(self) -> None:
        self.autosave_chosen.emit(self._commands["autosave"].isChecked())

    def _offer_merge(self, state: str) -> None:
        self._commands["merge"].setEnabled(state == "changed")

    def _keep_both(self, why: str, ours: Document, theirs: Document) -> None:
        """Keep what the window holds and what the file holds before one of them becomes the other."""
        self.versioning.versions.keep(ours, "merge" if why == "merge" else "working")
        self.versioning.versions.keep(theirs, "overwritten")
