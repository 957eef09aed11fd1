"""How the body stands on the screen: line height, column, marks in soft ink; every line only when it is seen.

`QTextEdit` lays out the whole article at each key (100,000 words: 280 ms to open, 3.7 ms a key, and growing with the
text), `QPlainTextEdit` only what is seen (10 ms and 0.4 ms), but it knows neither line heights nor formats of blocks.
So this is `QPlainTextEdit`'s layout with the lines placed by us. Nothing of it is in the document, nor in its undo.
"""

import math

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

from broadsheet.ui.editor import memory, positions, syntax
from broadsheet.ui.editor.formats import Formats
from broadsheet.ui.editor.memory import HEIGHT_FROM, Fences, Laid
from broadsheet.ui.editor.syntax import Kind, Line, Run

LINE_HEIGHT = 1.65
FOLDED_FROM = 60_000
"""UTF-16 units, some 9,000 words. Such a line is no prose and costs Qt 40 ms a key: it is folded, never laid out."""
FOLDED_LINES = 3
_GAP = 0.5
"""Height of the blank line between two paragraphs, in lines."""
_SURELY_WORDS = 200
_INSET = 16
_PADDING = 5
_LONG_TOKEN = 4_000
"""Qt looks for the end of a word once for every line of it, which is quadratic; longer ones are broken anywhere."""


class Column(Struct, frozen=True):
    """Where lines stand in the view, in pixels; `rightward` where a paragraph without letters runs right to left."""

    left: float = 36
    width: float = 600
    right_to_left: bool = False


