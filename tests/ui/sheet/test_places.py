"""Finding the way: every place, the keyboard's order, and names for those who cannot see the sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from broadsheet.article.place import Place
from broadsheet.ui.sheet import order, tail
from broadsheet.ui.sheet.chip import Chip
from broadsheet.ui.sheet.field import Field

TEXTS = [
    "kicker", "headline", "deck", "picture.caption", "picture.credit", "picture.alt", "picture.copyright",
    "byline.0.name", "byline.1.url", "dateline", "section", "keywords", "slug",
    "related.0.title", "related.2.url", "corrections.0.text", *(line.field for line in tail.LINES),
]  # fmt: skip
WHOLES = ["byline", "published", "updated", "embargo", "language", "status", "picture", "picture.asset",
          "picture.decorative", "picture.focus", "related", "related.7.url", "source", "call_to_action", "seo",
          "rights", "corrections", "corrections.0.time"]  # fmt: skip


def focus():
    return QApplication.focusWidget()


@pytest.mark.parametrize("name", TEXTS)
def test_a_place_in_a_text_has_the_caret(full, name):
    full.sheet.go_to(Place(name, 2))
    field = focus()
    assert isinstance(field, Field)
    assert field.isVisible()
    assert field.textCursor().position() == min(2, len(field.text()))
    assert full.places[-1] == Place(name, field.textCursor().position())


@pytest.mark.parametrize("name", [*TEXTS, *WHOLES])
@pytest.mark.parametrize("state", ["desk", "full"])
def test_every_place_has_the_focus_and_is_in_sight(request, name, state):
    desk = request.getfixturevalue(state)
    desk.sheet.go_to(Place(name))
    here = focus()
    assert desk.sheet.isAncestorOf(here)
    popover = desk.sheet.head.facts.popover
    stage = desk.sheet if popover is not None else desk.sheet.column.view
    assert stage.rect().contains(here.mapTo(stage, here.rect().center()))


def test_the_body_gets_the_focus_and_its_room(full):
    full.sheet.go_to(Place("body", 3))
    assert focus() is full.body
    assert _seen(full) >= 300


def test_a_place_is_told_when_it_is_entered_and_when_the_caret_moves(desk):
    desk.session.set_field("headline", "Boats")
    desk.sheet.go_to(Place("headline", 0))
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert desk.places[-2:] == [Place("headline", 0), Place("headline", 1)]


def test_tab_goes_through_the_sheet_as_one_reads_it(full):
    full.sheet.go_to(Place("kicker", 0))
    way = []
    for _ in range(60):
        here = focus()
        way.append(here.accessibleName())
        if here is full.body:
            break
        assert not QApplication.activePopupWidget()
        QTest.keyClick(here, Qt.Key.Key_Tab)
    expected = ["Kicker", "Headline", "Deck", "By Rani Puspita"]
    assert way[:4] == expected
    assert way[-8:] == [
        "Replace the lead picture", "Remove the lead picture", "Lead picture: Caption",
        "Lead picture: Credit", "Lead picture: Alt text", "Lead picture: Copyright", "Bold", "Body",
    ]  # fmt: skip
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is full.sheet.tail.related.row(0).fields["title"]
    QTest.keyClick(focus(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus() is full.body


def test_new_entries_and_opened_folds_join_the_keyboards_way(desk):
    desk.sheet.go_to(Place("related", 0))
    QTest.keyClicks(focus(), "Storm")
    desk.sheet.go_to(Place("rights.usage_terms", 0))
    title = desk.sheet.tail.related.row(0).fields["title"]
    title.setFocus()
    QApplication.processEvents()
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert focus() is desk.sheet.tail.related.row(0).fields["url"]
    stops = [stop for stop in order.reading(desk.sheet.tail) if stop.isVisible()]
    assert desk.sheet.tail.rows["rights.usage_terms"].field in stops


def test_everything_that_takes_the_focus_has_a_name(full):
    for section in ("seo", "rights", "corrections"):
        full.sheet.go_to(Place(section))
    for key in ("byline", "published", "language", "status", "keywords", "slug"):
        full.sheet.go_to(Place(key))
        _check_names(full.sheet)
        full.sheet.head.facts.close_editor()


def _check_names(sheet):
    for widget in sheet.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes_focus and not _is_inside_calendar(widget) and widget.focusProxy() is None:
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{widget} in {widget.parentWidget()} has no name"


def _is_inside_calendar(widget):
    return any(type(parent).__name__ == "Calendar" for parent in _parents(widget))


def _parents(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def test_labels_of_chips_are_not_left_to_the_eye(full):
    assert all(chip.accessibleName() for chip in full.sheet.findChildren(Chip) if chip.isVisible())


def _seen(desk):
    """Return how many pixels of the body's height are in sight."""
    body, view = desk.body, desk.sheet.column.view
    top = body.mapTo(view, body.rect().topLeft()).y()
    return min(view.height(), top + body.height()) - max(0, top)


def test_writing_in_a_low_window_makes_room_for_the_body(full):
    full.resize(680, 560)
    body = full.body
    assert isinstance(body, QPlainTextEdit)
    body.setFocus()
    QTest.keyClicks(body, "A")
    assert _seen(full) >= 300


def test_a_text_that_grows_while_one_writes_keeps_its_caret_in_sight(full):
    view = full.sheet.column.view
    full.resize(680, 400)
    full.sheet.go_to(Place("picture.copyright", 0))
    for _ in range(8):
        QTest.keyClicks(focus(), "many more words of ")
        QApplication.processEvents()
        assert view.rect().contains(focus().viewport().mapTo(view, focus().cursorRect().center()))


def test_scrolling_closes_the_editor_whose_chip_moves_away(full):
    full.resize(680, 400)
    full.sheet.go_to(Place("dateline", 0))
    full.sheet.column.bar.setValue(60)
    assert full.sheet.head.facts.popover is None
