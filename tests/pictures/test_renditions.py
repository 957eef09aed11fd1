"""The sizes of a picture that a page offers."""

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, JpegImagePlugin

from broadsheet import errors
from broadsheet.pictures import intake, privacy, renditions


def _open(rendition):
    return Image.open(BytesIO(rendition.data))


def _noise(width, height):
    return Image.merge("RGB", [Image.effect_noise((width, height), 60) for _ in range(3)])


def _chart(width=900, height=600):
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for index, colour in enumerate(("#b3261e", "#1f5fa8", "#256b43")):
        pen.rectangle((60 + 200 * index, 400 - 90 * index, 180 + 200 * index, 560), fill=colour)
    return image


def _adobe_rgb():
    """Return a matrix profile with Adobe RGB's primaries (ICC.1:2001-04 §6), made here so that no file is needed."""

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">l", round(value * 65536)) for value in values)

    gamma = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0"
    words = b"desc\0\0\0\0" + struct.pack(">L", 5) + b"wide\0" + bytes(79)
    tags = (
        (b"desc", words),
        (b"wtpt", xyz(0.9505, 1.0, 1.0891)),
        (b"rXYZ", xyz(0.60974, 0.31111, 0.01947)),
        (b"gXYZ", xyz(0.20528, 0.62567, 0.06087)),
        (b"bXYZ", xyz(0.14919, 0.06322, 0.74457)),
        *((name, gamma) for name in (b"rTRC", b"gTRC", b"bTRC")),
    )
    bodies = b"".join(body for _name, body in tags)
    at = 128 + 4 + 12 * len(tags)
    table = struct.pack(">L", len(tags))
    for name, body in tags:
        table += name + struct.pack(">LL", at, len(body))
        at += len(body)
    d50 = struct.pack(">lll", *(round(value * 65536) for value in (0.9642, 1.0, 0.8249)))
    head = struct.pack(">L4sL", at, b"none", 0x02100000) + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28) + d50
    return head.ljust(128, b"\0") + table + bodies


@pytest.mark.parametrize(
    ("own", "widths"),
    [
        (3000, [480, 800, 1200, 1600, 2000]),
        (2000, [480, 800, 1200, 1600, 2000]),
        (1300, [480, 800, 1300]),
        (481, [481]),
        (90, [90]),
    ],
)
def test_widths(encoded, own, widths):
    made = list(renditions.make(encoded(_noise(own, 120), "JPEG", quality=95)))
    assert [rendition.width for rendition in made] == widths
    for rendition in made:
        assert _open(rendition).size == (rendition.width, rendition.height)
        assert rendition.name_suffix == f"-{rendition.width}.jpg"
        assert abs(rendition.height - 120 * rendition.width / own) <= 1


def test_a_jpeg_stays_a_progressive_jpeg_with_halved_chroma(encoded):
    [rendition] = renditions.make(encoded(_noise(1000, 600), "JPEG", quality=95), widths=[500])
    image = _open(rendition)
    assert (rendition.media_type, image.format, image.info["progressive"]) == ("image/jpeg", "JPEG", 1)
    assert JpegImagePlugin.get_sampling(image) == 2  # 4:2:0


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "AVIF"])
def test_every_rendition_is_upright(turned, red_corner, form, orientation):
    made = list(renditions.make(turned(orientation, form), widths=[160, 320]))
    assert [(r.width, r.height) for r in made] == [(160, 100), (320, 200)]
    for rendition in made:
        assert red_corner(_open(rendition))
        assert not _open(rendition).getexif()


def test_equal_bytes_in_give_equal_bytes_out(scene, encoded):
    data = encoded(scene(1500, 900), "JPEG", quality=95)
    assert list(renditions.make(data)) == list(renditions.make(data))


def test_a_wide_colour_becomes_the_srgb_colour_that_looks_alike(encoded):
    red = encoded(Image.new("RGB", (900, 600), (200, 60, 60)), "PNG", icc_profile=_adobe_rgb())
    [rendition] = renditions.make(red, widths=[450])
    image = _open(rendition)
    seen = image.convert("RGB").getpixel((200, 200))
    # 200, 60, 60 in Adobe RGB is about 232, 58, 58 in sRGB (by the matrices of both).
    assert all(abs(got - wanted) <= 4 for got, wanted in zip(seen, (232, 58, 58), strict=True)), seen
    assert "icc_profile" not in image.info


def test_print_colours_become_srgb(scene, encoded, red_corner):
    [rendition] = renditions.make(encoded(scene(mode="CMYK"), "JPEG", quality=95), widths=[320])
    assert _open(rendition).mode == "RGB"
    assert red_corner(_open(rendition))


