"""Our own exports come back: JSON and web pages with all that they publish; what is not published, no page tells."""

import json
import re
from pathlib import Path

import msgspec
import pytest

from broadsheet import exporting, importing
from broadsheet.article import house as houses
from broadsheet.article.model import Article, Author, Picture, Source
from broadsheet.exporting import carrier
from broadsheet.render import blocks
from broadsheet.render.content import Block, Unseen
from broadsheet.store import document as documents
from importing import clock, makers

ROOT = Path(__file__).parents[2]
SOURCES = [
    ROOT / "tests/golden/compact.textbundle",
    *sorted((ROOT / "resources/samples").glob("*.textbundle")),
]
UNPUBLISHED = {"editor_note": "", "status": "draft", "embargo": "", "photos": ()}


def export(document, name, out, house="laut-baru"):
    for _step in exporting.export(document, houses.find(house), "", (name,), out):
        pass
    [made] = out.iterdir()
    return made / "index.html" if made.is_dir() else made


def published(article):
    """Return an article as far as its page shows it."""
    byline = tuple(msgspec.structs.replace(one, email="") for one in article.byline)
    return msgspec.structs.replace(article, byline=byline, **UNPUBLISHED)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["html", "html-single"])
def test_a_web_page_comes_back_with_all_that_it_shows(tmp_path, source, name):
    before = documents.open(source)
    found = importing.read(export(before, name, tmp_path))
    after, want = found.document.article, published(before.article)
    assert msgspec.structs.replace(after, body="", picture=want.picture) == msgspec.structs.replace(want, body="")
    assert after.body.rstrip().replace("\n\n\n", "\n\n") == want.body.rstrip().replace("\n\n\n", "\n\n")
    assert sorted(Path(one).stem for one in found.document.assets) == sorted(Path(one).stem for one in before.assets)
    assert found.document.article.picture.asset in found.document.assets
    assert found.named


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_json_comes_back_whole(tmp_path, source):
    before = documents.open(source)
    assert importing.read(export(before, "json", tmp_path)).document.article == before.article


SECRETS = {
    "editor_note": "SECRET note",
    "embargo": "2027-01-01T00:00:00+07:00 SECRET",
    "byline": (Author("Ann", email="SECRET@n.example"),),
    "body": (
        "Seen.\n\n<!-- SECRET comment -->\n\nIn <!-- SECRET inline --> line <b>bold</b>.\n\n"
        "[//]: # (SECRET remark)\n\n> Quoted.\n>\n> [//]: # (SECRET in a quote)\n\n"
        "- One.\n\n  [//]: # (SECRET in a list)\n- Two.\n\n<div hidden>SECRET div</div>\n\n<script>SECRET</script>\n\n"
        "[used][u] end.\n\n[u]: https://n.example/used\n\n```\n<!-- shown -->\n```\n\n<https://n.example/auto>\n"
    ),
}


@pytest.mark.parametrize("name", ["html", "html-single"])
def test_a_web_page_does_not_tell_what_is_not_published(tmp_path, name):
    document = documents.new(Article(id="1", headline="A </script><b>", **SECRETS), {})
    page = export(document, name, tmp_path)
    text = page.read_text("utf-8").replace("SECRET div", "")  # shown: `hidden` is taken out, the words are not
    assert "SECRET" not in text
    article = importing.read(page).document.article
    assert article.headline == "A </script><b>"
    for kept in (
        "Seen.",
        "[u]: https://n.example/used",
        "<!-- shown -->",
        "<https://n.example/auto>",
        "bold",
        "Quoted.",
        "One.",
        "Two.",
    ):
        assert kept in article.body


