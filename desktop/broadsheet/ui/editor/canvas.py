"""What is painted under and over the words: tints and bars, the ground of a selection, the caret."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QTextBlock, QTextLine

from broadsheet.ui.editor import memory, style
from broadsheet.ui.editor.layout import BodyLayout
from broadsheet.ui.editor.memory import Laid
from broadsheet.ui.editor.syntax import Kind
from broadsheet.ui.tokens import Tokens

_BAR = 3
_OVER = 4
_ROUND = 6
_CARET = 2
_TINTED = (Kind.READ_ALSO, Kind.QUOTE, Kind.CODE, Kind.FENCE)

Seen = tuple[QTextBlock, float, Laid]
"""A block, its top edge in the view, and how it was laid out."""


def paint_under(painter: QPainter, layout: BodyLayout, seen: list[Seen], selection: tuple[int, int]) -> None:
    """Paint the tints of blocks and the ground of the selection."""
    for block, top, laid in seen:
        if laid.kind in _TINTED:
            rect = QRectF(layout.column.left, top, layout.column.width, laid.height)
            if laid.kind is not Kind.READ_ALSO:
                rect.adjust(0, -_edge(block.previous(), laid), 0, _edge(block.next(), laid))
            _paint_tint(painter, layout, rect, laid)
        if selection[0] < selection[1] and not layout.is_folded(block):
            _paint_selection(painter, layout, block, top, selection)


def paint_caret(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    """Paint the caret over Qt's own."""
    painter.fillRect(QRectF(rect.left(), rect.top(), _CARET, rect.height()), QColor(tokens.accent))


def paint_invitation(painter: QPainter, layout: BodyLayout, top: float, words: str) -> None:
    """Paint what an empty article says, where its first word will stand."""
    painter.setFont(layout.document().defaultFont())
    painter.setPen(QColor(layout.formats.tokens.soft_ink))
    rect = QRectF(layout.column.left, top, layout.column.width, layout.slot() * 4)
    metrics = QFontMetricsF(painter.font())
    rect.translate(0, (layout.slot() - metrics.height()) / 2)
    align = Qt.AlignmentFlag.AlignRight if layout.column.right_to_left else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, align | Qt.TextFlag.TextWordWrap, words)


def _edge(neighbour: QTextBlock, laid: Laid) -> int:
    """Return how far a tint reaches over the line beside it: not over one that it goes on with."""
    known = memory.recall(neighbour) if neighbour.isValid() else None
    goes_on = known is not None and (known.kind is Kind.QUOTE) == (laid.kind is Kind.QUOTE) and known.kind in _TINTED
    return 0 if goes_on else _OVER


def _paint_tint(painter: QPainter, layout: BodyLayout, rect: QRectF, laid: Laid) -> None:
    tokens = layout.formats.tokens
    linked = laid.kind is Kind.READ_ALSO
    bar = QRectF(rect.right() - _BAR if laid.mirrored else rect.left(), rect.top(), _BAR, rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if linked:
        shape = QPainterPath()
        shape.addRoundedRect(rect, _ROUND, _ROUND)
        shape.addRect(
            QRectF(rect.right() - _ROUND if laid.mirrored else rect.left(), rect.top(), _ROUND, rect.height())
        )
        shape.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(shape, QColor(tokens.tint))
    else:
        painter.fillRect(rect, QColor(tokens.field))
    if laid.kind in (Kind.READ_ALSO, Kind.QUOTE):
        painter.fillRect(bar, QColor(tokens.link if linked else tokens.hairline))
    painter.restore()


def _paint_selection(
    painter: QPainter, layout: BodyLayout, block: QTextBlock, top: float, selection: tuple[int, int]
) -> None:
    """Paint the ground of selected words as high as the lines stand apart: Qt's own leaves gaps between them."""
    colour = QColor(style.selection(layout.formats.tokens))
    start, end = selection[0] - block.position(), selection[1] - block.position()
    if end <= 0 or start >= block.length():
        return
    lines = block.layout()
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        middle = top + line.y() + line.height() / 2
        height = min(layout.slot(), layout.blockBoundingRect(block).height())
        for left, right in _spans(line, first, last):
            painter.fillRect(QRectF(left, middle - height / 2, right - left, height), colour)


def _spans(line: QTextLine, first: int, last: int) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a line between two positions; several where directions are mixed."""
    if first >= last:
        return
    # Stretches of one direction are where the glyphs of these characters stand; runs know it, positions do not.
    for run in line.glyphRuns(first, last - first):
        box = run.boundingRect()
        yield box.left(), box.right()
