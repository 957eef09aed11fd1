"""The chips and the editors that they open, by keyboard."""

import pytest
from PySide6.QtCore import QDate, QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QRadioButton, QTimeEdit

from broadsheet.article.model import Author
from broadsheet.article.place import Place
from broadsheet.ui.sheet.chip import Chip
from broadsheet.ui.sheet.date_field import DateField

# The offscreen platform says so of every menu and list that pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RETURN, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier


def focus():
    return QApplication.focusWidget()


def chips(desk):
    return [chip.key for chip in desk.sheet.head.facts.in_order()]


def names(desk):
    return [chip.accessibleName() for chip in desk.sheet.head.facts.in_order()]


def press(desk, key):
    chip = desk.sheet.head.facts.chip(key)
    chip.setFocus()
    QTest.keyClick(chip, RETURN)
    return desk.sheet.head.facts.popover


def test_every_fact_that_is_set_has_a_chip(full):
    assert chips(full) == [
        "byline.0", "byline.1", "dateline", "published", "updated", "embargo", "section", "keywords", "language",
        "slug", "status",
    ]  # fmt: skip
    assert "By Rani Puspita" in names(full)
    assert "Language Indonesia" in names(full)
    assert "Keywords laut, sekolah" in names(full)
    assert "Status In review" in names(full)
    assert next(name for name in names(full) if name.startswith("Published")).endswith("WITA")


def test_return_opens_tab_stays_inside_escape_comes_back(full):
    popover = press(full, "byline.1")
    assert popover.isVisible()
    assert focus().text() == "Bagus W."
    for _ in range(40):
        QTest.keyClick(focus(), TAB)
        assert popover.isAncestorOf(focus())
    QTest.keyClick(focus(), ESCAPE)
    assert full.sheet.head.facts.popover is None
    assert focus() is full.sheet.head.facts.chip("byline.0")


@pytest.mark.parametrize("key", ["dateline", "section", "keywords", "slug"])
def test_return_is_the_end_of_a_written_fact(full, key):
    press(full, key)
    QTest.keyClick(focus(), RETURN)
    assert full.sheet.head.facts.popover is None
    assert focus() is full.sheet.head.facts.chip(key)


