"""Writes words into a picture without touching its pixels: the same words and picture give the same bytes."""

from collections.abc import Callable, Mapping

import msgspec

from broadsheet import errors
from broadsheet.pictures import kinds, privacy
from broadsheet.pictures.container import DamagedError
from broadsheet.pictures.metadata import exifblock, packet, splicing
from broadsheet.pictures.metadata.private import NOTHING, Kept
from broadsheet.pictures.metadata.words import Words

_WRITERS: Mapping[kinds.Kind, Callable[[bytes, Words, Kept], bytes]] = {
    kinds.JPEG: splicing.jpeg,
    kinds.PNG: splicing.png,
    kinds.WEBP: splicing.webp,
    kinds.GIF: splicing.gif,
}


def write(data: bytes, words: Words, *, kind: kinds.Kind | None = None, kept: Kept = NOTHING, name: str = "") -> bytes:
    """Return a JPEG, PNG, WebP or GIF with these words, and with what is to be kept, in place of all that it said.

    Raises errors.PictureRefused.
    """
    kind = kind or kinds.recognise(data, name)
    if kind not in _WRITERS:
        raise errors.PictureRefused(name, "format", kind.pillow)
    clean = privacy.strip(data, name)
    try:
        return _WRITERS[kind](clean, _without_nul(words), kept)
    except DamagedError as exc:
        raise errors.PictureRefused(name, "damaged", str(exc)) from exc


def exif_bytes(words: Words, *, kept: Kept = NOTHING) -> bytes:
    """Return EXIF for an encoder that writes it itself, as for AVIF; empty where there is nothing to say."""
    block = exifblock.write(_without_nul(words), kept)
    return b"Exif\x00\x00" + block if block else b""


def xmp_bytes(words: Words, *, kept: Kept = NOTHING) -> bytes:
    """Return XMP for an encoder that writes it itself, as for AVIF; empty where there is nothing to say."""
    return packet.write(_without_nul(words), kept.properties)


def _without_nul(words: Words) -> Words:
    """Return words without zero characters, which end a text in EXIF and cannot be in XMP."""
    clean = {
        name: value.replace("\x00", "") if isinstance(value, str) else tuple(one.replace("\x00", "") for one in value)
        for name, value in msgspec.structs.asdict(words).items()
    }
    return msgspec.structs.replace(words, **clean)
