"""The import dialog: which files, into which folder, how far it is, and what became of each."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from broadsheet import wording
from broadsheet.ui import taking_in, words
from broadsheet.ui.asking import ENDINGS
from broadsheet.ui.dialogs.folder_work import FolderWork, heading
from broadsheet.ui.dropping import files_in
from broadsheet.ui.taking_in import Many, Report

_WIDTH, _HEIGHT = 640, 520


class ImportDialog(FolderWork):
    """Makes documents of many files; the window behind it stays usable."""

    opened = Signal(object)
    """The path of a document that was written and that the writer wants to see."""

    def __init__(self, paths: list[Path], folder: Path, parent: QWidget, *, many: Many | None = None) -> None:
        super().__init__(folder, parent, apart=True)
        self.setWindowTitle(self.tr("Import several"))
        self.setAcceptDrops(True)
        self._paths: list[Path] = []
        self._many = many
        self._failed = self._noted = self._done = 0
        self._heading = heading(self.tr("Files"))
        self._list = QListWidget()
        self._list.setObjectName("reports")
        self._list.setAccessibleName(self.tr("Files"))
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._open_document)
        self._more, self._folders = QPushButton(self.tr("Add files…")), QPushButton(self.tr("Add a folder…"))
        self._more.clicked.connect(self._add_files)
        self._folders.clicked.connect(self._add_folder)
        self._folder.setAccessibleName(self.tr("Folder for the articles"))
        self._folder.textChanged.connect(self._show_plan)
        self._go.setText(self.tr("Import"))
        self._go.clicked.connect(self._start)
        self._job.progressed.connect(self._add_report)
        self._job.done.connect(self._finish)
        self._job.crashed.connect(self._stop)
        self._job.cancelled.connect(self._stop)
        self._lay_out()
        self.add(paths)

    @property
    def takes_more(self) -> bool:
        """Whether further files can be added: not while it works, and not behind it."""
        return self._more.isVisible() and self._more.isEnabled()

    def add(self, paths: list[Path]) -> None:
        """Take further files and folders in."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                self._list.addItem(f"{path.name}{os.sep}" if path.is_dir() else path.name)
                self._list.item(self._list.count() - 1).setToolTip(str(path))
        self._show_plan()

    def reject(self) -> None:
        """Take Escape as Cancel, and say that a running import stops."""
        if self._job.running:
            self._say(self.tr("Stopping after this file…"))
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome further files before the import."""
        if self.takes_more and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take further files in."""
        self.add(files_in(event.mimeData()))
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        column = self._column()
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        row.addWidget(self._more)
        row.addWidget(self._folders)
        column.addLayout(row)
        column.addWidget(self._list, 1)
        column.addSpacing(8)
        self._where = heading(self.tr("Folder for the articles"))
        column.addWidget(self._where)
        self._add_folder_row(column)
        self._add_end(column)
        self.resize(_WIDTH, _HEIGHT)

    def _show_plan(self) -> None:
        self._go.setEnabled(bool(self._paths) and bool(self._folder.text()) and not self._job.running)
        if not self._paths:
            self._say(self.tr("Add files or a folder, or drop them here."))
        else:
            self._say(self.tr("Each becomes an article of its own. Nothing that is there is replaced."))

    def _add_files(self) -> None:
        endings = " ".join(f"*.{ending}" for ending in ENDINGS)
        dialog = self._dialog(self.tr("Add files"))
        dialog.setNameFilters([self.tr("Articles and texts ({0})").format(endings)])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_names)
        dialog.open()

    def _add_folder(self) -> None:
        dialog = self._dialog(self.tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._add_names)
        dialog.open()

    def _add_names(self, names: list[str]) -> None:
        self.add([Path(name) for name in names])

    def _start(self) -> None:
        self._begin_progress()
        self._list.clear()
        self._failed = self._noted = self._done = 0
        self._heading.setText(self.tr("What became of each file"))
        self._list.setAccessibleName(self._heading.text())
        self._cancel.setFocus()
        self._say(self.tr("Looking for files…"))
        self._job.start(taking_in.work(self._paths, self._out(), self._many))

    def _add_report(self, report: Report | None) -> None:
        if report is None:
            return
        self._done = report.done
        self._bar.setRange(0, report.total)
        self._bar.setValue(report.done)
        self._say(self.tr("{0} of {1}").format(report.done, report.total))
        follows = self._list.verticalScrollBar().value() == self._list.verticalScrollBar().maximum()
        lines = [f"✓  {report.source.name}  →  {report.target.name}"] if report.target is not None else []
        if report.error is not None:
            self._failed += 1
            message = wording.error(report.error, words.translate)
            lines = [f"✗  {report.source.name}", " ".join(part for part in (message.what, message.do) if part)]
        self._noted += bool(report.notes)
        lines += wording.notes(report.notes, words.translate)
        item = QListWidgetItem("\n".join(lines))
        item.setData(Qt.ItemDataRole.UserRole, str(report.target or ""))
        item.setToolTip(str(report.source))
        self._list.addItem(item)
        if follows:
            self._list.scrollToBottom()

    def _finish(self, _result: object) -> None:
        self._end()
        self._say(self._sum(), "bad" if self._failed or not self._done else "")

    def _stop(self) -> None:
        self._end()
        self._say(self.tr("Stopped. {0}").format(self._sum()))

    def _sum(self) -> str:
        said = wording.import_summary(self._done - self._failed, self._failed, words.translate)
        more = [self.tr("Below some names stands what did not come along.")] if self._noted else []
        if self._done > self._failed:
            more.append(self.tr("A double click or Enter on a line opens the article."))
        return " ".join([said, *more])

    def _end(self) -> None:
        for part in (self._more, self._folders, self._go, self._where, self._folder, self._browse):
            part.hide()
        self._offer_folder()

    def _lock(self, *, running: bool) -> None:
        super()._lock(running=running)
        for part in (self._more, self._folders):
            part.setEnabled(not running)

    def _open_document(self, item: QListWidgetItem) -> None:
        target = item.data(Qt.ItemDataRole.UserRole)
        if target:
            self.opened.emit(Path(target))
