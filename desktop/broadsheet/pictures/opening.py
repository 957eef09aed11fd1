"""The one door to Pillow: decode bytes that anybody may have sent, within limits (facts: reliability.md §3.7)."""

import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.pictures import kinds, orientation, probe

if TYPE_CHECKING:
    from PIL import Image


def load(data: bytes, name: str = "", enough: tuple[int, int] | None = None) -> "Image.Image":
    """Return the first frame, decoded and upright.

    Of a JPEG that is much larger than `enough` (width and height as displayed) a smaller one is decoded, never one
    that is smaller than `enough`. Raises errors.PictureRefused.
    """
    header = probe.header(data, name)
    if enough is not None and orientation.swaps(header.orientation):
        enough = enough[::-1]
    image = _decode(data, name, enough)
    return orientation.upright(image, header.orientation)


def _decode(data: bytes, name: str, enough: tuple[int, int] | None) -> "Image.Image":
    from PIL import Image

    # The header was held against this limit already; Pillow holds every frame against it.
    Image.MAX_IMAGE_PIXELS = kinds.MOST_PIXELS
    broken = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(BytesIO(data), formats=[kinds.recognise(data, name).pillow])
            if enough is not None:
                image.draft(None, enough)
            image.load()
        except bombs as exc:
            raise errors.PictureRefused(name, "too_many_pixels", str(exc)) from exc
        except broken as exc:
            raise errors.PictureRefused(name, "damaged", str(exc)) from exc
    return image
