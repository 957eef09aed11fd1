"""In which kinds of file a picture is offered: one that every reader has, and newer ones where they are smaller."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from broadsheet.pictures import encoding, kinds, webp
from broadsheet.pictures.kinds import Kind
from broadsheet.pictures.likeness import Qualities

if TYPE_CHECKING:
    from PIL import Image

_PHOTOGRAPHIC = 4
"""How many times heavier than its JPEG a PNG must be to count as a photograph; a screenshot or chart is lighter."""


_WORST, _STEP = 5, 12
"""How far quality goes down, and in which steps, so that no file is heavier than the strongly compressed original."""


class Signing(Struct, frozen=True):
    """How words get into a file: `write` puts them into finished bytes, AVIF takes its blocks while it is made."""

    write: Callable[[bytes, Kind], bytes] | None = None
    exif: bytes = b""
    xmp: bytes = b""

    def signed(self, data: bytes, kind: Kind) -> bytes:
        """Return the file with its words."""
        return data if self.write is None or kind is kinds.AVIF else self.write(data, kind)

    def extra(self, kind: Kind) -> int:
        """Return how many of a file's bytes are words, before it is signed."""
        return len(self.exif) + len(self.xmp) if kind is kinds.AVIF else 0


class Forms(Struct, frozen=True):
    """`base` is for all readers, `newer` for those who know them; `lossless` is about WebP."""

    base: Kind
    newer: tuple[Kind, ...]
    lossless: bool = False

    @property
    def is_lossy(self) -> bool:
        """Tell whether there is a quality to be chosen."""
        return self.base is not kinds.PNG and not self.lossless


def choose(data: bytes, kind: Kind, sample: "Image.Image") -> Forms:
    """Return the forms for a picture by its file and a small copy.

    Photographs are JPEG, WebP and AVIF; drawings, and whatever has holes, PNG and lossless WebP. A WebP stays one.
    """
    if kind is kinds.WEBP:
        lossless = webp.lossless(data)
        return Forms(kinds.WEBP, () if lossless else (kinds.AVIF,), lossless)
    if kind is kinds.JPEG or (sample.mode != "RGBA" and _is_photograph(kind, sample)):
        return Forms(kinds.JPEG, (kinds.AVIF, kinds.WEBP))
    return Forms(kinds.PNG, (kinds.WEBP,), lossless=True)


class Limit(Struct, frozen=True):
    """Bytes that a file of the original's kind may have at most: those of the original."""

    kind: Kind | None = None
    most: int = 0


NO_LIMIT = Limit()


def encode(image: "Image.Image", kind: Kind, *, forms: Forms, told: Qualities, signing: Signing, limit: Limit) -> bytes:
    """Return the image as a file of that kind, of lower quality where it would be heavier than the limit.

    Only an AVIF is signed yet. Several threads may encode at once.
    """
    image = image.copy()  # Pillow keeps the options of one `save` in the image
    if kind is kinds.PNG:
        return encoding.png(image)
    if forms.lossless:
        return encoding.webp(image, lossless=True)
    most = limit.most + signing.extra(kind) if kind is limit.kind else math.inf
    quality = told.of(kind)
    made = _lossy(image, kind, quality, signing)
    while len(made) > most and quality > _WORST:
        quality = max(_WORST, quality - _STEP)
        made = _lossy(image, kind, quality, signing)
    return made


def _lossy(image: "Image.Image", kind: Kind, quality: int, signing: Signing) -> bytes:
    if kind is kinds.AVIF:
        return encoding.avif(image, quality, exif=signing.exif, xmp=signing.xmp)
    return (
        encoding.jpeg(image, quality) if kind is kinds.JPEG else encoding.webp(image, lossless=False, quality=quality)
    )


def _is_photograph(kind: Kind, sample: "Image.Image") -> bool:
    return kind is kinds.AVIF or len(encoding.png(sample)) > _PHOTOGRAPHIC * len(encoding.jpeg(sample))
