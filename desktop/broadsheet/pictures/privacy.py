"""Take private facts off a picture without touching a pixel: place, camera, owner, editing history, hidden images."""

from broadsheet import errors
from broadsheet.pictures import gif, jpeg, kinds, png, webp
from broadsheet.pictures.container import DamagedError

_STRIPPERS = {kinds.JPEG: jpeg.strip, kinds.PNG: png.strip, kinds.GIF: gif.strip, kinds.WEBP: webp.strip}


def can_strip(kind: kinds.Kind) -> bool:
    """Tell whether pictures of that kind can be cleaned without decoding them."""
    return kind in _STRIPPERS


def strip(data: bytes, name: str = "", *, colours: bool = True) -> bytes:
    """Return the same pixels, colours and orientation without anything else; of a profile what it does.

    Without `colours` the pixels are left as sRGB. Clean bytes come back equal. Raises errors.PictureRefused.
    """
    kind = kinds.recognise(data, name)
    if kind not in _STRIPPERS:
        raise errors.PictureRefused(name, "format", kind.pillow)
    try:
        return _STRIPPERS[kind](data, colours=colours)
    except DamagedError as exc:
        raise errors.PictureRefused(name, "damaged", str(exc)) from exc
