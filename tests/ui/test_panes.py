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


def test_a_wide_page_gets_the_room_that_the_sheet_does_not_need(panes):
    panes.resize(1920, 1000)
    panes.want_page(438)
    sheet, page, panel = panes.sizes()
    assert panel == 264
    assert abs((sheet - 742) - (page - 438)) <= 1
    panes.want_page(1328)
    sheet, page, panel = panes.sizes()
    assert sheet == 742
    assert sheet + page + panel + 2 * panes.handleWidth() == 1920
    panes.resize(1440, 800)
    sheet, page, _ = panes.sizes()
    assert sheet == 500
    assert page > 0.45 * 1328


def test_a_panel_that_comes_with_a_wider_window_has_its_whole_width(panes):
    panes.want_page(438)
    panes.resize(800, 600)
    panes.resize(1440, 800)
    assert panes.sizes()[2] == 264


def test_what_the_writer_dragged_stays_until_the_page_is_another(panes):
    panes.want_page(438)
    assert panes.keep() == ""
    panes.moveSplitter(500, 1)
    dragged = panes.sizes()[0]
    assert panes.keep().startswith(f"{dragged} ")
    panes.want_page(438)
    assert panes.sizes()[0] == dragged
    panes.want_page(868)
    sheet, page, _ = panes.sizes()
    assert abs(page - 0.6 * 868) <= 1  # readable, for which the sheet gives way
    assert 500 < sheet < 742


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
