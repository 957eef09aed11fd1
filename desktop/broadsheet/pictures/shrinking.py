"""A picture as it is shown, in no more pixels than are needed: decoded once, then made smaller step by step."""

import math
from collections.abc import Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from broadsheet.article.photo import Box, Photo
from broadsheet.pictures import colour, decoding, orientation, probe, turning
from broadsheet.pictures.probe import Size

if TYPE_CHECKING:
    from PIL import Image

SPARE = 1.5
"""How many times wider than what is made of it a picture is decoded, where it is as wide: what JPEG decoders leave
out to be faster then lies beyond what is seen."""

_FAR = 2
"""From a picture so many times as wide one may make the next as well as from the largest."""


def shown(data: bytes, name: str, photo: Photo, needed: float, spare: float = SPARE) -> "tuple[Image.Image, bool]":
    """Return the first frame upright and turned, in sRGB; and whether browsers show the file itself like that.

    `needed` is the width of the turned picture, in pixels, that something will be made of; it becomes at least so
    `spare` times as wide, or as wide as it is. Raises errors.PictureRefused.
    """
    own = probe.size(data, name)
    scale = min(1.0, needed * spare / turning.size(own, photo).width)
    image = decoding.load(data, name, enough=(math.ceil(own.width * scale), math.ceil(own.height * scale)))
    upright = probe.header(data, name).orientation == orientation.UPRIGHT
    is_original = upright and colour.is_web_ready(image) and not turning.is_turned(photo)
    image = colour.blendable(image)
    image = _nearer(image, math.ceil(own.width * scale), straight=not photo.straighten)
    return turning.apply(colour.to_srgb(image), photo), is_original


def cascade(image: "Image.Image", widths: Sequence[int], size: Size, pool: Executor) -> "dict[int, Image.Image]":
    """Return the picture in these widths, widest first; `size` is the exact one that `image` is a smaller copy of.

    The pool has threads; it makes at once what is made of `image` itself.
    """
    order = sorted(widths, reverse=True)
    sources = {width: [one for one in order if one >= _FAR * width][-1:] for width in order}
    begun = {width: pool.submit(_at_width, image, width, size) for width in order if not sources[width]}
    made: dict[int, Image.Image] = {}
    for width in order:
        made[width] = begun[width].result() if width in begun else _at_width(made[sources[width][0]], width, size)
    return made


def _nearer(image: "Image.Image", width: int, *, straight: bool) -> "Image.Image":
    """Return a picture that is at most twice as wide as needed; one that is to be straightened just so wide.

    To turn a picture by degrees takes longer than all that is made of it afterwards.
    """
    from PIL.Image import Resampling

    about = image.info
    if image.width >= _FAR * width:
        image = image.reduce(image.width // width)
    if not straight and image.width > width:
        image = image.resize((width, math.ceil(image.height * width / image.width)), Resampling.LANCZOS)
    image.info = about
    return image


def cut(image: "Image.Image", part: Box, size: tuple[int, int]) -> "Image.Image":
    """Return a part of the picture in another size, in pixels."""
    from PIL.Image import Resampling

    left, top = part.left * image.width, part.top * image.height
    right = min(image.width, left + part.width * image.width)
    bottom = min(image.height, top + part.height * image.height)
    return image.resize(size, Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=3.0)


def _at_width(image: "Image.Image", width: int, size: Size) -> "Image.Image":
    """Return the image at that width; its proportions are those of `size`, which decoding smaller may have rounded."""
    from PIL.Image import Resampling

    if width >= image.width:
        return image
    height = max(1, round(size.height * width / size.width))
    return image.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)
