"""Pictures that were made to hurt: refused for a reason or taken, in the process that is killed where one lasts."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from broadsheet import errors
from broadsheet.pictures import apart, intake, kinds


def saved(image, form, **options):
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


SMALL = Image.radial_gradient("L").resize((64, 40)).convert("RGB")
JPEG, PNG, GIF, WEBP, TIFF, AVIF = (saved(SMALL, form) for form in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF"))
PROGRESSIVE = saved(SMALL.resize((640, 400)), "JPEG", progressive=True)


def segment(marker, payload):
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def chunk(name, payload):
    return struct.pack(">L", len(payload)) + name + payload + struct.pack(">L", zlib.crc32(name + payload))


def jpeg_of(width, height):
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4 :]


def png_of(width, height, packed):
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG[:8] + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def in_png(*chunks):
    return PNG[:33] + b"".join(chunks) + PNG[33:]


def gif_of(width, height, frames):
    frame = b"\x21\xf9\4\0\1\0\0\0\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + bytes(6) + frame * frames + b";"


def scans(count):
    last = PROGRESSIVE[PROGRESSIVE.rindex(b"\xff\xda") : -2]
    return PROGRESSIVE[:-2] + last * count + PROGRESSIVE[-2:]


def webp_of(body):
    return b"RIFF" + struct.pack("<L", len(body) + 4) + b"WEBP" + body


LOOP = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHLL", 0x100, 3, 1, 10) + struct.pack("<L", 8)
HOSTILE = {
    "JPEG of 4 gigapixels": (jpeg_of(65_500, 65_500), "too_many_pixels"),
    "JPEG that promises 100 megapixels": (jpeg_of(10_000, 10_000), "damaged"),
    "JPEG of 3,000 scans": (scans(3_000), "damaged"),
    "JPEG of a million segments": (JPEG[:2] + segment(0xE5, b"") * 1_000_000 + JPEG[2:], "damaged"),
    "JPEG cut short": (JPEG[:-20], "damaged"),
    "PNG of 10 gigapixels": (png_of(100_000, 100_000, zlib.compress(bytes(1_000_000))), "too_many_pixels"),
    "PNG that promises 25 megapixels": (png_of(5_000, 5_000, zlib.compress(bytes(9_000))), "damaged"),
    "PNG of half a million chunks": (in_png(chunk(b"tEXt", b"a\0b") * 500_000), "damaged"),
    "PNG cut short": (PNG[: len(PNG) // 2], "damaged"),
    "GIF of 4 gigapixels": (gif_of(65_535, 65_535, 1), "too_many_pixels"),
    "GIF of a million frames": (gif_of(16, 16, 1_000_000), "damaged"),
    "GIF of endless short blocks": (GIF[:-1] + b"\x21\xfe" + b"\x01x" * 5_000_000, "damaged"),
    "WebP of a large canvas": (webp_of(b"VP8X" + struct.pack("<L4x", 10) + b"\xff" * 6), "too_many_pixels"),
    "WebP of a million chunks": (webp_of(b"JUNK\0\0\0\0" * 1_000_000 + WEBP[12:]), "damaged"),
    "WebP that promises 4 GB": (WEBP[:4] + struct.pack("<L", 0xFFFFFFF0) + WEBP[8:], "damaged"),
    "TIFF whose directories go in a circle": (LOOP, "damaged"),
    "TIFF of 100,000 directories": (
        b"II*\0" + b"".join(struct.pack("<LH", 8 + 6 * n, 0) for n in range(100_000)),
        "damaged",
    ),
    "TIFF cut short": (TIFF[: len(TIFF) // 2], "damaged"),
    "AVIF cut short": (AVIF[: len(AVIF) // 2], "damaged"),
    "SVG": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "format"),
    "SVG that calls itself JPEG": (b"\n<!-- x --><svg onload='x'/>", "format"),
    "61 MB": (JPEG + bytes(kinds.MOST_BYTES), "too_large"),
}
HARMLESS = {
    "PNG with a packed text of 200 MB": in_png(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000)))),
    "PNG with a packed profile of 200 MB": in_png(chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(200_000_000)))),
    "PNG with 20 MB of text": in_png(chunk(b"tEXt", b"Comment\0" + b"x" * 20_000_000)),
    "JPEG of 5,000 segments": JPEG[:2] + segment(0xE1, b"Exif\0\0" + b"x" * 100) * 5_000 + JPEG[2:],
    "GIF of 20,000 frames": gif_of(16, 16, 20_000),
}
"""What is too much of them is taken off, or is not looked at."""


@pytest.fixture(scope="module")
def decoder():
    with apart.Decoder() as one:
        one.warm()
        yield one


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_for_its_reason(decoder, name):
    data, reason = HOSTILE[name]
    with pytest.raises(errors.PictureRefused) as refused:
        decoder.take_in(data, name)
    assert (refused.value.name, refused.value.reason) == (name, reason)
    assert " at 0x" not in refused.value.detail


@pytest.mark.parametrize("name", HARMLESS)
def test_it_is_taken_without_what_is_too_much(decoder, name):
    taken = decoder.take_in(HARMLESS[name], name)
    assert len(taken.data) <= len(HARMLESS[name])
    assert (taken.width, taken.height) in {(64, 40), (16, 16)}
    assert name.startswith("GIF") or len(taken.data) < 10_000


@pytest.mark.parametrize("picture", [JPEG, PNG, GIF, WEBP, TIFF, AVIF, PROGRESSIVE, scans(20)])
def test_control_the_pictures_that_they_were_made_of_are_taken(decoder, picture):
    assert decoder.take_in(picture, "x").width in {64, 640}


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_control_nothing_is_too_short_that_an_encoder_makes(mode, progressive):
    """A flat picture at the worst quality, with codes of its own, is as short as a JPEG can be."""
    data = saved(Image.new(mode, (1601, 1203)), "JPEG", quality=1, progressive=progressive, optimize=True)
    assert intake.take_in(data, "x").width == 1601
