"""A whole folder, replaced safely."""

import errno
import os
import stat
from pathlib import Path

import pytest

from broadsheet import errors
from broadsheet.store import atomic
from broadsheet.store.atomic import exchange

OLD = {"text.md": b"old", "assets/a.png": b"A", "notes/deep/one.txt": b"1"}
NEW = {"text.md": b"new", "assets/": b"", "assets/b.png": b"B", "empty/": b""}


def tree(folder):
    """Return what a folder holds, as write_folder takes it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name + "/" if path.is_dir() else name] = b"" if path.is_dir() else path.read_bytes()
    return found


@pytest.fixture
def old(tmp_path):
    """Return a folder with the old parts, in a folder of its own."""
    place = tmp_path / "desk" / "wawo.textbundle"
    place.parent.mkdir()
    atomic.write_folder(place, OLD)
    return place


@pytest.fixture(params=["swapped at once", "moved aside"])
def swap(request, monkeypatch):
    """Run a test with and without the system's own swapping of two folders."""
    if request.param == "moved aside":
        monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    return request.param


def alone(place):
    return [one.name for one in place.parent.iterdir()] == [place.name]


def test_the_folder_holds_exactly_the_new_parts(old, swap):
    outcome = atomic.write_folder(old, NEW, expect=atomic.identify(old))
    assert tree(old) == NEW
    assert outcome.durable
    assert outcome.identity == atomic.identify(old)
    assert alone(old)


def test_a_folder_that_changed_stays(old, swap):
    seen = atomic.identify(old)
    (old / "notes" / "deep" / "two.txt").write_bytes(b"2")
    changed = tree(old)
    with pytest.raises(errors.ChangedUnderneath):
        atomic.write_folder(old, NEW, expect=seen)
    assert tree(old) == changed
    assert alone(old)


def test_a_folder_that_changes_meanwhile_stays(old, tmp_path, swap):
    with atomic.staged_folder(old) as staged:
        (staged / "text.md").write_bytes(b"new")
        seen = atomic.identify(old)
        (old / "text.md").write_bytes(b"theirs")
        with pytest.raises(errors.ChangedUnderneath):
            atomic.place_folder(staged, old, expect=seen)
    assert (old / "text.md").read_bytes() == b"theirs"
    assert alone(old)


def test_a_folder_in_the_way_is_not_replaced_unasked(old):
    with pytest.raises(errors.ChangedUnderneath):
        atomic.write_folder(old, NEW)
    atomic.write_folder(old, NEW, overwrite=True)
    assert tree(old) == NEW


def test_a_file_in_the_way_is_never_replaced_by_a_folder(tmp_path):
    place = tmp_path / "wawo"
    place.write_bytes(b"a file")
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write_folder(place, NEW, overwrite=True)
    assert caught.value.reason == "denied"
    assert place.read_bytes() == b"a file"


def test_a_staged_folder_that_is_not_placed_is_gone(tmp_path):
    place = tmp_path / "desk" / "export"
    place.parent.mkdir()
    with pytest.raises(KeyboardInterrupt), atomic.staged_folder(place) as staged:
        (staged / "index.html").write_bytes(b"half")
        raise KeyboardInterrupt
    assert list(place.parent.iterdir()) == []


def test_the_old_folder_comes_back_when_the_new_one_cannot_be_moved_in(old, monkeypatch):
    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    rename = Path.rename

    def fail_into_place(self, target):
        if Path(target) == old and self.name.endswith(".tmp"):
            raise OSError(errno.EIO, "second rename")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_into_place)
    before = tree(old)
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write_folder(old, NEW, overwrite=True)
    assert caught.value.reason == "io"
    assert tree(old) == before
    assert alone(old)


@pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")
def test_modes_stay(old):
    old.chmod(0o750)
    (old / "text.md").chmod(0o600)
    atomic.write_folder(old, NEW, overwrite=True)
    assert stat.S_IMODE(old.stat().st_mode) == 0o750
    assert stat.S_IMODE((old / "text.md").stat().st_mode) == 0o600


def test_bytes_that_come_back_changed_are_not_put_in_place(old, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data).replace(b"n", b"m")))
    before = tree(old)
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write_folder(old, NEW, overwrite=True)
    assert caught.value.reason == "verification"
    monkeypatch.undo()
    assert tree(old) == before


def test_a_link_to_a_folder_is_followed_and_stays(old, tmp_path):
    link = tmp_path / "link.textbundle"
    link.symlink_to(old, target_is_directory=True)
    atomic.write_folder(link, NEW, expect=atomic.identify(link))
    assert link.is_symlink()
    assert tree(old) == NEW


def test_a_folder_that_is_gone_is_named_missing(tmp_path):
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write_folder(tmp_path / "gone" / "export", NEW)
    assert caught.value.reason == "missing"
