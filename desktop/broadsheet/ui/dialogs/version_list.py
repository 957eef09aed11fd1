"""The list of an article's versions: by day, the newest first, each with its time, its reason and what it changed."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from broadsheet import wording
from broadsheet.store.history import Version
from broadsheet.ui import hours, words
from broadsheet.ui.tokens import Tokens

ENTRY = Qt.ItemDataRole.UserRole
NOW = 0
"""The number of what stands in the window; versions begin at 1."""
_DAY = -1
_PAD, _GAP, _DAY_TOP = 8, 2, 14
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Entry(Struct, frozen=True):
    """A line of the list: a day, `NOW`, or a version by its number."""

    number: int
    text: str
    about: str = ""


class VersionModel(QAbstractListModel):
    """Holds the lines, and what each version changed as far as it is known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._changed: dict[int, str] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or what is seen or said of it."""
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (entry.text, entry.about, self.changed(entry.number)) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let versions be chosen, and days not."""
        if self.entries[index.row()].number == _DAY:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def take(self, versions: Sequence[Version]) -> None:
        """Show these versions below what stands in the window."""
        self.beginResetModel()
        self.entries = [Entry(NOW, self.tr("Now"), self.tr("As it stands in the window"))]
        day = ""
        for version in versions:
            if (then := hours.day(version.time)) != day:
                day = then
                self.entries.append(Entry(_DAY, day))
            reason = wording.version_reason(version.reason, words.translate)
            self.entries.append(Entry(version.number, hours.clock(version.time), reason))
        self.endResetModel()

    def changed(self, number: int) -> str:
        """Return in a few words what a version changed; empty while it is not known."""
        return self._changed.get(number, "")

    def tell(self, number: int, gone_and_new: tuple[int, int]) -> None:
        """Take in how many words of a version are gone and new."""
        self._changed[number] = _in_words(*gone_and_new) or self.tr("no word changed")
        row = self.row_of(number)
        self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, number: int) -> int:
        """Return where a version stands; the first line where it is not there any more."""
        return next((row for row, entry in enumerate(self.entries) if entry.number == number), 0)


class VersionList(QListView):
    """Shows the versions; `entered` carries the number of the one that is chosen."""

    entered = Signal(int)
    moved = Signal()
    """Other versions may be in sight."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Versions"))
        self.versions = VersionModel(self)
        self.setModel(self.versions)
        self.delegate = VersionDelegate(tokens, self)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().valueChanged.connect(self.moved)

    @property
    def number(self) -> int:
        """The version that is chosen."""
        entry = self.currentIndex().data(ENTRY)
        return entry.number if isinstance(entry, Entry) else NOW

    def choose(self, number: int) -> None:
        """Choose a version."""
        self.setCurrentIndex(self.versions.index(self.versions.row_of(number)))

    def in_sight(self) -> list[int]:
        """Return the numbers of the versions that can be seen."""
        first, room = self.indexAt(self.viewport().rect().topLeft()), self.viewport().height()
        found = []
        for row in range(max(0, first.row()), self.versions.rowCount()):
            if self.visualRect(self.versions.index(row)).top() > room:
                break
            found.append(self.versions.entries[row].number)
        return [number for number in found if number != _DAY]

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which version is chosen."""
        super().currentChanged(current, previous)
        entry = current.data(ENTRY)
        if isinstance(entry, Entry) and entry.number != _DAY:
            self.entered.emit(entry.number)


class VersionDelegate(QStyledItemDelegate):
    """Paints a version as two lines, time and change above the reason, and a day as a small heading."""

    def __init__(self, tokens: Tokens, parent: VersionList) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line of the list."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry: Entry = index.data(ENTRY)
        box: QRect = option.rect
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        if entry.number == _DAY:
            painter.setFont(_small(strong))
            painter.setPen(QColor(self.tokens.soft_ink))
            painter.drawText(box.adjusted(_PAD, 0, 0, -4), Qt.AlignmentFlag.AlignBottom, entry.text)
        else:
            self._ground(painter, box, option.state)
            text = box.adjusted(_PAD, _PAD, -_PAD, -_PAD)
            painter.setPen(QColor(self.tokens.ink))
            painter.setFont(strong)
            painter.drawText(text, Qt.AlignmentFlag.AlignTop, entry.text)
            self._paint_soft(painter, text, _small(option.font), entry, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one or two lines."""
        height = option.fontMetrics.height()
        if index.data(ENTRY).number == _DAY:
            return QSize(100, height + _DAY_TOP)
        return QSize(100, height + QFontMetrics(_small(option.font)).height() + _GAP + 2 * _PAD)

    def _paint_soft(self, painter: QPainter, text: QRect, font: QFont, entry: Entry, index: Index) -> None:
        painter.setFont(font)
        painter.setPen(QColor(self.tokens.soft_ink))
        model = index.model()
        changed = model.changed(entry.number) if isinstance(model, VersionModel) else ""
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, changed)
        about = painter.fontMetrics().elidedText(entry.about, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom, about)

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        chosen = QStyle.StateFlag.State_Selected in state
        if not chosen and QStyle.StateFlag.State_MouseOver not in state:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen and QStyle.StateFlag.State_HasFocus in state:
            painter.setPen(QColor(self.tokens.link))
        painter.setBrush(QColor(self.tokens.tint if chosen else self.tokens.field))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(12)
    return small


def _in_words(gone: int, new: int) -> str:
    return "  ".join(part for part in (f"+{new}" if new else "", f"−{gone}" if gone else "") if part)
