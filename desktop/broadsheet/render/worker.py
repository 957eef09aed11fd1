"""The process that makes pages: may hang on hostile text or a writer's own template, and is then killed.

Started as `python -m broadsheet.render.worker`, it speaks `protocol` over its standard streams and ends with its input.
"""

import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from broadsheet.errors import ThemeBroken, UnknownName
from broadsheet.render import protocol
from broadsheet.render.press import Press
from broadsheet.render.protocol import Assets, Broken, Fields, FromWorker, Lines, Open, ToWorker

MEMORY = 1 << 30
"""Bytes of address space: a page takes a hundredth of it, a template's endless string all there is."""


def main() -> None:
    """Answer every message until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    # What a library may print must not end up among the frames.
    sys.stdout = sys.stderr
    with suppress(BrokenPipeError):  # whoever asked is gone
        serve(incoming, outgoing)


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer the messages of one stream on the other; raises ValueError where the bytes are no messages."""
    desk = Desk()
    while (message := protocol.receive(incoming)) is not None:
        outgoing.write(protocol.frame(desk.answer(message)))
        outgoing.flush()


class Desk:
    """Has an article on the press, or knows why not."""

    def __init__(self) -> None:
        self._press: Press | None = None
        self._trouble = Broken(0, "message", detail="nothing is open")

    def answer(self, message: ToWorker) -> FromWorker:
        """Return the one answer to a message."""
        try:
            if isinstance(message, Open):
                self._press = None
                press = Press(message)
                page = press.page(message.revision)
                self._press = press
                return page
            if self._press is not None:
                return _patch(self._press, message)
        except ThemeBroken as exc:
            self._give_up(Broken(0, "theme", exc.theme, exc.file, exc.line, exc.detail))
        except UnknownName as exc:
            self._give_up(Broken(0, "theme", exc.name))
        except MemoryError:
            self._give_up(Broken(0, "memory"))
        except ValueError as exc:
            self._give_up(Broken(0, "message", detail=str(exc)))
        return _of(self._trouble, message.revision)

    def _give_up(self, trouble: Broken) -> None:
        self._press, self._trouble = None, trouble


def _patch(press: Press, message: Fields | Lines | Assets) -> FromWorker:
    if isinstance(message, Lines):
        return press.take_lines(message)
    if isinstance(message, Fields):
        return press.take_fields(message)
    return press.take_assets(message)


def _of(trouble: Broken, revision: int) -> Broken:
    return Broken(revision, trouble.kind, trouble.theme, trouble.file, trouble.line, trouble.detail)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))


if __name__ == "__main__":
    main()
