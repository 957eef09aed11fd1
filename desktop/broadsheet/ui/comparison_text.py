"""A comparison as rich text: set with cursors, since words of an article must never meet Qt's parser of HTML."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from broadsheet import wording
from broadsheet.article import language, plain
from broadsheet.article.difference import Piece
from broadsheet.article.excerpts import Folded, Line, Rest, Row
from broadsheet.ui import words
from broadsheet.ui.sheet import moment_editor, tags
from broadsheet.ui.sheet.choices import status_words
from broadsheet.ui.tokens import Fonts, Tokens

_MARGIN = 16
_SIZES = {"headline": 22, "deck": 17}
_BODY_PX, _HEADING_PX, _FOLDED_PX = 15, 12, 13
_THIN = "\N{THIN SPACE}"
"""Stands between a word and the one that takes its place, or they would be read as one."""
_LINE_HEIGHT, _TIGHT = 135.0, 110.0
"""Per cent."""
_MOMENTS = {"published", "updated", "embargo"}


class Passage(Struct, frozen=True):
    """One field of a comparison: its two values, and the rows of its text; fields without words have no rows."""

    field: str
    language: str
    before: Any
    after: Any
    rows: tuple[Row, ...]


class Setting:
    """Sets passages into a document of its own, some rows at a time."""

    def __init__(self, document: QTextDocument, tokens: Tokens, fonts: Fonts) -> None:
        self.document = document
        self._tokens, self._fonts = tokens, fonts
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(_MARGIN)
        font = QFont(fonts.sans)
        font.setPixelSize(_BODY_PX)
        document.setDefaultFont(font)
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self._cursor = QTextCursor(document)
        self._begun = False
        self._rows: Iterator[tuple[Passage, Row | None]] = iter(())

    def take(self, passages: tuple[Passage, ...]) -> None:
        """Take what is to be set."""
        self._rows = chain.from_iterable(_all_rows(passage) for passage in passages)

    def set_rows(self, most: int) -> bool:
        """Set up to so many rows and tell whether there are more."""
        self._cursor.beginEditBlock()
        try:
            for _ in range(most):
                passage, row = next(self._rows)
                self._set(passage, row)
        except StopIteration:
            return False
        finally:
            self._cursor.endEditBlock()
        return True

    def say(self, text: str) -> None:
        """Set one sentence."""
        self._block(_block(top=8))
        self._cursor.insertText(text, self._char(_BODY_PX, self._tokens.soft_ink))

    def _set(self, passage: Passage, row: Row | None) -> None:
        if row is None:
            self._block(_block(top=20 if self._begun else 4))
            heading = self._char(_HEADING_PX, self._tokens.soft_ink)
            heading.setFontWeight(QFont.Weight.DemiBold)
            self._cursor.insertText(wording.field(passage.field, words.translate), heading)
        elif isinstance(row, Line):
            self._set_line(passage, row)
        else:
            block = _block(top=8)
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._block(block)
            self._cursor.insertText(_left_out(row), self._char(_FOLDED_PX, self._tokens.soft_ink))

    def _set_line(self, passage: Passage, line: Line) -> None:
        block = _block(top=8 if line.apart else 2)
        height = _TIGHT if passage.field in _SIZES else _LINE_HEIGHT
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setLayoutDirection(_direction(passage))
        self._block(block)
        before = ""
        for piece in line.pieces:
            if before == "gone" and piece.kind == "new":
                self._cursor.insertText(_THIN, self._dressed(passage.field, "same"))
            self._cursor.insertText(piece.text, self._dressed(passage.field, piece.kind))
            before = piece.kind

    def _block(self, block: QTextBlockFormat) -> None:
        if self._begun:
            self._cursor.insertBlock(block)
        else:
            self._cursor.setBlockFormat(block)
        self._begun = True

    def _dressed(self, field: str, kind: str) -> QTextCharFormat:
        """Return how words look; colour says nothing that a line through or under them does not say too."""
        dress = self._char(_SIZES.get(field, _BODY_PX), self._tokens.ink)
        if field in _SIZES:
            dress.setFontFamilies([self._fonts.serif])
        if kind == "gone":
            dress.setFontStrikeOut(True)
            dress.setForeground(QColor(self._tokens.accent))
            dress.setBackground(QColor(self._tokens.gone))
        elif kind == "new":
            dress.setFontUnderline(True)
            dress.setBackground(QColor(self._tokens.new))
        return dress

    def _char(self, size: int, colour: str) -> QTextCharFormat:
        dress = QTextCharFormat()
        dress.setProperty(QTextCharFormat.Property.FontPixelSize, size)
        dress.setForeground(QColor(colour))
        return dress


def _all_rows(passage: Passage) -> Iterator[tuple[Passage, Row | None]]:
    yield passage, None
    if passage.field in plain.WORDLESS:
        kinds = ("gone", "new") if passage.before is not None else ("same",)
        values = (passage.before, passage.after) if passage.before is not None else (passage.after,)
        for kind, value in zip(kinds, values, strict=True):
            if text := _told(passage.field, value, passage.language):
                yield passage, Line((Piece(kind, text),))  # type: ignore[arg-type]
    for row in passage.rows if passage.field not in plain.WORDLESS else ():
        yield passage, row


def _direction(passage: Passage) -> Qt.LayoutDirection:
    """Return how a field is written: its words as its language is, addresses and times as they are themselves."""
    if passage.field in plain.WORDLESS:
        return Qt.LayoutDirection.LayoutDirectionAuto
    right = language.direction(passage.language) == "rtl"
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight


def _told(field: str, value: Any, tag: str) -> str:
    """Return a time, an address or a choice as the sheet shows it."""
    if field in _MOMENTS:
        return moment_editor.words(value, tag) if value else ""
    if field == "language":
        return tags.name(value) if value else ""
    if field == "status":
        return status_words(value)
    if field == "picture.asset":
        return str(value).rpartition("/")[2]
    if isinstance(value, bool):
        return _tr("Yes") if value else _tr("No")
    return plain.reading(value)


def _left_out(row: Folded | Rest) -> str:
    if isinstance(row, Folded):
        text = _tr("… 1 paragraph unchanged …") if row.lines == 1 else _tr("… {0} paragraphs unchanged …")
        return text.format(QLocale().toString(row.lines))
    text = _tr("… and 1 more word …") if row.words == 1 else _tr("… and {0} more words …")
    return text.format(QLocale().toString(row.words))


def _block(*, top: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(top)
    return block


def _tr(text: str) -> str:
    return QCoreApplication.translate("comparison", text)
