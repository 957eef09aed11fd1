"""Print how fast the window is from inside: shown, page ready, a key in the editor, a key on the page, memory.

Figures from outside, beside other editors, need a program that watches pixels; these are for seeing what changed.
Run it with nothing else busy: `make bench`.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = ("perahu", "sekolah", "kembali", "berlayar", "di", "teluk", "setelah", "warga", "memperbaiki", "mesinnya")
KEYS = 30
SIZES = (1_000, 10_000, 100_000)


def write_article(folder: Path, words: int) -> Path:
    """Return a Markdown file of about that many words in paragraphs of 60."""
    rng = random.Random(words)
    paragraphs = (" ".join(rng.choice(WORDS) for _ in range(60)) for _ in range(words // 60))
    path = folder / f"{words}.md"
    path.write_text("# A story\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")
    return path


def measure(path: Path) -> dict[str, float]:
    """Open one file in this process and return milliseconds and megabytes."""
    begun = float(os.environ["BENCH_BEGUN"])
    from PySide6.QtCore import QEventLoop, Qt
    from PySide6.QtTest import QTest

    from broadsheet.ui import application

    program = application.start(sys.argv[:1])
    window = program.open_window(path)
    window.frame.showNormal()
    window.frame.resize(1440, 900)  # the screen that Qt makes up without a display leaves no room for the page
    application.QApplication.processEvents()
    figures = {"window shown": (time.time() - begun) * 1e3}
    loop = QEventLoop()
    window.page.ready.connect(loop.quit)
    loop.exec()
    figures["page ready"] = (time.time() - begun) * 1e3
    editor = window.writing.editor
    editor.setFocus()
    window.page.patched.connect(loop.quit)
    in_editor, on_page = [], []
    for _ in range(KEYS):
        start = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_X)
        editor.viewport().repaint()
        in_editor.append((time.perf_counter() - start) * 1e3)
        loop.exec()
        on_page.append((time.perf_counter() - start) * 1e3)
    figures["key in editor"] = statistics.median(in_editor)
    figures["key in editor, worst"] = max(in_editor)
    figures["key on page"] = statistics.median(on_page)
    figures["key on page, worst"] = max(on_page)
    figures["memory MB"] = _tree_pss()
    return figures


def _tree_pss() -> float:
    import psutil

    me = psutil.Process()
    return sum(process.memory_full_info().pss for process in (me, *me.children(recursive=True))) / 2**20


def main() -> None:
    """Measure each size in a process and a profile of its own and print one table."""
    if len(sys.argv) == 2:
        sys.stdout.write("\n" + json.dumps(measure(Path(sys.argv[1]))))
        sys.stdout.flush()
        os._exit(0)
    from broadsheet.ui import display

    with tempfile.TemporaryDirectory() as folder:
        rows = {}
        for words in SIZES:
            path = write_article(Path(folder), words)
            given = os.environ | {"BROADSHEET_PROFILE": folder, "BENCH_BEGUN": str(time.time())}
            if not display.available():
                given |= {"QT_QPA_PLATFORM": "offscreen"}
            run = subprocess.run(
                [sys.executable, __file__, str(path)], env=given, capture_output=True, text=True, check=True
            )
            rows[words] = json.loads(run.stdout.splitlines()[-1])
    print(f"{'milliseconds, medians of ' + str(KEYS) + ' keys':34}" + "".join(f"{words:>10} words" for words in SIZES))
    for name in rows[SIZES[0]]:
        print(f"{name:34}" + "".join(f"{rows[words][name]:>16.1f}" for words in SIZES))


if __name__ == "__main__":
    main()
