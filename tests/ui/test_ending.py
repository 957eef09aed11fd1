"""The end of the program waits for what is under way, and for a drive that does not answer only so long."""

import os
import subprocess
import sys
from pathlib import Path

import broadsheet

PACKAGE = str(Path(broadsheet.__file__).parents[1])

PROGRAM = """
import threading
from pathlib import Path
from PySide6.QtCore import QThreadPool, QTimer
from broadsheet.store import document as documents
from broadsheet.ui import application, versions

gone = threading.Event()
written = []

def hold(seconds):
    gone.wait(seconds)
    written.append(seconds)

def begin(opening):
    program = opening._program
    program.versions._pool.start(lambda: hold(SECONDS))
    QTimer.singleShot(0, program.quit)

application.LAST_PATIENCE_MS = versions.LAST_PATIENCE_MS = 2000
furnish = application.Opening._furnish
application.Opening._furnish = lambda self: (furnish(self), begin(self))
code = application.run([])
print("ended", code, written, flush=True)
"""


def run(seconds):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM.replace("SECONDS", str(seconds))],
        env=os.environ | {"PYTHONPATH": PACKAGE},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout


def test_the_end_waits_for_what_is_being_written():
    assert run(0.5) == "ended 0 [0.5]\n"


def test_a_drive_that_does_not_answer_does_not_hold_up_the_end():
    assert run(3600) == ""
