"""The tail of the sheet: what stands below the body on the page, and what only machines and editors read."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from broadsheet.article import addresses, fields
from broadsheet.article.house import House
from broadsheet.article.model import Link
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import corrections
from broadsheet.ui.sheet.corrections import TimeButton
from broadsheet.ui.sheet.entries import Entries, Extra, Kind, Part
from broadsheet.ui.sheet.fold import Fold
from broadsheet.ui.sheet.head import PADDING
from broadsheet.ui.sheet.row import Row
from broadsheet.ui.tokens import Tokens

_CONTEXT = "tail"


class Line(Struct, frozen=True):
    """One labelled field; `section` is the heading or fold it stands under."""

    field: str
    section: str
    label: str
    placeholder: str = ""
    lines: bool = False


def _line(section: str, field: str, label: str, placeholder: str = "", *, lines: bool = False) -> Line:
    return Line(field, section, label, placeholder, lines)


_SOURCE = QT_TRANSLATE_NOOP("tail", "Source")
_ENDING = QT_TRANSLATE_NOOP("tail", "Ending")
_SEARCH = QT_TRANSLATE_NOOP("tail", "Search and social")
_RIGHTS = QT_TRANSLATE_NOOP("tail", "Rights")
_NOTES = QT_TRANSLATE_NOOP("tail", "Notes and corrections")
_URL = "https://"
LINES = (
    _line(_SOURCE, "source.name", QT_TRANSLATE_NOOP("tail", "Name"), QT_TRANSLATE_NOOP("tail", "An agency, an office")),
    _line(_SOURCE, "source.url", QT_TRANSLATE_NOOP("tail", "Address"), _URL),
    _line(_ENDING, "end_mark", QT_TRANSLATE_NOOP("tail", "End mark")),
    _line(_ENDING, "call_to_action.text", QT_TRANSLATE_NOOP("tail", "Call to action")),
    _line(_ENDING, "call_to_action.url", QT_TRANSLATE_NOOP("tail", "Link"), _URL),
    _line(_SEARCH, "seo.title", QT_TRANSLATE_NOOP("tail", "Title"), QT_TRANSLATE_NOOP("tail", "The headline")),
    _line(_SEARCH, "seo.description", QT_TRANSLATE_NOOP("tail", "Description"), QT_TRANSLATE_NOOP("tail", "The deck")),
    _line(_SEARCH, "seo.canonical_url", QT_TRANSLATE_NOOP("tail", "Original at"), _URL),
    _line(_SEARCH, "seo.robots", QT_TRANSLATE_NOOP("tail", "Robots"), "index, follow"),
    _line(_RIGHTS, "rights.copyright_notice", QT_TRANSLATE_NOOP("tail", "Copyright")),
    _line(_RIGHTS, "rights.usage_terms", QT_TRANSLATE_NOOP("tail", "Usage terms"), lines=True),
    _line(
        _NOTES, "editor_note", QT_TRANSLATE_NOOP("tail", "To the desk"),
        QT_TRANSLATE_NOOP("tail", "For the desk and its systems, never on a page"), lines=True,
    ),
)  # fmt: skip
_FOLDS = (_SEARCH, _RIGHTS, _NOTES)


class Tail(QWidget):
    """All that stands below the body."""

    entered = Signal(object)
    rearranged = Signal()

    def __init__(self, session: Session, stage: QWidget) -> None:
        super().__init__()
        self._session, self._stage = session, stage
        self._house = House(name="")
        self._tokens: Tokens | None = None
        self.rows: dict[str, Row] = {}
        self.folds: dict[str, Fold] = {}
        self.related: Entries | None = None
        self.corrections: Entries | None = None
        self._outside = QVBoxLayout(self)
        self._outside.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def prepare(self) -> None:
        """Make what is inside, once: the window is on the screen sooner when this is left for later."""
        if self.related is not None:
            return
        session = self._session
        self.related = Entries(session, _links())
        self._listen(self.related)
        self.folds = {
            _SEARCH: Fold(_words(_SEARCH), self._make_search),
            _RIGHTS: Fold(_words(_RIGHTS), self._make_rights),
            _NOTES: Fold(_words(_NOTES), self._make_notes),
        }
        self._lay_out(self.related)
        session.field_changed.connect(self._follow)
        session.opened.connect(self._summarise)
        self._summarise()
        if self._tokens is not None:
            self.paint(self._tokens)

    def set_house(self, house: House) -> None:
        """Take the house's limits, and show as placeholders what it adds of its own."""
        self._house = house
        for field, row in self.rows.items():
            self._dress(field, row)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens
        for part in (self.related, self.corrections, *self.folds.values()):
            if part is not None:
                part.paint(tokens)

    def go_to(self, field: str, offset: int) -> None:
        """Open what is folded and put the caret into a field."""
        self.prepare()
        top, parts = fields.top(field), field.split(".")
        for line in LINES:
            if fields.top(line.field) == top and line.section in _FOLDS:
                self.folds[line.section].open()
        if top == "corrections":
            self.folds[_NOTES].open()
        entries = {"related": self.related, "corrections": self.corrections}.get(top)
        if entries is not None:
            number = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
            entries.go_to(number, parts[2] if len(parts) > 2 else "", offset)
            return
        row = self.rows.get(field) or next(row for name, row in self.rows.items() if fields.top(name) == top)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        row.field.set_caret(offset)

    def _lay_out(self, related: Entries) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(PADDING, 24, PADDING, PADDING)
        column.setSpacing(0)
        for title, content in (
            (_words(QT_TRANSLATE_NOOP("tail", "Related stories")), related),
            (_words(_SOURCE), self._section(_SOURCE)),
            (_words(_ENDING), self._section(_ENDING)),
        ):
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            column.addSpacing(8)
            column.addWidget(content)
            column.addSpacing(24)
        for fold in self.folds.values():
            fold.rearranged.connect(self.rearranged)
            column.addWidget(fold)
        self._outside.addWidget(box)
        box.show()  # now, with all that is in it: Qt would show it later, and until then nothing in it takes the focus
        self.rearranged.emit()

    def _make_search(self) -> QWidget:
        return self._section(_SEARCH)

    def _make_rights(self) -> QWidget:
        return self._section(_RIGHTS)

    def _make_notes(self) -> QWidget:
        box = self._section(_NOTES)
        self.corrections = Entries(self._session, corrections.kind(self._time_button))
        self._listen(self.corrections)
        if self._tokens is not None:
            self.corrections.paint(self._tokens)
        layout = box.layout()
        if layout is not None:
            layout.addWidget(self.corrections)
        return box

    def _section(self, section: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in LINES:
            if line.section == section:
                column.addWidget(self._row(line))
        return box

    def _row(self, line: Line) -> Row:
        name = self.tr("{0}: {1}").format(_words(line.section), _words(line.label))
        placeholder = _words(line.placeholder) if line.placeholder else ""
        row = Row(self._session, line.field, _words(line.label), placeholder, lines=line.lines, name=name)
        row.entered.connect(self.entered)
        row.field.tidy = addresses.completed if line.placeholder == _URL else None
        self.rows[line.field] = row
        self._dress(line.field, row)
        return row

    def _dress(self, field: str, row: Row) -> None:
        house = self._house
        own = {
            "end_mark": house.end_mark.text,
            "call_to_action.text": house.call_to_action.text,
            "call_to_action.url": house.call_to_action.url or _URL,
        }
        if field in own:
            row.field.setPlaceholderText(own[field])
        limits = {"seo.title": house.limits.seo_title, "seo.description": house.limits.seo_description}
        row.set_limit(limits.get(field))

    def _time_button(self, number: int) -> Extra:
        button = TimeButton(self._session, number, self._stage, self._tag)
        button.entered.connect(self.entered)
        return button

    def _tag(self) -> str:
        """Return the language whose names of zones are used."""
        return str(self._session.value("language")) or self._house.language

    def _listen(self, entries: Entries) -> None:
        entries.entered.connect(self.entered)
        entries.changed.connect(self.rearranged)

    def _follow(self, top: str) -> None:
        if top in ("seo", "rights", "editor_note", "corrections"):
            self._summarise()

    def _summarise(self) -> None:
        """Say beside each fold what is inside, so that nobody must open it to see that it is empty."""
        for section, fold in self.folds.items():
            filled = [_words(line.label) for line in LINES if line.section == section and self._is_set(line.field)]
            if section == _NOTES and self._session.value("corrections"):
                filled.append(self.tr("Corrections"))
            fold.summarise(", ".join(filled))

    def _is_set(self, field: str) -> bool:
        return bool(self._session.value(field))


def _links() -> Kind:
    return Kind(
        field="related",
        blank=Link(),
        called=_words(QT_TRANSLATE_NOOP("tail", "Related story {0}")),
        invitation=_words(QT_TRANSLATE_NOOP("tail", "Add a related story")),
        parts=(
            Part("title", _words(QT_TRANSLATE_NOOP("tail", "title")), _words("Title"), 0, role="part-first"),
            Part("url", _words(QT_TRANSLATE_NOOP("tail", "address")), _URL, 1, is_address=True),
        ),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
