"""What a crew and its processes say to each other: frames of `child`, pickled, since both ends are this program."""

import pickle
from pathlib import Path

from msgspec import Struct

from broadsheet import child
from broadsheet.batch.sending import Order, Sent


class Read(Struct, frozen=True):
    """Read this file, and answer Named or Sent."""

    path: Path


class Named(Struct, frozen=True):
    """It was read, and would be called so if it were alone."""

    stem: str


class Send(Struct, frozen=True):
    """Export what was read under this name, and answer Sent."""

    stem: str


Message = Order | Read | Named | Send | Sent


def frame(message: Message) -> bytes:
    """Return a frame."""
    return child.framed(pickle.dumps(message))


def message(body: bytes) -> Message:
    """Return what a frame says."""
    said = pickle.loads(body)
    if not isinstance(said, Message):
        raise TypeError(type(said).__name__)
    return said
