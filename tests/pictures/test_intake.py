"""Only whole pictures of the kinds we take get into a document."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from PIL import Image

from broadsheet import errors
from broadsheet.pictures import intake, kinds, thumbnail


def _reason(data, name="x.jpg"):
    with pytest.raises(errors.PictureRefused) as refused:
        intake.take_in(data, name)
    assert refused.value.name == name
    return refused.value.reason


def _png_of(width, height, rows=b""):
    def chunk(name, body):
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    header = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "options",
    [
        {"form": "JPEG"},
        {"form": "JPEG", "progressive": True},
        {"form": "JPEG", "mode": "CMYK"},
        {"form": "JPEG", "mode": "L"},
        {"form": "PNG"},
        {"form": "PNG", "mode": "RGBA"},
        {"form": "PNG", "mode": "P"},
        {"form": "PNG", "mode": "1"},
        {"form": "GIF", "mode": "P"},
        {"form": "WEBP"},
        {"form": "WEBP", "mode": "RGBA", "lossless": True},
    ],
    ids=str,
)
def test_every_kind_comes_in_pixel_for_pixel(scene, encoded, pixels, options):
    mode = options.get("mode", "RGB")
    data = encoded(scene(300, 200, mode), **{key: value for key, value in options.items() if key != "mode"})
    taken = intake.take_in(data, "harbour")
    assert taken.extension == {"JPEG": ".jpg"}.get(options["form"], "." + options["form"].lower())
    assert (taken.width, taken.height) == (300, 200)
    assert pixels(taken.data) == pixels(data)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_moving_pictures_keep_their_frames(scene, encoded, pixels, form):
    frames = [scene(60, 40), scene(60, 40).rotate(90), scene(60, 40).rotate(180)]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=80, loop=0)
    taken = intake.take_in(data, "wave")
    assert len(pixels(data)) == 3
    assert pixels(taken.data) == pixels(data)


def test_the_size_is_the_one_displayed(turned):
    taken = intake.take_in(turned(6), "phone.jpg")
    assert (taken.width, taken.height) == (640, 400)


def test_avif_becomes_a_jpeg(scene, encoded, red_corner):
    exif = Image.Exif()
    exif[0x010F] = "Canary-Maker"
    data = encoded(scene(), "AVIF", exif=exif)
    taken = intake.take_in(data, "press-room.avif")
    image = Image.open(BytesIO(taken.data))
    assert b"Canary" in data
    assert b"Canary" not in taken.data
    assert (taken.extension, image.format, image.size) == (".jpg", "JPEG", (640, 400))
    assert red_corner(image)


def test_avif_with_holes_becomes_a_png(scene, encoded):
    image = scene()
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    taken = intake.take_in(encoded(image, "AVIF"), "logo.avif")
    assert taken.extension == ".png"
    assert Image.open(BytesIO(taken.data)).mode == "RGBA"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "missing"),
        (b"a note about a picture", "not_a_picture"),
        (b"<!doctype html><p>404", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><SVG/>", "format"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "format"),
        (b"%PDF-1.7", "format"),
        (b"\xff\xd8\xff", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"GIF89a", "damaged"),
        (b"RIFF\x04\0\0\0WEBP", "damaged"),
        (b"\0\0\0\x14ftypavif\0\0\0\0avif", "damaged"),
    ],
)
def test_what_is_no_picture_is_refused(data, reason):
    assert _reason(data) == reason


@pytest.mark.parametrize("form", ["BMP", "PPM", "ICO", "TGA", "JPEG2000", "PCX", "DDS"])
def test_only_the_allow_list_reaches_a_decoder(scene, encoded, pixels, form):
    data = encoded(scene(64, 64), form)
    assert pixels(data)  # Pillow itself would read it
    assert _reason(data, "picture.jpg") in {"format", "not_a_picture"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_torn_picture_is_refused(scene, encoded, form, share):
    data = encoded(scene(300, 200), form)
    assert _reason(data[: int(len(data) * share)]) == "damaged"


def test_too_many_bytes_are_refused_unread():
    assert _reason(b"\xff\xd8\xff" + bytes(kinds.MOST_BYTES)) == "too_large"


def test_a_picture_of_110_megapixels_is_taken():
    # Above Pillow's own warning (89 million), below our limit: a large-format camera.
    taken = intake.take_in(_png_of(11_000, 10_000, bytes(1 + 11_000 // 8) * 10_000), "plate.png")
    assert (taken.width, taken.height) == (11_000, 10_000)


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(_png_of(60_000, 60_000), id="png"),
        pytest.param(b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0), id="gif"),
        pytest.param(b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(9) + b"\xff\xd9", id="jpeg"),
        pytest.param(b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0", id="webp"),
    ],
)
def test_a_bomb_is_refused_by_its_header(bomb):
    assert _reason(bomb) == "too_many_pixels"


def test_a_bomb_inside_a_small_gif_is_refused():
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x01\x44\x00"
    bomb = b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0x80, 0, 0) + bytes(6) + frame + b"\x3b"
    assert _reason(bomb) == "too_many_pixels"
    with pytest.raises(errors.PictureRefused):
        thumbnail.make(bomb, 100, 100)


def test_a_file_of_empty_parts_is_refused_before_it_costs_time():
    assert _reason(b"\xff\xd8\xff\xfe\x00\x02" + b"\xff\xfe\x00\x02" * 1_000_000) == "damaged"


def test_the_room_opens_without_pillow():
    code = (
        "import sys, pkgutil, importlib, broadsheet.pictures as room\n"
        "for module in pkgutil.iter_modules(room.__path__, 'broadsheet.pictures.'):\n"
        "    importlib.import_module(module.name)\n"
        "from broadsheet.pictures import probe\n"
        "probe.size(bytes.fromhex('474946383961010001000000003b'))\n"
        "sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "RGBA"])
def test_a_plain_tiff_becomes_a_jpeg_or_with_holes_a_png(scene, encoded, red_corner, compression, mode):
    image = scene()
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    data = encoded(image.convert(mode), "TIFF", compression=compression)
    taken = intake.take_in(data, "agency.tif")
    opened = Image.open(BytesIO(taken.data))
    assert (taken.extension, taken.width, taken.height) == (".png" if mode == "RGBA" else ".jpg", 640, 400)
    assert mode == "L" or red_corner(opened.convert("RGB"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_tiff_comes_in_upright(turned, red_corner, orientation):
    taken = intake.take_in(turned(orientation, "TIFF"), "agency.tif")
    assert (taken.width, taken.height) == (640, 400)
    assert red_corner(Image.open(BytesIO(taken.data)))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"save_all": True, "append_images": [Image.new("L", (9, 9))]}, "format"),
        ({"compression": "group4", "mode": "1"}, "format"),
        ({"tiffinfo": {0xC612: b"\x01\x04\x00\x00"}}, "format"),
        ({"mode": "F"}, "format"),
    ],
    ids=["pages", "fax", "raw", "float"],
)
def test_a_tiff_that_is_more_than_one_plain_page_is_refused(scene, encoded, options, reason):
    options = dict(options)
    data = encoded(scene(64, 40).convert("L").convert(options.pop("mode", "L")), "TIFF", **options)
    assert _reason(data, "x.tif") == reason


@pytest.mark.parametrize("width", [0xFFFFFFFF, 60_000, 0])
def test_a_tiff_that_lies_about_its_size_is_refused(scene, encoded, width):
    data = bytearray(encoded(scene(64, 40), "TIFF"))
    directory = int.from_bytes(data[4:8], "little")
    for at in range(directory + 2, directory + 2 + 12 * 3, 12):
        if data[at : at + 2] in (b"\x00\x01", b"\x01\x01"):
            data[at : at + 12] = data[at : at + 2] + struct.pack("<HLL", 4, 1, width)
    assert _reason(bytes(data), "x.tif") in {"too_many_pixels", "damaged"}


def test_a_picture_too_long_for_a_jpeg_becomes_a_png(encoded):
    taken = intake.take_in(encoded(Image.new("L", (8, 65_501)), "TIFF", compression="tiff_lzw"), "strip.tif")
    assert (taken.extension, taken.height) == (".png", 65_501)
