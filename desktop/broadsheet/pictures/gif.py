"""GIF as a row of blocks (GIF89a §§17-27): its size, and its frames without comments."""

from collections.abc import Iterator

from broadsheet.pictures.container import DamagedError, Header, bounded, number

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_FEW, _SHORT = 64, 16
"""More sub-blocks than these are no shorter on average in any real file: they have room for 255 bytes."""

LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def header(data: bytes) -> Header:
    """Return the size of the logical screen; raises DamagedError."""
    return Header(number(data, 6, 2, "little"), number(data, 8, 2, "little"))


def animated(data: bytes) -> bool:
    """Tell whether there is more than one frame; raises DamagedError."""
    frames = 0
    for start, _end in bounded(blocks(data)):
        frames += data[start] == _IMAGE
        if frames > 1:
            return True
    return False


def strip(data: bytes, *, colours: bool = True) -> bytes:
    """Return the same frames and loop without comments, texts and other programs' extensions; raises DamagedError.

    It has no other colours than sRGB, whether `colours` are wanted or not.
    """
    kept = [data[: table_end(data, 10, 13)]]
    kept += [data[start:end] for start, end in bounded(blocks(data)) if _stays(data, start)]
    return b"".join((*kept, b"\x3b"))


def _stays(data: bytes, start: int) -> bool:
    if data[start] == _IMAGE:
        return True
    label = data[start + 1]
    return label == _GRAPHIC_CONTROL or (label == _APPLICATION and data[start + 3 : start + 14] in LOOPS)


def blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each extension and each frame; a missing trailer is forgiven, as browsers do."""
    at = table_end(data, 10, 13)
    while at < len(data) and data[at] != _TRAILER:
        if data[at] == _EXTENSION:
            end = _sub_blocks_end(data, at + 2)
        elif data[at] == _IMAGE:
            end = _sub_blocks_end(data, table_end(data, at + 9, at + 10) + 1)
        else:
            raise DamagedError("unknown block")
        yield at, end
        at = end


def table_end(data: bytes, flags_at: int, at: int) -> int:
    """Return where the colour table that the flags speak of ends."""
    flags = number(data, flags_at, 1)
    return at + (3 << ((flags & 0x07) + 1) if flags & 0x80 else 0)


def _sub_blocks_end(data: bytes, at: int) -> int:
    start, count = at, 0
    while length := number(data, at, 1):
        at += 1 + length
        count += 1
        if count > _FEW and at - start < count * _SHORT:
            raise DamagedError("too many parts")
    return at + 1
