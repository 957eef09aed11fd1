"""PNG as a row of chunks (W3C PNG, third edition §5): its size, and its pixels without what was said about them."""

import zlib
from collections.abc import Iterator

from broadsheet.pictures import orientation
from broadsheet.pictures.container import DamagedError, Header, bounded, number

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"})
_COLOUR = frozenset({b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"cICP", b"mDCV", b"cLLI", b"pHYs"})
KEPT = _PIXELS | _COLOUR
"""The chunks that show the picture as it is."""


def header(data: bytes) -> Header:
    """Return size and orientation; raises DamagedError."""
    if data[12:16] != b"IHDR":
        raise DamagedError("no IHDR")
    return Header(number(data, 16, 4), number(data, 20, 4), _orientation(data))


def animated(data: bytes) -> bool:
    """Tell whether the picture moves (an acTL chunk before the pixels)."""
    for name, _start, _end in bounded(chunks(data)):
        if name in (b"acTL", b"IDAT"):
            return name == b"acTL"
    return False


def strip(data: bytes) -> bytes:
    """Return the same pixels and colours without text, time, EXIF and unknown chunks; raises DamagedError.

    Of EXIF an orientation other than upright stays, because browsers follow it.
    """
    kept = [_SIGNATURE]
    turn = _orientation(data)
    for name, start, end in bounded(chunks(data)):
        if name in KEPT:
            kept.append(data[start:end])
        if name == b"IHDR" and turn != orientation.UPRIGHT:
            kept.append(chunk(b"eXIf", orientation.write(turn)))
    return b"".join(kept)


def chunk(name: bytes, payload: bytes) -> bytes:
    """Return one chunk with its checksum."""
    return len(payload).to_bytes(4, "big") + name + payload + zlib.crc32(name + payload).to_bytes(4, "big")


def _orientation(data: bytes) -> int:
    for name, start, end in bounded(chunks(data)):
        if name == b"eXIf":
            return orientation.read(data[start + 8 : end - 4])
    return orientation.UPRIGHT


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) of each chunk up to IEND; what follows it is not ours."""
    at, name = len(_SIGNATURE), b""
    while name != b"IEND":
        end = at + 12 + number(data, at, 4)
        if end > len(data):
            raise DamagedError("chunk ends early")
        name = data[at + 4 : at + 8]
        yield name, at, end
        at = end
