"""PNG as a row of chunks (W3C PNG, third edition §5): its size, and its pixels without what was said about them."""

import zlib
from collections.abc import Iterator

from broadsheet.pictures import orientation, profile
from broadsheet.pictures.container import DamagedError, Header, bounded, number

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"})
_COLOUR = frozenset({b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"cICP", b"mDCV", b"cLLI", b"pHYs"})
_CHANGES_COLOURS = frozenset({b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI"})
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


def strip(data: bytes, *, colours: bool = True) -> bytes:
    """Return the same pixels and colours without text, time, EXIF and unknown chunks; raises DamagedError.

    Of a profile only what it does stays; without `colours` no chunk stays that changes them. Of EXIF an orientation
    other than upright stays, because browsers follow it.
    """
    kept = [_SIGNATURE]
    turn = _orientation(data)
    for name, start, end in bounded(chunks(data)):
        if name == b"iCCP" and colours:
            kept.append(_profile_chunk(data[start + 8 : end - 4]))
        elif name in _PIXELS or (name in _COLOUR and (colours or name not in _CHANGES_COLOURS)):
            kept.append(data[start:end])
        if name == b"IHDR" and turn != orientation.UPRIGHT:
            kept.append(chunk(b"eXIf", orientation.write(turn)))
    return b"".join(kept)


def _profile_chunk(payload: bytes) -> bytes:
    """Return an iCCP chunk with the clean profile; the name that it has room for says nothing."""
    packed = payload.partition(b"\0")[2][1:]
    try:
        whole = profile.cleaned(zlib.decompressobj().decompress(packed, profile.MOST_BYTES))
    except zlib.error:
        return b""
    return chunk(b"iCCP", b"ICC\0\0" + zlib.compress(whole, 9)) if whole else b""


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
