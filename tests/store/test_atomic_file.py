"""One file, replaced safely."""

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from broadsheet import errors
from broadsheet.store import atomic

OLD, NEW = b"old text\n" * 400, b"new text\n" * 500

posix = pytest.mark.skipif(os.name == "nt", reason="modes, links and owners as POSIX has them")


@pytest.fixture
def old(tmp_path):
    """Return a file with the old text in a folder of its own."""
    path = tmp_path / "desk" / "wawo.textpack"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def alone(path):
    """Return whether nothing but the file is in its folder."""
    return [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_new_file_holds_the_bytes_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "desk" / "new.textpack"
    path.parent.mkdir()
    outcome = atomic.write(path, NEW)
    assert path.read_bytes() == NEW
    assert outcome.identity == atomic.identify(path)
    assert outcome.durable
    assert alone(path)


@posix
def test_a_new_file_has_the_mode_that_any_program_would_give_it(tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    atomic.write(tmp_path / "ours", NEW)
    assert (tmp_path / "ours").stat().st_mode == plain.stat().st_mode


def test_the_version_that_was_read_is_replaced(old):
    outcome = atomic.write(old, NEW, expect=atomic.identify(old))
    assert old.read_bytes() == NEW
    assert outcome.identity == atomic.identify(old)


def test_a_version_that_another_program_wrote_stays(old):
    seen = atomic.identify(old)
    old.write_bytes(b"theirs")
    with pytest.raises(errors.ChangedUnderneath) as caught:
        atomic.write(old, NEW, expect=seen)
    assert caught.value.path == old
    assert old.read_bytes() == b"theirs"
    assert alone(old)


def test_a_change_that_hides_behind_the_same_size_and_times_is_seen(old):
    seen, times = atomic.identify(old), old.stat()
    old.write_bytes(OLD[::-1])
    os.utime(old, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(errors.ChangedUnderneath):
        atomic.write(old, NEW, expect=seen)


def test_a_file_that_was_only_touched_or_copied_back_is_no_conflict(old):
    seen = atomic.identify(old)
    old.unlink()
    old.write_bytes(OLD)
    os.utime(old, (1, 1))
    atomic.write(old, NEW, expect=seen)
    assert old.read_bytes() == NEW


def test_a_file_that_is_gone_is_written_anew(old):
    seen = atomic.identify(old)
    old.unlink()
    atomic.write(old, NEW, expect=seen)
    assert old.read_bytes() == NEW


def test_nothing_is_replaced_where_nothing_was_expected(old):
    with pytest.raises(errors.ChangedUnderneath):
        atomic.write(old, NEW)
    atomic.write(old, NEW, overwrite=True)
    assert old.read_bytes() == NEW


def test_a_file_replaced_while_ours_is_being_written_stays(old, monkeypatch):
    sync = os.fsync

    def busy(fd):
        theirs = old.with_name("theirs")
        theirs.write_bytes(b"theirs")
        theirs.replace(old)
        sync(fd)

    seen = atomic.identify(old)
    monkeypatch.setattr(os, "fsync", busy)
    with pytest.raises(errors.ChangedUnderneath):
        atomic.write(old, NEW, expect=seen)
    assert old.read_bytes() == b"theirs"
    assert alone(old)


@posix
def test_mode_and_attributes_of_the_old_file_stay(old):
    old.chmod(0o640)
    try:
        os.setxattr(old, "user.colour", b"red")
    except OSError:
        pytest.skip("the file system of the temporary folder keeps no attributes")
    atomic.write(old, NEW, overwrite=True)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert os.getxattr(old, "user.colour") == b"red"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_owner_and_group_stay(old):
    os.chown(old, 1234, 2345)
    atomic.write(old, NEW, overwrite=True)
    assert (old.stat().st_uid, old.stat().st_gid) == (1234, 2345)


@posix
def test_a_group_that_cannot_be_kept_gives_the_new_group_no_rights(old, monkeypatch):
    def refused(*_):
        raise PermissionError(errno.EPERM, "no")

    old.chmod(0o664)
    monkeypatch.setattr(os, "fchown", refused)
    atomic.write(old, NEW, overwrite=True)
    assert stat.S_IMODE(old.stat().st_mode) == 0o644


@posix
def test_a_link_is_followed_and_stays_a_link(old, tmp_path):
    link = tmp_path / "link.textpack"
    link.symlink_to(old)
    atomic.write(link, NEW, expect=atomic.identify(link))
    assert link.is_symlink()
    assert old.read_bytes() == NEW


@posix
def test_a_link_to_a_file_that_is_gone_brings_it_back(old, tmp_path):
    link = tmp_path / "link.textpack"
    link.symlink_to(old)
    old.unlink()
    atomic.write(link, NEW)
    assert link.is_symlink()
    assert old.read_bytes() == NEW


@posix
def test_other_names_of_the_file_keep_the_old_version_and_are_told(old, tmp_path):
    other = tmp_path / "other.textpack"
    other.hardlink_to(old)
    assert atomic.write(old, NEW, overwrite=True).other_names == 1
    assert other.read_bytes() == OLD
    assert atomic.write(old, OLD, overwrite=True).other_names == 0


def test_a_file_that_was_locked_on_purpose_is_not_replaced(old):
    old.chmod(0o444)
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write(old, NEW, overwrite=True)
    assert caught.value.reason == "read_only"
    assert old.read_bytes() == OLD


@posix
def test_what_is_no_file_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(errors.NotSaved) as caught:
            atomic.write(path, NEW, overwrite=True)
        assert caught.value.reason == "denied"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_as_long_as_the_system_takes_is_saved(tmp_path):
    path = tmp_path / ("é" * 127)
    atomic.write(path, NEW)
    assert path.read_bytes() == NEW


def test_short_writes_are_continued(old, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data[:7])))
    atomic.write(old, NEW, overwrite=True)
    assert old.read_bytes() == NEW


def test_bytes_that_come_back_changed_are_not_put_in_place(old, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data).replace(b"n", b"m")))
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write(old, NEW, overwrite=True)
    assert caught.value.reason == "verification"
    assert old.read_bytes() == OLD
    assert alone(old)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "quota"),
        (errno.EACCES, "denied"),
        (errno.EPERM, "denied"),
        (errno.EROFS, "read_only"),
        (errno.ENOENT, "missing"),
        (errno.EFBIG, "too_large"),
        (errno.EBUSY, "in_use"),
        (errno.EIO, "io"),
    ],
)
def test_every_failure_has_its_reason_and_leaves_the_old_file(old, monkeypatch, code, reason):
    def fail(fd):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write(old, NEW, overwrite=True)
    assert (caught.value.path, caught.value.reason) == (old, reason)
    assert old.read_bytes() == OLD
    assert alone(old)


