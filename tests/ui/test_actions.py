from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from broadsheet.ui import actions
from broadsheet.ui.actions import FORMATTING, MENUS, ROWS, Actions

SUBMENUS = {"recent", "house", "theme", "-"}


def test_no_two_commands_share_a_key(qapp):
    table = Actions(owner := QObject())
    keys = Counter(key.toString() for action in table for key in action.shortcuts())
    assert owner is not None
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_command_is_in_a_menu_once_and_menus_name_only_commands():
    listed = Counter(name for _title, names in MENUS for name in names if name not in SUBMENUS)
    assert set(listed) == {row.id for row in ROWS}
    assert max(listed.values()) == 1


def test_the_formatting_bar_names_only_commands():
    assert set(FORMATTING) - {"-"} <= {row.id for row in ROWS}


def test_the_keys_that_writers_know_do_what_they_know(qapp):
    table = Actions(owner := QObject())
    known = {
        "save": "Ctrl+S",
        "bold": "Ctrl+B",
        "italic": "Ctrl+I",
        "undo": "Ctrl+Z",
        "find": "Ctrl+F",
        "open": "Ctrl+O",
    }
    assert owner is not None
    for name, key in known.items():
        assert QKeySequence(key) in table[name].shortcuts(), name


def test_a_tip_says_the_command_and_its_key(qapp):
    table = Actions(owner := QObject())
    assert owner is not None
    assert table["export"].toolTip() == "Export (Ctrl+E)"
    assert actions.plain("Save &as…") == "Save as"
