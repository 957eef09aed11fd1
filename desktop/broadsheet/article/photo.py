"""What belongs to a picture's file, wherever the article shows it: who made it, its rights, its crops.

The words that stand with it (alt text, caption, credit) belong to the place where it is shown: the article's
`picture`, or the figure in the body.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Fraction = Annotated[float, Meta(ge=0.0, le=1.0)]
"""A share of a picture's width or height, from its left or top edge."""

Ratio = Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$")]
"""Width to height, `16:9`."""

Private = Literal["place", "serial", "owner", "thumbnail", "maker_note", "history", "file_name", "other"]
"""What a picture's file may tell beside its rights, and what nobody publishes by accident."""

MOST_STRAIGHTENED = 45.0


class Box(Struct, frozen=True):
    """A part of a picture, in shares of its width and height as turned."""

    left: Fraction
    top: Fraction
    width: Fraction
    height: Fraction


class Crop(Struct, frozen=True, omit_defaults=True):
    """One ratio of a picture: without a `box` it follows from the focus; `seen` where the writer has agreed to it."""

    ratio: Ratio
    box: Box | None = None
    seen: bool = False


class Found(Struct, frozen=True):
    """What a picture's file said when it came in: a field of `Photo`, or `alt`, `caption`, `credit`.

    `source` names the standard that held it: `iim`, `xmp`, `exif`, or several with a plus between them.
    """

    field: str
    text: str
    source: str


class Photo(Struct, frozen=True, omit_defaults=True):
    """A picture's own facts and how it is shown; `asset` is its path in the document.

    The picture is mirrored first where it is `flipped`, then turned by `quarters` of a turn clockwise, then by
    `straighten` degrees clockwise, of which the largest upright part without corners is left. `focus` and the boxes
    of `crops` are shares of what that gives. `created` and `expires` are ISO 8601, as exact as the file said.
    `kept` names what stays in the file although it is private. The lead picture's `focus` and `copyright` are the
    article's `picture.focus` and `picture.copyright`, and empty here; `of` and `with_photo` see to that.
    """

    asset: str
    creator: str = ""
    copyright: str = ""
    headline: str = ""
    description: str = ""
    source: str = ""
    usage_terms: str = ""
    instructions: str = ""
    licence_url: str = ""
    digital_source: str = ""
    created: str = ""
    expires: str = ""
    focus: tuple[Fraction, Fraction] | None = None
    flipped: bool = False
    quarters: Annotated[int, Meta(ge=0, le=3)] = 0
    straighten: Annotated[float, Meta(ge=-MOST_STRAIGHTENED, le=MOST_STRAIGHTENED)] = 0.0
    crops: tuple[Crop, ...] = ()
    kept: tuple[Private, ...] = ()
    found: tuple[Found, ...] = ()


WORDS = (
    *("creator", "copyright", "headline", "description", "source", "usage_terms", "instructions"),
    *("licence_url", "digital_source", "created", "expires"),
)
"""The fields of a photo that hold words, addresses and dates of its file."""


def quotient(ratio: str) -> tuple[int, int]:
    """Return the two numbers of a ratio such as `16:9`."""
    width, height = ratio.split(":")
    return int(width), int(height)


def crop(photo: Photo, ratio: str) -> Crop:
    """Return what is set for a ratio; a new one that follows the focus where nothing is."""
    return next((one for one in photo.crops if one.ratio == ratio), Crop(ratio))


def unseen(photo: Photo, ratios: tuple[Ratio, ...]) -> tuple[Ratio, ...]:
    """Return those ratios to whose crops the writer has not agreed."""
    return tuple(ratio for ratio in ratios if not crop(photo, ratio).seen)


def with_crop(photo: Photo, new: Crop) -> Photo:
    """Return the photo with one crop set; one that says nothing goes."""
    others = tuple(one for one in photo.crops if one.ratio != new.ratio)
    return msgspec.structs.replace(photo, crops=others if new == Crop(new.ratio) else (*others, new))


def turned(photo: Photo, *, quarters: int = 0, flip: bool = False) -> Photo:
    """Return the photo turned clockwise as it stands, then mirrored; focus and boxes go along, and are to be seen anew.

    A box of another ratio follows from the focus again after a quarter turn; a square stays one.
    """
    for _ in range(quarters % 4):
        photo = _quarter(photo)
    return _mirrored(photo) if flip else photo


def straightened(photo: Photo, degrees: float) -> Photo:
    """Return the photo straightened by so many degrees; what is left of it is another picture, and its crops too."""
    degrees = max(-MOST_STRAIGHTENED, min(MOST_STRAIGHTENED, degrees))
    return msgspec.structs.replace(photo, straighten=degrees, crops=())


def _quarter(photo: Photo) -> Photo:
    focus = None if photo.focus is None else (round(1 - photo.focus[1], 4), photo.focus[0])
    crops = tuple(Crop(one.ratio, _quarter_box(one.box)) for one in photo.crops if one.box and _is_square(one))
    return msgspec.structs.replace(photo, focus=focus, crops=crops, quarters=(photo.quarters + 1) % 4)


def _is_square(crop: Crop) -> bool:
    across, down = quotient(crop.ratio)
    return across == down


def _quarter_box(box: Box) -> Box:
    return Box(max(0.0, round(1 - box.top - box.height, 6)), box.left, box.height, box.width)


def _mirrored(photo: Photo) -> Photo:
    """Mirror what is seen: before quarters and straightening that is the mirror with both turned the other way."""
    focus = None if photo.focus is None else (round(1 - photo.focus[0], 4), photo.focus[1])
    return msgspec.structs.replace(
        photo,
        focus=focus,
        flipped=not photo.flipped,
        quarters=-photo.quarters % 4,
        straighten=-photo.straighten or 0.0,
        crops=tuple(_mirrored_crop(one) for one in photo.crops),
    )


def _mirrored_crop(one: Crop) -> Crop:
    if one.box is None:
        return Crop(one.ratio)
    left = max(0.0, round(1 - one.box.left - one.box.width, 6))
    return Crop(one.ratio, msgspec.structs.replace(one.box, left=left))
