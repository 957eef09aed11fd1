"""Saved web pages: the article comes, what is around it does not, and the page's own facts fill the fields."""

import contextlib
import json
import struct
import zlib
from datetime import datetime

import pytest

from broadsheet import errors, importing
from importing import clock, makers

STORY = """
<p>The first paragraph of the story is long enough to be counted as one.</p>
<p>The second has <b>strong</b> words and <a href="/more">a link</a> in it, and goes on.</p>
<h2>A subheading</h2><p>The last paragraph of the story ends here, as all of them do.</p>
"""
AROUND = """
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<aside><p>Buy our newsletter, it is the best there ever was.</p></aside>
<div class="share-bar"><p>Share this on a network that everybody is on already.</p></div>
<section class="comments"><h3>Comments</h3><p>First! I do not agree with anything that is said here.</p></section>
<footer><p>Copyright of the outlet, and all its imprint and addresses.</p></footer>
"""
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "no"},
        {
            "@type": ["NewsArticle"],
            "headline": "Fish &amp; chips prices rise",
            "description": "Boats stay in.",
            "author": [{"@type": "Person", "name": "Ann Lee", "jobTitle": "Reporter", "url": "https://n.example/ann"}],
            "datePublished": "2026-11-22T07:30:00+08:00",
            "dateModified": "2026-11-22T09:00:00+08:00",
            "articleSection": ["Local", "Sea"],
            "keywords": "fish, sea",
            "inLanguage": "en-GB",
            "image": {"url": "https://n.example/boat.jpg", "caption": "A boat", "creditText": "Bo Yu"},
            "articleBody": "NOT THE BODY",
        },
    ],
}


def page(path, body, head="", encoding="utf-8"):
    path.write_bytes(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return importing.read(path)


def assert_the_story(body):
    assert body.startswith("The first paragraph")
    assert body.endswith("as all of them do.")
    for word in ("Home", "newsletter", "Share", "First!", "imprint", "NOT THE BODY"):
        assert word not in body


@pytest.mark.parametrize(
    "wrap",
    [
        "<article><h1>Fish</h1>{}{}</article>",
        "<main><h1>Fish</h1>{}{}</main>",
        "<h1>Fish</h1><div itemprop=articleBody>{}</div>{}",
        "<div class=page><h1>Fish</h1><div class=detail-text>{}</div>{}</div>",
        "<article><p>Another story in a list of stories is only this long.</p></article><article>{}{}</article>",
    ],
)
def test_the_article_of_a_page_is_found(tmp_path, wrap):
    assert_the_story(page(tmp_path / "a.html", wrap.format(STORY, AROUND)).document.article.body)


def test_structured_data_fill_the_fields(tmp_path):
    head = f'<title>x</title><script type="application/ld+json">{json.dumps(LD)}</script>'
    article = page(tmp_path / "a.html", f"<article>{STORY}{AROUND}</article>", head).document.article
    assert_the_story(article.body)
    assert article.headline == "Fish & chips prices rise"
    assert (article.deck, article.section, article.language) == ("Boats stay in.", "Local", "en-GB")
    assert [(one.name, one.role, one.url) for one in article.byline] == [
        ("Ann Lee", "Reporter", "https://n.example/ann")
    ]
    assert (article.published, article.updated) == ("2026-11-22T07:30:00+08:00", "2026-11-22T09:00:00+08:00")
    assert article.keywords == ("fish", "sea")
    assert (article.picture.asset, article.picture.caption, article.picture.credit) == ("", "A boat", "Bo Yu")


def test_meta_tags_do_where_there_is_nothing_better(tmp_path):
    head = (
        "<title>Fish prices rise in the harbour - The Courier</title>"
        '<meta property="og:site_name" content="The Courier"><meta name=author content="By Ann Lee and Bo Yu">'
        '<meta property="article:published_time" content="2026-11-22 07:30"><meta name=description content="Boats.">'
        '<meta property="article:tag" content=fish><link rel=canonical href="https://c.example/news/fish">'
    )
    article = page(tmp_path / "a.html", f"<main>{STORY}</main>", head).document.article
    assert article.headline == "Fish prices rise in the harbour"
    assert [one.name for one in article.byline] == ["Ann Lee", "Bo Yu"]
    assert (article.deck, article.keywords) == ("Boats.", ("fish",))
    assert article.published == datetime(2026, 11, 22, 7, 30).astimezone().isoformat()
    assert "[a link](https://c.example/more)" in article.body


def test_what_stands_above_the_text_becomes_fields(tmp_path):
    top = (
        '<p class="kicker">Sea</p><h1>Fish</h1><p class="standfirst">Boats stay in.</p>'
        '<p class="byline">By <a rel=author href=x>Ann Lee</a></p><time>Sunday</time>'
        '<figure><img src="a_files/boat.jpg" alt="A boat"><figcaption>At dawn (Bo Yu)</figcaption></figure>'
    )
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "boat.jpg").write_bytes(makers.jpeg())
    found = page(tmp_path / "a.html", f"<article>{top}{STORY}</article>")
    article = found.document.article
    assert_the_story(article.body)
    assert (article.kicker, article.headline, article.deck) == ("Sea", "Fish", "Boats stay in.")
    assert [one.name for one in article.byline] == ["Ann Lee"]
    picture = article.picture
    assert (picture.asset, picture.alt, picture.caption, picture.credit) == (
        "assets/boat.jpg",
        "A boat",
        "At dawn",
        "Bo Yu",
    )
    assert list(found.document.assets) == ["assets/boat.jpg"]


