"""WebP as RIFF chunks (RFC 9649): its size, and its pixels without what was said about them."""

from collections.abc import Iterator

from broadsheet.pictures import profile
from broadsheet.pictures.container import DamagedError, Header, bounded, number

_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})
_ANIMATION, _EXIF_AND_XMP, _ICC = 0x02, 0x0C, 0x20
_FRAME_HEADER = 16


def header(data: bytes) -> Header:
    """Return the size of the canvas; raises DamagedError.

    An EXIF orientation is passed over: browsers do not follow it in WebP.
    """
    for name, start, end in bounded(chunks(data, 12, riff_end(data))):
        body = data[start + 8 : end]
        if name == b"VP8X":
            return Header(number(body, 4, 3, "little") + 1, number(body, 7, 3, "little") + 1)
        if name == b"VP8L":
            bits = number(body, 1, 4, "little")
            return Header((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        if name == b"VP8 ":
            return Header(number(body, 6, 2, "little") & 0x3FFF, number(body, 8, 2, "little") & 0x3FFF)
    raise DamagedError("no image chunk")


def animated(data: bytes) -> bool:
    """Tell whether the picture moves."""
    return data[12:16] == b"VP8X" and bool(number(data, 20, 1) & _ANIMATION)


def lossless(data: bytes) -> bool:
    """Tell whether the pixels of a still picture were compressed without loss."""
    return any(name == b"VP8L" for name, _start, _end in bounded(chunks(data, 12, riff_end(data))))


def strip(data: bytes, *, colours: bool = True) -> bytes:
    """Return the same pixels without EXIF, XMP and unknown chunks; raises DamagedError.

    Of a profile only what it does to `colours` stays, if they are wanted.
    """
    stop = riff_end(data)
    found = (data[start + 8 : end] for name, start, end in bounded(chunks(data, 12, stop)) if name == b"ICCP")
    whole = profile.cleaned(next(found, b"")) if colours else b""
    body = b"WEBP" + b"".join(_clean(data, 12, stop, whole))
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _clean(data: bytes, at: int, stop: int, colours: bytes) -> Iterator[bytes]:
    for name, start, end in bounded(chunks(data, at, stop)):
        if name == b"VP8X":
            flags = number(data, start + 8, 1) & ~(_EXIF_AND_XMP if colours else _EXIF_AND_XMP | _ICC)
            yield data[start : start + 8] + bytes((flags,)) + data[start + 9 : end]
        elif name == b"ICCP" and colours:
            yield chunk(name, colours)
            colours = b""
        elif name == b"ANMF":
            frame = data[start + 8 : start + 8 + _FRAME_HEADER]
            frame += b"".join(_clean(data, start + 8 + _FRAME_HEADER, end, b""))
            yield name + len(frame).to_bytes(4, "little") + frame
        elif name in _KEPT:
            yield data[start:end]


def chunk(name: bytes, payload: bytes) -> bytes:
    """Return one chunk, padded to an even length."""
    return name + len(payload).to_bytes(4, "little") + payload + b"\x00" * (len(payload) & 1)


def riff_end(data: bytes) -> int:
    """Return where the file ends by its own account; raises DamagedError where it is shorter."""
    end = 8 + number(data, 4, 4, "little")
    if end > len(data):
        raise DamagedError("ends early")
    return end


def chunks(data: bytes, at: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) of each chunk; `end` includes the byte that pads it to an even length."""
    while at + 8 <= stop:
        length = number(data, at + 4, 4, "little")
        end = at + 8 + length + (length & 1)
        if end > stop:
            raise DamagedError("chunk ends early")
        yield data[at : at + 4], at, end
        at = end
