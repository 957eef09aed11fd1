"""A comparison can be read: by colour and without it, in both directions, and never through Qt's parser of HTML."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication

from broadsheet.article.model import Article, Author, Picture
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.comparison import ComparisonView

ARTICLE = Article(id="1", language="id", headline="Perahu kembali", body="Satu dua tiga.\n\nEmpat lima.")


@pytest.fixture
def view(qapp, qtbot):
    appearance = Appearance(qapp, "light")
    made = ComparisonView(appearance)
    qtbot.addWidget(made)
    made.resize(700, 600)
    yield made
    appearance.deleteLater()


def with_fields(**fields):
    return msgspec.structs.replace(ARTICLE, **fields)


def compare(qtbot, view, before, after):
    with qtbot.waitSignal(view.shown):
        view.show_changes(before, after)


def blocks(view):
    block: QTextBlock = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def texts(view):
    return [block.text() for block in blocks(view)]


def dressed(view, wanted):
    """Return the text of all words that look as `wanted` says."""
    found = []
    for block in blocks(view):
        for piece in block.begin():
            if wanted(piece.fragment().charFormat()):
                found.append(piece.fragment().text())
    return found


def test_gone_words_are_struck_through_and_new_ones_underlined_under_the_name_of_the_field(qtbot, view):
    compare(qtbot, view, ARTICLE, with_fields(headline="Perahu pulang"))
    assert texts(view) == ["Headline", "Perahu kembali\N{THIN SPACE}pulang"]
    assert dressed(view, lambda dress: dress.fontStrikeOut()) == ["kembali"]
    assert dressed(view, lambda dress: dress.fontUnderline()) == ["pulang"]


def test_html_in_an_article_stays_text(qtbot, view):
    bold = "<b>x</b><img src='file:///etc/passwd'>" + "<table>" * 30
    compare(qtbot, view, with_fields(body=""), with_fields(body=bold))
    assert texts(view) == ["Body", bold]


def test_long_unchanged_stretches_are_one_line(qtbot, view):
    body = "\n\n".join(f"Alinea {number}." for number in range(30))
    compare(qtbot, view, with_fields(body=body), with_fields(body=body.replace("Alinea 15.", "Kalimat lain.")))
    assert texts(view)[1] == "… 14 paragraphs unchanged …"
    assert len(texts(view)) == 6


def test_times_choices_and_lists_are_in_the_writer_s_words(qtbot, view):
    after = with_fields(
        published="2026-11-22T07:30:00+08:00",
        language="en",
        status="ready",
        byline=(Author("Rani", "reporter"),),
        picture=Picture(asset="assets/boat.jpg", decorative=True, focus=(0.25, 0.5)),
    )
    compare(qtbot, view, ARTICLE, after)
    shown = texts(view)
    assert shown[shown.index("Publication time") + 1].startswith("22 Nov 2026, 07:30")
    assert shown[shown.index("Language") + 1 :][:2] == ["Indonesia", "English"]
    assert shown[shown.index("Status") + 1 :][:2] == ["Draft", "Ready"]
    assert shown[shown.index("Lead picture") + 1] == "boat.jpg"
    assert shown[shown.index("Picture is decorative") + 1 :][:2] == ["No", "Yes"]
    assert shown[shown.index("Focus of the picture") + 1] == "25 % · 50 %"
    assert shown[shown.index("Byline") + 1] == "Rani · reporter"


def test_arabic_stands_at_the_right_and_its_addresses_at_the_left(qtbot, view):
    arabic = with_fields(language="ar", headline="قارب", slug="qarib")
    compare(qtbot, view, with_fields(language="ar", headline="", slug=""), arabic)
    directions = {block.text(): block.textDirection() for block in blocks(view)}
    assert directions["قارب"] == Qt.LayoutDirection.RightToLeft
    assert directions["qarib"] == Qt.LayoutDirection.LeftToRight


def test_a_version_alone_is_shown_without_marks(qtbot, view):
    with qtbot.waitSignal(view.shown):
        view.show_text(ARTICLE)
    assert "Satu dua tiga." in texts(view)
    assert dressed(view, lambda dress: dress.fontUnderline() or dress.fontStrikeOut()) == []


def test_where_nothing_changed_that_is_said(qtbot, view):
    compare(qtbot, view, ARTICLE, ARTICLE)
    assert texts(view) == ["Nothing has changed."]


def test_the_newest_wish_wins(qtbot, view):
    first, last = with_fields(headline="A" * 10), with_fields(headline="Z" * 10)
    view.show_changes(ARTICLE, first)
    view.show_changes(ARTICLE, first)
    view.show_changes(ARTICLE, last)
    qtbot.waitUntil(lambda: not view.busy)
    assert "Z" * 10 in view.toPlainText()
    assert "A" * 10 not in view.toPlainText()


def test_another_colour_scheme_is_followed(qtbot, view):
    compare(qtbot, view, ARTICLE, with_fields(headline="Lain"))
    before = view.document().begin().next().begin().fragment().charFormat().background().color()
    view._appearance.choose("dark")
    qtbot.waitUntil(lambda: not view.busy)
    after = view.document().begin().next().begin().fragment().charFormat().background().color()
    assert before != after
    assert view._appearance.tokens.dark
    view._appearance.choose("light")


def test_it_can_be_scrolled_by_key_and_not_written_in(qtbot, view):
    with qtbot.waitSignal(view.shown):
        view.show_text(with_fields(body="\n\n".join(["Kata"] * 200)))
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    before = view.toPlainText()
    qtbot.keyClicks(view, "x")
    assert view.toPlainText() == before
    assert view.accessibleName()
