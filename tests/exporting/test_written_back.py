"""Every file of a picture says who made it and what it shows, also to others; and equal articles give equal bytes."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from broadsheet import exporting
from broadsheet.article.model import Article, Picture
from broadsheet.article.photo import Photo
from broadsheet.store import document as documents

CAPTION = 'Perahu "Cempaka" – 5 < 6 & naik, 学校の船, مركب، ⛵️'
WORDS = {"credit": "Newsline / Bagus Ré", "copyright": "© 2026 Kantor Berita Ñusa", "alt": "Perahu merah di dermaga"}
CREATOR = "Rani Pušpita"


def photograph():
    slope = Image.linear_gradient("L").resize((900, 600))
    return Image.merge("RGB", (slope, slope.rotate(180), Image.radial_gradient("L").resize((900, 600))))


def chart():
    image = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(image).rectangle((60, 60, 400, 500), fill="#b3261e")
    return image


def moving(form):
    frames = [Image.new("RGB", (64, 40), colour) for colour in ("red", "blue", "green")]
    target = BytesIO()
    frames[0].save(target, form, save_all=True, append_images=frames[1:], duration=90, loop=0)
    return target.getvalue()


def saved(image, form, **options):
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


PICTURES = {
    "a photograph": ("jpg", saved(photograph(), "JPEG", quality=93)),
    "a photograph that serves itself": ("jpg", saved(photograph(), "JPEG", quality=4)),
    "a chart": ("png", saved(chart(), "PNG")),
    "a WebP": ("webp", saved(photograph(), "WEBP", quality=95)),
    "a moving GIF": ("gif", moving("GIF")),
    "a moving WebP": ("webp", moving("WEBP")),
    "a moving PNG": ("png", moving("PNG")),
}


def article(asset, data):
    lead = Picture(asset, WORDS["alt"], caption=CAPTION, credit=WORDS["credit"], copyright=WORDS["copyright"])
    photo = Photo(asset, creator=CREATOR)
    return documents.new(Article(id="1", language="id", headline="A", picture=lead, photos=(photo,)), {asset: data})


@pytest.fixture
def told(tmp_path):
    """Return a function that gives all that ExifTool reads in files, each by its name; in CI it must be there."""
    if shutil.which("exiftool") is None:
        if os.environ.get("CI"):
            pytest.fail("ExifTool is not installed (Debian: libimage-exiftool-perl)")
        pytest.skip("ExifTool is not installed")

    def look(folder):
        command = ["exiftool", "-j", "-a", "-G1", "-struct", "-validate", "-warning", "-error", "-all", "-r", folder]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        return {one["SourceFile"].rpartition("/")[2]: one for one in json.loads(done.stdout)}

    return look


@pytest.mark.parametrize("kind", PICTURES)
def test_every_file_says_it_in_each_standard_and_is_valid(export, out, told, kind):
    ending, data = PICTURES[kind]
    made = export(article(f"assets/perahu.{ending}", data), "html")
    names = {name.rpartition("/")[2] for name in made if "/pictures/" in name}
    seen = told(out / "a" / "pictures")
    assert seen.keys() == names
    for name, tags in seen.items():
        assert tags["ExifTool:Validate"] == "OK", (name, tags)
        assert tags["XMP-dc:Description"] == CAPTION
        assert tags["XMP-photoshop:Credit"] == WORDS["credit"]
        assert tags["XMP-dc:Rights"] == WORDS["copyright"]
        assert tags["XMP-iptcCore:AltTextAccessibility"] == WORDS["alt"]
        assert tags["XMP-dc:Creator"] == [CREATOR]
        if not name.endswith(".gif"):
            assert (tags["IFD0:Copyright"], tags["IFD0:Artist"]) == (WORDS["copyright"], CREATOR)
            assert tags["IFD0:ImageDescription"] == CAPTION
        if name.endswith(".jpg"):
            assert tags["IPTC:CodedCharacterSet"] == "UTF8"
            assert (tags["IPTC:Credit"], tags["IPTC:CopyrightNotice"]) == (WORDS["credit"], WORDS["copyright"])
            assert (tags["IPTC:Caption-Abstract"], tags["IPTC:By-line"]) == (CAPTION, CREATOR)


def frames(data):
    """Return the pixels of each frame, and for how many milliseconds it is shown."""
    image, found = Image.open(BytesIO(data)), []
    for number in range(image.n_frames):
        image.seek(number)
        found.append((image.convert("RGBA").tobytes(), image.info["duration"]))
    return found


@pytest.mark.parametrize("kind", [kind for kind in PICTURES if "moving" in kind])
def test_what_moves_still_moves_and_is_no_heavier(export, kind):
    ending, data = PICTURES[kind]
    plain = documents.new(Article(id="1", headline="A", body=f"![](assets/a.{ending})"), {f"assets/a.{ending}": data})
    made = export(plain, "html")
    [written] = [file for name, file in made.items() if "/pictures/" in name]
    assert frames(written) == frames(data)
    assert [shown for _pixels, shown in frames(written)] == [90, 90, 90]
    assert len(written) <= len(data)
    assert Image.open(BytesIO(written)).info["loop"] == 0


PROGRAM = """
import hashlib, pathlib, sys
from broadsheet import exporting
from broadsheet.article import house
from broadsheet.store import document
out = pathlib.Path(sys.argv[2])
article, formats = document.open(pathlib.Path(sys.argv[1])), tuple(exporting.FORMATS)
for _step in exporting.export(article, house.find("laut-baru"), "", formats, out):
    pass
for path in sorted(one for one in out.rglob("*") if one.is_file()):
    print(path.relative_to(out).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_equal_articles_give_equal_bytes_in_another_process_place_and_order_of_sets(compact, export, out, tmp_path):
    path = documents.save(compact, tmp_path / "a.textpack")[0].path
    answers = []
    for seed, zone, language in (("1", "Asia/Jakarta", "id_ID.UTF-8"), ("4711", "America/Lima", "C")):
        folder = tmp_path / seed
        folder.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        env["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run([sys.executable, "-c", PROGRAM, path, folder], env=env, capture_output=True, check=True)
        answers.append(done.stdout.decode())
    here = export(compact, *exporting.FORMATS)
    wanted = "".join(f"{name} {sha256(data).hexdigest()}\n" for name, data in sorted(here.items()))
    assert sorted(answers[0].splitlines()) == sorted(wanted.splitlines())
    assert answers[0] == answers[1]
