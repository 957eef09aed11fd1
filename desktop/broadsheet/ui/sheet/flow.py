"""A row of small widgets that breaks into further rows where it is narrow."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 8
_LINE_GAP = 6


class Flow(QWidget):
    """Places widgets in reading order, mirrored where the interface is written from right to left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def place(self, widgets: list[QWidget]) -> None:
        """Show these children in this order and hide the others."""
        for widget in self._placed:
            if widget not in widgets:
                widget.hide()
        self._placed = widgets
        for widget in widgets:
            widget.show()
        self._arrange()

    def in_order(self) -> list[QWidget]:
        """Return what is shown, in reading order."""
        return list(self._placed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return the height of the rows at the present width."""
        return QSize(120, self.height())

    def _arrange(self) -> None:
        x = y = line = 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for widget in self._placed:
            size = widget.sizeHint().boundedTo(QSize(max(self.width(), 1), 10_000))
            if x and x + size.width() > self.width():
                x, y = 0, y + line + _LINE_GAP
            left = self.width() - x - size.width() if mirrored else x
            widget.setGeometry(left, y, size.width(), size.height())
            x, line = x + size.width() + GAP, size.height()
        if self.height() != y + line:
            self.setFixedHeight(y + line)
