"""The crops of a picture side by side: small pictures of all of them from one decoding."""

from collections.abc import Iterable

from broadsheet.article.photo import Photo
from broadsheet.pictures import cropping, probe, shrinking, turning
from broadsheet.pictures.thumbnail import Thumbnail

WHOLE = ""
"""The ratio of the picture that is not cropped."""


def proofs(
    data: bytes, photo: Photo, ratios: Iterable[str], box: tuple[int, int], name: str = ""
) -> dict[str, Thumbnail]:
    """Return each crop, and the whole picture as WHOLE, turned and in sRGB, in at most the box (pixels).

    None is enlarged beyond the pixels of the original. A JPEG of 50 megapixels takes about a third of a second, and
    other threads run meanwhile. Raises errors.PictureRefused.
    """
    size = turning.size(probe.size(data, name), photo)
    crops = cropping.crops(photo, size, ratios)
    sizes = {ratio: _fitting(cropping.pixels(part, size), box) for ratio, part in crops.items()}
    whole = _fitting((0, 0, size.width, size.height), box)
    # How wide the whole picture must be decoded, so that no crop is enlarged.
    widths = [sizes[ratio][0] / max(part.width, 1 / size.width) for ratio, part in crops.items()]
    image, _is_original = shrinking.shown(data, name, photo, min(size.width, max(whole[0], *widths, 1)), spare=1)
    made = {WHOLE: shrinking.cut(image, cropping.WHOLE, whole)}
    made |= {ratio: shrinking.cut(image, part, sizes[ratio]) for ratio, part in crops.items()}
    return {ratio: Thumbnail(*one.size, one.convert("RGBA").tobytes()) for ratio, one in made.items()}


def _fitting(edges: tuple[int, int, int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Return width and height of a part in the box, at most its own."""
    left, top, right, bottom = edges
    scale = min(1.0, box[0] / (right - left), box[1] / (bottom - top))
    return max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
