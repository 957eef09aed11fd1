"""Make the small picture that the compose sheet shows."""

from msgspec import Struct

from broadsheet.pictures import colour, decoding


class Thumbnail(Struct, frozen=True):
    """Pixels as `width * height` times four bytes: red, green, blue, alpha (not premultiplied)."""

    width: int
    height: int
    rgba: bytes


def make(data: bytes, box_width: int, box_height: int, name: str = "") -> Thumbnail:
    """Return the whole first frame, upright and in sRGB, in at most the box (pixels); it is never enlarged.

    A 50-megapixel JPEG takes about a quarter of a second. Raises errors.PictureRefused.
    """
    image = colour.blendable(decoding.load(data, name, enough=(box_width, box_height)))
    image.thumbnail((box_width, box_height))
    image = colour.to_srgb(image).convert("RGBA")
    return Thumbnail(image.width, image.height, image.tobytes())
