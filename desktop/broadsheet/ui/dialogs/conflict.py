"""One place that two versions changed in two ways: both sides next to each other, and the choice between them."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from broadsheet import wording
from broadsheet.article import difference
from broadsheet.article.merging import Choice, Conflict
from broadsheet.article.photo import Photo
from broadsheet.ui import words
from broadsheet.ui.inputs import Option
from broadsheet.ui.marked_text import MarkedText
from broadsheet.ui.marking import mark
from broadsheet.ui.sheet.thumb import Thumb

_CHOICES: tuple[Choice, ...] = ("ours", "theirs", "both")
_MARK_ALPHA = 56
_PADDING, _BETWEEN, _BORDERS = 16, 12, 4


class Side(QFrame):
    """One version with its option above it; a click anywhere on it takes it."""

    def __init__(self, option: Option, text: str, placeholder: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self.setObjectName("side")
        self._option = option
        self.words = MarkedText(option.text(), self)
        self.words.viewport().installEventFilter(self)
        self._empty = QLabel(placeholder, self)
        self._empty.setProperty("role", "purpose")
        (self._empty if text else self.words).hide()
        column = self._column
        column.setContentsMargins(_PADDING, 12, _PADDING, 8)
        column.setSpacing(8)
        column.addWidget(option)
        column.addWidget(self.words)
        column.addWidget(self._empty)
        column.addStretch(1)

    def show_picture(self, photo: Photo, data: bytes | None) -> None:
        """Show a picture above its name, as it is turned."""
        thumb = Thumb(self)
        thumb.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        thumb.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        thumb.setToolTip("")
        thumb.show_picture(photo.asset, data, photo)
        self._column.insertWidget(1, thumb)

    def fit(self, width: int) -> None:
        """Be as high as the text is where there is going to be a width, in pixels."""
        self.words.fit(width - 2 * _PADDING - _BORDERS)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take this side when its text is clicked; the text can still be selected."""
        if event.type() == QEvent.Type.MouseButtonRelease and not self.words.textCursor().hasSelection():
            self._option.setChecked(True)
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, _event: QEvent) -> None:
        """Take this side."""
        self._option.setChecked(True)


class ConflictCard(QFrame):
    """A conflict to be decided: yours, theirs or, where the field can hold them, both."""

    decided = Signal()

    def __init__(
        self, conflict: Conflict, assets: Mapping[str, bytes], parent: QWidget, known: tuple[Photo, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflict")
        self._conflict = conflict
        name = wording.field(conflict.field, words.translate)
        self.title = self.tr("{0}, paragraph {1}").format(name, conflict.start + 1) if _is_text(conflict) else name
        self._options = [Option(self.tr("Yours")), Option(self.tr("On disk")), Option(self.tr("Both, yours first"))]
        self._group = QButtonGroup(self)
        for number, option in enumerate(self._options):
            option.setAccessibleName(self.tr("{0}: {1}").format(self.title, option.text()))
            self._group.addButton(option, number)
        self._group.idToggled.connect(self._decide)
        if not conflict.can_hold_both:
            self._options[2].hide()
        self._sides = [
            Side(self._options[0], conflict.ours, self.tr("Removed here")),
            Side(self._options[1], conflict.theirs, self.tr("Removed there")),
        ]
        self._lay_out()
        for side, photo in zip(self._sides, _pictures(conflict, known), strict=True):
            if photo is not None:
                side.show_picture(photo, assets.get(photo.asset))

    @property
    def choice(self) -> Choice | None:
        """Return what was chosen, or None."""
        number = self._group.checkedId()
        return _CHOICES[number] if number >= 0 else None

    def choose(self, choice: Choice) -> None:
        """Take a side; nothing happens where the field cannot hold both."""
        if choice != "both" or self._conflict.can_hold_both:
            self._options[_CHOICES.index(choice)].setChecked(True)

    def take_focus(self) -> None:
        """Put the keyboard on what is chosen, or on the first option."""
        number = max(0, self._group.checkedId())
        self._options[number].setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self, width: int) -> None:
        """Be as high as the texts are where the card is going to have a width, in pixels."""
        for side in self._sides:
            side.fit((width - _BETWEEN) // 2)
        self.updateGeometry()

    def take_colours(self, ours: str, theirs: str) -> None:
        """Mark the words that only one side has."""
        pieces = difference.pieces(self._conflict.ours, self._conflict.theirs, differ=True)
        self._sides[0].words.show_pieces(pieces, "gone", _thin(ours))
        self._sides[1].words.show_pieces(pieces, "new", _thin(theirs))

    def _lay_out(self) -> None:
        heading = QLabel(self.title)
        heading.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self._options[2])
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        for side in self._sides:
            row.addWidget(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(row)

    def _decide(self, number: int, checked: bool) -> None:
        if checked:
            for side, taken in zip(self._sides, (number in (0, 2), number in (1, 2)), strict=True):
                mark(side, "taken", "yes" if taken else "no")
            self.decided.emit()


def _pictures(conflict: Conflict, known: tuple[Photo, ...]) -> tuple[Photo | None, ...]:
    """Return the picture of each side, where they differ in which picture or in what is known about one."""
    if conflict.field == "photos":
        return tuple(next(iter(part), None) for part in conflict.parts)
    if conflict.field != "picture.asset":
        return None, None
    found = {one.asset: one for one in known}
    return tuple(found.get(name, Photo(name)) if name else None for name in conflict.parts)


def _is_text(conflict: Conflict) -> bool:
    return conflict.field in ("body", "editor_note")


def _thin(colour: str) -> QColor:
    thin = QColor(colour)
    thin.setAlpha(_MARK_ALPHA)
    return thin
