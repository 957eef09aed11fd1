"""The words and rights of one picture, each with where it came from."""

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from broadsheet.article.photo import Found
from broadsheet.ui import words
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.marking import mark
from broadsheet.ui.photo.beside import Beside
from broadsheet.ui.photo.origin import Origin
from broadsheet.ui.sheet.field import Field

_LABEL_WIDTH = 92


class _Line(Struct, frozen=True):
    """A field, what it is called, and what may stand in it."""

    field: str
    label: str
    hint: str = ""


USE = (
    _Line("alt", QT_TRANSLATE_NOOP("photo", "Alt text"), QT_TRANSLATE_NOOP("photo", "What one would see")),
    _Line("caption", QT_TRANSLATE_NOOP("photo", "Caption"), QT_TRANSLATE_NOOP("photo", "Who, where, when")),
    _Line("credit", QT_TRANSLATE_NOOP("photo", "Credit"), QT_TRANSLATE_NOOP("photo", "Photographer / agency")),
)
FILE = (
    _Line("creator", QT_TRANSLATE_NOOP("photo", "Photographer")),
    _Line("copyright", QT_TRANSLATE_NOOP("photo", "Copyright")),
    _Line("headline", QT_TRANSLATE_NOOP("photo", "Headline")),
    _Line("description", QT_TRANSLATE_NOOP("photo", "Description"), QT_TRANSLATE_NOOP("photo", "Of a chart or a map")),
    _Line("usage_terms", QT_TRANSLATE_NOOP("photo", "Usage terms")),
    _Line("instructions", QT_TRANSLATE_NOOP("photo", "Instructions"), QT_TRANSLATE_NOOP("photo", "Never published")),
    _Line("source", QT_TRANSLATE_NOOP("photo", "Source")),
    _Line("created", QT_TRANSLATE_NOOP("photo", "Taken on"), QT_TRANSLATE_NOOP("photo", "2026-11-22")),
    _Line("expires", QT_TRANSLATE_NOOP("photo", "Not after"), QT_TRANSLATE_NOOP("photo", "2027-11-22")),
)


class Line(QFrame):
    """One labelled field with its origin; the frame wears the focus ring."""

    edited = Signal(str, str)
    """The field's name and its new text."""

    def __init__(self, line: _Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.name = line.field
        label = words.translated("photo", line.label)
        self.field = Field(label, words.translated("photo", line.hint), parent=self)
        self.field.setProperty("role", "row")
        self.field.installEventFilter(self)
        self.field.edited.connect(self._tell)
        self.origin = Origin(line.field, self)
        self.origin.put_back.connect(self._put_back)
        title = QLabel(label)
        title.setProperty("role", "label")
        title.setFixedWidth(_LABEL_WIDTH)
        title.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignTop)

    def show_word(self, text: str, said: Found | None) -> None:
        """Show a text, and what the file says for it."""
        self.field.set_text(text)
        self.origin.show_origin(text, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus ring around the whole line."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            mark(self, "active", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _tell(self, text: str) -> None:
        self.edited.emit(self.name, text)

    def _put_back(self, name: str, text: str) -> None:
        self.edited.emit(name, text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class Form(QWidget):
    """All lines of a picture; what belongs to the place where it is shown first, then what belongs to the file."""

    edited = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = {line.field: Line(line, self) for line in (*USE, *FILE)}
        self.in_row = Beside(self)
        self._headings: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part, title in ((USE, self.tr("In this article")), (FILE, self.tr("Of the picture itself"))):
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            self._headings[part[0].field] = heading
            for line in part:
                column.addWidget(self.lines[line.field])
            if part is USE:
                column.addWidget(self.in_row)
            column.addSpacing(8)
        for made in self.lines.values():
            made.edited.connect(self.edited)

    def show_file(self, shown: bool) -> None:
        """Show what belongs to the file of a picture, or only what can be written before there is one."""
        self._headings[FILE[0].field].setVisible(shown)
        for line in FILE:
            self.lines[line.field].setVisible(shown)

    def lock(self, locked: bool) -> None:
        """Take no words any more, or again."""
        for line in self.lines.values():
            line.field.setReadOnly(locked)
