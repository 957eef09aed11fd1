"""ExifTool reads back every word that we write, in every kind of file and every script, and finds nothing wrong."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image
from tests.pictures import icc

from broadsheet import errors
from broadsheet.article.photo import Photo
from broadsheet.pictures import intake, metadata, privacy, probe

SCRIPTS = {
    "latin": ('Größe & <naïve> "“quotes”"', "Zoë Müller", "de-DE"),
    "arabic": ("صيادون يعودون إلى الميناء عند الفجر", "أحمد علي", "ar"),
    "indonesian": ("Nelayan pulang saat fajar – Pelabuhan Benoa", "Budi Santoso", "id"),
    "chinese": ("渔民在黎明时分返回港口。", "王小明", "zh-CN"),
    "emoji": ("Boats 🛶👩‍👩‍👧‍👦🇮🇩 é", "Ani 🛶", "en"),
}


def words(script):
    text, name, language = SCRIPTS[script]
    return metadata.Words(
        caption=f"{text} 1\nsecond line",
        credit=f"{name[:6]}/AFP",
        creator=(name, "Second Hand"),
        copyright=f"© 2026 {name}",
        headline=f"{text} 2",
        title=f"{text[:14]} 3",
        alt=f"{text} 4",
        description=f"{text} 5",
        usage_terms=f"{text} 6",
        source=f"{name[:6]} 7",
        licence_url="https://example.org/licence?a=1&b=2",
        digital_source="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        created="2026-11-25T07:15:30+08:00",
        language=language,
    )


def in_xmp(given):
    tag = given.language
    expected = {
        "XMP-photoshop:Credit": given.credit,
        "XMP-dc:Creator": list(given.creator),
        "XMP-photoshop:Headline": given.headline,
        "XMP-photoshop:Source": given.source,
        "XMP-xmpRights:WebStatement": given.licence_url,
        "XMP-iptcExt:DigitalSourceType": given.digital_source,
        "XMP-photoshop:DateCreated": "2026:11:25 07:15:30+08:00",
    }
    for name, text in (
        ("XMP-dc:Description", given.caption),
        ("XMP-dc:Rights", given.copyright),
        ("XMP-dc:Title", given.title),
        ("XMP-iptcCore:AltTextAccessibility", given.alt),
        ("XMP-iptcCore:ExtDescrAccessibility", given.description),
        ("XMP-xmpRights:UsageTerms", given.usage_terms),
    ):
        expected |= {name: text, f"{name}-{tag}": text}
    return expected


def in_exif(given):
    return {
        "IFD0:ImageDescription": given.caption,
        "IFD0:Artist": "; ".join(given.creator),
        "IFD0:Copyright": given.copyright,
        "ExifIFD:DateTimeOriginal": "2026:11:25 07:15:30",
        "ExifIFD:OffsetTimeOriginal": "+08:00",
    }


def in_iim(given):
    return {
        "IPTC:CodedCharacterSet": "\x1b%G",
        "IPTC:Caption-Abstract": given.caption,
        "IPTC:Credit": given.credit,
        "IPTC:By-line": list(given.creator),
        "IPTC:CopyrightNotice": given.copyright,
        "IPTC:Headline": given.headline,
        "IPTC:ObjectName": given.title,
        "IPTC:Source": given.source,
        "IPTC:DateCreated": "2026:11:25",
        "IPTC:TimeCreated": "07:15:30+08:00",
    }


def signed(scene, encoded, form, given, **options):
    """Return the scene with the words in it, and the bytes before that."""
    image = scene(64, 40, options.pop("mode", "P" if form == "GIF" else "RGB"))
    if form == "AVIF":
        return encoded(image, form, exif=metadata.exif_bytes(given), xmp=metadata.xmp_bytes(given)), encoded(
            image, form
        )
    data = encoded(image, form, **options)
    return metadata.write(data, given), data


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_exiftool_reads_back_every_field(scene, encoded, told_by_exiftool, form, script):
    given = words(script)
    data, _ = signed(scene, encoded, form, given)
    told = told_by_exiftool(data, f".{form.lower()}")
    expected = in_xmp(given)
    if form != "GIF":
        expected |= in_exif(given)
    if form == "JPEG":
        expected |= in_iim(given)
    assert {key: told.get(key) for key in expected} == expected


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_we_read_back_what_we_write(scene, encoded, form):
    given = words("arabic")
    data, _ = signed(scene, encoded, form, given)
    found = metadata.read(data)
    assert found.broken == ()
    chosen = metadata.choose(found, "ar")
    assert chosen.clashes == ()
    for field in ("caption", "credit", "copyright", "headline", "title", "alt", "description", "usage_terms", "source"):
        assert chosen.get(field) == getattr(given, field), field
    assert chosen.get("creator") == "; ".join(given.creator)
    assert (chosen.get("created"), chosen.get("licence_url")) == (given.created, given.licence_url)


@pytest.mark.parametrize(
    "options",
    [
        {"form": "JPEG", "progressive": True},
        {"form": "JPEG", "mode": "L"},
        {"form": "JPEG", "mode": "CMYK"},
        {"form": "PNG", "mode": "P"},
        {"form": "PNG", "mode": "RGBA"},
        {"form": "WEBP", "lossless": True},
        {"form": "WEBP", "mode": "RGBA"},
        {"form": "WEBP", "mode": "RGBA", "lossless": True},
    ],
    ids=str,
)
def test_every_sort_of_pixels_stays(scene, encoded, pixels, told_by_exiftool, options):
    options = dict(options)
    form = options.pop("form")
    data, before = signed(scene, encoded, form, words("latin"), **options)
    told_by_exiftool(data, f".{form.lower()}")
    assert pixels(data) == pixels(before)
    assert Image.open(BytesIO(data)).mode == Image.open(BytesIO(before)).mode
    assert privacy.strip(metadata.write(data, metadata.Words())) == privacy.strip(data)


@pytest.mark.parametrize("form", ["WEBP", "GIF"])
def test_moving_pictures_keep_moving(scene, encoded, pixels, told_by_exiftool, form):
    frames = [scene(60, 40), scene(60, 40).rotate(90), scene(60, 40).rotate(180)]
    before = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=80, loop=0)
    data = metadata.write(before, words("emoji"))
    told_by_exiftool(data, f".{form.lower()}")
    assert len(pixels(data)) == 3
    assert pixels(data) == pixels(before)
    assert Image.open(BytesIO(data)).info["loop"] == 0


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_the_orientation_stays(turned, told_by_exiftool, form, orientation):
    data = metadata.write(intake.take_in(turned(orientation, form), "x").data, words("latin"))
    told = told_by_exiftool(data, f".{form.lower()}")
    assert told.get("IFD0:Orientation", 1) == orientation
    assert probe.size(data) == probe.Size(640, 400)


def test_the_order_of_a_jpegs_segments(scene, encoded):
    data = metadata.write(encoded(scene(64, 40), icc_profile=icc.screen("x", icc.P3, 2.2)), words("latin"))
    heads, at = [], 2
    while data[at + 1] != 0xDB:
        heads.append(data[at + 4 : at + 10])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    assert heads == [b"JFIF\x00\x01", b"Exif\x00\x00", b"http:/", b"Photos", b"ICC_PR"]


def test_a_jpeg_in_wide_colours_does_not_claim_srgb(scene, encoded, told_by_exiftool):
    data = metadata.write(encoded(scene(64, 40)), words("latin"))
    assert told_by_exiftool(data, ".jpg")["ExifIFD:ColorSpace"] == 1
    wide = metadata.write(encoded(scene(64, 40), icc_profile=icc.screen("sRGB", icc.P3, 2.2)), words("latin"))
    assert metadata.read(wide).texts("caption")
    assert b"\xa0\x01\x00\x03\x00\x00\x00\x01\xff\xff" in wide


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_same_words_give_the_same_bytes(scene, encoded, form):
    data = encoded(scene(64, 40), form)
    once = metadata.write(data, words("emoji"))
    assert metadata.write(data, words("emoji")) == once
    assert metadata.write(once, words("emoji")) == once
    assert metadata.write(once, metadata.Words()) == privacy.strip(once)
    code = (
        "import sys; from broadsheet.pictures import metadata\n"
        "sys.stdout.buffer.write(metadata.write(sys.stdin.buffer.read(), metadata.Words(caption='Boats', alt='x')))"
    )
    apart = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True).stdout
    assert apart == metadata.write(data, metadata.Words(caption="Boats", alt="x"))


def test_iim_keeps_its_limits_and_tears_nothing(scene, encoded, told_by_exiftool):
    family, flag = "👩‍👩‍👧‍👦", "🇮🇩"
    given = metadata.Words(
        caption="é" * 1_500, credit=family * 3, creator=("x" + flag * 9,), copyright="ش" * 100, headline="中" * 200
    )
    told = told_by_exiftool(metadata.write(encoded(scene(64, 40)), given), ".jpg")
    assert told["IPTC:Caption-Abstract"] == "é" * 1_000
    assert told["IPTC:Credit"] == family
    assert told["IPTC:By-line"] == "x" + flag * 3
    assert told["IPTC:CopyrightNotice"] == "ش" * 64
    assert told["IPTC:Headline"] == "中" * 85
    assert told["XMP-dc:Description"] == given.caption
    assert told["XMP-photoshop:Credit"] == given.credit


def test_words_too_long_for_a_segment_lose_the_description_first(scene, encoded, told_by_exiftool):
    given = metadata.Words(caption="Boats" * 200, alt="A boat", description="long " * 20_000, language="en")
    told = told_by_exiftool(metadata.write(encoded(scene(64, 40)), given), ".jpg")
    assert told["XMP-dc:Description"] == given.caption
    assert told["XMP-iptcCore:AltTextAccessibility"] == "A boat"
    assert "XMP-iptcCore:ExtDescrAccessibility" not in told
    whole = told_by_exiftool(metadata.write(encoded(scene(64, 40), "PNG"), given), ".png")
    assert whole["XMP-iptcCore:ExtDescrAccessibility"].strip() == given.description.strip()


def test_endless_words_still_go_in(scene, encoded, told_by_exiftool):
    given = metadata.Words(
        *(("&<>" * 40_000,) * 2), creator=("&" * 40_000,) * 50, usage_terms="<" * 90_000, alt="&" * 99_999
    )
    told = told_by_exiftool(metadata.write(encoded(scene(64, 40)), given), ".jpg")
    assert given.caption.startswith(told["XMP-dc:Description"])


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\ufffeb", "a\r\nb"])
def test_characters_that_no_standard_holds(scene, encoded, told_by_exiftool, text):
    given = metadata.Words(caption=text, alt=text, creator=(text,), language="en")
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        told_by_exiftool(metadata.write(encoded(scene(64, 40), form), given), f".{form.lower()}")


@pytest.mark.parametrize(
    "created", ["2026", "2026-11", "2026-11-25", "2026-11-25T07:15:30", "2026-11-25T07:15:30Z", "soon"]
)
def test_moments_of_every_exactness(scene, encoded, told_by_exiftool, created):
    data = metadata.write(encoded(scene(64, 40)), metadata.Words(created=created, headline="x"))
    told_by_exiftool(data, ".jpg")
    chosen = metadata.choose(metadata.read(data), "en")
    assert chosen.get("created") == {"soon": ""}.get(created, created.replace("Z", "+00:00"))
    assert chosen.clashes == ()


def test_only_kinds_that_take_words_are_written(scene, encoded):
    with pytest.raises(errors.PictureRefused) as refused:
        metadata.write(encoded(scene(64, 40), "AVIF"), metadata.Words(caption="x"))
    assert refused.value.reason == "format"
    assert metadata.exif_bytes(metadata.Words(alt="x")) == b""
    assert metadata.xmp_bytes(metadata.Words()) == b""


def test_the_words_of_one_use_of_a_photo():
    photo = Photo("assets/x.jpg", creator="Budi; Ani", copyright="© K", instructions="CALL DESK", created="2026")
    made = metadata.of(photo, alt="A", caption="C", credit="AFP", language="id")
    assert made == metadata.Words(
        caption="C", credit="AFP", creator=("Budi", "Ani"), copyright="© K", alt="A", created="2026", language="id"
    )
