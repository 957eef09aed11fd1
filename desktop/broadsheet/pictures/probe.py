"""What a picture says of itself before anything is decoded: its size, its kind, whether it moves."""

from msgspec import Struct

from broadsheet import errors
from broadsheet.pictures import baseline, gif, jpeg, kinds, opening, orientation, png, webp
from broadsheet.pictures.container import DamagedError, Header

_HEADERS = {kinds.JPEG: jpeg.header, kinds.PNG: png.header, kinds.GIF: gif.header, kinds.WEBP: webp.header}
_MOVES = {kinds.PNG: png.animated, kinds.GIF: gif.animated, kinds.WEBP: webp.animated}


class Size(Struct, frozen=True):
    """Pixels as the picture is displayed."""

    width: int
    height: int


def size(data: bytes, name: str = "") -> Size:
    """Return the size as browsers display it, EXIF orientation applied; raises errors.PictureRefused."""
    found = header(data, name)
    if orientation.swaps(found.orientation):
        return Size(found.height, found.width)
    return Size(found.width, found.height)


def header(data: bytes, name: str = "") -> Header:
    """Return the stored size and the orientation; raises errors.PictureRefused, also for too many pixels."""
    kind = kinds.recognise(data, name)
    try:
        found = _HEADERS[kind](data) if kind in _HEADERS else _header_by_pillow(data, kind, name)
    except DamagedError as exc:
        raise errors.PictureRefused(name, "damaged", str(exc)) from exc
    if not found.width or not found.height:
        raise errors.PictureRefused(name, "damaged", "no size")
    pixels = found.width * found.height
    if pixels > kinds.MOST_PIXELS:
        most = f"{pixels / 1_000_000:.0f} MP > {kinds.MOST_PIXELS // 1_000_000} MP"
        raise errors.PictureRefused(name, "too_many_pixels", f"{found.width} × {found.height}, {most}")
    return found


def animated(data: bytes, name: str = "") -> bool:
    """Tell whether the picture moves; raises errors.PictureRefused. Of an AVIF only the first frame is taken."""
    moves = _MOVES.get(kinds.recognise(data, name))
    try:
        return moves is not None and moves(data)
    except DamagedError as exc:
        raise errors.PictureRefused(name, "damaged", str(exc)) from exc


def _header_by_pillow(data: bytes, kind: kinds.Kind, name: str) -> Header:
    if kind is kinds.TIFF:
        return Header(*baseline.header(data, name))
    with opening.opened(data, kind, name) as image:
        size, exif = image.size, image.info.get("exif", b"")
    return Header(*size, orientation.read(exif.removeprefix(b"Exif\x00\x00")))
