"""JPEG as a row of segments (ITU-T T.81 annex B): its size, and its pixels without what was said about them."""

import re
from collections.abc import Iterator

from broadsheet.pictures import orientation, profile
from broadsheet.pictures.container import DamagedError, Header, bounded, number

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
JFIF, EXIF, _ICC, _ADOBE = b"JFIF\x00", b"Exif\x00\x00", b"ICC_PROFILE\x00", b"Adobe"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_STRIDE = 1 << 20
"""Bytes that are searched at a time: 2 ms."""

_HUFFMAN, _PROGRESSIVE = frozenset({0xC0, 0xC1, 0xC2}), 0xC2
_MOST_SCANS = 100
"""Encoders make ten, the most thorough of them sixty; each is decoded over all pixels."""

_MOST_IN_CHUNK = 65_519
"""Bytes of a profile in one segment (ICC.1:2022 annex B.4)."""

# Inside a scan 0xFF is followed by 0x00 or a restart marker (D0 to D7), so whatever this finds ends the scan.
_MARKER = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")


def header(data: bytes) -> Header:
    """Return size and orientation from the segments before the first scan; raises DamagedError."""
    turn = orientation.UPRIGHT
    for marker, start, end in bounded(segments(data)):
        if marker in _FRAMES:
            return Header(number(data, start + 7, 2), number(data, start + 5, 2), turn)
        if marker == 0xE1 and turn == orientation.UPRIGHT:
            turn = _orientation(data[start + 4 : end])
    raise DamagedError("no frame")


def strip(data: bytes, *, colours: bool = True) -> bytes:
    """Return the same pixels with only JFIF, ICC, Adobe and an orientation kept of the APPn segments.

    Of ICC only what it does to `colours` stays, if they are wanted. Comments, embedded thumbnails and whatever
    follows the end of the picture (the second image of an MPO) go too. Raises DamagedError.
    """
    parts = list(bounded(segments(data)))
    _check(data, parts)
    kept = [_kept(marker, data[start:end]) for marker, start, end in parts]
    chunks = {index: data[start + 16 : end] for index, (marker, start, end) in enumerate(parts) if _is_icc(data, start)}
    if chunks and colours:
        kept[next(iter(chunks))] = _profile_segments(list(chunks.values()))
    turns = (_orientation(data[start + 4 : end]) for marker, start, end in parts if marker == 0xE1)
    turn = next((one for one in turns if one != orientation.UPRIGHT), orientation.UPRIGHT)
    if turn != orientation.UPRIGHT:
        # JFIF and Exif both want to be first; decoders take the orientation from behind JFIF.
        behind_jfif = bool(kept) and kept[0][4:9] == JFIF
        kept.insert(1 if behind_jfif else 0, segment(0xE1, EXIF + orientation.write(turn)))
    return b"".join((b"\xff\xd8", *kept, b"\xff\xd9"))


def _check(data: bytes, parts: list[tuple[int, int, int]]) -> None:
    """Raise DamagedError for more scans than anybody makes, and for a picture that is too short for its pixels.

    Huffman's codes have at least a bit (§C.2): one for each block of eight by eight, sequential ones another where it
    ends. Decoders fill the rest with grey, and say nothing.
    """
    scans = [(start, end) for marker, start, end in parts if marker == _SOS]
    if len(scans) > _MOST_SCANS:
        raise DamagedError("too many scans")
    for marker, start, _end in parts:
        if marker in _HUFFMAN:
            shares = [divmod(number(data, start + 11 + 3 * one, 1), 16) for one in range(number(data, start + 9, 1))]
            most = max((across * down for across, down in shares), default=0)
            pixels = number(data, start + 5, 2) * number(data, start + 7, 2)
            blocks = pixels * sum(across * down for across, down in shares) // (64 * max(1, most))
            bits = 8 * sum(end - begin for begin, end in scans)
            if bits < blocks * (1 if marker == _PROGRESSIVE else 2):
                raise DamagedError("ends early")


def _is_icc(data: bytes, start: int) -> bool:
    return data[start + 1] == 0xE2 and data.startswith(_ICC, start + 4)


def _kept(marker: int, whole: bytes) -> bytes:
    payload = whole[4:]
    if marker == 0xE0 and payload.startswith(JFIF) and len(payload) >= 14:
        return segment(marker, payload[:12] + b"\x00\x00")  # the two zeros: no thumbnail
    if marker == 0xEE and payload.startswith(_ADOBE):
        return segment(marker, payload[:12])
    return whole if marker in _FRAMES or marker in _TABLES or marker == _SOS else b""


def _profile_segments(chunks: list[bytes]) -> bytes:
    """Return the segments of the profile that stands in these chunks: number, how many there are, bytes."""
    whole = profile.cleaned(b"".join(one[2:] for one in sorted(chunks, key=_chunk_number)))
    parts = [whole[at : at + _MOST_IN_CHUNK] for at in range(0, len(whole), _MOST_IN_CHUNK)]
    numbered = (bytes((number, len(parts))) + part for number, part in enumerate(parts, 1))
    return b"".join(segment(0xE2, _ICC + one) for one in numbered)


def _chunk_number(chunk: bytes) -> int:
    return chunk[0] if chunk else 0


def segment(marker: int, payload: bytes) -> bytes:
    """Return one segment; its payload may have 65,533 bytes."""
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload


def _orientation(payload: bytes) -> int:
    return orientation.read(payload.removeprefix(EXIF)) if payload.startswith(EXIF) else orientation.UPRIGHT


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) of each segment, a scan together with its entropy-coded data."""
    at = 2
    while True:
        start = _next_marker(data, at)
        marker = data[start + 1]
        if marker == _EOI:
            return
        if marker == _SOI:
            at = start + 2
            continue
        length = number(data, start + 2, 2)
        end = start + 2 + length
        if length < 2 or end > len(data):
            raise DamagedError("segment ends early")
        if marker == _SOS:
            end = _next_marker(data, end)
        yield marker, start, end
        at = end


def _next_marker(data: bytes, at: int) -> int:
    # In strides, because other threads wait while one search runs.
    for start in range(at, len(data), _STRIDE):
        found = _MARKER.search(data, start, start + _STRIDE + 1)
        if found is not None:
            return found.start()
    raise DamagedError("ends early")
