"""Connects the pictures of one window: the desk that takes them in, the sheet, and the photo desk beside it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from broadsheet import errors, paths
from broadsheet.article.figures import LEAD
from broadsheet.ui.actions import Actions
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.photo.choosing import picture_dialog
from broadsheet.ui.photo.intake import PictureIntake
from broadsheet.ui.session import Session
from broadsheet.ui.style_choice import StyleChoice
from broadsheet.ui.telling import Telling
from broadsheet.ui.writing import Writing

if TYPE_CHECKING:
    from broadsheet.ui.photo.desk import PhotoDesk


class PhotoRoom(QObject):
    """Owner of what takes pictures in and of the photo desk, of which there is one at a time."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.intake = PictureIntake(session, self)
        self.desk: PhotoDesk | None = None
        self._folder = paths.documents()
        self._replaced = LEAD

    def speak(
        self, writing: Writing, telling: Telling, choice: StyleChoice, commands: Actions, appearance: Appearance
    ) -> None:
        """Begin, in a window that is laid out by now."""
        self._writing, self._choice, self._appearance = writing, choice, appearance
        writing.picture_offered.connect(self.intake.offer)
        writing.sheet.head.picture.desk_asked.connect(self.open)
        self.intake.placed.connect(writing.place_picture)
        self.intake.trouble.connect(telling.tell)
        telling.settle_when(self.intake.placed, errors.PictureRefused)
        commands.connect_all({"photo-desk": self.open})
        choice.changed.connect(self._take_house)

    def open(self) -> None:
        """Open the photo desk on the picture at the caret, else on the lead, or bring it to the front."""
        from broadsheet.ui.photo.desk import PhotoDesk

        number = self._at_caret()
        if self.desk is None:
            self.desk = PhotoDesk(self._session, self.intake, self._choice.house, self._appearance, self._window)
            self.desk.replace_asked.connect(self._ask_replacement)
            self.desk.finished.connect(self._forget)
        if number is not None:
            self.desk.show_use(number)
        self.desk.show()
        self.desk.raise_()
        self.desk.activateWindow()

    def leave(self) -> None:
        """End with the window."""
        self.intake.leave()

    def _forget(self) -> None:
        self.desk = None

    def _take_house(self) -> None:
        if self.desk is not None:
            self.desk.set_house(self._choice.house)

    def _at_caret(self) -> int | None:
        """Return the number of the figure that the writer's caret is in; None where it is in none."""
        editor = self._writing.editor
        if self._writing.focusWidget() is not editor:
            return None
        here = editor.offset()
        figures = self.intake.rack.uses()[1:]
        return next((use.number for use in figures if use.start <= here <= use.end), None)

    def _ask_replacement(self, number: int) -> None:
        self._replaced = number
        title, kinds = self.tr("Choose a picture"), self.tr("Pictures ({0})")
        dialog = picture_dialog(self.desk or self._window, title, kinds, self._folder)
        dialog.fileSelected.connect(self._replace)
        dialog.open()

    def _replace(self, name: str) -> None:
        path = Path(name)
        self._folder = path.parent
        self.intake.replace(path, path.name, self._replaced)
