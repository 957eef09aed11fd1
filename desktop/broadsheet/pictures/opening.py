"""The one door to Pillow: open bytes that anybody may have sent, within limits (facts: reliability.md §3.7)."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from broadsheet import errors
from broadsheet.pictures import kinds

if TYPE_CHECKING:
    from PIL import Image

# RuntimeError is what the AVIF decoder raises.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error, zlib.error)


@contextmanager
def opened(data: bytes, kind: kinds.Kind, name: str) -> "Iterator[Image.Image]":
    """Give Pillow's picture, not decoded yet; only Pillow may be asked inside the block.

    Raises errors.PictureRefused: too_many_pixels, damaged.
    """
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = kinds.MOST_PIXELS
    with warnings.catch_warnings():
        # Pillow gossips about metadata and broken animations; we use neither.
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=[kind.pillow]) as image:
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
            raise errors.PictureRefused(name, "too_many_pixels", str(exc)) from exc
        except UnidentifiedImageError as exc:
            # Its words have an address of memory in them.
            raise errors.PictureRefused(name, "damaged", "header") from exc
        except _BROKEN as exc:
            raise errors.PictureRefused(name, "damaged", str(exc)) from exc
