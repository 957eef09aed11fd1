"""How words get into the body: keys, paste, drop, input methods; each change is one step and exact."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from broadsheet.article import listing
from broadsheet.article.edits import Edit, Selection
from broadsheet.ui import pasting
from broadsheet.ui.editor import positions
from broadsheet.ui.editor.mark import Mark
from broadsheet.ui.editor.passage import Passage
from broadsheet.ui.editor.positions import Offsets
from broadsheet.ui.editor.view import BodyView
from broadsheet.ui.pasting import Copied

Command = Callable[[str, Selection], Edit | None]

_MOST_OFFERED = 16
_FEW = 100
"""Characters; a body with more of them is not looked through for words."""
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
_HARD_BREAK = "\\\n"
_PARAGRAPH = "\u2029"
_UNDO, _REDO, _PASTE = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.Paste


class BodyEntry(BodyView):
    """A view that can be written in.

    Tab moves list items in and out and leaves the editor everywhere else; Ctrl+Tab always leaves it.
    """

    picture_offered = Signal(object, str, int)
    """A picture that was pasted or dropped: its file or its bytes, its name, the body offset."""
    pasted = Signal(object, bool, bool)
    """Words that were pasted or dropped as they stand in the body now, whether nothing stood there before, and whether
    they were made Markdown of rich text."""
    rich_offered = Signal(object, object)
    """A paste with formats, as a pasting.Copied, and the Mark where its plain words stand in for it by now."""
    bared = Signal(object)
    """A paste, as a pasting.Copied, of which the plain words alone have come, or not even all of them."""
    hurried = Signal()
    """Something is about to be written at the caret: a paste that comes in parts has to be there now."""
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offsets: Offsets | None = None
        self._offered: dict[int, QTextCursor] = {}
        self._busy = 0
        self._dropping = False
        self.pours: Callable[[str, QTextCursor], None] | None = None
        """Takes what is left of a very long paste, and where it goes on; without it all of it comes at once."""
        self._ahead: list[tuple[Copied, Mark]] = []
        self._rest: list[tuple[str, QTextCursor]] = []
        self._changed_at = QTextCursor()
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._showing.timeout.connect(self._show_caret)
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self._follow_change)

    def setDocument(self, document: QTextDocument) -> None:
        """Edit a document; its undo belongs to the one who owns it."""
        if self.offsets is not None:
            self.offsets.detach()
            self.document().contentsChange.disconnect(self._note_change)
        super().setDocument(document)
        self._offered.clear()
        self.offsets = Offsets(document)
        document.contentsChange.connect(self._note_change)

    def text(self) -> str:
        """Return the body exactly."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n")

    def selected_text(self) -> str:
        """Return the selected words exactly."""
        return self.textCursor().selectedText().replace(_PARAGRAPH, "\n")

    def offset(self) -> int:
        """Return where the caret is, in code points of the body."""
        return self.offsets.point(self.textCursor().position()) if self.offsets is not None else 0

    def show_cursor(self, cursor: QTextCursor) -> None:
        """Put the caret somewhere and bring it into sight; it does not follow what changed before any more."""
        self._following.stop()
        super().show_cursor(cursor)

    def run(self, command: Command) -> bool:
        """Carry out a command on the selection as one undo step; False where there is nothing to do."""
        self.hurried.emit()
        passage = Passage(self.textCursor())
        edit = None if passage.too_long else command(passage.text, passage.selection)
        return edit is not None and self.put(passage, edit)

    def put(self, passage: Passage, edit: Edit) -> bool:
        """Carry out an edit in a passage as one undo step; False where the article is read-only."""
        if self.isReadOnly() or passage.too_long:
            return False
        with self._own_change():
            cursor = passage.put(edit)
        self.show_cursor(cursor)
        return True

    def insert_text(self, text: str) -> None:
        """Put words in the place of the selection as one undo step."""
        if self.isReadOnly():
            return
        self.hurried.emit()
        self._put_in(self.textCursor(), text)
        self._show_pasted()

    def replace_range(self, start: int, end: int, text: str) -> None:
        """Put words in the place of a range of Qt's positions as one undo step; the caret goes where Qt moves it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._put_in(cursor, text)

    def offered_place(self, offset: int) -> QTextCursor:
        """Return the place of a picture that was offered at an offset, moved along with what was written since."""
        if offset in self._offered:
            return self._offered[offset]
        cursor = QTextCursor(self.document())
        if self.offsets is not None:
            cursor.setPosition(self.offsets.position(offset))
        return cursor

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words and pictures; other files belong to the window."""
        return not self.isReadOnly() and (pasting.has_words(source) or pasting.has_picture(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words without any format, and offer pictures."""
        if self.isReadOnly():
            return
        self.hurried.emit()
        pictures = pasting.pictures(source)
        if pictures:
            self.offer(pictures)
        elif pasting.is_rich(source):
            self._paste_ahead(pasting.copied(source))
        elif pasting.has_words(source):
            self.paste_words(pasting.words(source), Mark(self.textCursor()))

    def paste_plain(self) -> None:
        """Paste the words on the clipboard without their formats."""
        source = pasting.clipboard()
        if pasting.has_words(source) and not self.isReadOnly():
            self.hurried.emit()
            self._paste_bare(pasting.copied(source))

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a drop as one step: what it has beside its first words comes when that step is there."""
        self._dropping = True
        try:
            super().dropEvent(event)
        finally:
            self._dropping = False
        self._pour()
        self._offer_rich()

    def paste_words(self, text: str, mark: Mark, *, joins: bool = False, is_markdown: bool = False) -> None:
        """Put pasted words where somebody wanted them, in front of what was written there since, as one undo step.

        What stands in for them is changed only where they differ; that `joins` the step before. Nothing happens where
        somebody has written in it.
        """
        if self.isReadOnly() or not text or not mark.is_untouched():
            return
        was_empty = self._is_blank() if not mark.words else mark.was_empty and self._is_blank(mark.target())
        here = mark.is_at(self.textCursor())
        target, new = positions.difference(mark.target(), mark.words, text) if mark.words else (mark.target(), text)
        at_once = bool(mark.words) or self.pours is None
        head = new if at_once else next(pasting.parts(new), "")
        if new or target.hasSelection():
            self._put_in(target, head, joins=joins)
            self._end_step()
        if here:
            self._show_pasted()
        if len(head) < len(new):
            self._rest.append((new[len(head) :], target))
        if not self._dropping:
            self._pour()
        self.pasted.emit(text, was_empty, is_markdown)

    def put_more(self, text: str, place: QTextCursor, *, joins: bool) -> None:
        """Put more of a very long paste in where it goes on; a caret that stands there stays behind it."""
        caret = self.textCursor()
        follows = not caret.hasSelection() and caret.position() == place.position()
        self._put_in(place, text, joins=joins)
        self._end_step()
        if follows:
            self._show_pasted()

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
        with self._own_change():
            if not self._take_key(event):
                super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take composed words."""
        with self._own_change():
            super().inputMethodEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the editor with Tab, but not from a list item that Tab moves."""
        if self._list_edit(forward=forward) is not None:
            return False
        return QAbstractScrollArea.focusNextPrevChild(self, forward)

    def _take_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(_UNDO):
            self.undo_asked.emit()
        elif event.matches(_REDO):
            self.redo_asked.emit()
        elif _is_windows(event):
            event.ignore()
        elif event.matches(_PASTE):
            # Qt would look for the caret's line in the same breath: 40 ms in a line of a million characters.
            self.insertFromMimeData(pasting.clipboard())
        elif event.key() in _TAB:
            return self._take_tab(event)
        elif event.key() in _RETURN and modifiers == Qt.KeyboardModifier.ShiftModifier:
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
            self.put(*found)
        return True

    def _list_edit(self, *, forward: bool) -> tuple[Passage, Edit] | None:
        """Return what Tab does to the selected list items; None where it does nothing."""
        passage = Passage(self.textCursor())
        if passage.too_long or self.isReadOnly():
            return None
        command = listing.indent if forward else listing.outdent
        edit = command(passage.text, passage.selection)
        return None if edit is None else (passage, edit)

    def _show_pasted(self) -> None:
        cursor = self.textCursor()
        if self.is_folded(cursor.block()):
            self._showing.start()
        else:
            self.show_cursor(cursor)

    def _paste_ahead(self, copied: Copied) -> None:
        """Put in the plain words of a paste with formats: the writer sees them, and they are kept, at once."""
        if len(copied.words) > pasting.MOST_RICH:
            self._paste_bare(copied)
            return
        mark = Mark(self.textCursor())
        if copied.words:
            was_empty, target = self._is_blank(), mark.target()
            start = target.selectionStart()
            self._put_in(target, copied.words)
            self._end_step()
            target.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            mark = Mark(target, copied.words, was_empty=was_empty)
            self._show_pasted()
        self._ahead.append((copied, mark))
        if not self._dropping:
            self._offer_rich()

    def _paste_bare(self, copied: Copied) -> None:
        self.paste_words(copied.words, Mark(self.textCursor()))
        self.bared.emit(copied)

    def _end_step(self) -> None:
        """Let what is typed next be a step of its own: Qt merges insertions only while a document is modified."""
        self.document().setModified(False)

    def _pour(self) -> None:
        while self._rest and self.pours is not None:
            self.pours(*self._rest.pop(0))

    def _offer_rich(self) -> None:
        while self._ahead:
            self.rich_offered.emit(*self._ahead.pop(0))

    def _is_blank(self, apart: QTextCursor | None = None) -> bool:
        """Tell whether no words are in the body, but those in a cursor's selection."""
        start, end = (apart.selectionStart(), apart.selectionEnd()) if apart is not None else (0, 0)
        if self.document().characterCount() - (end - start) > _FEW:
            return False
        text = self.document().toRawText().encode("utf-16-le", "surrogatepass")
        return not (text[: 2 * start] + text[2 * end :]).decode("utf-16-le", "surrogatepass").strip()

    def _put_in(self, cursor: QTextCursor, text: str, *, joins: bool = False) -> None:
        with self._own_change():
            # In an edit block Qt does not look for the cursor's line, which takes 40 ms in one of a million characters.
            if joins:
                cursor.joinPreviousEditBlock()
            else:
                cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.endEditBlock()

    @contextmanager
    def _own_change(self) -> Iterator[None]:
        """Mark changes that place the caret themselves; it follows all others, such as undo."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1

    def offer(self, pictures: list[pasting.Offered]) -> None:
        """Offer pictures for the place of the caret, which is followed until they come."""
        offset = self.offset()
        if len(self._offered) >= _MOST_OFFERED:
            self._offered.clear()
        self._offered[offset] = QTextCursor(self.textCursor())
        for picture in pictures:
            self.picture_offered.emit(picture.picture, picture.name, offset)

    def _note_change(self, position: int, _removed: int, added: int) -> None:
        if not self._busy:
            document = self.document()
            loading = not document.isUndoRedoEnabled()
            self._changed_at = QTextCursor(document)
            self._changed_at.setPosition(0 if loading else min(position + added, document.characterCount() - 1))
            self._following.start()

    def _follow_change(self) -> None:
        """Go where undo or redo changed something; to the beginning of another article."""
        if self._changed_at.document() is self.document():
            self.show_cursor(self._changed_at)
        self._changed_at = QTextCursor()

    def _show_caret(self) -> None:
        self.show_cursor(self.textCursor())


def _is_windows(event: QKeyEvent) -> bool:
    """Tell whether a key belongs to the window: undo covers all fields, and Ctrl+K shows all commands."""
    return event.matches(_UNDO) or event.matches(_REDO) or event.keyCombination() == Qt.Modifier.CTRL | Qt.Key.Key_K
