"""A program of its own for the tests that kill: a window in which somebody types, until it is killed.

Each line on standard output is JSON: `["here", state]` when the window stands and what was left is restored,
`["next", state]` before a key and what the article will be after it, `["done"]` when the window shows it.
"""

import json
import os
import random
import sys
import traceback
import zlib
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from broadsheet.article.place import Place
from broadsheet.settings import Settings
from broadsheet.store.journal import log
from broadsheet.ui import autosave
from broadsheet.ui.application import Program
from broadsheet.ui.preview import guard

LETTERS = "abcdefghij klmno pqrst"
WEIGHTS = {"body": 80, "line": 4, "back": 6, "headline": 6, "caption": 4, "picture": 1, "save": 1, "rest": 1}


class Typist(QObject):
    """Starts where the last one was killed, and types from a seed on."""

    def __init__(self, program: Program, path: Path, seed: int) -> None:
        super().__init__(program)
        self.program, self.path, self.random = program, path, random.Random(seed)
        self.window = program.open_window(path if path.exists() else None)
        self.timer = QTimer(self, interval=0)
        self.timer.timeout.connect(self.act)
        program.recover()
        program.recovery.looked.connect(self.begin)

    def begin(self, found: list) -> None:
        """Take over what was left; then type."""
        for one in found:
            self.program.recovery.restore(one)
        if self.program.recovery.dialog is not None:
            self.program.recovery.dialog.accept()
        say("here", self.state())
        self.timer.start()

    def state(self) -> list:
        """Return all that a writer would miss."""
        now = self.window.session.snapshot()
        pictures = sorted(zlib.crc32(data) for data in now.assets.values())
        return [now.article.headline, now.article.picture.caption, now.article.body, pictures]

    def act(self) -> None:
        """Do one thing, as the model says it will turn out, and see that the window agrees."""
        headline, caption, body, pictures = self.state()
        [kind] = self.random.choices([*WEIGHTS], [*WEIGHTS.values()])
        letter = self.random.choice(LETTERS)
        data = b"%d" % self.random.randrange(1 << 60)
        wanted = {
            "body": [headline, caption, body + letter, pictures],
            "line": [headline, caption, body + "\n", pictures],
            "back": [headline, caption, body[:-1], pictures],
            "headline": [headline + "x", caption, body, pictures],
            "caption": [headline, caption + "y", body, pictures],
            "picture": [headline, caption, body, [zlib.crc32(data)]],
        }.get(kind, self.state())
        say("next", wanted)
        self.do(kind, letter, data)
        assert self.state() == wanted, (kind, self.state(), wanted)
        say("done")

    def do(self, kind: str, letter: str, data: bytes) -> None:
        """Press the keys."""
        session = self.window.session
        if kind in ("body", "line", "back"):
            self.window.go_to(Place("body", len(session.body())))
            key = {"line": Qt.Key.Key_Return, "back": Qt.Key.Key_Backspace}.get(kind, letter)
            QTest.keyClick(self.window.writing.editor, key)
        elif kind == "headline":
            self.window.go_to(Place("headline", len(session.value("headline"))))
            QTest.keyClick(self.window.writing.sheet.head.texts["headline"], "x")
        elif kind == "caption":
            session.set_field("picture.caption", session.value("picture.caption") + "y")
        elif kind == "picture":
            session.set_field("picture.asset", session.add_asset("assets/a.jpg", data))
        elif kind == "save" and not self.window.files.busy:
            self.window.files.save_to(self.path)
        elif kind == "rest":
            QTest.qWait(120)


def stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End at the first thing that is not as it should be."""
    traceback.print_exception(kind, error, trace)
    os._exit(3)


def say(*line: object) -> None:
    """Tell it, at once."""
    os.write(1, json.dumps(line).encode() + b"\n")


def make_careless() -> None:
    """Gather records before they are written, as a program with a buffer does."""
    gathered: list[bytes] = []
    real = log.Log.append

    def append(self: log.Log, data: bytes) -> None:
        gathered.append(data)
        if len(gathered) == 40:
            real(self, b"".join(gathered))
            gathered.clear()

    log.Log.append = append


def main() -> None:
    """Type into the file named first, from the seed named second on, `careless` as a third word or not."""
    sys.excepthook = stop
    if sys.argv[3:] == ["careless"]:
        make_careless()
    autosave.PAUSE_MS = 100
    guard.prepare(os.environ, "software")
    application = QApplication([])
    application.setStyle("Fusion")
    program = Program(application, Settings(colour_scheme="light"))
    Typist(program, Path(sys.argv[1]), int(sys.argv[2]))
    application.exec()


if __name__ == "__main__":
    main()
