"""Every step of a save fails, or the process dies at it: the old file or the new one is there, whole.

Each test also runs the careless way of saving and must catch it: a harness that finds nothing proves nothing.
"""

import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from broadsheet import errors
from broadsheet.store import atomic

OLD, NEW = b"old text\n" * 400, b"new text\n" * 500
TREE_OLD, TREE_NEW = {"text.md": b"old", "assets/a": b"A"}, {"text.md": b"new", "assets/b": b"B"}
STEPS = (
    "open",
    "write",
    "fsync",
    "close",
    "fchmod",
    "fchown",
    "listxattr",
    "stat",
    "replace",
    "rename",
    "mkdir",
    "rmdir",
)
CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EDQUOT)

posix = pytest.mark.skipif(os.name == "nt", reason="fork and signals as POSIX has them")


class Steps:
    """Counts the system calls of a save and lets something happen at one of them."""

    def __init__(self, monkeypatch, at, happen):
        self.count, self.at, self.happen = 0, at, happen
        for name in STEPS:
            if hasattr(os, name):
                monkeypatch.setattr(os, name, self.counted(getattr(os, name)))

    def counted(self, real):
        def call(*args, **kwargs):
            self.count += 1
            if self.count == self.at:
                self.happen()
            return real(*args, **kwargs)

        return call


def fail_with(code):
    def happen():
        raise OSError(code, os.strerror(code))

    return happen


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def file_at(folder):
    path = folder / "wawo.textpack"
    path.write_bytes(OLD)
    return path


def folder_at(folder):
    path = folder / "wawo.textbundle"
    atomic.write_folder(path, TREE_OLD)
    return path


def ours(path):
    """Save by our recipe; raise where it did not happen."""
    atomic.write(path, NEW, expect=atomic.identify(path))


def careless(path):
    """Cut the file to nothing, then write: what many editors do."""
    fd = os.open(path, os.O_WRONLY | os.O_TRUNC)
    try:
        os.write(fd, NEW)
    finally:
        os.close(fd)


def save_folder(path):
    atomic.write_folder(path, TREE_NEW, expect=atomic.identify(path))


