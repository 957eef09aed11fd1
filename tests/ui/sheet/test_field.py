import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest

from broadsheet.ui.sheet.field import Field, points

WORDS = "Kapal 🚢 berlayar"


def shown(qtbot, text="", **options):
    field = Field("Name", "Placeholder", **options)
    qtbot.addWidget(field)
    field.resize(400, 40)
    field.set_text(text)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def paste(field, text):
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_new_line_has_no_place_in_a_field_of_one_paragraph(qtbot):
    field = shown(qtbot)
    QTest.keyClicks(field, "one")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(field, key)
        QTest.keyClick(field, key, Qt.KeyboardModifier.ShiftModifier)
    paste(field, " two\r\n\r\n  three\n")
    assert field.text() == "onetwo three"


def test_return_breaks_the_line_in_a_field_of_several(qtbot):
    field = shown(qtbot, lines=True)
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "two")
    assert field.text() == "one\n\ntwo"


def test_pasting_takes_words_and_leaves_their_looks(qtbot):
    field = shown(qtbot)
    mime = QMimeData()
    mime.setHtml("<b>bold</b><img src='file:///etc/passwd'>")
    mime.setText("bold\u00a0words\0")
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "bold\u00a0words"


def test_a_dropped_file_is_not_taken_as_words(qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/boat.jpg")])
    assert not shown(qtbot).canInsertFromMimeData(mime)


def test_no_break_spaces_come_back(qtbot):
    assert shown(qtbot, "Rp18\u00a0juta").text() == "Rp18\u00a0juta"


def test_telling_only_what_the_writer_does(qtbot):
    field = shown(qtbot, "old")
    told = []
    field.edited.connect(told.append)
    field.set_text("new")
    assert told == []
    field.set_caret(3)
    QTest.keyClicks(field, "s")
    assert told == ["news"]


@pytest.mark.parametrize(("new", "offset"), [("Ab Kapal 🚢 berlayar", 10), ("Kapal 🚢 berlayar!", 7), ("Kapal", 5)])
def test_another_text_leaves_the_caret_of_a_field_at_rest_where_it_was(qtbot, new, offset):
    field = Field("Name")
    qtbot.addWidget(field)
    field.set_text(WORDS)
    field.set_caret(7)
    field.set_text(new)
    assert field.text() == new
    assert points(field.text(), field.textCursor().position()) == offset


def test_undo_puts_the_caret_where_the_text_changed(qtbot):
    field = shown(qtbot, "Boats return home")
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.set_text("Boats sail home")
    assert field.textCursor().position() == len("Boats sail")


def test_offsets_count_characters_not_utf_16_units(qtbot):
    field = shown(qtbot, WORDS)
    told = []
    field.caret_moved.connect(told.append)
    field.set_caret(7)
    assert told[-1] == 7
    assert field.textCursor().position() == 8


def test_the_field_grows_with_its_text_and_stops(qtbot):
    field = shown(qtbot, "one line")
    one = field.height()
    field.set_text("many words " * 20)
    assert one * 2 < field.height()
    field.set_text("many words " * 2000)
    assert field.height() < one * 20


def test_words_in_arabic_run_from_right_to_left_by_themselves(qtbot):
    field = shown(qtbot, "قارب المدرسة")
    field.set_caret(0)
    assert field.cursorRect().x() > field.width() / 2
    field.set_text("School boat")
    field.set_caret(0)
    assert field.cursorRect().x() < field.width() / 2


def test_words_stay_selected_for_a_menu_but_not_where_one_has_gone_on(qtbot):
    field = shown(qtbot, WORDS)
    other = Field("Other", parent=field)
    other.show()
    for reason, left in ((Qt.FocusReason.PopupFocusReason, True), (Qt.FocusReason.OtherFocusReason, False)):
        field.setFocus()
        field.selectAll()
        other.setFocus(reason)
        assert field.textCursor().hasSelection() == left


def test_a_megabyte_without_a_space_does_not_hang(qtbot):
    field = shown(qtbot)
    field.set_text("x" * 1_000_000)
    assert field.wordWrapMode() == field.wordWrapMode().WrapAnywhere
    assert len(field.text()) == 1_000_000


def test_the_menu_offers_no_undo_of_the_fields_own(qtbot):
    field = shown(qtbot, "words")
    menu = field.words_menu()
    qtbot.addWidget(menu)
    names = {action.objectName() for action in menu.actions()}
    assert "edit-paste" in names
    assert not names & {"edit-undo", "edit-redo"}


def test_a_pasted_picture_or_file_leaves_the_selected_words(qtbot):
    field = shown(qtbot, "Harga ikan naik")
    image, file = QMimeData(), QMimeData()
    pixels = QImage(3, 2, QImage.Format.Format_RGB32)
    pixels.fill(0)
    image.setImageData(pixels)
    file.setUrls([QUrl.fromLocalFile("/tmp/boat.jpg")])
    file.setText("/tmp/boat.jpg")
    for offered in (image, file):
        QGuiApplication.clipboard().setMimeData(offered)
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == "Harga ikan naik"


def test_pasted_halves_of_signs_do_not_reach_the_article(qtbot):
    field = shown(qtbot)
    mime = QMimeData()
    mime.setText("half \ud83d\x1b.")
    field.insertFromMimeData(mime)
    field.text().encode()
    assert "\x1b" not in field.text()
