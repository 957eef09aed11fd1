"""The process dies at any moment: the file is whole, and every version that was told to be kept is there.

The same harness must catch a history that tells of a version before it is on disk.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest

import broadsheet
from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store.history import History, database
from torture import faults

pytestmark = pytest.mark.skipif(os.name == "nt", reason="fork and signals as POSIX has them")

PACKAGE = str(Path(broadsheet.__file__).resolve().parents[1])
TESTS = str(Path(__file__).resolve().parents[1])
CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "openat")


def story(number):
    """Return an article that differs in everything from the others but for one picture."""
    body = f"{number} " + " ".join(f"{number * one:x}" for one in range(1, 3000))
    assets = {"assets/same": b"boat" * 3000, "assets/own": b"%d" % number * 2000}
    return documents.new(Article(id="1", headline=f"{number}", body=body), assets)


def told(line):
    """Tell the parent in one call that a version is kept."""
    os.write(1, b"%d\n" % line)


def work(path, tell=told):
    """Keep versions, write the file anew from time to time, and go on after every error."""
    history = History(path)
    for number in range(1, 41):
        with suppress(errors.HistoryFailed):
            history.add(story(number), "import", now=float(number))
            tell(number)
            if number % 7 == 0:
                history.add(msgspec.structs.replace(story(number), article=Article(id="2")), "import", now=0.0)
                history.forget("2")
            if number % 9 == 0:
                history.close()


def hasty(path):
    """Tell of a version before its transaction has ended, as a history that keeps things in memory would."""
    writing = database.Database.writing

    @contextmanager
    def telling(self):
        with writing(self) as connection:
            yield connection
            (number,) = connection.execute("SELECT MAX(time) FROM version WHERE article = ?", (b"1",)).fetchone()
            told(int(number or 0))

    database.Database.writing = telling
    work(path, tell=lambda _: None)


def lost(path, acknowledged):
    """Return what is wrong with a history after its program died, or was through."""
    connection = sqlite3.connect(path)
    wrong = [row for row in connection.execute("PRAGMA integrity_check") if row != ("ok",)]
    wrong += connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    history = History(path)
    found = {}
    for version in history.versions("1"):
        document = history.document("1", version.number)
        found[int(document.article.headline)] = document
    wrong += [number for number in acknowledged if number not in found]
    wrong += [number for number, document in found.items() if document != story(number)]
    history.add(story(10_001), "import", now=1e9)
    history.close()
    connection = sqlite3.connect(path)
    wrong += connection.execute("SELECT id FROM content WHERE id NOT IN (SELECT content FROM part)").fetchall()
    connection.close()
    return wrong


class Watch:
    """Ends the process before its n-th statement: each is a moment inside or between transactions."""

    def __init__(self, at):
        self.count, self.at = 0, at

    def __call__(self, _statement):
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_in_a_child(path, at, task):
    """Run in a forked process until its n-th statement; return what it told before."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        watch, connect = Watch(at), sqlite3.connect

        def watched(*args, **kwargs):
            connection = connect(*args, **kwargs)
            connection.set_trace_callback(watch)
            return connection

        sqlite3.connect = watched
        try:
            task(path)
        finally:
            os._exit(9)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        acknowledged = [int(line) for line in pipe if int(line)]
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status)
    return acknowledged


STATEMENTS = range(1, 400, 31)


def test_no_kill_between_statements_loses_a_version(tmp_path):
    most = 0
    for at in STATEMENTS:
        path = tmp_path / f"{at}" / "history.sqlite3"
        acknowledged = killed_in_a_child(path, at, work)
        assert lost(path, acknowledged) == [], at
        most = max(most, len(acknowledged))
    assert most > 10


def test_kills_would_catch_a_history_that_tells_too_early(tmp_path):
    for at in range(30, 100):
        path = tmp_path / f"{at}" / "history.sqlite3"
        if lost(path, killed_in_a_child(path, at, hasty)):
            return
    raise AssertionError("nothing was caught")


def test_programs_that_begin_a_history_at_once_share_it(tmp_path):
    for turn in range(5):
        path = tmp_path / f"{turn}" / "history.sqlite3"
        reader, writer = os.pipe()
        children = []
        for name in range(4):
            child = os.fork()
            if child == 0:
                failed = 1
                with suppress(errors.HistoryFailed):
                    os.close(writer)
                    os.read(reader, 1)
                    history = History(path)
                    for number in range(3):
                        history.add(story(10 * name + number), "import", now=float(number))
                    failed = 0
                os._exit(failed)
            children.append(child)
        os.close(reader)
        os.close(writer)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
        assert lost(path, [10 * name + number for name in range(4) for number in range(3)]) == []


CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_history_kills
getattr(test_history_kills, sys.argv[2])(Path(sys.argv[3]))
"""


def traced(folder, inject, task="work"):
    """Run under strace with one fault; return what was told, what is wrong afterwards, and whether the fault hit."""
    path, log = folder / "state" / "history.sqlite3", folder / "log"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = [part for ending in ("", "-wal", "-shm") for part in ("-P", f"{path}{ending}")]
    strace = ["strace", "-f", "-qq", "-o", log, *files, "-e", f"trace={','.join(CALLS)}", "-e", f"inject={inject}"]
    done = subprocess.run(
        [*strace, sys.executable, "-c", CHILD, Path(__file__).parent, task, path],
        env={**os.environ, "PYTHONPATH": f"{PACKAGE}{os.pathsep}{TESTS}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        timeout=100,
    )
    acknowledged = [int(line) for line in done.stdout.split() if int(line)]
    text = log.read_text()
    return acknowledged, lost(path, acknowledged), "INJECTED" in text or "killed" in text


@pytest.fixture
def strace():
    faults.need_strace()


@pytest.mark.parametrize("inject", ["pwrite64:signal=KILL:when=301", "fdatasync:error=EIO:when=7"])
def test_no_fault_at_a_system_call_loses_a_version(strace, tmp_path, inject):
    acknowledged, wrong, hit = traced(tmp_path / "desk", inject)
    assert wrong == []
    assert acknowledged
    assert hit


POINTS = {
    "pwrite64": [*range(1, 20), *range(20, 1200, 29)],
    "fdatasync": range(1, 70, 2),
    "fsync": range(1, 6),
    "ftruncate": range(1, 12),
    "unlink": range(1, 8),
    "openat": range(1, 20),
}


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO", "error=ENOSPC"])
def test_no_fault_at_any_system_call_loses_a_version(strace, tmp_path, fault):
    broken, hits = [], 0
    for name, points in POINTS.items():
        for point in points:
            _, wrong, hit = traced(tmp_path / "desk", f"{name}:{fault}:when={point}")
            hits += hit
            broken += [(name, point, wrong)] if wrong else []
    assert broken == []
    assert hits > 80


@pytest.mark.torture
def test_faults_at_system_calls_would_catch_a_history_that_tells_too_early(strace, tmp_path):
    found = (traced(tmp_path / "desk", f"pwrite64:signal=KILL:when={point}", "hasty") for point in range(60, 160, 9))
    assert any(wrong for _, wrong, _ in found)
