"""Each format gives what its receiver needs: a page, a file, a fragment, data, or words alone."""

import json
import re
from base64 import b64decode
from io import BytesIO

import html5lib
import msgspec
import pytest
from msgspec.structs import replace
from PIL import Image

from broadsheet import errors, exporting, importing
from broadsheet.article import house as houses
from broadsheet.article.house import DatelineStyle, EndMarkStyle, House, LabelChanges
from broadsheet.article.model import Article, Author, CallToAction, Link, Picture, Source
from broadsheet.article.photo import Photo
from broadsheet.exporting import structured
from broadsheet.pictures import probe
from broadsheet.render import blocks, themes
from broadsheet.store import document as documents

KINDS = ["paragraph", "read_also", "heading", "quote", "figure", "gallery", "list", "list", "table", "code"]
KINDS += ["rule", "embed", "read_also", "embed", "paragraph"]
STEM = "perahu-sekolah-laut"
LEAD, FIGURE = "perahu-70a6966a", "jaring-ab5fae9e"
"""What the files of the compact article's pictures are called: a word, and a sign of their bytes."""
CROPS = ("16x9-1200", "3x2-1200", "4x3-1067", "1x1-800", "4x5-640")
"""Of the lead picture, 1300 pixels wide and 800 high."""

PLAIN = House("Plain", smart_quotes=False)


