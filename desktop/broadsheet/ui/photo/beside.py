"""The tick that sets a figure in a row with the picture above it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from broadsheet.article import figures
from broadsheet.article.figures import LEAD, Use
from broadsheet.ui.inputs import Tick


class Beside(QWidget):
    """Offered only where nothing but blank lines stands between a figure and the picture above it."""

    asked = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tick = Tick(self.tr("In a row with the picture above"))
        self.tick.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 10, 0)
        column.addWidget(self.tick)

    def show_use(self, body: str, use: Use, *, locked: bool) -> None:
        """Show whether a figure stands in a row, and whether it can."""
        stands = None if use.number == LEAD else figures.beside(body, use)
        self.setVisible(stands is not None)
        self.tick.setChecked(bool(stands))
        self.tick.setEnabled(not locked)
