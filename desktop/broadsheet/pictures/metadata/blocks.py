"""Finds the blocks of metadata in a picture's file, whatever its kind; what is broken is passed over."""

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from broadsheet import errors
from broadsheet.pictures import gif, jpeg, kinds, opening, tiff, webp
from broadsheet.pictures.container import DamagedError, bounded, number
from broadsheet.pictures.metadata import extended, irb, pngtext

XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\x00"
IRB_HEAD = b"Photoshop 3.0\x00"
_MOST_SECOND = 3
_GIF_XMP = b"XMP DataXMP"
GIF_MAGIC = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
"""Wherever a reader of sub-blocks lands in it, it comes to the end."""
_WEBP_PIXELS = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_TIFF_XMP, _TIFF_IIM, _TIFF_IRB = 0x02BC, 0x83BB, 0x8649
_JFXX = b"JFXX\x00"


class Blocks(Struct, frozen=True):
    """What a file holds beside its pixels.

    `exif` are TIFF blocks, `xmp` packets, `iim` records, `comments` texts of the container, `embedded` pictures inside
    the picture, `others` names of parts that nobody here reads; `second` are further pictures behind the end.
    """

    exif: tuple[bytes, ...] = ()
    xmp: tuple[bytes, ...] = ()
    iim: tuple[bytes, ...] = ()
    iim_newer: bool = False
    comments: tuple[bytes, ...] = ()
    embedded: tuple[bytes, ...] = ()
    others: tuple[str, ...] = ()
    second: "tuple[Blocks, ...]" = ()
    broken: tuple[str, ...] = ()


def find(data: bytes, name: str = "") -> Blocks:
    """Return the blocks of a picture; what is no picture of ours has none."""
    try:
        kind = kinds.recognise(data, name)
    except errors.PictureRefused:
        return Blocks()
    finders = {
        kinds.JPEG: _in_jpeg,
        kinds.PNG: _in_png,
        kinds.WEBP: _in_webp,
        kinds.GIF: _in_gif,
        kinds.TIFF: _in_tiff,
        kinds.AVIF: _in_avif,
    }
    return finders[kind](data)


class _Found:
    """Blocks while they are gathered."""

    def __init__(self) -> None:
        self.exif: list[bytes] = []
        self.xmp: list[bytes] = []
        self.iim: list[bytes] = []
        self.comments: list[bytes] = []
        self.embedded: list[bytes] = []
        self.others: list[str] = []
        self.broken: list[str] = []
        self.newer = False

    def resources(self, data: bytes) -> None:
        found = irb.read(data)
        self.iim += found.iim
        self.embedded += found.thumbnails
        self.newer = self.newer or found.newer
        if found.broken:
            self.broken.append("photoshop")

    def blocks(self) -> Blocks:
        return Blocks(
            tuple(self.exif),
            tuple(self.xmp),
            tuple(self.iim),
            self.newer,
            tuple(self.comments),
            tuple(self.embedded),
            tuple(dict.fromkeys(self.others)),
            (),
            tuple(dict.fromkeys(self.broken)),
        )


def _in_jpeg(data: bytes, most_second: int = _MOST_SECOND) -> Blocks:
    found, resources, parts, end = _Found(), [], [], 2
    try:
        for marker, start, end in bounded(jpeg.segments(data)):
            payload = data[start + 4 : end]
            if marker == 0xED and payload.startswith(IRB_HEAD):
                resources.append(payload[len(IRB_HEAD) :])
            elif marker == 0xE1 and payload.startswith(extended.HEAD):
                parts.append(payload[len(extended.HEAD) :])
            elif marker == 0xFE or 0xE0 <= marker <= 0xEF:
                _take_segment(found, marker, payload)
    except DamagedError:
        found.broken.append("jpeg")
    found.xmp += extended.joined(parts, found.xmp)
    if resources:
        found.resources(b"".join(resources))
    second = _second(data[end + 2 :], most_second)
    return structs.replace(found.blocks(), second=second)


def _take_segment(found: _Found, marker: int, payload: bytes) -> None:
    if marker == 0xFE:
        found.comments.append(payload)
    elif payload.startswith(b"Exif\x00"):
        found.exif.append(payload[6:])
    elif payload.startswith(XMP_HEAD):
        found.xmp.append(payload[len(XMP_HEAD) :])
    elif marker == 0xE0 and payload.startswith(jpeg.JFIF):
        if len(payload) > 14:
            found.embedded.append(payload[14:])
    elif marker == 0xE0 and payload.startswith(_JFXX):
        found.embedded.append(payload[6:])
    elif not (marker == 0xE2 and payload.startswith(b"ICC_PROFILE\x00")) and not payload.startswith(b"Adobe"):
        found.others.append(_segment_name(marker, payload))


