"""The review strip: what went where and how surely, and a piece moved by key or mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from tests.ui.copy_at_hand import STORY, guess

from broadsheet.article import model
from broadsheet.ui import pieces
from broadsheet.ui.filling import Filled
from broadsheet.ui.sheet.piece_list import PieceList
from broadsheet.ui.sheet.popover import Popover

# The offscreen platform says so of every menu and list that pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MANY = (
    ("headline", "sure", "Boats return " * 20),
    *[(where, "guess", f"{where} {n}") for n in range(2) for where in pieces.FIELDS if where != "body"],
    *[("body", "sure", f"Paragraph {n}.") for n in range(60)],
)


def filled(*story, chosen=frozenset()):
    return Filled(guess(*story), model.blank("id"), "paste", chosen)


def shown(desk):
    return [chip for chip in desk.sheet.review.chips if chip.isVisible()]


def menu():
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


@pytest.fixture
def strip(desk):
    desk.sheet.review.show_filled(filled(*STORY))
    QApplication.processEvents()
    return desk.sheet.review


def test_every_piece_has_a_chip_in_its_order_the_body_one_and_what_is_left_over_the_last(desk, strip):
    assert [chip.entry.where for chip in shown(desk)] == [
        *("headline", "byline", "caption", "credit", "dateline", "body", "source", "left_over"),
    ]
    names = [chip.accessibleName() for chip in shown(desk)]
    assert names[0].startswith("Headline: Jembatan Gantung")
    assert names[5].startswith("Body: 3 paragraphs")
    assert names[7].startswith("Left over: Klik di sini. No field was found for it")


def test_how_sure_a_guess_is_can_be_read_without_colours(desk, strip):
    by_field = {chip.entry.where: chip for chip in shown(desk)}
    assert [by_field[name].entry.sure for name in ("byline", "headline", "caption", "body")] == [
        *("sure", "likely", "guess", "guess"),
    ]
    assert "by its place alone" in by_field["caption"].toolTip()
    assert "by its label or its form" in by_field["byline"].toolTip()
    assert by_field["caption"].sizeHint().width() > by_field["credit"].sizeHint().width()
    assert "~ is likely" in strip._hint.text()
    assert "? is a guess" in strip._hint.text()
    strip.show_filled(filled(("headline", "sure", "Boats"), ("body", "sure", "Boats return.")))
    assert "?" not in strip._hint.text()


def test_what_the_writer_chose_says_so(desk):
    desk.sheet.review.show_filled(filled(*STORY, chosen=frozenset({0})))
    assert "Chosen by you" in shown(desk)[0].toolTip()


def test_a_piece_is_moved_by_keys_alone(desk, strip, qtbot):
    strip.take_focus()
    assert QApplication.focusWidget() is shown(desk)[0]
    QTest.keyClick(shown(desk)[0], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is shown(desk)[1]
    QTest.keyClick(shown(desk)[1], Qt.Key.Key_Space)
    assert menu().activeAction().text() == "Byline"
    assert menu().activeAction().isChecked()
    QTest.keyClick(menu(), Qt.Key.Key_Down)
    with qtbot.waitSignal(strip.moved) as moved:
        QTest.keyClick(menu(), Qt.Key.Key_Return)
    assert moved.args == [1, "published"]


def test_the_keyboard_goes_from_the_strip_to_the_kicker(desk, strip, qtbot):
    QApplication.processEvents()
    shown(desk)[-1].setFocus()
    QTest.keyClick(shown(desk)[-1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is desk.sheet.head.kicker


def test_the_focus_stays_on_the_piece_that_was_moved(desk, strip, qtbot):
    strip.take_focus()
    QTest.keyClick(shown(desk)[0], Qt.Key.Key_Return)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    moved = (("left_over", "sure", STORY[0][2]), *STORY[1:])
    strip.show_filled(filled(*moved, chosen=frozenset({0})))
    here = QApplication.focusWidget()
    assert here.entry.numbers == (0,)
    assert here.entry.where == "left_over"


def test_a_paragraph_is_moved_from_the_list_of_the_body(desk, strip, qtbot):
    body = shown(desk)[5]
    body.click()
    found = desk.sheet.findChild(PieceList)
    assert found.model().rowCount() == 3
    assert found.model().index(2, 0).data() == "Dua jembatan lain masih menunggu.  ?"
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    deck = next(action for action in menu().actions() if action.data() == "deck")
    menu().setActiveAction(deck)
    with qtbot.waitSignal(strip.moved) as moved:
        QTest.keyClick(menu(), Qt.Key.Key_Return)
    assert moved.args == [6, "deck"]
    strip.show_filled(filled(*STORY))
    assert not any(popover.isVisible() for popover in desk.sheet.findChildren(Popover))


def test_the_list_closes_with_the_chip_and_with_escape(desk, strip):
    body = shown(desk)[5]
    body.click()
    QTest.keyClick(desk.sheet.findChild(PieceList), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is body
    assert strip.isVisible()


def test_many_pieces_leave_the_sheet_its_room(desk):
    desk.resize(680, 640)
    desk.sheet.review.show_filled(filled(*MANY))
    QApplication.processEvents()
    assert desk.sheet.review.height() < 160
    assert desk.sheet.column.height() > 400
    for chip in shown(desk):
        assert chip.width() <= 260
    shown(desk)[-1].setFocus()
    QApplication.processEvents()
    strip = desk.sheet.review
    last = shown(desk)[-1]
    assert strip.rect().intersects(last.rect().translated(last.mapTo(strip, last.rect().topLeft())))


def test_words_from_right_to_left_turn_nothing_around_them(desk):
    desk.sheet.review.show_filled(filled(("headline", "sure", "قارب المدرسة!"), ("body", "sure", "x")))
    assert "\u2068قارب المدرسة!\u2069" in shown(desk)[0].toolTip()


def test_escape_in_strip_and_sheet_is_done(desk, strip, qtbot):
    strip.take_focus()
    with qtbot.waitSignal(strip.done):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    desk.sheet.head.deck.setFocus()
    with qtbot.waitSignal(strip.done):
        QTest.keyClick(desk.sheet.head.deck, Qt.Key.Key_Escape)
    strip.show_filled(None)
    assert not strip.isVisible()


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("# Perahu **kembali**", "Perahu kembali"),
        ('![Perahu](assets/a.jpg "Di teluk.")', "Perahu"),
        ("![](<assets/a.jpg>)", "a.jpg"),
        ("Baca juga: [Guru](https://contoh.id/y)", "Baca juga: Guru"),
        ('![red](assets/a.png "Red boats (Credit: AP)")', "red"),
        ("By Jane Doe and *John Roe*", "By Jane Doe and John Roe"),
        ("2*3*4", "2*3*4"),
        ("***", "***"),
        ("\\*\\*\\*", "***"),
        ("my_boat.jpg", "my_boat.jpg"),
        ("**", "**"),
        ("kata " * 100, "kata " * 16),
    ],
)
def test_the_strip_shows_words_and_no_marks(piece, words):
    made = guess(("headline", "sure", piece))
    assert pieces.first_words(made, made.pieces[0]).strip() == words.strip()


def test_an_empty_sheet_has_no_strip(desk):
    assert not desk.sheet.review.isVisible()
