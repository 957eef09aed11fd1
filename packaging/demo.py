"""Open the window on a copy of a sample article; where there is no display, drive it unseen and keep what it made."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

from broadsheet.ui import display

if TYPE_CHECKING:
    from broadsheet.ui.window import Window

ROOT = Path(__file__).resolve().parents[1]
SAMPLE, HOUSE = "perahu-sekolah.textbundle", "laut-baru"
OUT = ROOT / "build" / "demo"
_PATIENCE_MS = 60_000


def fresh_copy(folder: Path, sample: str = SAMPLE) -> Path:
    """Return a new copy of a sample article in a folder."""
    copy = folder / sample
    if copy.exists():
        shutil.rmtree(copy)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "resources" / "samples" / sample, copy)
    return copy


def wait_for(signal: SignalInstance, what: str) -> None:
    """Let the program run until a signal comes; raises TimeoutError where it does not."""
    loop = QEventLoop()
    clock = QTimer(singleShot=True, interval=_PATIENCE_MS)
    clock.timeout.connect(loop.quit)
    signal.connect(loop.quit)
    clock.start()
    loop.exec()
    if not clock.isActive():
        raise TimeoutError(f"{what} did not come within {_PATIENCE_MS // 1000} s")


def settle(milliseconds: int = 700) -> None:
    """Let the program run for a while, until what moves has come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def widen(window: "Window") -> None:
    """Give an unseen window the size of a desktop: the screen that Qt makes up is 800 pixels wide."""
    window.frame.showNormal()
    window.frame.resize(1440, 900)


def drive(article: Path) -> int:
    """Write a paragraph into the unseen window, see it on the page, export, take a picture, and close."""
    from PySide6.QtTest import QTest

    from broadsheet import exporting, wording
    from broadsheet.ui import application

    program = application.start(sys.argv[:1])
    window = program.open_window(article, HOUSE)
    widen(window)
    wait_for(window.page.ready, "the page")
    window.writing.editor.moveCursor(window.writing.editor.textCursor().MoveOperation.End)
    QTest.keyClicks(window.writing.editor, " Perahu berlayar lagi.")
    wait_for(window.page.patched, "the typed words on the page")
    window.session.undo_stack.undo()
    house, theme = window.choice.house, window.choice.theme
    formats = ("html", "html-single", "json")
    for progress in exporting.export(window.session.snapshot(), house, theme, formats, OUT):
        print(f"  {wording.progress(progress, wording.english)}")
    picture = window.frame.grab()
    picture.save(str(OUT / "window.png"))
    print(f"Wrote the exports and a picture of the window ({picture.width()}×{picture.height()}) to {OUT}")
    window.close_anyway()
    settle(0)
    return 0


def main() -> int:
    """Run the demonstration."""
    article = fresh_copy(OUT)
    if display.available():
        from broadsheet.ui import application

        return application.run([article], HOUSE)
    print("There is no display here. The same window is driven unseen; what it makes goes to build/demo.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as profile:
        # A demonstration leaves no traces among the writer's own.
        os.environ["BROADSHEET_PROFILE"] = profile
        return drive(article)


if __name__ == "__main__":
    sys.exit(main())
