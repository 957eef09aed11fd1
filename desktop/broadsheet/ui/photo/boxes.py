"""How a hand moves and resizes a crop: always of its ratio, always inside the picture."""

from broadsheet.article.photo import Box

_LEAST = 0.05
"""Of a picture's width and height: a smaller part is a slip of the hand."""


def moved(box: Box, across: float, down: float) -> Box:
    """Return a part moved by shares of the picture."""
    left = min(max(0.0, box.left + across), 1 - box.width)
    top = min(max(0.0, box.top + down), 1 - box.height)
    return _rounded(Box(max(0.0, left), max(0.0, top), box.width, box.height))


def scaled(box: Box, factor: float, fixed: tuple[float, float] = (0.5, 0.5)) -> Box:
    """Return a part larger or smaller; `fixed` is the point of it, in its own shares, that stays where it is.

    It grows until it meets an edge of the picture, and then moves away from it until it is as large as can be.
    """
    most = min(1 / box.width, 1 / box.height)
    least = min(most, max(_LEAST / box.width, _LEAST / box.height))
    factor = min(max(factor, least), most)
    width, height = min(1.0, box.width * factor), min(1.0, box.height * factor)
    left = box.left + fixed[0] * (box.width - width)
    top = box.top + fixed[1] * (box.height - height)
    return moved(Box(0.0, 0.0, width, height), left, top)


def _rounded(box: Box) -> Box:
    digits = 5
    left, top = round(box.left, digits), round(box.top, digits)
    return Box(left, top, min(box.width, 1 - left), min(box.height, 1 - top))
