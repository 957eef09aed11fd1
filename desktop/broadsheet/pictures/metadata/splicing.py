"""Puts blocks of metadata between the parts of a clean picture, where its container wants them."""

from msgspec import structs

from broadsheet.pictures import colour
from broadsheet.pictures import jpeg as jpegs
from broadsheet.pictures import png as pngs
from broadsheet.pictures import webp as webps
from broadsheet.pictures.container import DamagedError, bounded
from broadsheet.pictures.metadata import exifblock, iim, irb, packet
from broadsheet.pictures.metadata.blocks import GIF_MAGIC, IRB_HEAD, XMP_HEAD
from broadsheet.pictures.metadata.exifblock import Frame
from broadsheet.pictures.metadata.facts import Field
from broadsheet.pictures.metadata.private import Kept
from broadsheet.pictures.metadata.words import Words

_MOST_IN_SEGMENT = 65_533
_SHORTER = 4_000
"""Bytes of a text, where all of them together are too long for one segment."""
_ICC, _ALPHA, _EXIF, _XMP = 0x20, 0x10, 0x08, 0x04


def jpeg(data: bytes, words: Words, kept: Kept) -> bytes:
    """Return a clean JPEG with EXIF behind JFIF, then XMP and IIM (DC-008 §4.7.1, XMP specification part 3 §1.1.3)."""
    header = jpegs.header(data)
    segments = [(marker, data[start:end]) for marker, start, end in bounded(jpegs.segments(data))]
    icc = b"".join(whole[18:] for marker, whole in segments if marker == 0xE2)
    frame = Frame(header.width, header.height, header.orientation, colour.is_srgb(icc), jpeg=True)
    front = [whole for marker, whole in segments[:1] if marker == 0xE0]
    rest = [whole for marker, whole in segments[len(front) :] if marker != 0xE1]
    added = [_exif_segment(words, kept, frame), _xmp_segment(words, kept)]
    records = iim.write(_for_iim(words), words.created)
    if records:
        added.append(jpegs.segment(0xED, IRB_HEAD + irb.write(records)))
    return b"".join((b"\xff\xd8", *front, *added, *rest, b"\xff\xd9"))


def _exif_segment(words: Words, kept: Kept, frame: Frame) -> bytes:
    """Return EXIF in a segment; what is kept goes from its largest where all does not fit."""
    for less in (kept, structs.replace(kept, thumbnail=b""), Kept(kept.order)):
        block = exifblock.write(words, less, frame)
        if len(block) + len(jpegs.EXIF) <= _MOST_IN_SEGMENT:
            return jpegs.segment(0xE1, jpegs.EXIF + block) if block else b""
    raise DamagedError("too many words")


def _xmp_segment(words: Words, kept: Kept) -> bytes:
    """Return XMP in one segment: one that is too long loses its description, then what is kept, then ends of texts."""
    without = structs.replace(words, description="")
    short = structs.replace(without, **{name: _cut(text) for name, text in structs.asdict(without).items()})
    for told, properties in ((words, kept.properties), (without, kept.properties), (without, ()), (short, ())):
        block = packet.write(told, properties)
        if len(block) + len(XMP_HEAD) <= _MOST_IN_SEGMENT:
            return jpegs.segment(0xE1, XMP_HEAD + block) if block else b""
    raise DamagedError("too many words")


def _cut(text: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(text, str):
        # In XMP a sign may take five bytes (&amp;), and texts stand there twice.
        return iim.cut(text, _SHORTER // 2).decode()
    return tuple(iim.cut(one, 64).decode() for one in text[:30])


def _for_iim(words: Words) -> dict[Field, tuple[str, ...]]:
    return {
        "title": (words.title,),
        "creator": words.creator[:30],
        "headline": (words.headline,),
        "credit": (words.credit,),
        "source": (words.source,),
        "copyright": (words.copyright,),
        "caption": (words.caption,),
    }


def png(data: bytes, words: Words, kept: Kept) -> bytes:
    """Return a clean PNG with XMP in an iTXt and EXIF in an eXIf chunk, before its pixels (W3C PNG §11.3)."""
    chunks = [(name, data[start:end]) for name, start, end in bounded(pngs.chunks(data)) if name != b"eXIf"]
    xmp = packet.write(words, kept.properties)
    exif = exifblock.write(words, kept, Frame(turn=pngs.header(data).orientation))
    added = [pngs.chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp)] if xmp else []
    added += [pngs.chunk(b"eXIf", exif)] if exif else []
    whole = [one for _, one in chunks]
    return b"".join((data[:8], whole[0], *added, *whole[1:]))


def webp(data: bytes, words: Words, kept: Kept) -> bytes:
    """Return a clean WebP with EXIF and XMP behind its pixels, and with the header that they demand (RFC 9649 §2.7)."""
    chunks = [(name, data[start:end]) for name, start, end in bounded(webps.chunks(data, 12, webps.riff_end(data)))]
    exif, xmp = exifblock.write(words, kept), packet.write(words, kept.properties)
    if not exif and not xmp:
        return data
    flags = (_EXIF if exif else 0) | (_XMP if xmp else 0)
    if chunks[0][0] == b"VP8X":
        first = chunks.pop(0)[1]
        first = first[:8] + bytes((first[8] | flags,)) + first[9:]
    else:
        first = _extended_header(data, chunks, flags)
    parts = [first, *(whole for _, whole in chunks)]
    parts += [webps.chunk(b"EXIF", exif)] if exif else []
    parts += [webps.chunk(b"XMP ", xmp)] if xmp else []
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _extended_header(data: bytes, chunks: list[tuple[bytes, bytes]], flags: int) -> bytes:
    header = webps.header(data)
    whole = dict(reversed(chunks))
    lossless = whole.get(b"VP8L", b"")
    if b"ALPH" in whole or (len(lossless) > 12 and lossless[12] & 0x10):
        flags |= _ALPHA
    if b"ICCP" in whole:
        flags |= _ICC
    size = (header.width - 1).to_bytes(3, "little") + (header.height - 1).to_bytes(3, "little")
    return webps.chunk(b"VP8X", bytes((flags, 0, 0, 0)) + size)


def gif(data: bytes, words: Words, kept: Kept) -> bytes:
    """Return a clean GIF with XMP before its end (XMP specification part 3 §1.1.2); a GIF has no place for EXIF."""
    xmp = packet.write(words, kept.properties)
    if not xmp:
        return data
    block = b"\x21\xff\x0bXMP DataXMP" + xmp + GIF_MAGIC
    return b"GIF89a" + data[6:-1] + block + data[-1:]
