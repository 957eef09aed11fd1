"""All ways in which copy comes into one window: paste, drop, files, the clipboard into the fields."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QWidget

from broadsheet import paths, wording
from broadsheet.ui import pasting, words
from broadsheet.ui.actions import Actions
from broadsheet.ui.asking import DOCUMENT_ENDINGS, Asking
from broadsheet.ui.dropping import Dropping
from broadsheet.ui.editor.mark import Mark
from broadsheet.ui.files import Files
from broadsheet.ui.filling import Filling, has_words
from broadsheet.ui.pouring import Pouring
from broadsheet.ui.rich_paste import RichPaste
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.ui.versioning import Versioning
from broadsheet.ui.writing import Writing

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported

_STORY_LINES = 3
"""From as many lines on what is pasted into an empty headline is a story, not a headline."""
_MOST_OPENED = 3
"""Files that open in windows of their own; more are taken in at once."""


class Incoming(QObject):
    """Connects what brings copy in with the fields, the body and the review strip."""

    def __init__(self, session: Session, files: Files, asking: Asking, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._asking, self._window = session, files, asking, window

    def speak(self, writing: Writing, versioning: Versioning, telling: Telling, commands: Actions) -> None:
        """Begin, in a window that is laid out by now."""
        self._writing, self._editor, self._telling = writing, writing.editor, telling
        self.filling = Filling(self._session, versioning, telling, self)
        self.rich = RichPaste(self._session, telling, self)
        self.pouring = Pouring(self._session, self._editor, self)
        self._editor.pours = self.pouring.pour
        self.dropping = Dropping(self._window)
        for field in (writing.sheet.head.kicker, writing.sheet.head.headline, writing.sheet.head.deck):
            field.diverts = self._divert
        for action in commands:
            action.triggered.connect(self.filling.pass_all_on)  # before what it does, which may say something
        commands.connect_all(
            {
                "paste-plain": self._paste_plain,
                "fill": self._fill,
                "import": self._import,
                "to-pieces": writing.sheet.review.take_focus,
            }
        )
        self._to_pieces = commands["to-pieces"]
        self._to_pieces.setEnabled(False)
        self._connect()

    def settle(self) -> None:
        """Wait for nothing that is on its way; the words of what was pasted are in the body."""
        self.pouring.finish()
        self.rich.settle()

    def leave(self) -> None:
        """End with the window."""
        self.pouring.finish()
        self.rich.leave()

    def open_files(self, files: list[Path]) -> None:
        """Open documents and a few other files in windows; of many, and of a folder, make documents at once."""
        own = [path for path in files if path.suffix.lower().lstrip(".") in DOCUMENT_ENDINGS]
        others = [path for path in files if path not in own]
        if len(others) > _MOST_OPENED or any(path.is_dir() for path in others):
            self.take_in(others)
            others = []
        for path in (*own, *others):
            self._files.load(path)

    def take_in(self, files: list[Path]) -> None:
        """Open the dialog that makes documents of many files, or add them to the one that still takes some."""
        from broadsheet.ui.dialogs.importing import ImportDialog

        waiting = [one for one in self._window.findChildren(ImportDialog) if one.takes_more]
        if waiting:
            waiting[-1].add(files)
            return
        dialog = ImportDialog(files, paths.documents(), self._window)
        dialog.opened.connect(self._files.load)
        dialog.open()

    def _connect(self) -> None:
        review = self._writing.sheet.review
        self._editor.pasted.connect(self.filling.consider)
        self._editor.rich_offered.connect(self.rich.take)
        self._editor.bared.connect(self.rich.say_bare)
        self.rich.ready.connect(self._put)
        self.filling.changed.connect(self._show_pieces)
        self.filling.filled.connect(self._look_over)
        review.moved.connect(self.filling.move)
        review.undo_asked.connect(self.filling.undo)
        review.done.connect(self._close)
        self._files.imported.connect(self._take_imported)
        self._asking.open_chosen.connect(self.open_files)
        self.dropping.files_dropped.connect(self.open_files)
        self.dropping.words_dropped.connect(self._editor.insertFromMimeData)

    def _put(self, text: str, mark: Mark | None, joins: bool, is_markdown: bool) -> None:
        """Put what was made of a paste where it was wanted, or into the fields."""
        if mark is not None:
            self._editor.paste_words(text, mark, joins=joins, is_markdown=is_markdown)
        else:
            self.filling.fill(text, markdown=is_markdown)

    def _paste_plain(self) -> None:
        here = self._writing.focusWidget()
        if here is self._editor:
            self._editor.paste_plain()
        else:
            self._writing.edit_words("paste")  # a field takes nothing but plain words

    def _fill(self) -> None:
        source = pasting.clipboard()
        if pasting.is_rich(source):
            self.rich.take(pasting.copied(source), None)
        else:
            self.filling.fill(pasting.words(source) if pasting.has_words(source) else "")

    def _import(self) -> None:
        self.take_in([])

    def _divert(self, source: QMimeData) -> bool:
        """Take a whole story that is pasted into a field of an empty article's head; tell whether it was one."""
        if has_words(self._session.article()) or self._session.body().strip():
            return False
        lines = [line for line in pasting.words(source).split("\n") if line.strip()]
        if len(lines) < _STORY_LINES:
            return False
        self._editor.go_to(0)
        self._editor.insertFromMimeData(source)
        return True

    def _show_pieces(self) -> None:
        self._writing.sheet.review.show_filled(self.filling.shown)
        self._to_pieces.setEnabled(self.filling.shown is not None)

    def _look_over(self, came_as_file: bool) -> None:
        """Bring the head of the sheet in sight; what is typed on goes where it would behind any paste."""
        if came_as_file:
            self._writing.begin()
        else:
            self._writing.go_on_behind()

    def _close(self) -> None:
        self.filling.close()
        self._writing.begin()

    def _take_imported(self, imported: "Imported") -> None:
        self.filling.show_imported(imported)
        seen = ("left_over",) if self.filling.shown is not None else ()  # the strip lists it
        notes = tuple(note for note in imported.notes if note.kind not in seen)
        if notes:
            told = wording.notes(notes, words.translate)
            self._telling.say(self.tr("Not all of the file came along as it was."), "\n".join(told))
