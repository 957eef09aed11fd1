import pytest
from PySide6.QtWidgets import QWidget

from broadsheet.ui.panes import Panes


@pytest.fixture
def panes(qtbot):
    made = Panes(None)
    made.place(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.show()
    return made


def shown(panes: Panes) -> list[bool]:
    return [not panes.widget(number).isHidden() for number in range(3)]


def test_a_wide_window_shows_all_three(panes):
    assert shown(panes) == [True, True, True]


def test_the_panel_folds_first(panes):
    panes.resize(1280, 800)
    assert shown(panes) == [True, True, False]


def test_the_writer_s_wish_outlives_the_width(panes):
    panes.resize(1280, 800)
    panes.wish_panel(True)
    assert shown(panes) == [True, True, True]
    panes.wish_panel(False)
    panes.resize(1900, 800)
    assert shown(panes) == [True, True, False]


def test_a_narrow_window_lets_sheet_and_page_take_turns(panes, qtbot):
    with qtbot.waitSignal(panes.fronted) as told:
        panes.resize(1024, 768)
    assert told.args == ["write"]
    assert shown(panes) == [True, False, False]
    panes.show_page()
    assert shown(panes) == [False, True, False]
    panes.show_sheet()
    assert shown(panes) == [True, False, False]
    with qtbot.waitSignal(panes.fronted) as told:
        panes.resize(1440, 800)
    assert told.args == [""]
    assert shown(panes) == [True, True, True]
