"""Size and kind are read from the header, as browsers read them."""

import pytest

from broadsheet import errors
from broadsheet.pictures import kinds, probe
from broadsheet.pictures.probe import Size


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "AVIF"])
def test_the_size_is_the_one_displayed(turned, form, orientation):
    assert probe.size(turned(orientation, form)) == Size(640, 400)


@pytest.mark.parametrize("lossless", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_webp_of_every_make(scene, encoded, mode, lossless):
    assert probe.size(encoded(scene(321, 123, mode), "WEBP", lossless=lossless)) == Size(321, 123)


def test_browsers_do_not_turn_webp(turned):
    assert probe.size(turned(6, "WEBP")) == Size(400, 640)


def test_gif(scene, encoded):
    assert probe.size(encoded(scene(33, 44), "GIF")) == Size(33, 44)


def test_the_pixels_are_not_read(scene, encoded):
    data = encoded(scene(), "JPEG")
    header_and_a_bit = data[: data.index(b"\xff\xda") + 40]
    assert probe.size(header_and_a_bit) == Size(640, 400)


@pytest.mark.parametrize(
    ("form", "kind"),
    [("JPEG", kinds.JPEG), ("PNG", kinds.PNG), ("GIF", kinds.GIF), ("WEBP", kinds.WEBP), ("AVIF", kinds.AVIF)],
)
def test_the_kind_is_told_by_the_bytes(scene, encoded, form, kind):
    assert kinds.recognise(encoded(scene(), form)) == kind


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_what_moves(scene, encoded, form):
    moving = encoded(scene(), form, save_all=True, append_images=[scene().rotate(180)])
    assert probe.animated(moving)
    assert not probe.animated(encoded(scene(), form))


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"text", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_no_size_is_a_refusal(data):
    with pytest.raises(errors.PictureRefused):
        probe.size(data, "x")


@pytest.mark.parametrize(
    "tiff",
    [
        b"",
        b"MM\x00*",
        b"II*\x00\xff\xff\xff\xff",
        b"MM\x00*\x00\x00\x00\x08\xff\xff",
        b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x09\x00\x00",
        b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x04\x00\x00\x00\x01\x00\x06\x00\x00",
    ],
)
def test_a_senseless_orientation_is_upright(scene, encoded, tiff):
    assert probe.size(encoded(scene(), "JPEG", exif=b"Exif\x00\x00" + tiff)) == Size(640, 400)
