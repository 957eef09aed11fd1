"""Whatever colours a picture comes in, readers see those that LittleCMS makes of them: in sRGB, without a profile."""

import math
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from tests.pictures import icc
from tests.pictures.icc import ADOBE, P3, SRGB

from broadsheet.pictures import colour, intake, privacy, profile, renditions

STEPS = (40, 110, 180, 240)
PATCH = 32  # of whole blocks, so that a JPEG does not mix them
SEEN = 2.3
"""Delta E (CIE 1976) that one can just see."""


def chart(mode):
    """Return flat patches: greys, or each step of each colour with the others."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    values = [(a, b, c, 0)[:bands] for a in STEPS for b in STEPS for c in STEPS]
    image = Image.new(mode, (8, 8))
    image.putdata([value[0] for value in values] if bands == 1 else values)
    return image.resize((8 * PATCH, 8 * PATCH), Image.Resampling.NEAREST)


def lab(image):
    """Return L*, a* + 128, b* + 128 of each patch of a picture in sRGB, as LittleCMS sees them."""
    made = ImageCms.profileToProfile(
        image.resize((8, 8), Image.Resampling.NEAREST),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="LAB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    bands = [band.tobytes() for band in made.split()]
    return list(zip([value / 2.55 for value in bands[0]], *bands[1:], strict=True))


def in_srgb(image, told):
    """Return the patches as sRGB, by LittleCMS with the profile as it came."""
    return ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(BytesIO(told)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def distances(one, other):
    return [math.dist(*pair) for pair in zip(one, other, strict=True)]


def shown(data):
    """Return the widest rendition that every reader has, as readers see it: without a profile."""
    made = [one for one in renditions.make(data) if one.media_type in ("image/png", "image/jpeg", "image/webp")]
    image = Image.open(BytesIO(made[0].data))
    assert "icc_profile" not in image.info
    return image.convert("RGB")


KINDS = {
    "Adobe RGB": ("RGB", "PNG", icc.screen("Adobe RGB (1998)", ADOBE, 2.2)),
    "P3 in a WebP": ("RGB", "WEBP", icc.screen("Display P3", P3, 2.2)),
    "P3 that calls itself sRGB": ("RGB", "PNG", icc.screen("sRGB IEC61966-2.1", P3, 2.2)),
    "grey of gamma 1.4": ("L", "PNG", icc.grey("sRGB", 1.4)),
    "grey of 16 bits": ("I;16", "PNG", icc.grey("Grey", 1.4)),
    "a press": ("CMYK", "JPEG", icc.press("Coated")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_patches_are_those_of_littlecms(encoded, kind):
    mode, form, told = KINDS[kind]
    plain = chart("L" if mode == "I;16" else mode)
    image = plain.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else plain
    options = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95, "subsampling": 0}}.get(form, {})
    data = encoded(image, form, icc_profile=told, **options)
    stored = Image.open(BytesIO(data)) if form == "JPEG" else plain
    wanted = lab(in_srgb(stored, told))
    # Compression takes its part, too.
    assert max(distances(lab(shown(data)), wanted)) < (2 * SEEN if form == "JPEG" else 0.5)
    # Control: colours that nobody converts are far from them.
    assert max(distances(lab(stored.convert("RGB")), wanted)) > 3 * SEEN


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_in_srgb_serves_itself_without_the_profile(encoded, form):
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = Image.effect_noise((400, 300), 90).convert("RGB")
    options = {"quality": 5} if form != "PNG" else {}
    untagged, tagged = encoded(image, form, **options), encoded(image, form, icc_profile=plain, **options)
    [made] = renditions.make(tagged, widths=[400], newer=False)
    if form == "JPEG":
        assert made.data == privacy.strip(untagged)
    assert b"ICC" not in made.data
    assert b"iCCP" not in made.data
    assert len(made.data) < len(tagged)


def test_a_profile_is_known_by_what_it_does():
    true = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert colour.is_srgb(true)
    assert not colour.is_srgb(icc.screen("sRGB IEC61966-2.1", P3, 2.2))
    assert not colour.is_srgb(icc.screen("sRGB", SRGB, 2.2))  # in the darks
    assert not colour.is_srgb(icc.grey("sRGB", 1.4), "L")
    assert colour.is_srgb(b"no profile at all" * 20)
    assert colour.is_srgb(b"")


def chunk(name, payload):
    return struct.pack(">L", len(payload)) + name + payload + struct.pack(">L", zlib.crc32(name + payload))


def test_the_gamma_and_primaries_of_a_png_are_followed(encoded):
    data = encoded(chart("RGB"), "PNG")
    primaries = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)  # Display P3
    usual = chunk(b"gAMA", struct.pack(">L", 45_455))
    told = usual + chunk(b"cHRM", struct.pack(">8L", *(round(value * 1e5) for value in primaries)))
    wanted = lab(in_srgb(chart("RGB"), icc.screen("P3", P3, 2.2)))
    assert max(distances(lab(shown(data[:33] + told + data[33:])), wanted)) < SEEN
    assert max(distances(lab(shown(data)), wanted)) > 3 * SEEN
    assert shown(data[:33] + usual + data[33:]).tobytes() == shown(data).tobytes()


CANARY = b"CANARY of Rani's screen, serial number 4711"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_profile_keeps_its_colours_and_loses_its_words(encoded, form):
    more = {b"dmdd": icc.named(CANARY.decode()), b"mmod": b"mmod\0\0\0\0" + CANARY}
    more[b"rXYZ"] = icc.numbers(*P3[0]) + CANARY
    telling = icc.screen(CANARY.decode(), P3, 2.2, more)
    data = encoded(chart("RGB"), form, icc_profile=telling)
    stored = Image.open(BytesIO(data)).info["icc_profile"]
    assert stored.count(CANARY) == 4
    taken = intake.take_in(data, "x").data
    kept = Image.open(BytesIO(taken)).info["icc_profile"]
    assert CANARY not in kept
    assert b"CANARY" not in taken
    assert in_srgb(chart("RGB"), kept).tobytes() == in_srgb(chart("RGB"), telling).tobytes()
    assert privacy.strip(taken) == taken


def test_well_known_profiles_keep_their_names():
    for name in ("Adobe RGB (1998)", "Display P3"):
        clean = profile.cleaned(icc.screen(name, P3, 2.2))
        assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(clean))).strip() == name
    assert b"Rani" not in profile.cleaned(icc.screen("Display P3 of Rani", P3, 2.2))


@pytest.mark.parametrize("broken", [b"", b"x" * 500, b"\xff" * 500])
def test_a_broken_profile_goes(broken):
    good = icc.screen("x", P3, 2.2)
    assert profile.cleaned(broken) == b""
    assert profile.cleaned(good[: len(good) // 2]) == b""
    assert profile.cleaned(good[:128] + broken) == b""


def test_a_packed_profile_that_never_ends_is_cut(encoded):
    data = encoded(chart("RGB"), "PNG")
    bomb = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(300_000_000), 9))
    assert privacy.strip(data[:33] + bomb + data[33:]) == privacy.strip(data)
