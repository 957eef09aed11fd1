"""Findings and outline as rows of the side panel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from broadsheet import wording
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.render.protocol import Piece
from broadsheet.ui import words
from broadsheet.ui.panels.model import Row

if TYPE_CHECKING:
    from broadsheet.checks import Finding

_IN_OUTLINE = {"heading", "read_also", "figure", "gallery", "embed", "table"}


def findings(found: Sequence["Finding"]) -> list[Row]:
    """Return a row for each finding, in the checks' order."""
    return [
        Row(
            wording.finding(one, words.translate),
            one.place,
            where=wording.field(one.place.field, words.translate),
            weight=one.weight,
        )
        for one in found
    ]


def outline(article: Article, pieces: Sequence[Piece]) -> list[Row]:
    """Return the article's parts from top to bottom; parts of the body lead to their line."""
    above = (
        (article.picture.asset, _tr("Lead picture"), "picture.caption"),
        (article.dateline, _tr("Dateline · {0}").format(article.dateline), "dateline"),
    )
    below = (
        (article.source.name, _tr("Source · {0}").format(article.source.name), "source.name"),
        (article.related, _tr("Related stories: {0}").format(len(article.related)), "related.0.title"),
    )
    rows = [Row(text, Place(field)) for value, text, field in above if value]
    line = 0
    for piece in pieces:
        if piece.kind in _IN_OUTLINE:
            rows.append(Row(_part(piece), line, indent=int(piece.kind != "heading")))
        line += piece.lines
    return rows + [Row(text, Place(field)) for value, text, field in below if value]


def _part(piece: Piece) -> str:
    forms = {
        "read_also": _tr("Read also · {0}"),
        "figure": _tr("Picture · {0}"),
        "gallery": _tr("Gallery · {0}"),
        "embed": _tr("Embed · {0}"),
        "table": _tr("Table · {0}"),
    }
    return forms.get(piece.kind, "{0}").format(piece.label).removesuffix(" · ")


def _tr(text: str) -> str:
    return QCoreApplication.translate("listing", text)
