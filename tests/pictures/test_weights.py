"""No published file weighs more than the original it was made of, nor more than a wider one of its form."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter
from tests.pictures import icc

from broadsheet.article.photo import Photo
from broadsheet.pictures import encoding, metadata, privacy, renditions
from broadsheet.pictures.forms import Signing

SIZE = (900, 600)
WIDE = icc.screen("Display P3", icc.P3, 2.2)


def noise():
    """Return what encoders like least."""
    return Image.merge("RGB", [Image.effect_noise(SIZE, 60) for _ in range(3)])


def disc():
    """Return what a palette makes very small, and soft edges very large."""
    image = Image.new("P", SIZE, 0)
    image.putpalette([255, 255, 255, 179, 38, 30])
    ImageDraw.Draw(image).ellipse((20, 20, 580, 580), fill=1)
    return image


def on_its_side():
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


CASES = {
    "strongly compressed": (noise, "JPEG", {"quality": 20}, {}),
    "on its side": (noise, "JPEG", {"quality": 20, "exif": on_its_side()}, {}),
    "turned": (noise, "JPEG", {"quality": 20}, {"photo": Photo("a", quarters=1)}),
    "in wide colours": (noise, "JPEG", {"quality": 20, "icc_profile": WIDE}, {}),
    "cropped": (noise, "JPEG", {"quality": 20}, {"ratios": ["3:2", "1:1", "16:9"]}),
    "a WebP, turned": (noise, "WEBP", {"quality": 20}, {"photo": Photo("a", quarters=1)}),
    "a WebP, cropped": (noise, "WEBP", {"quality": 20}, {"ratios": ["3:2", "4:3"]}),
    "a drawing": (disc, "PNG", {"optimize": True}, {"ratios": ["3:2"]}),
    "a drawing, turned": (disc, "PNG", {"optimize": True}, {"photo": Photo("a", quarters=1)}),
    "a drawing in wide colours": (disc, "PNG", {"optimize": True, "icc_profile": WIDE}, {}),
    "a GIF": (disc, "GIF", {}, {"ratios": ["3:2"]}),
}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_heavier_than_the_original_or_than_a_wider_file(encoded, case):
    draw, form, saved, made_with = CASES[case]
    data = encoded(draw(), form, **saved)
    most = len(privacy.strip(data))
    made = list(renditions.make(data, widths=(300, 450, 900), **made_with))
    assert made
    assert [one.name_suffix for one in made if len(one.data) > most] == []
    for media_type in {one.media_type for one in made}:
        weights = [len(one.data) for one in made if one.media_type == media_type and not one.ratio]
        assert weights == sorted(weights, reverse=True)
    for one in made:
        assert Image.open(BytesIO(one.data)).size == (one.width, one.height)


def test_control_the_usual_quality_would_be_heavier(encoded):
    for case in ("on its side", "turned", "in wide colours", "cropped"):
        draw, form, saved, _made_with = CASES[case]
        assert len(encoding.jpeg(draw(), 68)) > len(privacy.strip(encoded(draw(), form, **saved)))


def test_the_original_in_its_place_says_what_the_others_say(encoded):
    """A GIF that serves itself among PNGs gets its words as a GIF has them."""

    def write(data, kind):
        return metadata.write(data, metadata.Words(credit="Newsline"), kind=kind)

    grain = Image.effect_noise((50, 33), 70).resize((600, 400), Image.Resampling.BICUBIC)
    slope = Image.linear_gradient("L").resize((600, 400))
    grey = Image.blend(slope, grain, 0.4)
    few = Image.merge("RGB", (grey, Image.blend(grey, slope, 0.5), grey.transpose(Image.Transpose.ROTATE_180)))
    made = list(renditions.make(encoded(few.quantize(16), "GIF"), signing=Signing(write), newer=False))
    assert "image/gif" in {one.media_type for one in made}
    for one in made:
        assert metadata.read(one.data).texts("credit") == ("Newsline",)


def test_a_newer_form_is_never_heavier_than_what_every_reader_has(encoded):
    for image in (noise(), noise().filter(ImageFilter.GaussianBlur(3))):
        by_width = {}
        for one in renditions.make(encoded(image, "JPEG", quality=90), widths=(300, 900)):
            by_width.setdefault(one.width, {})[one.media_type] = len(one.data)
        for weights in by_width.values():
            assert max(weights.values()) == weights["image/jpeg"]
