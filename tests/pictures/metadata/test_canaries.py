"""Nothing private that a picture brings along is in what is taken in: eight kinds, six formats, searched to the bit."""

import base64
import re
import struct
import zlib
from typing import get_args

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from broadsheet.article.photo import Private
from broadsheet.pictures import intake, metadata

KINDS = get_args(Private)
FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif", "TIFF": ".tif"}


def canary(kind):
    return f"CANARY-{kind}".encode()


def spread(data):
    """Yield the bytes, and whatever of them is packed or written in letters."""
    yield data
    for found in list(re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data))[:3_000]:
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], 200_000)
        except zlib.error:
            continue
    for found in re.finditer(rb"[A-Za-z0-9+/]{24,}={0,2}", data):
        word = found[0][: len(found[0]) // 4 * 4]
        yield base64.b64decode(word)
    for found in re.finditer(rb"(?:[0-9a-f]{2}\s*){24,}", data):
        yield bytes.fromhex(re.sub(rb"\s", b"", found[0]).decode())
    yield data.replace(b"\x00", b"")  # UTF-16


def found_in(data):
    everything = list(spread(data))
    return {kind for kind in KINDS if any(canary(kind) in one for one in everything)}


@pytest.fixture
def thumbnail(scene, encoded):
    return encoded(scene(16, 10), comment=canary("thumbnail"))


@pytest.fixture
def exif(tiff, thumbnail):
    def text(kind):
        return 2, canary(kind) + b"\x00"

    degrees = struct.pack("<6L", 8, 1, 39, 1, 0, 1)
    east = struct.pack("<6L", 115, 1, 12, 1, 36, 1)
    return tiff(
        {0x010D: text("file_name"), 0x0131: text("history"), 0x0110: (2, b"CANARY-other cam\x00")},
        {
            0xA430: text("owner"),
            0xA431: text("serial"),
            0x927C: (7, b"Nikon\x00" + canary("maker_note")),
            0x9286: (7, b"ASCII\x00\x00\x00" + canary("other")),
        },
        {0x001: (2, b"S\x00"), 2: (5, degrees), 3: (2, b"E\x00"), 4: (5, east), 0x12: text("place")},
        thumbnail,
    )


@pytest.fixture
def xmp_packet(packet, thumbnail):
    history = f"""<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action>
        <stEvt:softwareAgent>CANARY-history</stEvt:softwareAgent></rdf:li></rdf:Seq></xmpMM:History>
        <xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource" xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/">
        <xmpGImg:image>{base64.b64encode(thumbnail).decode()}</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>
        <exif:UserComment>CANARY-other</exif:UserComment>"""
    attributes = """exif:GPSLatitude="8,39.0S" exif:GPSLongitude="115,12.6E" exif:GPSMapDatum="CANARY-place"
        aux:SerialNumber="CANARY-serial" aux:OwnerName="CANARY-owner" xmpMM:PreservedFileName="CANARY-file_name.NEF"
        crs:Unknown="CANARY-maker_note" """
    return packet(history, attributes)


@pytest.fixture
def laden(request, scene, encoded, spliced):
    """Return a function that makes a picture of any format with all canaries in every place that it has."""
    exif, xmp_packet, iim, thumbnail = map(request.getfixturevalue, ("exif", "xmp_packet", "iim", "thumbnail"))
    exif_block = b"Exif\x00\x00" + exif

    def jpeg():
        marker, irb = iim((2, 103, canary("other")), (2, 90, canary("place")))
        irb += b"8BIM\x04\x0c\x00\x00" + struct.pack(">L", 28 + len(thumbnail)) + bytes(28) + thumbnail
        first = encoded(scene(64, 40))
        one = spliced(
            first,
            (0xE1, exif_block),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp_packet),
            (0xE2, b"MPF\x00" + canary("other")),
            (0xE7, canary("serial")),
            (marker, irb),
            (0xFE, canary("other")),
        )
        return one + spliced(first, (0xE1, exif_block))

    def png():
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp_packet.decode(), zip=True)
        info.add_text("Comment", "CANARY-other", zip=True)
        info.add_text("Raw profile type exif", f"\nexif\n{len(exif_block):8}\n{exif_block.hex()}\n", zip=True)
        return encoded(scene(64, 40), "PNG", pnginfo=info, exif=exif_block) + canary("owner")

    def gif():
        trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
        plain = encoded(scene(64, 40, "P"), "GIF", comment=canary("other"))
        return plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + xmp_packet + trailer + b"\x3b" + canary("owner")

    def tif():
        block = Image.Exif()
        block.load(exif_block)
        tags = ImageFileDirectory_v2()
        tags[700] = xmp_packet
        for tag in (0x010D, 0x0131, 0x0110):
            tags[tag] = block[tag]
        tags[0x8769], tags[0x8825] = dict(block.get_ifd(0x8769)), dict(block.get_ifd(0x8825))
        return encoded(scene(64, 40), "TIFF", tiffinfo=tags)

    makers = {"JPEG": jpeg, "PNG": png, "GIF": gif, "TIFF": tif}

    def make(form):
        if form in makers:
            return makers[form]()
        return encoded(scene(64, 40), form, exif=exif_block, xmp=xmp_packet)

    return make


