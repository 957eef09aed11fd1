"""How the body looks and what looking at it costs."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest

from broadsheet.article import house
from broadsheet.article.house import House
from broadsheet.ui.editor.layout import LINE_HEIGHT, BodyLayout
from broadsheet.ui.tokens import DARK, LIGHT

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = "Warga mengumpulkan uang dan memperbaikinya sendiri, kata kepala desa yang menunggu perahu. " * 6


def rect(desk, position):
    cursor = QTextCursor(desk.editor.document())
    cursor.setPosition(position)
    return desk.editor.cursorRect(cursor)


def rows(desk, block_number=0):
    """Return the lines of a block as text."""
    block = desk.editor.document().findBlockByNumber(block_number)
    lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
    return [block.text()[line.textStart() : line.textStart() + line.textLength()] for line in lines]


def look(desk, position):
    """Return the format that a character is shown in."""
    block = desk.editor.document().findBlock(position)
    inside = position - block.position()
    for part in block.layout().formats():
        if part.start <= inside < part.start + part.length:
            return QTextCharFormat(part.format)
    return None


@pytest.fixture
def laid(monkeypatch):
    """Return the numbers of the blocks that were laid out since."""
    found = []
    lay_out = BodyLayout._lay_out

    def counted(self, block):
        found.append(block.blockNumber())
        return lay_out(self, block)

    monkeypatch.setattr(BodyLayout, "_lay_out", counted)
    return found


def test_lines_stand_1_65_apart_and_hold_60_to_72_characters(desk):
    desk.open(LONG)
    second = len(rows(desk)[0])
    assert rect(desk, second + 1).top() - rect(desk, 0).top() == round(16 * LINE_HEIGHT)
    lengths = [len(row) for row in rows(desk)[:-1]]
    assert 60 <= sum(lengths) / len(lengths) <= 72


def test_the_blank_line_between_paragraphs_is_a_gap_but_not_where_one_will_write(desk):
    desk.open("satu\n\ndua\n\n")
    line = round(16 * LINE_HEIGHT)
    assert rect(desk, 6).top() - rect(desk, 0).top() == line + line // 2
    desk.select(len("satu\n\ndua\n\n"))
    empty = rect(desk, desk.caret()).top()
    desk.type("t")
    assert rect(desk, desk.caret()).top() == empty


def test_a_paragraph_runs_as_its_letters_do(desk):
    desk.open("kata\n\nعادت قوارب المدرسة\n\n")
    middle = desk.editor.viewport().width() / 2
    assert rect(desk, 0).left() < 100
    assert rect(desk, 6).left() > middle
    assert rect(desk, desk.editor.document().characterCount() - 1).left() < 100
    desk.editor.set_house(House(name="Plain"), "ar")
    assert rect(desk, desk.editor.document().characterCount() - 1).left() > middle
    assert rect(desk, 0).left() < middle


def test_a_column_narrower_than_the_sheet_stands_where_reading_begins(desk):
    desk.resize(1000, 600)
    desk.open("Kapal sekolah berlayar.")
    assert rect(desk, 0).left() == 36
    desk.open("عاد قارب المدرسة.", "ar")
    desk.editor.set_house(house.find("plain"), "ar")
    assert rect(desk, 0).right() == pytest.approx(desk.editor.viewport().width() - 36, abs=4)


def test_marks_are_soft_and_words_are_what_they_say(desk):
    desk.open("**tebal** *miring* [tautan](https://a.example)\n\n## Judul\n\nBaca juga : [Judul](https://a.example)")
    assert look(desk, 0).foreground().color().name().upper() == LIGHT.soft_ink
    assert look(desk, 3).fontWeight() == QFont.Weight.Bold
    assert look(desk, 11).fontItalic()
    assert look(desk, 20).foreground().color().name().upper() == LIGHT.link
    assert look(desk, desk.body().index("Judul")).fontWeight() == QFont.Weight.Bold
    desk.editor.paint(DARK)
    desk.editor.grab()
    assert look(desk, 0).foreground().color().name().upper() == DARK.soft_ink


def test_looks_follow_typing(desk):
    desk.open("")
    desk.type("kata **te")
    assert look(desk, 7) is None
    desk.type("bal**")
    assert look(desk, 7).fontWeight() == QFont.Weight.Bold


def test_looks_count_as_qt_does_behind_an_emoji(desk):
    desk.open("😀😀 **tebal**")
    assert look(desk, 7).fontWeight() == QFont.Weight.Bold
    assert look(desk, 4) is None or look(desk, 4).fontWeight() != QFont.Weight.Bold


def test_a_fence_makes_code_of_the_lines_below_until_it_closes(desk):
    desk.open("\n*satu*\n\n*dua*")
    desk.editor.grab()
    assert look(desk, 2).fontItalic()
    desk.select(0)
    desk.type("```")
    desk.editor.grab()
    italic = [look(desk, position).fontItalic() for position in (6, desk.body().index("dua"))]
    assert italic == [False, False]
    desk.select(desk.body().index("\n\n") + 1)
    desk.type("```")
    desk.editor.grab()
    assert not look(desk, desk.body().index("satu")).fontItalic()
    assert look(desk, desk.body().index("dua")).fontItalic()


def test_looks_are_no_part_of_the_document(desk):
    desk.open("**tebal**\n\n> kutipan")
    desk.editor.grab()
    desk.editor.paint(DARK)
    assert not desk.session.undo_stack.canUndo()
    assert not desk.session.document.isUndoAvailable()


def test_a_key_lays_out_its_own_block_and_a_long_article_only_what_is_seen(desk, laid):
    desk.open("\n\n".join([f"**{number}** {LONG}" for number in range(2_000)]))
    desk.editor.grab()
    assert len(set(laid)) < 60
    desk.select(desk.session.document.findBlockByNumber(2_000).position() + 9)
    desk.editor.ensureCursorVisible()
    desk.editor.grab()
    laid.clear()
    desk.type("x")
    assert laid == [2_000]


def test_looking_through_an_article_is_no_change_of_it(desk):
    desk.open("\n\n".join([f"**{number}** {LONG}" for number in range(60)]))
    told = []
    desk.session.lines_changed.connect(lambda first, removed, lines: told.append((first, removed, len(lines))))
    bar = desk.editor.verticalScrollBar()
    for value in range(0, bar.maximum(), 7):
        bar.setValue(value)
        desk.editor.grab()
    desk.select(desk.session.document.findBlockByNumber(100).position())
    desk.editor.grab()
    desk.type("x")
    assert told == [(100, 1, 1)]


def test_a_click_between_two_lines_goes_to_the_letter_beside_it(desk):
    desk.open(LONG)
    first, second = rect(desk, 20), rect(desk, len(rows(desk)[0]) + 20)
    between = QPoint(first.left(), (first.bottom() + second.top()) // 2 + 1)
    assert not first.contains(between)
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=between)
    near = {desk.caret(), desk.caret() - len(rows(desk)[0])}
    assert any(abs(place - 20) <= 3 for place in near)


def test_the_caret_is_painted_in_the_accent(desk, qtbot):
    desk.open("kata")
    desk.select(4)
    qtbot.waitUntil(lambda: LIGHT.accent in colours(desk, rect(desk, 4)))


def colours(desk, area):
    image = desk.editor.viewport().grab(area.adjusted(-2, 0, 4, 0)).toImage()
    every = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name().upper() for x, y in every}


def test_a_read_also_stands_on_a_tint_with_a_bar(desk):
    desk.open("Baca juga : Judul")
    seen = colours(desk, rect(desk, 0).adjusted(-20, 0, 0, 0))
    assert {LIGHT.tint, LIGHT.link} <= seen


def test_an_empty_article_says_what_to_do(desk):
    desk.open("")
    empty = desk.editor.viewport().grab().toImage()
    desk.type("x")
    assert LIGHT.soft_ink in {empty.pixelColor(x, y).name().upper() for x in range(36, 300) for y in range(20, 50)}


@pytest.mark.parametrize("text", ["a" * 1_000_000, "[" * 200_000, "سلام" * 50_000, "kata demi kata " * 10_000])
def test_a_line_without_end_is_kept_exactly_and_never_laid_out(desk, text):
    desk.open("satu\n\ndua ")
    desk.select(len("satu\n\ndua "))
    desk.editor.insert_text(text)
    block = desk.editor.document().lastBlock()
    desk.editor.grab()
    assert desk.body() == "satu\n\ndua " + text
    assert block.layout().lineCount() == 0
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    ):
        desk.press(key)
        desk.press(key, CTRL)
        desk.editor.grab()
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 90))
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type("x")
    assert desk.body().endswith(text + "x")
    desk.session.undo_stack.undo()
    desk.session.undo_stack.undo()
    assert desk.body() == "satu\n\ndua "
    assert block.layout().lineCount() == 1


def test_a_line_that_is_cut_short_is_laid_out_again(desk):
    desk.open("a" * 100_000)
    desk.editor.grab()
    desk.select(50, 100_000)
    desk.press(Qt.Key.Key_Delete)
    assert len(rows(desk)) == 1
