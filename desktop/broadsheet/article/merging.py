"""A merge of two articles that were made from one: by field, lists by entry, texts by paragraph.

What only one side changed, and what both changed alike, is merged. Where they changed one thing in two ways ours
stands for the moment, and a conflict holds both sides until somebody chooses.
"""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, Literal

import msgspec
from msgspec import Struct

from broadsheet.article import fields, merging_texts, photos, plain, sequences
from broadsheet.article.model import Article

Choice = Literal["ours", "theirs", "both"]

_LISTS = frozenset({"byline", "keywords", "related", "corrections", "photos"})
_TEXTS = frozenset({"body", "editor_note"})
_ONE_VALUE = plain.WORDLESS | {"section", "end_mark", "photos"}


class Conflict(Struct, frozen=True):
    """One thing that both sides changed, and not alike; `base`, `ours` and `theirs` are plain text for reading.

    `parts` are our and their values: paragraphs of a text, entries of a list, or one value. Ours stand from `start`
    on among the paragraphs or entries of the merged field.
    """

    field: str
    base: str
    ours: str
    theirs: str
    parts: tuple[Any, Any]
    start: int = 0

    @property
    def can_hold_both(self) -> bool:
        """Whether the field can hold one side behind the other."""
        return self.field not in _ONE_VALUE


class Merged(Struct, frozen=True):
    """An article from two, and what is still to be chosen, in the order of the model and of the text."""

    article: Article
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Article, ours: Article, theirs: Article) -> Merged:
    """Merge what two sides made of one article; nothing that either added is lost, it may wait in a conflict."""
    identity = ours.id if ours.id != base.id else theirs.id
    article = msgspec.structs.replace(ours, id=identity)
    conflicts: list[Conflict] = []
    for name in plain.FIELDS:
        values = fields.get(base, name), fields.get(ours, name), fields.get(theirs, name)
        value, found = _merged(name, *values)
        conflicts += found
        if value != values[1]:
            article = fields.put(article, name, value)
    return Merged(article, tuple(conflicts))


def resolve(merged: Merged, choices: Mapping[int, Choice]) -> Article:
    """Return the article with the chosen side of each conflict, by its number; ours stands where nothing is chosen.

    Raises IndexError for a conflict that there is not, ValueError for both sides of what can hold only one.
    """
    chosen = [(merged.conflicts[at], choices[at]) for at in sorted(choices)]
    article = merged.article
    for name, group in groupby(chosen, key=lambda one: one[0].field):
        article = fields.put(article, name, _resolved(fields.get(article, name), list(group)))
    return article


def _merged(name: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, list[Conflict]]:
    if ours in (base, theirs) or theirs == base:
        return (theirs if ours == base else ours), []
    if name in _TEXTS:
        text, text_clashes = merging_texts.merge(base, ours, theirs)
        return text, [_conflict(name, clash, merging_texts.read) for clash in text_clashes]
    if name == "photos":
        return _merged_photos(base, ours, theirs)
    if name in _LISTS:
        sides = [sequences.version(value, _key) for value in (base, ours, theirs)]
        merged, clashes = sequences.merge(sides[0], sides[1], sides[2])
        return merged, [_conflict(name, clash, plain.reading) for clash in clashes]
    before, our_text, their_text = map(plain.reading, (base, ours, theirs))
    return ours, [Conflict(name, before, our_text, their_text, (ours, theirs))]


def _merged_photos(base: Any, ours: Any, theirs: Any) -> tuple[Any, list[Conflict]]:
    """Merge photos by asset: each is one thing, of which one side stands."""
    merged, clashes = photos.merge(base, ours, theirs)
    before = {one.asset: one for one in base}
    return merged, [
        Conflict(
            "photos",
            plain.reading(before.get(mine.asset, "")),
            plain.reading(mine),
            plain.reading(other),
            ((mine,), (other,)),
            merged.index(mine),
        )
        for mine, other in clashes
    ]


def _key(entry: Any) -> str:
    """Return a text that only equal entries have, with no words but theirs."""
    return repr(msgspec.structs.astuple(entry) if isinstance(entry, Struct) else entry)


def _conflict(name: str, clash: sequences.Clash[Any], reading: Callable[[Any], str]) -> Conflict:
    base, ours, theirs = map(reading, (clash.base, clash.ours, clash.theirs))
    return Conflict(name, base, ours, theirs, (clash.ours, clash.theirs), clash.start)


def _resolved(value: Any, chosen: list[tuple[Conflict, Choice]]) -> Any:
    name = chosen[0][0].field
    if name in _TEXTS:
        return merging_texts.with_paragraphs(value, _exchanged(merging_texts.paragraphs(value), chosen))
    if name in _LISTS:
        return _exchanged(value, chosen)
    [(conflict, choice)] = chosen
    ours, theirs = conflict.parts
    if choice != "both":
        return ours if choice == "ours" else theirs
    if not conflict.can_hold_both:
        raise ValueError(name)
    return " ".join(part for part in (ours, theirs) if part)


def _exchanged(entries: tuple[Any, ...], chosen: list[tuple[Conflict, Choice]]) -> tuple[Any, ...]:
    """Return the entries with the chosen sides, from the last to the first: so the places of those before stay true."""
    exchanged = list(entries)
    for conflict, choice in reversed(chosen):
        ours, theirs = conflict.parts
        if choice == "both":
            exchanged[conflict.start + len(ours) : conflict.start + len(ours)] = [
                one for one in theirs if one not in ours
            ]
        elif choice == "theirs":
            exchanged[conflict.start : conflict.start + len(ours)] = theirs
    return tuple(exchanged)
