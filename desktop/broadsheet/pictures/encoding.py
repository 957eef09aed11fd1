"""Write pixels that are ready for the web: the same pixels give the same bytes, and nothing but pixels is written."""

import tempfile
from io import BytesIO
from typing import TYPE_CHECKING

from broadsheet.pictures import kinds

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY = 82
FINE_JPEG_QUALITY = 92
"""For pixels that will be resized and compressed once more."""

WEBP_QUALITY = 82
AVIF_QUALITY = 66
"""As alike to the picture as a JPEG of JPEG_QUALITY, by `likeness` and over ten photographs."""

_AVIF_SPEED = 8
"""Of ten photographs 6 makes 3 % less and takes three times as long; 9 takes a third, and makes 11 % more."""

_MOST_IN_PALETTE = 256


def jpeg(image: "Image.Image", quality: int = JPEG_QUALITY) -> bytes:
    """Return a progressive JPEG of an opaque image; chroma is halved at the usual quality, kept at the fine one."""
    subsampling = "4:2:0" if quality <= JPEG_QUALITY else "4:4:4"
    options = {"quality": quality, "progressive": True, "optimize": True, "subsampling": subsampling}
    try:
        # Into a file Pillow lets other threads run meanwhile, into memory it does not: 0.1 s at 3 megapixels.
        with tempfile.TemporaryFile() as file:
            image.save(file, format="JPEG", **options)
            file.seek(0)
            return file.read()
    except OSError:
        return _saved(image, "JPEG", **options)


def png(image: "Image.Image") -> bytes:
    """Return a lossless PNG, with a palette where that loses nothing and is smaller."""
    plain = _saved(image, "PNG", optimize=True)
    palette = _in_palette(image)
    return plain if palette is None else min(plain, _saved(palette, "PNG", optimize=True), key=len)


def webp(image: "Image.Image", *, lossless: bool, quality: int = WEBP_QUALITY) -> bytes:
    """Return a still WebP; a lossless one has no quality."""
    return _saved(image, "WEBP", quality=_EFFORT if lossless else quality, lossless=lossless, method=4)


_EFFORT = 75
"""What the quality of a lossless WebP means to its encoder."""


def avif(image: "Image.Image", quality: int = AVIF_QUALITY, *, exif: bytes = b"", xmp: bytes = b"") -> bytes:
    """Return a still AVIF with these blocks of metadata; one thread, because several do not always agree."""
    words = {name: block for name, block in (("exif", exif), ("xmp", xmp)) if block}
    return _saved(image, "AVIF", quality=quality, speed=_AVIF_SPEED, max_threads=1, **words)


def fast(image: "Image.Image", kind: kinds.Kind, quality: int) -> bytes:
    """Return an opaque image as `kind` at a quality, in little time: as good, but heavier than what is published."""
    options = {kinds.WEBP: {"method": 2}, kinds.AVIF: {"speed": 9, "max_threads": 1}}.get(kind, {})
    return _saved(image, kind.pillow, quality=quality, **options)


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
