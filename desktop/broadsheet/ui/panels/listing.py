"""Findings and outline as rows of the side panel."""

from collections.abc import Callable, Sequence

from broadsheet import wording
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.checks import Finding
from broadsheet.render.protocol import Piece
from broadsheet.ui.panels.side import Row

_IN_OUTLINE = {"heading", "read_also", "figure", "embed", "table"}
Translate = Callable[[str], str]


def findings(found: Sequence[Finding], tr: Translate) -> list[Row]:
    """Return a row for each finding, in the checks' order."""
    made = []
    for finding in found:
        message = wording.finding(finding, tr)
        made.append(Row(message.what, finding.place, where=message.where, weight=finding.weight))
    return made


def outline(article: Article, pieces: Sequence[Piece], tr: Translate) -> list[Row]:
    """Return the article's parts from top to bottom; parts of the body lead to their line."""
    fields = (
        (article.picture.asset, tr("Lead picture"), "picture.caption"),
        (article.dateline, tr("Dateline · {0}").format(article.dateline), "dateline"),
    )
    ending = (
        (article.source.name, tr("Source · {0}").format(article.source.name), "source.name"),
        (article.related, tr("Related links: {0}").format(len(article.related)), "related.0.title"),
    )
    names = {
        "read_also": tr("Read also · {0}"),
        "figure": tr("Picture · {0}"),
        "embed": tr("Embed · {0}"),
        "table": tr("Table {0}"),
    }
    rows = [Row(text, Place(field)) for value, text, field in fields if value]
    line = 0
    for piece in pieces:
        if piece.kind in _IN_OUTLINE:
            text = names.get(piece.kind, "{0}").format(piece.label).rstrip(" ·")
            rows.append(Row(text, line, indent=int(piece.kind != "heading")))
        line += piece.lines
    return rows + [Row(text, Place(field)) for value, text, field in ending if value]
