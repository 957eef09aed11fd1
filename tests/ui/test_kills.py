"""A real window, killed while somebody types: the next one has every key that was seen."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.ui import typist

import broadsheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

PACKAGE = str(Path(broadsheet.__file__).parents[1])
LONGEST = 1.5
"""Seconds of typing before the kill, at most."""


class Run:
    """One window from its start to its end; `begun` is what it began with, None where it did not come so far."""

    def __init__(self, path, seed, manner=()):
        command = [sys.executable, "-W", "ignore", str(typist.__file__), str(path), str(seed), *manner]
        given = os.environ | {"PYTHONPATH": PACKAGE}
        moment = random.Random(seed).uniform(0, LONGEST)
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=given) as process:
            killer = threading.Timer(20, process.kill)
            killer.start()
            said = []
            for line in process.stdout:
                said.append(json.loads(line))
                if len(said) == 1:
                    killer.cancel()
                    killer = threading.Timer(moment, process.send_signal, [signal.SIGKILL])
                    killer.start()
            killer.cancel()
            self.trouble = process.stderr.read().decode() if process.wait() != -signal.SIGKILL else ""
        self.keys = sum(line[0] == "done" for line in said)
        self.begun = said[0][1] if said else None
        self.possible = _possible(said)


def _possible(said):
    """Return the states that a next window may show: the last one seen, and the one that was just coming."""
    shown, coming = (said[0][1], None) if said else (None, None)
    for line in said[1:]:
        if line[0] == "next":
            coming = line[1]
        else:
            shown, coming = coming, None
    return [state for state in (shown, coming) if state is not None]


def losses(path, rounds, seed, manner=()):
    """Kill window after window, each going on where the one before was killed; return what was lost and the keys."""
    possible, lost, keys = [["", "", "", []]], [], 0
    for number in range(rounds):
        run = Run(path, seed + number, manner)
        assert not run.trouble, run.trouble
        assert run.begun is not None, "the window did not come up"
        keys += run.keys
        if run.begun not in possible:
            lost.append((number, run.begun, possible))
        possible = run.possible
    return lost, keys


def test_a_window_that_is_killed_loses_nothing_that_was_seen(tmp_path):
    lost, keys = losses(tmp_path / "story.textpack", 3, seed=1)
    assert lost == []
    assert keys


def test_a_window_that_gathers_keys_before_it_writes_them_would_be_caught(tmp_path):
    lost, _ = losses(tmp_path / "story.textpack", 3, seed=1, manner=("careless",))
    assert lost


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_two_hundred_kills_lose_nothing(tmp_path, record_property):
    seed = random.SystemRandom().randrange(1 << 30)
    lost, keys = losses(tmp_path / "story.textpack", 200, seed)
    record_property("keys", keys)
    sys.stderr.write(f"200 kills, {keys} keys, seed {seed}: {len(lost)} lost\n")
    assert lost == []
