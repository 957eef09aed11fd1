"""The review strip: what a pasted or imported text was taken apart into, and how surely; one click moves a piece."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from broadsheet.ui import pieces
from broadsheet.ui.labels import wrapped
from broadsheet.ui.pieces import Entry
from broadsheet.ui.sheet.flow import Flow
from broadsheet.ui.sheet.piece_chip import PieceChip
from broadsheet.ui.sheet.popover import Popover
from broadsheet.ui.tokens import Tokens

if TYPE_CHECKING:
    from broadsheet.ui.filling import Filled

_WIDEST = 260
_SIDE = 36
_ROW, _PEEK = 31, 11
"""Pixels: one row of chips with the space below it, and the upper edge of one more, which says that there is more."""
_SHARE = 220
"""Pixels of the sheet that bring one more row into sight; at least two are."""


class ReviewStrip(QFrame):
    """Lists the pieces at the top of the sheet; what it is told to show is somebody else's."""

    moved = Signal(int, str)
    """A piece by its number shall go to another field."""
    undo_asked = Signal()
    done = Signal()
    rearranged = Signal()
    """Other chips stand here: the keyboard's way is another."""

    def __init__(self, stage: QWidget) -> None:
        super().__init__()
        self.setObjectName("review")
        self.setAccessibleName(self.tr("What went into which field"))
        self._stage = stage
        self._filled: Filled | None = None
        self._tokens: Tokens | None = None
        self._popover: Popover | None = None
        self._asked: int = -1
        self._title, self._hint = QLabel(), wrapped("hint")
        self._title.setProperty("role", "heading")
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._undo, self._done = QPushButton(self.tr("Undo the filling")), QPushButton(self.tr("Done"))
        self._undo.setProperty("link", True)
        self._undo.clicked.connect(self.undo_asked)
        self._done.clicked.connect(self.done)
        self._flow = Flow()
        self._flow.setObjectName("pieces")
        self._flow.installEventFilter(self)
        self.chips: list[PieceChip] = []
        self._lay_out()
        self.hide()

    def show_filled(self, filled: "Filled | None") -> None:
        """Show the pieces of a text, or go away."""
        before, self._filled = self._filled, filled
        self._close_list()
        if filled is None:
            self.hide()
            self.rearranged.emit()
            return
        entries = pieces.entries(filled.guess)
        while len(self.chips) < len(entries):
            self.chips.append(self._chip())
        shown = self.chips[: len(entries)]
        for chip, entry in zip(shown, entries, strict=True):
            self._show(chip, entry)
        self._say(filled, entries)
        paper = self.parentWidget()
        if before is None and paper is not None:
            # Else it would be seen for a moment as tall as a narrow strip has to be.
            self.resize(paper.width(), self.height())
            self._flow.resize(paper.width() - 2 * _SIDE, self._flow.height())
        self._flow.place(list(shown))
        self._fit()
        self.show()
        self.rearranged.emit()
        self._find_again(shown)
        if before is None:
            told = f"{self._title.text()}. {self._hint.text()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def take_focus(self) -> None:
        """Put the focus on the first piece."""
        if self._flow.in_order():
            self._flow.in_order()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens
        for chip in self.chips:
            chip.paint(tokens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the rows of chips, and keep the one with the focus in sight."""
        if watched is self._flow and event.type() == QEvent.Type.Resize:
            self._fit()
        elif isinstance(watched, PieceChip) and event.type() == QEvent.Type.FocusIn:
            self._area.ensureWidgetVisible(watched, 0, _PEEK)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self._undo)
        head.addWidget(self._done)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._flow)
        self._area.viewport().setAutoFillBackground(False)
        self._flow.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        rows = max(2, self._stage.height() // _SHARE - 1)
        self._area.setFixedHeight(max(1, min(rows * _ROW + _PEEK, self._flow.height())))

    def _chip(self) -> PieceChip:
        chip = PieceChip(self._flow)
        chip.clicked.connect(self._press)
        chip.installEventFilter(self)
        if self._tokens is not None:
            chip.paint(self._tokens)
        return chip

    def _show(self, chip: PieceChip, entry: Entry) -> None:
        value = _isolated(entry.words)
        if len(entry.numbers) > 1 or entry.where == "body":
            value = self._count(entry)
        chip.show_entry(entry, pieces.name(entry.where), value, self._why(entry), _WIDEST)

    def _count(self, entry: Entry) -> str:
        count = len(entry.numbers)
        if entry.where == "body":
            text = self.tr("1 paragraph") if count == 1 else self.tr("{0} paragraphs")
        else:
            text = self.tr("{0} pieces")
        return text.format(QLocale().toString(count))

    def _why(self, entry: Entry) -> str:
        if self._filled is not None and set(entry.numbers) <= self._filled.chosen:
            return self.tr("Chosen by you")
        if entry.where == "left_over":
            return self.tr("No field was found for it: it is in the note to the editor")
        return {
            "sure": self.tr("Known by its label or its form"),
            "likely": self.tr("Likely: by its place and its form"),
            "guess": self.tr("Guessed: by its place alone"),
        }[entry.sure]

    def _say(self, filled: "Filled", entries: list[Entry]) -> None:
        self._title.setText(
            {
                "paste": self.tr("Filled from what you pasted"),
                "clipboard": self.tr("Filled from the clipboard"),
                "file": self.tr("Filled from the file"),
            }[filled.source]
        )
        kinds = {entry.sure for entry in entries}
        signs = (("likely", self.tr("~ is likely")), ("guess", self.tr("? is a guess")))
        told = ", ".join(text for kind, text in signs if kind in kinds)
        what = self.tr("Choose a piece to move it to another field.")
        self._hint.setText(f"{told}. {what}" if told else what)

    def _press(self) -> None:
        chip = self.sender()
        if not isinstance(chip, PieceChip) or chip.entry is None or self._filled is None:
            return
        opened = self._popover
        self._close_list()
        if chip.entry.where == "body" or len(chip.entry.numbers) > 1:
            if opened is None or opened.anchor is not chip:
                self._open_list(chip, chip.entry)
        else:
            self._offer(chip.entry.numbers[0], chip.mapToGlobal(chip.rect().bottomLeft()))

    def _offer(self, number: int, at: QPoint) -> None:
        """Open the menu of the fields that a piece can go to."""
        if self._filled is None:
            return
        self._asked = number
        here = self._filled.guess.pieces[number].where
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for where in pieces.FIELDS:
            if where in pieces.GROUPS:
                menu.addSeparator()
            action = menu.addAction(pieces.name(where))
            action.setData(where)
            action.setCheckable(where == here)
            action.setChecked(where == here)
        menu.triggered.connect(self._take)
        menu.popup(at)
        menu.setActiveAction(next(action for action in menu.actions() if action.data() == here))

    def _take(self, action: QAction) -> None:
        self.moved.emit(self._asked, action.data())

    def _open_list(self, chip: PieceChip, entry: Entry) -> None:
        from broadsheet.ui.sheet.piece_list import WIDTH, PieceList

        if self._filled is None:
            return
        name = pieces.name(entry.where)
        content = PieceList(self._filled.guess, entry.numbers, name)
        popover = Popover(entry.where, name, content, WIDTH, self._stage)
        popover.closed.connect(self._forget_list)
        content.picked.connect(self._offer)
        self._popover = popover
        popover.open_at(chip)
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_list(self) -> None:
        if self._popover is not None:
            self._popover.close_editor()

    def _forget_list(self, key: str) -> None:
        anchor = self._popover.anchor if self._popover is not None else None
        self._popover = None
        if key and anchor is not None:
            anchor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_again(self, shown: list[PieceChip]) -> None:
        """Keep the focus on the piece that was moved."""
        here = QApplication.focusWidget()
        if self._asked < 0 or here is None or not self.isAncestorOf(here):
            return
        for chip in shown:
            if chip.entry is not None and self._asked in chip.entry.numbers:
                chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked = -1


def _isolated(text: str) -> str:
    """Return a text that runs its own way and turns nothing around it."""
    return f"\u2068{text}\u2069" if text and not text.isascii() else text
