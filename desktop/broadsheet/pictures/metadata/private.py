"""Private things in a picture's file: named for the writer to see, and kept where the writer says so."""

from collections.abc import Iterator

from msgspec import Struct

from broadsheet.article.photo import Private
from broadsheet.pictures import jpeg, tiff
from broadsheet.pictures.container import DamagedError
from broadsheet.pictures.metadata import blocks, xmp
from broadsheet.pictures.metadata.blocks import Blocks
from broadsheet.pictures.metadata.places import of_exif, of_xmp
from broadsheet.pictures.metadata.xmp import Packet, Value

_LONGEST, _MOST = 80, 100
_EXIF: dict[tuple[str, int], Private] = {
    ("exif", 0xA431): "serial",  # BodySerialNumber
    ("exif", 0xA435): "serial",  # LensSerialNumber
    ("0", 0xC62F): "serial",  # CameraSerialNumber
    ("exif", 0xA430): "owner",  # CameraOwnerName
    ("0", 0x013C): "owner",  # HostComputer
    ("exif", 0x927C): "maker_note",
    ("0", 0xC634): "maker_note",  # DNGPrivateData
    ("0", 0x0131): "history",  # Software
    ("0", 0x000B): "history",  # ProcessingSoftware
    ("0", 0x9213): "history",  # ImageHistory
    ("0", 0x010D): "file_name",  # DocumentName
    ("0", 0xC68B): "file_name",  # OriginalRawFileName
    ("0", 0x010F): "other",  # Make
    ("0", 0x0110): "other",  # Model
    ("exif", 0x9286): "other",  # UserComment
    ("exif", 0xA420): "other",  # ImageUniqueID
}
_XMP: dict[str, Private] = {
    "aux:SerialNumber": "serial",
    "aux:LensSerialNumber": "serial",
    "exifEX:BodySerialNumber": "serial",
    "exifEX:LensSerialNumber": "serial",
    "aux:OwnerName": "owner",
    "exifEX:CameraOwnerName": "owner",
    "xmp:Thumbnails": "thumbnail",
    "xmp:CreatorTool": "history",
    "xmpMM:History": "history",
    "xmpMM:DerivedFrom": "history",
    "xmpMM:DocumentID": "history",
    "xmpMM:InstanceID": "history",
    "xmpMM:OriginalDocumentID": "history",
    "photoshop:History": "history",
    "photoshop:DocumentAncestors": "history",
    "xmpMM:PreservedFileName": "file_name",
    "crs:RawFileName": "file_name",
}


class Trace(Struct, frozen=True):
    """One private thing, with a short value to show; the value may be empty."""

    kind: Private
    text: str


class Kept(Struct, frozen=True):
    """Private things that are to stay: EXIF entries in the byte order `order`, a thumbnail, XMP properties."""

    order: str = ">"
    entries: tuple[tiff.Entry, ...] = ()
    thumbnail: bytes = b""
    properties: tuple[tuple[str, Value], ...] = ()


NOTHING = Kept()


def traces(data: bytes, name: str = "") -> tuple[Trace, ...]:
    """Return the private things in a picture, each once, at most a hundred; never raises."""
    found = dict.fromkeys(_traces(blocks.find(data, name)))
    return tuple(one for _, one in zip(range(_MOST), found, strict=False))


def keepable(data: bytes, kinds: frozenset[Private], name: str = "") -> Kept:
    """Return the private things of these kinds that can be written back (`metadata.write`).

    Those are EXIF entries, the EXIF thumbnail and XMP properties: comments, Photoshop's own thumbnail and a second
    picture cannot. A maker note stays byte for byte, but one that counts its places from the start of the file may be
    unreadable then. Never raises.
    """
    if not kinds:
        return Kept()
    found = blocks.find(data, name)
    block = tiff.read(found.exif[0]) if found.exif else tiff.Block(">")
    entries = tuple(one for one in block.entries if _kind(one) in kinds and len(one.raw) < tiff.MOST_KEPT)
    thumbnail = block.thumbnail if "thumbnail" in kinds and len(block.thumbnail) < tiff.MOST_KEPT else b""
    packets = [xmp.read(one) for one in found.xmp[:2]]
    properties = tuple(prop for packet in packets for prop in packet.properties if _xmp_kind(prop[0]) in kinds)
    return Kept(block.order, entries, thumbnail, properties)


def _kind(entry: tiff.Entry) -> Private | None:
    return "place" if entry.directory == "gps" else _EXIF.get((entry.directory, entry.tag))


def _xmp_kind(name: str) -> Private | None:
    return "place" if name.startswith("exif:GPS") else _XMP.get(name)


def _traces(found: Blocks) -> Iterator[Trace]:
    for block in found.exif[:4]:
        yield from _in_exif(tiff.read(block))
    for packet in found.xmp[:4]:
        yield from _in_xmp(xmp.read(packet))
    for picture in found.embedded:
        yield Trace("thumbnail", _size(picture))
    for comment in found.comments:
        yield Trace("other", _short(comment.decode("utf-8", "replace")))
    for name in found.others:
        yield Trace("other", name)
    for second in found.second:
        if second.others != ("trailer",):
            yield Trace("other", "MPO")
        yield from _traces(second)


def _in_exif(block: tiff.Block) -> Iterator[Trace]:
    if any(one.directory == "gps" and one.tag for one in block.entries):
        yield Trace("place", of_exif(block))
    for entry in block.entries:
        kind = _kind(entry)
        if kind is None or kind == "place":
            continue
        if kind == "maker_note":
            yield Trace(kind, f"{len(entry.raw):,} B".replace(",", " "))
        else:
            yield Trace(kind, _short(tiff.decoded(entry.raw).removeprefix("ASCII\x00\x00\x00")))
    if block.thumbnail:
        yield Trace("thumbnail", _size(block.thumbnail))


def _in_xmp(packet: Packet) -> Iterator[Trace]:
    if any(name.startswith("exif:GPS") for name, _ in packet.properties):
        yield Trace("place", of_xmp(packet))
    for name, value in packet.properties:
        kind = _xmp_kind(name)
        if kind is not None and kind != "place":
            yield Trace(kind, "" if kind == "thumbnail" else _short(_told(value)))


def _told(value: Value) -> str:
    """Return the most telling word of a value: of a history its programs."""
    if value.text:
        return value.text
    inner = [_told(one) for one in value.items]
    agents = [one.text for name, one in value.fields if name == "stEvt:softwareAgent"]
    others = [one.text for name, one in value.fields if one.text]
    return ", ".join(dict.fromkeys(one for one in (*inner, *(agents or others)) if one))


def _short(text: str) -> str:
    clean = " ".join("".join(one if one.isprintable() else " " for one in text[: 4 * _LONGEST]).split())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1].rstrip() + "…"


def _size(picture: bytes) -> str:
    """Return the pixels of an embedded JPEG, of anything else its bytes."""
    try:
        header = jpeg.header(picture)
    except DamagedError:
        return f"{len(picture)} B"
    return f"{header.width} × {header.height}"
