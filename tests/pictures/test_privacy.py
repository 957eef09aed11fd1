"""What a photo tells about the people who made it stays with them; what it shows is not touched."""

import functools
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from broadsheet import errors
from broadsheet.pictures import intake, privacy

_SECRETS = (b"Canary-Owner", b"Canary-Serial", b"Canary-Place", b"Canary-Comment", b"Canary-Caption", b"Canary-History")
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>Canary-History</rdf:RDF></x:xmpmeta>'


def _exif(orientation=1):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Canary-Maker"
    exif.get_ifd(0x8769).update({0xA430: "Canary-Owner", 0xA431: "Canary-Serial"})
    exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 29.0, 12.0), 3: "E", 4: (119.0, 53.0, 4.0), 27: b"Canary-Place"})
    return exif


@functools.cache  # the profile holds the second it was made in
def _srgb():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _app13(text):
    record = b"\x1c\x02\x78" + len(text).to_bytes(2, "big") + text
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record
    return b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block


def _jpeg(scene, encoded):
    options = {"exif": _exif(6), "xmp": _XMP, "comment": b"Canary-Comment", "icc_profile": _srgb()}
    return encoded(scene(), "JPEG", extra=_app13(b"Canary-Caption"), **options) + b"PK\x03\x04Canary-Trailer"


def _png(scene, encoded):
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "Canary-Comment")
    words.add_text("Author", "Canary-Owner", zip=True)
    words.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    words.add(b"tIME", bytes((7, 234, 11, 22, 7, 30, 0)))
    words.add(b"prVt", b"Canary-Caption")
    return encoded(scene(), "PNG", exif=_exif(6), pnginfo=words, icc_profile=_srgb()) + b"Canary-Trailer"


def _webp(scene, encoded):
    return encoded(scene(), "WEBP", exif=_exif(), xmp=_XMP, icc_profile=_srgb()) + b"Canary-Trailer"


def _moving_webp(scene, encoded):
    frames = {"save_all": True, "append_images": [scene().rotate(180)]}
    return encoded(scene(), "WEBP", exif=_exif(), xmp=_XMP, icc_profile=_srgb(), **frames)


def _gif(scene, encoded):
    data = encoded(
        scene(), "GIF", comment=b"Canary-Comment", save_all=True, append_images=[scene().rotate(180)], loop=3
    )
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes((len(_XMP),)) + _XMP + b"\x00"
    return data[:-1] + xmp + b"\x3bCanary-Trailer"


_MAKERS = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "moving WEBP": _moving_webp, "GIF": _gif}


@pytest.fixture(params=_MAKERS)
def telling(request, scene, encoded):
    """Return a picture full of private facts."""
    return _MAKERS[request.param](scene, encoded)


def test_nothing_private_is_left(telling, pixels):
    clean = intake.take_in(telling, "canary").data
    assert b"Canary" in telling
    assert b"Canary" not in clean
    assert pixels(clean) == pixels(telling)


def test_cleaning_twice_changes_nothing(telling):
    clean = privacy.strip(telling)
    assert privacy.strip(clean) == clean


def test_pillow_finds_nothing_but_colour_and_orientation(telling):
    image = Image.open(BytesIO(privacy.strip(telling)))
    assert set(image.getexif()) <= {0x0112}
    told = {"comment", "xmp", "XML:com.adobe.xmp", "photoshop", "mp", "Comment", "Author"}
    assert not told & set(image.info)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_orientation_stays_alone(scene, encoded, kind):
    clean = privacy.strip(_MAKERS[kind](scene, encoded))
    assert dict(Image.open(BytesIO(clean)).getexif()) == {0x0112: 6}


def test_an_upright_picture_needs_no_exif(scene, encoded):
    assert b"Exif" not in privacy.strip(encoded(scene(), "JPEG", exif=_exif(1)))


def test_loops_of_a_gif_stay(scene, encoded):
    assert Image.open(BytesIO(privacy.strip(_gif(scene, encoded)))).info["loop"] == 3


def test_the_second_picture_of_a_phone_goes(scene, encoded):
    hidden = Image.new("RGB", (640, 400), "green")
    data = encoded(scene(), "MPO", save_all=True, append_images=[hidden])
    assert Image.open(BytesIO(data)).n_frames == 2
    clean = privacy.strip(data)
    assert clean.count(b"\xff\xd8\xff") == 1
    assert Image.open(BytesIO(clean)).format == "JPEG"


def test_the_thumbnail_of_what_was_cropped_away_goes(scene, encoded):
    data = encoded(scene(), "JPEG")
    thumbnail = b"\x02\x02" + b"Canary-Pixel"  # two by two pixels, inside the JFIF segment
    jfif = b"JFIF\x00\x01\x02\x01\x00\x48\x00\x48" + thumbnail
    telling = data[:2] + b"\xff\xe0" + (len(jfif) + 2).to_bytes(2, "big") + jfif + data[20:]
    clean = intake.take_in(telling, "x").data
    assert b"Canary" not in clean
    assert Image.open(BytesIO(clean)).info["dpi"] == (72, 72)


def test_words_between_the_segments_go(scene, encoded, pixels):
    data = encoded(scene(), "JPEG")
    tables = data.index(b"\xff\xdb")
    telling = data[:tables] + b"Canary-Junk" + data[tables:]
    assert b"Canary" not in privacy.strip(telling)
    assert pixels(privacy.strip(telling)) == pixels(data)


@pytest.mark.corpus
def test_the_reference_photo_of_iptc_keeps_nothing(corpora, pixels):
    data = (corpora / "photo" / "IPTC-PhotometadataRef-Std2017.1.jpg").read_bytes()
    secrets = (b"ref2017.1", b"Photoshop 3.0", b"http://ns.adobe.com/xap", b"Iptc4xmp", b"Creator1", b"8BIM")
    assert all(secret in data for secret in secrets)
    clean = intake.take_in(data, "reference.jpg").data
    assert not [secret for secret in secrets if secret in clean]
    assert pixels(clean) == pixels(data)


@settings(max_examples=150)
@given(st.data())
def test_broken_bytes_are_refused_or_keep_their_pixels(data):
    """No flipped byte gets anything else out of the room than a picture or a refusal."""
    image = Image.radial_gradient("L").resize((24, 16)).convert("RGB")
    target = BytesIO()
    form = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]))
    image.save(target, form, exif=_exif(6)) if form != "GIF" else image.save(target, form, comment=b"x")
    broken = bytearray(target.getvalue())
    for at in data.draw(st.lists(st.integers(0, len(broken) - 1), min_size=1, max_size=4)):
        broken[at] ^= data.draw(st.integers(1, 255))
    try:
        taken = intake.take_in(bytes(broken), "x")
    except errors.PictureRefused:
        return
    assert b"Canary-Serial" not in taken.data
    assert taken.width > 0
    assert taken.height > 0
