"""The formatting bar by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from broadsheet.ui.editor.bar import FormattingBar


@pytest.fixture
def bar(desk):
    names = ["&Bold", "&Italic", None, "&Link…"]
    actions = [QAction(name, desk) if name else None for name in names]
    pill, palette = QAction("&Read also…", desk), QAction("All commands…", desk)
    palette.setShortcut("Ctrl+K")
    made = FormattingBar(actions, pill, palette, desk)
    desk.column.insertWidget(1, made)
    made.show()
    QWidget.setTabOrder(desk.before, made.findChildren(QToolButton)[0])
    QWidget.setTabOrder(made.findChildren(QToolButton)[0], desk.editor)
    return made


def names(bar):
    return [button.accessibleName() for button in bar.findChildren(QToolButton)]


def test_every_command_has_its_button_and_its_name(bar):
    assert names(bar) == ["Bold", "Italic", "Link", "Read also", "All commands"]


def test_a_button_does_its_command_and_leaves_the_caret(desk, bar, qtbot):
    pill = bar.findChild(QToolButton, "pill")
    with qtbot.waitSignal(pill.defaultAction().triggered):
        QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert desk.editor.hasFocus()


def test_tab_stops_once_and_the_arrows_go_through(desk, bar):
    desk.before.setFocus()
    desk.press(Qt.Key.Key_Tab)
    assert desk.focusWidget().accessibleName() == "Bold"
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    assert desk.focusWidget().accessibleName() == "Link"
    desk.press(Qt.Key.Key_End)
    assert desk.focusWidget().accessibleName() == "All commands"
    desk.press(Qt.Key.Key_Right)
    assert desk.focusWidget().accessibleName() == "Bold"
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Tab)
    assert desk.editor.hasFocus()


def test_the_hint_gives_way_where_the_bar_is_narrow(desk, bar, qtbot):
    hint = bar.findChild(QToolButton, "hint")
    assert "Ctrl+K" in hint.text()
    qtbot.waitUntil(hint.isVisible)
    desk.resize(240, 400)
    qtbot.waitUntil(hint.isHidden)
    assert bar.findChild(QToolButton, "pill").isVisible()
