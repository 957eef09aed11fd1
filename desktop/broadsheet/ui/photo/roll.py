"""The roll: every picture of the article in its order; those of the body are put in another order by dragging."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from broadsheet.article.figures import LEAD, Use
from broadsheet.article.photo import Photo
from broadsheet.ui.photo import turning

_ICON = QSize(104, 70)
_WIDTH = 138
_MARK = 2
"""Height in pixels of the line that shows where a dragged picture would go."""
_INK = QPalette.ColorRole.Highlight
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
        self.viewport().setAcceptDrops(True)  # `setMovement` has taken it away
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.currentRowChanged.connect(self._tell)
        self._dragged = self._gap = -1
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

    # Dragging: a list of icons tells nothing of where between two of them something is dropped, and moves no rows.

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the picture that is chosen, small and beside the pointer: it hides no place where it could go."""
        self._dragged = self.currentRow()
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([self.currentIndex()]))
        drag.setPixmap(self.currentItem().icon().pixmap(_ICON / 2))
        drag.setHotSpot(QPoint(-12, -12))
        drag.exec(Qt.DropAction.MoveAction)
        self._dragged = -1
        self._show_gap(-1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures of the body, and nothing from elsewhere."""
        super().dragEnterEvent(event)
        event.setAccepted(self._dragged > LEAD)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which pictures the dragged one would go."""
        super().dragMoveEvent(event)
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._show_gap(self._gap_at(round(event.position().y())))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        super().dragLeaveEvent(event)
        self._show_gap(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged picture where the line shows."""
        number, before = self._dragged, self._gap_at(round(event.position().y()))
        self._show_gap(-1)
        event.accept()
        if number > LEAD and before not in (number, number + 1):
            self.moved.emit(number, before if before < self.count() else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line of the drop over the pictures."""
        super().paintEvent(event)
        if self._gap >= 0:
            last = self._gap == self.count()
            near = self.visualItemRect(self.item(self._gap - last))
            middle = near.bottom() + self.spacing() if last else near.top() - self.spacing()
            painter = QPainter(self.viewport())
            painter.fillRect(near.left(), middle - _MARK // 2, near.width(), _MARK, self.palette().color(_INK))

    def _gap_at(self, y: int) -> int:
        """Return the number of the figure before which a picture would come that is dropped at this height."""
        rows = range(LEAD + 1, self.count())
        return next((row for row in rows if y < self.visualItemRect(self.item(row)).center().y()), self.count())

    def _show_gap(self, gap: int) -> None:
        self._gap = gap
        self.viewport().update()


def _icon(image: QImage) -> QIcon:
    """Return a picture in the middle of a box of one size, so that all lines of the roll are alike."""
    box = QPixmap(_ICON)
    box.fill(Qt.GlobalColor.transparent)
    if image.isNull():
        return QIcon(box)
    small = image.scaled(_ICON, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return QIcon(QPixmap.fromImage(small))
