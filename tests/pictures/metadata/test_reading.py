"""What a picture says of itself is read from every standard, in every kind of file and in every script."""

import base64
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL.PngImagePlugin import PngInfo

from broadsheet.pictures import metadata

REFERENCE = Path(__file__).parents[4] / "shared" / "corpora" / "photo" / "IPTC-PhotometadataRef-Std2017.1.jpg"


def told(data, origin=None):
    """Return the facts as (field, language) -> text, of one standard."""
    found = metadata.read(data)
    return {(one.field, one.language): one.text for one in found.facts if origin in (None, one.origin)}


@pytest.fixture
def photo(scene, encoded):
    return encoded(scene(64, 40))


@pytest.mark.corpus
@pytest.mark.skipif(not REFERENCE.is_file(), reason="IPTC's reference picture is not beside the checkout")
def test_iptcs_reference_picture_is_read_whole():
    found = metadata.read(REFERENCE.read_bytes())
    assert found.broken == ()
    assert not found.iim_newer
    by_origin = {
        origin: {one.field: one.text for one in found.facts if one.origin == origin}
        for origin in ("iim", "xmp", "exif")
    }
    rights = "Copyright (Notice) 2017.1 IPTC - www.iptc.org  (ref2017.1)"
    common = {
        "title": "The Title (ref2017.1)",
        "instructions": "An Instruction (ref2017.1)",
        "headline": "The Headline (ref2017.1)",
        "credit": "Credit Line (ref2017.1)",
        "source": "Source (ref2017.1)",
        "copyright": rights,
        "caption": "The description aka caption (ref2017.1)",
        "created": "2017-07-13T17:01:00+00:00",
    }
    assert by_origin["iim"] == common | {"creator": "Creator1 (ref2017.1)"}
    assert by_origin["xmp"] == common | {
        "creator": "Creator2 (ref2017.1)",
        "usage_terms": "Rights Usage Termns (ref2017.1)",
        "licence_url": "http://www.WebStatementOfRights.org/2017.1",
        "digital_source": "http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage",
    }
    assert by_origin["exif"] == {
        "caption": common["caption"],
        "creator": "Creator1 (ref2017.1)",
        "copyright": rights,
    }
    creators = [1, 1, 2, 1]  # one in IIM, two in XMP, one in EXIF
    assert found.texts("creator") == tuple(f"Creator{number} (ref2017.1)" for number in creators)


@pytest.mark.parametrize(
    "case",
    [
        (b"\x1b%G", "Perahu 🛶 تصوير".encode(), "Perahu 🛶 تصوير"),
        (None, "Größe – naïve".encode(), "Größe – naïve"),
        (b"\x1b.A", "Größe é".encode("latin-1"), "Größe é"),
        (None, "Größe “Zürich”".encode("cp1252"), "Größe “Zürich”"),
        (None, "Größe “Zürich” café".encode("mac_roman"), "Größe “Zürich” café"),
        (b"\x1b%G", b"caf\xe9", "caf\ufffd"),
        (b"\x1b.A", "Großer".encode(), "GroÃ\x9fer"),
    ],
    ids=["utf-8", "untold utf-8", "latin-1", "windows", "mac", "lying utf-8", "lying latin-1"],
)
def test_iim_is_read_in_the_code_table_that_it_is_in(photo, spliced, iim, case):
    charset, raw, text = case
    head = [(1, 90, charset)] if charset else []
    data = spliced(photo, iim(*head, (2, 0, b"\x00\x04"), (2, 120, raw)))
    assert told(data) == {("caption", ""): text}


def test_iims_dates_make_moments(photo, spliced, iim):
    sets = [(55, b"20261125"), (60, b"071500+0800"), (37, b"20270000"), (30, b"20261201"), (35, b"0900")]
    data = spliced(photo, iim(*((2, number, raw) for number, raw in sets)))
    assert told(data) == {
        ("created", ""): "2026-11-25T07:15:00+08:00",
        ("expires", ""): "2027",
        ("release", ""): "2026-12-01",
    }


