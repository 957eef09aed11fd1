"""Where a picture was taken, as a person reads it: `-8.65000, 115.21000`."""

import re
from collections.abc import Sequence

from broadsheet.pictures.metadata.xmp import Packet
from broadsheet.pictures.tiff import Block

_XMP = re.compile(r"\s*(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW])\s*")


def of_exif(block: Block) -> str:
    """Return latitude and longitude of the GPS directory; empty where it has none."""
    pair = []
    for reference, tag in ((1, 2), (3, 4)):
        parts = block.numbers("gps", tag)
        if not parts:
            return ""
        pair.append(_degrees(parts, block.text("gps", reference)))
    return _shown(pair)


def of_xmp(packet: Packet) -> str:
    """Return latitude and longitude as XMP writes them (`8,39.0S`); empty where it has none."""
    pair = []
    for name in ("exif:GPSLatitude", "exif:GPSLongitude"):
        values = packet.values(name)
        found = _XMP.fullmatch(values[0].text) if values else None
        if found is None:
            return ""
        pair.append(_degrees([float(found[1]), float(found[2]), float(found[3] or 0)], found[4]))
    return _shown(pair)


def _degrees(parts: Sequence[float], reference: str) -> float:
    value = sum(part * share for part, share in zip(parts, (1.0, 1 / 60, 1 / 3600), strict=False))
    return -value if reference.strip("\x00 ").upper() in ("S", "W") else value


def _shown(pair: Sequence[float]) -> str:
    return ", ".join(f"{one:.5f}" for one in pair)
