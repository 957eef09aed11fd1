"""The window stands where the last one stood, and never beyond the screen."""

import pytest
from PySide6.QtCore import QSize

from broadsheet.ui.frame import Frame


@pytest.fixture
def make(qtbot):
    """Return frames that go when the test is over."""

    def made(place=""):
        frame = Frame(place)
        qtbot.addWidget(frame, before_close_func=Frame.let_go)
        return frame

    return made


def test_the_first_window_fits_the_screen(make):
    frame = make()
    room = frame.screen().availableSize()
    assert frame.size().boundedTo(room) == frame.size()
    small = QSize(1440, 900).boundedTo(room) != QSize(1440, 900)
    assert frame.isMaximized() is small


def test_the_next_window_stands_where_the_last_one_stood(make):
    first = make()
    first.showNormal()
    first.setGeometry(40, 30, 500, 400)
    again = make(first.place())
    assert again.geometry() == first.geometry()


@pytest.mark.parametrize("place", ["", "no place", "AAAA"])
def test_a_place_that_is_none_is_passed_over(make, place):
    assert make(place).width() > 100
