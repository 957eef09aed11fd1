"""Measure the preview inside the program: from a key in the body to the patched page, by length of the article.

    PYTHONPATH=desktop python bench/preview.py [WORDS…]

A key is an insertion into the body's document; it has arrived when the page's own call has come back, after which
only the browser's frames are missing (see `blackbox.py` for what the eye sees). Times are milliseconds, memory is the
process tree's proportional share.
"""

import os
import random
import statistics
import sys
import time

from broadsheet.ui import display
from broadsheet.ui.preview import guard

if not display.available():
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
guard.prepare(os.environ, "auto")

import msgspec  # noqa: E402
import psutil  # noqa: E402
from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer, SignalInstance  # noqa: E402
from PySide6.QtGui import QTextCursor  # noqa: E402
from PySide6.QtWidgets import QApplication, QPlainTextDocumentLayout  # noqa: E402

from broadsheet.article import house as houses  # noqa: E402
from broadsheet.article import model  # noqa: E402
from broadsheet.store import document as documents  # noqa: E402
from broadsheet.ui.appearance import Appearance  # noqa: E402
from broadsheet.ui.preview.pane import PreviewPane  # noqa: E402
from broadsheet.ui.session import Session  # noqa: E402

_KEYS = 40
_LOREM = ["lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "tempor", "labore"]


class Stalls(QObject):
    """Notes the longest time in which the window could not have answered."""

    def __init__(self):
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def body(words):
    """Return that many words in paragraphs of sixty, the same every time."""
    rng = random.Random(words)
    count = max(1, words // 60)
    return "\n\n".join(" ".join(_word(rng) for _ in range(60)) for _ in range(count))


def _word(rng):
    return rng.choice(_LOREM) if rng.random() > 0.05 else "**bold** [link](https://example.org/)"


def wait(signal: SignalInstance):
    """Run the event loop until the signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def rest(milliseconds):
    """Run the event loop for a while: between keys, as a writer does."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def keys(session, pane, position):
    """Return the milliseconds of each key typed at a place."""
    times = []
    for _ in range(_KEYS):
        rest(30)
        cursor = QTextCursor(session.document)
        cursor.setPosition(position)
        clock = QElapsedTimer()
        clock.start()
        cursor.insertText("x")
        wait(pane.patched)
        times.append(clock.nsecsElapsed() / 1e6)
    return times[2:]


def measure(words, session, pane):
    """Print one line."""
    start = time.perf_counter()
    session.open(documents.new(msgspec.structs.replace(model.blank("en"), headline="Bench", body=body(words)), {}))
    wait(pane.ready)
    ready = (time.perf_counter() - start) * 1e3
    rest(500)
    stalls = Stalls()
    begin = keys(session, pane, 3)
    middle = keys(session, pane, session.document.characterCount() // 2)
    me = psutil.Process()
    share = sum(process.memory_full_info().pss for process in [me, *me.children(recursive=True)])
    print(
        f"{words:>7} words: page after {ready:6.0f} | key at the beginning {_figures(begin)} | in the middle "
        f"{_figures(middle)} | longest stall {stalls.longest * 1e3:.0f} | {share >> 20} MB",
        flush=True,
    )


def _figures(times):
    return f"{statistics.median(times):5.1f} (95 %: {sorted(times)[int(0.95 * (len(times) - 1))]:5.1f})"


def main():
    """Measure every length asked for, in one program."""
    application = QApplication([])
    application.setStyle("Fusion")
    session = Session()
    session.document.setDocumentLayout(QPlainTextDocumentLayout(session.document))
    pane = PreviewPane(session, Appearance(application, "light"))
    pane.resize(460, 900)
    pane.set_style(houses.find("laut-baru"), "")
    pane.show()
    wait(pane.ready)
    for words in [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        measure(words, session, pane)
    pane.shut_down()


if __name__ == "__main__":
    main()
