"""A turned picture looks as the writer turned it, and what was marked in it is still marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageDraw

from broadsheet.article import photo as photos
from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.pictures import cropping, turning
from broadsheet.pictures.probe import Size

SIZES = st.builds(Size, st.integers(1, 9_000), st.integers(1, 9_000))
TURNS = st.builds(
    Photo,
    st.just("a"),
    flipped=st.booleans(),
    quarters=st.integers(0, 3),
    straighten=st.floats(-45, 45),
)
STEPS = st.lists(st.sampled_from(["quarter", "back", "half", "flip"]), max_size=5)
TURN = {"quarter": {"quarters": 1}, "back": {"quarters": 3}, "half": {"quarters": 2}, "flip": {"flip": True}}


def marked(width, height, focus):
    """Return a grey picture with a white disc at the focus."""
    image = Image.new("L", (width, height), 110)
    x, y = focus[0] * width, focus[1] * height
    ImageDraw.Draw(image).ellipse((x - 6, y - 6, x + 6, y + 6), fill=255)
    return image


def found(image):
    """Return the middle of the white disc in shares of width and height, and check that no corner is empty."""
    assert image.getextrema()[0] > 40, "a part that the picture has not"
    left, top, right, bottom = image.point(lambda value: 255 if value > 180 else 0).getbbox()
    return (left + right) / 2 / image.width, (top + bottom) / 2 / image.height


@given(STEPS)
def test_the_focus_stays_on_what_it_was_set_on(steps):
    photo = Photo("a", focus=(0.3, 0.2))
    image = marked(200, 120, photo.focus)
    for step in steps:
        photo = photos.turned(photo, **TURN[step])
    assert found(turning.apply(image, photo)) == pytest.approx(photo.focus, abs=0.02)


@pytest.mark.parametrize("degrees", [-45, -30, -7.5, 3, 12, 45])
@given(STEPS)
def test_the_focus_stays_where_a_straightened_picture_is_turned_on(degrees, steps):
    straight = photos.straightened(Photo("a"), degrees)
    image = marked(300, 180, (0.55, 0.42))
    photo = replace(straight, focus=found(turning.apply(image, straight)))
    for step in steps:
        photo = photos.turned(photo, **TURN[step])
    assert found(turning.apply(image, photo)) == pytest.approx(photo.focus, abs=0.03)


@pytest.mark.parametrize("quarters", [0, 1])
@pytest.mark.parametrize("degrees", [-15, -4.3, 0, 7.5, 15])
@pytest.mark.parametrize("before", [-10, 0, 3])
def test_straightening_leaves_the_focus_on_what_it_was_set_on(before, degrees, quarters):
    size = Size(300, 180)
    image = marked(300, 180, (0.55, 0.42))
    leaning = turning.straightened(Photo("a", quarters=quarters), before, size)
    leaning = replace(leaning, focus=found(turning.apply(image, leaning)))
    photo = turning.straightened(leaning, degrees, size)
    assert photo.straighten == degrees
    assert found(turning.apply(image, photo)) == pytest.approx(photo.focus, abs=0.02)


@given(SIZES, TURNS, st.floats(-45, 45), st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_what_straightening_brings_outside_is_at_the_edge(size, photo, degrees, focus):
    made = turning.straightened(replace(photo, focus=focus), degrees, size)
    assert 0 <= made.focus[0] <= 1
    assert 0 <= made.focus[1] <= 1


@given(st.floats(-15, 15), st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_crop_by_hand_stays_inside_and_of_its_ratio_and_is_to_be_seen_anew(degrees, at):
    size = Size(1200, 800)
    part = replace(cropping.box(size, "1:1", at), width=1 / 3, height=1 / 2)
    photo = Photo("a", crops=(Crop("1:1", part, seen=True), Crop("4:3", seen=True)))
    [made] = turning.straightened(photo, degrees, size).crops
    assert (made.ratio, made.seen) == ("1:1", False)
    turned = turning.size(size, Photo("a", straighten=degrees))
    assert made.box.width * turned.width == pytest.approx(made.box.height * turned.height, rel=0.001)
    assert 0 <= made.box.left <= made.box.left + made.box.width <= 1 + 1e-5
    assert 0 <= made.box.top <= made.box.top + made.box.height <= 1 + 1e-5


def test_a_square_crop_goes_along_with_a_quarter_and_others_follow_the_focus_again():
    crops = (Crop("1:1", Box(0.1, 0.2, 0.3, 0.4)), Crop("16:9", Box(0, 0, 1, 0.5)))
    quarter = photos.turned(Photo("a", crops=crops), quarters=1)
    assert quarter.crops == (Crop("1:1", Box(pytest.approx(0.4), 0.1, 0.4, 0.3)),)
    again = photos.turned(quarter, quarters=3)
    assert again.crops[0].box.left == pytest.approx(0.1)
    assert again.crops[0].box.top == pytest.approx(0.2)


@pytest.mark.parametrize(("degrees", "higher"), [(10, "left"), (-10, "right")])
def test_straightening_turns_clockwise(degrees, higher):
    image = Image.new("L", (400, 300), 255)
    image.paste(0, (0, 150, 400, 300))
    made = turning.apply(image, Photo("a", straighten=degrees))
    left, right = (made.crop((x, 0, x + 1, made.height)).histogram()[255] for x in (2, made.width - 3))
    # Light above, dark below: turned clockwise the horizon sinks on the right, and there is more light there.
    assert (right > left) == (higher == "left")


@given(SIZES, TURNS)
def test_the_size_is_known_without_decoding(size, photo):
    known = turning.size(size, photo)
    assert known.width >= 1
    assert known.height >= 1
    flipped = turning.size(size, photos.turned(photo, flip=True))
    quarter = turning.size(size, photos.turned(photo, quarters=1))
    assert (flipped.width, flipped.height) == (known.width, known.height)
    assert (quarter.width, quarter.height) == (known.height, known.width)


@given(st.integers(1, 60), st.integers(1, 60), TURNS)
def test_the_size_is_that_of_the_pixels(width, height, photo):
    made = turning.apply(Image.new("RGB", (width, height)), photo)
    assert Size(*made.size) == turning.size(Size(width, height), photo)


@pytest.mark.parametrize("degrees", [0.5, 2, 10, 20, 33, 44.9, 45])
@pytest.mark.parametrize("size", [Size(3000, 2000), Size(2000, 3000), Size(1000, 1000), Size(4000, 500)])
def test_nothing_larger_fits_between_the_corners(size, degrees):
    """Compare with every height that a search in steps of a thousandth finds."""
    import math

    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))

    def widest(high):
        return min((size.width - high * sine) / cosine, (size.height - high * cosine) / sine)

    best = max(high * widest(high) for high in (size.height * share / 1000 for share in range(1, 1001)))
    made = turning.inner(size, degrees)
    assert made.width * made.height == pytest.approx(best, rel=0.01)
    assert made.width * cosine + made.height * sine <= size.width + 0.01
    assert made.width * sine + made.height * cosine <= size.height + 0.01


def test_what_is_not_turned_is_the_same_picture():
    image = marked(60, 40, (0.5, 0.5))
    assert turning.apply(image, Photo("a")) is image
    assert not turning.is_turned(Photo("a", focus=(0.1, 0.1)))
