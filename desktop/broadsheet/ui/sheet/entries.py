"""A list that grows as one writes: authors, related links, corrections; the last, empty entry is the invitation."""

import itertools
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from broadsheet.article import addresses
from broadsheet.article.place import Place
from broadsheet.ui import icons
from broadsheet.ui.marking import mark
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.field import Field
from broadsheet.ui.tokens import Tokens


class Part(Struct, frozen=True):
    """One text of an entry: its name in the struct, its words, and where it stands in the entry's grid."""

    name: str
    label: str
    placeholder: str
    line: int
    column: int = 0
    lines: bool = False
    role: str = "part"
    is_address: bool = False


class Extra(QToolButton):
    """A button above an entry's texts."""

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""


class Kind(Struct, frozen=True):
    """What the entries are: the field of the article, an empty one, and the words for them.

    `called` names an entry by `{0}`, its number; `invitation` is what the empty last one says. `begun` is made when
    the writer starts one, `extra` gives a widget to stand above an entry's texts. Where `firsts` is true, Return leads
    from an entry's first text to the next entry's: most entries have no more than that.
    """

    field: str
    blank: Struct
    parts: tuple[Part, ...]
    called: str
    invitation: str
    begun: Callable[[], Struct] | None = None
    extra: Callable[[int], Extra] | None = None
    firsts: bool = False


class PartField(Field):
    """One text of one entry; tells its entry which one changed."""

    part_edited = Signal(str, str)
    part_entered = Signal(str, int)

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(part.label, part.placeholder, lines=part.lines, parent=parent)
        self.part = part
        self.tidy = addresses.completed if part.is_address else None
        self.setProperty("role", part.role)
        self.edited.connect(self._tell_part)
        self.caret_moved.connect(self._tell_entered)

    def _tell_part(self, text: str) -> None:
        self.part_edited.emit(self.part.name, text)

    def _tell_entered(self, offset: int) -> None:
        self.part_entered.emit(self.part.name, offset)


