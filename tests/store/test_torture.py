"""The long reliability runs (`make torture`): real system calls fail or kill, and the power goes while saving.

Each run also tries a careless way of saving, and must catch it.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import broadsheet
from broadsheet.store.history import History

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1800)]

PACKAGE = str(Path(broadsheet.__file__).resolve().parents[1])
SIZE = 60_000
CALLS = ("openat", "write", "fsync", "close", "rename", "renameat2", "fchmod", "fchown", "mkdir")

WAYS = """
import os, sys
from pathlib import Path
from broadsheet import errors
from broadsheet.store import atomic

def ours(path, data):
    atomic.write(path, data, overwrite=True)

def folder(path, data):
    atomic.write_folder(path, {"text.md": data, "assets/a": data}, overwrite=True)

def careless(path, data):
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(fd, data)
    os.close(fd)

def hasty(path, data):
    Path(f"{path}.new").write_bytes(data)
    Path(f"{path}.new").replace(path)

def history(path, data):
    from broadsheet.article.model import Article
    from broadsheet.store import document, history
    kept = globals().setdefault("kept", history.History(path / "history.sqlite3"))
    kept.add(document.new(Article(id="1", body=data.decode()), {}), "import", now=0.0)

def lax(path, data):
    from broadsheet.store.history import opening
    opening._PRAGMAS = tuple(one.replace("= FULL", "= NORMAL") for one in opening._PRAGMAS)
    history(path, data)

save, path = globals()[sys.argv[1]], Path(sys.argv[2])
"""

ONCE = (
    WAYS
    + """
save(path.with_name("rehearsal"), b"x")
save(path.with_name("rehearsal"), b"x")
os.access("/the save begins", 0)
try:
    save(path, b"2" * 60_000)
except (errors.NotSaved, OSError):
    os._exit(3)
os._exit(0)
"""
)

AGAIN = (
    WAYS
    + """
for number in range(1, 10_000):
    save(path, b"%d\\n" % number * 8000)
    print(number, flush=True)
"""
)


def environment():
    return {**os.environ, "PYTHONPATH": PACKAGE, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def content(path):
    if (path / "history.sqlite3").exists():
        kept = History(path / "history.sqlite3")
        newest = kept.versions("1")[:1]
        body = kept.document("1", newest[0].number).article.body.encode() if newest else None
        kept.close()
        return body
    if path.is_dir():
        found = {inner.read_bytes() for inner in path.rglob("*") if inner.is_file()}
        return found.pop() if len(found) == 1 and len(list(path.rglob("*"))) == 3 else b"a mixture"
    return path.read_bytes() if path.exists() else None


class Traced:
    """One way of saving under strace, with a fault at the n-th call of one name."""

    def __init__(self, way, place):
        self.way, self.place, self.log = way, place, place / "log"

    def run(self, *inject):
        """Save once and return exit code, content of the file, and whether the fault hit the save itself."""
        shutil.rmtree(self.place)
        self.place.mkdir()
        path = self.place / "wawo"
        old = subprocess.run(
            [sys.executable, "-c", WAYS + "save(path, b'1' * 60_000)", self.way, path], env=environment(), check=True
        )
        assert old.returncode == 0
        traced = [
            "strace",
            "-f",
            "-qq",
            "-o",
            self.log,
            "-e",
            f"trace={','.join(CALLS)},access,faccessat,faccessat2",
            *inject,
        ]
        done = subprocess.run(
            [*traced, sys.executable, "-c", ONCE, self.way, path], env=environment(), capture_output=True, check=False
        )
        after = self.log.read_text().partition("/the save begins")[2]
        hit = "INJECTED" in after or "killed" in after
        return done.returncode, content(path), hit

    def points(self):
        """Return (call, number) of every call in the save itself."""
        self.run()
        before, _, after = self.log.read_text().partition("/the save begins")
        for name in CALLS:
            first = len(re.findall(rf"\b{name}\(", before))
            yield from ((name, first + number) for number in range(1, len(re.findall(rf"\b{name}\(", after)) + 1))

    def violations(self):
        """Return every fault that left neither version, or the wrong one, and how many faults hit."""
        broken, hits = [], 0
        for name, number in list(self.points()):
            for fault in ("error=EIO", "error=ENOSPC", "signal=KILL"):
                code, found, hit = self.run("-e", f"inject={name}:{fault}:when={number}")
                hits += hit
                right = {0: [b"2"], 3: [b"1"]}.get(code, [b"1", b"2"] if fault == "signal=KILL" else [])
                if hit and found not in [one * SIZE for one in right]:
                    broken.append((name, number, fault, code, (found or b"none")[:10]))
        return broken, hits


@pytest.fixture
def traced(tmp_path):
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    place = tmp_path / "desk"
    place.mkdir()
    return lambda way: Traced(way, place)


@pytest.mark.parametrize("way", ["ours", "folder"])
def test_no_failing_system_call_harms_what_stood_there(traced, way):
    broken, hits = traced(way).violations()
    assert broken == []
    assert hits > 20


def test_failing_system_calls_would_catch_careless_saving(traced):
    broken, hits = traced("careless").violations()
    assert any(name == "write" for name, *_ in broken)
    assert hits


@pytest.fixture
def disk(tmp_path):
    """Return a way to run a program on a disk of its own until the power goes, and to see what is on it then."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("only root can make and mount a disk")
    image, mounted, after = tmp_path / "disk.img", tmp_path / "mounted", tmp_path / "after"
    mounted.mkdir()
    after.mkdir()

    def cut(way, saves):
        with image.open("wb") as file:
            file.truncate(32 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        mount = subprocess.run(["mount", "-o", "loop", image, mounted], capture_output=True, text=True, check=False)
        if mount.returncode:
            pytest.skip(f"no disk can be mounted here: {mount.stderr.strip()}")
        try:
            writer = subprocess.Popen(
                [sys.executable, "-c", AGAIN, way, mounted / "wawo"],
                env=environment(),
                stdout=subprocess.PIPE,
                text=True,
            )
            lines = iter(writer.stdout)
            told = [int(next(lines)) for _ in range(saves)][-1]
            writer.send_signal(signal.SIGSTOP)
            while "T" not in Path(f"/proc/{writer.pid}/stat").read_text().rpartition(")")[2].split()[0]:
                time.sleep(0.001)
            shutil.copyfile(image, tmp_path / "after.img")
            writer.kill()
            writer.communicate()
        finally:
            subprocess.run(["umount", mounted], check=True)
        subprocess.run(["mount", "-o", "loop", tmp_path / "after.img", after], check=True)
        try:
            return told, content(after / "wawo")
        finally:
            subprocess.run(["umount", after], check=True)

    return cut


def outlived(told, found):
    """Tell whether a whole version is there, not older than the one that was told to be saved."""
    number = int((found or b"0\n").partition(b"\n")[0] or 0)
    return found == b"%d\n" % number * 8000 and number >= told


@pytest.mark.parametrize("way", ["ours", "folder", "history"])
@pytest.mark.parametrize("saves", [1, 2, 3, 7, 20])
def test_what_was_told_to_be_saved_outlives_a_power_cut(disk, way, saves):
    told, found = disk(way, saves)
    assert outlived(told, found), textwrap.shorten(repr(found), 60)


@pytest.mark.parametrize("way", ["careless", "hasty", "lax"])
def test_a_power_cut_would_catch_careless_saving(disk, way):
    assert not all(outlived(*disk(way, saves)) for saves in (1, 3, 7))
