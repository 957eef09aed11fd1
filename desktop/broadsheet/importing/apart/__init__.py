"""Reads foreign files in a process of its own, which is killed where one takes too long: no file can hang the program.

Our own documents are read here: `store` takes nothing on trust, and they may be far larger than a foreign file. So are
short plain texts, which open as fast as a document then.
"""

import os
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from broadsheet import child, errors
from broadsheet.importing import table
from broadsheet.importing.apart import brief
from broadsheet.importing.imported import Imported
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import foreign
from broadsheet.store import document as documents
from broadsheet.store import unexpected
from broadsheet.store.document import Document

if TYPE_CHECKING:
    # Loaded with the first foreign file: a window that opens a document of ours shall not wait for them.
    from broadsheet.importing.apart.messages import Answer, Question
    from broadsheet.importing.apart.process import Process
    from broadsheet.importing.rich import Rich

SECONDS = 2.8
"""For the words of a file, with the start of the process where it is the first; and again for each of its pictures."""


def command() -> tuple[str, ...]:
    """Return how the process is started."""
    return child.command("broadsheet.importing.apart.worker", "--import-worker")


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
        self._process: Process | None = None
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
                self._process = self._started()

    def close(self) -> None:
        """End the process; the next conversion starts another."""
        # Taken away first: whoever waits for an answer closes too, in another thread.
        ended, self._process = self._process, None
        if ended is not None:
            ended.kill()

    def read(self, path: Path) -> Imported:
        """Return a document or importable file; raises errors.UnreadableDocument."""
        if path.suffix.lower() in table.OURS:
            return self._completed(documents.open(path))
        table.check(path)
        short = brief.read(path)
        if short is not None:
            return short
        from broadsheet.importing.apart import messages, process

        answer = self._ask(messages.File(os.fsencode(path.absolute())))
        if isinstance(answer, messages.Read):
            return Imported(documents.new(answer.article, answer.assets), answer.notes, answer.guess, answer.named)
        raise errors.UnreadableDocument(path, *process.trouble(answer))

    def rich(self, html: str, rtf: bytes = b"") -> "Rich":
        """Return what a clipboard holds as Markdown.

        Raises rich.TooMuch, whose reason may also be `too_slow`, `memory` or `damaged`.
        """
        from broadsheet.importing import rich as room
        from broadsheet.importing.apart import messages, process

        try:
            answer = self._ask(messages.Clipboard(html, rtf))
        except ValueError as exc:  # too much for one frame, or no text at all
            raise room.TooMuch("large") from exc
        if isinstance(answer, messages.Pasted):
            pictures = tuple(room.Embedded(name, data) for name, data in answer.pictures)
            return room.Rich(answer.markdown, pictures, answer.missing)
        reason = process.trouble(answer)[0].removeprefix("too_deep") or "deep"
        raise room.TooMuch(msgspec.convert(reason, room.limits.Reason))

    def _completed(self, document: Document) -> Imported:
        """Return a document; one of another program with the fields that its text has in front."""
        text = foreign.opening(document)
        if not text:
            return Imported(document, named=True)
        from broadsheet.importing.apart import messages

        answer = self._ask(messages.Words(text))
        if not isinstance(answer, messages.Read):
            return Imported(document, named=True)
        return foreign.completed(document, Copy(answer.article, notes=answer.notes))

    def _ask(self, question: "Question") -> "Answer":
        from broadsheet.importing.apart import messages, process

        frame = messages.frame(question)
        with self._busy:
            # Held here: whoever closes meanwhile takes the process away and kills it, and then there is no answer.
            asked = self._process
            if asked is None or not asked.lives:
                self.close()
                asked = self._process = self._started()
            answer = asked.convert(frame, self._seconds)
            if isinstance(answer, messages.Refused) and answer.reason in process.FATAL:
                if answer.reason == "crashed":
                    _note(asked)
                self.close()
            return answer

    def _started(self) -> "Process":
        from broadsheet.importing.apart import process

        return process.Process(self._command)


def _note(process: "Process") -> None:
    """Write down why a process ended: else a fault of ours would look like one of the file, and leave no trace."""
    words = process.last_words()
    if words:
        with suppress(OSError):
            unexpected.note(words)