def test_a_broken_profile_is_passed_over(scene, encoded, red_corner):
    [rendition] = renditions.make(encoded(scene(), "JPEG", icc_profile=b"no profile" * 20), widths=[320])
    assert red_corner(_open(rendition))


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "L"), ("JPEG", "L")]
)
def test_every_depth_is_taken(scene, encoded, form, mode):
    grey = scene(900, 600, "L")
    image = grey.convert("I").point(lambda v: v * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    made = list(renditions.make(encoded(image, form)))
    # The lower right is light in the scene, whatever the depth says.
    assert all(_open(rendition).convert("L").resize((30, 20)).getpixel((28, 18)) > 150 for rendition in made)


def test_holes_stay_holes(scene, encoded):
    image = scene(900, 600, "RGBA")
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    made = list(renditions.make(encoded(image, "PNG"), widths=[300, 600]))
    assert [(r.media_type, _open(r).mode) for r in made] == [("image/png", "RGBA")] * 2


def test_a_chart_stays_lossless(encoded):
    data = encoded(_chart(), "PNG")
    made = list(renditions.make(data, widths=[900]))
    assert [r.media_type for r in made] == ["image/png"]
    assert _open(made[0]).convert("RGB").tobytes() == _chart().tobytes()
    assert len(made[0].data) <= len(data)


def test_a_photograph_in_a_png_becomes_a_jpeg(encoded):
    photo = _noise(225, 150).resize((900, 600), Image.Resampling.BICUBIC)
    made = list(renditions.make(encoded(photo, "PNG"), widths=[300, 600]))
    assert [(r.name_suffix, r.media_type) for r in made] == [("-300.jpg", "image/jpeg"), ("-600.jpg", "image/jpeg")]


def test_no_rendition_is_heavier_than_the_original(encoded):
    """A small palette grows when it is resized with soft edges (Publii issue 1095); then the original serves."""
    disc = Image.new("P", (1000, 1000), 0)
    disc.putpalette([255, 255, 255, 179, 38, 30])
    ImageDraw.Draw(disc).ellipse((20, 20, 980, 980), fill=1)
    data = encoded(disc, "PNG", optimize=True)
    made = list(renditions.make(data))
    assert made[-1].data == privacy.strip(data)
    assert [r.width for r in made][-1] == 1000
    assert all(len(r.data) <= len(data) for r in made)


def test_a_strongly_compressed_photo_serves_itself_without_its_secrets(encoded):
    data = encoded(_noise(1000, 600), "JPEG", quality=5, comment=b"Canary")
    made = list(renditions.make(data))
    assert made[-1].data == privacy.strip(data)
    assert not [r for r in made if b"Canary" in r.data]


def test_a_turned_original_never_serves_itself(scene, encoded):
    exif = Image.Exif()
    exif[0x0112] = 6
    made = list(renditions.make(encoded(_noise(600, 1000), "JPEG", quality=5, exif=exif)))
    assert not [r for r in made if b"Exif" in r.data]


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_what_moves_goes_through_unchanged(scene, encoded, pixels, form):
    frames = {"save_all": True, "append_images": [scene().rotate(180)]}
    data = intake.take_in(encoded(scene(), form, **frames), "wave").data
    [rendition] = renditions.make(data)
    assert rendition.data == data
    assert (rendition.width, rendition.height) == (640, 400)


@pytest.mark.parametrize("lossless", [False, True])
def test_webp_stays_webp(encoded, lossless):
    data = encoded(_noise(900, 600), "WEBP", quality=95, lossless=lossless)
    made = list(renditions.make(data, widths=[300, 450]))
    assert [r.media_type for r in made] == ["image/webp"] * 2
    assert [(b"VP8L" in r.data[:40]) for r in made] == [lossless] * 2


def test_an_extreme_strip_keeps_a_row(encoded):
    [rendition] = renditions.make(encoded(Image.new("RGB", (4000, 1)), "JPEG"), widths=[480])
    assert (rendition.width, rendition.height) in {(480, 1), (4000, 1)}


def test_leaving_the_loop_is_allowed(scene, encoded):
    making = renditions.make(encoded(scene(2400, 1500), "JPEG", quality=95))
    assert next(making).width == 480
    making.close()


def test_what_is_no_picture_is_refused_with_its_name():
    with pytest.raises(errors.PictureRefused) as refused:
        list(renditions.make(b"<svg/>", name="assets/map.svg"))
    assert (refused.value.name, refused.value.reason) == ("assets/map.svg", "format")
