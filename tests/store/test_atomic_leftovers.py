"""What killed processes leave behind goes away, and nothing else does."""

import os
import subprocess
import sys

import pytest

from broadsheet.store import atomic
from broadsheet.store.atomic import leftovers


@pytest.fixture(scope="module")
def dead():
    """Return the number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def target(tmp_path):
    return tmp_path / "desk.textbundle"


def left_by(pid, target, kind, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: pid)
        return leftovers.name_beside(target, kind)


def test_files_and_folders_of_dead_processes_go(target, dead, monkeypatch):
    file, folder = (left_by(dead, target, "tmp", monkeypatch) for _ in range(2))
    file.write_bytes(b"half")
    folder.mkdir()
    (folder / "text.md").write_bytes(b"half")
    atomic.sweep(target)
    assert not list(target.parent.glob(".~*"))


def test_what_lives_belongs_to_another_or_looks_alike_stays(target, dead, monkeypatch):
    alive = leftovers.name_beside(target, "tmp")
    others = left_by(dead, target.with_name("other.textpack"), "tmp", monkeypatch)
    far_away = target.with_name(left_by(dead, target, "tmp", monkeypatch).name.replace("@", "@0"))
    mine = target.with_name(".~lock.desk.textbundle#")
    for path in (alive, others, far_away, mine):
        path.write_bytes(b"keep")
    atomic.sweep(target)
    assert all(path.read_bytes() == b"keep" for path in (alive, others, far_away, mine))


def test_an_old_folder_that_was_moved_aside_comes_back(target, dead, monkeypatch):
    aside = left_by(dead, target, "old", monkeypatch)
    aside.mkdir()
    (aside / "text.md").write_bytes(b"the only copy")
    atomic.sweep(target)
    assert (target / "text.md").read_bytes() == b"the only copy"


def test_an_old_folder_goes_when_the_new_one_stands(target, dead, monkeypatch):
    aside = left_by(dead, target, "old", monkeypatch)
    aside.mkdir()
    target.mkdir()
    atomic.sweep(target)
    assert target.is_dir()
    assert not aside.exists()


def test_the_next_save_sweeps(target, dead, monkeypatch):
    path = target.with_name("wawo.textpack")
    left = left_by(dead, path, "tmp", monkeypatch)
    left.write_bytes(b"half")
    atomic.write(path, b"whole")
    assert not left.exists()


def test_very_long_names_that_begin_alike_are_told_apart(tmp_path, dead, monkeypatch):
    one, other = tmp_path / ("a" * 200 + "1"), tmp_path / ("a" * 200 + "2")
    left = left_by(dead, one, "tmp", monkeypatch)
    assert len(os.fsencode(left.name)) < 143
    left.write_bytes(b"half")
    atomic.sweep(other)
    assert left.exists()
    atomic.sweep(one)
    assert not left.exists()


def test_on_windows_only_age_tells(target, dead, monkeypatch):
    fresh = left_by(dead, target, "tmp", monkeypatch)
    stale = left_by(dead, target, "tmp", monkeypatch)
    for path in (fresh, stale):
        path.write_bytes(b"half")
    os.utime(stale, (0, 0))
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("that would send Ctrl-C"))
    atomic.sweep(target)
    monkeypatch.undo()
    assert fresh.exists()
    assert not stale.exists()
