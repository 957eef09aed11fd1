"""The rows of a list in the side panel."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from broadsheet.article.place import Place

ROW = Qt.ItemDataRole.UserRole
"""The role under which the whole Row is found."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Row(Struct, frozen=True):
    """One line of a list: its text, where it leads (a place, or a line of the body), and how it looks."""

    text: str
    target: Place | int
    where: str = ""
    weight: str = ""
    indent: int = 0

    def spoken(self) -> str:
        """Return what a screen reader says."""
        return f"{self.text}. {self.where}" if self.where else self.text


class RowModel(QAbstractListModel):
    """Holds rows; views hear of those alone that are others than before, so that nothing jumps."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or what is seen or said of it."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        return row.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def take(self, wanted: Sequence[Row]) -> None:
        """Hold these rows from now on."""
        old, new = self.rows, list(wanted)
        same = min(len(old), len(new))
        first = next((number for number in range(same) if old[number] != new[number]), same)
        if len(new) < len(old):
            self.beginRemoveRows(_NOWHERE, same, len(old) - 1)
            del old[same:]
            self.endRemoveRows()
        old[first:same] = new[first:same]
        if first < same:
            self.dataChanged.emit(self.index(first), self.index(same - 1))
        if len(new) > same:
            self.beginInsertRows(_NOWHERE, same, len(new) - 1)
            old.extend(new[same:])
            self.endInsertRows()
