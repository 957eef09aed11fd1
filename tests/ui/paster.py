"""A program of its own for the test that kills it while a paste is still being converted.

Each line on standard output is JSON: `["here", body]` when the window stands and what was left is restored, then
`["pasted", body]` when the paste is done and its formats are awaited, for ever.
"""

import os
import sys
import threading

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.ui.typist import say, stop

from broadsheet.article.place import Place
from broadsheet.settings import Settings
from broadsheet.ui.application import Program
from broadsheet.ui.editor.entry import BodyEntry
from broadsheet.ui.editor.mark import Mark
from broadsheet.ui.pasting import Copied
from broadsheet.ui.preview import guard

WORDS = "Perahu sekolah kembali\nke dermaga 🛶."


class Paster(QObject):
    """Restores what the last one left, and pastes what is never converted."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.program = program
        self.window = program.open_window()
        self.window.incoming.rich.convert = self.hang
        program.recover()
        program.recovery.looked.connect(self.begin)

    def hang(self, _page: str, _rtf: bytes) -> None:
        """Convert nothing."""
        threading.Event().wait()

    def begin(self, found: list) -> None:
        """Take over what was left; then paste behind it."""
        for one in found:
            self.program.recovery.restore(one)
        if self.program.recovery.dialog is not None:
            self.program.recovery.dialog.accept()
        body = self.window.session.body()
        say("here", body)
        self.window.go_to(Place("body", len(body)))
        source = QMimeData()
        source.setText(WORDS)
        source.setHtml("<p>Perahu <b>sekolah</b> kembali<br>ke dermaga 🛶.</p>")
        QGuiApplication.clipboard().setMimeData(source)
        self.window.commands["paste"].trigger()
        assert self.window.incoming.rich.busy
        say("pasted", self.window.session.body())


def make_late() -> None:
    """Put nothing into the body before its formats are there, as a program does that converts first."""

    def paste_ahead(self: BodyEntry, copied: Copied) -> None:
        self.rich_offered.emit(copied, Mark(self.textCursor()))

    BodyEntry._paste_ahead = paste_ahead


def main() -> None:
    """Paste, `late` as a word behind or not."""
    sys.excepthook = stop
    if sys.argv[1:] == ["late"]:
        make_late()
    guard.prepare(os.environ, "software")
    application = QApplication([])
    application.setStyle("Fusion")
    Paster(Program(application, Settings(colour_scheme="light")))
    application.exec()


if __name__ == "__main__":
    main()
