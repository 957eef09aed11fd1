"""Markdown files: fields in front, or a heading of the first level, or plain copy in Markdown's clothes."""

import re
from pathlib import Path

import msgspec

from broadsheet.article import model
from broadsheet.article.model import Article
from broadsheet.importing import addresses, beside, edges, fields
from broadsheet.importing.imported import Note
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import decoding, matter

_HEADING = re.compile(r"(# [^\n]*|[^\n]+\n=+[ \t]*)(?:\n|\Z)")
"""`# Headline`, or a line underlined with `=`."""


def read(path: Path) -> Copy:
    """Return a Markdown file as an article, with the pictures that lie beside or below it.

    Raises errors.UnreadableDocument.
    """
    text, notes = decoding.article(path)
    copy = _copy(text)
    lead = copy.article.picture.asset
    shown = dict.fromkeys((*([lead] if lead else []), *addresses.shown(copy.plain or copy.article.body)))
    found, lost = beside.find(path.parent, shown)
    if lead and lead not in found:
        picture = msgspec.structs.replace(copy.article.picture, asset="")
        copy = msgspec.structs.replace(copy, article=msgspec.structs.replace(copy.article, picture=picture))
    return msgspec.structs.replace(copy, pictures=found, notes=(*notes, *copy.notes, *lost), folder=path.parent)


def of_bundle(text: str) -> Copy:
    """Return the text of another program's bundle as an article; its pictures are in the bundle."""
    return _with_fields(text) or Copy(msgspec.structs.replace(model.blank(), body=text))


def _copy(text: str) -> Copy:
    with_fields = _with_fields(text)
    if with_fields is not None:
        return with_fields
    bare = edges.without_edges(text)
    article = _headed(model.blank(), bare)
    return Copy(article) if article.headline else Copy(model.blank(), plain=bare)


def _with_fields(text: str) -> Copy | None:
    found = matter.split(text)
    if found is None:
        return None
    article, notes = fields.fill(found.values)
    if found.raw:
        article = msgspec.structs.replace(article, editor_note=found.raw.strip())
        notes = (Note("unread", found.where),)
    rest = edges.without_edges(found.rest)
    headed = _headed(article, rest)
    # A heading that says something else than the title is a part of the text.
    same = not article.headline or headed.headline.casefold() == article.headline.casefold()
    return Copy(headed if same else msgspec.structs.replace(article, body=rest), notes=notes)


def _headed(article: Article, text: str) -> Article:
    """Return the article with its headline from a heading that opens the text, if one does, and with its body."""
    found = _HEADING.match(text)
    if not found:
        return msgspec.structs.replace(article, body=text)
    # The parser is wanted for the one line only, and not before the window shows.
    from broadsheet.render import blocks

    headline, rest = blocks.split(found[1])[0].text, text[found.end() :]
    return msgspec.structs.replace(article, headline=headline, body=edges.without_edges(rest))
