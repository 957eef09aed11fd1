"""What an article takes over of what a picture's file says, and what stays when another file takes its place."""

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from broadsheet.article.figures import Use
from broadsheet.article.photo import WORDS, Found, Photo

if TYPE_CHECKING:
    # Who only hands labels on shall not wait for them.
    from broadsheet.pictures.metadata import Choice, Chosen

USE_WORDS = ("alt", "caption", "credit")
"""Words of a use of a picture that its file may bring along."""


class Label(Struct, frozen=True):
    """The words of a use, and what is known about its file."""

    alt: str
    caption: str
    credit: str
    photo: Photo


def label(asset: str, chosen: "Chosen") -> Label:
    """Return what a file brings along into a place that has no words yet."""
    told: dict[str, Choice] = {one.field: one for one in chosen.values}
    words = {name: _line(told[name].text) for name in USE_WORDS if name in told}
    facts = {name: told[name].text for name in WORDS if name in told}
    found = tuple(Found(name, text, told[name].source) for name, text in (words | facts).items())
    photo = msgspec.structs.replace(Photo(asset), found=found, **facts)
    return Label(**dict.fromkeys(USE_WORDS, "") | words, photo=photo)


def replaced(new: Label, use: Use, before: Photo) -> Label:
    """Return the label of a file that comes in the place of another, whose use has words.

    What the writer has written stays. What the file before had said goes with it: its credit may be another's. Facts of
    the file are those of the new one.
    """
    said = {one.field: one.text for one in before.found}
    kept = {name: getattr(use, name) for name in USE_WORDS}
    kept = {name: text for name, text in kept.items() if text and text != said.get(name)}
    return msgspec.structs.replace(new, **kept)


def chosen(photo: Photo, caption: str = "") -> "Chosen":
    """Return a photo's facts as they stand now, for `metadata.warnings`."""
    from broadsheet.pictures.metadata import Choice, Chosen

    said = {name: getattr(photo, name) for name in WORDS} | {"caption": caption}
    return Chosen(tuple(Choice(name, text, "") for name, text in said.items() if text))  # type: ignore[arg-type]


def _line(text: str) -> str:
    """Return words on one line: where pictures stand there is no room for paragraphs."""
    return " ".join(text.split())
