"""The roll: every picture of the article in its order; those of the body are put in another order by dragging."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from broadsheet.article.figures import LEAD, Use
from broadsheet.article.photo import Photo
from broadsheet.ui.photo import turning

_ICON = QSize(104, 70)
_WIDTH = 138
_SHOWN = Qt.ItemDataRole.UserRole + 1
_TURN = Qt.ItemDataRole.UserRole + 2


class Roll(QListWidget):
    """A column of small pictures; choosing one is looking at it."""

    chosen = Signal(int)
    """The number of a use."""
    moved = Signal(int, object)
    """The number of a figure, and that of the one it shall stand before; None for behind all."""
    removed = Signal(int)
    """The number of a figure that shall leave the article."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pictures of the article"))
        self.setAccessibleDescription(self.tr("Alt with Up or Down moves a picture of the body, Delete takes it away"))
        self.setIconSize(_ICON)
        self.setFixedWidth(_WIDTH)
        self.setUniformItemSizes(True)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.currentRowChanged.connect(self._tell)
        self.model().rowsMoved.connect(self._take_move)
        self._quiet = False

    def show_uses(self, uses: tuple[Use, ...], current: int) -> None:
        """Show these uses, with one of them chosen."""
        self._quiet = True
        while self.count() > len(uses):
            self.takeItem(self.count() - 1)
        while self.count() < len(uses):
            self.addItem(QListWidgetItem())
        for number, use in enumerate(uses):
            item = self.item(number)
            title = self.tr("Lead picture") if number == LEAD else self.tr("Picture {0}").format(number)
            item.setText(title)
            item.setToolTip(use.caption or use.alt or title)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if number != LEAD else flags)
            if item.data(Qt.ItemDataRole.UserRole) != use.asset:
                item.setData(Qt.ItemDataRole.UserRole, use.asset)
                item.setIcon(_icon(QImage()))
                item.setData(_SHOWN, False)
        self.setCurrentRow(min(current, len(uses) - 1))
        self._quiet = False

    def show_turns(self, photos: dict[str, Photo]) -> None:
        """Let go of small pictures that are turned in another way now: they are lacking then."""
        for row in range(self.count()):
            item = self.item(row)
            turn = turning.turn(photos[item.data(Qt.ItemDataRole.UserRole)])
            if item.data(_TURN) != turn:
                item.setData(_TURN, turn)
                item.setData(_SHOWN, False)

    def lacking(self) -> list[str]:
        """Return the assets whose small picture is not there yet, those that are seen first at the end."""
        rows = reversed(range(self.count()))
        assets = (self.item(row).data(Qt.ItemDataRole.UserRole) for row in rows if not self.item(row).data(_SHOWN))
        return [asset for asset in dict.fromkeys(assets) if asset]

    def show_image(self, asset: str, image: QImage, photo: Photo) -> None:
        """Show the small picture of an asset, as it is turned, wherever it is used."""
        image = turning.small(image, _ICON * self.devicePixelRatioF(), photo)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == asset:
                self.item(row).setIcon(_icon(image))
                self.item(row).setData(_SHOWN, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a picture of the body by key, or take it away."""
        row, alt = self.currentRow(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() == Qt.Key.Key_Up and row > LEAD + 1:
            self.moved.emit(row, row - 1)
        elif alt and event.key() == Qt.Key.Key_Down and LEAD < row < self.count() - 1:
            behind = row + 2
            self.moved.emit(row, behind if behind < self.count() else None)
        elif event.key() == Qt.Key.Key_Delete and row > LEAD:
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def _tell(self, row: int) -> None:
        if not self._quiet and row >= 0:
            self.chosen.emit(row)

    def _take_move(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row: int) -> None:
        if not self._quiet:
            before = max(row, LEAD + 1)
            self.moved.emit(start, before if before < self.count() else None)


def _icon(image: QImage) -> QIcon:
    """Return a picture in the middle of a box of one size, so that all lines of the roll are alike."""
    box = QPixmap(_ICON)
    box.fill(Qt.GlobalColor.transparent)
    if image.isNull():
        return QIcon(box)
    small = image.scaled(_ICON, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return QIcon(QPixmap.fromImage(small))
