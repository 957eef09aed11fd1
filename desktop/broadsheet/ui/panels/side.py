"""The side panel: what stands between the article and its readers, and the way around in it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from broadsheet.article.place import Place
from broadsheet.ui.panels import rows
from broadsheet.ui.panels.model import ROW, Row, RowModel
from broadsheet.ui.tokens import Tokens

_WIDTH, _NARROWEST = 264, 200


class RowList(QListView):
    """A list of rows that lead to places; Enter or a click goes there. Rows that stay the same do not jump."""

    target_chosen = Signal(object)

    def __init__(self, name: str, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = RowModel(self)
        self.setModel(self._model)
        self._delegate = rows.RowDelegate(tokens, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # Thousands of rows are measured some at a time, keys in between.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_rows(self, wanted: Sequence[Row]) -> None:
        """Show these rows, touching only those that differ."""
        self._model.take(wanted)

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._delegate.tokens = tokens
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Take no more room than the rows need: what stands below begins right behind them."""
        super().updateGeometries()
        needed = self.contentsSize().height() + 2
        if self.maximumHeight() != needed:
            self.setMaximumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the rows anew for another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        self.target_chosen.emit(index.data(ROW).target)


class SidePanel(QWidget):
    """Findings above, outline below."""

    place_chosen = Signal(object)
    line_chosen = Signal(int)

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._count = QLabel()
        self._count.setProperty("role", "count")
        self._calm = QLabel()
        self._calm.setProperty("role", "where")
        self._calm.setWordWrap(True)
        self.findings = RowList(self.tr("Before it goes out"), tokens, self)
        self.outline = RowList(self.tr("Outline"), tokens, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 12, 12)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(_heading(self.tr("Before it goes out")))
        top.addStretch(1)
        top.addWidget(self._count)
        column.addLayout(top)
        column.addWidget(self._calm)
        column.addWidget(self.findings, 3)
        column.addSpacing(16)
        column.addWidget(_heading(self.tr("Outline")))
        column.addWidget(self.outline, 2)
        column.addStretch(0)
        for part in (self.findings, self.outline):
            part.target_chosen.connect(self._lead)

    def show_findings(self, found: Sequence[Row]) -> None:
        """Show what the checks found."""
        self._count.setText(str(len(found)) if found else "")
        self._calm.setText(self.tr("Nothing stands in the way."))
        self._calm.setVisible(not found)
        self.findings.show_rows(found)

    def show_unchecked(self) -> None:
        """Say that nobody knows what stands in the way."""
        self.show_findings([])
        self._calm.setText(self.tr("The article could not be checked."))

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self.findings.take_tokens(tokens)
        self.outline.take_tokens(tokens)

    def _lead(self, target: Place | int) -> None:
        if isinstance(target, Place):
            self.place_chosen.emit(target)
        else:
            self.line_chosen.emit(target)

    def sizeHint(self) -> QSize:
        """Return the width that findings read well in."""
        return QSize(_WIDTH, 400)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
