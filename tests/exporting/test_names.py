"""What the files of pictures are called: one name, one picture, in every export and on a server that many share."""

from io import BytesIO

import pytest
from PIL import Image

from broadsheet.article.house import House
from broadsheet.article.model import Article, Picture
from broadsheet.exporting import gallery
from broadsheet.store import document as documents

PLAIN = House("Plain", smart_quotes=False)


def jpeg(width, height, colour):
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "JPEG")
    return target.getvalue()


SEA, PORT = jpeg(640, 400, "navy"), jpeg(640, 400, "maroon")


@pytest.fixture
def named(export, tmp_path):
    """Return a function that exports an article of these pictures, the first as its lead: file name -> bytes."""

    def make(pictures, house=PLAIN, words="T."):
        lead, *others = pictures
        body = "\n\n".join((words, *(f"![x]({name})" for name in others)))
        article = Article(id="1", headline="A", body=body, picture=Picture(lead))
        made = export(documents.new(article, pictures), "html", house=house)
        return {name.rpartition("/")[2]: data for name, data in made.items() if "/pictures/" in name}

    return make


def test_pictures_of_one_name_get_names_of_their_own(named):
    pictures = {"assets/Foto.jpg": SEA, "assets/foto.jpeg": SEA, "assets/文.jpg": SEA, "assets/con.jpg": PORT}
    names = {name for name in named(pictures) if name.endswith("-640.jpg") and "-16x9-" not in name}
    sign, other = (gallery.names({"assets/x.jpg": data})["assets/x.jpg"][1:] for data in (SEA, PORT))
    assert names == {f"{stem}-640.jpg" for stem in (f"foto{sign}", f"foto{sign}-2", f"文{sign}", f"con-article{other}")}
    assert sign != other


def test_a_picture_called_like_the_crop_of_another_does_not_take_its_place(named, portal):
    made = named({"assets/sea.jpg": SEA, "assets/sea-1x1.jpg": jpeg(400, 400, "green")}, portal)
    squares = {name: data for name, data in made.items() if "1x1" in name and name.endswith("400.jpg")}
    assert len(squares) == 2
    colours = {max(Image.open(BytesIO(data)).getcolors(200_000))[1] for data in squares.values()}
    assert len(colours) == 2


def test_a_picture_keeps_its_name_and_shares_it_with_no_other(named):
    first = named({"assets/picture.jpg": SEA})
    other = named({"assets/picture.jpg": PORT}, words="Another story.")
    later = named({"assets/picture.jpg": SEA, "assets/chart.jpg": PORT}, words="More.")
    assert not first.keys() & other.keys()
    assert first.keys() <= later.keys()


def test_names_are_short_and_tell_the_kind(named):
    made = named({f"assets/{'perahu-sekolah-' * 9}laut.jpg": SEA, f"assets/{'文' * 60}.jpg": PORT})
    assert {name.rpartition(".")[2] for name in made} <= {"jpg", "webp", "avif"}
    assert max(len(name.encode()) for name in made) <= 75
    for name, data in made.items():
        assert (
            Image.open(BytesIO(data)).format
            == {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}[name[name.rindex(".") + 1 :]]
        )
