"""The sizes of a picture that a page offers."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, JpegImagePlugin

from broadsheet import errors
from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.pictures import intake, likeness, privacy, renditions, turning
from broadsheet.pictures.forms import Signing
from broadsheet.pictures.likeness import Qualities


def _open(rendition):
    return Image.open(BytesIO(rendition.data))


def bases(made):
    """Return the renditions in the form that every reader has, narrowest first."""
    made = list(made)
    kinds = {r.media_type for r in made}
    last = next(kind for kind in ("image/jpeg", "image/png", "image/gif", "image/webp") if kind in kinds)
    return sorted((r for r in made if r.media_type == last), key=lambda r: r.width)


def _noise(width, height):
    return Image.merge("RGB", [Image.effect_noise((width, height), 60) for _ in range(3)])


def _chart(width=900, height=600):
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for index, colour in enumerate(("#b3261e", "#1f5fa8", "#256b43")):
        pen.rectangle((60 + 200 * index, 400 - 90 * index, 180 + 200 * index, 560), fill=colour)
    return image


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
    made = bases(renditions.make(encoded(_noise(own, 120), "JPEG", quality=95)))
    assert [rendition.width for rendition in made] == widths
    for rendition in made:
        assert _open(rendition).size == (rendition.width, rendition.height)
        assert rendition.name_suffix == f"-{rendition.width}.jpg"
        assert abs(rendition.height - 120 * rendition.width / own) <= 1


def test_a_jpeg_stays_a_progressive_jpeg_with_halved_chroma(encoded):
    [rendition] = bases(renditions.make(encoded(_noise(1000, 600), "JPEG", quality=95), widths=[500]))
    image = _open(rendition)
    assert (rendition.media_type, image.format, image.info["progressive"]) == ("image/jpeg", "JPEG", 1)
    assert JpegImagePlugin.get_sampling(image) == 2  # 4:2:0


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "AVIF"])
def test_every_rendition_is_upright(turned, red_corner, form, orientation):
    made = bases(renditions.make(turned(orientation, form), widths=[160, 320]))
    assert [(r.width, r.height) for r in made] == [(160, 100), (320, 200)]
    for rendition in made:
        assert red_corner(_open(rendition))
        assert not _open(rendition).getexif()


def test_equal_bytes_in_give_equal_bytes_out(scene, encoded):
    data = encoded(scene(1500, 900), "JPEG", quality=95)
    assert list(renditions.make(data)) == list(renditions.make(data))


def test_print_colours_become_srgb(scene, encoded, red_corner):
    [rendition] = bases(renditions.make(encoded(scene(mode="CMYK"), "JPEG", quality=95), widths=[320]))
    assert _open(rendition).mode == "RGB"
    assert red_corner(_open(rendition))


def test_a_broken_profile_is_passed_over(scene, encoded, red_corner):
    [rendition] = bases(renditions.make(encoded(scene(), "JPEG", icc_profile=b"no profile" * 20), widths=[320]))
    assert red_corner(_open(rendition))


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "L"), ("JPEG", "L")]
)
def test_every_depth_is_taken(scene, encoded, form, mode):
    grey = scene(900, 600, "L")
    image = grey.convert("I").point(lambda v: v * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    made = bases(renditions.make(encoded(image, form)))
    # The lower right is light in the scene, whatever the depth says.
    assert all(_open(rendition).convert("L").resize((30, 20)).getpixel((28, 18)) > 150 for rendition in made)


def test_holes_stay_holes(encoded):
    image = _noise(900, 600).convert("RGBA")
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    made = bases(renditions.make(encoded(image, "PNG"), widths=[300, 600]))
    assert [(r.media_type, _open(r).mode) for r in made] == [("image/png", "RGBA")] * 2


def test_a_chart_stays_lossless(encoded):
    data = encoded(_chart(), "PNG")
    made = bases(renditions.make(data, widths=[900]))
    assert [r.media_type for r in made] == ["image/png"]
    assert _open(made[0]).convert("RGB").tobytes() == _chart().tobytes()
    assert len(made[0].data) <= len(data)


def test_a_photograph_in_a_png_becomes_a_jpeg(encoded):
    photo = _noise(225, 150).resize((900, 600), Image.Resampling.BICUBIC)
    made = bases(renditions.make(encoded(photo, "PNG"), widths=[300, 600]))
    assert [(r.name_suffix, r.media_type) for r in made] == [("-300.jpg", "image/jpeg"), ("-600.jpg", "image/jpeg")]


def test_no_rendition_is_heavier_than_the_original(encoded):
    """A small palette grows when it is resized with soft edges (Publii issue 1095); then the original serves."""
    disc = Image.new("P", (1000, 1000), 0)
    disc.putpalette([255, 255, 255, 179, 38, 30])
    ImageDraw.Draw(disc).ellipse((20, 20, 980, 980), fill=1)
    data = encoded(disc, "PNG", optimize=True)
    made = bases(renditions.make(data))
    assert made[-1].data == privacy.strip(data)
    assert [r.width for r in made][-1] == 1000
    assert all(len(r.data) <= len(data) for r in made)


def test_a_strongly_compressed_photo_serves_itself_without_its_secrets(encoded):
    data = encoded(_noise(1000, 600), "JPEG", quality=5, comment=b"Canary")
    made = bases(renditions.make(data))
    assert made[-1].data == privacy.strip(data)
    assert not [r for r in made if b"Canary" in r.data]


def test_a_turned_original_never_serves_itself(scene, encoded):
    exif = Image.Exif()
    exif[0x0112] = 6
    made = bases(renditions.make(encoded(_noise(600, 1000), "JPEG", quality=5, exif=exif)))
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
    made = bases(renditions.make(data, widths=[300, 450]))
    assert [r.media_type for r in made] == ["image/webp"] * 2
    assert [(b"VP8L" in r.data[:40]) for r in made] == [lossless] * 2


def test_an_extreme_strip_keeps_a_row(encoded):
    [rendition] = bases(renditions.make(encoded(Image.new("RGB", (4000, 1)), "JPEG"), widths=[480]))
    assert (rendition.width, rendition.height) in {(480, 1), (4000, 1)}


def test_leaving_the_loop_is_allowed(scene, encoded):
    making = renditions.make(encoded(scene(2400, 1500), "JPEG", quality=95))
    assert next(making).width == 2000
    making.close()


def test_what_is_no_picture_is_refused_with_its_name():
    with pytest.raises(errors.PictureRefused) as refused:
        list(renditions.make(b"<svg/>", name="assets/map.svg"))
    assert (refused.value.name, refused.value.reason) == ("assets/map.svg", "format")


def kinds_by_width(made):
    """Return width -> media types."""
    found = {}
    for one in made:
        found.setdefault(one.width, set()).add(one.media_type.removeprefix("image/"))
    return found


def photograph(width, height):
    """Return something between a gradient and noise, as photographs are."""
    grain = Image.effect_noise((width // 12, height // 12), 70).resize((width, height), Image.Resampling.BICUBIC)
    slope = Image.linear_gradient("L").resize((width, height))
    grey = Image.blend(slope, grain, 0.4)
    return Image.merge("RGB", (grey, Image.blend(grey, slope, 0.5), grey.transpose(Image.Transpose.ROTATE_180)))


def test_a_photograph_comes_in_three_forms_the_newer_ones_lighter(encoded):
    made = list(renditions.make(encoded(photograph(1500, 1000), "JPEG", quality=95)))
    assert kinds_by_width(made) == {width: {"jpeg", "webp", "avif"} for width in (1500, 1200, 800, 480)}
    for width in (1500, 1200, 800, 480):
        weights = {one.media_type: len(one.data) for one in made if one.width == width}
        assert max(weights.values()) == weights["image/jpeg"]
    for one in made:
        assert _open(one).size == (one.width, one.height)
        assert not {"exif", "xmp", "icc_profile"} & set(_open(one).info)


def test_a_drawing_comes_in_two_forms_without_loss(encoded):
    made = list(renditions.make(encoded(_chart(), "PNG"), widths=[900]))
    assert kinds_by_width(made) == {900: {"png", "webp"}}
    assert all(_open(one).convert("RGB").tobytes() == _chart().tobytes() for one in made)


def test_a_form_that_is_heavier_at_the_full_width_is_left_out_of_all(encoded):
    """The noise of this picture is nothing that newer forms do better; the drawing above is the control."""
    made = list(renditions.make(encoded(_noise(700, 480), "PNG"), widths=[350, 700]))
    by_width = kinds_by_width(made)
    assert by_width[350] <= by_width[700]


@pytest.mark.parametrize("turn", [{"quarters": 1}, {"flipped": True}, {"straighten": 10}])
def test_a_turned_picture_is_turned_in_every_file(encoded, turn):
    photo = Photo("a", focus=(0.5, 0.5), **turn)
    image = photograph(900, 600)
    image.paste((255, 0, 0), (380, 240, 520, 360))
    wanted = turning.apply(image, photo)
    made = list(renditions.make(encoded(image, "JPEG", quality=30), widths=[300, 2000], photo=photo, ratios=["1:1"]))
    assert {(one.width, one.height) for one in made if not one.ratio and one.width > 300} == {wanted.size}
    for one in made:
        if not one.ratio:
            seen = _open(one).convert("RGB").resize((30, 30))
            difference = ImageChops.difference(seen, wanted.resize((30, 30)))
            assert max(high for _low, high in difference.getextrema()) < 40
    red, green, _ = _open(made[-1]).convert("RGB").getpixel((made[-1].width // 2, made[-1].height // 2))
    assert red > 200
    assert green < 90


def test_crops_have_their_ratio_and_no_more_pixels_than_the_original(encoded):
    data = encoded(photograph(1800, 1200), "JPEG", quality=92)
    by_hand = Crop("4:5", Box(0.5, 0.25, 0.2, 0.375))
    photo = Photo("a", focus=(0.1, 0.5), crops=(by_hand,))
    made = {one.ratio: one for one in renditions.make(data, photo=photo, ratios=["16:9", "1:1", "4:5"]) if one.ratio}
    assert {one.name_suffix for one in made.values()} == {"-16x9-1200.jpg", "-1x1-1200.jpg", "-4x5-360.jpg"}
    assert {_open(one).size for one in made.values()} == {(1200, 675), (1200, 1200), (360, 450)}


def test_a_crop_by_hand_shows_what_was_chosen(encoded):
    image = photograph(4000, 2600)
    image.paste((255, 0, 0), (400, 260, 800, 520))
    photo = Photo("a", crops=(Crop("16:9", Box(0.1, 0.1, 0.1, 0.1)),))
    *_, cut = renditions.make(encoded(image, "JPEG"), widths=[480], photo=photo, ratios=["16:9"])
    assert (cut.ratio, cut.width, cut.height) == ("16:9", 400, 260)
    assert all(low > 200 for low in [_open(cut).getextrema()[0][0]])


def test_equal_input_gives_equal_bytes_in_another_process_and_with_other_threads(encoded, tmp_path):
    data = encoded(photograph(1300, 860), "JPEG", quality=95)
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    program = (
        "import hashlib, os, pathlib, sys\n"
        "os.cpu_count = lambda: int(sys.argv[2])\n"
        "from broadsheet.pictures import renditions\n"
        "made = renditions.make(pathlib.Path(sys.argv[1]).read_bytes(), ratios=['1:1'])\n"
        "print(*(hashlib.sha256(one.data).hexdigest() for one in made))\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = [
        subprocess.run([sys.executable, "-c", program, path, threads], env=env, capture_output=True, check=True).stdout
        for threads in ("1", "4")
    ]
    here = " ".join(sha256(one.data).hexdigest() for one in renditions.make(data, ratios=["1:1"]))
    assert [one.decode().strip() for one in told] == [here, here]


def test_every_file_is_signed(encoded):
    def write(data, kind):
        return data + b"signed " + kind.pillow.encode()

    signing = Signing(write, xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>canary</x:xmpmeta>")
    made = list(renditions.make(encoded(photograph(900, 600), "JPEG", quality=95), signing=signing, ratios=["1:1"]))
    assert {one.media_type for one in made} == {"image/jpeg", "image/webp", "image/avif"}
    for one in made:
        words = b"canary" if one.media_type == "image/avif" else b"signed "
        assert words in one.data


def test_a_noisy_picture_is_never_told_to_be_better_than_usual_and_a_smooth_one_may_be_worse():
    with ThreadPoolExecutor(2) as pool:
        noisy = likeness.qualities(_noise(600, 400), pool)
        smooth = likeness.qualities(Image.linear_gradient("L").resize((600, 400)).convert("RGB"), pool)
        assert likeness.qualities(Image.new("RGB", (20, 20)), pool) == Qualities()
    usual = Qualities()
    assert noisy.jpeg <= usual.jpeg
    assert noisy.avif == usual.avif
    assert (smooth.jpeg, smooth.avif) < (noisy.jpeg, noisy.avif)


def test_likeness_falls_with_quality(encoded):
    image = photograph(512, 340)
    whole = likeness.Brightness(image)
    seen = [whole.likeness(Image.open(BytesIO(encoded(image, "JPEG", quality=q)))) for q in (95, 70, 30, 5)]
    assert whole.likeness(image) == pytest.approx(1)
    assert seen == sorted(seen, reverse=True)
    assert seen[0] > 0.97
    assert seen[-1] < 0.9
