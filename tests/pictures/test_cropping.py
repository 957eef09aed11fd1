"""Where pictures are cut: inside, of the ratio that is wanted, with the focus in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.pictures import cropping
from broadsheet.pictures.probe import Size

RATIOS = some.sampled_from(["16:9", "3:2", "4:3", "1:1", "4:5", "9:16", "191:100"])
SIZES = some.builds(Size, some.integers(1, 9000), some.integers(1, 9000))
SHARE = some.floats(0, 1)


@given(SIZES, RATIOS, some.none() | some.tuples(SHARE, SHARE))
def test_a_crop_is_inside_of_its_ratio_and_has_the_focus(size, ratio, focus):
    box = cropping.box(size, ratio, focus)
    assert 0 <= box.left <= 1 - box.width + 1e-9
    assert 0 <= box.top <= 1 - box.height + 1e-9
    assert box.width == 1 or box.height == pytest.approx(1)
    across, down = map(int, ratio.split(":"))
    assert box.width * size.width * down == pytest.approx(box.height * size.height * across)
    if focus is not None:
        assert box.left - 1e-9 <= focus[0] <= box.left + box.width + 1e-9
        assert box.top - 1e-9 <= focus[1] <= box.top + box.height + 1e-9


@given(SIZES, some.builds(Box, SHARE, SHARE, SHARE, SHARE))
def test_its_pixels_are_in_the_picture_and_there_is_one_at_least(size, box):
    left, top, right, bottom = cropping.pixels(box, size)
    assert 0 <= left < right <= size.width
    assert 0 <= top < bottom <= size.height


def test_what_was_set_by_hand_wins_over_the_focus():
    own = Box(0.0, 0.0, 0.5, 0.5)
    photo = Photo("assets/a.jpg", focus=(1.0, 1.0), crops=(Crop("1:1", own), Crop("4:3", seen=True)))
    found = cropping.crops(photo, Size(400, 300), ("1:1", "4:3"))
    assert found == {"1:1": own, "4:3": Box(0.0, 0.0, 1.0, 1.0)}


def test_without_a_focus_the_top_of_a_portrait_is_kept_rather_than_its_feet():
    assert cropping.box(Size(300, 900), "1:1").top < 0.5 - 1 / 6
    assert cropping.box(Size(900, 300), "1:1").left == pytest.approx(1 / 3)
