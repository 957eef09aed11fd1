"""The conversion process as the program sees it: asked one thing at a time, and killed where no answer comes."""

import queue
import subprocess
import threading
import time
from typing import BinaryIO

from broadsheet.importing.apart import messages
from broadsheet.importing.apart.messages import Alive, Answer, Ready, Refused

LEAST_SECONDS = 1.5
"""For the words of a file, however long it took to be ready for it."""
START_SECONDS = 15.0
"""For the start of the process and what it needs for a file: that is a matter of the disk, and not of the file."""
MOST_SECONDS = 40.0
"""For one file with all its pictures."""

FATAL = ("too_slow", "crashed", "memory")
"""After these nobody knows what the process holds."""


def trouble(answer: Answer) -> tuple[str, str]:
    """Return reason and detail; a converter falls over such bytes only as no program has written on purpose."""
    if isinstance(answer, Refused) and answer.reason != "crashed":
        return answer.reason, answer.detail
    return "damaged", ""


_MOST_TOLD = 16_000
"""Bytes of its last words."""
_LAST_WORDS_SECONDS = 0.5


class Process:
    """One process, and the threads that wait for its answers and its last words."""

    def __init__(self, command: tuple[str, ...]) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, creationflags=flags
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._stdin: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._stdout: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=_collect, args=(self._stdout, self._answers), daemon=True)
        self._thread.start()
        self._stderr: BinaryIO = self._process.stderr  # type: ignore[assignment]
        self._said = bytearray()
        self._listener = threading.Thread(target=_listen, args=(self._stderr, self._said), daemon=True)
        self._listener.start()
        self._killed = False

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, frame: bytes, seconds: float) -> Answer:
        """Return the answer to a question; Refused `too_slow` or `crashed` where none comes."""
        try:
            self._stdin.write(frame)
            self._stdin.flush()
        except OSError:
            return Refused("crashed")
        asked = time.monotonic()
        first = self._next(START_SECONDS)
        if not isinstance(first, Ready):
            return first
        seconds = max(seconds - (time.monotonic() - asked), min(seconds, LEAST_SECONDS))
        end = time.monotonic() + MOST_SECONDS
        while isinstance(answer := self._next(min(seconds, end - time.monotonic())), Alive):
            pass
        return answer

    def last_words(self) -> str:
        """Return how the process ended by itself and where it then was; empty where it did not end or was killed."""
        try:
            code = self._process.wait(_LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            return ""
        self._listener.join(_LAST_WORDS_SECONDS)
        if self._killed:
            return ""
        # Whatever else stands there a library may have said of the file.
        _, trace, told = bytes(self._said).decode("utf-8", "replace").partition(messages.TRACE)
        return f"importing.worker ended with {code}\n{trace}{told}"

    def kill(self) -> None:
        """End the process, whatever it does, and everything that belongs to it here."""
        self._killed = True
        self._process.kill()
        self._process.wait()
        self._thread.join()
        self._listener.join()
        self._stdout.close()
        self._stderr.close()
        try:
            self._stdin.close()
        except OSError:  # what it never read
            return

    def _next(self, seconds: float) -> Answer:
        try:
            answer = self._answers.get(timeout=max(seconds, 0))
        except queue.Empty:
            return Refused("too_slow")
        return answer or Refused("crashed")


def _listen(stream: BinaryIO, said: bytearray) -> None:
    """Keep the end of what a process says, however much that is."""
    while chunk := stream.read1(_MOST_TOLD):  # type: ignore[attr-defined]
        said += chunk
        del said[:-_MOST_TOLD]


def _collect(stream: BinaryIO, answers: "queue.SimpleQueue[Answer | None]") -> None:
    try:
        while (answer := messages.answer(stream)) is not None:
            answers.put(answer)
    except (OSError, ValueError):  # they have lost step
        pass
    answers.put(None)
