"""The small picture on the compose sheet."""

import pytest
from PIL import Image

from broadsheet import errors
from broadsheet.pictures import thumbnail


def _image(thumb):
    return Image.frombytes("RGBA", (thumb.width, thumb.height), thumb.rgba)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_upright_and_fits_its_box(turned, red_corner, orientation):
    thumb = thumbnail.make(turned(orientation), 200, 200)
    assert (thumb.width, thumb.height) == (200, 125)
    assert red_corner(_image(thumb))


def test_a_large_photo_keeps_its_proportions(scene, encoded, red_corner):
    thumb = thumbnail.make(encoded(scene(4000, 3000), "JPEG"), 412, 232)
    assert (thumb.width, thumb.height) == (309, 232)
    assert red_corner(_image(thumb))


def test_it_is_never_enlarged(scene, encoded):
    thumb = thumbnail.make(encoded(scene(40, 30), "PNG"), 400, 400)
    assert (thumb.width, thumb.height, len(thumb.rgba)) == (40, 30, 40 * 30 * 4)


@pytest.mark.parametrize(
    ("form", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"), ("GIF", "P"), ("WEBP", "RGBA"), ("JPEG", "CMYK")],
)
def test_every_mode(scene, encoded, form, mode):
    thumb = thumbnail.make(encoded(scene(mode=mode), form), 100, 100)
    assert len(thumb.rgba) == thumb.width * thumb.height * 4


def test_holes_show(encoded):
    holed = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    assert _image(thumbnail.make(encoded(holed, "PNG"), 50, 50)).getpixel((5, 5))[3] == 0


def test_damage_is_a_refusal(scene, encoded):
    with pytest.raises(errors.PictureRefused) as refused:
        thumbnail.make(encoded(scene(), "JPEG")[:-200], 50, 50, "torn.jpg")
    assert (refused.value.name, refused.value.reason) == ("torn.jpg", "damaged")
