"""The pieces of one chip in a list: the paragraphs of the body, each of which can go to another field."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from broadsheet.ui import pieces
from broadsheet.ui.sheet.piece_chip import SIGNS

if TYPE_CHECKING:
    from broadsheet.importing.wire import Guess

WIDTH = 460
_MOST_ROWS = 9
_AROUND = 4


class _Model(QAbstractListModel):
    """First words of pieces, made only for what is seen."""

    def __init__(self, guess: "Guess", numbers: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._guess, self._numbers = guess, numbers

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return how many pieces there are."""
        return len(self._numbers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the first words, with the sign of doubt."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        piece = self._guess.pieces[self._numbers[index.row()]]
        return f"{pieces.first_words(self._guess, piece)}  {SIGNS[piece.sure]}".rstrip()


class PieceList(QListView):
    """Lists pieces; `picked` carries the number of the one that shall be moved, and where on the screen it stands."""

    picked = Signal(int, QPoint)

    def __init__(self, guess: "Guess", numbers: tuple[int, ...], name: str) -> None:
        super().__init__()
        self._numbers = numbers
        self.setObjectName("pieceList")
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setModel(_Model(guess, numbers, self))
        self.setCurrentIndex(self.model().index(0, 0))
        self.clicked.connect(self._pick)

    def sizeHint(self) -> QSize:
        """Return the height of the rows, up to a most."""
        rows = min(_MOST_ROWS, len(self._numbers))
        return QSize(WIDTH, rows * self.sizeHintForRow(0) + _AROUND)

    def minimumSizeHint(self) -> QSize:
        """Stand as tall as wished: what is around scrolls else."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return and Space as a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        corner = self.visualRect(index).bottomLeft()
        self.picked.emit(self._numbers[index.row()], self.viewport().mapToGlobal(corner))
