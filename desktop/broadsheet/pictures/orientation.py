"""Which way up a picture is: the one fact of EXIF that we keep (EXIF 2.32 §4.6.4 A, tag 0x0112)."""

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

UPRIGHT = 1
_TAG = 0x0112
_SHORT = 3
_MOST_ENTRIES = 1_000


def read(tiff: bytes) -> int:
    """Return the orientation (1 to 8) in the TIFF block of an EXIF segment; upright where it says nothing sensible."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (directory,) = struct.unpack_from(order + "L", tiff, 4)
        (entries,) = struct.unpack_from(order + "H", tiff, directory)
        for index in range(min(entries, _MOST_ENTRIES)):
            tag, kind, count, value = struct.unpack_from(order + "HHLH", tiff, directory + 2 + 12 * index)
            if tag == _TAG:
                return value if kind == _SHORT and count == 1 and 1 <= value <= 8 else UPRIGHT
    except struct.error:
        return UPRIGHT
    return UPRIGHT


def write(orientation: int) -> bytes:
    """Return the smallest TIFF block that holds an orientation."""
    return b"MM\x00*" + struct.pack(">LHHHLHHL", 8, 1, _TAG, _SHORT, 1, orientation, 0, 0)


def swaps(orientation: int) -> bool:
    """Tell whether turning upright swaps width and height."""
    return orientation >= 5


def upright(image: "Image.Image", orientation: int) -> "Image.Image":
    """Return the image as it is to be looked at."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation)
    return image if turn is None else image.transpose(turn)