class Entry(QFrame):
    """The texts of one entry and its buttons; it knows its number, not the article."""

    edited = Signal(int, str, str)
    entered = Signal(int, str, int)
    move_wanted = Signal(int, int)
    removal_wanted = Signal(int)
    finished = Signal(int)

    def __init__(self, kind: Kind, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self.number = number
        self._kind = kind
        self._shown: tuple[Struct, bool, bool, bool] | None = None
        self.fields: dict[str, PartField] = {}
        self.extra = kind.extra(number) if kind.extra is not None else None
        self.up = self._button(self._move_up)
        self.down = self._button(self._move_down)
        self.remove = self._button(self._remove)
        self._lay_out()

    def show_value(self, value: Struct, *, last: bool, is_invitation: bool, locked: bool) -> None:
        """Show an entry; the invitation has no buttons."""
        shown = (value, last, is_invitation, locked)
        if shown == self._shown:
            return
        self._shown = shown
        called = self._kind.called.format(self.number + 1)
        for name, field in self.fields.items():
            field.setAccessibleName(f"{called}: {field.part.label}")
            field.set_text(getattr(value, name))
            field.setReadOnly(locked)
        first = self.fields[self._kind.parts[0].name]
        mark(first, "invitation", is_invitation)
        first.setPlaceholderText(self._kind.invitation if is_invitation else first.part.placeholder)
        for button, words in (
            (self.up, self.tr("Move {0} up")),
            (self.down, self.tr("Move {0} down")),
            (self.remove, self.tr("Remove {0}")),
        ):
            button.setAccessibleName(words.format(called))
            button.setToolTip(words.format(called))
            button.setVisible(not is_invitation and not locked)
        self.up.setEnabled(self.number > 0)
        self.down.setEnabled(not last)
        mark(self, "invitation", is_invitation)
        if self.extra is not None:
            self.extra.setVisible(not is_invitation)
        for part in self._kind.parts[1:]:
            self.fields[part.name].setVisible(not is_invitation)

    def texts(self) -> list[PartField]:
        """Return the texts that are shown, in the order of reading."""
        parts = sorted(self._kind.parts, key=lambda part: (part.line, part.column))
        return [self.fields[part.name] for part in parts if not self.fields[part.name].isHidden()]

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        for button, icon in ((self.up, "up"), (self.down, "down"), (self.remove, "close")):
            button.setIcon(icons.icon(icon, tokens))
        if self.extra is not None:
            self.extra.paint(tokens)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wear the focus ring for the texts, and take Alt+Up and Alt+Down from them."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            mark(self, "active", event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_wanted.emit(self.number, step)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        texts = QGridLayout()
        texts.setHorizontalSpacing(12)
        texts.setVerticalSpacing(0)
        for part in self._kind.parts:
            field = self.fields[part.name] = PartField(part, self)
            field.part_edited.connect(self._tell)
            field.part_entered.connect(self._tell_entered)
            field.finished.connect(self._tell_finished)
            field.installEventFilter(self)
            span = 1 if any(p.line == part.line and p is not part for p in self._kind.parts) else 2
            texts.addWidget(field, part.line, part.column, 1, span, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        if self.extra is not None:
            column.addWidget(self.extra, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(texts)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 6, 4)
        line.setSpacing(0)
        line.addLayout(column, 1)
        for button in (self.up, self.down, self.remove):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _button(self, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(16, 16))
        button.setProperty("small", True)
        button.clicked.connect(slot)
        return button

    def _tell(self, part: str, text: str) -> None:
        self.edited.emit(self.number, part, text)

    def _tell_entered(self, part: str, offset: int) -> None:
        self.entered.emit(self.number, part, offset)

    def _tell_finished(self) -> None:
        self.finished.emit(self.number)

    def _move_up(self) -> None:
        self.move_wanted.emit(self.number, -1)

    def _move_down(self) -> None:
        self.move_wanted.emit(self.number, 1)

    def _remove(self) -> None:
        self.removal_wanted.emit(self.number)


class Entries(QWidget):
    """All entries of one list field and the invitation to write another."""

    entered = Signal(object)
    changed = Signal()
    """There are more or fewer entries now."""
    finished = Signal()
    """Return was pressed in the empty last entry: the writer has no more."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._kind = session, kind
        self._tokens: Tokens | None = None
        self._rows: list[Entry] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        session.field_changed.connect(self._follow)
        session.opened.connect(self.reread)
        session.title_changed.connect(self.reread)
        self.reread()

    def reread(self) -> None:
        """Show the article's entries; those that stay keep their widgets, and so the caret."""
        values = self._values()
        locked = bool(self._session.read_only)
        wanted = len(values) + (0 if locked else 1)
        before = len(self._rows)
        while len(self._rows) > wanted:
            self._drop(self._rows.pop())
        while len(self._rows) < wanted:
            self._rows.append(self._new(len(self._rows)))
        for row in self._rows:
            value = values[row.number] if row.number < len(values) else self._kind.blank
            row.show_value(
                value, last=row.number == len(values) - 1, is_invitation=row.number >= len(values), locked=locked
            )
        self._lead_on()
        if before != wanted:
            self.changed.emit()

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens
        for row in self._rows:
            row.paint(tokens)

    def go_to(self, number: int, part: str, offset: int) -> None:
        """Put the caret into one text of one entry, or of the nearest there is."""
        if not self._rows:
            return
        row = self._rows[max(0, min(number, len(self._rows) - 1))]
        if part and part not in row.fields and row.extra is not None and row.extra.isVisibleTo(self):
            row.extra.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = row.fields[self._kind.parts[0].name]
        field = row.fields.get(part, first)
        field = field if field.isVisibleTo(self) else first
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.set_caret(offset)

    def row(self, number: int) -> Entry:
        """Return the entry with that number; raises IndexError."""
        return self._rows[number]

    def _values(self) -> tuple[Any, ...]:
        return tuple(self._session.value(self._kind.field))

    def _new(self, number: int) -> Entry:
        row = Entry(self._kind, number, self)
        row.edited.connect(self._write)
        row.entered.connect(self._tell_entered)
        row.move_wanted.connect(self._move)
        row.removal_wanted.connect(self._remove)
        row.finished.connect(self._finish)
        if self._tokens is not None:
            row.paint(self._tokens)
        self._column.addWidget(row)
        row.show()
        return row

    def _drop(self, row: Entry) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _lead_on(self) -> None:
        """Let Return lead from text to text, also to the next entry, and never to a button on the way."""
        texts = [field for row in self._rows for field in row.texts()]
        if not texts:  # an article that may not be changed invites no entries
            return
        for before, field, following in zip([None, *texts[:-1]], texts, [*texts[1:], None], strict=True):
            field.before, field.follow = before, following
        if self._kind.firsts:
            first = self._kind.parts[0].name
            for row, below in itertools.pairwise(self._rows):
                row.fields[first].follow = below.fields[first]

    def _follow(self, top: str) -> None:
        if top == self._kind.field:
            self.reread()

    def _write(self, number: int, part: str, text: str) -> None:
        values = self._values()
        field = self._kind.field
        if number >= len(values):
            begun = self._kind.begun() if self._kind.begun is not None else self._kind.blank
            self._session.set_field(field, (*values, msgspec.structs.replace(begun, **{part: text})), begins=True)
        elif number == len(values) - 1 and msgspec.structs.replace(values[number], **{part: text}) == self._kind.blank:
            self._session.set_field(field, values[:-1])
        else:
            self._session.set_field(f"{field}.{number}.{part}", text)

    def _move(self, number: int, step: int) -> None:
        values = list(self._values())
        target = number + step
        if not (0 <= number < len(values) and 0 <= target < len(values)):
            return
        place = self._focused_part(number)
        values[number], values[target] = values[target], values[number]
        self._session.set_field(self._kind.field, tuple(values))
        if isinstance(place, str):
            self.go_to(target, place, 0)
        elif place is not None:
            row = self._rows[target]
            for button in (row.up if step < 0 else row.down, row.down, row.up):
                if button.isEnabled():
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
                    break

    def _focused_part(self, number: int) -> str | bool | None:
        row = self._rows[number]
        for name, field in row.fields.items():
            if field.hasFocus():
                return name
        return True if any(button.hasFocus() for button in (row.up, row.down)) else None

    def _remove(self, number: int) -> None:
        values = self._values()
        self._session.set_field(self._kind.field, values[:number] + values[number + 1 :])
        self.go_to(number, self._kind.parts[0].name, 0)

    def _finish(self, number: int) -> None:
        if number >= len(self._values()):
            self.finished.emit()

    def _tell_entered(self, number: int, part: str, offset: int) -> None:
        self.entered.emit(Place(f"{self._kind.field}.{number}.{part}", offset))
