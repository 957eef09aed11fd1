"""Where a picture is cut for each ratio: by hand, or the largest part that has the focus in its midst."""

from collections.abc import Iterable

from broadsheet.article import photo as photos
from broadsheet.article.photo import Box, Photo
from broadsheet.pictures.probe import Size

_MIDDLE = (0.5, 0.5)
_HIGHER = (0.5, 0.4)
"""Where to cut a picture higher than wide: what stands upright in it has its face, or its top, in the upper half."""


WHOLE = Box(0.0, 0.0, 1.0, 1.0)
"""The picture as it is."""


def box(size: Size, ratio: str, focus: tuple[float, float] | None = None) -> Box:
    """Return the largest part of that ratio; the focus is as near its centre as the edges of the picture allow."""
    across, down = photos.quotient(ratio)
    # In pixels first: one side is all of the picture's, exactly.
    wide = min(size.width, size.height * across / down)
    high = min(size.height, size.width * down / across)
    width, height = wide / size.width, high / size.height
    x, y = focus or (_HIGHER if size.height > size.width else _MIDDLE)
    return Box(_start(x, width), _start(y, height), width, height)


def crops(photo: Photo, size: Size, ratios: Iterable[str]) -> dict[str, Box]:
    """Return the part for each ratio; one set by hand wins. `size` is that of the picture as turned."""
    return {ratio: photos.crop(photo, ratio).box or box(size, ratio, photo.focus) for ratio in ratios}


def pixels(part: Box, size: Size) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a part in whole pixels: inside the picture, and at least one of them."""
    left, right = _edges(part.left, part.width, size.width)
    top, bottom = _edges(part.top, part.height, size.height)
    return left, top, right, bottom


def _start(focus: float, length: float) -> float:
    return max(0.0, min(focus - length / 2, 1 - length))


def _edges(start: float, length: float, whole: int) -> tuple[int, int]:
    """Return both edges; the length is rounded by itself, so that it does not depend on where the part begins."""
    wanted = max(1, min(whole, round(length * whole)))
    first = max(0, min(whole - wanted, round(start * whole)))
    return first, first + wanted
