"""What the tests of the window may not leave behind is found."""

import shiboken6
from PySide6.QtCore import QObject, QTimer
from tests.ui import orphans


class Alone(QObject):
    pass


def test_a_timer_without_a_parent_is_found(qapp, home):
    alone = Alone()
    QTimer(alone)
    QTimer(home)
    assert orphans.found() == [alone]
    shiboken6.delete(alone)
    assert orphans.found() == []
