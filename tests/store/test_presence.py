"""Who else has a document open: told while it is so, and never believed for longer."""

import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from broadsheet import paths
from broadsheet.store import presence
from broadsheet.store.presence import Neighbour, Presence

_HOLD = """
import sys
from pathlib import Path
from broadsheet.store.presence import Presence

held = Presence(Path(sys.argv[1]))
held.enter()
print("in", flush=True)
sys.stdin.read()
held.leave()
"""


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir(mode=0o700)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "share" / "perahu.textpack"
    made.parent.mkdir()
    made.write_bytes(b"x")
    return made


@pytest.fixture
def other(path):
    """Start another process that has the document open."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(paths.__file__).parents[1])},
    )
    assert process.stdout.readline() == "in\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def sign(path):
    return path.with_name(f".~lock.{path.name}#")


def put(path, *, age=0.0, **facts):
    sign(path).write_bytes(msgspec.json.encode(msgspec.structs.replace(presence.myself(), **facts)))
    os.utime(sign(path), (time.time() - age, time.time() - age))


def test_the_second_one_is_told_and_the_first_leaves_no_trace(path, other):
    mine = Presence(path)
    found = mine.enter()
    assert (found.pid, found.user) == (other.pid, presence.myself().user)
    mine.leave()
    assert sign(path).exists(), "it belongs to the other one"
    other.stdin.close()
    other.wait()
    assert list(path.parent.iterdir()) == [path]
    assert Presence(path).enter() is None


def test_a_killed_one_is_not_believed(path, other):
    other.kill()
    other.wait()
    assert sign(path).exists()
    mine = Presence(path)
    assert mine.enter() is None
    assert presence._understood(sign(path).read_bytes()).pid == os.getpid()
    mine.leave()
    assert not sign(path).exists()


def test_the_lock_tells_where_no_sign_can_be_written(path, other, monkeypatch):
    sign(path).unlink()
    assert Presence(path).enter() == Neighbour()


@pytest.mark.parametrize(
    ("facts", "age", "told"),
    [
        ({"host": "elsewhere"}, 0, True),
        ({"host": "elsewhere"}, 1000, False),
        ({"host": "elsewhere", "pid": 10**9}, 0, True),
        ({"boot": "another run of this computer", "pid": os.getppid()}, 0, False),
        ({"pid": os.getppid(), "user": "somebody else"}, 0, True),
        ({"pid": os.getppid()}, 0, False),  # the lock is ours: whoever put it there has died
        ({"pid": os.getppid()}, 1000, False),  # a number that another process has now
        ({"pid": 2**70 % 2**31}, 0, False),
        ({"host": "evil\nhost"}, 0, False),
    ],
)
def test_a_sign_is_believed_as_far_as_it_can_be(path, facts, age, told):
    put(path, age=age, **facts)
    assert (Presence(path).enter() is not None) == told


@pytest.mark.parametrize("data", [b"", b",Ana,pc2,25.11.2026 10:41,file:///x;", b"\xff\x00" * 3000, b"[" * 4000, b"{}"])
def test_an_empty_or_strange_sign_stops_nothing_and_what_is_not_ours_stays(path, data):
    sign(path).write_bytes(data)
    mine = Presence(path)
    assert mine.enter() is None
    mine.beat()
    mine.leave()
    assert (sign(path).exists() and sign(path).read_bytes() == data) == (data != b"")


def test_a_beat_keeps_it_believable_and_takes_the_place_of_one_who_left(path):
    mine = Presence(path)
    mine.enter()
    os.utime(sign(path), (0, 0))
    mine.beat()
    assert time.time() - sign(path).stat().st_mtime < presence.BEAT
    sign(path).unlink()
    mine.beat()
    assert sign(path).exists()
    mine.leave()


def test_who_has_left_does_not_come_in_late(path):
    mine = Presence(path)
    mine.leave()
    assert mine.enter() is None
    mine.beat()
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_gone_or_may_not_be_written_is_no_trouble(path):
    path.unlink()
    path.parent.rmdir()
    mine = Presence(path)
    assert mine.enter() is None
    mine.beat()
    mine.leave()
