"""The formatting commands in the document, links, pictures, and the way to a place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from broadsheet.article.place import Place
from broadsheet.ui.editor.link_form import LinkForm


def form(desk):
    return desk.findChild(LinkForm)


@pytest.mark.parametrize(
    ("command", "after"),
    [
        ("toggle_bold", "😀 **كلمة** kata"),
        ("toggle_italic", "😀 *كلمة* kata"),
        ("toggle_strike", "😀 ~~كلمة~~ kata"),
        ("cycle_heading", "## 😀 كلمة kata"),
        ("toggle_quote", "> 😀 كلمة kata"),
        ("toggle_bullets", "- 😀 كلمة kata"),
        ("toggle_numbers", "1. 😀 كلمة kata"),
        ("insert_rule", "😀 كلمة kata\n\n---\n\n"),
    ],
)
def test_a_command_is_one_step_and_takes_back_what_it_did(desk, command, after):
    desk.open("😀 كلمة kata")
    desk.select(5)
    getattr(desk.editor, command)()
    assert desk.body() == after
    desk.session.undo_stack.undo()
    assert desk.body() == "😀 كلمة kata"
    assert not desk.session.undo_stack.canUndo()


def test_what_was_selected_stays_selected(desk):
    desk.open("😀 dua kata lagi")
    desk.select(3, 11)
    desk.editor.toggle_bold()
    assert desk.editor.selected_text() == "dua kata"
    desk.editor.toggle_bold()
    assert desk.body() == "😀 dua kata lagi"


def test_a_command_knows_the_paragraphs_around(desk):
    desk.open("satu\n\ndua\ntiga\n\n\nempat")
    desk.select(8)
    desk.editor.insert_rule()
    assert desk.body() == "satu\n\ndua\ntiga\n\n---\n\n\nempat"


def test_commands_on_a_line_without_end_do_nothing(desk):
    desk.open("a" * 300_000)
    desk.editor.toggle_bold()
    desk.editor.toggle_quote()
    assert desk.body() == "a" * 300_000


def test_go_to_counts_as_the_article_does(desk):
    desk.open("😀😀\n\nkata")
    desk.before.setFocus()
    desk.editor.go_to(5)
    assert (desk.caret(), desk.editor.offset()) == (7, 5)
    assert desk.editor.hasFocus()
    desk.editor.go_to(9_999)
    assert desk.editor.offset() == len("😀😀\n\nkata")


def test_go_to_brings_the_place_into_sight(desk):
    desk.open("\n\n".join(f"paragraf {number}" for number in range(2_000)))
    desk.editor.go_to(desk.body().index("paragraf 1500"))
    assert desk.editor.viewport().rect().contains(desk.editor.cursorRect())


def test_coming_back_to_the_body_shows_and_tells_where_one_was(desk, qtbot):
    desk.open("\n\n".join(f"paragraf {number}" for number in range(2_000)))
    desk.select(12)
    other = QLineEdit(desk)
    other.show()
    other.setFocus()
    desk.editor.verticalScrollBar().setValue(900)
    with qtbot.waitSignal(desk.editor.caret_moved) as told:
        desk.editor.go_to(-1)
    assert told.args == [Place("body", 12)]
    assert desk.editor.viewport().rect().contains(desk.editor.cursorRect())


def test_a_locked_text_can_be_copied_by_keyboard_but_not_changed(desk):
    desk.open("kapal berlayar")
    desk.editor.lock(True)
    desk.editor.go_to(0)
    desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_X)
    assert QGuiApplication.clipboard().text().strip() == "kapal"
    assert desk.body() == "kapal berlayar"
    desk.editor.lock(False)
    desk.press(Qt.Key.Key_X)
    assert desk.body() == "xberlayar"


def test_the_caret_tells_its_place_but_not_at_each_step(desk, qtbot):
    desk.open("😀 " + "kata " * 30)
    told = []
    with qtbot.waitSignal(desk.editor.caret_moved):
        desk.select(1)
    desk.editor.caret_moved.connect(told.append)
    for _ in range(20):
        desk.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1] == Place("body", desk.editor.offset())
    assert len(told) < 5


def test_a_link_is_made_of_a_word_and_the_address_on_the_clipboard(desk):
    QGuiApplication.clipboard().setText("https://a.example/b")
    desk.open("di Wawo pagi")
    desk.select(5)
    desk.editor.ask_link()
    assert (form(desk).title.text(), form(desk).url.text()) == ("Wawo", "https://a.example/b")
    desk.press(Qt.Key.Key_Return)
    assert desk.body() == "di [Wawo](https://a.example/b) pagi"
    assert desk.editor.hasFocus()


def test_a_link_is_changed_where_it_stands(desk):
    QGuiApplication.clipboard().setText("no address")
    desk.open("di [Wawo](https://a.example) pagi")
    desk.select(6)
    desk.editor.ask_link()
    assert (form(desk).title.text(), form(desk).url.text()) == ("Wawo", "https://a.example")
    form(desk).url.setText("https://b.example")
    QTest.mouseClick(form(desk).done, Qt.MouseButton.LeftButton)
    assert desk.body() == "di [Wawo](https://b.example) pagi"


def test_escape_makes_no_link(desk):
    desk.open("di Wawo pagi")
    desk.editor.ask_link()
    desk.type("x")
    desk.press(Qt.Key.Key_Escape)
    assert desk.body() == "di Wawo pagi"
    assert desk.editor.hasFocus()


def test_a_read_also_is_set_between_paragraphs_in_the_houses_words(desk):
    QGuiApplication.clipboard().setText("https://a.example/b")
    desk.open("satu\n\ndua")
    desk.select(2)
    desk.editor.ask_read_also()
    desk.type("Guru menagih janji")
    desk.press(Qt.Key.Key_Return)
    assert desk.body() == "satu\n\nBaca juga : [Guru menagih janji](https://a.example/b)\n\ndua"


def test_a_read_also_is_changed_where_it_stands(desk):
    desk.open("satu\n\nBaca juga: [Lama](https://a.example)\n\ndua")
    desk.select(12)
    desk.editor.ask_read_also()
    assert (form(desk).title.text(), form(desk).url.text()) == ("Lama", "https://a.example")
    desk.editor.insert_read_also("Baru", "https://b.example")
    assert desk.body() == "satu\n\nBaca juga : [Baru](https://b.example)\n\ndua"


def test_a_picture_comes_where_it_was_offered_whatever_was_written_since(desk):
    desk.open("satu\n\ndua\n\ntiga")
    desk.select(9)
    desk.editor.offer([])
    offset = desk.editor.offset()
    desk.select(0)
    desk.type("nol dan ")
    desk.editor.insert_picture("assets/a.png", offset)
    desk.editor.insert_picture("assets/b.png", offset)
    assert desk.body() == "nol dan satu\n\ndua\n\n![](assets/a.png)\n\n![](assets/b.png)\n\ntiga"


def test_a_picture_of_the_toolbar_comes_behind_the_paragraph(desk):
    desk.open("satu\n\ndua")
    desk.select(1)
    desk.editor.insert_picture("assets/a.png", alt="Kapal", words="Kapal. (Tuti)")
    assert desk.body() == 'satu\n\n![Kapal](assets/a.png "Kapal. (Tuti)")\n\ndua'
    assert desk.editor.selected_text() == "Kapal"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_offers_what_can_be_done(desk):
    desk.open("satu dua")
    desk.select(0, 4)
    place = desk.editor.cursorRect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, desk.editor.mapToGlobal(place))
    QApplication.sendEvent(desk.editor.viewport(), event)
    menu = desk.editor.findChild(QMenu)
    enabled = [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert {"Cut", "Copy", "Link…", "Read also…", "Select all"} <= set(enabled)
    menu.close()
