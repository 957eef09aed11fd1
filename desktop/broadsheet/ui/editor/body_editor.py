"""The body's editor: the view with a writer's keys, commands, pasting and places."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from broadsheet.article import editing, edits, language, listing, paragraphs
from broadsheet.article.edits import Edit, Selection
from broadsheet.article.house import House
from broadsheet.article.place import Place
from broadsheet.ui.editor import intake, syntax
from broadsheet.ui.editor.link_form import LinkForm
from broadsheet.ui.editor.passage import Passage
from broadsheet.ui.editor.positions import Offsets
from broadsheet.ui.editor.view import BodyView

Command = Callable[[str, Selection], Edit | None]

_THROTTLE_MS = 50
_MOST_OFFERED = 16
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
_HARD_BREAK = "\\\n"
_PARAGRAPH = "\u2029"


class BodyEditor(BodyView):
    """Edits the Markdown of one article; offsets that go in and out count code points of the body.

    Tab moves list items in and out and leaves the editor everywhere else; Ctrl+Tab always leaves it.
    """

    caret_moved = Signal(object)
    """The Place of the caret, at most every 50 ms."""
    picture_offered = Signal(bytes, str, int)
    """A picture that was pasted or dropped: its bytes (none where a file cannot be read), its name, the body offset."""
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Body of the article"))
        self.set_invitation(self.tr("Paste a story here, or begin to write."))
        self._label = "Read also:"
        self._offsets: Offsets | None = None
        self._offered: dict[int, QTextCursor] = {}
        self._busy = 0
        self._changed_at = 0
        self._quiet = QTimer(self, singleShot=True, interval=_THROTTLE_MS)
        self._quiet.timeout.connect(self._tell_caret)
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self._follow_change)
        self.cursorPositionChanged.connect(self._note_caret)

    def setDocument(self, document: QTextDocument) -> None:
        """Edit a document; its undo belongs to the one who owns it."""
        if self._offsets is not None:
            self._offsets.detach()
            self.document().contentsChange.disconnect(self._note_change)
        super().setDocument(document)
        self._offered.clear()
        self._offsets = Offsets(document)
        document.contentsChange.connect(self._note_change)

    def set_house(self, house: House, tag: str) -> None:
        """Know the read-also labels of a house, and how an article in the language `tag` runs."""
        self._label = house.labels_for(tag).read_also[0] + house.read_also_colon
        self.set_writing(house.read_also_labels(tag), right_to_left=language.direction(tag) == "rtl")

    def offset(self) -> int:
        """Return where the caret is."""
        return self._offsets.point(self.textCursor().position()) if self._offsets is not None else 0

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset and show it; -1 leaves it where it is. Takes the focus."""
        if offset >= 0 and self._offsets is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._offsets.position(offset))
            self.show_cursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_bold(self) -> None:
        """Make the selection or the word bold, or plain again."""
        self.run(editing.bold)

    def toggle_italic(self) -> None:
        """Make the selection or the word italic, or plain again."""
        self.run(editing.italic)

    def toggle_strike(self) -> None:
        """Strike the selection or the word out, or not any more."""
        self.run(editing.strike)

    def cycle_heading(self) -> None:
        """Make the paragraph a heading, a smaller one, a paragraph again."""
        self.run(paragraphs.heading)

    def toggle_quote(self) -> None:
        """Quote the selected lines, or not any more."""
        self.run(paragraphs.quote)

    def toggle_bullets(self) -> None:
        """Make the selected lines bullet points, or plain lines again."""
        self.run(listing.bullets)

    def toggle_numbers(self) -> None:
        """Number the selected lines, or make them plain lines again."""
        self.run(listing.numbers)

    def insert_rule(self) -> None:
        """Set a rule behind the paragraph."""
        self.run(paragraphs.rule)

    def ask_link(self) -> None:
        """Ask for a link's title and address beside the caret, and make it."""
        passage = Passage(self.textCursor())
        target = editing.link_target(passage.text, passage.selection)
        form = LinkForm(self.tr("Link"), target.title, target.url or self._copied_address(), self)
        form.accepted.connect(self.insert_link)
        form.open_at(self.cursorRect())

    def ask_read_also(self) -> None:
        """Ask for the article to read also beside the caret, and set it between two paragraphs."""
        passage = Passage(self.textCursor())
        old = self._read_also_here(passage)
        title = " ".join(self.selected_text().split())
        link = editing.Target(0, 0, title) if old is None else old
        form = LinkForm(self._label.rstrip(" :"), link.title, link.url or self._copied_address(), self)
        form.accepted.connect(self.insert_read_also)
        form.open_at(self.cursorRect())

    def insert_link(self, title: str, url: str) -> None:
        """Make a link of the selection or the word, or change the link under the caret."""

        def link(text: str, selection: Selection) -> Edit:
            return editing.link(text, selection, title, url)

        self.run(link)

    def insert_read_also(self, title: str, url: str) -> None:
        """Set a read-also behind the paragraph, or change the one under the caret."""
        passage = Passage(self.textCursor())
        if self._read_also_here(passage) is not None:
            passage.select(*edits.line(passage.text, passage.selection[0]))
        self._put(passage, paragraphs.read_also(passage.text, passage.selection, self._label, title, url))

    def insert_picture(self, asset: str, position: int = -1, alt: str = "", words: str = "") -> None:
        """Set a picture of the document between two paragraphs, by default behind the one with the caret.

        A `position` that came with `picture_offered` is followed through what was written since.
        """
        cursor = self.textCursor()
        if position >= 0 and self._offsets is not None:
            cursor = self._offered.get(position, QTextCursor(cursor))
            if position not in self._offered:
                cursor.setPosition(self._offsets.position(position))
        passage = Passage(cursor)
        self._put(passage, paragraphs.picture(passage.text, passage.selection, asset, alt, words))

    def run(self, command: Command) -> bool:
        """Carry out a command on the selection as one undo step; False where there is nothing to do."""
        passage = Passage(self.textCursor())
        edit = None if passage.too_long else command(passage.text, passage.selection)
        return edit is not None and self._put(passage, edit)

    def insert_text(self, text: str) -> None:
        """Put words in the place of the selection as one undo step."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        with self.own_change():
            # In an edit block Qt does not look for the cursor's line at once, which takes long in a long one.
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.endEditBlock()
        self.show_cursor(cursor)

    def replace_range(self, start: int, end: int, text: str) -> None:
        """Put words in the place of a range of Qt's positions as one undo step; the caret stays at the range."""
        cursor = QTextCursor(self.document())
        with self.own_change():
            cursor.beginEditBlock()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
            cursor.endEditBlock()

    def text(self) -> str:
        """Return the body exactly."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def selected_text(self) -> str:
        """Return the selected words exactly."""
        return self.textCursor().selectedText().replace(_PARAGRAPH, "\n")

    @contextmanager
    def own_change(self) -> Iterator[None]:
        """Mark changes that place the caret themselves; it follows all others, such as undo."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words and pictures; other files belong to the window."""
        return not self.isReadOnly() and intake.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words without any format, and offer pictures."""
        if self.isReadOnly():
            return
        pictures = intake.pictures(source)
        if pictures:
            self._offer(pictures)
        elif intake.has_words(source):
            self.insert_text(intake.clean(source.text()))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words exactly and nothing else: Qt would turn no-break spaces into spaces."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and of the command palette to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_windows(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something else to a writer than to Qt."""
        with self.own_change():
            if not self._take_key(event):
                super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take composed words."""
        with self.own_change():
            super().inputMethodEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the editor with Tab, but not from a list item that Tab moves."""
        if self._list_edit(forward=forward) is not None:
            return False
        return QAbstractScrollArea.focusNextPrevChild(self, forward)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the words here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable, selected = not self.isReadOnly(), self.textCursor().hasSelection()
        menu.addAction(self.tr("Cut"), self.cut).setEnabled(writable and selected)
        menu.addAction(self.tr("Copy"), self.copy).setEnabled(selected)
        menu.addAction(self.tr("Paste"), self.paste).setEnabled(writable and self.canPaste())
        menu.addSeparator()
        menu.addAction(self.tr("Link…"), self.ask_link).setEnabled(writable)
        menu.addAction(self.tr("Read also…"), self.ask_read_also).setEnabled(writable)
        menu.addSeparator()
        menu.addAction(self.tr("Select all"), self.selectAll)
        menu.popup(event.globalPos())

    def _take_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        elif _is_windows(event):
            event.ignore()
        elif event.key() in _TAB:
            return self._take_tab(event)
        elif event.key() in _RETURN and not self.isReadOnly() and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.insert_text(_HARD_BREAK)
        elif event.key() in _RETURN and modifiers == Qt.KeyboardModifier.NoModifier:
            return self.run(listing.new_line)
        else:
            return False
        return True

    def _take_tab(self, event: QKeyEvent) -> bool:
        forward = _TAB[Qt.Key(event.key())]
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return QAbstractScrollArea.focusNextPrevChild(self, forward)
        found = self._list_edit(forward=forward)
        if found is not None:
            self._put(*found)
        return True

    def _list_edit(self, *, forward: bool) -> tuple[Passage, Edit] | None:
        """Return what Tab does to the selected list items; None where it does nothing."""
        passage = Passage(self.textCursor())
        if passage.too_long or self.isReadOnly():
            return None
        command = listing.indent if forward else listing.outdent
        edit = command(passage.text, passage.selection)
        return None if edit is None else (passage, edit)

    def _put(self, passage: Passage, edit: Edit) -> bool:
        if self.isReadOnly():
            return False
        with self.own_change():
            cursor = passage.put(edit)
        self.show_cursor(cursor)
        return True

    def _offer(self, pictures: list[intake.Offered]) -> None:
        place = self.textCursor()
        position = self.offset()
        if len(self._offered) >= _MOST_OFFERED:
            self._offered.clear()
        self._offered[position] = QTextCursor(place)
        for picture in pictures:
            self.picture_offered.emit(picture.data, picture.name, position)

    def _read_also_here(self, passage: Passage) -> editing.Target | None:
        """Return the read-also in the line of the caret with the title and the address it has."""
        start, end = edits.line(passage.text, passage.selection[0])
        found = syntax.read_also_parts(passage.text[start:end], self.labels())
        return None if found is None else editing.Target(start, end, *found)

    @staticmethod
    def _copied_address() -> str:
        return intake.address(QGuiApplication.clipboard().mimeData())

    def _note_caret(self) -> None:
        if not self._quiet.isActive():
            self._quiet.start()

    def _tell_caret(self) -> None:
        self.caret_moved.emit(Place("body", self.offset()))

    def _note_change(self, position: int, _removed: int, added: int) -> None:
        if not self._busy:
            loading = not self.document().isUndoRedoEnabled()
            self._changed_at = 0 if loading else position + added
            self._following.start()

    def _follow_change(self) -> None:
        """Go where undo or redo changed something; to the beginning of another article."""
        cursor = self.textCursor()
        cursor.setPosition(min(self._changed_at, self.document().characterCount() - 1))
        self.show_cursor(cursor)


def _is_windows(event: QKeyEvent) -> bool:
    """Tell whether a key belongs to the window: undo covers all fields, and Ctrl+K shows all commands."""
    undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    return undo or event.keyCombination() == Qt.Modifier.CTRL | Qt.Key.Key_K
