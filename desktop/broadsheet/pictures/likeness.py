"""How strongly a photograph may be compressed before it shows, measured on a small copy of it.

SSIM of the brightness (Wang, Bovik, Sheikh, Simoncelli, IEEE Transactions on Image Processing 13.4, 2004) over squares
of eight pixels, by Pillow's own sums: 4 ms at 512 × 341 pixels.
"""

import math
from concurrent.futures import Executor
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from broadsheet.pictures import encoding, kinds

if TYPE_CHECKING:
    from PIL import Image

TARGET = 0.97
"""What a JPEG of quality 70 to 82 keeps of most photographs at this size."""

_SAMPLE = 512
"""Pixels, the longer side of the copy."""

_TOO_SMALL = 48
_SQUARE = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2

_RANGES = {
    kinds.JPEG: (68, encoding.JPEG_QUALITY),
    kinds.WEBP: (66, encoding.WEBP_QUALITY),
    kinds.AVIF: (50, encoding.AVIF_QUALITY),
}
"""The usual quality is the best: noise would ask for more, and nobody would see it."""


class Qualities(Struct, frozen=True):
    """What each encoder is told, on its own scale of 0 to 100."""

    jpeg: int = encoding.JPEG_QUALITY
    webp: int = encoding.WEBP_QUALITY
    avif: int = encoding.AVIF_QUALITY

    def of(self, kind: kinds.Kind) -> int:
        """Return the quality of one kind: JPEG, WebP or AVIF."""
        return {kinds.JPEG: self.jpeg, kinds.WEBP: self.webp, kinds.AVIF: self.avif}[kind]


def qualities(image: "Image.Image", pool: Executor) -> Qualities:
    """Return the qualities at which the picture is as alike to itself as TARGET, or the usual ones where it has holes.

    The pool has threads: they try both ends of each scale.
    """
    from PIL.Image import Resampling

    if image.mode == "RGBA" or min(image.size) < _TOO_SMALL:
        return Qualities()
    sample = image.copy()
    sample.thumbnail((_SAMPLE, _SAMPLE), Resampling.LANCZOS)
    whole = Brightness(sample)

    def loss(kind: kinds.Kind, quality: int) -> float:
        return math.log(max(1e-6, 1 - whole.likeness(_decoded(encoding.fast(sample.copy(), kind, quality)))))

    asked = [(kind, quality) for kind, ends in _RANGES.items() for quality in ends]
    losses = list(pool.map(loss, *zip(*asked, strict=True)))
    found = [_between(*_RANGES[kind], *losses[at * 2 : at * 2 + 2]) for at, kind in enumerate(_RANGES)]
    return Qualities(*found)


def _between(low: int, high: int, at_low: float, at_high: float) -> int:
    """Return the quality of the target; the logarithm of what is lost falls about straight with quality."""
    wanted = math.log(1 - TARGET)
    if at_low <= wanted:
        return low
    if at_high >= wanted:
        return high
    return math.ceil(low + (high - low) * (at_low - wanted) / (at_low - at_high))


class Brightness:
    """The brightness of a picture, and what its squares sum up to, for comparing others with it."""

    def __init__(self, image: "Image.Image") -> None:
        self._values = image.convert("L").convert("F")
        self._mean = self._values.reduce(_SQUARE)
        self._square = _product(self._values, self._values).reduce(_SQUARE)

    def likeness(self, other: "Image.Image") -> float:
        """Return the mean SSIM with another picture of the same size: 1 where they are equal."""
        from PIL import ImageMath

        that = Brightness(other)
        both = _product(self._values, that._values).reduce(_SQUARE)
        result = ImageMath.lambda_eval(_ssim, ma=self._mean, mb=that._mean, sa=self._square, sb=that._square, ab=both)
        return float(result.reduce(result.size).getpixel((0, 0)))


def _ssim(given: dict[str, Any]) -> Any:
    ma, mb, sa, sb, ab = (given[name] for name in ("ma", "mb", "sa", "sb", "ab"))
    means, squares = ma * mb, ma * ma + mb * mb
    return ((means * 2 + _C1) * ((ab - means) * 2 + _C2)) / ((squares + _C1) * (sa + sb - squares + _C2))


def _product(one: "Image.Image", other: "Image.Image") -> "Image.Image":
    from PIL import ImageMath

    made: Image.Image = ImageMath.lambda_eval(_times, a=one, b=other)
    return made


def _times(given: dict[str, Any]) -> Any:
    return given["a"] * given["b"]


def _decoded(data: bytes) -> "Image.Image":
    from PIL import Image

    return Image.open(BytesIO(data))
