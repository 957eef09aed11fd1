"""The way between code points and Qt's positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from broadsheet.ui.editor.positions import Offsets, Units, units

TEXT = st.text(alphabet="aé😀\U0001f6a2\u00a0 ك\n", max_size=80)


@given(TEXT, st.integers(0, 80))
def test_units_agree_with_utf_16(text, point):
    point = min(point, len(text))
    places = Units(text)
    assert places.to_units(point) == len(text[:point].encode("utf-16-le")) // 2
    assert places.to_points(places.to_units(point)) == point
    assert units(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.usefixtures("qapp")
@given(TEXT, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 9), TEXT), max_size=6), st.integers(0, 300))
def test_offsets_stay_right_through_edits(text, changes, place):
    document = QTextDocument()
    document.setPlainText(text)
    document.documentLayout()  # without one Qt tells of no change
    offsets = Offsets(document)
    for start, removed, added in changes:
        cursor = QTextCursor(document)
        cursor.setPosition(in_units(text, start))
        cursor.setPosition(in_units(text, start + removed), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(added)
        text = text[:start] + added + text[start + removed :]
        point = min(place, len(text))
        assert offsets.position(point) == in_units(text, point)
        assert offsets.point(in_units(text, point)) == point


def in_units(text, point):
    return len(text[:point].encode("utf-16-le")) // 2


def test_far_jumps_count_the_same_as_near_ones(qapp):
    document = QTextDocument()
    document.setPlainText("😀 kata\n" * 3_000)
    offsets = Offsets(document)
    assert [offsets.point(position) for position in (8 * 2_500, 8 * 10, 8 * 2_999 + 2)] == [
        7 * 2_500,
        70,
        7 * 2_999 + 1,
    ]
