"""Records in a file: each knows its length, its number, its time and its checksum, and ends where the next begins."""

import struct
import zlib
from collections.abc import Iterator

from msgspec import Struct

MARK = b"BSJRNL1\n"
"""How every file of a journal begins."""

_HEAD = struct.Struct("<IQQ")
_SUM = struct.Struct("<I")
_LONGEST = 1 << 30


class Record(Struct, frozen=True):
    """One record: its number, rising by one, when it was made (milliseconds since 1970), and what it holds."""

    number: int
    time: int
    payload: bytes


class Scan(Struct, frozen=True):
    """The records of a file as far as they are sound.

    `end` is the offset behind the last of them. `whole` is False where something else than reserved zeros follows.
    """

    records: tuple[Record, ...]
    end: int
    whole: bool


def frame(number: int, time: int, payload: bytes) -> bytes:
    """Return a record as bytes: length, number, time, payload, CRC-32 of all that."""
    head = _HEAD.pack(len(payload), number, time)
    return head + payload + _SUM.pack(zlib.crc32(payload, zlib.crc32(head)))


def scan(data: bytes) -> Scan:
    """Return the sound records at the beginning of a file, whatever the file holds."""
    if not data.startswith(MARK):
        return Scan((), 0, not data.strip(b"\0"))
    records, end = [], len(MARK)
    for record, after in _sound(data, end):
        records.append(record)
        end = after
    return Scan(tuple(records), end, not data[end:].strip(b"\0"))


def _sound(data: bytes, at: int) -> Iterator[tuple[Record, int]]:
    expected = None
    while at + _HEAD.size + _SUM.size <= len(data):
        length, number, time = _HEAD.unpack_from(data, at)
        body, after = at + _HEAD.size, at + _HEAD.size + length + _SUM.size
        if not 0 < length <= _LONGEST or after > len(data) or expected not in (None, number):
            return
        if not _sums(data, at, body + length):
            return
        yield Record(number, time, data[body : body + length]), after
        at, expected = after, number + 1


def _sums(data: bytes, start: int, end: int) -> bool:
    return bool(_SUM.unpack_from(data, end)[0] == zlib.crc32(data[start:end]))
