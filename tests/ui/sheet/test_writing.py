"""Real keys into every text of the sheet, and back by undo."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from broadsheet.article import house as houses
from broadsheet.article.house import Limits
from broadsheet.article.place import Place
from broadsheet.ui.sheet import tail

HEAD = ("kicker", "headline", "deck")
PICTURE = ("picture.caption", "picture.credit", "picture.alt", "picture.copyright")
CHIPS = ("dateline", "section", "slug")
TAIL = tuple(line.field for line in tail.LINES)
LISTS = ("byline.1.role", "related.2.url", "corrections.0.text")
CONTROL = Qt.KeyboardModifier.ControlModifier


def focus():
    return QApplication.focusWidget()


@pytest.mark.parametrize("name", [*HEAD, *PICTURE, *CHIPS, *TAIL, *LISTS])
def test_typing_reaches_the_article_and_undo_comes_back_to_the_field(full, name):
    before = full.session.value(name)
    full.sheet.go_to(Place(name, 0))
    field = focus()
    assert field.text() == before
    QTest.keyClicks(field, "Ab")
    assert full.session.value(name) == "Ab" + before
    assert full.places[-1] == Place(name, 2)
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert full.session.value(name) == before
    assert field.text() == before
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "Ab" + before
    assert focus() is field


def test_another_article_shows_in_every_field(full, make, fields):
    full.session.open(make(headline="Another", source=fields["source"]))
    assert full.sheet.head.headline.text() == "Another"
    assert full.sheet.head.deck.text() == ""
    assert full.sheet.tail.rows["source.name"].field.text() == "Kantor Laut"
    assert full.sheet.tail.rows["end_mark"].field.text() == ""


def test_return_leads_from_kicker_to_body(desk):
    desk.sheet.go_to(Place("kicker", 0))
    for name in ("headline", "deck"):
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        assert focus() is desk.sheet.head.texts[name]
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is desk.body


def test_the_counter_speaks_of_the_field_one_writes_in(full):
    counter = full.sheet.head.counter
    full.sheet.set_house(houses.House(name="H", limits=Limits(headline=30, deck=60)))
    full.body.setFocus()
    assert counter.text() == "headline 31 / 30"
    assert counter.property("over")
    full.sheet.go_to(Place("deck", 0))
    assert counter.text() == "deck 53 / 60"
    assert not counter.property("over")
    QTest.keyClicks(focus(), "Now ")
    assert counter.text() == "deck 57 / 60"
    full.sheet.set_house(houses.House(name="H"))
    assert counter.isHidden()


def test_the_counter_of_a_line_shows_while_one_writes_there_or_it_is_too_long(full):
    full.sheet.set_house(houses.House(name="H", limits=Limits(caption=20, seo_title=10)))
    caption = full.sheet.head.picture.caption
    assert caption.counter.isHidden()
    full.sheet.go_to(Place("picture.caption", 0))
    assert caption.counter.isVisible()
    QTest.keyClicks(focus(), "Three more ")
    full.body.setFocus()
    assert caption.counter.isVisible()
    assert caption.counter.property("over")


def test_the_house_shows_what_it_adds_where_the_article_says_nothing(desk):
    desk.sheet.set_house(houses.find("laut-baru"))
    assert desk.sheet.tail.rows["end_mark"].field.placeholderText() == "***"
    assert "Telegram" in desk.sheet.tail.rows["call_to_action.text"].field.placeholderText()


def test_a_read_only_article_cannot_be_changed_and_says_so(full, fields, qtbot):
    document = full.session.snapshot()
    full.session.open(msgspec.structs.replace(document, read_only="newer"))
    assert full.sheet.locked.isVisible()
    qtbot.waitUntil(lambda: full.sheet.column.y() > 0)
    assert full.sheet.locked.height() < 50
    full.sheet.go_to(Place("headline", 0))
    QTest.keyClicks(full.sheet.head.headline, "x")
    assert full.sheet.head.headline.text() == fields["headline"]
    assert full.session.value("headline") == fields["headline"]
    assert not full.sheet.head.facts.chip("+").isVisible()
    assert not full.sheet.head.picture.remove.isEnabled()
    assert full.sheet.tail.related.row(0).fields["title"].isReadOnly()
    assert not full.sheet.tail.related.row(0).remove.isVisible()


def test_an_article_from_right_to_left_has_its_counter_at_the_left_and_joins_its_letters(full):
    head = full.sheet.head
    full.sheet.set_house(houses.House(name="H", limits=Limits(headline=90)))
    head.set_direction(right_to_left=True)
    head.layout().activate()
    assert head.counter.x() < head.kicker.x()
    assert head.kicker.font().letterSpacing() == 0
    head.set_direction(right_to_left=False)
    head.layout().activate()
    assert head.counter.x() > head.kicker.x()
    assert head.kicker.font().letterSpacing() > 0


def test_an_empty_article_says_what_to_do(desk):
    head = desk.sheet.head
    assert head.headline.placeholderText() == "Headline"
    assert head.picture.choose.isVisible()
    assert [chip.key for chip in head.facts.in_order()] == ["byline", "dateline", "published", "language", "+"]


def test_arrow_keys_cross_from_one_text_to_the_next(full):
    head = full.sheet.head
    full.sheet.go_to(Place("kicker", 0))
    for there in (head.headline, head.deck, full.body):
        QTest.keyClick(focus(), Qt.Key.Key_Down)
        assert focus() is there
    full.sheet.go_to(Place("deck", 0))
    QTest.keyClick(focus(), Qt.Key.Key_Up)
    assert focus() is head.headline


def test_arrow_keys_go_through_all_lines_of_a_text_first(full):
    full.session.set_field("deck", "many words " * 20)
    full.sheet.go_to(Place("deck", 0))
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert focus() is full.sheet.head.deck
    assert focus().textCursor().position() > 0


def test_times_are_told_in_the_language_of_the_house_where_the_article_has_none(desk, make):
    desk.session.open(make(published="2026-11-22T07:30:00+08:00"))
    desk.sheet.set_house(houses.find("laut-baru"))
    assert desk.sheet.head.facts.chip("published").accessibleName().endswith(" WITA")


def test_what_is_below_the_body_is_made_when_it_is_asked_for(home, qtbot):
    from broadsheet.ui.session import Session
    from broadsheet.ui.sheet.sheet import Sheet
    from broadsheet.ui.tokens import Fonts

    sheet = Sheet(Session(home), Fonts(sans="Noto Sans", serif="Source Serif Pro"))
    qtbot.addWidget(sheet)
    sheet.set_house(houses.find("laut-baru"))
    assert sheet.tail.rows == {}
    sheet.go_to(Place("end_mark", 0))
    assert sheet.tail.rows["end_mark"].field.placeholderText() == "***"
