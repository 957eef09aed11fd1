"""The body's editor: formatting commands, links and pictures, and the place of the caret."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QMenu, QWidget

from broadsheet.article import editing, edits, language, listing, paragraphs
from broadsheet.article.edits import Edit, Selection
from broadsheet.article.house import House
from broadsheet.article.place import Place
from broadsheet.ui import pasting
from broadsheet.ui.editor import syntax
from broadsheet.ui.editor.entry import BodyEntry
from broadsheet.ui.editor.link_form import LinkForm
from broadsheet.ui.editor.passage import Passage

_THROTTLE_MS = 50
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class BodyEditor(BodyEntry):
    """Edits the Markdown of one article; offsets that go in and out count code points of the body."""

    caret_moved = Signal(object)
    """The Place of the caret, at most every 50 ms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Body of the article"))
        self.set_invitation(self.tr("Paste a story here, or begin to write."))
        self._label = "Read also:"
        self._quiet = QTimer(self, singleShot=True, interval=_THROTTLE_MS)
        self._quiet.timeout.connect(self._tell_caret)
        self.cursorPositionChanged.connect(self._note_caret)

    def set_house(self, house: House, tag: str) -> None:
        """Know the read-also labels of a house, and how an article in the language `tag` runs."""
        self._label = house.labels_for(tag).read_also[0] + house.read_also_colon
        self.set_writing(house.read_also_labels(tag), right_to_left=language.direction(tag) == "rtl")

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset and show it; -1 leaves it where it is. Takes the focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.textCursor()
        if offset >= 0 and self.offsets is not None:
            cursor.setPosition(self.offsets.position(offset))
        self.show_cursor(cursor)

    def show_position(self, position: int) -> None:
        """Put the caret at a position of the document and show it; takes the focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.show_cursor(cursor)

    def lock(self, locked: bool) -> None:
        """Let the text be read and copied, also by keyboard, but not changed."""
        self.setReadOnly(locked)
        if locked:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the writer is here now, and show where to one who came by key."""
        super().focusInEvent(event)
        self._note_caret()
        if event.reason() in _BY_KEY:
            self.show_cursor(self.textCursor())

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
        form = LinkForm(self.tr("Link"), target.title, target.url or _copied_address(), self)
        form.accepted.connect(self.insert_link)
        form.open_at(self.cursorRect())

    def ask_read_also(self) -> None:
        """Ask for the article to read also beside the caret, and set it between two paragraphs."""
        old = self._read_also_here(Passage(self.textCursor()))
        title, url = old if old is not None else (" ".join(self.selected_text().split()), "")
        form = LinkForm(self._label.rstrip(" :"), title, url or _copied_address(), self)
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
        self.put(passage, paragraphs.read_also(passage.text, passage.selection, self._label, title, url))

    def insert_picture(self, asset: str, offset: int = -1, alt: str = "", words: str = "") -> None:
        """Set a picture of the document between two paragraphs, by default behind the one with the caret.

        An `offset` that came with `picture_offered` is followed through what was written since.
        """
        passage = Passage(self.textCursor() if offset < 0 else self.offered_place(offset))
        self.put(passage, paragraphs.picture(passage.text, passage.selection, asset, alt, words))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the words here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable, selected = not self.isReadOnly(), self.textCursor().hasSelection()
        menu.addAction(self.tr("Cut"), self.cut).setEnabled(writable and selected)
        menu.addAction(self.tr("Copy"), self.copy).setEnabled(selected)
        pastable = writable and self.canPaste()
        menu.addAction(self.tr("Paste"), self.paste).setEnabled(pastable)
        menu.addAction(self.tr("Paste as plain text"), self.paste_plain).setEnabled(pastable)
        menu.addSeparator()
        menu.addAction(self.tr("Link…"), self.ask_link).setEnabled(writable)
        menu.addAction(self.tr("Read also…"), self.ask_read_also).setEnabled(writable)
        menu.addSeparator()
        menu.addAction(self.tr("Select all"), self.selectAll)
        menu.popup(event.globalPos())

    def _read_also_here(self, passage: Passage) -> tuple[str, str] | None:
        """Return title and address of the read-also in the line of the caret."""
        start, end = edits.line(passage.text, passage.selection[0])
        return syntax.read_also_parts(passage.text[start:end], self.labels())

    def _note_caret(self) -> None:
        if not self._quiet.isActive():
            self._quiet.start()

    def _tell_caret(self) -> None:
        self.caret_moved.emit(Place("body", self.offset()))


def _copied_address() -> str:
    return pasting.address(pasting.clipboard())