def test_the_editor_closes_when_one_goes_elsewhere(full):
    press(full, "dateline")
    full.sheet.go_to(Place("headline", 0))
    assert full.sheet.head.facts.popover is None
    assert focus() is full.sheet.head.headline
    press(full, "dateline")
    QTest.mouseClick(full.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert full.sheet.head.facts.popover is None


def test_the_same_chip_closes_what_it_opened(full):
    chip = full.sheet.head.facts.chip("dateline")
    at = chip.mapTo(full, chip.rect().center())
    QTest.mouseClick(full.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert full.sheet.head.facts.popover is not None
    QTest.mouseClick(full.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert full.sheet.head.facts.popover is None


def test_the_plus_lists_what_is_not_set(desk):
    desk.session.set_field("slug", "boats")
    desk.sheet.head.facts.chip("+").setFocus()
    QTest.keyClick(focus(), RETURN)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Updated", "Embargo", "Section", "Keywords", "Status"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, RETURN)
    QTest.keyClicks(focus(), "Education")
    assert desk.session.value("section") == "Education"
    QTest.keyClick(focus(), ESCAPE)
    assert focus().key == "section"


def test_authors_are_written_moved_and_removed(desk):
    press(desk, "byline")
    QTest.keyClicks(focus(), "Ana")
    QTest.keyClick(focus(), TAB)
    QTest.keyClicks(focus(), "reporter")
    authors = desk.sheet.head.facts.popover.content
    authors.go_to(1, "name", 0)
    QTest.keyClicks(focus(), "Ben")
    assert [author.name for author in desk.session.value("byline")] == ["Ana", "Ben"]
    QTest.keyClick(focus(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [author.name for author in desk.session.value("byline")] == ["Ben", "Ana"]
    assert focus().text() == "Ben"
    authors.row(0).remove.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert [(author.name, author.role) for author in desk.session.value("byline")] == [("Ana", "reporter")]
    for _ in range(3):
        QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    assert desk.session.value("byline")[0].name == "Ana"
    assert desk.sheet.head.facts.popover is not None


def test_a_time_is_proposed_but_set_only_when_asked_for(desk):
    popover = press(desk, "published")
    assert desk.session.value("published") == ""
    date, time = popover.findChild(DateField), popover.findChild(QTimeEdit)
    date.setText("2026-11-22")
    time.setTime(QTime(7, 30))
    assert desk.session.value("published") == ""
    QTest.mouseClick(popover.content.set_button, Qt.MouseButton.LeftButton)
    assert desk.session.value("published").startswith("2026-11-22T07:30:00")
    assert desk.sheet.head.facts.popover is None


def test_a_time_follows_keys_zone_and_undo(full):
    popover = press(full, "published")
    date = popover.findChild(DateField)
    assert focus() is date
    QTest.keyClick(date, Qt.Key.Key_Up)
    assert full.session.value("published") == "2026-11-23T07:30:00+08:00"
    popover.content.zone.setFocus()
    QTest.keyClick(popover.content.zone, Qt.Key.Key_Up)
    popover.content.zone.activated.emit(popover.content.zone.currentIndex())
    assert full.session.value("published") == "2026-11-23T07:30:00+07:00"
    date.setFocus()
    QTest.keyClick(date, Qt.Key.Key_Z, CONTROL)
    assert full.session.value("published") == "2026-11-23T07:30:00+08:00"
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    assert full.session.value("published") == "2026-11-22T07:30:00+08:00"
    assert date.date() == QDate(2026, 11, 22)
    QTest.mouseClick(popover.content.remove, Qt.MouseButton.LeftButton)
    assert full.session.value("published") == ""


def test_a_date_is_taken_as_people_write_it_and_a_slip_is_told(desk):
    popover = press(desk, "published")
    QTest.keyClicks(focus(), "2026-11-24 07:45")
    QTest.keyClick(focus(), RETURN)
    assert desk.session.value("published").startswith("2026-11-24T07:45:00")
    popover = press(desk, "published")
    QTest.keyClicks(focus(), "31 Feb")
    QTest.keyClick(focus(), RETURN)
    assert desk.sheet.head.facts.popover is popover
    assert not popover.findChild(DateField).is_sound
    assert any("No date" in label.text() for label in popover.findChildren(QLabel))
    assert desk.session.value("published").startswith("2026-11-24T07:45:00")
    QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focus(), "28 feb 2027")
    QTest.keyClick(focus(), RETURN)
    assert desk.session.value("published").startswith("2027-02-28T07:45:00")


def test_a_time_that_is_none_is_kept_until_the_writer_sets_one(desk, make):
    desk.session.open(make(published="next Sunday"))
    assert "Published next Sunday" in names(desk)
    press(desk, "published")
    QTest.keyClick(focus(), ESCAPE)
    assert desk.session.value("published") == "next Sunday"


def test_the_language_is_a_listed_one_or_any_tag(desk):
    press(desk, "language")
    QTest.keyClicks(focus(), "nonsense!")
    QTest.keyClick(focus(), ESCAPE)
    assert desk.session.value("language") == ""
    press(desk, "language")
    QTest.keyClicks(focus(), "jv-ID")
    QTest.keyClick(focus(), RETURN)
    assert desk.session.value("language") == "jv-ID"
    assert desk.sheet.head.facts.popover is None
    press(desk, "language")
    QTest.keyClicks(focus(), "Deut")
    QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focus(), "Deutsch")
    QTest.keyClick(focus(), RETURN)
    assert desk.session.value("language") == "de"


def test_keywords_are_words_between_commas(desk):
    desk.sheet.go_to(Place("keywords", -1))
    QTest.keyClicks(focus(), "boats, school , ,sea")
    assert desk.session.value("keywords") == ("boats", "school", "sea")
    assert focus().text() == "boats, school , ,sea"
    assert desk.places[-1] == Place("keywords", 20)
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    assert desk.session.value("keywords") != ("boats", "school", "sea")
    assert "sea" not in focus().text()


def test_the_status_is_one_of_a_few(full):
    popover = press(full, "status")
    assert isinstance(focus(), QRadioButton)
    assert focus().isChecked()
    ready = popover.findChildren(QRadioButton)[2]
    ready.setFocus()
    QTest.keyClick(ready, Qt.Key.Key_Space)
    assert full.session.value("status") == "ready"
    QTest.keyClick(focus(), RETURN)
    assert focus() is full.sheet.head.facts.chip("status")


def test_long_values_are_shortened_and_told_in_full(desk):
    desk.session.set_field("section", "An extraordinarily long name of a section that nobody would print " * 2)
    chip = desk.sheet.head.facts.chip("section")
    assert isinstance(chip, Chip)
    assert chip.sizeHint().width() <= 224
    assert chip.toolTip() == desk.session.value("section")


def test_a_byline_of_many_stays_in_the_window(desk, make, qtbot):
    desk.session.open(make(byline=tuple(Author(f"Author {number}") for number in range(20))))
    popover = press(desk, "byline.0")
    qtbot.waitUntil(lambda: popover.height() > desk.sheet.height() / 2)
    desk.sheet.go_to(Place("byline.19.name", 0))
    assert desk.sheet.rect().contains(popover.geometry())
    caret = focus().mapTo(popover, focus().cursorRect().center())
    assert popover.rect().contains(caret)


def test_an_editor_grows_with_what_one_writes(desk, qtbot):
    popover = press(desk, "byline")
    before = popover.height()
    QTest.keyClicks(focus(), "Ana")
    qtbot.waitUntil(lambda: popover.height() > before + 20)


def test_a_closed_editor_is_gone(full, qtbot):
    popover = press(full, "published")
    with qtbot.waitSignal(popover.destroyed):
        QTest.keyClick(focus(), ESCAPE)


def test_another_article_closes_the_editor_of_the_one_before(full, make):
    press(full, "byline.0")
    full.session.open(make(headline="Another"))
    assert full.sheet.head.facts.popover is None
    assert "Byline" not in names(full)


def test_return_in_the_date_sets_the_time_that_is_shown(desk):
    popover = press(desk, "published")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert desk.session.value("published") != ""
    assert not popover.isVisible()


@pytest.mark.parametrize(("typed", "kept"), [("4 Dec 2026", "2026-12-04T"), ("32 foo 2026", "32 foo 2026")])
def test_a_date_that_was_typed_is_kept_when_the_editor_goes(desk, typed, kept):
    press(desk, "published")
    QTest.keyClicks(focus(), typed)
    QTest.keyClick(focus(), ESCAPE)
    assert desk.session.value("published").startswith(kept)


def test_a_time_that_was_only_looked_at_is_not_set(desk):
    press(desk, "published")
    QTest.keyClick(focus(), ESCAPE)
    assert desk.session.value("published") == ""


def test_what_is_wrong_with_a_date_fits_into_its_editor(desk):
    popover = press(desk, "published")
    QTest.keyClicks(focus(), "32 foo 2026")
    QTest.keyClick(focus(), RETURN)
    assert popover.content.minimumSizeHint().width() <= popover.width()


def test_return_leads_from_name_to_name(desk):
    press(desk, "byline")
    for name in ("Rani Puspita", "Bagus W."):
        QTest.keyClicks(focus(), name)
        QTest.keyClick(focus(), RETURN)
    assert desk.session.value("byline") == (Author("Rani Puspita"), Author("Bagus W."))
