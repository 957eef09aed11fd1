"""The looks of Markdown in the window's colours and the writer's font."""

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from broadsheet.ui.editor import syntax
from broadsheet.ui.editor.syntax import Look
from broadsheet.ui.tokens import Tokens

_HEADING_SCALE = 1.125


class Formats:
    """Character formats, each made once."""

    def __init__(self, tokens: Tokens, font: QFont) -> None:
        self.tokens = tokens
        self._font = font
        self._made: dict[Look, QTextCharFormat] = {}

    def of(self, look: Look) -> QTextCharFormat:
        """Return the format for a combination of looks."""
        if look not in self._made:
            self._made[look] = self._make(look)
        return self._made[look]

    def _make(self, look: Look) -> QTextCharFormat:
        made = QTextCharFormat()
        if look & syntax.BOLD:
            made.setFontWeight(QFont.Weight.Bold)
        if look & syntax.HEADING:
            made.setFontWeight(QFont.Weight.Bold)
            made.setProperty(QTextCharFormat.Property.FontPixelSize, round(self._font.pixelSize() * _HEADING_SCALE))
        if look & syntax.ITALIC:
            made.setFontItalic(True)
        if look & syntax.STRUCK:
            made.setFontStrikeOut(True)
        if look & syntax.CODE:
            made.setFontFamilies(["monospace"])
            made.setFontFixedPitch(True)
        if look & syntax.LINK:
            made.setForeground(QColor(self.tokens.link))
            made.setFontUnderline(True)
        if look & syntax.SOFT:
            made.setForeground(QColor(self.tokens.soft_ink))
            made.setFontWeight(QFont.Weight.Normal)
            made.setFontUnderline(False)
            made.setFontStrikeOut(False)
        return made
