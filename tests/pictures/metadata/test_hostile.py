"""Metadata that was made to hurt, or was hurt: never an error, never long, never much memory."""

import random
import struct
import time
import tracemalloc

import pytest

from broadsheet import errors
from broadsheet.pictures import intake, metadata

SECONDS = 1.5
MEMORY = 120_000_000
ROUNDS = 250


def within_bounds(data):
    """Read a picture in all ways, in bounded time and memory; return its facts."""
    tracemalloc.start()
    started = time.perf_counter()
    found = metadata.read(data)
    metadata.traces(data)
    metadata.keepable(data, frozenset(("place", "history", "thumbnail", "maker_note", "other")))
    took = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 4 * SECONDS  # tracing makes all of it several times slower
    assert peak < MEMORY + 4 * len(data)
    return found


def app1(payload):
    """Return XMP as PNG's chunk, whose length nothing limits."""
    import zlib

    body = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + payload
    return struct.pack(">L", len(body)) + b"iTXt" + body + struct.pack(">L", zlib.crc32(b"iTXt" + body))


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)
FETCH = b'<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>'
FETCH_ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
DEEP = b"<a>" * 200_000 + b"</a>" * 200_000
WIDE = b"<a>" + b"<b/>" * 500_000 + b"</a>"
HUGE = b"<a>" + b"x" * 40_000_000 + b"</a>"
ATTRIBUTES = b"<a " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/>"
NAMESPACES = b"<a " + b" ".join(b'xmlns:a%d="%s"' % (n, b"u" * 300) for n in range(10_000)) + b"/>"
UNCLOSED = b"<a><b" + b" " * 3_000_000
LONG_NAME = b"<" + b"a" * 3_000_000 + b"/>"


@pytest.mark.parametrize(
    "hostile",
    [LAUGHS, FETCH, FETCH_ENTITY, DEEP, WIDE, HUGE, ATTRIBUTES, NAMESPACES, UNCLOSED, LONG_NAME],
    ids=["laughs", "fetch", "fetch entity", "deep", "wide", "huge", "attributes", "namespaces", "unclosed", "name"],
)
def test_hostile_xmp(scene, encoded, hostile):
    png = encoded(scene(64, 40), "PNG")
    found = within_bounds(png[:33] + app1(hostile) + png[33:])
    assert found.facts == ()


def test_the_same_way_good_xmp_is_read(scene, encoded, packet):
    png = encoded(scene(64, 40), "PNG")
    data = png[:33] + app1(packet("<photoshop:Credit>AFP</photoshop:Credit>")) + png[33:]
    assert within_bounds(data).texts("credit") == ("AFP",)


def exif(block):
    return 0xE1, b"Exif\x00\x00" + block


LOOP = b"II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00"
MANY = b"II*\x00\x08\x00\x00\x00\xff\xff" + struct.pack("<HHLL", 0x10E, 2, 60_000, 8) * 5_000
LYING = b"MM\x00*\x00\x00\x00\x08\x00\x02" + struct.pack(">HHLL", 0x10E, 2, 0xFFFFFFFF, 8) * 2 + bytes(4)
CHAIN = b"II*\x00" + b"".join(struct.pack("<LH", 8 + 6 * n + 0, 0) for n in range(5_000))


@pytest.mark.parametrize("block", [LOOP, MANY, LYING, CHAIN, b"II*\x00", b"MM\x00*" + b"\xff" * 60_000])
def test_hostile_exif(scene, encoded, spliced, block):
    within_bounds(spliced(encoded(scene(64, 40)), exif(block)))


def test_a_tiff_whose_entries_all_hold_the_whole_file():
    entries = struct.pack("<HHLL", 0x10E, 2, 20_000_000, 8) * 1_000
    within_bounds(b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 1_000) + entries + bytes(20_000_000))


@pytest.mark.parametrize(
    "resources",
    [
        b"8BIM\x04\x04\x00\x00\xff\xff\xff\xff",
        b"8BIM\x04\x04\xff",
        b"8BIM\x04\x04\x00\x00\x00\x00\x00\x09\x1c\x02\x78\x84\x00\xff\xff\xff\xff\x00",
        b"8BIM\x04\x04\x00\x00\x00\x00\x00\x00" * 4_000,
        b"8BIM\x04\x04\x00\x00\x00\x00\xea\x60" + b"\x1c\x02\x50\x00\x00" * 12_000,
    ],
)
def test_hostile_resources(scene, encoded, spliced, resources):
    within_bounds(spliced(encoded(scene(64, 40)), (0xED, b"Photoshop 3.0\x00" + resources)))


def test_thousands_of_pictures_behind_the_end(scene, encoded):
    one = encoded(scene(16, 10))
    within_bounds(one * 5_000)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
def test_damage_anywhere_is_no_error(request, scene, encoded, spliced, form):
    packet, xmp, iim, tiff = map(request.getfixturevalue, ("packet", "xmp", "iim", "tiff"))
    block = tiff({0x010E: (2, b"Caption\x00")}, {0xA431: (2, b"1234\x00")}, {18: (2, b"WGS\x00")}, b"\xff\xd8\xff\xd9")
    element = "<dc:description><rdf:Alt><rdf:li xml:lang='id'>Perahu</rdf:li></rdf:Alt></dc:description>"
    options = {"exif": b"Exif\x00\x00" + block} if form in ("JPEG", "PNG", "WEBP", "AVIF") else {}
    if form in ("WEBP", "AVIF"):
        options["xmp"] = packet(element)
    data = encoded(scene(32, 20, "P" if form == "GIF" else "RGB"), form, **options)
    if form == "JPEG":
        data = spliced(data, xmp(element), iim((1, 90, b"\x1b%G"), (2, 120, b"Perahu")))
    elif form not in {"TIFF", "AVIF"}:
        data = metadata.write(data, metadata.Words(caption="Perahu", alt="x", created="2026-11-25", language="id"))
    chance = random.Random(form)
    assert metadata.read(data).facts or form == "TIFF"
    for _ in range(ROUNDS):
        hurt = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            hurt[chance.randrange(12, len(hurt))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        if chance.random() < 0.3:
            del hurt[chance.randrange(12, len(hurt)) :]
        hurt = bytes(hurt)
        metadata.read(hurt)
        metadata.traces(hurt)
        try:
            intake.take_in(hurt, "x", keep=frozenset(("place", "serial", "thumbnail", "history")))
        except errors.PictureRefused:
            continue
