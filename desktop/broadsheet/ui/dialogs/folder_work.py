"""What the dialogs have in common that fill a folder: where to, how far it is, Cancel first, the folder afterwards."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from broadsheet import errors, wording
from broadsheet.ui import words
from broadsheet.ui.jobs import Job
from broadsheet.ui.marking import mark


class FolderWork(QDialog):
    """A dialog with one job that writes into one folder; the window behind it stays usable."""

    def __init__(self, folder: Path, parent: QWidget, *, apart: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._job = Job(self, apart=apart, bound=apart)
        self._job.failed.connect(self._fail)
        # Its accessible name is the title of the dialog that chooses another one.
        self._folder = QLineEdit(str(folder))
        self._browse = QPushButton(self.tr("Choose…"))
        self._browse.clicked.connect(self._choose_folder)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self._show = QPushButton(self.tr("Open the folder"))
        self._show.clicked.connect(self._open_folder)
        self._show.hide()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._go = QPushButton()
        self._go.setProperty("primary", True)
        self._go.setDefault(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop running work before the dialog goes."""
        if self._job.running:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def reject(self) -> None:
        """Take Escape as Cancel: running work stops first."""
        if self._job.running:
            self._job.cancel()
        else:
            super().reject()

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        return column

    def _add_folder_row(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(self._browse)
        column.addLayout(row)

    def _add_end(self, column: QVBoxLayout) -> None:
        column.addWidget(self._message)
        column.addWidget(self._bar)
        buttons = QHBoxLayout()
        buttons.addWidget(self._show)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._go)
        column.addLayout(buttons)

    def _out(self) -> Path:
        return Path(os.path.expanduser(self._folder.text()))  # noqa: PTH111 - Path's own raises for a user unknown

    def _say(self, text: str, state: str = "") -> None:
        self._message.setText(text)
        mark(self._message, "state", state)

    def _begin_progress(self) -> None:
        self._lock(running=True)
        self._bar.setRange(0, 0)
        self._bar.show()

    def _fail(self, error: errors.BroadsheetError) -> None:
        self._lock(running=False)
        self._bar.hide()
        message = wording.error(error, words.translate)
        self._say("\n".join(part for part in (message.what, message.do, message.where) if part), "bad")
        self._folder.setFocus()

    def _offer_folder(self) -> None:
        self._bar.hide()
        self._show.show()
        self._cancel.setText(self.tr("Close"))
        self._cancel.setFocus()

    def _lock(self, *, running: bool) -> None:
        for part in (self._folder, self._browse, self._go):
            part.setEnabled(not running)

    def _choose_folder(self) -> None:
        dialog = self._dialog(self._folder.accessibleName())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, self._folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out())))


def heading(text: str) -> QLabel:
    """Return a label that stands over a part of a dialog."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