GROUPS = (
    ('<figure class="wp-block-gallery">', "{}", "</figure>"),
    ('<ul class="wp-block-gallery">', '<li class="blocks-gallery-item">{}</li>', "</ul>"),
)
GROUPED = (
    '<figure><img src="a.jpg" alt="A"><figcaption>At dawn (Bo Yu)</figcaption></figure>',
    '<figure><img src="b.jpg" alt="B"></figure>',
    '<figure><img src="c.jpg" alt="C"></figure>',
)
TOGETHER = ('![A](assets/a.jpg "At dawn (Bo Yu)")', "![B](assets/b.jpg)", "![C](assets/c.jpg)")


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("group", GROUPS, ids=["figure", "list"])
@pytest.mark.parametrize("form", ["{0}{1}", "{1}{0}"])
@pytest.mark.parametrize("head", ["", '<meta name=author content="By Ann Lee">'])
def test_the_gallery_of_a_page_stays_together_also_on_top(tmp_path, count, group, form, head):
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / name).write_bytes(makers.jpeg())
    begin, item, end = group
    body = form.format(begin + "".join(item.format(one) for one in GROUPED[:count]) + end, STORY)
    article = page(tmp_path / "p.html", f"<article><h1>Fish</h1>{body}</article>", head).document.article
    assert "\n".join(TOGETHER[:count]) in article.body.split("\n\n")
    assert article.picture.asset == ""


