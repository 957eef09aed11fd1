"""From bytes to pixels, the right way up."""

from typing import TYPE_CHECKING

from broadsheet.pictures import kinds, opening, orientation, privacy, probe

if TYPE_CHECKING:
    from PIL import Image


def load(data: bytes, name: str = "", enough: tuple[int, int] | None = None) -> "Image.Image":
    """Return the first frame, decoded and upright, still in its own colours.

    Of a JPEG that is much larger than `enough` (width and height as displayed) a smaller one is decoded, never one
    that is smaller than `enough`. Raises errors.PictureRefused.
    """
    kind = kinds.recognise(data, name)
    header = probe.header(data, name)
    if privacy.can_strip(kind):
        data = privacy.strip(data, name)  # what Pillow does not see cannot trip it
    with opening.opened(data, kind, name) as image:
        if enough is not None:
            image.draft(None, enough[::-1] if orientation.swaps(header.orientation) else enough)
        image.load()
    # Pillow has turned a TIFF itself.
    return image if kind is kinds.TIFF else orientation.upright(image, header.orientation)
