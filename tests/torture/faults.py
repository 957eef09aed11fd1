"""Lets every system call of an action fail, or kill the process, one at a time, and judges what is left each time.

The action runs in a forked process to which strace is attached before it begins: what strace counts is the action's
alone, and whatever the action tells its caller is written into memory that outlives it, without a system call.
"""

import ctypes
import mmap
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

KILL = "KILL"
ERRORS = {
    "open openat": "EACCES ENOSPC EROFS EIO EMFILE EDQUOT EIO+",
    "write pwrite64": "ENOSPC EIO EDQUOT EFBIG ENOSPC+ EIO+",
    "read pread64 getdents64 lseek": "EIO",
    "fsync fdatasync": "EIO ENOSPC EDQUOT EIO+",
    "close": "EIO EDQUOT",
    "rename renameat": "EACCES ENOSPC EIO EBUSY EIO+",
    "renameat2": "EINVAL ENOSYS EACCES EIO EIO+",
    "mkdir mkdirat": "EACCES ENOSPC EROFS EDQUOT",
    "unlink unlinkat rmdir": "EACCES EIO EBUSY",
    "fchmod chmod fchmodat fchown": "EPERM EIO",
    "stat lstat newfstatat statx": "EACCES EIO",
    "fstat": "EIO",
    "ftruncate": "ENOSPC EIO",
    "fallocate": "ENOSPC EOPNOTSUPP EIO EDQUOT",
    "flock": "ENOLCK",
    "fcntl": "EIO ENOLCK EAGAIN",
    "listxattr getxattr fsetxattr": "EOPNOTSUPP EIO",
}
"""What a system may say to each call: a broken, full, read-only or forbidden disk, a quota, too many open files.

With a plus it says so from then on.
"""
CALLS = {call: errors.split() for calls, errors in ERRORS.items() for call in calls.split()}
SYNCS = {"fsync", "fdatasync"}

_CALL = re.compile(r"^(\d+) +(\w+)\(", re.MULTILINE)
_PR_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


@dataclass(frozen=True)
class Fault:
    """At the n-th call of this name by any thread it fails with `kind`, or the process dies."""

    call: str
    number: int
    kind: str

    @property
    def inject(self):
        what = "signal=KILL" if self.kind == KILL else f"error={self.kind.removesuffix('+')}"
        return f"inject={self.call}:{what}:when={self.number}{'+' if self.kind.endswith('+') else ''}"

    def __str__(self):
        return f"{self.call} {self.number} {self.kind}"


class Board:
    """Lines that a process writes into shared memory."""

    def __init__(self):
        self._memory = mmap.mmap(-1, 1 << 16)

    def say(self, text):
        self._memory.write(text.encode() + b"\n")

    def said(self):
        return tuple(self._memory[:].partition(b"\0")[0].decode().splitlines())


@dataclass(frozen=True)
class Ended:
    """How an action ended: what it said before, and whether the fault reached it."""

    fault: Fault | None
    said: tuple[str, ...]
    hit: bool

    @property
    def killed(self):
        return self.fault is not None and self.fault.kind == KILL

    @property
    def crashed(self):
        return [line for line in self.said if line.startswith("crashed")]


@dataclass(frozen=True)
class Action:
    """What is tried.

    `prepare` makes what stands in a folder before. `begin` runs in the child, untouched by faults, and returns the work
    that is not. `wrong` says what is wrong in the folder afterwards.
    """

    name: str
    prepare: Callable[[Path], None]
    begin: Callable[[Path, Board], Callable[[], None]]
    wrong: Callable[[Path, Ended], Sequence[str]]


@dataclass
class Report:
    """What a sweep over an action found."""

    name: str
    runs: int = 0
    hits: int = 0
    wrong: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self):
        return f"{self.name}: {self.hits} faults in {self.runs} runs, {len(self.wrong)} wrong, {self.seconds:.1f} s"


