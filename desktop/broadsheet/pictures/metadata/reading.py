"""Reads the words and rights of a picture from all three standards."""

from broadsheet.pictures.metadata import blocks, exif, iim, xmp, xmpfacts
from broadsheet.pictures.metadata.facts import Fact, Metadata


def read(data: bytes, name: str = "") -> Metadata:
    """Return what a picture says of itself; what is broken is passed over, and a file that is no picture says nothing.

    Never raises, and takes little more memory than the file.
    """
    found = blocks.find(data, name)
    facts: list[Fact] = []
    broken = list(found.broken)
    for block in found.iim[:4]:
        told, bad = iim.read(block)
        facts += told
        broken += ["iim"] if bad else []
    for packet in found.xmp[:4]:
        read_packet = xmp.read(packet)
        facts += xmpfacts.read(read_packet)
        broken += ["xmp"] if read_packet.broken else []
    for block in found.exif[:4]:
        told, bad = exif.read(block)
        facts += told
        broken += ["exif"] if bad else []
    return Metadata(_first_of_each(facts), tuple(dict.fromkeys(broken)), found.iim_newer)


def _first_of_each(facts: list[Fact]) -> tuple[Fact, ...]:
    """Return the facts without what a second block of the same standard repeats; only creators may be several."""
    seen: set[tuple[str, str, str, str]] = set()
    kept = []
    for one in facts:
        key = (one.field, one.origin, one.language, one.text if one.field == "creator" else "")
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return tuple(kept)