def _segment_name(marker: int, payload: bytes) -> str:
    known = re.match(rb"[A-Za-z][\w .:/-]{2,30}", payload)
    if marker == 0xEB:
        return "C2PA" if b"c2pa" in payload else "JUMBF"
    return f"APP{marker - 0xE0}" + (f" {known[0].decode('ascii').strip()}" if known else "")


def _second(rest: bytes, most: int) -> tuple[Blocks, ...]:
    """Return what the pictures behind the end of a JPEG hold: those of an MPO (CIPA DC-007), a video has none."""
    found: list[Blocks] = []
    at = rest.find(b"\xff\xd8\xff")
    while at >= 0 and len(found) < most:
        one = _in_jpeg(rest[at:], 0)
        found.append(one)
        following = rest.find(b"\xff\xd9\xff\xd8\xff", at + 3)
        at = following + 2 if following >= 0 else -1
    if not found and rest.strip(b"\x00"):
        return (Blocks(others=("trailer",)),)
    return tuple(found)


def _in_png(data: bytes) -> Blocks:
    found = _Found()
    read = pngtext.read(data)
    found.broken += ["png"] if read.broken else []
    found.exif += read.exif
    found.xmp += read.xmp
    found.comments += read.texts
    found.others += read.others
    for block in read.iim:
        if irb.is_one(block):
            found.resources(block)
        else:
            found.iim.append(block)
    return found.blocks()


def _in_webp(data: bytes) -> Blocks:
    found = _Found()
    try:
        for name, start, _end in bounded(webp.chunks(data, 12, webp.riff_end(data))):
            payload = data[start + 8 : start + 8 + number(data, start + 4, 4, "little")]
            if name == b"EXIF":
                found.exif.append(payload.removeprefix(b"Exif\x00\x00"))
            elif name == b"XMP ":
                found.xmp.append(payload)
            elif name not in _WEBP_PIXELS:
                found.others.append(name.decode("latin-1").strip())
        if data[webp.riff_end(data) :].strip(b"\x00"):
            found.others.append("trailer")
    except DamagedError:
        found.broken.append("webp")
    return found.blocks()


def _in_gif(data: bytes) -> Blocks:
    found = _Found()
    try:
        for start, end in bounded(gif.blocks(data)):
            if data[start] != 0x21:
                continue
            if data[start + 1] == 0xFE:
                found.comments.append(_sub_blocks(data, start + 2))
            elif data[start + 1] == 0xFF:
                _take_application(found, data[start:end])
            elif data[start + 1] == 0x01:
                found.others.append("plain text")
    except (DamagedError, IndexError):
        found.broken.append("gif")
    return found.blocks()


def _take_application(found: _Found, block: bytes) -> None:
    program = block[3:14]
    if program == _GIF_XMP:
        # XMP stands there as it is, its bytes read as lengths, and is followed by a trailer that ends all of them
        # (XMP specification part 3 §1.1.2); some programs write sub-blocks as of any other extension.
        raw = block[14:].removesuffix(GIF_MAGIC)
        packet = raw if raw.lstrip(b"\xef\xbb\xbf")[:1] == b"<" else _sub_blocks(block, 14)
        found.xmp.append(packet[: packet.rfind(b">") + 1])
    elif program not in gif.LOOPS:
        found.others.append(program.decode("latin-1").strip("\x00 "))


def _sub_blocks(data: bytes, at: int) -> bytes:
    parts = []
    while at < len(data) and (length := data[at]):
        parts.append(data[at + 1 : at + 1 + length])
        at += 1 + length
    return b"".join(parts)


def _in_tiff(data: bytes) -> Blocks:
    found = _Found()
    found.exif.append(data)
    block = tiff.read(data)
    for tag, target in ((_TIFF_XMP, found.xmp), (_TIFF_IIM, found.iim)):
        one = block.entry("0", tag)
        if one is not None:
            target.append(one.raw)
    resources = block.entry("0", _TIFF_IRB)
    if resources is not None:
        found.resources(resources.raw)
    # Both places usually hold the same records.
    found.iim = list(dict.fromkeys(one.rstrip(b"\x00") for one in found.iim))
    return found.blocks()


def _in_avif(data: bytes) -> Blocks:
    found = _Found()
    try:
        for key, block in _avif_items(data):
            if key == "exif":
                found.exif.append(block.removeprefix(b"Exif\x00\x00"))
            else:
                found.xmp.append(block)
    except errors.PictureRefused:
        found.broken.append("avif")
    return found.blocks()


def _avif_items(data: bytes) -> Iterator[tuple[str, bytes]]:
    with opening.opened(data, kinds.AVIF, "") as image:
        items = {key: image.info[key] for key in ("exif", "xmp") if isinstance(image.info.get(key), bytes)}
    yield from items.items()