class BodyLayout(QPlainTextDocumentLayout):
    """Lays out one block after the other, as they are asked for."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        super().__init__(document)
        self.formats = formats
        self.column = Column()
        self.labels = syntax.read_also(())
        self._fences = Fences()
        self._blocks = 1
        self._telling = False
        self._unsettled = False
        self._settling = False
        self._take_metrics()

    def refresh(self) -> None:
        """Lay everything out again, with new formats, labels or another column."""
        self._take_metrics()
        self.documentChanged(0, 0, self.document().characterCount())

    def settle(self) -> None:
        """Keep the looks that were given to blocks from being told as changes of the text; call it only when painting.

        `QTextLayout.setFormats` books a change of the document, which Qt would join to the next key's: after scrolling
        through an article the next key would be a change of all of it. Within an edit this would swallow the edit.
        """
        if self._unsettled:
            self._settling = True
            self.document().markContentsDirty(0, 0)
            self._settling = self._unsettled = False

    def slot(self) -> float:
        """Return the height of one line in pixels."""
        return self._slot

    def is_folded(self, block: QTextBlock) -> bool:
        """Tell whether a block is too long to be laid out."""
        return block.length() > FOLDED_FROM

    def laid(self, block: QTextBlock) -> Laid:
        """Return what is known of a block, laid out now where it was not."""
        known = memory.recall(block)
        if known is not None and (block.layout().lineCount() or self.is_folded(block)):
            return known
        return self._lay_out(block)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return a block's place from its own top left corner; Qt asks fifty times a key."""
        height = block.userState() >> HEIGHT_FROM
        if height > 0 and block.layout().lineCount():
            return QRectF(0, 0, self._right, height)
        if not block.isValid() or not block.isVisible():
            return QRectF()
        height = self.laid(block).height
        # A rectangle without width is not "valid": Qt then does not look for lines, which a folded block does not have.
        return QRectF(0, 0, 0 if self.is_folded(block) else self._right, height)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Lay out a block again that changed alone; forget what is known of blocks that changed together."""
        if self._settling:
            return
        document = self.document()
        first = document.findBlock(position)
        last = document.findBlock(max(0, position + removed + added - 1))
        if not last.isValid():
            last = document.lastBlock()
        alone = first.isValid() and first == last and document.blockCount() == self._blocks
        self._blocks = document.blockCount()
        spread = self._fences.follow(first, last)
        if alone:
            self._change_one(first, spread=spread)
        else:
            super().documentChanged(position, removed, added)
            self._forget_gap(last.next())

    def _change_one(self, block: QTextBlock, *, spread: bool) -> None:
        old, new = memory.recall(block), self._lay_out(block)
        if (old is not None and old.kind is Kind.BLANK) != (new.kind is Kind.BLANK):
            self._forget_gap(block.next())
        if old == new and not spread:
            self.updateBlock.emit(block)
        else:
            self.update.emit()

    def _forget_gap(self, block: QTextBlock) -> None:
        """Have a blank line laid out again: its height depends on the line above."""
        if block.isValid() and block.length() == 1:
            block.clearLayout()

    def _take_metrics(self) -> None:
        self._right = self.column.left + self.column.width
        metrics = QFontMetricsF(self.document().defaultFont())
        self._slot = float(round(self.document().defaultFont().pixelSize() * LINE_HEIGHT))
        self._baseline = (self._slot - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        self._metrics = metrics

    def _lay_out(self, block: QTextBlock) -> Laid:
        if self.is_folded(block):
            line, mirrored = Line(Kind.WORDS), False
            block.layout().clearLayout()
            lines, height = 1, self._slot * FOLDED_LINES
        else:
            text = block.text()
            line = syntax.line(text, memory.fence_after(block.previous()), memory.fence_after(block), self.labels)
            mirrored = self._is_mirrored(block, text)
            height = self._place_lines(block, text, line, mirrored=mirrored)
            lines = block.layout().lineCount()
        laid = Laid(math.ceil(height), line.kind, mirrored)
        memory.keep(block, laid)
        if block.lineCount() != lines:
            block.setLineCount(lines)
            self._tell_size()
        return laid

    def _place_lines(self, block: QTextBlock, text: str, line: Line, *, mirrored: bool) -> float:
        """Break a block into lines and return its height; the first line may stand out by the marks of a list."""
        layout = block.layout()
        layout.setTextOption(_option(text, mirrored=mirrored))
        self._take_formats(layout, text, line)
        inset = _INSET if line.kind in (Kind.READ_ALSO, Kind.QUOTE, Kind.CODE, Kind.FENCE) else 0
        padding = _PADDING if line.kind is Kind.READ_ALSO else 0
        left, width, y = self.column.left + (0 if mirrored else inset), self.column.width - inset, float(padding)
        hang = self._metrics.horizontalAdvance(text[: line.mark]) if line.kind in (Kind.ITEM, Kind.QUOTE) else 0
        hang = min(hang, width / 2)
        slot, rise = self._slot, self._baseline
        if line.kind is Kind.BLANK and self._is_gap(block):
            slot *= _GAP
            rise -= self._slot * (1 - _GAP) / 2
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(left, y + rise - row.ascent()))
            y += max(slot, math.ceil(row.height()) if line.kind is not Kind.BLANK else 0)
            if hang:
                left, width, hang = left + (0 if mirrored else hang), width - hang, 0
        layout.endLayout()
        return y + padding

    def _take_formats(self, layout: QTextLayout, text: str, line: Line) -> None:
        """Give a block its looks; what an input method is composing keeps its own."""
        runs = syntax.looks(text, line)
        if runs and positions.has_pairs(text):
            runs = _in_units(runs, text)
        composed, length = layout.preeditAreaPosition(), len(layout.preeditAreaText())
        if length:
            runs = [_behind_composed(run, composed, length) for run in runs]
        ranges = [_range(start, count, self.formats.of(look)) for start, count, look in runs]
        old = layout.formats()
        if length:
            ranges += [kept for kept in old if composed <= kept.start < composed + length]
        if ranges != old:
            layout.setFormats(ranges)
            self._unsettled = True

    def _is_gap(self, block: QTextBlock) -> bool:
        """Tell whether a blank line only keeps two paragraphs apart: the first of several, and not the last line."""
        above = block.previous()
        words = above.isValid() and (above.length() > _SURELY_WORDS or bool(above.text().strip()))
        return words and block.next().isValid()

    def _is_mirrored(self, block: QTextBlock, text: str) -> bool:
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            return True
        return self.column.right_to_left and not any(sign.isalpha() for sign in text[:200])

    def _tell_size(self) -> None:
        """Tell that the number of lines changed, but not from within that telling: it lays out more blocks."""
        if not self._telling:
            self._telling = True
            self.documentSizeChanged.emit(QSizeF(self.documentSize()))
            self._telling = False


def _option(text: str, *, mirrored: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    anywhere = len(text) > _LONG_TOKEN and max(map(len, text.split()), default=0) > _LONG_TOKEN
    mode = QTextOption.WrapMode.WrapAnywhere if anywhere else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    option.setWrapMode(mode)
    return option


def _in_units(runs: list[Run], text: str) -> list[Run]:
    places = positions.Units(text)
    ends = [(places.to_units(start), places.to_units(start + count), look) for start, count, look in runs]
    return [(start, end - start, look) for start, end, look in ends]


def _behind_composed(run: Run, composed: int, length: int) -> Run:
    """Return a run as it is with text in composition set in at `composed`."""
    start, count, look = run
    end = start + count + (length if start + count > composed else 0)
    start += length if start >= composed else 0
    return start, end - start, look


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made
