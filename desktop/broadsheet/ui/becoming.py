"""Another version of the open article taken over as one step that undo takes back."""

import re
from collections.abc import Mapping
from urllib.parse import quote

import msgspec
from PySide6.QtGui import QTextCursor, QTextDocument

from broadsheet.article import alignment
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.ui.editor import positions
from broadsheet.ui.session import Session

_FIELDS = tuple(field.name for field in msgspec.structs.fields(Article) if field.name not in ("id", "body"))


def become(session: Session, article: Article, assets: Mapping[str, bytes], text: str) -> None:
    """Take over every field but the `id`, the body and the pictures of another version; `text` names the step.

    A picture under the name of another one gets a free name. Nothing happens where the article is read-only.
    """
    if session.read_only:
        return
    article, assets = beside(article, assets, session.assets)
    session.hold(assets, article)
    with session.step(text):
        for name in _FIELDS:
            session.set_field(name, getattr(article, name))
        _write(session.document, session.body(), article.body.replace("\r\n", "\n"))


def _write(document: QTextDocument, before: str, after: str) -> None:
    """Make one text of another, touching only the lines that differ: caret and layout stay where they were."""
    if before == after:
        return
    old, new = before.split("\n"), after.split("\n")
    starts = [0]
    for line in old:
        starts.append(starts[-1] + positions.units(line) + 1)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for gap in reversed([*alignment.gaps(alignment.common(old, new), len(old), len(new))]):
        _put(cursor, starts, gap, new, len(old))
    cursor.endEditBlock()


def _put(cursor: QTextCursor, starts: list[int], gap: alignment.Gap, new: list[str], count: int) -> None:
    first, end, new_first, new_end = gap
    text = "\n".join(new[new_first:new_end])
    start, stop = starts[first], starts[end] - 1
    if first == end:
        # Lines come in before the one that stands there, or behind the last one.
        text, stop = (text + "\n", start) if first < count else ("\n" + text, start - 1)
        start = stop
    elif new_first == new_end:
        # Lines go with the line end behind them, the last ones with the one before them.
        start, stop = (start, stop + 1) if end < count else (start - 1, stop)
    cursor.setPosition(start)
    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)


def beside(
    article: Article, assets: Mapping[str, bytes], there: Mapping[str, bytes]
) -> tuple[Article, Mapping[str, bytes]]:
    """Return article and pictures with other names for those whose names other pictures have.

    A picture that is there already gets the name that it has there.
    """
    names = {data: name for name, data in there.items()}
    named: dict[str, bytes] = {}
    for name, data in assets.items():
        if there.get(name, data) == data:
            named[name] = data
            continue
        free = names.get(data) or documents.free_asset_name(name, {**there, **assets, **named})
        named[free] = data
        article = _renamed(article, name, free)
    return article, named


def _renamed(article: Article, name: str, free: str) -> Article:
    body = article.body
    for old, new in ((name, free), (quote(name), quote(free))):
        body = re.sub(f"(?<=[(<]){re.escape(old)}(?=[)>\\s])", new.replace("\\", r"\\"), body)
    picture = article.picture
    if picture.asset == name:
        picture = msgspec.structs.replace(picture, asset=free)
    photos = tuple(msgspec.structs.replace(one, asset=free) if one.asset == name else one for one in article.photos)
    return msgspec.structs.replace(article, body=body, picture=picture, photos=photos)
