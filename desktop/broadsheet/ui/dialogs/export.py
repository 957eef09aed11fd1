"""The export dialog: which formats, where to, what will be written, how far it is, and the folder afterwards."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QScrollArea, QWidget

from broadsheet import errors, exporting, wording
from broadsheet.article.house import House
from broadsheet.store.document import Document
from broadsheet.ui import words
from broadsheet.ui.dialogs.folder_work import FolderWork, heading
from broadsheet.ui.inputs import Tick
from broadsheet.ui.jobs import Work

_WIDTH, _HEIGHT = 660, 680
_AROUND = 48
"""Pixels above and below a format that are to be seen with it: its name and its purpose."""


class Choice(Struct, frozen=True):
    """What the writer chose; kept for the next export."""

    formats: tuple[str, ...]
    folder: Path


class ExportDialog(FolderWork):
    """Exports one snapshot of the article; the window behind it stays usable for reading."""

    chosen = Signal(object)
    """The choice that was exported, to be remembered."""

    def __init__(self, document: Document, house: House, theme: str, choice: Choice, parent: QWidget) -> None:
        super().__init__(choice.folder, parent)
        self.setWindowTitle(self.tr("Export"))
        self._document, self._house, self._theme = document, house, theme
        self._formats = {name: Tick(wording.format_title(name, words.translate)) for name in exporting.FORMATS}
        for name, box in self._formats.items():
            box.setChecked(name in choice.formats)
            box.toggled.connect(self._plan)
        self._folder.setAccessibleName(self.tr("Export into"))
        self._folder.textChanged.connect(self._plan)
        self._files = QListWidget()
        self._files.setAccessibleName(self.tr("What will be written"))
        self._files.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._go.setText(self.tr("Export"))
        self._go.clicked.connect(self._start)
        self._job.progressed.connect(self._show_progress)
        self._job.done.connect(self._finish)
        self._job.cancelled.connect(self._show_cancelled)
        self._lay_out()
        self._plan()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the plan true when the writer comes back from a file manager."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._go.isVisible():
            self._plan()

    def _lay_out(self) -> None:
        column = self._column()
        column.addWidget(heading(self.tr("Formats")))
        column.addWidget(self._roll(), 3)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("Folder")))
        self._add_folder_row(column)
        column.addSpacing(8)
        self._heading = heading(self.tr("What will be written"))
        column.addWidget(self._heading)
        column.addWidget(self._files, 1)
        self._add_end(column)
        self.resize(_WIDTH, _HEIGHT)

    def _roll(self) -> QScrollArea:
        """Return the formats in two columns, which scroll where there are more than fit."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for number, (name, box) in enumerate(self._formats.items()):
            line, side = 2 * (number // 2), number % 2
            grid.addWidget(box, line, side)
            grid.addWidget(self._purpose(name, box), line + 1, side, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for box in self._formats.values():
            box.installEventFilter(self)
        self._area = area
        return area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a format into view when the keyboard reaches it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched, 0, _AROUND)
        return super().eventFilter(watched, event)

    def _purpose(self, name: str, box: Tick) -> QLabel:
        purpose = QLabel(wording.format_purpose(name, words.translate))
        purpose.setProperty("role", "purpose")
        purpose.setWordWrap(True)
        purpose.setContentsMargins(22, 0, 0, 8)
        box.setAccessibleDescription(purpose.text())
        return purpose

    def _wanted(self) -> tuple[str, ...]:
        return tuple(name for name, box in self._formats.items() if box.isChecked())

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
        self._go.setEnabled(bool(planned) and bool(self._folder.text()) and not self._job.running)
        if not planned:
            self._say(self.tr("Choose at least one format."))
        elif replaced:
            self._say(self.tr("What is replaced stays untouched until the new export is complete."))
        else:
            self._say("")

    def _start(self) -> None:
        self._begin_progress()
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
        self._offer_folder()
        self.chosen.emit(Choice(formats=self._wanted(), folder=self._out()))

    def _show_cancelled(self) -> None:
        self._lock(running=False)
        self._bar.hide()
        self._say(self.tr("Cancelled. What was there before is untouched."))

    def _lock(self, *, running: bool) -> None:
        super()._lock(running=running)
        for box in self._formats.values():
            box.setEnabled(not running)
        self._show.hide()


def _name(target: Path, out: Path) -> str:
    return str(target.relative_to(out)) + ("/" if not target.suffix else "")


def _exporting(document: Document, house: House, theme: str, formats: tuple[str, ...], out: Path) -> Work:
    def work() -> Generator[Any, None, Any]:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise errors.ExportFailed(out, "denied" if isinstance(exc, PermissionError) else "io", str(exc)) from exc
        yield from exporting.export(document, house, theme, formats, out)
        return out

    return work