def test_a_long_iim_value_and_a_broken_end(photo, spliced, iim):
    marker, payload = iim((2, 120, b"x"))
    block = b"\x1c\x02\x78\x80\x04" + struct.pack(">L", 3_000) + b"y" * 3_000 + b"\x1c\x02\x50\x40\x00torn"
    payload = payload[:22] + struct.pack(">L", len(block)) + block
    found = metadata.read(spliced(photo, (marker, payload)))
    assert [one.text for one in found.facts] == ["y" * 3_000]
    assert found.broken == ("iim",)


def test_an_iim_changed_after_the_xmp_is_known(photo, spliced, iim):
    marker, payload = iim((2, 120, b"x"))
    digest = b"8BIM\x04\x25\x00\x00\x00\x00\x00\x10" + bytes(range(16))
    assert metadata.read(spliced(photo, (marker, payload + digest))).iim_newer
    assert not metadata.read(spliced(photo, (marker, payload))).iim_newer


ELEMENTS = """<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Boats &amp; men</rdf:li>
<rdf:li xml:lang="id-ID">Perahu</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Budi</rdf:li><rdf:li>Ani</rdf:li></rdf:Seq></dc:creator>
<photoshop:Credit>AFP</photoshop:Credit>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A red boat</rdf:li>
<rdf:li xml:lang="ar">قارب أحمر</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
<Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>X</plus:LicensorName>
<plus:LicensorURL>https://example.org/buy</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
<prism:expirationDate>2027-01-01</prism:expirationDate>"""
READ = {
    ("caption", "x-default"): "Boats & men",
    ("caption", "id-id"): "Perahu",
    ("creator", ""): "Ani",
    ("credit", ""): "AFP",
    ("alt", "x-default"): "A red boat",
    ("alt", "ar"): "قارب أحمر",
    ("digital_source", ""): "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    ("licence_url", ""): "https://example.org/buy",
    ("expires", ""): "2027-01-01",
}


def test_xmp_as_elements(photo, spliced, xmp):
    data = spliced(photo, xmp(ELEMENTS))
    assert told(data) == READ
    assert metadata.read(data).texts("creator") == ("Budi", "Ani")


def test_xmp_as_attributes(photo, spliced, xmp):
    attributes = 'photoshop:Credit="AFP" photoshop:Headline="A &lt; B" photoshop:DateCreated="2026-11"'
    assert told(spliced(photo, xmp("", attributes))) == {
        ("credit", ""): "AFP",
        ("headline", ""): "A < B",
        ("created", ""): "2026-11",
    }


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
def test_xmp_in_other_encodings(photo, spliced, packet, codec):
    text = packet(ELEMENTS).decode().replace("\ufeff", "")
    data = spliced(photo, (0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + text.encode(codec)))
    assert told(data) == READ


def test_xmp_with_a_lone_byte_of_latin_1(photo, spliced, packet):
    raw = packet("<photoshop:Credit>AFP</photoshop:Credit>").replace(b"AFP", b"caf\xe9")
    data = spliced(photo, (0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + raw))
    assert told(data) == {("credit", ""): "caf\ufffd"}


def test_extended_xmp_in_any_order(photo, spliced, packet, xmp):
    extended = packet(ELEMENTS)
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    parts = [
        (0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + guid + struct.pack(">LL", len(extended), at) + piece)
        for at, piece in ((0, extended[:700]), (700, extended[700:]))
    ]
    note = xmp("", f'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{guid.decode()}"')
    assert told(spliced(photo, note, *reversed(parts))) == READ
    assert told(spliced(photo, note, parts[0])) == {}
    assert told(spliced(photo, *parts)) == {}


def _png(scene, **texts):
    info = PngInfo()
    for key, (text, packed) in texts.items():
        info.add_itxt(key.replace("_", ":", 1).replace("_", "."), text, zip=packed)
    target = BytesIO()
    scene(64, 40).save(target, "PNG", pnginfo=info)
    return target.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_xmp_in_png(scene, packet, packed):
    assert told(_png(scene, XML_com_adobe_xmp=(packet(ELEMENTS).decode(), packed))) == READ