def strictly(html):
    """Parse a page as browsers do, failing on every error of the standard."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def document(body="", pictures=None, **fields):
    return documents.new(Article(**{"id": "1", "headline": "A", "body": body, **fields}), pictures or {})


def test_html_is_a_folder_that_needs_nothing_else(compact, export):
    made = export(compact, "html")
    page = strictly(made[f"{STEM}/index.html"].decode())
    needed = {element.get("src") for element in page.iter("img")}
    needed |= {link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"}
    offered = [*page.iter("img"), *page.iter("source")]
    needed |= {one.split()[0] for element in offered for one in element.get("srcset", "").split(",") if one}
    needed |= set(re.findall(r'url\("([^"]+)"\)', made[f"{STEM}/style.css"].decode()))
    crops = {f"{STEM}/pictures/{LEAD}-{crop}.jpg" for crop in CROPS}
    assert {f"{STEM}/{name}" for name in needed} | {f"{STEM}/index.html"} | crops == set(made)


def test_html_offers_pictures_in_sizes_that_tell_the_truth(compact, export):
    made = export(compact, "html")
    page = strictly(made[f"{STEM}/index.html"].decode())
    assert [one.get("type") for one in page.iter("source")] == ["image/avif", "image/webp"] * 5
    for image in [*page.iter("img"), *page.iter("source")]:
        assert image.get("sizes")
        for one in image.get("srcset").split(", "):
            name, width = one.split()
            assert probe.size(made[f"{STEM}/{name}"]).width == int(width.removesuffix("w"))
    for image in page.iter("img"):
        own = probe.size(made[f"{STEM}/{image.get('src')}"])
        assert (own.width, own.height) == (int(image.get("width")), int(image.get("height")))


@pytest.mark.parametrize("theme", sorted(themes.available()))
@pytest.mark.parametrize("form", ["html", "html-single"])
def test_every_theme_gives_a_faultless_page(compact, export, theme, form):
    made = export(compact, form, theme=theme)
    page = strictly(next(data for name, data in made.items() if name.endswith(".html")).decode())
    assert len(list(page.iter("h1"))) == len(list(page.iter("article"))) == 1


def test_the_lead_picture_is_addressed_for_search_engines_at_the_media_url(compact, export):
    page = export(compact, "html", media_url="https://cdn.example/a")[f"{STEM}/index.html"].decode()
    assert f'<meta property="og:image" content="https://cdn.example/a/{LEAD}-16x9-1200.jpg">' in page
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert [(one["url"].rpartition("/")[2], one["width"], one["height"]) for one in said["image"]] == [
        (f"{LEAD}-16x9-1200.jpg", 1200, 675),
        (f"{LEAD}-4x3-1067.jpg", 1067, 800),
        (f"{LEAD}-1x1-800.jpg", 800, 800),
    ]
    assert {one["creditText"] for one in said["image"]} == {"Dok. Pemkab"}
    assert f'src="pictures/{LEAD}-1300.jpg"' in page


def test_html_single_needs_nothing_else(compact, export):
    made = export(compact, "html-single")
    assert set(made) == {f"{STEM}.html"}
    html = made[f"{STEM}.html"].decode()
    page = strictly(html)
    assert not list(page.iter("link")) or {link.get("rel") for link in page.iter("link")} == {"canonical"}
    images = [image.get("src") for image in page.iter("img")]
    assert len(images) == 5
    for source in images:
        head, _, data = source.partition(",")
        assert head == "data:image/jpeg;base64"
        assert probe.size(b64decode(data)).width in (640, 1300)
    fonts = re.findall(r"url\(([^)]{1,30})", html)
    assert fonts
    assert all(font.startswith("data:font/ttf;base64,") for font in fonts)


def test_the_fragment_has_no_head_no_style_and_no_hooks(compact, export):
    html = export(compact, "html-fragment")[f"{STEM}.fragment.html"].decode()
    assert html.startswith('<article class="story" lang="id" dir="ltr">\n')
    assert html.endswith("</article>\n")
    for unwanted in ("<html", "<head>", "<style", "style=", "<script", "data-", "<link"):
        assert unwanted not in html
    for part in ('<aside class="read-also"', '<span class="dateline">MRT</span>', '<span class="end-mark">***</span>'):
        assert part in html
    strictly(f"<!DOCTYPE html><html><head><title>x</title></head><body>{html}</body></html>")


def test_the_fragment_leaves_the_writers_text_alone(export):
    body = 'Write data-field="x" here.\n\n```\nfirst\n\n\nsecond data-slot="y"\n```\n'
    html = export(document(body), "html-fragment", house=PLAIN)["a.fragment.html"].decode()
    assert 'Write data-field="x" here.' in html
    assert 'first\n\n\nsecond data-slot="y"' in html


@pytest.mark.parametrize(
    ("media_url", "base"), [("", "pictures/"), ("https://cdn.example/m", "https://cdn.example/m/")]
)
def test_the_fragment_addresses_pictures_where_they_will_be(compact, export, media_url, base):
    house = replace(houses.find("laut-baru"), export=houses.ExportDefaults())
    html = export(compact, "html-fragment", house=house, media_url=media_url)[f"{STEM}.fragment.html"].decode()
    assert f'<img src="{base}{LEAD}-1300.jpg" srcset="{base}{LEAD}-480.jpg 480w, ' in html


def test_the_media_url_of_the_house_is_the_default(compact, export, portal):
    assert portal.export.media_url == "https://media.lautbaru.example/"
    html = export(compact, "html-fragment")[f"{STEM}.fragment.html"].decode()
    assert f'<img src="https://media.lautbaru.example/{LEAD}-1300.jpg"' in html


def as_json(made, stem=STEM):
    return json.loads(made[f"{stem}.json"])


def test_json_holds_every_field_and_typed_blocks_in_order(compact, export):
    data = export(compact, "json")[f"{STEM}.json"]
    assert data.endswith(b"}\n")
    assert data.splitlines()[1].startswith(b'  "format"')
    found = json.loads(data)
    assert set(Article.__struct_fields__) < set(found)
    assert set(found["body"]) == {"markdown", "html", "text", "blocks"}
    assert found["body"]["markdown"] == compact.article.body
    kinds = [block["type"] for block in found["body"]["blocks"]]
    assert kinds == KINDS
    assert found["body"]["html"] == "\n".join(block["html"] for block in found["body"]["blocks"])


def test_json_types_the_news_parts(compact, export):
    blocks = as_json(export(compact, "json"))["body"]["blocks"]
    by_type = {block["type"]: block for block in reversed(blocks)}
    assert {"label": "Baca juga", "url": "https://lautbaru.example/tarif"}.items() <= by_type["read_also"].items()
    assert by_type["quote"]["attribution"] == "Rani Puspita, guru"
    assert by_type["figure"]["caption"] == "Jaring ditarik “pagi” hari."
    assert by_type["figure"]["credit"] == "Foto: Bagus"
    assert by_type["table"]["rows"] == [["06.00", "Pulau – Kota"]]
    assert by_type["code"]["language"] == "text"


def test_json_is_what_its_schema_says(compact, export):
    data = export(compact, "json")[f"{STEM}.json"]
    read = msgspec.json.decode(data, type=structured.Export)
    assert msgspec.json.format(msgspec.json.encode(read), indent=2) + b"\n" == data
    schema = json.loads(structured.schema())
    export_type = schema["$defs"]["Export"]
    assert set(json.loads(data)) == set(export_type["properties"]) == set(export_type["required"])
    kinds = [made["properties"]["type"]["enum"] for made in schema["$defs"].values() if "type" in made["properties"]]
    assert sorted(kind for [kind] in kinds) == sorted(set(KINDS))


def test_json_comes_back_without_loss(compact, export, out):
    before = export(compact, "json")
    again = importing.read(out / f"{STEM}.json").document
    assert again.article == compact.article
    assert as_json(export(again, "json"))["body"]["markdown"] == as_json(before)["body"]["markdown"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "damaged"),
        ("[1]", "no_reader"),
        ('{"format": "other"}', "no_reader"),
        ('{"format": "org.broadsheet.article", "version": 2, "id": "1"}', "no_reader"),
        ('{"format": "org.broadsheet.article", "version": 1}', "damaged"),
        ('{"format": "org.broadsheet.article", "version": 1, "id": "1", "byline": "x"}', "damaged"),
        ('{"format": "org.broadsheet.article", "version": 1, "id": "1", "body": 3}', "damaged"),
        ("[" * 100_000, "too_deep"),
    ],
)
def test_json_that_is_not_our_export_is_told(tmp_path, text, reason):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(errors.UnreadableDocument) as caught:
        importing.read(path)
    assert caught.value.reason == reason


def test_json_names_the_assets_where_nobody_knows_the_address(compact, export):
    house = replace(houses.find("laut-baru"), export=houses.ExportDefaults())
    found = as_json(export(compact, "json", house=house))
    figure = next(block for block in found["body"]["blocks"] if block["type"] == "figure")
    assert figure["src"] == "assets/jaring.jpg"
    assert '<img src="assets/jaring.jpg" width="640" height="400"' in figure["html"]
    assert found["pictures"][0] == {"asset": "assets/perahu.jpg", "url": "", "width": 1300, "height": 800}


def words(export, body="", house=PLAIN, **fields):
    return export(document(body, **fields), "text", house=house)["a.txt"].decode()


def test_text_is_the_story_in_the_order_of_the_wire(export):
    text = words(
        export,
        "First.\n\nSee also: [Other](https://a.example/o)\n\nLast.",
        kicker="Sea",
        deck="Deck.",
        byline=(Author("Ann"), Author("Bo"), Author("Cy")),
        dateline="LEITH",
        picture=Picture("assets/a.jpg", "Alt", credit="Ann"),
        related=(Link("R", "https://a.example/r"), Link("S")),
        source=Source("PA"),
        end_mark="ENDS",
        call_to_action=CallToAction("Join", "https://a.example/j"),
    )
    assert text == (
        "SEA\nA\n\nDeck.\n\nBy Ann, Bo and Cy\n\n[Photo: Alt (Ann)]\n\nLEITH – First.\n\n"
        "See also: Other (https://a.example/o)\n\nLast.\n\nSource: PA\n\nJoin (https://a.example/j)\n\n"
        "Related stories:\n- R (https://a.example/r)\n- S\n\nENDS\n"
    )


GLUED = House("Glued", end_mark=EndMarkStyle("***", glued=True), dateline=DatelineStyle("{dateline} - "))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.\n\nTwo.", "LBJ - One.\n\nTwo.***"),
        ("LBJ - One.\n\nTwo.***", "LBJ - One.\n\nTwo.***"),
        ("One.\n\n***", "LBJ - One.\n\n***"),
        ("One.\n\n- a\n- b", "LBJ - One.\n\n- a\n- b\n\n***"),
        ("## H\n\nOne.", "H\n\nLBJ - One.***"),
    ],
)
def test_text_sets_dateline_and_glued_end_mark_as_the_page_does(export, body, expected):
    assert words(export, body, GLUED, dateline="LBJ", end_mark="***") == f"A\n\n{expected}\n"


def test_text_of_nothing_is_still_a_file(export):
    assert export(documents.new(Article(id="1"), {}), "text", house=PLAIN) == {"untitled.txt": b"\n"}


def test_markdown_keeps_the_body_as_it_was_typed(export):
    body = 'One "two"  \nthree [r][r].\n\n1. a\n\n\n2. b\n\n[r]: https://a.example/r'
    made = export(document(body), "markdown", house=PLAIN)["a.md"].decode()
    assert made == f"# A\n\n{body}\n"


def test_markdown_comes_back_with_its_headline(export, out):
    export(document("Body.", headline="1. *Stars* [and] <angles> #1"), "markdown", house=PLAIN)
    [path] = out.iterdir()
    article = importing.read(path).document.article
    assert article.headline == "1. *Stars* [and] <angles> #1"
    assert article.body == "Body."


def test_markdown_addresses_pictures_at_the_media_url(compact, export):
    made = export(compact, "markdown", media_url="https://cdn.example")[f"{STEM}.md"].decode()
    assert f"(https://cdn.example/{FIGURE}-640.jpg " in made
    assert f"(https://cdn.example/{LEAD}-1300.jpg " in made
    assert "assets/" not in made


def test_plan_says_what_will_be_written(compact, export, out):
    formats = tuple(exporting.FORMATS)
    planned = exporting.plan(compact, formats, out)
    made = export(compact, *formats)
    assert {path.name for path in planned} == {name.split("/")[0] for name in made}
    with pytest.raises(errors.UnknownName):
        exporting.plan(compact, ("pdf",), out)


def test_a_right_to_left_article_is_one_everywhere(export):
    made = export(document("نص.", language="ar", headline="صيادو باجو"), "html", "html-fragment", house=PLAIN)
    assert b'<html lang="ar" dir="rtl">' in made["صيادو-باجو/index.html"]
    assert b'lang="ar" dir="rtl"' in made["صيادو-باجو.fragment.html"]


def test_markdown_shows_the_words_of_fields_as_they_are(export):
    headline = "2026. The year &amp; the ~~strike~~ *star*"
    text = export(documents.new(Article(id="1", headline="A", deck=headline), {}), "markdown")["a.md"].decode()
    assert blocks.split(text)[1].text == headline


def test_markdown_addresses_pictures_that_are_referred_to(export):
    dot = BytesIO()
    Image.new("RGB", (8, 6)).save(dot, "PNG")
    body = "![a][boat]\n\n![b](<assets/my boat.png>)\n\n[boat]: assets/boat.png\n"
    assets = dict.fromkeys(("assets/boat.png", "assets/my boat.png"), dot.getvalue())
    text = export(document(body, assets), "markdown", media_url="https://media.example/")["a.md"].decode()
    assert "assets/" not in text
    assert "[boat]: https://media.example/boat-" in text


def test_a_byline_without_a_place_for_the_names_still_names_them(export, portal):
    house = msgspec.structs.replace(portal, labels={"en": LabelChanges(by="Reporter")})
    article = Article(id="1", language="en", headline="A", byline=(Author("Ann"),), updated="2026-11-22T09:05:00+00:00")
    made = export(documents.new(article, {}), "text", "markdown", house=house)
    for name in ("a.txt", "a.md"):
        assert "Reporter Ann" in made[name].decode()
        assert "Updated Sunday, November 22, 2026" in made[name].decode()


def photograph(width=900, height=600):
    """Return a JPEG with a red left upper corner."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((230, 20, 20), (0, 0, width // 3, height // 3))
    data = BytesIO()
    image.save(data, "JPEG", quality=92)
    return data.getvalue()


