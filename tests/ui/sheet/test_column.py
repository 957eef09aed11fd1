"""One scroll bar for head, body and tail, and an editor that is never taller than the window."""

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

PARAGRAPH = "Perahu sekolah di Teluk Wawo kembali berlayar pada Minggu pagi setelah mesinnya rusak. " * 3


@pytest.fixture
def long(desk, make):
    desk.session.open(make(headline="Boats", body="\n\n".join(f"{n} {PARAGRAPH}" for n in range(200))))
    desk.body.setFocus()
    return desk


def wheel(desk, notches):
    for _ in range(abs(notches)):
        step = QPoint(0, 120 if notches > 0 else -120)
        event = QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), step, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(desk.body.viewport(), event)


def top_of(desk, widget):
    return widget.mapTo(desk.sheet.column.view, QPoint(0, 0)).y()


def test_a_short_text_has_a_short_editor_and_the_tail_below(desk, make):
    desk.session.open(make(body="One paragraph."))
    short = desk.body.height()
    assert 300 <= short < desk.sheet.column.view.height()
    desk.session.open(make(body="\n\n".join([PARAGRAPH] * 3)))
    assert desk.body.height() >= short
    assert top_of(desk, desk.sheet.tail) == top_of(desk, desk.body) + desk.body.height()


def test_a_long_text_has_an_editor_as_tall_as_the_window_and_no_more(long):
    column = long.sheet.column
    assert long.body.height() == column.view.height() - long.bar.height()
    assert column.bar.maximum() > 5 * column.view.height()  # how far exactly depends on the fonts that there are
    assert not long.body.verticalScrollBar().isVisible()


def test_the_wheel_runs_through_head_text_and_tail_and_back(long):
    column, inner = long.sheet.column, long.body.verticalScrollBar()
    assert top_of(long, long.sheet.head) == 0
    wheel(long, -8)
    assert top_of(long, long.bar) == 0
    assert inner.value() > 0
    column.bar.setValue(column.bar.maximum())
    assert inner.value() == inner.maximum()
    assert top_of(long, long.sheet.tail) + long.sheet.tail.height() == column.view.height()
    wheel(long, 4)
    column.bar.setValue(0)
    assert inner.value() == 0
    assert top_of(long, long.sheet.head) == 0


def test_the_formatting_bar_stays_in_sight_as_long_as_there_is_text_to_format(long):
    column = long.sheet.column
    column.bar.setValue(column.bar.maximum() - 40)
    assert column.view.height() > top_of(long, long.body) + long.body.height() > 0  # the end of the text and the tail
    assert top_of(long, long.bar) == 0
    long.body.moveCursor(QTextCursor.MoveOperation.End)
    first = long.body.cursorForPosition(QPoint(5, long.bar.height() - top_of(long, long.body) + 30))
    long.body.setTextCursor(first)
    caret = long.body.viewport().mapTo(column.view, long.body.cursorRect().topLeft()).y()
    assert caret >= long.bar.height()


def test_every_position_of_the_scroll_bar_can_be_reached_and_shows_something_new(long):
    bar, inner = long.sheet.column.bar, long.body.verticalScrollBar()
    seen = []
    for value in range(0, bar.maximum() + 1, max(1, bar.maximum() // 97)):
        bar.setValue(value)
        assert bar.value() == value
        seen.append((-top_of(long, long.sheet.head), inner.value()))
    assert seen == sorted(seen)
    assert len(set(seen)) > 90


def test_writing_keeps_the_caret_in_sight(long):
    view = long.sheet.column.view
    for move in (QTextCursor.MoveOperation.End, QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End):
        long.body.moveCursor(move)
        QTest.keyClicks(long.body, "x")
        caret = long.body.viewport().mapTo(view, long.body.cursorRect().center())
        assert view.rect().contains(caret)


def test_a_growing_text_keeps_the_caret_in_sight(desk):
    view = desk.sheet.column.view
    desk.body.setFocus()
    for _ in range(40):
        QTest.keyClicks(desk.body, "line")
        QTest.keyClick(desk.body, Qt.Key.Key_Return)
        caret = desk.body.viewport().mapTo(view, desk.body.cursorRect().center())
        assert view.rect().contains(caret)
    desk.body.selectAll()
    QTest.keyClick(desk.body, Qt.Key.Key_Delete)
    assert desk.body.height() == 300
    assert view.rect().contains(desk.body.viewport().mapTo(view, desk.body.cursorRect().center()))


def test_pressing_the_mouse_does_not_move_the_text_under_it(desk, make):
    desk.resize(680, 480)
    desk.session.open(make(body="\n\n".join([PARAGRAPH] * 3)))
    before = top_of(desk, desk.body)
    QTest.mousePress(desk.body.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert top_of(desk, desk.body) == before
    QTest.mouseRelease(desk.body.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))


def test_the_sheet_asks_no_more_of_a_key_in_a_long_text(long, make):
    """Count what the column does for one key: the bounds hold for any length, so no clock is needed."""
    moved, ranged = [], []
    long.sheet.column.scrolled.connect(lambda: moved.append(time.monotonic()))
    long.sheet.column.bar.rangeChanged.connect(lambda *_: ranged.append(1))
    long.body.moveCursor(QTextCursor.MoveOperation.End)
    moved.clear()
    ranged.clear()
    for _ in range(20):
        QTest.keyClicks(long.body, "x")
    assert len(moved) <= 2
    assert len(ranged) <= 4
