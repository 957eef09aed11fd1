"""Make the sizes of a picture that a page offers to browsers."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from broadsheet.pictures import colour, decoding, encoding, kinds, orientation, privacy, probe, webp
from broadsheet.pictures.probe import Size

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (480, 800, 1200, 1600, 2000)
_TOO_CLOSE = 0.9
"""A width above this share of the next one is left out: two files that serve the same screens."""

_PHOTOGRAPHIC = 4
"""How many times heavier than its JPEG a PNG must be to count as a photograph; a screenshot or chart is lighter."""


class Rendition(Struct, frozen=True):
    """One size of a picture. `name_suffix` follows the stem of the asset's name: `-800.jpg`; sizes are in pixels."""

    name_suffix: str
    width: int
    height: int
    media_type: str
    data: bytes


def make(data: bytes, widths: Sequence[int] = WIDTHS, name: str = "") -> Iterator[Rendition]:
    """Yield the renditions, narrowest first: upright, sRGB, without metadata; equal bytes in, equal bytes out.

    None is wider than the original; at least one comes. Photographs stay or become JPEG, still GIF and PNG become
    PNG, WebP stays WebP. The original without its metadata takes the place of a rendition that would be heavier, and
    is the only one of a picture that moves. Raises errors.PictureRefused.
    """
    kind = kinds.recognise(data, name)
    if privacy.can_strip(kind):
        data = privacy.strip(data, name)
    size = probe.size(data, name)
    if probe.animated(data, name):
        yield _rendition(data, kind, size)
        return
    targets = _targets(size.width, widths)
    image = decoding.load(data, name, enough=(2 * targets[-1], 1))
    serves = _can_serve(data, kind, image, name)
    image = colour.to_srgb(_shrunk(colour.blendable(image), 2 * targets[-1], size))
    lossless = kind is kinds.WEBP and webp.lossless(data)
    written_as = _written_as(kind, _shrunk(image, targets[0], size))
    for target in targets:
        smaller = _shrunk(image, target, size)
        written = encoding.encode(smaller, written_as, lossless=lossless)
        if serves and len(written) >= len(data):
            yield _rendition(data, kind, size)
            return
        yield _rendition(written, written_as, Size(*smaller.size))


def _targets(own: int, widths: Sequence[int]) -> tuple[int, ...]:
    """Return the widths to make, ascending; the last is the original's own where that is not too wide."""
    largest = min(own, max(widths))
    return (*(width for width in sorted(set(widths)) if width <= largest * _TOO_CLOSE), largest)


def _can_serve(data: bytes, kind: kinds.Kind, image: "Image.Image", name: str) -> bool:
    """Tell whether browsers show the original as they would show a rendition."""
    upright = probe.header(data, name).orientation == orientation.UPRIGHT
    return upright and privacy.can_strip(kind) and colour.is_web_ready(image)


def _written_as(kind: kinds.Kind, sample: "Image.Image") -> kinds.Kind:
    if kind in (kinds.JPEG, kinds.WEBP):
        return kind
    if sample.mode == "RGBA":
        return kinds.PNG
    photograph = kind is kinds.AVIF or len(encoding.png(sample)) > _PHOTOGRAPHIC * len(encoding.jpeg(sample))
    return kinds.JPEG if photograph else kinds.PNG


def _shrunk(image: "Image.Image", width: int, size: Size) -> "Image.Image":
    """Return the image at that width; its proportions are those of `size`, which decoding smaller may have rounded."""
    from PIL.Image import Resampling

    if width >= image.width:
        return image
    height = max(1, round(size.height * width / size.width))
    return image.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)


def _rendition(data: bytes, kind: kinds.Kind, size: Size) -> Rendition:
    return Rendition(f"-{size.width}{kind.extension}", size.width, size.height, kind.media_type, data)
