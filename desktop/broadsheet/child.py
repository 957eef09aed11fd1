"""A child process that works on bytes that anybody may have sent: asked one thing at a time, killed where it hangs.

Both sides speak frames: a length as an unsigned 32-bit big-endian number, then that many bytes.
"""

import queue
import signal
import subprocess
import sys
import threading
import traceback
from types import TracebackType
from typing import BinaryIO, Literal

LARGEST = 512 << 20
"""Most bytes in one frame."""
TRACE = "Traceback (most recent call last):\n"
"""Begins what a child says on its standard error before it ends for a reason that nobody foresaw."""

_HEADER = 4
_PLACES, _MOST_CAUSES = 12, 3
_MOST_TOLD = 16_000
_LAST_WORDS_SECONDS = 0.5


class NoAnswer(Exception):
    """The child said nothing in time (`too_slow`), or ended (`crashed`)."""

    def __init__(self, reason: Literal["too_slow", "crashed"]) -> None:
        super().__init__(reason)
        self.reason = reason


def framed(body: bytes) -> bytes:
    """Return a frame; raises ValueError where the body is too large for one."""
    if len(body) > LARGEST:
        raise ValueError(f"a frame of {len(body)} bytes")
    return len(body).to_bytes(_HEADER, "big") + body


def receive(stream: BinaryIO) -> bytes | None:
    """Wait for the next frame and return its body; None at the end of the stream, ValueError where it is too large."""
    header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return None
    length = int.from_bytes(header, "big")
    if length > LARGEST:
        raise ValueError(f"a frame of {length} bytes")
    body = stream.read(length)
    return body if len(body) == length else None


def command(module: str, option: str) -> tuple[str, ...]:
    """Return how a child is started: as a module, or through our front door where we are one bundled file."""
    if getattr(sys, "frozen", False):
        return sys.executable, option
    # -P: else Python would look for modules in the folder that we were started from first, and run what lies there.
    return sys.executable, "-P", "-m", module


class Child:
    """One process, and the threads that write to it and wait for its answers and its last words."""

    called = "a child"
    """What its last words begin with."""

    def __init__(self, command: tuple[str, ...]) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, creationflags=flags
        )
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._questions: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._said = bytearray()
        self._killed = False
        self._threads = (
            threading.Thread(target=_send, args=(self._process.stdin, self._questions), daemon=True),
            threading.Thread(target=_collect, args=(self._process.stdout, self._answers), daemon=True),
            threading.Thread(target=_listen, args=(self._process.stderr, self._said), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, frame: bytes) -> None:
        """Send a frame; whoever asks does not wait until it is read."""
        self._questions.put(frame)

    def answer(self, seconds: float) -> bytes:
        """Return the body of the next frame that comes within so many seconds; raises NoAnswer."""
        try:
            body = self._answers.get(timeout=max(seconds, 0))
        except queue.Empty:
            raise NoAnswer("too_slow") from None
        if body is None:
            raise NoAnswer("crashed")
        return body

    def last_words(self) -> str:
        """Return how the process ended by itself and where it then was; empty where it did not end or was killed."""
        try:
            code = self._process.wait(_LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            return ""
        self._threads[-1].join(_LAST_WORDS_SECONDS)
        if self._killed:
            return ""
        # Whatever else stands there a library may have said of the bytes.
        _, trace, told = bytes(self._said).decode("utf-8", "replace").partition(TRACE)
        return f"{self.called} ended with {code}\n{trace}{told}"

    def kill(self) -> None:
        """End the process, whatever it does, and everything that belongs to it here."""
        self._killed = True
        self._process.kill()
        self._process.wait()
        self._questions.put(None)
        for thread in self._threads:
            thread.join()


def _send(stream: BinaryIO, questions: "queue.SimpleQueue[bytes | None]") -> None:
    try:
        with stream:
            while (frame := questions.get()) is not None:
                stream.write(frame)
                stream.flush()
    except OSError:  # it has ended, and whoever waits for its answer is told
        return


def _collect(stream: BinaryIO, answers: "queue.SimpleQueue[bytes | None]") -> None:
    with stream:
        try:
            while (body := receive(stream)) is not None:
                answers.put(body)
        except (OSError, ValueError):  # they have lost step
            pass
    answers.put(None)


def _listen(stream: BinaryIO, said: bytearray) -> None:
    """Keep the end of what a process says, however much that is."""
    with stream:
        while chunk := stream.read1(_MOST_TOLD):  # type: ignore[attr-defined]
            said += chunk
            del said[:-_MOST_TOLD]


def begin(memory: int) -> tuple[BinaryIO, BinaryIO]:
    """Make this process a child: little memory, no file to write into; return where it reads and answers."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _limit(memory)
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    # What a library may print must not end up among the frames.
    sys.stdout = sys.stderr
    sys.excepthook = _tell
    return incoming, outgoing


def end_in(seconds: int) -> None:
    """Let the system end this process after so many seconds; 0 takes that back."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say where the program went wrong; not what with, since that may be words of an article."""
    del kind
    told: list[str] = []
    one: BaseException | None = error
    while one is not None and len(told) < _MOST_CAUSES:
        places = "".join(traceback.format_tb(trace if one is error else one.__traceback__, -_PLACES))
        told.insert(0, f"{TRACE}{places}{type(one).__module__}.{type(one).__qualname__}\n")
        one = one.__cause__ or one.__context__
    sys.stderr.write("".join(told))


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for which, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0)):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
