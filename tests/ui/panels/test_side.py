"""Rows of the side panel lead to their places, stay where they are, and never hold up a key however many there are."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QListView

from broadsheet.article.place import Place
from broadsheet.ui.panels.model import Row
from broadsheet.ui.panels.rows import RowDelegate
from broadsheet.ui.panels.side import SidePanel
from broadsheet.ui.tokens import LIGHT


def rows(count):
    return [Row(f"Finding {number}", Place("body", number), where="Text", weight="note") for number in range(count)]


class Counting(RowDelegate):
    """Counts the rows that it has measured."""

    measured = 0

    def sizeHint(self, option, index):
        self.measured += 1
        return super().sizeHint(option, index)


@pytest.fixture
def panel(qtbot):
    panel = SidePanel(LIGHT, None)
    qtbot.addWidget(panel)
    panel.resize(264, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def laid_out(qtbot, view):
    """Wait until the last row has its place."""
    last = view.model().index(view.model().rowCount() - 1)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() >= view.visualRect(last).bottom() - view.height())


def texts(view):
    return [view.model().index(number).data() for number in range(view.model().rowCount())]


def test_rows_are_shown_and_counted(panel):
    panel.show_findings(rows(3))
    assert texts(panel.findings) == ["Finding 0", "Finding 1", "Finding 2"]
    panel.show_findings(rows(1))
    assert texts(panel.findings) == ["Finding 0"]
    panel.show_findings([])
    assert texts(panel.findings) == []


def test_a_screen_reader_hears_what_and_where(panel):
    panel.show_findings(rows(1))
    index = panel.findings.model().index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Finding 0. Text"


def test_enter_leads_to_the_place(qtbot, panel):
    panel.show_findings(rows(5))
    panel.findings.setFocus()
    panel.findings.setCurrentIndex(panel.findings.model().index(2))
    with qtbot.waitSignal(panel.place_chosen) as chosen:
        qtbot.keyClick(panel.findings, Qt.Key.Key_Return)
    assert chosen.args == [Place("body", 2)]


def test_a_row_that_stays_keeps_selection_and_place(qtbot, panel):
    panel.show_findings(rows(200))
    view = panel.findings
    laid_out(qtbot, view)
    view.setCurrentIndex(view.model().index(100))
    kept = QPersistentModelIndex(view.currentIndex())
    before = view.visualRect(view.currentIndex()).top()
    panel.show_findings([*rows(150), Row("Other", Place("deck"), where="Deck", weight="error"), *rows(200)[151:]])
    laid_out(qtbot, view)
    assert kept.isValid()
    assert view.currentIndex().row() == 100
    assert view.visualRect(view.currentIndex()).top() == before


def test_a_longer_text_gets_a_higher_row(qtbot, panel):
    panel.show_findings(rows(2))
    view = panel.findings
    laid_out(qtbot, view)
    below = view.visualRect(view.model().index(1)).top()
    panel.show_findings([Row("Many words " * 20, Place("body"), where="Text", weight="note"), rows(2)[1]])
    qtbot.waitUntil(lambda: view.visualRect(view.model().index(1)).top() > below + 40)


@pytest.mark.parametrize(
    ("mode", "kept_waiting"), [(None, False), (QListView.LayoutMode.SinglePass, True)], ids=["ours", "control"]
)
def test_many_rows_are_measured_with_turns_for_keys_in_between(qtbot, panel, mode, kept_waiting):
    view = panel.findings
    if mode is not None:
        view.setLayoutMode(mode)
    delegate = Counting(LIGHT, view)
    view.setItemDelegate(delegate)
    turns = [0]
    timer = QTimer(panel, interval=0)
    timer.timeout.connect(lambda: turns.append(delegate.measured))
    timer.start()
    panel.show_findings(rows(2_000))
    qtbot.waitUntil(lambda: turns[-1] >= 2_000)
    at_once = max(after - before for before, after in pairwise(turns))
    assert (at_once >= 2_000) is kept_waiting