def content(path):
    if path.is_dir():
        return {inner.relative_to(path).as_posix(): inner.read_bytes() for inner in path.rglob("*") if inner.is_file()}
    return path.read_bytes() if path.exists() else None


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def in_a_child(work):
    """Run `work` in a forked process and return whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFEXITED(os.waitpid(child, 0)[1])


def failing_sweep(folder, make, save, versions, code):
    """Fail at every step in turn; return what was broken, as (step, what); `versions` are the old and the new one."""
    broken = []
    for step in range(1, 1000):
        place = folder / f"{code}-{step}"
        place.mkdir()
        path = make(place)
        saved = False
        with pytest.MonkeyPatch.context() as patch:
            steps = Steps(patch, step, fail_with(code))
            try:
                save(path)
                saved = True
            except (OSError, errors.NotSaved):
                pass
        if content(path) != versions[saved]:
            broken.append((step, content(path)))
        if steps.count < step:
            return broken
    raise AssertionError("the save never ends")


def killing_sweep(folder, make, save, versions):
    """Kill the process at every step in turn; return what was broken."""
    broken = []
    for step in range(1, 1000):
        place = folder / f"kill-{step}"
        place.mkdir()
        path = make(place)

        def work(path=path, step=step):
            Steps(pytest.MonkeyPatch(), step, die)
            save(path)

        finished = in_a_child(work)
        atomic.sweep(path)
        if content(path) not in versions:
            broken.append((step, content(path)))
        if len(names(place)) > 1:
            broken.append((step, names(place)))
        if finished:
            return broken
    raise AssertionError("the save never ends")


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_no_failing_step_harms_a_file(tmp_path, code):
    assert failing_sweep(tmp_path, file_at, ours, (OLD, NEW), code) == []


@pytest.mark.parametrize("code", CODES[:2], ids=errno.errorcode.get)
def test_no_failing_step_harms_a_folder(tmp_path, code):
    assert failing_sweep(tmp_path, folder_at, save_folder, (TREE_OLD, TREE_NEW), code) == []


def test_no_failing_step_harms_a_folder_that_is_moved_aside(tmp_path, monkeypatch):
    from broadsheet.store.atomic import exchange

    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    assert failing_sweep(tmp_path, folder_at, save_folder, (TREE_OLD, TREE_NEW), errno.EIO) == []


@posix
def test_no_kill_harms_a_file(tmp_path):
    assert killing_sweep(tmp_path, file_at, ours, (OLD, NEW)) == []


@posix
def test_no_kill_harms_a_folder(tmp_path):
    assert killing_sweep(tmp_path, folder_at, save_folder, (TREE_OLD, TREE_NEW)) == []


@posix
def test_no_kill_harms_a_folder_that_is_moved_aside(tmp_path, monkeypatch):
    from broadsheet.store.atomic import exchange

    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    assert killing_sweep(tmp_path, folder_at, save_folder, (TREE_OLD, TREE_NEW)) == []


@posix
def test_the_sweeps_would_catch_careless_saving(tmp_path):
    assert (2, b"") in failing_sweep(tmp_path, file_at, careless, (OLD, NEW), errno.ENOSPC)
    assert (2, b"") in killing_sweep(tmp_path, file_at, careless, (OLD, NEW))


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 256 kB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_leaves_the_old_file(small_disk):
    path = file_at(small_disk)
    (small_disk / "filler").write_bytes(bytes(248 * 1024))
    for write in (
        lambda: atomic.write(path, NEW * 100, overwrite=True),
        lambda: atomic.write_folder(small_disk / "wawo.textbundle", {"text.md": NEW * 100}),
    ):
        with pytest.raises(errors.NotSaved) as caught:
            write()
        assert caught.value.reason == "full"
    assert path.read_bytes() == OLD
    assert names(small_disk) == ["filler", "wawo.textpack"]


def test_a_full_disk_would_catch_careless_saving(small_disk):
    path = file_at(small_disk)
    (small_disk / "filler").write_bytes(bytes(248 * 1024))
    with pytest.raises(OSError, match="No space"), path.open("wb") as file:
        file.write(NEW * 100)
    assert path.read_bytes() != OLD


def test_a_read_only_disk_is_named(small_disk):
    path = file_at(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for write in (
        lambda: atomic.write(path, NEW, overwrite=True),
        lambda: atomic.write_folder(small_disk / "wawo.textbundle", TREE_NEW),
    ):
        with pytest.raises(errors.NotSaved) as caught:
            write()
        assert caught.value.reason == "read_only"
    assert path.read_bytes() == OLD


@pytest.fixture
def locked_folder():
    """Give a folder with a file, where nothing may be made; as root, by being nobody for the time of the test."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = file_at(folder)
        path.chmod(0o666)
        folder.chmod(0o555)
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


@posix
def test_a_folder_that_takes_nothing_is_named_and_the_file_is_not_written_in_place(locked_folder):
    path = locked_folder / "wawo.textpack"
    for write in (
        lambda: atomic.write(path, NEW, overwrite=True),
        lambda: atomic.write_folder(locked_folder / "wawo.textbundle", TREE_NEW),
    ):
        with pytest.raises(errors.NotSaved) as caught:
            write()
        assert caught.value.reason == "denied"
    assert path.read_bytes() == OLD


@posix
def test_a_file_of_another_owner_is_not_replaced_behind_a_rename(locked_folder):
    if os.getuid() != 0:
        pytest.skip("needs a file of another owner")
    os.seteuid(0)
    locked_folder.chmod(0o777)
    (locked_folder / "wawo.textpack").chmod(0o644)
    os.seteuid(65534)
    with pytest.raises(errors.NotSaved) as caught:
        atomic.write(locked_folder / "wawo.textpack", NEW, overwrite=True)
    assert caught.value.reason == "denied"


@posix
def test_a_limit_on_file_sizes_is_named(tmp_path):
    code = (
        "import resource, signal, sys; from pathlib import Path; from broadsheet import errors\n"
        "from broadsheet.store import atomic\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try: atomic.write(Path(sys.argv[1]), bytes(9000), overwrite=True)\n"
        "except errors.NotSaved as exc: print(exc.reason)\n"
    )
    path = file_at(tmp_path)
    package = Path(errors.__file__).resolve().parents[1]
    told = subprocess.run(
        [sys.executable, "-c", code, path],
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "too_large\n"
    assert path.read_bytes() == OLD
    assert names(tmp_path) == [path.name]