TURNED = {
    "picture": Picture("assets/lead.jpg", "Alt", focus=(0.9, 0.1)),
    "photos": (
        Photo("assets/lead.jpg", quarters=1, instructions="Not for the web"),
        Photo("assets/b.jpg", flipped=True),
    ),
}


def corner(data):
    """Return in which corner of a picture the red is."""
    image = Image.open(BytesIO(data)).convert("RGB")
    red = {"left top": (5, 5), "right top": (image.width - 6, 5), "left bottom": (5, image.height - 6)}
    return [name for name, at in red.items() if image.getpixel(at)[0] > 180 > 100 + image.getpixel(at)[1]]


def test_pictures_are_shown_as_they_were_turned(export):
    assets = {"assets/lead.jpg": photograph(), "assets/b.jpg": photograph()}
    made = export(document("![x](assets/b.jpg)", assets, **TURNED), "html", "html-single", house=PLAIN)
    page = strictly(made["a/index.html"].decode())
    lead, figure = page.iter("img")
    assert (lead.get("width"), lead.get("height")) == ("600", "900")
    assert (figure.get("width"), figure.get("height")) == ("900", "600")
    for name, data in made.items():
        if "/pictures/lead-" in name and not re.search(r"-\d+x\d+-", name):
            assert corner(data) == ["right top"], name
        if "/pictures/b-" in name:
            assert corner(data) == ["right top"], name
    [square] = [data for name, data in made.items() if name.endswith("-1x1-600.jpg")]
    assert corner(square) == ["right top"]
    inside = [b64decode(one.get("src").partition(",")[2]) for one in strictly(made["a.html"].decode()).iter("img")]
    assert [corner(data) for data in inside] == [["right top"]] * 2


