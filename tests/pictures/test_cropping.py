"""Crops keep their ratio, stay inside the picture and hold the focus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.pictures import cropping
from broadsheet.pictures.probe import Size

SIZES = st.builds(Size, st.integers(1, 12_000), st.integers(1, 12_000))
RATIOS = st.builds("{}:{}".format, st.integers(1, 32), st.integers(1, 32)) | st.sampled_from(["16:9", "4:5", "191:100"])
SHARES = st.floats(0, 1)
FOCI = st.none() | st.tuples(SHARES, SHARES)
DUST = 1e-9


@given(SIZES, RATIOS, FOCI)
def test_a_crop_is_inside_as_large_as_can_be_and_holds_the_focus(size, ratio, focus):
    box = cropping.box(size, ratio, focus)
    assert box.left >= 0 <= box.top
    assert box.left + box.width <= 1 + DUST
    assert box.top + box.height <= 1 + DUST
    assert max(box.width, box.height) == 1
    if focus is not None:
        assert box.left - DUST <= focus[0] <= box.left + box.width + DUST
        assert box.top - DUST <= focus[1] <= box.top + box.height + DUST


@given(SIZES, RATIOS, FOCI)
def test_in_pixels_it_has_its_ratio_within_one_of_them(size, ratio, focus):
    left, top, right, bottom = cropping.pixels(cropping.box(size, ratio, focus), size)
    assert 0 <= left < right <= size.width
    assert 0 <= top < bottom <= size.height
    across, down = map(int, ratio.split(":"))
    wide, high = right - left, bottom - top
    assert abs(wide - high * across / down) <= max(1, across / down) or abs(high - wide * down / across) <= 1


@given(SIZES, st.builds(Box, SHARES, SHARES, SHARES, SHARES))
def test_any_box_gives_pixels_that_are_there(size, box):
    left, top, right, bottom = cropping.pixels(box, size)
    assert 0 <= left < right <= size.width
    assert 0 <= top < bottom <= size.height


@pytest.mark.parametrize(
    ("focus", "left"), [((0.5, 0.5), 0.25), ((0.6, 0.1), 0.35), ((0.0, 0.0), 0.0), ((1.0, 1.0), 0.5), (None, 0.25)]
)
def test_the_focus_comes_to_the_centre_unless_an_edge_is_in_the_way(focus, left):
    assert cropping.box(Size(1000, 500), "1:1", focus) == Box(pytest.approx(left), 0.0, 0.5, 1.0)


def test_without_a_focus_a_portrait_is_cut_above_its_middle():
    box = cropping.box(Size(600, 900), "16:9")
    assert box.top + box.height / 2 == pytest.approx(0.4)


def test_a_crop_by_hand_wins():
    by_hand = Box(0.1, 0.2, 0.3, 0.3)
    photo = Photo("assets/a.jpg", focus=(0.9, 0.9), crops=(Crop("1:1", by_hand),))
    made = cropping.crops(photo, Size(800, 800), ("1:1", "2:1"))
    assert made["1:1"] == by_hand
    assert made["2:1"] == cropping.box(Size(800, 800), "2:1", (0.9, 0.9))
