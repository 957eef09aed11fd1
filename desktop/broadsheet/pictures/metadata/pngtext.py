"""The chunks of a PNG that hold words (W3C PNG §11.3.3), unpacked within limits."""

import binascii
import zlib

from msgspec import Struct

from broadsheet.pictures import png
from broadsheet.pictures.container import DamagedError, bounded

MOST_UNPACKED = 8_000_000
_XMP = b"XML:com.adobe.xmp"
_QUIET = frozenset({b"sPLT", b"hIST"})


class Texts(Struct):
    """What stands in a PNG; `texts` are `keyword: words`."""

    exif: list[bytes]
    xmp: list[bytes]
    iim: list[bytes]
    texts: list[bytes]
    others: list[str]
    broken: bool = False


def read(data: bytes) -> Texts:
    """Return the words of a PNG; never raises."""
    found = Texts([], [], [], [], [])
    budget, end = MOST_UNPACKED, len(data)
    try:
        for name, start, end in bounded(png.chunks(data)):
            body = data[start + 8 : end - 4]
            if name in (b"tEXt", b"zTXt", b"iTXt"):
                budget -= _take_text(found, name, body, budget)
            elif name == b"eXIf":
                found.exif.append(body.removeprefix(b"Exif\x00\x00"))
            elif name == b"tIME":
                found.others.append("tIME")
            elif name not in png.KEPT and name not in _QUIET:
                found.others.append("C2PA" if name == b"caBX" else name.decode("latin-1"))
    except DamagedError:
        found.broken = True
    else:
        found.others += ["trailer"] if data[end:].strip(b"\x00") else []
    return found


def _take_text(found: Texts, name: bytes, body: bytes, budget: int) -> int:
    keyword, _, rest = body.partition(b"\x00")
    text = _text(name, rest, budget)
    if text is None:
        found.broken = True
        return 0
    if keyword == _XMP:
        found.xmp.append(text)
    elif keyword.startswith(b"Raw profile type "):
        _take_profile(found, keyword[17:].strip().lower(), text)
    else:
        found.texts.append(keyword + b": " + text)
    return len(text) if name != b"tEXt" else 0


def _text(name: bytes, rest: bytes, budget: int) -> bytes | None:
    if name == b"tEXt":
        return rest
    if name == b"zTXt":
        return _unpacked(rest[1:], budget)
    packed = rest[:1] == b"\x01"
    parts = rest[2:].split(b"\x00", 2)  # language, keyword in that language, text
    if len(parts) < 3:
        return None
    return _unpacked(parts[2], budget) if packed else parts[2]


def _unpacked(packed: bytes, most: int) -> bytes | None:
    inflating = zlib.decompressobj()
    try:
        text = inflating.decompress(packed, max(1, most))
    except zlib.error:
        return None
    return text if inflating.eof else None


def _take_profile(found: Texts, kind: bytes, text: bytes) -> None:
    """Take in a block as ImageMagick writes it: its name, its length, and the bytes as hexadecimal lines."""
    parts = text.strip().split(b"\n", 2)
    try:
        block = binascii.unhexlify(b"".join(parts[2].split())) if len(parts) == 3 else b""
    except ValueError:
        block = b""
    if not block:
        found.broken = True
    elif kind == b"iptc":
        found.iim.append(block)
    elif kind == b"xmp":
        found.xmp.append(block)
    elif kind in (b"exif", b"app1"):
        target = found.xmp if b"ns.adobe.com" in block[:40] else found.exif
        target.append(block.removeprefix(b"Exif\x00\x00").removeprefix(b"http://ns.adobe.com/xap/1.0/\x00"))
