"""What a second start says, and what is taken for it."""

import json
from pathlib import Path

import pytest

from broadsheet import paths
from broadsheet.store import handover


@pytest.fixture(autouse=True)
def runtime(tmp_path, monkeypatch):
    # Not below the test's own folder: the name of a socket must be short.
    monkeypatch.setattr(paths, "commons", lambda: tmp_path / "run")
    return tmp_path / "run"


def test_a_wish_comes_over_whole():
    files = (Path("/a/perahu sekolah.textpack"), Path("/b/قارب.textbundle"))
    assert handover.decode(handover.encode(files, "token-1")) == handover.Wish(files, "token-1")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"\xff\xfe garbage \x00",
        b"GET / HTTP/1.1\r\n",
        b"[]",
        b'{"files": "/a"}',
        b'{"files": ["relative"]}',
        b'{"files": ["/a\\u0000b"]}',
        b'{"files": [1]}',
        b'{"files": [], "token": "\\n"}',
        b'{"files": [], "token": 7}',
        json.dumps({"files": ["/a"] * 101}).encode(),
        json.dumps({"files": [], "token": "x" * 300}).encode(),
        b"[" * 60_000,
        b'{"files": []}' + b" " * handover.LONGEST,
    ],
)
def test_anything_else_is_no_wish(line):
    assert handover.decode(line) is None


def test_where_no_program_runs_a_start_asks_nobody(runtime, monkeypatch):
    monkeypatch.setattr(handover, "_ask", None)
    assert not handover.offer([])
    lock = handover.claim()
    lock.release()
    (runtime / paths.meeting_point().name).write_bytes(b"no socket at all")
    assert not handover.offer([])


def test_only_one_is_handed_files():
    first = handover.claim()
    assert first is not None
    assert handover.claim() is None
    first.release()
    assert handover.claim() is not None


def test_a_program_that_does_not_answer_is_given_up():
    lock = handover.claim()
    assert not handover.offer([])
    lock.release()


def test_a_place_where_nothing_can_be_made_keeps_nobody_from_starting(runtime):
    runtime.write_bytes(b"a file where a folder should be")
    assert not handover.offer([])
    with pytest.raises(OSError):
        handover.claim()