def test_a_folder_that_is_gone_is_named_missing(tmp_path):
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write(tmp_path / "gone" / "wawo.textpack", NEW)
    assert caught.value.reason == "missing"


@posix
def test_saved_but_not_confirmed_is_an_outcome_of_its_own(old, monkeypatch):
    sync = os.fsync

    def only_files(fd):
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(errno.EIO, "folder")
        sync(fd)

    monkeypatch.setattr(os, "fsync", only_files)
    outcome = atomic.write(old, NEW, overwrite=True)
    assert not outcome.durable
    assert old.read_bytes() == NEW
    assert outcome.identity == atomic.identify(old)


def test_a_version_put_over_ours_at_once_is_not_taken_for_ours(old, monkeypatch):
    replace = Path.replace

    def overtaken(self, target):
        replace(self, target)
        Path(target).write_bytes(b"theirs")

    monkeypatch.setattr(Path, "replace", overtaken)
    outcome = atomic.write(old, NEW, overwrite=True)
    assert not outcome.durable
    with pytest.raises(errors.ChangedUnderneath):
        atomic.write(old, NEW, expect=outcome.identity)


class HeldError(OSError):
    """What Windows says while a virus scanner holds a file."""

    winerror = 32


def test_a_file_that_is_held_for_a_moment_is_waited_for(old, monkeypatch):
    waits, replace = [], Path.replace

    def held(self, target):
        if len(waits) < 3:
            raise HeldError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", waits.append)
    atomic.write(old, NEW, overwrite=True)
    assert old.read_bytes() == NEW
    assert waits == [0.05, 0.1, 0.2]


def test_a_file_that_stays_held_is_given_up_and_told(old, monkeypatch):
    waits = []

    def held(self, target):
        raise HeldError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", waits.append)
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write(old, NEW, overwrite=True)
    assert caught.value.reason == "in_use"
    assert sum(waits) == 2.5
    assert old.read_bytes() == OLD
    assert alone(old)


def test_on_a_mac_the_drive_itself_is_asked(old, monkeypatch):
    from broadsheet.store.atomic import syncing

    class Fcntl:
        F_FULLFSYNC = 51
        asked: list[int] = []

        def fcntl(self, fd, command):
            self.asked.append(command)
            if len(self.asked) == 1:
                raise OSError(errno.ENOTSUP, "network drive")

    syncs, sync = [], os.fsync
    monkeypatch.setattr(syncing, "fcntl", Fcntl())
    monkeypatch.setattr(os, "fsync", lambda fd: (syncs.append(fd), sync(fd)))
    atomic.write(old, NEW, overwrite=True)
    assert Fcntl.asked == [51, 51]
    assert len(syncs) == 1
