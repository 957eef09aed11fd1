"""A window with nothing but the body's editor on an open article."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from broadsheet.article import house, model
from broadsheet.store import document as documents
from broadsheet.ui.editor.body_editor import BodyEditor
from broadsheet.ui.session import Session
from broadsheet.ui.tokens import LIGHT

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk(QMainWindow):
    """A session, an editor on its document, and what stands around it."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(self)
        self.editor = BodyEditor(self)
        self.editor.setDocument(self.session.document)
        self.editor.set_type("Noto Sans", 16)
        self.editor.paint(LIGHT)
        self.editor.set_house(house.find("laut-baru"), "id")
        self.before, self.behind = QWidget(), QWidget()
        whole = QWidget()
        self.column = QVBoxLayout(whole)
        self.column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.before, self.editor, self.behind):
            self.column.addWidget(widget)
        for widget in (self.before, self.behind):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            widget.setFixedHeight(4)
        self.setCentralWidget(whole)
        self.resize(760, 600)

    def open(self, body: str, tag: str = "id") -> None:
        """Open an article with that body, without assets."""
        article = msgspec.structs.replace(model.blank(tag), body=body)
        self.session.open(documents.new(article, {}))

    def body(self) -> str:
        """Return the body exactly, as it would be saved."""
        return self.session.body()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a real key in whatever has the focus."""
        QTest.keyClick(QGuiApplication.focusObject() or self.editor, key, modifiers)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(QGuiApplication.focusObject() or self.editor, text)

    def select(self, start: int, end: int | None = None) -> None:
        """Select by Qt's positions; only the caret without `end`."""
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def caret(self) -> int:
        """Return where the caret is, as Qt counts."""
        return self.editor.textCursor().position()


@pytest.fixture
def desk(qtbot):
    """Return a window with an empty article; its editor has the focus."""
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.editor.setFocus()
    qtbot.waitUntil(made.editor.hasFocus)
    return made
