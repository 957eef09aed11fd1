"""Show a picture as the writer turned it: mirrored, then turned by quarters, then straightened. The file stays."""

import math
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from broadsheet.article import photo as photos
from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.pictures.probe import Size

if TYPE_CHECKING:
    from PIL import Image


def is_turned(photo: Photo) -> bool:
    """Tell whether the picture is shown in another way than its file has it."""
    return photo.flipped or photo.quarters != 0 or photo.straighten != 0


def size(given: Size, photo: Photo) -> Size:
    """Return the size of the turned picture, in pixels; nothing is decoded."""
    return inner(_lying(given, photo), photo.straighten)


def straightened(photo: Photo, degrees: float, given: Size) -> Photo:
    """Return the photo straightened by so many degrees; focus and crops by hand stay on the same things of it.

    `given` is the size that its file has. What comes to lie outside is brought to the edge; all crops are to be seen
    anew.
    """
    new = photos.straightened(photo, degrees)
    given = _lying(given, photo)
    lean = _Lean(inner(given, photo.straighten), inner(given, new.straighten), new.straighten - photo.straighten)
    crops = tuple(Crop(one.ratio, lean.box(one.box)) for one in photo.crops if one.box is not None)
    return replace(new, focus=None if photo.focus is None else lean.point(*photo.focus), crops=crops)


def apply(image: "Image.Image", photo: Photo) -> "Image.Image":
    """Return the turned picture; the colours stay as they are. Mode P and 1 must not be straightened."""
    from PIL.Image import Transpose

    if photo.flipped:
        image = image.transpose(Transpose.FLIP_LEFT_RIGHT)
    # Pillow turns the other way: against the clock.
    quarters = (Transpose.ROTATE_270, Transpose.ROTATE_180, Transpose.ROTATE_90)
    if photo.quarters:
        image = image.transpose(quarters[photo.quarters - 1])
    return _straightened(image, photo.straighten) if photo.straighten else image


def inner(given: Size, degrees: float) -> Size:
    """Return the largest upright rectangle inside one turned by up to 45 degrees, whole pixels.

    It has the centre of the picture. Let a picture L by S (L >= S) be turned by an angle with sine s and cosine c. A
    rectangle w by h lies inside while wc + hs <= L and ws + hc <= S: its corners, seen along the turned edges. On both
    bounds the area w * h is largest at w = (Lc - Ss) / (c² - s²), h = (Sc - Ls) / (c² - s²); but where S <= 2scL, on
    the second alone, at w = S / 2s, h = S / 2c (where ws = hc, by the inequality of the means).
    """
    angle = math.radians(abs(degrees))
    sine, cosine = math.sin(angle), math.cos(angle)
    if not sine:
        return given
    long, short = max(given.width, given.height), min(given.width, given.height)
    if short <= 2 * sine * cosine * long:
        wide, high = short / (2 * sine), short / (2 * cosine)
    else:
        double = cosine * cosine - sine * sine
        wide, high = (long * cosine - short * sine) / double, (short * cosine - long * sine) / double
    wide, high = max(1, int(wide + _DUST)), max(1, int(high + _DUST))
    return Size(wide, high) if given.width >= given.height else Size(high, wide)


class _Lean(Struct, frozen=True):
    """Brings places from one straightened picture into another, which leans by so many degrees more."""

    before: Size
    after: Size
    degrees: float

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Return where the same thing is, in shares, at most at the edge."""
        x, y = self._moved(across, down)
        return round(min(1.0, max(0.0, x)), 4), round(min(1.0, max(0.0, y)), 4)

    def box(self, box: Box) -> Box:
        """Return the part around the same thing, of as many pixels where there is room for it, of the same ratio."""
        wide, high = box.width * self.before.width, box.height * self.before.height
        fitting = min(1.0, self.after.width / wide, self.after.height / high)
        width, height = min(1.0, wide * fitting / self.after.width), min(1.0, high * fitting / self.after.height)
        x, y = self._moved(box.left + box.width / 2, box.top + box.height / 2)
        left, top = min(max(0.0, x - width / 2), 1 - width), min(max(0.0, y - height / 2), 1 - height)
        return Box(round(left, 6), round(top, 6), round(width, 6), round(height, 6))

    def _moved(self, across: float, down: float) -> tuple[float, float]:
        sine, cosine = math.sin(math.radians(self.degrees)), math.cos(math.radians(self.degrees))
        x, y = (across - 0.5) * self.before.width, (down - 0.5) * self.before.height
        x, y = cosine * x - sine * y, sine * x + cosine * y
        return x / self.after.width + 0.5, y / self.after.height + 0.5


def _lying(given: Size, photo: Photo) -> Size:
    """Return the size after the quarter turns."""
    return Size(given.height, given.width) if photo.quarters % 2 else given


_DUST = 1e-6
"""Pixels by which a length may miss a whole number because of how computers count."""


def _straightened(image: "Image.Image", degrees: float) -> "Image.Image":
    """Turn clockwise around the centre and keep the inner rectangle, in one step and with one blur."""
    from PIL.Image import Resampling, Transform

    target = inner(Size(*image.size), degrees)
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = target.width / 2, target.height / 2
    # From each pixel of the target back to the picture: the turn against the clock, with y downwards.
    across = (cosine, sine, image.width / 2 - cosine * x - sine * y)
    down = (-sine, cosine, image.height / 2 + sine * x - cosine * y)
    return image.transform((target.width, target.height), Transform.AFFINE, (*across, *down), Resampling.BICUBIC)