def test_blocks_in_png_as_imagemagick_writes_them(scene, packet, iim):
    info = PngInfo()
    for name, block in (("xmp", packet(ELEMENTS)), ("iptc", iim((2, 105, b"Headline"))[1][14:])):
        info.add_text(f"Raw profile type {name}", f"\n{name}\n{len(block):8}\n{block.hex()}\n", zip=True)
    target = BytesIO()
    scene(64, 40).save(target, "PNG", pnginfo=info)
    assert told(target.getvalue()) == READ | {("headline", ""): "Headline"}


@pytest.mark.parametrize("form", ["WEBP", "AVIF"])
def test_xmp_and_exif_in_riff_and_heif(scene, encoded, packet, tiff, form):
    block = tiff({0x010E: (2, "Größe".encode() + b"\x00")})
    data = encoded(scene(64, 40), form, xmp=packet(ELEMENTS), exif=b"Exif\x00\x00" + block)
    assert told(data, "xmp") == READ
    assert told(data, "exif") == {("caption", ""): "Größe"}


@pytest.mark.parametrize("raw", [True, False])
def test_xmp_in_gif(scene, encoded, packet, raw):
    plain = packet(ELEMENTS)
    pieces = b"".join(bytes((len(plain[at : at + 200]),)) + plain[at : at + 200] for at in range(0, len(plain), 200))
    body = plain + b"\x01" + bytes(range(255, -1, -1)) + b"\x00" if raw else pieces + b"\x00"
    data = encoded(scene(64, 40, "P"), "GIF")
    assert told(data[:-1] + b"\x21\xff\x0bXMP DataXMP" + body + b"\x3b") == READ


def test_tiff(scene, encoded, packet):
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    tags = ImageFileDirectory_v2()
    tags[700] = packet(ELEMENTS)
    tags[315] = "Budi; Ani"
    data = encoded(scene(64, 40), "TIFF", tiffinfo=tags)
    assert told(data, "xmp") == READ
    assert metadata.read(data).texts("creator") == ("Budi", "Ani", "Budi", "Ani")


def test_exif(photo, spliced, tiff):
    block = tiff(
        {
            0x010E: (2, b"caf\xe9 bar\x00"),
            0x013B: (2, b"Budi;Ani\x00"),
            0x8298: (2, b"Foto\x00Kompas\x00"),
            0x9C9B: (1, "Judul 🛶".encode("utf-16-le") + b"\x00\x00"),
            0x9C9D: (1, "Someone else".encode("utf-16-le")),
        },
        {0x9003: (2, b"2026:11:25 07:15:00\x00"), 0x9011: (2, b"+08:00\x00")},
    )
    assert told(spliced(photo, (0xE1, b"Exif\x00\x00" + block))) == {
        ("caption", ""): "café bar",
        ("creator", ""): "Ani",
        ("copyright", ""): "Foto; Kompas",
        ("title", ""): "Judul 🛶",
        ("created", ""): "2026-11-25T07:15:00+08:00",
    }


def test_what_cameras_write_is_no_caption(photo, spliced, tiff):
    block = tiff({0x010E: (2, b"OLYMPUS DIGITAL CAMERA         \x00"), 0x9C9C: (1, "Boats".encode("utf-16-le"))})
    assert told(spliced(photo, (0xE1, b"Exif\x00\x00" + block))) == {("caption", ""): "Boats"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
def test_a_picture_that_says_nothing(scene, encoded, form):
    assert metadata.read(encoded(scene(64, 40), form)) == metadata.Metadata()
    assert metadata.choose(metadata.Metadata(), "id").values == ()


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\xff\xd8\xff", b"II*\x00\xff\xff\xff\xff", base64.b64decode("AAAA")]
)
def test_what_is_no_picture_says_nothing(data):
    assert metadata.read(data).facts == ()
    assert metadata.traces(data) == ()


def test_a_text_chunk_that_unpacks_without_end_is_passed_over(scene, encoded):
    data = encoded(scene(64, 40), "PNG")
    bomb = b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(bytes(200_000_000), 9)
    chunk = struct.pack(">L", len(bomb)) + b"iTXt" + bomb + struct.pack(">L", zlib.crc32(b"iTXt" + bomb))
    found = metadata.read(data[:33] + chunk + data[33:])
    assert found.facts == ()
    assert found.broken == ("png",)
