"""Find and replace by its keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from broadsheet.ui.editor import matches
from broadsheet.ui.editor.find_bar import FindBar
from broadsheet.ui.editor.matches import Matches, Search
from broadsheet.ui.tokens import LIGHT

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(desk):
    made = FindBar(desk.editor, desk)
    desk.column.insertWidget(0, made)
    made.paint(LIGHT)
    return made


def part(bar, kind, name):
    """Return the part of the bar that a screen reader calls `name`."""
    return next(
        child for child in bar.findChildren(kind) if name in (child.accessibleName(), getattr(child, "text", str)())
    )


def count(bar):
    return bar.findChild(QLabel).text()


def marked(desk):
    return [extra.cursor.selectionStart() for extra in desk.editor.extraSelections()]


def test_it_finds_as_one_types_and_goes_round(desk, bar):
    desk.open("Perahu satu, perahu dua, PERAHU tiga")
    bar.open_find()
    desk.type("perahu")
    assert (desk.editor.selected_text(), count(bar)) == ("Perahu", "1 of 3")
    assert marked(desk) == [0, 13, 25]
    desk.press(Qt.Key.Key_Return)
    assert (desk.caret(), count(bar)) == (19, "2 of 3")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert count(bar) == "1 of 3"
    desk.press(Qt.Key.Key_Return, SHIFT)
    assert count(bar) == "3 of 3"


def test_it_stays_where_it_began_while_the_words_grow(desk, bar):
    desk.open("pa perahu perang peran")
    desk.select(10)
    bar.open_find()
    desk.type("pera")
    assert desk.editor.textCursor().selectionStart() == 10
    desk.type("h")
    assert desk.editor.textCursor().selectionStart() == 3


def test_escape_gives_the_text_back_with_the_match_selected(desk, bar):
    desk.open("satu dua")
    bar.open_find()
    desk.type("dua")
    desk.press(Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert desk.editor.hasFocus()
    assert desk.editor.selected_text() == "dua"
    assert not marked(desk)
    bar.open_find()
    desk.editor.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_f3_goes_on_when_the_bar_is_closed_and_asks_when_nothing_was_looked_for(desk, bar):
    desk.open("satu dua satu")
    bar.find_next()
    assert bar.isVisible()
    desk.type("satu")
    desk.press(Qt.Key.Key_Escape)
    bar.find_next()
    assert desk.editor.textCursor().selectionStart() == 9
    bar.find_previous()
    assert desk.editor.textCursor().selectionStart() == 0


def test_the_selected_words_are_looked_for(desk, bar):
    desk.open("satu dua satu")
    desk.select(5, 8)
    bar.open_find()
    assert part(bar, QLineEdit, "Find").text() == "dua"
    assert count(bar) == "1 of 1"


def test_case_and_whole_words(desk, bar):
    desk.open("Perahu perahu perahunya")
    bar.open_find()
    desk.type("perahu")
    part(bar, QToolButton, "Match case").click()
    assert count(bar).endswith("of 2")
    part(bar, QToolButton, "Whole words").click()
    assert count(bar).endswith("of 1")
    desk.type("x")
    assert count(bar) == "Not found"


def test_replace_one_after_the_other(desk, bar):
    desk.open("😀 satu dua satu satu")
    bar.open_replace()
    desk.type("satu")
    new = part(bar, QLineEdit, "Replace with")
    new.setFocus()
    desk.type("lima")
    desk.press(Qt.Key.Key_Return)
    assert desk.body() == "😀 lima dua satu satu"
    assert desk.editor.textCursor().selectionStart() == 12
    part(bar, QPushButton, "Replace").click()
    assert desk.body() == "😀 lima dua lima satu"


def test_replace_all_is_one_step(desk, bar):
    body = "Satu\u00a0😀 satu\n\n" * 400
    desk.open(body)
    bar.open_replace()
    desk.type("satu")
    part(bar, QLineEdit, "Replace with").setText("satu-satunya")
    part(bar, QPushButton, "Replace all").click()
    assert desk.body() == body.replace("Satu", "satu").replace("satu", "satu-satunya")
    assert count(bar) == "800 replaced"
    desk.session.undo_stack.undo()
    assert desk.body() == body
    assert not desk.session.undo_stack.canUndo()


def test_only_what_is_seen_is_marked(desk, bar, qtbot):
    desk.open("satu dua\n\n" * 3_000)
    desk.editor.go_to(0)
    bar.open_find()
    desk.type("satu")
    assert count(bar) == "1 of 3000"
    assert 0 < len(marked(desk)) < 60
    desk.editor.verticalScrollBar().setValue(3_000)
    qtbot.waitUntil(lambda: marked(desk)[:1] > [0])
    assert marked(desk)[0] >= desk.editor.firstVisibleBlock().position()


def test_it_keeps_up_with_the_text(desk, bar, qtbot):
    desk.open("satu dua")
    bar.open_find()
    desk.type("satu")
    desk.editor.setFocus()
    desk.select(8)
    desk.type(" satu")
    qtbot.waitUntil(lambda: count(bar) == "– of 2")


def test_a_read_only_text_is_not_replaced(desk, bar):
    desk.open("satu satu")
    desk.editor.setReadOnly(True)
    bar.open_replace()
    desk.type("satu")
    part(bar, QPushButton, "Replace").click()
    part(bar, QPushButton, "Replace all").click()
    assert desk.body() == "satu satu"


@pytest.mark.parametrize(
    ("words", "text"),
    [("Rp 18", "Rp\u00a018"), ("kepala's", "kepala’s"), ('"kata"', "“kata”"), ("anak-anak", "anak‑anak"), ("ÉT", "ét")],
)
def test_printed_signs_are_found_with_a_keyboard(words, text):
    assert list(Matches("x " + text, Search(words)).starts) == [2]


@pytest.mark.parametrize("words", ["a.b", "[a", "(", "\\", "*"])
def test_signs_mean_themselves(words):
    assert list(Matches("axb " + words, Search(words)).starts) == [4]


@given(
    st.text(alphabet="ab😀 ", max_size=60),
    st.text(alphabet="ab😀", min_size=1, max_size=3),
    st.text(alphabet="x😀", max_size=3),
)
def test_replaced_range_is_the_text_replaced(text, words, new):
    start, end, made, number = matches.replaced(text, Search(words, match_case=True), new)
    units = text.encode("utf-16-le")
    assert units[: 2 * start] + made.encode("utf-16-le") + units[2 * end :] == text.replace(words, new).encode(
        "utf-16-le"
    )
    assert number == text.count(words)
