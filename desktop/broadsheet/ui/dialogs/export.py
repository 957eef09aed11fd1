"""The export dialog: which formats, where to, what will be written, how far it is, and the folder afterwards."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from broadsheet import errors, exporting, wording
from broadsheet.article.house import House
from broadsheet.store.document import Document
from broadsheet.ui import words
from broadsheet.ui.inputs import Tick
from broadsheet.ui.jobs import Job, Work
from broadsheet.ui.marking import mark

_WIDTH = 620


class Choice(Struct, frozen=True):
    """What the writer chose; kept for the next export."""

    formats: tuple[str, ...]
    folder: Path


class ExportDialog(QDialog):
    """Exports one snapshot of the article; the window behind it stays usable for reading."""

    chosen = Signal(object)
    """The choice that was exported, to be remembered."""

    def __init__(self, document: Document, house: House, theme: str, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._document, self._house, self._theme = document, house, theme
        self._job = Job(self)
        self._formats = {name: Tick(wording.format_title(name, words.translate)) for name in exporting.FORMATS}
        for name, box in self._formats.items():
            box.setChecked(name in choice.formats)
            box.toggled.connect(self._plan)
        self._folder = QLineEdit(str(choice.folder))
        self._folder.setAccessibleName(self.tr("Folder"))
        self._folder.textChanged.connect(self._plan)
        self._browse = QPushButton(self.tr("Choose…"))
        self._browse.clicked.connect(self._choose_folder)
        self._files = QListWidget()
        self._files.setAccessibleName(self.tr("What will be written"))
        self._files.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self._open = QPushButton(self.tr("Open the folder"))
        self._open.clicked.connect(self._open_folder)
        self._open.hide()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._back_out)
        self._export = QPushButton(self.tr("Export"))
        self._export.setProperty("primary", True)
        self._export.setDefault(True)
        self._export.clicked.connect(self._start)
        self._job.progressed.connect(self._show_progress)
        self._job.done.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._show_cancelled)
        self._lay_out()
        self._plan()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a running export before the dialog goes."""
        if self._job.running:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def reject(self) -> None:
        """Take Escape as Cancel: a running export stops first."""
        self._back_out()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the plan true when the writer comes back from a file manager."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._export.isVisible():
            self._plan()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("Formats")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for number, (name, box) in enumerate(self._formats.items()):
            line, side = 2 * (number // 2), number % 2
            grid.addWidget(box, line, side)
            grid.addWidget(self._purpose(name, box), line + 1, side)
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(_heading(self.tr("Folder")))
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(self._browse)
        column.addLayout(row)
        column.addSpacing(8)
        self._heading = _heading(self.tr("What will be written"))
        column.addWidget(self._heading)
        column.addWidget(self._files, 1)
        column.addWidget(self._message)
        column.addWidget(self._bar)
        buttons = QHBoxLayout()
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._export)
        column.addLayout(buttons)
        self.resize(_WIDTH, 600)

    def _purpose(self, name: str, box: Tick) -> QLabel:
        purpose = QLabel(wording.format_purpose(name, words.translate))
        purpose.setProperty("role", "purpose")
        purpose.setWordWrap(True)
        purpose.setContentsMargins(22, 0, 0, 8)
        box.setAccessibleDescription(purpose.text())
        return purpose

    def _wanted(self) -> tuple[str, ...]:
        return tuple(name for name, box in self._formats.items() if box.isChecked())

    def _out(self) -> Path:
        return Path(os.path.expanduser(self._folder.text()))  # noqa: PTH111 - Path's own raises for a user unknown

    def _plan(self) -> None:
        self._heading.setText(self.tr("What will be written"))
        self._files.clear()
        out = self._out()
        planned = exporting.plan(self._document, self._wanted(), out)
        replaced = 0
        for target in planned:
            there = os.path.lexists(target)  # where nobody may look, the export itself tells
            replaced += there
            name = _name(target, out)
            self._files.addItem(self.tr("{0}   (replaces what is there)").format(name) if there else name)
        self._export.setEnabled(bool(planned) and bool(self._folder.text()) and not self._job.running)
        if not planned:
            self._say(self.tr("Choose at least one format."))
        elif replaced:
            self._say(self.tr("What is replaced stays untouched until the new export is complete."))
        else:
            self._say("")

    def _say(self, text: str, state: str = "") -> None:
        self._message.setText(text)
        mark(self._message, "state", state)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Export into"), self._folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    def _start(self) -> None:
        self._lock(running=True)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._job.start(_exporting(self._document, self._house, self._theme, self._wanted(), self._out()))

    def _show_progress(self, progress: exporting.Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._say(wording.progress(progress, words.translate))

    def _finish(self, _result: object) -> None:
        self._lock(running=False)
        self._heading.setText(self.tr("What was written"))
        for row, target in enumerate(exporting.plan(self._document, self._wanted(), self._out())):
            self._files.item(row).setText(_name(target, self._out()))
        self._say(self.tr("Everything is written."))
        self._bar.hide()
        self._open.show()
        self._cancel.setText(self.tr("Close"))
        self._cancel.setFocus()
        self.chosen.emit(Choice(formats=self._wanted(), folder=self._out()))

    def _fail(self, error: errors.BroadsheetError) -> None:
        self._lock(running=False)
        self._bar.hide()
        message = wording.error(error, words.translate)
        self._say("\n".join(part for part in (message.what, message.do, message.where) if part), "bad")
        self._folder.setFocus()

    def _show_cancelled(self) -> None:
        self._lock(running=False)
        self._bar.hide()
        self._say(self.tr("Cancelled. What was there before is untouched."))

    def _lock(self, *, running: bool) -> None:
        for part in (*self._formats.values(), self._folder, self._browse, self._export):
            part.setEnabled(not running)
        self._open.hide()

    def _back_out(self) -> None:
        if self._job.running:
            self._job.cancel()
        else:
            super().reject()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out())))


def _name(target: Path, out: Path) -> str:
    return str(target.relative_to(out)) + ("/" if not target.suffix else "")


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _exporting(document: Document, house: House, theme: str, formats: tuple[str, ...], out: Path) -> Work:
    def work() -> Generator[Any, None, Any]:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise errors.ExportFailed(out, "denied" if isinstance(exc, PermissionError) else "io", str(exc)) from exc
        yield from exporting.export(document, house, theme, formats, out)
        return out

    return work
