"""Show a picture as the writer turned it: mirrored, then turned by quarters, then straightened. The file stays."""

import math
from typing import TYPE_CHECKING

from broadsheet.article.photo import Photo
from broadsheet.pictures.probe import Size

if TYPE_CHECKING:
    from PIL import Image


def is_turned(photo: Photo) -> bool:
    """Tell whether the picture is shown in another way than its file has it."""
    return photo.flipped or photo.quarters != 0 or photo.straighten != 0


def size(given: Size, photo: Photo) -> Size:
    """Return the size of the turned picture, in pixels; nothing is decoded."""
    if photo.quarters % 2:
        given = Size(given.height, given.width)
    return inner(given, photo.straighten)


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
