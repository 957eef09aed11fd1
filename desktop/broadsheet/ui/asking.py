"""Every question and every file choice that the writer meets; nothing here blocks, answers come as signals."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from broadsheet import paths
from broadsheet.ui.photo.choosing import picture_dialog

DOCUMENT_ENDINGS = ("textpack", "textbundle")
TEXT_ENDINGS = (
    *("md", "markdown", "txt", "text", "json", "html", "htm", "xhtml", "mhtml", "mht"),
    *("docx", "odt", "rtf"),
)
ENDINGS = (*DOCUMENT_ENDINGS, *TEXT_ENDINGS)
"""Of all files that can be opened; read from the table of readers they would cost the start what all of those cost."""


class Question(QMessageBox):
    """One question with named answers; `answered` carries the key of the chosen one, `""` for backing out."""

    answered = Signal(str)

    def __init__(self, parent: QWidget, text: str, detail: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setInformativeText(detail)
        self._keys: dict[int, str] = {}
        self.finished.connect(self._answer)

    def offer(self, key: str, text: str, role: QMessageBox.ButtonRole, *, default: bool = False) -> None:
        """Add an answer."""
        button = self.addButton(text, role)
        self._keys[id(button)] = key
        if default:
            self.setDefaultButton(button)

    def _answer(self, _result: int) -> None:
        self.answered.emit(self._keys.get(id(self.clickedButton()), ""))


class Asking(QObject):
    """Asks on behalf of one window; the last folder is remembered while the program runs."""

    open_chosen = Signal(list)
    save_chosen = Signal(object)
    save_called_off = Signal()
    picture_chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = paths.documents()

    def for_articles(self) -> None:
        """Ask for files to open; `open_chosen` carries their paths."""
        endings = " ".join(f"*.{ending}" for ending in ENDINGS)
        dialog = self._dialog(self.tr("Open"), [self.tr("Articles and texts ({0})").format(endings)])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._opened)
        dialog.open()

    def for_picture(self) -> None:
        """Ask for one picture; `picture_chosen` carries its path."""
        title, kinds = self.tr("Choose a picture"), self.tr("Pictures ({0})")
        dialog = picture_dialog(self._window, title, kinds, self._folder)
        dialog.fileSelected.connect(self._picture)
        dialog.open()

    def where_to_save(self, name: str, current: Path | None) -> None:
        """Ask where an article goes; `save_chosen` carries the path, with an ending."""
        kinds = [self.tr("Article in one file (*.textpack)"), self.tr("Article as a folder, for Git (*.textbundle)")]
        dialog = self._dialog(self.tr("Save as"), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("textpack")
        if current is not None and current.suffix.lower() == ".textbundle":
            dialog.selectNameFilter(kinds[1])
            dialog.setDefaultSuffix("textbundle")
        dialog.selectFile(current.name if current else f"{name}.textpack")
        dialog.filterSelected.connect(self._follow_kind)
        dialog.fileSelected.connect(self._saved)
        dialog.rejected.connect(self.save_called_off)
        dialog.open()

    def about_changes(self, name: str, *, is_kept: bool) -> Question:
        """Return the question before a window with unsaved changes closes: `save`, `discard` or `""`.

        `name` is that of the file, or what the article is called where it is kept in none yet.
        """
        changes = (self.tr("Save the changes to “{0}”?"), self.tr("They are lost if you do not save them."))
        article = (self.tr("Save “{0}”?"), self.tr("This article is not saved anywhere yet."))
        what, why = changes if is_kept else article
        question = Question(self._window, what.format(name), why)
        question.offer("save", self.tr("Save"), QMessageBox.ButtonRole.AcceptRole, default=True)
        question.offer("discard", self.tr("Do not save"), QMessageBox.ButtonRole.DestructiveRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        return question

    def about_revert(self, name: str) -> Question:
        """Return the question before the saved article replaces the one in the window: `revert` or `""`."""
        question = Question(
            self._window,
            self.tr("Go back to the saved “{0}”?").format(name),
            self.tr("The changes since it was last saved are lost."),
        )
        question.offer("revert", self.tr("Revert"), QMessageBox.ButtonRole.DestructiveRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole, default=True)
        return question

    def about_overwriting(self, name: str, *, mergeable: bool) -> Question:
        """Return the question where a file changed underneath: `merge`, `copy`, `overwrite` or `""`."""
        detail = self.tr("Merging puts both versions together; nothing of either is lost.")
        if not mergeable:
            detail = self.tr("What stands there cannot be read here. A copy of it stays beside it if you overwrite it.")
        question = Question(
            self._window,
            self.tr("“{0}” was changed by another program.").format(name),
            detail,
        )
        accept = QMessageBox.ButtonRole.AcceptRole
        if mergeable:
            question.offer("merge", self.tr("Merge…"), accept, default=True)
        question.offer("copy", self.tr("Save as a copy…"), accept, default=not mergeable)
        question.offer("overwrite", self.tr("Overwrite it"), QMessageBox.ButtonRole.DestructiveRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        return question

    def about_replacing(self, name: str) -> Question:
        """Return the question where something stands under the name that a file is going to have: `replace`, `name`."""
        question = Question(
            self._window,
            self.tr("“{0}” is there already.").format(name),
            self.tr("Saving under this name puts your article in its place."),
        )
        question.offer("name", self.tr("Another name…"), QMessageBox.ButtonRole.AcceptRole, default=True)
        question.offer("replace", self.tr("Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        return question

    def about_forgetting(self, name: str) -> Question:
        """Return the question before every trace of a document goes: `forget` or `""`."""
        question = Question(
            self._window,
            self.tr("Forget “{0}”?").format(name),
            self.tr(
                "All its versions go, what was kept against a crash, and its line among the recent files. "
                "This cannot be undone.\n\nThe file itself stays, and so does what is open here."
            ),
        )
        question.offer("forget", self.tr("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole, default=True)
        return question

    def about_link(self, url: str) -> None:
        """Ask before a link of the page is opened in the browser, naming the real host."""
        target = QUrl(url)
        if target.scheme() not in {"http", "https", "mailto"}:
            return
        question = Question(
            self._window,
            self.tr("Open {0} in the browser?").format(target.host() or target.path()),
            target.toDisplayString(),
        )
        question.setProperty("url", url)
        question.offer("open", self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        question.offer("", self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole, default=True)
        question.answered.connect(self._leave)
        question.open()

    def _dialog(self, title: str, kinds: list[str]) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(kinds)
        return dialog

    def _follow_kind(self, kind: str) -> None:
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            dialog.setDefaultSuffix("textbundle" if "textbundle" in kind else "textpack")

    def _opened(self, names: list[str]) -> None:
        files = [Path(name) for name in names]
        self._folder = files[0].parent
        self.open_chosen.emit(files)

    def _picture(self, name: str) -> None:
        self._folder = Path(name).parent
        self.picture_chosen.emit(Path(name))

    def _saved(self, name: str) -> None:
        self._folder = Path(name).parent
        self.save_chosen.emit(Path(name))

    def _leave(self, answer: str) -> None:
        question = self.sender()
        if answer == "open" and question is not None:
            QDesktopServices.openUrl(QUrl(question.property("url")))
