"""What is pasted: words without formats, nothing lost that can be kept, pictures offered."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from broadsheet.ui import pasting


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\r\nb\x0bc\x0cd", "a\nb\nc\nd"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("é\x00b\x9bc\ufdd0d", "ébcd"),
        (
            "Rp\u00a018\u202f000 \u200eabc\u200f \u2066x\u2069 \ufeff\t😀",
            "Rp\u00a018\u202f000 \u200eabc\u200f \u2066x\u2069 \ufeff\t😀",
        ),
        ("half \ud83d.", "half \ufffd."),
        ("before \u202eevil\u202c after", "before evil\u202c after"),
    ],
)
def test_clean(pasted, kept):
    assert pasting.clean(pasted) == kept


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufdd0\ufdd1\u202d\u202e"),
        max_size=60,
    )
)
def test_clean_loses_nothing_else(text):
    assert pasting.clean(text) == text


def test_a_web_page_without_plain_words_gives_the_words_in_it():
    source = QMimeData()
    source.setHtml("<h1>Ferry</h1><p>Boats <b>return</b><img src='x.png'>.</p>")
    assert pasting.has_words(source)
    assert pasting.words(source) == "Ferry\nBoats return."
    source.setText("plain")
    assert pasting.words(source) == "plain"


def picture():
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    return image


def test_a_copied_image_is_a_picture_and_an_image_of_words_is_words(qapp):
    source = QMimeData()
    source.setImageData(picture())
    assert [offered.name for offered in pasting.pictures(source)] == ["pasted.png"]
    assert pasting.pictures(source)[0].picture.startswith(b"\x89PNG")
    source.setText("cells of a table")
    assert pasting.pictures(source) == []
    assert pasting.has_words(source)


def test_a_copied_image_keeps_its_format(qapp):
    source = QMimeData()
    source.setImageData(picture())
    source.setData("image/jpeg", b"\xff\xd8 as it came")
    assert pasting.pictures(source) == [pasting.Offered(b"\xff\xd8 as it came", "pasted.jpg")]


def test_files_are_pictures_or_none_of_our_business(tmp_path):
    boat, text, gone = tmp_path / "Kapal.JPG", tmp_path / "story.docx", tmp_path / "gone.png"
    boat.write_bytes(b"jpeg")
    text.write_bytes(b"word")
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path)) for path in (boat, text, gone)])
    source.setText("file:///…")
    assert pasting.has_picture(source)
    assert not pasting.has_words(source)
    assert pasting.pictures(source) == [pasting.Offered(boat, "Kapal.JPG"), pasting.Offered(gone, "gone.png")]
    source.setUrls([QUrl.fromLocalFile(str(text))])
    assert not pasting.has_picture(source)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (" https://a.example/b?c=d ", "https://a.example/b?c=d"),
        ("https://a.example/ and more", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("just words", ""),
    ],
)
def test_address(words, address):
    source = QMimeData()
    source.setText(words)
    assert pasting.address(source) == address


def test_the_words_of_a_page_are_what_one_sees_of_it():
    page = (
        "<html><head><title>no</title></head><body><script>if (a<b) evil()</script><style>p{}</style>"
        "<header>Laut Baru</header><h1>Ferry &amp; boats</h1><p>Boats\n <b>ret</b>urn<br>soon.</p>"
        "<ul><li>One</li><li>Two</li></ul><img src='file:///etc/passwd' alt='x'></body>"
    )
    assert pasting.words_of_page(page) == "Laut Baru\nFerry & boats\nBoats return\nsoon.\nOne\nTwo"


@pytest.mark.parametrize("page", ["<" * 2_000_000, "<script" * 300_000, "<p>" * 700_000, "&lt;" * 500_000])
def test_a_hostile_page_is_read_in_no_time(page):
    begin = time.process_time()
    pasting.words_of_page(page)
    assert time.process_time() - begin < 3


def test_formats_are_told_by_a_page_and_taken_along_unread(qapp):
    source = QMimeData()
    source.setText("kata")
    assert not pasting.is_rich(source)
    source.setHtml("<p>kata</p>")
    source.setData("text/rtf", b"{\\rtf1 kata}")
    assert pasting.is_rich(source)
    assert pasting.copied(source).rtf == b"{\\rtf1 kata}"
    source.setText("https://example.org/kata")
    assert not pasting.is_rich(source)
