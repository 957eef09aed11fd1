"""Checks of what may be done with pictures: what their files and their agencies say, and what the house asks."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from broadsheet.article import photo as crops
from broadsheet.article import photos
from broadsheet.article.photo import Photo
from broadsheet.article.place import Place
from broadsheet.checks.finding import Rule, Spot
from broadsheet.checks.reading import Reading, file_name
from broadsheet.pictures import labelling
from broadsheet.render import content

_LONGEST = 80


class _Use(Struct, frozen=True):
    """Where a picture of the document is shown first, with its words there."""

    photo: Photo
    place: Place
    caption: str
    credit: str


def crop_unseen(reading: Reading) -> Iterator[Spot]:
    """Find pictures with crops that the writer has not agreed to, where the house asks for it; each picture once."""
    style = reading.house.pictures
    for use in _uses(reading) if style.crops_seen else ():
        unseen = crops.unseen(use.photo, style.ratios)
        if unseen:
            yield use.place, {"name": file_name(use.photo.asset), "ratios": ", ".join(unseen)}


def _restricted(*kinds: str, unless: Callable[[_Use, Reading], bool] | None = None) -> Callable[..., Iterator[Spot]]:
    """Return a rule that finds pictures whose words forbid or demand something of these kinds."""

    def look(reading: Reading) -> Iterator[Spot]:
        for use in _uses(reading):
            if unless is not None and unless(use, reading):
                continue
            for text in _said(use, reading, kinds):
                yield use.place, {"name": file_name(use.photo.asset), "text": _short(text)}

    return look


def _said(use: _Use, reading: Reading, kinds: tuple[str, ...]) -> Iterator[str]:
    if use.photo == Photo(use.photo.asset) and not use.caption:
        return
    # Loaded with the first picture that says something.
    from broadsheet.pictures import metadata

    for one in metadata.warnings(labelling.chosen(use.photo, use.caption), reading.now):
        if one.kind in kinds:
            yield one.text
            return


def _has_credit(use: _Use, _reading: Reading) -> bool:
    return bool(use.credit.strip())


def _is_whole(_use: _Use, reading: Reading) -> bool:
    return not reading.house.pictures.ratios


def _uses(reading: Reading) -> Iterator[_Use]:
    """Yield the pictures that the document holds, each where it is shown first."""
    lead = reading.article.picture
    uses = {lead.asset: (Place("picture.asset"), lead.caption, lead.credit)}
    for passage in reading.passages:
        figures = content.pictured(passage.block.content)
        for place, one in zip(passage.places_of(one.src for one in figures), figures, strict=True):
            uses.setdefault(one.src, (place, one.caption, one.credit))
    for asset, (place, caption, credit) in uses.items():
        if asset in reading.assets:
            yield _Use(photos.of(reading.article, asset), place, caption, credit)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


RULES = (
    Rule("crop_unseen", "error", crop_unseen),
    Rule("picture_expired", "error", _restricted("expired")),
    Rule("picture_embargoed", "warning", _restricted("embargo")),
    Rule("picture_credit_demanded", "error", _restricted("mandatory_credit", unless=_has_credit)),
    Rule("picture_not_to_be_cropped", "warning", _restricted("no_crop", unless=_is_whole)),
    Rule("picture_made_by_machine", "warning", _restricted("ai_generated")),
    Rule("picture_restricted", "note", _restricted("no_archive", "no_sales", "editorial_only")),
)
