"""Exports are the same for the same article, and tell nothing about the writer's machine."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from broadsheet import exporting
from broadsheet.article.model import Article, Picture
from broadsheet.article.photo import Found, Photo
from broadsheet.pictures import metadata
from broadsheet.store import document as documents

CANARY = "kanari-7f3a"
ALL = tuple(exporting.FORMATS)


def telling_jpeg():
    """Return a JPEG with a name in EXIF, XMP, a comment and an embedded preview."""
    image = Image.effect_noise((900, 500), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = f"artist {CANARY}"
    exif.get_ifd(0x8825)[29] = CANARY
    data = BytesIO()
    image.save(data, "JPEG", exif=exif, comment=CANARY.encode(), xmp=f"<x>{CANARY}</x>".encode())
    return data.getvalue()


def telling_png():
    """Return a PNG with a name in a text chunk, so plain that our own PNG would not be smaller."""
    words = PngInfo()
    words.add_text("Author", CANARY)
    data = BytesIO()
    Image.new("L", (40, 30)).save(data, "PNG", pnginfo=words)
    return data.getvalue()


@pytest.fixture
def telling(tmp_path):
    """Return a document with telling pictures, kept in a folder with a telling name."""
    pictures = {"assets/a.jpg": telling_jpeg(), "assets/b.png": telling_png()}
    article = Article(id="1", headline="A", body="T.\n\n![Chart](assets/b.png)", picture=Picture("assets/a.jpg", "Sea"))
    folder = tmp_path / CANARY
    folder.mkdir()
    return documents.save(documents.new(article, pictures), folder / "a.textpack")[0]


def tells(data):
    """Tell whether bytes hold the canary, plainly, as UTF-16 or inside a data URL."""
    inside = b"".join(b64decode(found) for found in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data))
    forms = (CANARY.encode(), CANARY.encode("utf-16-le"))
    return any(form in one for form in forms for one in (data, inside))


def test_no_export_holds_a_path_a_name_or_a_pictures_metadata(telling, export, monkeypatch, tmp_path):
    monkeypatch.setenv("USER", CANARY)
    monkeypatch.setenv("HOME", str(tmp_path / CANARY))
    made = export(telling, *ALL, theme="plain")
    assert len(made) > len(ALL)
    assert not [name for name, data in made.items() if tells(data) or CANARY in name]
    assert not [name for name, data in made.items() if str(tmp_path).encode() in data]


def test_control_the_document_does_hold_them_and_the_search_finds_them(telling):
    assert all(tells(data) for data in telling.assets.values())
    assert tells(telling.path.read_bytes())
    assert tells(b'<img src="data:image/jpeg;base64,' + b"a2FuYXJpLTdmM2E=" + b'">')


PHOTO = Photo(
    "assets/a.jpg",
    creator="Rani Puspita",
    usage_terms="No archive",
    instructions=CANARY,
    found=(Found("credit", CANARY, "xmp"),),
)


def test_what_the_desk_knows_of_a_picture_is_on_no_page_and_in_no_picture(export):
    lead = Picture("assets/a.jpg", "Sea", caption="The sea.", credit="Rani / Kantor", copyright="© Kantor")
    article = Article(id="1", language="en", headline="A", body="T.", picture=lead, photos=(PHOTO,))
    plain = BytesIO()
    Image.effect_noise((900, 500), 40).convert("RGB").save(plain, "JPEG")
    made = export(documents.new(article, {"assets/a.jpg": plain.getvalue()}), *ALL, theme="plain")
    assert [name for name, data in made.items() if tells(data)] == ["a.json"]  # which is for the receiver's desk
    pictures = [data for name, data in made.items() if name.endswith(".jpg")]
    assert pictures
    for data in pictures:
        said = metadata.choose(metadata.read(data), "en")
        assert {one.field: one.text for one in said.values if one.field != "created"} == {
            "caption": "The sea.",
            "credit": "Rani / Kantor",
            "creator": "Rani Puspita",
            "copyright": "© Kantor",
            "alt": "Sea",
            "usage_terms": "No archive",
        }


def test_the_same_article_gives_the_same_bytes(compact, portal, export, out, tmp_path):
    first = export(compact, *ALL)
    packed = documents.save(compact, tmp_path / "elsewhere.textpack")[0]
    again = export(documents.open(packed.path), *reversed(ALL))
    assert again == first


@pytest.mark.parametrize("name", ALL)
def test_a_format_is_the_same_alone_and_among_others(compact, export, out, name):
    alone = export(compact, name)
    together = export(compact, *ALL)
    assert {path: together[path] for path in alone} == alone
