"""A process of a crew: reads and exports what it is told, one article at a time, and ends with its input.

Started as `python -m broadsheet.batch.worker`. The first frame is the order.
"""

import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from broadsheet import child, errors
from broadsheet.batch import messages
from broadsheet.batch.messages import Message, Named, Read, Send
from broadsheet.batch.sending import Order, Sender, Sent


def main() -> None:
    """Serve until the input ends."""
    # Who pressed Ctrl+C meant the crew: it lets what is under way be finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(BrokenPipeError):
        serve(incoming, outgoing)


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Take an order, then answer one message after the other."""
    order = _next(incoming)
    if not isinstance(order, Order):
        return
    with Sender(order) as sender:
        path = Path()
        while (said := _next(incoming)) is not None:
            if isinstance(said, Read):
                path = said.path
            outgoing.write(messages.frame(_answer(said, path, sender)))
            outgoing.flush()


def _answer(said: Message, path: Path, sender: Sender) -> Message:
    try:
        match said:
            case Read():
                return Named(sender.read(path))
            case Send(stem=stem):
                return sender.send(path, stem)
    except errors.BroadsheetError as exc:
        return Sent(path, error=exc)
    raise TypeError(type(said).__name__)


def _next(incoming: BinaryIO) -> Message | None:
    body = child.receive(incoming)
    return None if body is None else messages.message(body)


if __name__ == "__main__":
    main()
