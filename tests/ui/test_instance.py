"""A second start hands its files to the program that runs: really started, really killed."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from broadsheet import paths
from broadsheet.store import handover
from broadsheet.ui.instance import Instance

_START = """
import sys
from broadsheet.ui import application, display
from broadsheet.ui.application import Program
from pathlib import Path

display.available = lambda: True
opened, began = Program.open_window, Program.open_files

def open_window(self, wanted=None, *args):
    window = opened(self, wanted, *args)
    print("window", flush=True)
    window.session.opened.connect(lambda: print("opened", window.path, flush=True))
    return window

def open_files(self, wish):
    print("wish", *wish.files, flush=True)
    began(self, wish)

Program.open_window, Program.open_files = open_window, open_files
from broadsheet import __main__
sys.exit(__main__.main())
"""


@pytest.fixture
def runtime(monkeypatch):
    """Give a short folder of its own: a socket's name must fit into about a hundred bytes."""
    folder = Path(tempfile.mkdtemp(prefix="bs-"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


def start(*files):
    return subprocess.Popen(
        [sys.executable, "-c", _START, *map(str, files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(paths.__file__).parents[1])},
    )


def read_until(process, wanted):
    for line in process.stdout:
        if line.startswith(wanted):
            return line.strip()
    raise AssertionError(f"the program ended without saying “{wanted}”")


@pytest.fixture
def running(runtime):
    processes = []

    def run(*files):
        processes.append(start(*files))
        return processes[-1]

    yield run
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
        process.stdout.close()


def test_a_second_start_hands_its_files_over_and_ends(running, tmp_path):
    sample = shutil.copytree(paths.RESOURCES / "samples" / "perahu-sekolah.textbundle", tmp_path / "perahu.textbundle")
    first = running()
    read_until(first, "window")
    second = running(sample)
    assert second.wait(30) == 0
    assert second.stdout.read() == ""
    assert read_until(first, "wish") == f"wish {sample}"
    assert read_until(first, "opened") == f"opened {sample}"


def test_what_a_killed_program_leaves_behind_stops_nobody(running, runtime):
    first = running()
    read_until(first, "window")
    assert running().wait(30) == 0
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert any(path.is_socket() for path in (runtime / "broadsheet").iterdir()), "the socket is stale now"
    second = running()
    read_until(second, "window")
    third = running("/nowhere/x.textpack")
    assert third.wait(30) == 0
    assert read_until(second, "wish") == "wish /nowhere/x.textpack"


def test_a_program_that_hangs_keeps_no_other_from_starting(running):
    first = running()
    read_until(first, "window")
    assert running().wait(30) == 0
    first.send_signal(signal.SIGSTOP)
    second = running()
    read_until(second, "window")
    first.send_signal(signal.SIGCONT)


@pytest.fixture
def hearing(qapp, runtime):
    owner = QObject()
    instance = Instance(handover.claim(), owner)
    assert instance.listen()
    yield instance
    instance.close()
    owner.deleteLater()


@pytest.mark.parametrize(
    "said", [b"", b"\n", b"\xff\x00garbage\n", b"x" * 200_000, b'{"files": ["relative"]}\n', b'{"files": ["/a"]}']
)
def test_garbage_is_heard_out_and_the_next_visitor_is_served(hearing, qtbot, said):
    heard = []
    hearing.wished.connect(heard.append)
    with socket.socket(socket.AF_UNIX) as channel:
        channel.connect(str(paths.meeting_point()))
        channel.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            channel.sendall(said)
        with socket.socket(socket.AF_UNIX) as other:
            other.connect(str(paths.meeting_point()))
            other.sendall(handover.encode([Path("/a/x.textpack")]))
            with qtbot.waitSignal(hearing.wished):
                pass
            other.settimeout(5)
            assert other.recv(10) == handover.ANSWER
    assert [wish.files for wish in heard] == [(Path("/a/x.textpack"),)]


def test_only_the_user_may_speak(hearing):
    assert paths.meeting_point().stat().st_mode & 0o077 == 0
    assert paths.commons().stat().st_mode & 0o077 == 0
