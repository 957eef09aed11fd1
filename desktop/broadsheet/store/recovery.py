"""What crashes have left, beside what stands on disk now."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article import fields, model, plain
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store import journal, waiting
from broadsheet.store.document import Document
from broadsheet.store.journal import Recovered

Standing = Literal["unsaved", "same", "changed", "gone", "unreadable"]

_GIVEN = frozenset({"end_mark", "call_to_action.text"})
"""Fields with words that a new article has before anybody has written."""


class Found(Struct, frozen=True):
    """A recovered article and the document that stands at its path now.

    `standing` tells of that one: there never was one, it is the one that was written on, another program has changed
    it since, it is gone, or it cannot be read. `disk` is None in all but the second and third case.
    """

    recovered: Recovered
    disk: Document | None
    standing: Standing

    def pictures(self) -> Mapping[str, bytes]:
        """Return the recovered pictures without those that undo had left behind, as far as that can be known."""
        written = self.recovered.document
        if written is None:
            return {}
        if self.standing in ("gone", "unreadable"):
            return written.assets
        kept = self.disk.assets if self.disk is not None else {}
        return {
            name: data for name, data in written.assets.items() if name in kept or model.mentions(written.article, name)
        }


def look(roots: tuple[Path, ...], aside: Path) -> list[Found]:
    """Return what journals of dead processes hold and no file does, the newest first.

    What holds nothing that could be missed is forgotten at once: an article without a word, one that stands on disk
    word for word, one that a later journal has gone on from. Arguments as for `journal.recover`.
    """
    left = journal.recover(roots, aside)
    found = [_beside(recovered) for recovered in left]
    spare = [
        _is_superfluous(one) or any(_goes_on_from(later, one) for later in left[:place])
        for place, one in enumerate(found)
    ]
    for one, is_spare in zip(found, spare, strict=True):
        if is_spare:
            one.recovered.forget()
    return [one for one, is_spare in zip(found, spare, strict=True) if not is_spare]


def _beside(recovered: Recovered) -> Found:
    written = recovered.document
    if written is None or written.path is None:
        return Found(recovered, None, "unsaved")
    standing, disk = _on_disk(written.path)
    if disk is None:
        return Found(recovered, None, standing)
    known, now = written.identity, disk.identity
    same = known is not None and now is not None and known.sha256 == now.sha256
    return Found(recovered, disk, "same" if same else "changed")


def _on_disk(path: Path) -> tuple[Standing, Document | None]:
    """Return what stands at a path; a drive that does not answer is given up after some seconds."""

    def look() -> tuple[Standing, Document | None]:
        return ("same", documents.open(path)) if os.path.lexists(path) else ("gone", None)

    try:
        return waiting.within(waiting.PATIENCE, look)
    except (errors.UnreadableDocument, TimeoutError):
        return "unreadable", None


def _is_superfluous(found: Found) -> bool:
    written = found.recovered.document
    if written is None or found.recovered.damaged:
        return False
    if found.disk is not None:
        return (
            _as_read(written.article) == _as_read(found.disk.article)
            and found.pictures().items() <= found.disk.assets.items()
        )
    return found.standing == "unsaved" and not found.pictures() and not _has_words(written.article)


def _goes_on_from(later: Recovered, found: Found) -> bool:
    """Tell whether a later journal holds all of this one: a second crash came before that one could be forgotten."""
    written = found.recovered.document
    return (
        written is not None
        and later.document is not None
        and found.pictures().items() <= later.document.assets.items()
        and later.passed(written.article)
    )


def _as_read(article: Article) -> Article:
    """Return an article as it is compared: line ends are those of the file that it stood in."""
    return msgspec.structs.replace(article, body=article.body.replace("\r\n", "\n"))


def _has_words(article: Article) -> bool:
    return any(
        plain.reading(fields.get(article, name)).strip()
        for name in plain.FIELDS
        if name not in plain.WORDLESS and name not in _GIVEN
    )