@pytest.mark.parametrize(
    "address", ["../secret.jpg", "{outside}", "file://{outside}", "link.jpg", "//host/x.jpg", "https://x.example/a.jpg"]
)
def test_only_pictures_beside_a_page_are_read(tmp_path, address):
    folder = tmp_path / "pages"
    folder.mkdir()
    outside = tmp_path / "secret.jpg"
    outside.write_bytes(makers.jpeg())
    (folder / "link.jpg").symlink_to(outside)
    (folder / "own.jpg").write_bytes(makers.jpeg("blue"))
    images = f'<p><img src="{address.format(outside=outside)}" alt=no></p><p><img src="own.jpg" alt=yes></p>'
    found = page(folder / "a.html", f"<article>{STORY}{images}</article>")
    assert list(found.document.assets) == ["assets/own.jpg"]
    assert [note.kind for note in found.notes] == ["picture"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1251", "cp1251"), ("iso-8859-1", "cp1252"), ("shift_jis", "cp932"), ("gb2312", "gb18030")],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path, declared, encoding):
    word = {"cp1251": "Рыба", "cp1252": "“Poisson”", "cp932": "魚", "gb18030": "鱼"}[encoding]
    found = page(
        tmp_path / "a.html", f"<article>{STORY}<p>{word}</p></article>", f"<meta charset={declared}>", encoding
    )
    assert word in found.document.article.body
    assert found.notes == ()


def test_a_codec_that_is_no_encoding_is_not_used(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(rb"<meta charset=unicode_escape><article><p>\x41\x42 and " + b"\xe9" + b" words enough here</p>")
    assert r"\x41" in importing.read(path).document.article.body.replace("\\\\", "\\")


def test_scripts_and_hidden_words_do_not_come(tmp_path):
    bad = "<script>alert(1)</script><style>p{}</style><div hidden>secret</div><iframe src=x></iframe>"
    body = page(tmp_path / "a.html", f"<article>{STORY}{bad}</article>").document.article.body
    assert "alert" not in body
    assert "secret" not in body


def test_a_page_without_an_article_still_gives_its_words(tmp_path):
    assert page(tmp_path / "a.html", "Only this").document.article.body == "Only this"


def test_a_page_saved_as_one_file_brings_its_pictures(tmp_path):
    from base64 import b64encode

    path = tmp_path / "a.mhtml"
    html = f'<html><body><article><h1>Fish</h1>{STORY}<img src="https://n.example/p/boat.jpg" alt="x"></article></body>'
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + b64encode(html.encode())
        + b"\r\n--B\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://n.example/p/boat.jpg\r\n\r\n" + b64encode(makers.jpeg()) + b"\r\n--B--\r\n"
    )
    found = importing.read(path)
    assert found.document.article.headline == "Fish"
    assert list(found.document.assets) == ["assets/boat.jpg"]
    path.write_bytes(b"hello")
    with pytest.raises(errors.UnreadableDocument):
        importing.read(path)


def huge():
    """Return a PNG that says to have 30,000 pixels each way (PNG, third edition, 5.3 and 11.2.1)."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1_000))),
        (b"IEND", b""),
    )
    told = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def test_a_picture_that_is_too_large_leaves_its_words_and_a_note_that_says_so(tmp_path):
    (tmp_path / "huge.png").write_bytes(huge())
    image = '<figure><img src="huge.png" alt="A big one"><figcaption>Its caption.</figcaption></figure>'
    found = page(tmp_path / "a.html", f"<article>{STORY}{image}</article>")
    assert found.document.article.body.endswith("\n\nA big one Its caption.")
    assert "huge.png" not in found.document.article.body
    assert found.notes == (importing.Note("large", "huge.png"),)


def test_a_lead_picture_that_is_too_large_is_no_lead_picture(tmp_path):
    (tmp_path / "huge.png").write_bytes(huge())
    found = page(tmp_path / "a.html", f'<article><img src="huge.png" alt="Big">{STORY}</article>')
    assert (found.document.article.picture.asset, found.document.article.picture.alt) == ("", "Big")
    assert found.notes == (importing.Note("large", "huge.png"),)


def test_a_page_that_says_nothing_of_itself_is_read_as_a_paste(tmp_path):
    first = "<p>LONDON (AP) - The first paragraph of the story is long enough.</p>"
    article = page(
        tmp_path / "a.html", f"<h1>A Headline Here</h1><p>By <b>Jane Roe</b></p>{first}{STORY}"
    ).document.article
    assert (article.headline, article.dateline) == ("A Headline Here", "LONDON (AP)")
    assert [author.name for author in article.byline] == ["Jane Roe"]
    assert article.body.startswith("The first paragraph")


SUBSET = """<!ENTITY xxe SYSTEM "file:///etc/hostname"> <!-- it's ]> --> <!ENTITY a "]>"> ] >"""


@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>\n', "<!-- saved -->\n"])
@pytest.mark.parametrize("subset", [SUBSET, "]>", "<!ENTITY a 'b'>]>"])
def test_what_a_document_type_declares_is_no_text(tmp_path, before, subset):
    path = tmp_path / "a.html"
    path.write_text(
        f"{before}<!DOCTYPE html [{subset}<html><body><h1>Fish</h1><p>Boats &xxe; stay in.</p></body></html>"
    )
    found = importing.read(path)
    article = found.document.article
    assert "]" not in article.headline + article.body
    assert "ENTITY" not in article.body
    assert "Boats" in article.body
    assert "stay in." in article.body


@pytest.mark.parametrize("text", ["<!DOCTYPE html [" + '"' * 1_000_001, "<!DOCTYPE html [" + "<!--" * 250_000])
def test_declarations_without_end_take_no_time(tmp_path, text):
    path = tmp_path / "a.html"
    path.write_text(text)
    with clock.within(3), contextlib.suppress(errors.UnreadableDocument):
        importing.read(path)
