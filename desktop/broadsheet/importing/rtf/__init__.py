"""Rich Text Format: made HTML of, and then read as all HTML is; headers, footers and properties go into the fields."""

from pathlib import Path

import msgspec

from broadsheet import errors
from broadsheet.article import model
from broadsheet.article.model import Article
from broadsheet.importing import album, fields
from broadsheet.importing.album import Album
from broadsheet.importing.imported import Kind, Note
from broadsheet.importing.office import captions, listings, margins
from broadsheet.importing.rich.limits import TooMuch
from broadsheet.importing.rtf.walk import Walk
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import decoding

MOST_BYTES = 60_000_000


def read(path: Path) -> Copy:
    """Return a rich text as plain copy, with its pictures; raises errors.UnreadableDocument."""
    data = decoding.content(path, MOST_BYTES)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise errors.UnreadableDocument(path, "damaged", "RTF")
    pictures = Album()
    try:
        walk = Walk(data, pictures)
    except TooMuch as exc:
        raise errors.UnreadableDocument(path, *exc.refusal) from exc
    known, around = margins.noted(_known(walk.info), margins.lines((*walk.unseen.lines, *walk.around.lines)))
    html = captions.joined(listings.joined(walk.html()))
    return album.as_copy(html, path, pictures, known, (*_notes(walk), *around))


def _known(info: dict[str, str]) -> Article:
    keywords = info.get("keywords", "").replace(";", ",").split(",")
    return msgspec.structs.replace(
        model.blank(),
        headline=fields.own_title(info.get("title", "")),
        byline=fields.own_authors(info.get("author", "")),
        keywords=tuple(word.strip() for word in keywords if word.strip()),
    )


def _notes(walk: Walk) -> list[Note]:
    counted: dict[Kind, int] = {
        "comments": walk.counts["annotation"],
        "changes": walk.counts["revised"] + walk.counts["deleted"],
        "notes": len(walk.notes),
        "embedded": walk.counts["object"],
        "damaged": walk.counts["cut"],
    }
    return [Note(kind, str(number)) for kind, number in counted.items() if number]
