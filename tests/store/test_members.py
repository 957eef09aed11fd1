"""Names of pictures that every system can keep."""

import pytest

from broadsheet.store import members


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("boat.jpg", "assets/boat.jpg"),
        ("Kapal di Wajo (1).JPG", "assets/Kapal-di-Wajo-1.JPG"),
        ("é/../x.png", "assets/x.png"),
        ("C:\\fakepath\\a.png", "assets/C-fakepath-a.png"),
        ("..", "assets/picture"),
        (".png", "assets/png"),
        ("ikan." + "é" * 20, f"assets/ikan.{'é' * 10}"),
        ("ikan" * 100 + "é" * 400, f"assets/{'ikan' * 30}"),
        ("e\u0301.png", "assets/é.png"),
        ("x" * 400 + ".jpeg", f"assets/{'x' * 120}.jpeg"),
    ],
)
def test_a_picture_gets_a_name_that_fits_everywhere(name, free):
    assert members.free_asset_name(name, {}) == free


def test_a_name_that_some_system_takes_for_a_taken_one_is_not_free():
    taken = {"assets/Boat.jpg": b"", "assets/boat-2.JPG": b""}
    assert members.free_asset_name("boat.jpg", taken) == "assets/boat-3.jpg"


@pytest.mark.parametrize("name", ["a", "\0", "x/" * 50, "🐟.png", "con", "%41?.gif", " . ", "a" * 300])
def test_every_name_that_is_given_is_accepted_back(name):
    members.check([(members.free_asset_name(name, {}), 1)])


def test_many_large_members_are_too_large_together():
    with pytest.raises(members.BundleError) as caught:
        members.check((str(number), members.MOST_MEMBER_BYTES) for number in range(5))
    assert caught.value.reason == "too_large"
    with pytest.raises(members.BundleError) as caught:
        members.check([("one", members.MOST_MEMBER_BYTES + 1)])
    assert (caught.value.reason, caught.value.detail) == ("too_large", "one")
