"""The page says everything the article says, to readers and to machines, and nothing that could harm either."""

import json

import html5lib
import msgspec
import pytest

from broadsheet.article import house, model
from broadsheet.article.model import Author, CallToAction, Correction, Link, Picture, Seo, Source
from broadsheet.render import blocks, decoration, images, page, themes
from broadsheet.render.images import Shown

ARTICLE = model.Article(
    id="x",
    language="id",
    kicker="Pendidikan & laut",
    headline='Perahu "Sekolah" <b>',
    deck="Empat puluh murid.",
    byline=(Author("Rani", "wartawan", "", "https://x.id/rani"), Author("Bagus & Tuti"), Author(role="editor")),
    dateline="WAWO, LBJ",
    published="2026-11-22T07:30:00+08:00",
    updated="2026-11-22T09:00:00+08:00",
    section="Daerah",
    keywords=("sekolah", "laut"),
    picture=Picture("assets/a b.jpg", "Perahu", caption="Warga <i>.", credit="Tuti", copyright="© Laut Baru"),
    body="Satu.\n\n![x](assets/a%20b.jpg)\n\nDua.",
    related=(Link("Harga beras", "https://x.id/1"), Link("", "https://x.id/2"), Link()),
    source=Source("Kyodo", "https://kyodo.example"),
    end_mark="***",
    call_to_action=CallToAction("Gabung", "https://t.example"),
    seo=Seo(canonical_url="https://lautbaru.example/berita/perahu"),
    corrections=(Correction("2026-11-23", "Salah nama."), Correction()),
)
LAUT_BARU = house.find("laut-baru")
PICTURES = images.Assets({"assets/a b.jpg": (1200, 800)})


class Caught:
    """Stands where a theme stands and keeps what it is given."""

    def render(self, context):
        self.context = dict(context)
        return "page"


def context(article=ARTICLE, style=LAUT_BARU, pictures=PICTURES, stylesheet=page.Link()):  # noqa: B008
    theme = Caught()
    assert page.build(article, style, theme, "<p>B</p>", pictures, stylesheet) == "page"
    return theme.context


def but(**changes):
    return msgspec.structs.replace(ARTICLE, **changes)


def tree(html):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)


def metas(found):
    rows = tree(found["head"]).iter("meta")
    return [(row.get("name") or row.get("property"), row.get("content")) for row in rows]


def said(found):
    (script,) = tree(found["head"]).iter("script")
    assert script.get("type") == "application/ld+json"
    return json.loads(script.text)


@pytest.mark.parametrize("name", ["plain", "portal", "newspaper", "magazine"])
def test_every_theme_of_ours_makes_a_page_with_a_body_slot(name):
    made = page.build(ARTICLE, LAUT_BARU, themes.find(name), "", PICTURES, page.Link())
    assert made.count('data-slot="body"></div>') == 1
    html5lib.HTMLParser(strict=True).parse(made)
    page.build(model.blank(), house.find("plain"), themes.find(name), "", PICTURES, page.Link())


def test_readers_are_told_who_when_and_where():
    found = context()
    assert (found["lang"], found["dir"], found["title"]) == ("id", "ltr", 'Perahu "Sekolah" <b>')
    assert found["byline"] == "Oleh Rani dan Bagus & Tuti"
    assert found["byline_html"] == 'Oleh <a rel="author" href="https://x.id/rani">Rani</a> dan Bagus &amp; Tuti'
    assert found["published"].text == "Minggu, 22 November 2026, 07.30 WITA"
    assert found["source"] == page.Source("Sumber", "Kyodo", "https://kyodo.example")
    assert found["related"] == [Link("Harga beras", "https://x.id/1"), Link("https://x.id/2", "https://x.id/2")]
    assert [one.text for one in found["corrections"]] == ["Salah nama."]
    assert found["corrections"][0].time.text == "Senin, 23 November 2026"
    assert found["picture"] == page.Picture("assets/a%20b.jpg", "", "", 1200, 800, "Perahu", "Warga <i>.", "(Tuti)")


def test_what_an_article_does_not_say_the_page_does_not_have():
    found = context(model.blank(), house.find("plain"))
    for name in ("published", "updated", "picture", "source", "call_to_action"):
        assert found[name] is None, name
    assert (found["byline"], found["byline_html"], found["related"], found["corrections"]) == ("", "", [], [])
    assert found["title"] == "Plain"
    quiet = msgspec.structs.replace(LAUT_BARU, show_source=False)
    assert context(style=quiet)["source"] is None


def test_a_picture_without_words_has_a_name_unless_it_is_decoration():
    assert context(but(picture=Picture("assets/a b.jpg")))["picture"].alt == "Gambar"
    assert context(but(picture=Picture("assets/a b.jpg", "x", decorative=True)))["picture"].alt == ""
    assert context(but(picture=Picture(caption="Nanti.")))["picture"] is None


def test_addresses_that_could_harm_lead_nowhere():
    bad = "javascript:alert(1)"
    found = context(
        but(
            byline=(Author("Rani", url=bad),),
            related=(Link("Judul", bad), Link("", bad)),
            source=Source("Kyodo", bad),
            call_to_action=CallToAction("Gabung", "//spy.example"),
            seo=Seo(canonical_url=bad),
        )
    )
    assert "javascript:alert" not in str(found["head"]) + str(found["byline_html"])
    assert found["article"].byline[0].url == found["article"].source.url == found["call_to_action"].url == ""
    assert [link.url for link in found["related"]] == ["", ""]


