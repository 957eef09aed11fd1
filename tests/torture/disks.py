"""Disks of our own, in files: they fill up, can be made read-only, and lose their power.

A power cut is a copy of the disk's file at a moment when the writing process stands still: what the system had not
brought to the disk by then is not in it.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import broadsheet


@dataclass(frozen=True)
class Kind:
    """A file system: how it is made and mounted, and in how many megabytes it fits."""

    name: str
    make: tuple[str, ...]
    size: int
    mount: str = "loop"
    after: str = "loop"


KINDS = {
    kind.name: kind
    for kind in (
        Kind("ext4", ("mkfs.ext4", "-q", "-F"), 32),
        # As it may be set up for speed: names may reach the disk long before the bytes do.
        Kind("ext4-hostile", ("mkfs.ext4", "-q", "-F"), 32, "loop,noauto_da_alloc,data=writeback,commit=600"),
        Kind("xfs", ("mkfs.xfs", "-q", "-f"), 320, after="loop,nouuid"),
        Kind("btrfs", ("mkfs.btrfs", "-q", "-f"), 128),
    )
}


def need_root(*tools):
    """Skip where disks cannot be made and mounted."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make and mount a disk")
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")


@contextmanager
def mounted(source, place, options, *, kind=()):
    """Have something mounted for the time of a block; skip where that cannot be."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *kind, "-o", options, source, place], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        if subprocess.run(["umount", place], capture_output=True, check=False).returncode:
            # Somebody still has a file open there, as after a failed test: nothing of it shall stay for the next.
            subprocess.run(["umount", "--lazy", place], check=True)


def small(place, size):
    """Give a disk in memory, of `size` as mount writes it, for the time of a block."""
    need_root()
    return mounted("tmpfs", place, f"size={size}", kind=("-t", "tmpfs"))


class Desk:
    """A disk on which a program writes until the power goes."""

    def __init__(self, kind, folder):
        need_root(kind.make[0])
        self.kind, self.folder = kind, folder
        self.image, self.copy = folder / "disk.img", folder / "after.img"

    @contextmanager
    def cut(self, program, *arguments, lines, least=0.0):
        """Run a program in a folder of a new disk; at some moment after so many lines and seconds cut the power.

        Gives what stood on the disk and what the program had told: pairs of the seconds before the cut and a line.
        """
        with self.image.open("wb") as file:
            file.truncate(0)
            file.truncate(self.kind.size << 20)
        subprocess.run([*self.kind.make, self.image], check=True, capture_output=True)
        with mounted(self.image, self.folder / "mounted", self.kind.mount) as place:
            (place / "desk").mkdir()
            os.sync()
            told = self._run(program, [place / "desk", *arguments], lines, least)
        with mounted(self.copy, self.folder / "after", self.kind.after) as place:
            yield place / "desk", told

    def _run(self, program, arguments, lines, least):
        begun, told = time.monotonic(), []
        command = [sys.executable, "-c", program, *map(str, arguments)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(), text=True) as writer:
            try:
                while len(told) < lines or time.monotonic() - begun < least:
                    told.append((time.monotonic(), _line(writer)))
                time.sleep(random.random() * 0.01)
                moment = time.monotonic()
                self._take(writer)
            finally:
                writer.kill()
        return [(moment - when, line) for when, line in told]

    def _take(self, writer):
        writer.send_signal(signal.SIGSTOP)
        while not all("T" in _state(thread) for thread in Path(f"/proc/{writer.pid}/task").iterdir()):
            time.sleep(0.001)
        subprocess.run(["cp", "--sparse=auto", self.image, self.copy], check=True)


def _line(writer):
    line = writer.stdout.readline()
    assert line, "the program ended by itself"
    return line.strip()


def _state(thread):
    return (thread / "stat").read_text().rpartition(")")[2].split()[0]


def _environment():
    here = os.pathsep.join([str(Path(broadsheet.__file__).parents[1]), str(Path(__file__).parents[1])])
    return {**os.environ, "PYTHONPATH": here, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
