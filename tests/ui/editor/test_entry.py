"""Keys, paste and drop, as a writer meets them."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QColor,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QTextCursor,
)
from PySide6.QtTest import QTest

from broadsheet.ui.editor.mark import Mark

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def clip(**kinds):
    """Put something onto the clipboard."""
    source = QMimeData()
    if "text" in kinds:
        source.setText(kinds["text"])
    if "html" in kinds:
        source.setHtml(kinds["html"])
    if "image" in kinds:
        source.setImageData(kinds["image"])
    QGuiApplication.clipboard().setMimeData(source)


def drop(desk, source, point):
    event = QDropEvent(
        QPointF(point), Qt.DropAction.CopyAction, source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    desk.editor.dropEvent(event)
    return event


def test_return_goes_on_with_a_list_and_ends_it(desk):
    desk.type("- satu")
    desk.press(Qt.Key.Key_Return)
    desk.type("dua")
    desk.press(Qt.Key.Key_Return)
    assert desk.body() == "- satu\n- dua\n- "
    desk.press(Qt.Key.Key_Return)
    desk.type("kata")
    assert desk.body() == "- satu\n- dua\n\nkata"
    desk.press(Qt.Key.Key_Enter)
    assert desk.body() == "- satu\n- dua\n\nkata\n"


def test_shift_return_breaks_the_line_in_markdown(desk):
    desk.type("satu")
    desk.press(Qt.Key.Key_Return, SHIFT)
    desk.type("dua")
    assert desk.body() == "satu\\\ndua"


def test_tab_moves_list_items_and_leaves_everything_else(desk):
    desk.open("- satu\n- dua\n\nkata")
    desk.select(9)
    desk.press(Qt.Key.Key_Tab)
    assert desk.body() == "- satu\n  - dua\n\nkata"
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    assert desk.body() == "- satu\n- dua\n\nkata"
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    assert desk.before.hasFocus()
    desk.editor.setFocus()
    desk.select(len(desk.body()))
    desk.press(Qt.Key.Key_Tab)
    assert desk.behind.hasFocus()
    assert "\t" not in desk.body()


@pytest.mark.parametrize("place", [2, 14])
def test_ctrl_tab_always_leaves(desk, place):
    desk.open("- satu\n- dua\n\nkata")
    desk.select(place)
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.behind.hasFocus()
    desk.editor.setFocus()
    desk.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert desk.before.hasFocus()


def test_paste_takes_words_without_formats(desk):
    clip(text="satu\r\ndua\u2028tiga\x00\u00a0empat")
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.body() == "satu\ndua\ntiga\u00a0empat"
    desk.session.undo_stack.undo()
    assert desk.body() == ""


def test_paste_with_formats_is_offered_and_its_words_alone_can_be_had(desk):
    clip(text="satu dua", html="<p>satu <b>dua</b></p>")
    offered = []
    desk.editor.rich_offered.connect(lambda *one: offered.append(one))
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.body() == "satu dua"
    [(copied, mark)] = offered
    assert copied.words == mark.words == "satu dua"
    assert "<b>dua</b>" in copied.html
    desk.session.undo_stack.undo()
    told = []
    desk.editor.pasted.connect(lambda *all_of_it: told.append(all_of_it))
    desk.editor.paste_plain()
    assert desk.body() == "satu dua"
    assert told == [("satu dua", True, False)]
    desk.session.undo_stack.undo()
    assert desk.body() == ""


def test_what_is_typed_after_a_paste_is_a_step_of_its_own(desk):
    clip(text="satu dua")
    desk.press(Qt.Key.Key_V, CTRL)
    desk.type("x")
    desk.session.undo_stack.undo()
    assert desk.body() == "satu dua"


def test_what_is_put_at_a_mark_stands_before_what_was_typed_since(desk):
    desk.type("satu dua tiga")
    desk.select(5, 8)
    mark = Mark(desk.editor.textCursor())
    desk.type("xy")
    desk.editor.paste_words("DUA", mark)
    assert desk.body() == "satu DUAxy tiga"
    assert desk.caret() == len("satu DUAxy")
    desk.session.undo_stack.undo()
    assert desk.body() == "satu xy tiga"


def test_what_is_put_at_a_mark_replaces_what_is_still_selected(desk):
    desk.type("satu dua tiga")
    desk.select(5, 8)
    desk.editor.paste_words("DUA", Mark(desk.editor.textCursor()))
    assert desk.body() == "satu DUA tiga"
    assert not desk.editor.textCursor().hasSelection()
    assert desk.caret() == 8
    desk.session.undo_stack.undo()
    assert desk.body() == "satu dua tiga"


def test_paste_of_formats_alone_takes_nothing(desk):
    desk.type("kata ")
    source = QMimeData()
    source.setData("text/rtf", b"{\\rtf1 x}")
    QGuiApplication.clipboard().setMimeData(source)
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.body() == "kata "


def test_paste_of_an_empty_clipboard_takes_nothing(desk, monkeypatch):
    """The offscreen platform, and Wayland without the focus, have no clipboard at all."""
    monkeypatch.setattr(QClipboard, "mimeData", lambda *_: None)
    desk.type("kata")
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.body() == "kata"


def test_copy_is_exact_and_plain(desk):
    desk.open("Rp\u00a018\n\njuta\u202f😀")
    desk.press(Qt.Key.Key_A, CTRL)
    desk.press(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "Rp\u00a018\n\njuta\u202f😀"
    assert not copied.hasHtml()
    desk.press(Qt.Key.Key_X, CTRL)
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.body() == "Rp\u00a018\n\njuta\u202f😀"


def test_a_pasted_image_is_offered_with_its_place(desk, qtbot):
    desk.open("😀 satu")
    desk.select(4)
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    clip(image=image)
    with qtbot.waitSignal(desk.editor.picture_offered) as offered:
        desk.press(Qt.Key.Key_V, CTRL)
    data, name, offset = offered.args
    assert (QImage.fromData(data).size(), name, offset) == (image.size(), "pasted.png", 3)
    assert desk.body() == "😀 satu"


def test_dropped_pictures_are_offered_where_they_fall(desk, tmp_path):
    desk.open("satu\n\ndua")
    offered = []
    desk.editor.picture_offered.connect(lambda data, name, offset: offered.append((data, name, offset)))
    files = [tmp_path / "a.png", tmp_path / "b.jpg"]
    for file in files:
        file.write_bytes(file.name.encode())
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    cursor = QTextCursor(desk.editor.document())
    cursor.setPosition(8)
    event = drop(desk, source, desk.editor.cursorRect(cursor).center())
    assert event.isAccepted()
    assert offered == [(files[0], "a.png", 8), (files[1], "b.jpg", 8)]


def test_other_files_are_left_to_the_window(desk, tmp_path):
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(tmp_path / "story.docx"))])
    assert not desk.editor.canInsertFromMimeData(source)


def test_undo_is_the_windows_and_the_caret_follows_it(desk, qtbot):
    desk.open("satu\n\n" + "kata\n\n" * 200)
    asked = []
    desk.editor.undo_asked.connect(lambda: asked.append("undo"))
    desk.editor.redo_asked.connect(lambda: asked.append("redo"))
    desk.select(4)
    desk.type("!")
    desk.press(Qt.Key.Key_End, CTRL)
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert asked == ["undo", "redo"]
    assert desk.body().startswith("satu!")
    desk.session.undo_stack.undo()
    qtbot.waitUntil(lambda: desk.caret() == 4)
    assert desk.editor.viewport().rect().intersects(desk.editor.cursorRect())


def test_another_article_begins_at_its_beginning_or_where_one_goes(desk, qtbot):
    desk.open("satu\n\ndua")
    desk.select(8)
    desk.open("tiga\n\nempat")
    qtbot.waitUntil(lambda: desk.caret() == 0)
    desk.open("lima\n\nenam")
    with qtbot.waitSignal(desk.editor.caret_moved):
        desk.editor.go_to(6)
    assert desk.caret() == 6


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+Z", "Ctrl+Shift+Z"])
def test_the_windows_commands_hear_their_keys(desk, qtbot, keys):
    desk.open("satu")
    action = QAction("command", desk)
    action.setShortcut(keys)
    desk.addAction(action)
    with qtbot.waitSignal(action.triggered):
        modifiers = CTRL | SHIFT if "Shift" in keys else CTRL
        QTest.keyClick(desk.windowHandle(), Qt.Key.Key_K if keys.endswith("K") else Qt.Key.Key_Z, modifiers)
    assert desk.body() == "satu"


def test_composed_words_arrive_and_keep_the_looks_around_them(desk):
    desk.open("kata **tebal**")
    desk.select(0)
    QGuiApplication.sendEvent(desk.editor, QInputMethodEvent("かん", []))
    desk.editor.grab()
    parts = [(part.start, part.length) for part in desk.editor.textCursor().block().layout().formats()]
    assert (len("かん" + "kata **"), len("tebal")) in parts
    committed = QInputMethodEvent("", [])
    committed.setCommitString("漢字")
    QGuiApplication.sendEvent(desk.editor, committed)
    assert desk.body() == "漢字kata **tebal**"


def test_a_read_only_article_stays_as_it_is(desk):
    desk.open("- satu\n- dua")
    desk.editor.setReadOnly(True)
    desk.select(9)
    clip(text="baru")
    for key, modifiers in (
        (Qt.Key.Key_V, CTRL),
        (Qt.Key.Key_X, CTRL),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, SHIFT),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
    ):
        desk.press(key, modifiers)
    desk.editor.toggle_bold()
    desk.editor.insert_rule()
    desk.editor.insert_picture("assets/a.png")
    desk.editor.insert_link("a", "https://a.example")
    assert desk.body() == "- satu\n- dua"
    desk.press(Qt.Key.Key_Tab)
    assert desk.behind.hasFocus()


def test_the_words_say_who_they_are(desk):
    assert desk.editor.accessibleName()
