"""Reads foreign files in a process of its own, which is killed where one takes too long: no file can hang the program.

Our own documents are read here: `store` takes nothing on trust, and they may be far larger than a foreign file.
"""

import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import msgspec

from broadsheet import errors
from broadsheet.importing import foreign, messages, table
from broadsheet.importing.imported import Imported
from broadsheet.importing.messages import Alive, Answer, Clipboard, File, Pasted, Question, Read, Ready, Refused, Words
from broadsheet.importing.taking import Copy
from broadsheet.store import document as documents
from broadsheet.store.document import Document

if TYPE_CHECKING:
    from broadsheet.importing.rich import Rich

SECONDS = 2.8
"""For the words of a file, with the start of the process where it is the first; and again for each of its pictures."""
LEAST_SECONDS = 1.5
"""For the words, however long the start took."""
START_SECONDS = 15.0
"""For the start of the process, which is a matter of the disk and not of the file."""
MOST_SECONDS = 40.0
"""For one file with all its pictures."""


def command() -> tuple[str, ...]:
    """Return how the process is started: as a module, or through our front door where we are one bundled file."""
    if getattr(sys, "frozen", False):
        return sys.executable, "--import-worker"
    # -P: else Python would look for modules in the folder that we were started from first, and run what lies there.
    return sys.executable, "-P", "-m", "broadsheet.importing.worker"


def read(path: Path, *, seconds: float = SECONDS) -> Imported:
    """Return a document or importable file, converted in a process for it alone; raises errors.UnreadableDocument."""
    with Converter(seconds=seconds) as converter:
        return converter.read(path)


def rich(html: str, rtf: bytes = b"", *, seconds: float = SECONDS) -> "Rich":
    """Return what a clipboard holds as Markdown, converted in a process for it alone; raises rich.TooMuch."""
    with Converter(seconds=seconds) as converter:
        return converter.rich(html, rtf)


class Converter:
    """A conversion process that starts with the first foreign file, and anew after one for which it was killed.

    Converts one thing at a time, for whichever thread; `close` it at the end, or use it as a context.
    """

    def __init__(self, *, seconds: float = SECONDS, worker: tuple[str, ...] | None = None) -> None:
        self._seconds = seconds
        self._command = worker or command()
        self._process: _Process | None = None
        self._busy = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _exc: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def warm(self) -> None:
        """Start the process, so that the next conversion need not wait for it."""
        with self._busy:
            if self._process is None:
                self._process = _Process(self._command)

    def close(self) -> None:
        """End the process; the next conversion starts another."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def read(self, path: Path) -> Imported:
        """Return a document or importable file; raises errors.UnreadableDocument."""
        if path.suffix.lower() in table.OURS:
            return self._completed(documents.open(path))
        table.reader(path)
        answer = self._ask(File(os.fsencode(path.absolute())))
        if isinstance(answer, Read):
            return Imported(documents.new(answer.article, answer.assets), answer.notes, answer.guess, answer.named)
        raise errors.UnreadableDocument(path, *_trouble(answer))

    def rich(self, html: str, rtf: bytes = b"") -> "Rich":
        """Return what a clipboard holds as Markdown.

        Raises rich.TooMuch, whose reason may also be `too_slow`, `memory` or `damaged`.
        """
        from broadsheet.importing import rich as room

        try:
            answer = self._ask(Clipboard(html, rtf))
        except ValueError as exc:  # too much for one frame, or no text at all
            raise room.TooMuch("large") from exc
        if isinstance(answer, Pasted):
            pictures = tuple(room.Embedded(name, data) for name, data in answer.pictures)
            return room.Rich(answer.markdown, pictures, answer.missing)
        raise room.TooMuch(msgspec.convert(_trouble(answer)[0], room.limits.Reason))

    def _completed(self, document: Document) -> Imported:
        """Return a document; one of another program with the fields that its text has in front."""
        text = foreign.opening(document)
        if not text:
            return Imported(document, named=True)
        answer = self._ask(Words(text))
        if not isinstance(answer, Read):
            return Imported(document, named=True)
        return foreign.completed(document, Copy(answer.article, notes=answer.notes))

    def _ask(self, question: Question) -> Answer:
        frame = messages.frame(question)
        with self._busy:
            if self._process is None or not self._process.lives:
                self.close()
                self._process = _Process(self._command)
            answer = self._process.ask(frame, self._seconds)
            if isinstance(answer, Refused) and answer.reason in _FATAL:
                self.close()
            return answer


_FATAL = ("too_slow", "crashed", "memory")
"""After these nobody knows what the process holds."""


def _trouble(answer: Answer) -> tuple[str, str]:
    """Return reason and detail; a converter falls over such bytes only as no program has written on purpose."""
    if isinstance(answer, Refused) and answer.reason != "crashed":
        return answer.reason, answer.detail
    return "damaged", ""


class _Process:
    """One process, and the thread that waits for its answers."""

    def __init__(self, command: tuple[str, ...]) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._stdout: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._ready, self._started = False, time.monotonic()
        self._thread = threading.Thread(target=_collect, args=(self._stdout, self._answers), daemon=True)
        self._thread.start()

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(self, frame: bytes, seconds: float) -> Answer:
        """Return the answer to a question; Refused `too_slow` or `crashed` where none comes."""
        if not self._ready:
            first = self._next(START_SECONDS)
            if not isinstance(first, Ready):
                return first
            self._ready = True
            seconds = max(seconds - (time.monotonic() - self._started), min(seconds, LEAST_SECONDS))
        try:
            self._stdin.write(frame)
            self._stdin.flush()
        except OSError:
            return Refused("crashed")
        end = time.monotonic() + MOST_SECONDS
        while isinstance(answer := self._next(min(seconds, end - time.monotonic())), Alive):
            pass
        return answer

    def kill(self) -> None:
        """End the process, whatever it does, and everything that belongs to it here."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        self._stdout.close()
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


def _collect(stream: BinaryIO, answers: "queue.SimpleQueue[Answer | None]") -> None:
    try:
        while (answer := messages.answer(stream)) is not None:
            answers.put(answer)
    except (OSError, ValueError):  # they have lost step
        pass
    answers.put(None)