@pytest.mark.parametrize("form", FORMATS)
def test_no_canary_flies_into_the_document(laden, form):
    data = laden(form)
    assert found_in(data) == set(KINDS)  # the net has no holes
    taken = intake.take_in(data, "CANARY-file_name.jpg")
    assert found_in(taken.data) == set()
    assert metadata.traces(taken.data) == ()


@pytest.mark.parametrize("form", FORMATS)
def test_the_writer_is_told_what_was_found(laden, form):
    traces = intake.take_in(laden(form), "x").traces
    # A GIF has no EXIF, and so no maker note.
    assert {one.kind for one in traces} >= set(KINDS) - ({"maker_note"} if form == "GIF" else set())
    told = {(one.kind, one.text) for one in traces}
    assert ("owner", "CANARY-owner") in told
    assert ("serial", "CANARY-serial") in told
    assert ("history", "CANARY-history") in told
    places = {text for kind, text in told if kind == "place"}
    assert places <= {"-8.65000, 115.21000"}
    assert all(len(one.text) <= 80 and one.text.isprintable() for one in traces)
    if form == "PNG":
        assert ("other", "trailer") in told
    if form == "JPEG":
        assert {("other", "MPO"), ("thumbnail", "16 × 10"), ("maker_note", "23 B")} <= told


def test_exiftool_finds_nothing_left_either(laden, told_by_exiftool):
    for form, extension in FORMATS.items():
        taken = intake.take_in(laden(form), f"x{extension}")
        told = told_by_exiftool(taken.data, taken.extension)
        groups = {key.split(":")[0] for key in told if ":" in key}
        assert not any(group.startswith(("XMP", "IPTC", "GPS", "ExifIFD", "IFD")) for group in groups), told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_only_what_the_writer_keeps_stays(laden, told_by_exiftool, kind, form):
    taken = intake.take_in(laden(form), "x", keep=frozenset((kind,)))
    kept = found_in(taken.data)
    assert kept == {kind} or (form == "TIFF" and kind == "thumbnail")
    assert taken.not_kept == (() if kept else (kind,))
    assert {one.kind for one in metadata.traces(taken.data)} == kept
    if kind == "place":
        told = told_by_exiftool(taken.data, taken.extension)
        assert told["GPS:GPSMapDatum"] == "CANARY-place"
        assert told["XMP-exif:GPSLatitude"] == pytest.approx(-8.65)
        assert told["GPS:GPSLongitude"] == pytest.approx(115.21)


def test_what_cannot_be_kept_is_said(laden, exif):
    taken = intake.take_in(laden("GIF"), "x", keep=frozenset(("place", "other")))
    assert found_in(taken.data) == {"place"}
    assert taken.not_kept == ("other",)


def test_a_kept_thumbnail_and_maker_note_stay_byte_for_byte(laden, thumbnail):
    taken = intake.take_in(laden("JPEG"), "x", keep=frozenset(("thumbnail", "maker_note")))
    assert thumbnail in taken.data
    assert b"Nikon\x00CANARY-maker_note" in taken.data


def test_words_are_read_before_they_are_taken_off(laden, spliced, iim):
    data = spliced(laden("JPEG"), iim((2, 110, b"AFP")))
    taken = intake.take_in(data, "x")
    assert ("credit", "AFP") in {(one.field, one.text) for one in taken.facts.facts}
    assert b"AFP" not in taken.data


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_without_metadata(scene, encoded, form):
    taken = intake.take_in(encoded(scene(64, 40), form), "x", keep=frozenset(KINDS))
    assert (taken.facts, taken.traces, taken.not_kept) == (metadata.Metadata(), (), ())