def test_a_page_that_comes_back_is_not_turned_once_more(export, out):
    assets = {"assets/lead.jpg": photograph(), "assets/b.jpg": photograph()}
    export(document("![x](assets/b.jpg)", assets, **TURNED), "html", house=PLAIN)
    assert "Not for the web" not in (out / "a/index.html").read_text("utf-8")
    again = importing.read(out / "a/index.html").document
    assert again.article.photos == ()
    assert probe.size(again.assets[again.article.picture.asset]) == probe.Size(600, 900)


@pytest.mark.parametrize("name", ["html", "html-single", "html-fragment", "json", "markdown", "text"])
def test_a_credit_is_printed_without_a_caption_too(export, name):
    assets = {"assets/lead.jpg": photograph(60, 40), "assets/b.jpg": photograph(60, 40)}
    body = 'First.\n\n![x](assets/b.jpg "(Body Agency)")\n\nLast.'
    lead = Picture("assets/lead.jpg", "Alt", credit="Lead Agency")
    made = export(document(body, assets, picture=lead), name, house=PLAIN)
    shown = next(data.decode() for path, data in made.items() if path.endswith((".html", ".json", ".md", ".txt")))
    if "html" in name:
        page = shown.partition("<body")[2].partition("<script")[0] or shown
        assert re.findall(r'class="credit"[^>]*>([^<]*)<', page) == ["(Lead Agency)", "(Body Agency)"]
    elif name == "json":
        found = json.loads(shown)
        assert found["picture"]["credit"] == "Lead Agency"
        assert [one["credit"] for one in found["body"]["blocks"] if one["type"] == "figure"] == ["Body Agency"]
    else:
        assert "(Lead Agency)" in shown
        assert "(Body Agency)" in shown
