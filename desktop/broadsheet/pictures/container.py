"""What the readers of picture containers share: what they tell, and how they say that bytes are broken."""

from collections.abc import Iterator
from typing import Literal, TypeVar

from msgspec import Struct

_MOST_PARTS = 200_000
"""Segments or chunks of one file; the fullest real ones have some thousands, a file made of empty ones has millions."""

_Part = TypeVar("_Part")


class DamagedError(Exception):
    """The bytes break the rules of their container; never leaves this room."""


class Header(Struct, frozen=True):
    """Width and height in stored pixels, and the EXIF orientation (1 to 8) that turns them upright."""

    width: int
    height: int
    orientation: int = 1


def number(data: bytes, at: int, length: int, order: Literal["big", "little"] = "big") -> int:
    """Return the unsigned integer of `length` bytes at `at`; raises DamagedError where the data ends before it."""
    if at + length > len(data):
        raise DamagedError("ends early")
    return int.from_bytes(data[at : at + length], order)


def bounded(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Yield the parts of a file; raises DamagedError when there are more than any real file has."""
    for count, part in enumerate(parts):
        if count == _MOST_PARTS:
            raise DamagedError("too many parts")
        yield part
