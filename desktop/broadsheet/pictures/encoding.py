"""Write pixels that are ready for the web: the same pixels give the same bytes, and nothing but pixels is written."""

from io import BytesIO
from typing import TYPE_CHECKING

from broadsheet.pictures import kinds

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY = 82
FINE_JPEG_QUALITY = 92
"""For pixels that will be resized and compressed once more."""

_WEBP_QUALITY = 82
_MOST_IN_PALETTE = 256


def jpeg(image: "Image.Image", quality: int = JPEG_QUALITY) -> bytes:
    """Return a progressive JPEG of an opaque image; chroma is halved at the usual quality, kept at the fine one."""
    subsampling = "4:2:0" if quality <= JPEG_QUALITY else "4:4:4"
    return _saved(image, "JPEG", quality=quality, progressive=True, optimize=True, subsampling=subsampling)


def png(image: "Image.Image") -> bytes:
    """Return a lossless PNG, with a palette where that loses nothing and is smaller."""
    plain = _saved(image, "PNG", optimize=True)
    palette = _in_palette(image)
    return plain if palette is None else min(plain, _saved(palette, "PNG", optimize=True), key=len)


def webp(image: "Image.Image", *, lossless: bool) -> bytes:
    """Return a still WebP."""
    return _saved(image, "WEBP", quality=_WEBP_QUALITY, lossless=lossless, method=4)


def encode(image: "Image.Image", kind: kinds.Kind, *, lossless: bool = False) -> bytes:
    """Return the image as JPEG, PNG or WebP; `lossless` only says how WebP is to be written."""
    if kind is kinds.JPEG:
        return jpeg(image)
    return webp(image, lossless=lossless) if kind is kinds.WEBP else png(image)


def _in_palette(image: "Image.Image") -> "Image.Image | None":
    """Return the same pixels through a palette, None where that would change one."""
    from PIL import Image

    if image.mode == "L" or image.getcolors(_MOST_IN_PALETTE) is None:
        return None
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    reduced = image.quantize(_MOST_IN_PALETTE, method=method, dither=Image.Dither.NONE)
    return reduced if reduced.convert(image.mode).tobytes() == image.tobytes() else None


def _saved(image: "Image.Image", form: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, format=form, **options)
    return target.getvalue()
