"""Takes pictures in in a process of its own, which is killed where one takes too long: no picture can hang the window.

The process starts with the first picture, and ends when none has come for a while.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import BinaryIO, Self

import msgspec
from msgspec import Struct

from broadsheet import child, errors
from broadsheet.article.photo import Private
from broadsheet.pictures import intake
from broadsheet.pictures.intake import Intake

SECONDS = 2.8
"""For one picture, once the process has started, until it is decoded."""
OWN_SECONDS = 12.0
"""For what is then left: a large AVIF or TIFF is written anew, which is our own work on pixels that are good."""
START_SECONDS = 15.0
"""For the start of the process: that is a matter of the disk, and not of the picture."""
IDLE_SECONDS = 60.0
MEMORY = 1536 << 20
"""Bytes of address space: a picture of 120 megapixels decoded, and once more in other colours."""
LIFETIME = 30
"""Seconds for one question: beyond, whoever asked must be gone, since it would have killed us."""


class Question(Struct, frozen=True):
    """A picture to be taken in, as `intake.take_in` has it."""

    data: bytes
    name: str
    keep: tuple[Private, ...] = ()


class Taken(Struct, frozen=True, tag=True):
    """The picture is taken."""

    intake: Intake


class Refused(Struct, frozen=True, tag=True):
    """It is not; `reason` and `detail` are those of errors.PictureRefused."""

    reason: str
    detail: str = ""


_READY, _DECODED = b"ready", b"decoded"
_questions = msgspec.msgpack.Decoder(Question)
_answers: "msgspec.msgpack.Decoder[Taken | Refused]" = msgspec.msgpack.Decoder(Taken | Refused)


class Decoder:
    """Takes in one picture at a time, for whichever thread; `close` it at the end, or use it as a context.

    `note` is given what a process said before it ended by itself: where a fault of ours was.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        idle: float = IDLE_SECONDS,
        worker: tuple[str, ...] | None = None,
        note: Callable[[str], None] | None = None,
    ) -> None:
        self._seconds, self._idle, self._note = seconds, idle, note
        self._command = worker or child.command("broadsheet.pictures.apart", "--picture-worker")
        self._child: child.Child | None = None
        self._busy = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _exc: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def take_in(self, data: bytes, name: str, keep: frozenset[Private] = frozenset()) -> Intake:
        """Return what `intake.take_in` returns; raises errors.PictureRefused, also `too_slow` and `memory`."""
        frame = child.framed(msgspec.msgpack.encode(Question(data, name, tuple(sorted(keep)))))
        with self._busy:
            self._stop_timer()
            answer = self._asked(frame)
            if isinstance(answer, Refused) and answer.reason in ("too_slow", "memory"):
                self._end()
            self._start_timer()
        if isinstance(answer, Taken):
            return answer.intake
        raise errors.PictureRefused(name, answer.reason, answer.detail)

    def warm(self) -> None:
        """Start the process, so that the next picture need not wait for it."""
        with self._busy:
            self._alive()
            self._start_timer()

    def close(self) -> None:
        """End the process, whatever it does; the next picture starts another."""
        self._stop_timer()
        self._end()

    def _asked(self, frame: bytes) -> Taken | Refused:
        one = self._alive()
        try:
            one.ask(frame)
            body = one.answer(START_SECONDS)
            if body == _READY:
                body = one.answer(self._seconds)
            if body == _DECODED:
                body = one.answer(OWN_SECONDS)
            return _answers.decode(body)
        except child.NoAnswer as exc:
            if exc.reason == "crashed":
                self._tell(one.last_words())
            self._end()
            # A decoder that falls over such bytes says no more of them.
            return Refused("too_slow") if exc.reason == "too_slow" else Refused("damaged", "decoder")
        except msgspec.MsgspecError:  # they have lost step
            self._end()
            return Refused("damaged", "decoder")

    def _tell(self, words: str) -> None:
        if words and self._note is not None:
            self._note(words)

    def _alive(self) -> child.Child:
        # Held here, too: whoever closes takes it away at any moment, and it then answers nothing more.
        one = self._child
        if one is None or not one.lives:
            self._end()
            self._child = one = child.Child(self._command)
        return one

    def _end(self) -> None:
        # Taken away first: whoever waits for an answer closes too, in another thread.
        ended, self._child = self._child, None
        if ended is not None:
            ended.kill()

    def _start_timer(self) -> None:
        self._stop_timer()
        self._timer = threading.Timer(self._idle, self._end_idle)
        self._timer.daemon = True
        self._timer.start()

    def _stop_timer(self) -> None:
        stopped, self._timer = self._timer, None
        if stopped is not None:
            stopped.cancel()

    def _end_idle(self) -> None:
        if self._busy.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._busy.release()


def main() -> None:
    """Answer every question until the input ends: the process's own side."""
    incoming, outgoing = child.begin(MEMORY)
    from PIL import Image, ImageCms  # noqa: F401  (on a slow disk that takes longer than any picture)

    with suppress(BrokenPipeError):
        while (body := child.receive(incoming)) is not None:
            child.end_in(LIFETIME)
            _say(outgoing, _READY)
            _say(outgoing, _answered(body, partial(_say, outgoing, _DECODED)))
            child.end_in(0)


def _say(outgoing: BinaryIO, body: bytes) -> None:
    outgoing.write(child.framed(body))
    outgoing.flush()


def _answered(body: bytes, decoded: Callable[[], None]) -> bytes:
    question = _questions.decode(body)

    try:
        taken = intake.take_in(question.data, question.name, keep=frozenset(question.keep), decoded=decoded)
        return msgspec.msgpack.encode(Taken(taken))
    except errors.PictureRefused as exc:
        return msgspec.msgpack.encode(Refused(exc.reason, exc.detail.encode("utf-8", "replace").decode()))
    except MemoryError:
        return msgspec.msgpack.encode(Refused("memory"))


if __name__ == "__main__":
    main()
