"""A real window, killed while what was pasted with formats is still being converted: the next one has the words."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.ui import paster

import broadsheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

PACKAGE, HERE = Path(broadsheet.__file__).parents[1], Path(__file__).parents[2]


def killed(*manner):
    """Run a window until its paste waits for its formats, kill it, and return what it began with."""
    command = [sys.executable, "-W", "ignore", str(paster.__file__), *manner]
    given = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE), str(HERE)])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=given) as process:
        killer = threading.Timer(30, process.kill)
        killer.start()
        said = [json.loads(process.stdout.readline() or "null"), json.loads(process.stdout.readline() or "null")]
        process.send_signal(signal.SIGKILL)
        killer.cancel()
        trouble = process.stderr.read().decode() if process.wait() != -signal.SIGKILL or None in said else ""
    assert not trouble, trouble
    assert [kind for kind, _ in said] == ["here", "pasted"]
    return said[0][1]


def test_the_words_of_a_paste_outlive_a_kill_before_its_formats_are_there():
    assert killed() == ""
    assert killed() == paster.WORDS
    assert killed() == 2 * paster.WORDS


def test_a_window_that_converts_before_it_puts_anything_in_would_be_caught():
    assert killed("late") == ""
    assert killed("late") == ""
