"""Checks of the pictures: words that readers who cannot see them need, and files that must be there."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from broadsheet.article.place import Place
from broadsheet.checks import markup
from broadsheet.checks.finding import Rule, Spot
from broadsheet.checks.reading import Reading, file_name
from broadsheet.render import content, links

_FILE_NAME = re.compile(r"\S+\.(jpe?g|png|gif|webp|avif|heic|tiff?)\Z", re.IGNORECASE)
_CAMERA_NAME = re.compile(r"(img|dsc[nf]?|pxl|dji|mvimg|whatsapp image|screenshot)[-_ ]?\d", re.IGNORECASE)


def alt_missing(reading: Reading) -> Iterator[Spot]:
    """Find a lead picture without alt text that is not marked as decoration (WCAG 2.2, 1.1.1)."""
    picture = reading.article.picture
    if picture.asset and not picture.decorative and not picture.alt.strip():
        yield Place("picture.alt"), {}


def credit_missing(reading: Reading) -> Iterator[Spot]:
    """Find a lead picture without a credit."""
    if reading.article.picture.asset and not reading.article.picture.credit.strip():
        yield Place("picture.credit"), {}


def without_file(reading: Reading) -> Iterator[Spot]:
    """Find words for a lead picture that is not there: they will not be published."""
    picture = reading.article.picture
    if not picture.asset and (picture.alt or picture.caption or picture.credit):
        yield Place("picture.asset"), {}


def body_alt_missing(reading: Reading) -> Iterator[Spot]:
    """Find pictures in the body without alt text."""
    for place, image in _images(reading):
        if not image.alt.strip():
            yield place, {"name": file_name(image.src)}


def alt_is_caption(reading: Reading) -> Iterator[Spot]:
    """Find alt texts that say the caption again: a screen reader would read it twice."""
    picture = reading.article.picture
    if picture.asset and _same(picture.alt, picture.caption):
        yield Place("picture.alt"), {}
    for passage in reading.passages:
        figures = content.pictured(passage.block.content)
        places = passage.places_of(figure.src for figure in figures)
        yield from ((place, {}) for place, one in zip(places, figures, strict=True) if _same(one.alt, one.caption))


def alt_is_file_name(reading: Reading) -> Iterator[Spot]:
    """Find alt texts that are the name of a file."""
    picture = reading.article.picture
    if picture.asset and _is_file_name(picture.alt, picture.asset):
        yield Place("picture.alt"), {"alt": picture.alt}
    for place, image in _images(reading):
        if _is_file_name(image.alt, image.src):
            yield place, {"alt": image.alt}


def asset_missing(reading: Reading) -> Iterator[Spot]:
    """Find pictures whose file the document does not hold: the article cannot be exported."""
    asset = reading.article.picture.asset
    if asset and asset not in reading.assets:
        yield Place("picture.asset"), {"name": file_name(asset)}
    for place, image in _images(reading):
        asset = links.asset(image.src)
        if asset and asset not in reading.assets:
            yield place, {"name": file_name(asset)}


def _images(reading: Reading) -> Iterator[tuple[Place, markup.Image]]:
    """Yield the pictures of the body, each with where it stands."""
    for passage in reading.passages:
        if "<img" in passage.block.html:
            images = markup.collect(passage.block.html)[1]
            yield from zip(passage.places_of(image.src for image in images), images, strict=True)


def _same(alt: str, caption: str) -> bool:
    return bool(alt.strip()) and alt.strip(" .").casefold() == caption.strip(" .").casefold()


def _is_file_name(alt: str, path: str) -> bool:
    words = alt.strip()
    stem = PurePosixPath(path).stem
    return bool(words) and bool(
        _FILE_NAME.match(words) or _CAMERA_NAME.match(words) or (words == stem and not stem.isalpha())
    )


RULES = (
    Rule("picture_alt_missing", "error", alt_missing),
    Rule("picture_credit_missing", "warning", credit_missing),
    Rule("picture_without_file", "note", without_file),
    Rule("body_alt_missing", "warning", body_alt_missing),
    Rule("alt_is_caption", "warning", alt_is_caption),
    Rule("alt_is_file_name", "warning", alt_is_file_name),
    Rule("asset_missing", "error", asset_missing),
)
