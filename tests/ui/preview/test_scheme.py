"""What is served from memory, and how a stylesheet is decided for light or dark."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage

from broadsheet.ui.preview import scheme

_CSS = """a { color: black } @media (prefers-color-scheme: dark) { a { color: white } }
@media screen and ( PREFERS-color-scheme : light ) and (min-width: 40em) { a { color: grey } }"""


@pytest.fixture
def table(tmp_path):
    made = scheme.Table()
    made.html, made.css = "<p>page", "p {}"
    made.pictures = {"assets/boat.jpg": b"boat", "assets/page.html": b"<script>", "../secret.png": b"s"}
    font = tmp_path / "Serif.ttf"
    font.write_bytes(b"font")
    made.fonts = {"Serif": font}
    return made


def _path(table, name):
    return table.next_address().path() + name


def test_table_has_page_style_pictures_and_fonts(table):
    assert table.find(_path(table, "")) == (b"text/html;charset=utf-8", b"<p>page")
    assert table.find(_path(table, "style.css")) == (b"text/css;charset=utf-8", b"p {}")
    assert table.find(_path(table, "assets/boat.jpg")) == (b"image/jpeg", b"boat")
    assert table.find(_path(table, "fonts/Serif.ttf")) == (b"font/ttf", b"font")


@pytest.mark.parametrize(
    "name",
    [
        "none.jpg",
        "assets/page.html",
        "assets/none.svg",
        "fonts/../Serif.ttf",
        "fonts/Other.ttf",
        "etc/passwd",
        "assets/",
        "fonts/",
    ],
)
def test_table_has_nothing_else(table, name):
    assert table.find(_path(table, name)) is None


def test_a_picture_that_is_lost_has_a_stand_in_that_says_so(table):
    kind, drawing = table.find(_path(table, "assets/none.jpg"))
    assert kind == b"image/svg+xml"
    assert b"<script" not in drawing
    assert not QImage.fromData(drawing, "svg").isNull()


def test_an_older_page_gets_nothing_of_a_newer_one(table):
    old = _path(table, "assets/boat.jpg")
    table.next_address()
    assert table.find(old) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://doc/1/",
        "article://other/1/",
        "article://doc:80/1/",
        "article://me@doc/1/",
        "file:///etc/passwd",
        "about:blank",
        "data:text/html,x",
    ],
)
def test_other_addresses_are_not_ours(url):
    assert not scheme.is_ours(QUrl(url))


def test_own_address_is_ours(table):
    assert scheme.is_ours(table.next_address())


def test_preference_is_decided_also_inside_longer_queries():
    dark, light = scheme.shaded(_CSS, dark=True), scheme.shaded(_CSS, dark=False)
    assert "prefers-color-scheme" not in (dark + light).lower()
    assert "@media (min-width: 0px) { a { color: white }" in dark
    assert "@media screen and (max-width: -1px) and (min-width: 40em)" in dark
    assert "@media (max-width: -1px) { a { color: white }" in light
    assert "@media screen and (min-width: 0px) and (min-width: 40em)" in light
