"""The merge dialog: what both sides changed, side by side, until each place is decided."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from broadsheet.article.merging import Choice, Merged
from broadsheet.ui.dialogs.conflict import ConflictCard

_WIDTH, _LEAST, _EDGE = 1040, 280, 48
_SIDES, _SCROLL_BAR = 24, 22


class MergeDialog(QDialog):
    """Asks for a side of every conflict; nothing is taken over before all are decided."""

    chosen = Signal(object)
    """A Mapping: the number of each conflict, and `ours`, `theirs` or `both`."""

    def __init__(self, merged: Merged, assets: Mapping[str, bytes], path: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("merge")
        self.setWindowTitle(self.tr("Merge"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._behind, self._current = parent, 0
        self._heading = QLabel(self.tr("“{0}” was changed here and on disk").format(path.name if path else ""))
        self._heading.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "purpose")
        self._inside = QWidget()
        self._inside.setObjectName("conflicts")
        known = merged.article.photos
        self.cards = [ConflictCard(conflict, assets, self._inside, known) for conflict in merged.conflicts]
        for card in self.cards:
            card.decided.connect(self._tell_count)
        self._scroll = QScrollArea()
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._merge = QPushButton(self.tr("Merge"))
        self._lay_out()
        self._connect_keys()
        self._tell_count()

    def take_colours(self, ours: str, theirs: str) -> None:
        """Take the colours that mark what only one side has."""
        for card in self.cards:
            card.take_colours(ours, theirs)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the conflicts are, if the window behind has so much room."""
        room = self._behind.window().size()
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        width = min(_WIDTH, room.width() - _EDGE)
        for card in self.cards:
            card.fit(width - 2 * _SIDES - _SCROLL_BAR)
        inside = self._column.totalSizeHint().height()
        around = self._whole.totalHeightForWidth(width)  # of which the conflicts are no part
        self.resize(width, min(max(_LEAST, inside + around), room.height() - _EDGE))

    def _lay_out(self) -> None:
        told = QLabel(
            self.tr(
                "What only one side changed is merged already. Choose a side for the rest; "
                "one undo brings back your article as it is now."
            )
        )
        told.setProperty("role", "purpose")
        told.setWordWrap(True)
        self._column = inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 8, 12, 8)
        inside.setSpacing(24)
        for card in self.cards:
            inside.addWidget(card)
        inside.addStretch(1)
        self._scroll.setWidget(self._inside)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._count)
        self._whole = column = QVBoxLayout(self)
        column.setContentsMargins(_SIDES, 20, _SIDES, 20)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(told)
        column.addWidget(self._scroll, 1)
        column.addSpacing(4)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, tip, slot in (
            (self.tr("Previous"), "Alt+Up", self.go_back),
            (self.tr("Next"), "Alt+Down", self.go_on),
        ):
            button = self._button(text, QKeySequence(tip).toString(QKeySequence.SequenceFormat.NativeText), slot)
            row.addWidget(button)
            if len(self.cards) == 1:
                button.hide()
        row.addSpacing(16)
        rest = (self.tr("Yours for the rest"), self.take_ours), (self.tr("On disk for the rest"), self.take_theirs)
        for text, slot in rest:
            button = self._button(text, "", slot)
            row.addWidget(button)
            if len(self.cards) == 1:
                button.hide()
        row.addStretch(1)
        row.addWidget(self._button(self.tr("Cancel"), "", self.reject))
        self._merge.setProperty("primary", True)
        self._merge.setDefault(True)
        self._merge.clicked.connect(self.accept)
        row.addWidget(self._merge)
        return row

    def _button(self, text: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.clicked.connect(slot)
        return button

    def _connect_keys(self) -> None:
        for keys, slot in (
            ("Alt+Down", self.go_on),
            ("Alt+Up", self.go_back),
            ("Alt+1", self._take_ours_here),
            ("Alt+2", self._take_theirs_here),
            ("Alt+3", self._take_both_here),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def accept(self) -> None:
        """Hand on the choices when all are made."""
        choices: dict[int, Choice] = {
            number: card.choice for number, card in enumerate(self.cards) if card.choice is not None
        }
        if len(choices) == len(self.cards):
            super().accept()
            self.chosen.emit(choices)

    def go_on(self) -> None:
        """Go to the next conflict."""
        self._go_to(self._here() + 1)

    def go_back(self) -> None:
        """Go to the conflict before."""
        self._go_to(self._here() - 1)

    def take_ours(self) -> None:
        """Take ours wherever nothing is chosen."""
        self._take_rest("ours")

    def take_theirs(self) -> None:
        """Take what is on disk wherever nothing is chosen."""
        self._take_rest("theirs")

    def _take_ours_here(self) -> None:
        self._take_here("ours")

    def _take_theirs_here(self) -> None:
        self._take_here("theirs")

    def _take_both_here(self) -> None:
        self._take_here("both")

    def _take_here(self, choice: Choice) -> None:
        """Take a side of the conflict that has the keyboard, and go on to the next that is open."""
        here = self._here()
        self.cards[here].choose(choice)
        if self.cards[here].choice == choice:
            later = (*range(here + 1, len(self.cards)), *range(here))
            self._go_to(next((number for number in later if self.cards[number].choice is None), here))

    def _take_rest(self, choice: Choice) -> None:
        for card in self.cards:
            if card.choice is None:
                card.choose(choice)

    def _here(self) -> int:
        """Return the conflict that has the keyboard, or the one that had it last."""
        focus = self.focusWidget()
        for number, card in enumerate(self.cards):
            if focus is not None and card.isAncestorOf(focus):
                self._current = number
        return self._current

    def _go_to(self, number: int) -> None:
        self._current = max(0, min(number, len(self.cards) - 1))
        card = self.cards[self._current]
        card.take_focus()
        self._scroll.ensureWidgetVisible(card, 0, 24)

    def _tell_count(self) -> None:
        done = sum(card.choice is not None for card in self.cards)
        self._count.setText(self.tr("{0} of {1} chosen").format(done, len(self.cards)))
        self._merge.setEnabled(done == len(self.cards))
