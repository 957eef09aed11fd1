"""The compose sheet: a sheet of paper on which every field looks like the text it will become."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from broadsheet.article import fields
from broadsheet.article.house import House
from broadsheet.article.place import Place
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import order
from broadsheet.ui.sheet.column import Column
from broadsheet.ui.sheet.facts import FACTS
from broadsheet.ui.sheet.field import Field
from broadsheet.ui.sheet.head import Head
from broadsheet.ui.sheet.moment_editor import MomentEditor
from broadsheet.ui.sheet.popover import Popover
from broadsheet.ui.sheet.review_strip import ReviewStrip
from broadsheet.ui.sheet.tail import Tail
from broadsheet.ui.tokens import Fonts, Tokens

_WIDEST = 712
"""Pixels: the body has some 65 characters in a line then, and the head is hardly wider than the body."""


class Sheet(QWidget):
    """Every field of the article around the body; the desk shows left and right of it where there is room."""

    place_entered = Signal(object)
    """The Place where the writer's caret is now."""
    picture_offered = Signal(object, str)
    """A lead picture as bytes or as the Path of a file, and its name."""

    def __init__(self, session: Session, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._editor: QPlainTextEdit | None = None
        self._paper = QFrame(self)
        self._paper.setObjectName("paper")
        self.locked = QLabel(self.tr("This article was made by a newer Broadsheet: it can be read but not changed."))
        self.locked.setObjectName("locked")
        self.locked.setWordWrap(True)
        self.review = ReviewStrip(self)
        self.head = Head(session, fonts, self)
        self.tail = Tail(session, self)
        self.column = Column(self.head, self.tail, self._paper)
        # Chips and entries come and go in bunches; the keyboard's way is laid once behind each bunch.
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self._ordering.timeout.connect(self._lay_way)
        self._finishing = QTimer(self, singleShot=True, interval=0)
        self._finishing.timeout.connect(self.tail.prepare)
        self._is_seen = False
        # A text may grow with the key that moves its caret; only then is it known where the caret is.
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self._follow_caret)
        self._lay_out()
        for part in (self.head, self.tail):
            part.entered.connect(self.place_entered)
            part.entered.connect(self._following.start)
            part.rearranged.connect(self._ordering.start)
        self.review.rearranged.connect(self._ordering.start)
        self.head.picture.offered.connect(self.picture_offered)
        self.column.scrolled.connect(self._close_editors)
        session.title_changed.connect(self._lock)
        session.field_stepped.connect(self.show_change)
        self._lock()
        self._ordering.start()

    def set_body(self, bar: QWidget, editor: QPlainTextEdit) -> None:
        """Put the formatting bar and the body's editor into the sheet."""
        self._editor = editor
        self.head.deck.follow = editor
        self.column.set_body(bar, editor)
        self._ordering.start()

    def set_house(self, house: House) -> None:
        """Take another house's limits and words."""
        self.head.set_house(house)
        self.tail.set_house(house)

    def set_direction(self, *, right_to_left: bool) -> None:
        """Know which way the article runs."""
        self.head.set_direction(right_to_left=right_to_left)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self.head.paint(tokens)
        self.tail.paint(tokens)
        self.review.paint(tokens)

    def go_to(self, place: Place) -> None:
        """Put the caret at a place; what is folded or behind a chip opens. The body's offsets are the editor's own."""
        top = fields.top(place.field)
        if top in self.head.texts:
            field = self.head.texts[top]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.set_caret(place.offset)
        elif any(fact.key == top for fact in FACTS):
            self.column.reveal(self.head.facts)
            self.head.facts.go_to(place.field, place.offset)
            return
        elif top in ("picture", "photos"):
            self.head.picture.go_to(place.field, place.offset)
        elif top == "body":
            self._go_to_body()
            return
        else:
            self.tail.go_to(place.field, place.offset)
        self._reveal_focus()

    def show_change(self, place: Place) -> None:
        """Show where undo or redo has changed a field; a fact is shown on its chip, unless its editor is open."""
        top = fields.top(place.field)
        if any(fact.key == top for fact in FACTS) and not self.head.facts.is_open(top):
            self.column.reveal(self.head.facts)
            self.head.facts.chip(place.field).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go_to(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the rest of the sheet once its beginning is on the screen."""
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            self._finishing.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with the review of what was filled with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.review.isVisible():
            self.review.done.emit()
        else:
            super().keyPressEvent(event)

    def _go_to_body(self) -> None:
        if self._editor is not None:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.reveal_body()

    def _reveal_focus(self) -> None:
        """Scroll to the focus, after what has just opened has its height."""
        self.column.arrange()
        here = QApplication.focusWidget()
        if here is not None and self.column.isAncestorOf(here):
            self.column.reveal(here)

    def _follow_caret(self) -> None:
        here = QApplication.focusWidget()
        if isinstance(here, Field) and self.column.isAncestorOf(here) and not QApplication.mouseButtons().value:
            self.column.reveal(here, here.cursorRect())

    def settle(self) -> None:
        """Take over what is only written in an editor that is open."""
        for editor in self.findChildren(MomentEditor):
            editor.settle()

    def _close_editors(self) -> None:
        for popover in self.findChildren(Popover):
            popover.close_editor()

    def _lock(self) -> None:
        self.locked.setVisible(bool(self._session.read_only))

    def _lay_way(self) -> None:
        order.chain([widget for part in (self.review, *self.column.parts()) for widget in _stops(part)])

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.locked)
        inside.addWidget(self.review)
        inside.addWidget(self.column, 1)
        self._paper.setMaximumWidth(_WIDEST)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addStretch(1)
        outside.addWidget(self._paper, 1000)
        outside.addStretch(1)
        self.setMinimumWidth(400)


def _stops(part: QWidget) -> list[QWidget]:
    return [part] if isinstance(part, QPlainTextEdit) else order.reading(part)
