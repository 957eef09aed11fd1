"""The one text field of the sheet: it looks like the text it holds, grows with it and leaves undo to the session."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from broadsheet.article import trimming
from broadsheet.ui import pasting

_PARAGRAPH, _LINE = "\u2029", "\u2028"
_MOST_LINES = 12
"""A taller field scrolls inside itself: a story pasted into the headline must not push the sheet away."""
_LONG_TEXT = 4000
"""Characters; beyond it lines break anywhere, because Qt needs 20 s to break 1 MB without a space between words."""
_OWN_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CROSSING = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_BACK_SOON = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_ELSEWHERE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def units(text: str, points: int) -> int:
    """Return how many UTF-16 units, Qt's measure, the first `points` characters of a text take."""
    return len(text[:points].encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, position: int) -> int:
    """Return how many characters the first `position` UTF-16 units of a text are."""
    return len(text.encode("utf-16-le", "surrogatepass")[: position * 2].decode("utf-16-le", "ignore"))


class Field(QPlainTextEdit):
    """Plain text of one paragraph or, with `lines`, of several; both wrap and grow.

    Undo and redo keys pass through to the window. `follow` is where Return leads from a field of one paragraph;
    without it the next widget in the order of the keyboard has the focus. The arrow keys cross to `before` and
    `follow` as they would between paragraphs. `tidy` puts a text in order that the writer leaves.
    `diverts` is offered what is pasted before, and tells whether it took it.
    """

    edited = Signal(str)
    """The writer changed the text."""
    caret_moved = Signal(int)
    """The caret entered or moved while the field has the focus; counts characters."""
    finished = Signal()
    """Return was pressed in a field of one paragraph."""
    passed_on = Signal()
    """Something else than words was pasted: the clipboard may be for whoever stands behind the field."""

    def __init__(self, name: str, placeholder: str = "", *, lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow: QWidget | None = None
        self.before: QWidget | None = None
        self.tidy: Callable[[str], str] | None = None
        self.diverts: Callable[[QMimeData], bool] | None = None
        self._lines = lines
        self._quiet = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell)
        self.cursorPositionChanged.connect(self._tell_caret)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """Return the text exactly; `toPlainText` would turn no-break spaces into spaces."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")

    def set_text(self, text: str) -> None:
        """Show another text without telling; only what differs is replaced, so that the caret keeps its place."""
        old = self.text()
        if old == text:
            return
        change = trimming.between(old, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(old, change.start))
        cursor.setPosition(units(old, change.start + change.removed), QTextCursor.MoveMode.KeepAnchor)
        self._wrap(len(text))
        self._quiet = True
        cursor.insertText(text[change.start : change.start + change.added])
        self._quiet = False
        self._turn()
        if self.hasFocus():
            self.setTextCursor(cursor)
        self._grow()

    def set_caret(self, offset: int) -> None:
        """Put the caret before the character `offset`, or select all where it is negative."""
        text = self.text()
        cursor = self.textCursor()
        if offset < 0:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            cursor.setPosition(units(text, min(offset, len(text))))
        self.setTextCursor(cursor)

    def words_menu(self) -> QMenu:
        """Return the usual menu without an undo that would only be the field's own."""
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:
            if action.isSeparator() or action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        return menu

    def set_font(self, font: QFont) -> None:
        """Wear a font and take the height that it needs."""
        self.setFont(font)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window: Qt would claim the keys for the field's own, empty undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return lead on from a field of one paragraph, and break the line in others."""
        if _is_undo(event) or (event.key() in _RETURN and event.modifiers() & _ELSEWHERE):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            # After a paste by key Qt shows the caret even where the focus has gone along with what was pasted.
            self.paste()
        elif event.key() in _CROSSING and not event.modifiers():
            self._cross(event)
        elif event.key() not in _RETURN:
            super().keyPressEvent(event)
        elif self._lines:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            self._lead_on()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words only: a dropped file or picture goes to whoever stands behind the field."""
        return pasting.has_words(source) and not source.hasUrls() and not source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain words; in a field of one paragraph the lines are joined by spaces.

        A picture is not for here, and must not wipe out what is selected either.
        """
        if not pasting.has_words(source):
            self.passed_on.emit()
            return
        if self.diverts is not None and not self.isReadOnly() and self.diverts(source):
            return
        text = pasting.words(source)
        if not self._lines:
            text = " ".join(line.strip() for line in text.split("\n") if line.strip()) if "\n" in text else text
        self._wrap(self.document().characterCount() + len(text))
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words exactly and nothing else: Qt would send along a page in its own style."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n"))
        return data

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell where the writer is now."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._tell_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep nothing selected where nobody writes, unless it is only a menu or another window that is looked at."""
        super().focusOutEvent(event)
        if event.reason() not in _BACK_SOON:
            self._put_in_order()
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what one does with words."""
        menu = self.words_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the sheet, unless the text is taller than the field may grow."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the text needs at the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the text needs; only now are style and width known."""
        super().showEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """Return a modest width; the height is the text's."""
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        """Allow narrow panes."""
        return QSize(48, self.height())

    def _cross(self, event: QKeyEvent) -> None:
        up = event.key() == Qt.Key.Key_Up
        neighbour = self.before if up else self.follow
        move = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        if neighbour is None or self.textCursor().movePosition(move):
            super().keyPressEvent(event)
        else:
            neighbour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_in_order(self) -> None:
        text = self.text()
        tidied = self.tidy(text) if self.tidy is not None else text
        if tidied != text and not self.isReadOnly():
            self.set_text(tidied)
            self.edited.emit(tidied)

    def _lead_on(self) -> None:
        self._put_in_order()
        if self.follow is not None:
            self.follow.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()
        self.finished.emit()

    def _tell(self) -> None:
        if not self._quiet:
            text = self.text()
            self._wrap(len(text))
            self._turn()
            self.edited.emit(text)

    def _tell_caret(self) -> None:
        if self.hasFocus() and not self._quiet:
            self.caret_moved.emit(points(self.text(), self.textCursor().position()))

    def _wrap(self, length: int) -> None:
        words, anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.WrapAnywhere
        mode = anywhere if length > _LONG_TEXT else words
        if self.wordWrapMode() != mode:
            self.setWordWrapMode(mode)

    def _turn(self) -> None:
        """Begin lines at the right where the words run from right to left: plain text edits leave them at the left."""
        mirrored = self.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _grow(self) -> None:
        chrome = self.height() - self.viewport().height()
        if not self.isVisible() or chrome < 0:
            return
        height = math.ceil(min(self._text_height(), _MOST_LINES * self.fontMetrics().lineSpacing())) + chrome
        if height != self.height():
            self.setFixedHeight(height)

    def _text_height(self) -> float:
        if self.document().isEmpty():
            room = self.viewport().rect().adjusted(0, 0, 0, 10_000)
            return (
                self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.placeholderText() or "X").height()
            )
        layout, block, height = self.document().documentLayout(), self.document().firstBlock(), 0.0
        for _ in range(min(self.blockCount(), _MOST_LINES)):
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height


def _is_undo(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _OWN_UNDO)
