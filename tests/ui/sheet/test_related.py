from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from broadsheet.article.model import Link
from broadsheet.article.place import Place

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def focus():
    return QApplication.focusWidget()


def titles(desk):
    return [link.title for link in desk.session.value("related")]


def undo(desk):
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)


def test_writing_into_the_invitation_makes_a_link_and_a_new_invitation(desk):
    related = desk.sheet.tail.related
    desk.sheet.go_to(Place("related", 0))
    field = focus()
    QTest.keyClicks(field, "Storm")
    assert focus() is field
    assert desk.session.value("related") == (Link("Storm"),)
    assert related.row(1).fields["title"].placeholderText() == "Add a related story"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "https://a.example")
    assert desk.session.value("related") == (Link("Storm", "https://a.example"),)


def test_return_leads_from_story_to_story_and_never_to_a_button(desk):
    desk.sheet.go_to(Place("related", 0))
    for words in ("Fares explained", "https://example.org/fares", "Second link", "https://example.org/two"):
        QTest.keyClicks(focus(), words)
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert desk.session.value("related") == (
        Link("Fares explained", "https://example.org/fares"),
        Link("Second link", "https://example.org/two"),
    )
    assert focus() is desk.sheet.tail.related.row(2).fields["title"]


def test_an_address_without_its_scheme_is_completed_when_one_goes_on(desk):
    desk.sheet.go_to(Place("related", 0))
    for words in ("Fares", "example.org/fares"):
        QTest.keyClicks(focus(), words)
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert desk.session.value("related") == (Link("Fares", "https://example.org/fares"),)
    assert desk.sheet.tail.related.row(0).fields["url"].text() == "https://example.org/fares"
    desk.sheet.go_to(Place("source.url", 0))
    QTest.keyClicks(focus(), "kl.example")
    desk.sheet.go_to(Place("headline", 0))
    assert desk.session.value("source.url") == "https://kl.example"


def test_writing_a_new_story_s_title_is_one_undo_step(full):
    full.sheet.go_to(Place("related.3", 0))
    QTest.keyClicks(focus(), "Fourth")
    assert len(titles(full)) == 4
    undo(full)
    assert titles(full) == ["First", "Second", "Third"]


def test_words_written_over_others_are_a_step_of_their_own(desk):
    desk.sheet.go_to(Place("headline", 0))
    QTest.keyClicks(focus(), "First words")
    QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focus(), "Second")
    undo(desk)
    assert desk.session.value("headline") == "First words"
    undo(desk)
    assert desk.session.value("headline") == ""


def test_undo_leads_to_what_it_changes_wherever_one_is(full):
    full.sheet.go_to(Place("related.1.title", 6))
    QTest.keyClicks(focus(), "!")
    full.sheet.go_to(Place("deck", 0))
    QTest.keyClicks(focus(), "x")
    full.sheet.go_to(Place("dateline", 0))
    QTest.keyClicks(focus(), "y")
    full.sheet.head.facts.close_editor()
    full.sheet.go_to(Place("kicker", 0))
    undo(full)
    assert focus() is full.sheet.head.facts.chip("dateline")
    undo(full)
    assert focus() is full.sheet.head.deck
    undo(full)
    assert focus() is full.sheet.tail.related.row(1).fields["title"]
    assert focus().textCursor().position() == 6
    view = full.sheet.column.view
    top = focus().mapTo(view, focus().rect().topLeft()).y()
    assert 0 <= top <= view.height() - focus().height()


def test_clearing_the_last_link_takes_it_away(desk):
    desk.sheet.go_to(Place("related", 0))
    QTest.keyClicks(focus(), "A")
    QTest.keyClick(focus(), Qt.Key.Key_Backspace)
    assert desk.session.value("related") == ()


def test_alt_and_arrows_move_a_link_and_the_focus_with_it(full):
    full.sheet.go_to(Place("related.0.url", 3))
    QTest.keyClick(focus(), Qt.Key.Key_Down, ALT)
    assert titles(full) == ["Second", "First", "Third"]
    assert focus().text() == "https://a.example"
    QTest.keyClick(focus(), Qt.Key.Key_Down, ALT)
    QTest.keyClick(focus(), Qt.Key.Key_Down, ALT)
    assert titles(full) == ["Second", "Third", "First"]
    for _ in range(2):
        undo(full)
    assert titles(full) == ["First", "Second", "Third"]


def test_buttons_move_and_remove(full):
    related = full.sheet.tail.related
    assert not related.row(0).up.isEnabled()
    assert not related.row(2).down.isEnabled()
    related.row(2).up.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert titles(full) == ["First", "Third", "Second"]
    assert focus() is related.row(1).up
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert titles(full) == ["Third", "First", "Second"]
    QTest.mouseClick(related.row(1).remove, Qt.MouseButton.LeftButton)
    assert titles(full) == ["Third", "Second"]
    assert focus() is related.row(1).fields["title"]
    undo(full)
    assert titles(full) == ["Third", "First", "Second"]


def test_keystrokes_in_one_text_are_one_undo_step(full):
    full.sheet.go_to(Place("related.1.title", 0))
    QTest.keyClicks(focus(), "The ")
    assert titles(full)[1] == "The Second"
    undo(full)
    assert titles(full)[1] == "Second"


def test_a_correction_begins_with_its_time(desk):
    desk.sheet.go_to(Place("corrections", 0))
    QTest.keyClicks(focus(), "It was Monday")
    (correction,) = desk.session.value("corrections")
    assert correction.text == "It was Monday"
    assert correction.time


def test_the_time_of_a_correction_has_an_editor_of_its_own(full):
    full.sheet.go_to(Place("corrections.0.time"))
    button = full.sheet.tail.corrections.row(0).extra
    assert focus() is button
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(focus(), Qt.Key.Key_Up)
    assert full.session.value("corrections")[0].time == "2026-11-24T08:00:00+08:00"
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert focus() is button
