"""Stub."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from broadsheet.article import comparing
from broadsheet.article.model import Article
from broadsheet.ui.tokens import Tokens


class ComparisonView(QPlainTextEdit):
    """Stub."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)

    def show_changes(self, before: Article, after: Article) -> None:
        """Stub."""
        self.setPlainText("\n".join(piece.text for one in comparing.changes(before, after) for piece in one.pieces))