def test_machines_are_told_what_readers_are():
    found = said(context())
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == 'Perahu "Sekolah" <b>'
    assert found["datePublished"] == "2026-11-22T07:30:00+08:00"
    assert found["dateModified"] == "2026-11-22T09:00:00+08:00"
    assert found["author"] == [
        {"@type": "Person", "name": "Rani", "url": "https://x.id/rani", "jobTitle": "wartawan"},
        {"@type": "Person", "name": "Bagus & Tuti"},
    ]
    assert found["publisher"]["name"] == "Laut Baru"
    assert found["publisher"]["logo"] == {"@type": "ImageObject", "url": "https://lautbaru.example/logo.png"}
    (picture,) = found["image"]
    assert picture["url"] == "https://lautbaru.example/berita/assets/a%20b.jpg"
    assert (picture["width"], picture["creditText"], picture["copyrightNotice"]) == (1200, "Tuti", "© Laut Baru")


def test_networks_are_told_in_their_own_tags():
    found = metas(context())
    for pair in [
        ("description", "Empat puluh murid."),
        ("robots", "max-image-preview:large"),
        ("twitter:card", "summary_large_image"),
        ("og:type", "article"),
        ("og:title", 'Perahu "Sekolah" <b>'),
        ("og:url", "https://lautbaru.example/berita/perahu"),
        ("og:locale", "id_ID"),
        ("og:image", "https://lautbaru.example/berita/assets/a%20b.jpg"),
        ("og:image:width", "1200"),
        ("article:published_time", "2026-11-22T07:30:00+08:00"),
        ("article:tag", "laut"),
    ]:
        assert pair in found, pair
    assert all(content for _, content in found)
    (canonical,) = (row for row in tree(context()["head"]).iter("link") if row.get("rel") == "canonical")
    assert canonical.get("href") == "https://lautbaru.example/berita/perahu"


def test_search_words_win_over_headline_and_deck():
    found = context(but(seo=Seo("Judul cari", "Isi cari", "", "noindex")))
    assert (found["title"], found["description"]) == ("Judul cari", "Isi cari")
    assert ("robots", "noindex") in metas(found)
    assert said(found)["headline"] == 'Perahu "Sekolah" <b>'


def test_times_that_are_not_exact_are_kept_from_machines():
    found = context(but(published="besok pagi", updated="2026-11-22T09:00:00"))
    assert found["published"].text == "besok pagi"
    assert "datePublished" not in said(found)
    assert not [name for name, _ in metas(found) if name.endswith("_time")]


def test_a_picture_without_an_address_of_its_own_is_not_told_of():
    assert "image" not in said(context(but(seo=Seo())))

    class Inlined:
        def picture(self, asset):
            return Shown("data:image/png;base64,AAAA", width=1, height=1)

    assert "data:" not in context(pictures=Inlined())["head"]

    class Served:
        def picture(self, asset):
            return Shown("pictures/a.jpg", url="https://media.example/a.jpg")

    assert said(context(but(seo=Seo()), pictures=Served()))["image"][0]["url"] == "https://media.example/a.jpg"


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!--<script>", '"><script>alert(1)</script>'])
def test_no_field_breaks_out_of_the_head(evil):
    every = but(
        headline=evil,
        deck=evil,
        byline=(Author(evil, evil, evil, f"https://x.id/{evil}"),),
        keywords=(evil,),
        section=evil,
        seo=Seo(evil, evil, f"https://x.id/{evil}", evil),
        picture=Picture("assets/a b.jpg", evil, False, evil, evil, evil),
        corrections=(Correction(evil, evil),),
    )
    found = context(every, stylesheet=page.Inline(f"p {{}} /* </style>{evil} */"))
    parsed = tree(found["head"])
    assert len(list(parsed.iter("script"))) == 1
    assert said(found)["headline"] == evil
    assert {element.tag for element in parsed.iter() if element.tag != "DOCUMENT_FRAGMENT"} == {
        "meta",
        "link",
        "script",
        "style",
    }
    for name in ("plain", "portal"):
        made = page.build(every, LAUT_BARU, themes.find(name), "", PICTURES, page.Link())
        assert made.count("<script") == 1


def test_the_stylesheet_is_beside_the_page_or_in_it():
    assert '<link rel="stylesheet" href="style.css">' in context()["head"]
    assert context(stylesheet=page.Inline("p > a { margin: 0 }"))["head"].endswith("<style>p > a { margin: 0 }</style>")


def test_pictures_in_the_body_are_addressed_by_their_source():
    made = decoration.body(blocks.styled(ARTICLE.body, blocks.style(LAUT_BARU, "id")), decoration.Marks())
    assert '<img src="assets/a%20b.jpg" width="1200" height="800" alt="x">' in images.place(made, PICTURES)

    class Made:
        def picture(self, asset):
            assert asset == "assets/a b.jpg"
            return Shown("p/a-600.jpg", "p/a-300.jpg 300w, p/a-600.jpg 600w", "100vw", 600, 400)

    sources = 'src="p/a-600.jpg" srcset="p/a-300.jpg 300w, p/a-600.jpg 600w" sizes="100vw"'
    assert f'<img {sources} width="600" height="400" alt="x">' in images.place(made, Made())


def test_right_to_left_languages_turn_the_page():
    found = context(but(language="ar"))
    assert (found["lang"], found["dir"]) == ("ar", "rtl")
    assert found["byline"].startswith("بقلم")
