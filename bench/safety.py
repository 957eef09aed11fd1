"""Print what safety costs: the journal on each key, a large save while somebody types, and recovery after a crash.

Run it with nothing else busy: `make bench`. Times are milliseconds of the window's thread, but for recovery, which
goes on beside it.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from broadsheet.ui import display
from broadsheet.ui.preview import guard

if not display.available():
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
FOLDER = tempfile.TemporaryDirectory()
os.environ["BROADSHEET_PROFILE"] = FOLDER.name
guard.prepare(os.environ, "auto")

import msgspec  # noqa: E402
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QTextCursor  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from broadsheet import paths  # noqa: E402
from broadsheet.article import model  # noqa: E402
from broadsheet.store import document as documents  # noqa: E402
from broadsheet.store import recovery  # noqa: E402
from broadsheet.store.journal import Journal  # noqa: E402
from broadsheet.ui import application  # noqa: E402
from broadsheet.ui.journaling import Journaling  # noqa: E402
from broadsheet.ui.session import Session  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
EDITS = 10_000
PICTURES = 20 << 20
KEY_MS = 12
WORDS = ("perahu", "sekolah", "kembali", "berlayar", "di", "teluk", "setelah", "warga", "memperbaiki", "mesinnya")


def article(words: int) -> model.Article:
    """Return an article of about that many words in paragraphs of 60."""
    rng = random.Random(words)
    paragraphs = (" ".join(rng.choice(WORDS) for _ in range(60)) for _ in range(words // 60))
    return msgspec.structs.replace(model.blank("id"), headline="A story", body="\n\n".join(paragraphs))


def journal(words: int) -> tuple[float, float, float, float]:
    """Edit at random places and leave a journal behind; return median, 99th percentile, worst and recovery time."""
    session = Session()
    kept = []
    lines = Journal.lines

    def timed(self, *change):
        start = time.perf_counter()
        lines(self, *change)
        kept.append((time.perf_counter() - start) * 1e3)

    Journal.lines = timed
    journaling = Journaling(session, session)
    Journal.lines = lines
    session.open(documents.new(article(words), {}))
    rng = random.Random(1)
    cursor = QTextCursor(session.document)
    for _ in range(EDITS):
        cursor.setPosition(rng.randrange(session.document.characterCount()))
        cursor.insertText("x")
    journaling.leave()
    start = time.perf_counter()
    found = recovery.look(paths.journals(), paths.damaged())
    took = (time.perf_counter() - start) * 1e3
    assert found[0].recovered.document.article.body == session.body()
    found[0].recovered.forget()
    times = sorted(kept)
    return statistics.median(times), times[len(times) * 99 // 100], times[-1], took


class Typist(QObject):
    """Types a key every few milliseconds and notes the longest time that one had to wait."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self.window, self.longest, self.keys = window, 0.0, 0
        self._due = time.perf_counter()
        self._timer = QTimer(self, interval=KEY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        QTest.keyClick(self.window.writing.editor, Qt.Key.Key_X)
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._due) * 1e3 - KEY_MS)
        self._due, self.keys = now, self.keys + 1

    def stop(self) -> None:
        """Type no more."""
        self._timer.stop()


def saving(program) -> tuple[float, float, float, int]:
    """Save an article with 20 MB of pictures while somebody types.

    Return the longest wait of a key without a save and with one, how long the save took, and the keys meanwhile.
    """
    rng = random.Random(7)
    pictures = {f"assets/{number}.jpg": rng.randbytes(PICTURES // 10) for number in range(10)}
    shown = "\n\n".join(f"![]({name})" for name in pictures)
    whole = article(1_000)
    whole = msgspec.structs.replace(whole, body=f"{whole.body}\n\n{shown}")
    window = program.open_window(documents.new(whole, pictures))
    _wait(1500)
    typist = Typist(window)
    _wait(1500)
    calm, typist.longest, typist.keys = typist.longest, 0.0, 0
    loop = QEventLoop()
    window.files.saved.connect(loop.quit)
    start = time.perf_counter()
    window.files.save_to(Path(FOLDER.name) / "large.textpack")
    loop.exec()
    took = (time.perf_counter() - start) * 1e3
    _wait(100)
    typist.stop()
    return calm, typist.longest, took, typist.keys


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    """Print all of it."""
    program = application.start(sys.argv[:1])
    print(f"{f'journal, milliseconds, {EDITS} edits':38}{'median':>10}{'99 %':>10}{'worst':>10}{'recovery':>12}")
    for words in SIZES:
        *waits, took = journal(words)
        print(f"{f'  {words} words':38}" + "".join(f"{one:>10.3f}" for one in waits) + f"{took:>12.1f}")
    calm, longest, took, keys = saving(program)
    print(f"saving {PICTURES >> 20} MB of pictures while typing: {took:.0f} ms for {keys} keys")
    print(f"  longest wait of a key {longest:.1f} ms; without a save {calm:.1f} ms")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