def sweep(action, folder, most=0, choose=lambda fault: True):
    """Try every fault that `choose` wants, or `most` of them, the same each time; return a report."""
    report, begun = Report(action.name), time.monotonic()
    template = folder / "before"
    template.mkdir(parents=True)
    action.prepare(template)
    untouched, trace = perform(action, template, folder, None)
    report.wrong += [("no fault", tuple(wrong)) for wrong in [action.wrong(folder / "desk", untouched)] if wrong]
    faults = [fault for fault in points(trace) if choose(fault)]
    if most:
        faults = random.Random(7).sample(faults, min(most, len(faults)))
    for fault in faults:
        ended, _ = perform(action, template, folder, fault)
        report.runs += 1
        report.hits += ended.hit
        wrong = [*ended.crashed, *action.wrong(folder / "desk", ended)]
        if wrong:
            report.wrong.append((str(fault), (*wrong, "said: " + ", ".join(ended.said[-3:]))))
    report.seconds = time.monotonic() - begun
    return report


def points(trace):
    """Return every fault that can be put at the calls of a rehearsal."""
    counted = Counter(_CALL.findall(trace))
    most = {}
    for (_, call), count in counted.items():
        most[call] = max(count, most.get(call, 0))
    return [
        Fault(call, number, kind)
        for call, count in sorted(most.items())
        for number in range(1, count + 1)
        for kind in (KILL, *CALLS[call])
    ]


def perform(action, template, folder, fault):
    """Do an action in a fresh copy of its folder with one fault; return how it ended and strace's record of it."""
    place, log = folder / "desk", folder / "trace"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place, symlinks=True)
    board = Board()
    with _Gate() as gate:
        child = os.fork()
        if child == 0:
            _be_the_child(action, place, board, gate)
        gate.wait_ready()
        with _Attached(child, log, fault):
            gate.open()
            _, status = os.waitpid(child, 0)
    trace = log.read_text(errors="replace")
    return Ended(fault, board.said(), "INJECTED" in trace or os.WIFSIGNALED(status)), trace


class _Gate:
    """Where the child waits until strace watches it: in `select`, which nothing counts."""

    def __enter__(self):
        self._ready, self._open = os.pipe(), os.pipe()
        return self

    def __exit__(self, *_):
        for fd in (*self._ready, *self._open):
            os.close(fd)

    def pass_through(self):
        os.write(self._ready[1], b"r")
        select.select([self._open[0]], [], [])

    def wait_ready(self):
        os.read(self._ready[0], 1)

    def open(self):
        os.write(self._open[1], b"o")


def _be_the_child(action, place, board, gate):
    try:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # Where a system lets only parents look into their children (Yama).
        _LIBC.prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
        try:
            work = action.begin(place, board)
        finally:
            gate.pass_through()
        work()
    except BaseException as exc:  # noqa: BLE001 - a crash is a finding
        board.say(f"crashed {exc!r}")
    finally:
        os._exit(0)


class _Attached:
    """Has strace watch a process; it is watched when the block is entered."""

    def __init__(self, child, log, fault):
        command = ["strace", "-f", "-s", "0", "-o", log, "-p", str(child)]
        command += ["-e", f"trace={','.join(f'?{call}' for call in CALLS)}", "-e", "signal=none"]
        self._command = command + (["-e", fault.inject] if fault else [])

    def __enter__(self):
        self._strace = subprocess.Popen(self._command, stderr=subprocess.PIPE, text=True)
        line = self._strace.stderr.readline()
        if "attached" not in line:
            self._strace.kill()
            raise RuntimeError(line)
        return self

    def __exit__(self, *_):
        self._strace.communicate()


def need_strace():
    """Skip the test where strace cannot do this; where changes are checked before they land, it must."""
    why = ""
    if sys.platform != "linux":
        why = "strace is a Linux program"
    elif shutil.which("strace") is None:
        why = "strace is not installed"
    elif subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        why = "strace may not trace here"
    if why and os.environ.get("CI"):
        pytest.fail(why)
    if why:
        pytest.skip(why)
