"""Every crop of a picture at a glance, from one decoding, while the window goes on."""

import threading
import time

import pytest
from PIL import Image

from broadsheet import errors
from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.pictures import proof

RATIOS = ("16:9", "1:1", "4:5")


def pixel(made, x, y):
    """Return red, green and blue at shares of a thumbnail's width and height."""
    at = 4 * (int(y * made.height) * made.width + int(x * made.width))
    return tuple(made.rgba[at : at + 3])


def test_every_ratio_has_its_proof_and_the_whole_too(scene, encoded):
    made = proof.proofs(encoded(scene(1600, 1000), quality=95), Photo("a"), RATIOS, (200, 200))
    sizes = {ratio: (one.width, one.height) for ratio, one in made.items()}
    assert sizes == {proof.WHOLE: (200, 125), "16:9": (200, 112), "1:1": (200, 200), "4:5": (160, 200)}
    assert all(len(one.rgba) == 4 * one.width * one.height for one in made.values())


@pytest.mark.parametrize(("focus", "has_red"), [((0.05, 0.1), True), ((0.95, 0.1), False)])
def test_the_proof_follows_the_focus(scene, encoded, focus, has_red):
    made = proof.proofs(encoded(scene(1600, 1000)), Photo("a", focus=focus), ["1:1"], (200, 200))
    assert (pixel(made["1:1"], 0.05, 0.05)[0] > 150) == has_red


def test_the_proof_is_turned_and_a_small_crop_by_hand_is_sharp(scene, encoded):
    photo = Photo("a", quarters=2, crops=(Crop("1:1", Box(0.75, 0.75, 0.16, 0.256)),))
    made = proof.proofs(encoded(scene(1600, 1000), quality=95), photo, ["1:1"], (300, 300))
    assert pixel(made[proof.WHOLE], 0.95, 0.95)[0] > 150
    assert (made["1:1"].width, made["1:1"].height) == (256, 256)
    assert pixel(made["1:1"], 0.5, 0.5)[0] > 150


def test_a_small_picture_is_not_enlarged(scene, encoded):
    made = proof.proofs(encoded(scene(80, 60), "PNG"), Photo("a"), ["1:1"], (200, 200))
    assert (made["1:1"].width, made["1:1"].height) == (60, 60)


def test_what_is_no_picture_is_refused():
    with pytest.raises(errors.PictureRefused):
        proof.proofs(b"no picture", Photo("a"), RATIOS, (200, 200))


@pytest.fixture(scope="module")
def fifty_megapixels(tmp_path_factory):
    """Return a JPEG of 50 megapixels."""
    path = tmp_path_factory.mktemp("big") / "big.jpg"
    grain = Image.effect_noise((868, 578), 60).resize((8688, 5784), Image.Resampling.BILINEAR)
    Image.merge("RGB", (grain, grain, grain)).save(path, "JPEG", quality=85)
    return path.read_bytes()


def longest_gap(work):
    """Return for how long, in seconds, this thread at most could not run while `work` ran in another."""
    done = threading.Event()

    def run():
        work()
        done.set()

    thread = threading.Thread(target=run)
    gap, last = 0.0, time.perf_counter()
    thread.start()
    while not done.wait(0.001):
        now = time.perf_counter()
        gap, last = max(gap, now - last), now
    thread.join()
    return gap


def test_the_window_is_not_held_up_by_50_megapixels(fifty_megapixels):
    photo = Photo("a", focus=(0.3, 0.3), straighten=2.0)
    held = longest_gap(lambda: sum(range(3_000_000)))  # Python gives way every 5 ms
    assert min(longest_gap(lambda: proof.proofs(fifty_megapixels, photo, RATIOS, (480, 480))) for _ in range(3)) < max(
        0.05, 3 * held
    )
