"""Make the sizes and crops of a picture that a page offers to browsers."""

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from broadsheet.article.photo import Box, Photo
from broadsheet.pictures import cropping, forms, kinds, likeness, privacy, probe, shrinking, turning
from broadsheet.pictures.forms import NO_LIMIT, Forms, Limit, Signing
from broadsheet.pictures.kinds import Kind
from broadsheet.pictures.likeness import Qualities
from broadsheet.pictures.probe import Size

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (480, 800, 1200, 1600, 2000)
CROP_WIDTH = 1200
"""Pixels, at most, of a crop's only file: what Google asks of an article's image."""

_TOO_CLOSE = 0.9
"""A width above this share of the next one is left out: two files that serve the same screens."""

_WORTH_A_LOSS = 0.95
"""A rendition that is not even so much lighter than the original is not worth compressing the picture once more."""

_MOST_THREADS = 4
_LEAST = 1e-6


class Rendition(Struct, frozen=True):
    """One file of a picture. `name_suffix` follows the stem of the asset's name: `-800.jpg`; sizes are in pixels.

    `ratio` is that of a crop, `16:9`, and empty where the whole picture is shown.
    """

    name_suffix: str
    width: int
    height: int
    media_type: str
    data: bytes
    ratio: str = ""


def make(
    data: bytes,
    widths: Sequence[int] = WIDTHS,
    name: str = "",
    *,
    photo: Photo | None = None,
    ratios: Sequence[str] = (),
    signing: Signing | None = None,
    newer: bool = True,
) -> Iterator[Rendition]:
    """Yield the renditions, widest first, then one crop for each ratio: as the photo is turned, in sRGB, signed.

    Equal input gives equal bytes. None is wider than the original; at least one comes, in the form that `forms.choose`
    calls base, and in the newer ones where they are wanted. Words apart, none is heavier than the original in its form
    or than a wider one: the original without its metadata takes the place of such a rendition, else its quality is
    less. The original is the only one of a picture that moves. A newer form comes where it is lighter than the base of
    the same width, and not at all where it is heavier at the full width. Raises errors.PictureRefused.
    """
    photo, signing = photo or Photo(name), signing or Signing()
    kind = kinds.recognise(data, name)
    if privacy.can_strip(kind):
        data = privacy.strip(data, name)
    if probe.animated(data, name):
        yield _rendition(signing.signed(data, kind), kind, probe.size(data, name))
        return
    size = turning.size(probe.size(data, name), photo)
    targets = _targets(size.width, widths)
    crops = cropping.crops(photo, size, ratios)
    # One row of files is made of a crop, not a cascade: it needs no pixels to spare.
    wholes = [_crop_size(box, size).width / max(box.width, _LEAST) / shrinking.SPARE for box in crops.values()]
    needed = max(targets[-1], *wholes, 1)
    image, is_original = shrinking.shown(data, name, photo, needed)
    pool = ThreadPoolExecutor(max(1, min(_MOST_THREADS, os.cpu_count() or 1)))
    try:
        sizes = shrinking.cascade(image, targets, size, pool)
        chosen = forms.choose(data, kind, sizes[targets[0]])
        chosen = chosen if newer else msgspec.structs.replace(chosen, newer=())
        original = None
        if is_original and privacy.can_strip(kind):
            original = _rendition(privacy.strip(data, name, colours=False), kind, size)
        told = likeness.qualities(image, pool) if chosen.is_lossy else Qualities()
        encode = partial(forms.encode, forms=chosen, told=told, signing=signing)
        limit = Limit(kind, len(data))
        # Better the original itself than one that was compressed once more, and worse.
        whole = NO_LIMIT if original else limit
        files = {
            (width, form): pool.submit(encode, sizes[width], form, limit=whole)
            for width in sizes
            for form in (*chosen.newer, chosen.base)
        }
        cuts = {ratio: _cut(image, box, size) for ratio, box in crops.items()}
        parts = {ratio: pool.submit(encode, one, chosen.base, limit=limit) for ratio, one in cuts.items()}
        yield from _whole(files, sizes, chosen, signing, original)
        for ratio, one in cuts.items():
            yield _crop(parts[ratio].result(), Size(*one.size), ratio, signing, original)
    finally:
        pool.shutdown(cancel_futures=True)


def _whole(
    files: Mapping[tuple[int, Kind], "Future[bytes]"],
    sizes: "Mapping[int, Image.Image]",
    chosen: Forms,
    signing: Signing,
    original: Rendition | None,
) -> Iterator[Rendition]:
    """Yield the whole picture in its widths and forms, leaving out what serves nobody."""
    newer, widest = chosen.newer, max(sizes)
    most = len(original.data) * _WORTH_A_LOSS if original else math.inf
    weights: dict[Kind, float] = {}  # of what came last, and so is wider
    for width, image in sizes.items():
        size = Size(*image.size)
        base = files[width, chosen.base].result()
        if len(base) < min(most, weights.get(chosen.base, math.inf)):
            weights[chosen.base] = len(base)
            yield _rendition(signing.signed(base, chosen.base), chosen.base, size)
        elif original and width == widest:
            weights[chosen.base] = len(original.data)
            yield msgspec.structs.replace(original, data=signing.signed(original.data, kinds.recognise(original.data)))
            if original.media_type != chosen.base.media_type:
                most = 0  # in another kind of file, so readers would have the choice of all files but this one
        for form in newer:
            data = files[width, form].result()
            weight = len(data) - signing.extra(form)
            if weight < min(weights[chosen.base], weights.get(form, math.inf)):
                weights[form] = weight
                yield _rendition(signing.signed(data, form), form, size)
        if width == widest:
            newer = tuple(form for form in newer if form in weights)


def _crop(made: bytes, size: Size, ratio: str, signing: Signing, original: Rendition | None) -> Rendition:
    """Return a crop's file: the original where the crop is all of it, and lighter."""
    if original and (original.width, original.height) == (size.width, size.height) and len(original.data) < len(made):
        made = original.data
    form = kinds.recognise(made)
    return _rendition(signing.signed(made, form), form, size, ratio)


def _targets(own: int, widths: Sequence[int]) -> tuple[int, ...]:
    """Return the widths to make, ascending; the last is the original's own where that is not too wide."""
    largest = min(own, max(widths))
    return (*(width for width in sorted(set(widths)) if width <= largest * _TOO_CLOSE), largest)


def _crop_size(box: Box, size: Size) -> Size:
    """Return the pixels of a crop's file: those of the original, or fewer."""
    left, top, right, bottom = cropping.pixels(box, size)
    width = min(CROP_WIDTH, right - left)
    return Size(width, max(1, round(width * (bottom - top) / (right - left))))


def _cut(image: "Image.Image", box: Box, size: Size) -> "Image.Image":
    target = _crop_size(box, size)
    return shrinking.cut(image, box, (target.width, target.height))


def _rendition(data: bytes, kind: Kind, size: Size, ratio: str = "") -> Rendition:
    part = f"-{ratio.replace(':', 'x')}" if ratio else ""
    name_suffix = f"{part}-{size.width}{kind.extension}"
    return Rendition(name_suffix, size.width, size.height, kind.media_type, data, ratio)
