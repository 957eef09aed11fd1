"""What is known about pictures: found by asset, turned, merged, read."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from broadsheet.article import merging, model, photo, photos, plain
from broadsheet.article.model import Picture
from broadsheet.article.photo import Box, Crop, Found, Photo

BOAT = Photo("assets/boat.jpg", creator="Rani", copyright="© Rani", focus=(0.25, 0.5))


def article(*known, lead=""):
    return msgspec.structs.replace(model.blank("id"), photos=known, picture=Picture(asset=lead))


def test_the_lead_pictures_focus_and_copyright_have_one_place():
    made = photos.with_photo(article(lead="assets/boat.jpg"), BOAT)
    assert (made.picture.focus, made.picture.copyright) == ((0.25, 0.5), "© Rani")
    assert made.photos == (Photo("assets/boat.jpg", creator="Rani"),)
    assert photos.of(made, "assets/boat.jpg") == BOAT


def test_another_picture_has_all_of_it_in_its_entry():
    made = photos.with_photo(article(lead="assets/other.jpg"), BOAT)
    assert made.photos == (BOAT,)
    assert made.picture == Picture(asset="assets/other.jpg")
    assert photos.of(made, "assets/none.jpg") == Photo("assets/none.jpg")


def test_what_says_nothing_any_more_is_not_kept():
    made = photos.with_photo(article(BOAT), Photo("assets/boat.jpg"))
    assert made.photos == ()


def test_what_the_file_said_is_found_by_its_field():
    kept = Photo("assets/boat.jpg", found=(Found("caption", "A boat", "iim+xmp"),))
    assert photos.said(kept, "caption") == Found("caption", "A boat", "iim+xmp")
    assert photos.said(kept, "credit") is None


def test_a_quarter_turn_takes_the_focus_along():
    assert photo.turned(BOAT, quarters=1).focus == (0.5, 0.25)
    assert photo.turned(BOAT, quarters=2).focus == (0.75, 0.5)
    assert photo.turned(BOAT, quarters=3).quarters == 3


@given(some.integers(0, 3), some.booleans(), some.floats(-45, 45), some.tuples(some.floats(0, 1), some.floats(0, 1)))
def test_turning_and_mirroring_back_gives_what_there_was(quarters, flipped, straighten, focus):
    focus = (round(focus[0], 3), round(focus[1], 3))
    one = Photo("assets/a.jpg", quarters=quarters, flipped=flipped, straighten=straighten, focus=focus)
    around = one
    for _ in range(4):
        around = photo.turned(around, quarters=1)
    assert around == one
    assert photo.turned(photo.turned(one, flip=True), flip=True) == one


def test_a_mirrored_box_is_on_the_other_side_and_to_be_seen_anew():
    one = photo.with_crop(BOAT, Crop("1:1", Box(0.1, 0.2, 0.5, 0.6), seen=True))
    assert photo.turned(one, flip=True).crops == (Crop("1:1", Box(0.4, 0.2, 0.5, 0.6)),)


def test_a_crop_that_follows_the_focus_is_not_written_down():
    one = photo.with_crop(BOAT, Crop("1:1", seen=True))
    assert photo.crop(one, "1:1").seen
    assert photo.with_crop(one, Crop("1:1")).crops == ()


def test_both_sides_of_a_merge_may_change_one_picture():
    base = article(BOAT)
    ours = photos.with_photo(base, msgspec.structs.replace(BOAT, creator="Budi"))
    theirs = photos.with_photo(base, msgspec.structs.replace(BOAT, headline="Home"))
    merged = merging.merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.article.photos == (msgspec.structs.replace(BOAT, creator="Budi", headline="Home"),)


def test_one_field_changed_in_two_ways_is_a_choice_between_two_pictures():
    base = article(BOAT, Photo("assets/b.jpg", creator="A"))
    ours = photos.with_photo(base, Photo("assets/b.jpg", creator="B"))
    theirs = photos.with_photo(base, Photo("assets/b.jpg", creator="C"))
    merged = merging.merge(base, ours, theirs)
    [conflict] = merged.conflicts
    assert (conflict.ours, conflict.theirs, conflict.can_hold_both) == ("b.jpg · B", "b.jpg · C", False)
    assert merging.resolve(merged, {0: "theirs"}).photos == (BOAT, Photo("assets/b.jpg", creator="C"))
    assert merging.resolve(merged, {0: "ours"}).photos == (BOAT, Photo("assets/b.jpg", creator="B"))


def test_a_picture_that_one_side_removed_and_the_other_changed_stays():
    base = article(BOAT)
    changed = photos.with_photo(base, msgspec.structs.replace(BOAT, creator="Budi"))
    assert merging.merge(base, article(), changed).article.photos[0].creator == "Budi"
    assert merging.merge(base, article(), base).article.photos == ()


def test_it_reads_as_one_line():
    one = Photo("assets/boat.jpg", creator="Rani", quarters=1, crops=(Crop("1:1", Box(0, 0, 0.5, 0.5)), Crop("4:3")))
    assert plain.reading(one) == "boat.jpg · Rani · ↻ · 1:1"


@pytest.mark.parametrize(
    "broken", [{"quarters": 4}, {"straighten": 46}, {"crops": [{"ratio": "0:1"}]}, {"focus": [2, 0]}]
)
def test_what_no_picture_can_be_is_refused(broken):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"asset": "assets/a.jpg"} | broken, Photo)
