"""A text field that shows one field of the open article and writes what is typed into it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from broadsheet.article import fields
from broadsheet.article.place import Place
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.field import Field


class BoundField(Field):
    """A field of the article by its dotted name."""

    entered = Signal(object)
    """The caret is at this Place now."""

    def __init__(
        self,
        session: Session,
        field: str,
        name: str,
        placeholder: str = "",
        *,
        lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, placeholder, lines=lines, parent=parent)
        self.field = field
        self._session = session
        self._top = fields.top(field)
        self.edited.connect(self._write)
        self.caret_moved.connect(self._tell_place)
        session.field_changed.connect(self._follow)
        session.opened.connect(self._reopen)
        session.title_changed.connect(self._lock)
        self._reopen()
        self._lock()

    def reread(self) -> None:
        """Show the article's value."""
        self.set_text(self._session.value(self.field))

    def _write(self, text: str) -> None:
        self._session.set_field(self.field, text)

    def _follow(self, top: str) -> None:
        if top == self._top:
            self.reread()

    def _reopen(self) -> None:
        self.reread()
        self.set_caret(0)

    def _lock(self) -> None:
        self.setReadOnly(bool(self._session.read_only))

    def _tell_place(self, offset: int) -> None:
        self.entered.emit(Place(self.field, offset))