UNSEEN = (
    "[one][a] and [two][B].\n\n[a]: https://n.example/a\n[a]: https://n.example/SECRET\n\n[A]: /SECRET\n\n"
    "> A quote.\n>\n> [b]: https://n.example/b\n>\n> [ B ]: /SECRET\n\n- An item.\n\n  [b]: /SECRET\n\n"
    "```py SECRET\npy_code SHOWN\n```\n\n~~~\n~~~py is SHOWN\n~~~\n\n    ```py SHOWN\n\n"
    "> ```py SECRET\n> quoted code\n> ```\n\nThe end [c]: no definition.\n\n1. ~~~ py SECRET\n   x\n   ~~~\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_words_of_code_blocks_and_definitions_that_nobody_sees_are_not_told(tmp_path, newline):
    body = UNSEEN.replace("\n", newline)
    page = export(documents.new(Article(id="1", headline="A", body=body), {}), "html-single", tmp_path)
    assert "SECRET" not in page.read_text("utf-8")
    again = importing.read(page).document.article.body
    assert again.count("SHOWN") == 3
    for kept in (
        "[a]: https://n.example/a",
        "[b]: <https://n.example/b>",
        "```py",
        "quoted code",
        "[c]: no definition",
    ):
        assert kept in again


def test_many_definitions_are_looked_through_once():
    many = 40_000
    body = "".join(f"[l{at}]: https://n.example/{at}\n" for at in range(many)) + "\n" + "[l1] " * many
    blocks = [Block(line, 0, 1, "", "", Unseen()) for line in body.splitlines(keepends=True)]
    with clock.within(5):
        shown = carrier._Shown(body)
        assert "".join(map(shown.source, blocks)) == "[l1]: https://n.example/1\n\n"


def test_control_the_document_does_hold_the_secrets(tmp_path):
    document = documents.new(Article(id="1", headline="A", **SECRETS), {})
    assert export(document, "json", tmp_path).read_text("utf-8").count("SECRET") > len(SECRETS)


def test_a_source_that_the_house_does_not_show_is_not_told(tmp_path):
    document = documents.new(Article(id="1", headline="A", source=Source("SECRET")), {})
    house = houses.find("laut-baru")
    hidden = msgspec.structs.replace(house, show_source=False)
    for number, one in enumerate((house, hidden)):
        out = tmp_path / str(number)
        out.mkdir()
        for _step in exporting.export(document, one, "", ("html-single",), out):
            pass
        [page] = out.iterdir()
        assert ("SECRET" in page.read_text("utf-8")) is (one is house)


def test_a_page_that_lies_about_its_pictures_gets_nothing_from_outside(tmp_path):
    folder = tmp_path / "page"
    folder.mkdir()
    (tmp_path / "secret.jpg").write_bytes(makers.jpeg())
    carried = {
        "format": "org.broadsheet.article",
        "version": 1,
        "id": "1",
        "headline": "A",
        "pictures": {"assets/a.jpg": "../secret.jpg", "../b.jpg": "own.jpg", "assets/c.jpg": "own.jpg"},
    }
    (folder / "own.jpg").write_bytes(makers.jpeg("blue"))
    path = folder / "a.html"
    path.write_text(f'<script type="application/vnd.broadsheet.article+json">{json.dumps(carried)}</script>')
    found = importing.read(path)
    assert list(found.document.assets) == ["assets/c.jpg"]
    assert [note.detail for note in found.notes] == ["assets/a.jpg", "../b.jpg"]


def test_a_page_of_a_later_format_is_read_as_any_other(tmp_path):
    path = tmp_path / "a.html"
    text = '{"format": "org.broadsheet.article", "version": 9, "id": "1", "headline": "Other"}'
    script = f'<script type="application/vnd.broadsheet.article+json">{text}</script>'
    path.write_text(f"<article><h1>Fish</h1><p>Enough words to be a paragraph.</p></article>{script}")
    assert importing.read(path).document.article.headline == "Fish"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_fragment_comes_back_as_far_as_it_shows(tmp_path, source):
    before = documents.open(source)
    house = {"en": "harbour-courier", "id": "laut-baru"}[before.article.language.split("-")[0]]
    page = export(before, "html-fragment", tmp_path, house)
    after, want = importing.read(page).document.article, published(before.article)
    kept = ("language", "kicker", "headline", "deck", "dateline", "published", "updated", "source", "call_to_action")
    for name in (*kept, "end_mark", "corrections", "related", "rights", "byline"):
        assert getattr(after, name) == getattr(want, name), name
    assert (after.picture.alt, after.picture.caption, after.picture.credit) == (
        want.picture.alt,
        want.picture.caption,
        want.picture.credit,
    )
    for word in ("**", "> "):
        assert (word in after.body) is (word in want.body)
    assert want.dateline not in after.body.split("\n")[0][:20]


def test_pictures_of_a_json_export_are_taken_from_beside_it_or_told(tmp_path):
    picture = Picture(asset="assets/boat.jpg")
    before = documents.new(
        Article(id="x", headline="A boat", picture=picture, body="![A sail](assets/sail.jpg)"),
        {"assets/boat.jpg": makers.jpeg(), "assets/sail.jpg": makers.jpeg("blue")},
    )
    path = export(before, "json", tmp_path)
    (path.parent / "assets").mkdir()
    (path.parent / "assets/sail.jpg").write_bytes(before.assets["assets/sail.jpg"])
    found = importing.read(path)
    assert found.document.article == before.article
    assert list(found.document.assets) == ["assets/sail.jpg"]
    assert found.notes == (importing.Note("picture", "assets/boat.jpg"),)


def lay_pictures(made, pictures):
    """Put the pictures to which a fragment or a text refers where it looks for them, as whoever publishes it does."""
    for place in re.findall(r"(?:pictures|assets)/[\w-]+\.jpg", made.read_text("utf-8")):
        (made.parent / place).parent.mkdir(exist_ok=True)
        (made.parent / place).write_bytes(pictures[f"assets/{Path(place).name[0]}.jpg"])


@pytest.mark.parametrize("name", ["html", "html-single", "html-fragment", "markdown"])
def test_galleries_come_back_as_galleries_also_from_a_page_that_carries_nothing(tmp_path, name):
    body = 'One.\n\n![A](assets/a.jpg "At dawn (Bo Yu)")\n![B](assets/b.jpg)\n\nTwo.\n\n![A](assets/a.jpg)\n'
    article = Article(id="1", headline="Boats", language="en", body=body)
    pictures = {"assets/a.jpg": makers.jpeg(), "assets/b.jpg": makers.jpeg("blue")}
    made = export(documents.new(article, pictures), name, tmp_path, "plain")
    if name in ("html-fragment", "markdown"):
        lay_pictures(made, pictures)
    if "html" in name:
        made.write_text(re.sub(r"<script.*?</script>", "", made.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    found = blocks.split(importing.read(made).document.article.body)
    kinds = [block.kind for block in found]
    assert "gallery" in kinds, kinds
    shown = found[kinds.index("gallery")].content.pictures
    assert [(one.alt, one.caption, one.credit) for one in shown] == [("A", "At dawn", "Bo Yu"), ("B", "", "")]
