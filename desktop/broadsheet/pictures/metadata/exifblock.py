"""Writes EXIF: words, orientation, and what the standard demands of a JPEG."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from broadsheet.pictures import orientation, tiff
from broadsheet.pictures.metadata import exif, moments
from broadsheet.pictures.metadata.iim import cut
from broadsheet.pictures.metadata.private import NOTHING, Kept
from broadsheet.pictures.metadata.words import Words

_MOST_BYTES = 8_000
"""Of one text: all of EXIF must fit one segment of a JPEG."""
_ORIENTATION, _VERSION, _OFFSET_TIME = 0x0112, 0x9000, exif.OFFSET_ORIGINAL
_SRGB, _UNCALIBRATED = 1, 0xFFFF


class Frame(Struct, frozen=True):
    """What EXIF repeats of a picture: stored pixels, orientation, whether its colours are sRGB."""

    width: int = 0
    height: int = 0
    turn: int = orientation.UPRIGHT
    srgb: bool = True
    jpeg: bool = False


PLAIN = Frame()


def write(words: Words, kept: Kept = NOTHING, frame: Frame = PLAIN) -> bytes:
    """Return a TIFF block, empty where it would say nothing."""
    order = kept.order
    told = [*_of_words(words), *(one for one in kept.entries if not _own(one))]
    if frame.turn != orientation.UPRIGHT:
        told.append(tiff.number_entry("0", _ORIENTATION, tiff.SHORT, (frame.turn,), order))
    if not told and not kept.thumbnail:
        return b""
    fixed = [tiff.Entry("exif", _VERSION, tiff.UNDEFINED, 4, b"0232")]
    if any(one.directory == "gps" for one in told) and not any((one.directory, one.tag) == ("gps", 0) for one in told):
        fixed.append(tiff.Entry("gps", 0, 1, 4, b"\x02\x03\x00\x00"))
    if frame.jpeg:
        fixed += _demanded(frame, order)
    return tiff.write(_once([*told, *fixed]), order, kept.thumbnail)


def _of_words(words: Words) -> Iterator[tiff.Entry]:
    texts = (
        (exif.DESCRIPTION, words.caption),
        (exif.ARTIST, "; ".join(words.creator)),
        (exif.COPYRIGHT, words.copyright),
    )
    for tag, text in texts:
        if text:
            yield tiff.ascii_entry("0", tag, cut(text.replace("\x00", ""), _MOST_BYTES).decode())
    moment, zone = moments.for_exif(words.created)
    if moment:
        yield tiff.ascii_entry("exif", exif.DATE_ORIGINAL, moment)
    if zone:
        yield tiff.ascii_entry("exif", _OFFSET_TIME, zone)


def _own(entry: tiff.Entry) -> bool:
    """Tell whether we write that entry ourselves."""
    return entry.tag in (exif.DESCRIPTION, exif.ARTIST, exif.COPYRIGHT, _ORIENTATION, _VERSION)


def _demanded(frame: Frame, order: str) -> list[tiff.Entry]:
    """Return the tags that are mandatory in the EXIF of a compressed picture (CIPA DC-008 §4.6.8, tables 17 and 18)."""
    return [
        tiff.number_entry("0", 0x011A, tiff.RATIONAL, (72, 1), order),
        tiff.number_entry("0", 0x011B, tiff.RATIONAL, (72, 1), order),
        tiff.number_entry("0", 0x0128, tiff.SHORT, (2,), order),
        tiff.number_entry("0", 0x0213, tiff.SHORT, (1,), order),
        tiff.Entry("exif", 0x9101, tiff.UNDEFINED, 4, b"\x01\x02\x03\x00"),
        tiff.Entry("exif", 0xA000, tiff.UNDEFINED, 4, b"0100"),
        tiff.number_entry("exif", 0xA001, tiff.SHORT, (_SRGB if frame.srgb else _UNCALIBRATED,), order),
        tiff.number_entry("exif", 0xA002, tiff.LONG, (frame.width,), order),
        tiff.number_entry("exif", 0xA003, tiff.LONG, (frame.height,), order),
    ]


def _once(entries: Sequence[tiff.Entry]) -> list[tiff.Entry]:
    """Return the first entry of each tag."""
    first: dict[tuple[str, int], tiff.Entry] = {}
    for one in entries:
        first.setdefault((one.directory, one.tag), one)
    return list(first.values())
