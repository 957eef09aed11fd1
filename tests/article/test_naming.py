"""File names are taken by every file system and still say which article it is."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.article import naming
from broadsheet.article.model import Article


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nelayan Bajo Menjaga Karang", "nelayan-bajo-menjaga-karang"),
        ("  Jum'at kelabu: 3 kapal – karam!  ", "jumat-kelabu-3-kapal-karam"),
        ("São Tomé & Príncipe, übermäßig Øl", "sao-tome-principe-ubermassig-ol"),
        ("Łódź, Ærø, Þingvellir, İzmir", "lodz-aero-thingvellir-izmir"),
        ("صيادو باجو يحرسون الشعاب", "صيادو-باجو-يحرسون-الشعاب"),
        ("渔民守护珊瑚", "渔民守护珊瑚"),
        ("मछुआरे", "मछुआरे"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x. ", "c-windows-x"),
        ("CON", "con-article"),
        ("com¹", "com1-article"),
        ("console", "console"),
        ("🌊🌊", ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_name_keeps_the_words_and_loses_the_rest(text, name):
    assert naming.clean(text) == name


def test_slug_comes_before_headline_and_nothing_is_untitled():
    both = Article(id="1", slug="Pasar Ikan", headline="Harga ikan naik")
    assert naming.stem(both) == "pasar-ikan"
    assert naming.stem(Article(id="1", slug="???", headline="Harga ikan naik")) == "harga-ikan-naik"
    assert naming.stem(Article(id="1")) == "untitled"


def test_a_long_name_ends_with_a_whole_word():
    name = naming.clean("gelombang " * 20)
    assert len(name) <= 80
    assert set(name.split("-")) == {"gelombang"}


@given(st.text())
@example("\u200f\u202e")
@example("ا" * 100)
@example("한" * 100)
@example("A`\U0001e01b")
@example("lpt9")
def test_every_text_gives_a_safe_name(text):
    name = naming.stem(Article(id="1", headline=text))
    assert 0 < len(name.encode()) <= 80 + len("-article")
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*.\0 ')
    assert name.upper() not in {"CON", "PRN", "AUX", "NUL"}
    assert name.isprintable()
    assert naming.clean(name) == name
