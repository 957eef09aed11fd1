"""The left pane: the compose sheet with the formatting bar and the body editor in it, as one thing to write on."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from broadsheet.article import figures, language
from broadsheet.article.house import House
from broadsheet.article.parts import Caption
from broadsheet.article.place import Place
from broadsheet.pictures.labelling import Label
from broadsheet.ui.actions import FORMATTING, SEPARATOR, Actions
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.asking import Asking
from broadsheet.ui.editor.bar import FormattingBar
from broadsheet.ui.editor.body_editor import BodyEditor
from broadsheet.ui.editor.find_bar import FindBar
from broadsheet.ui.pasting import Offered
from broadsheet.ui.photo.intake import AT_LEAD
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.sheet import Sheet

_MARGIN = 20


class Writing(QWidget):
    """Connects sheet, editor and find bar, and speaks for them."""

    place_entered = Signal(object)
    """The Place where the writer's caret is now."""
    picture_offered = Signal(object, str, int)
    """A picture as bytes or as the Path of a file, its name, and the body position or `intake.AT_LEAD`."""

    def __init__(
        self, session: Session, commands: Actions, appearance: Appearance, asking: Asking, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._appearance, self._asking = session, appearance, asking
        self._house = House(name="Plain")
        self.editor = BodyEditor(self)
        self.editor.setDocument(session.document)
        self.editor.set_type(appearance.fonts.sans, 16)
        self.find_bar = FindBar(self.editor, self)
        shown = [None if name == SEPARATOR else commands[name] for name in FORMATTING]
        self.bar = FormattingBar(shown, commands["read-also"], commands["palette"], self)
        self.sheet = Sheet(session, appearance.fonts, self)
        self.sheet.set_body(self.bar, self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN // 2, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.find_bar)
        self._connect(commands)
        self._take_appearance()

    def set_house(self, house: House) -> None:
        """Follow another house's labels and limits."""
        self._house = house
        self.sheet.set_house(house)
        self._take_language()

    def go_to(self, place: Place) -> None:
        """Put the caret at a place of the article."""
        self.sheet.go_to(place)
        if place.field == "body":
            self.editor.go_to(place.offset)

    def begin(self) -> None:
        """Put the caret where a writer begins: into the headline of a new article, else into the body, top in sight."""
        if self._session.value("headline"):
            self.editor.go_to(0)
            self.sheet.column.show_top()
        else:
            self.go_to(Place("headline", 0))

    def go_on_behind(self) -> None:
        """Put the caret behind the last word of the body, the top of the sheet in sight."""
        self.editor.go_to(self.editor.document().characterCount() - 1)
        self.sheet.column.show_top()

    def take_focus(self) -> None:
        """Go on where the writer was."""
        (self.focusWidget() or self.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_words(self, what: str) -> None:
        """`cut`, `copy` or `paste` where the focus is; a picture is pasted on the lead picture's card."""
        here, card = self.focusWidget(), self.sheet.head.picture
        if isinstance(here, QPlainTextEdit | QLineEdit):
            getattr(here, what)()
        elif what == "paste" and here is not None and card.isAncestorOf(here):
            card.paste()

    def place_picture(self, asset: str, position: int, label: Label) -> None:
        """Set a picture of the session into the body where it was offered for; the lead's place is a field."""
        if position != AT_LEAD:
            words = figures.joined(Caption(label.caption, label.credit))
            self.editor.insert_picture(asset, position, label.alt, words)

    def _connect(self, commands: Actions) -> None:
        commands.connect_all(
            {
                "cut": partial(self.edit_words, "cut"),
                "copy": partial(self.edit_words, "copy"),
                "paste": partial(self.edit_words, "paste"),
                "bold": self.editor.toggle_bold,
                "italic": self.editor.toggle_italic,
                "strike": self.editor.toggle_strike,
                "heading": self.editor.cycle_heading,
                "quote": self.editor.toggle_quote,
                "list": self.editor.toggle_bullets,
                "numbers": self.editor.toggle_numbers,
                "rule": self.editor.insert_rule,
                "link": self.editor.ask_link,
                "read-also": self.editor.ask_read_also,
                "picture": self._asking.for_picture,
                "find": self.find_bar.open_find,
                "replace": self.find_bar.open_replace,
                "find-next": self.find_bar.find_next,
                "find-previous": self.find_bar.find_previous,
            }
        )
        self.editor.undo_asked.connect(self._session.undo)
        self.editor.redo_asked.connect(self._session.redo)
        self.editor.caret_moved.connect(self.place_entered)
        self.editor.caret_shown.connect(self._reveal_caret)
        self.editor.picture_offered.connect(self.picture_offered)
        self.sheet.place_entered.connect(self.place_entered)
        self.sheet.picture_offered.connect(self._offer_lead)
        self._asking.picture_chosen.connect(self._offer_chosen)
        self._session.opened.connect(self._take_article)
        self._session.body_stepped.connect(self.editor.show_position)
        self._session.field_changed.connect(self._take_field)
        self._appearance.changed.connect(self._take_appearance)

    def _reveal_caret(self) -> None:
        self.sheet.column.reveal(self.editor.viewport(), self.editor.cursorRect())

    def _offer_lead(self, picture: object, name: str) -> None:
        self.picture_offered.emit(picture, name, AT_LEAD)

    def _offer_chosen(self, path: Path) -> None:
        self.editor.offer([Offered(path, path.name)])

    def _take_article(self) -> None:
        self.editor.lock(bool(self._session.read_only))
        self._take_language()

    def _take_field(self, name: str) -> None:
        if name == "language":
            self._take_language()

    def _take_language(self) -> None:
        tag = self._session.value("language") or self._house.language
        self.editor.set_house(self._house, tag)
        self.sheet.set_direction(right_to_left=language.direction(tag) == "rtl")

    def _take_appearance(self) -> None:
        self.sheet.paint(self._appearance.tokens)
        self.editor.paint(self._appearance.tokens)
        self.find_bar.paint(self._appearance.tokens)
