"""Every command behind one key: type a part of its name, press Enter."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from broadsheet.ui.actions import Actions, full_name

_ACTION = Qt.ItemDataRole.UserRole
_SIZE = (520, 420)
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Palette(QDialog):
    """A list of the commands that can be used now, narrowed as the writer types."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("All commands"))
        self._matches = QSortFilterProxyModel(self)
        self._matches.setSourceModel(_model(actions, self))
        self._matches.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Type a command"))
        self._search.setAccessibleName(self.tr("Type a command"))
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._list = QListView()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setModel(self._matches)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._run)
        self._none = QLabel(self.tr("No command has that in its name."))
        self._none.setProperty("role", "where")
        self._search.returnPressed.connect(self._run_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._none)
        column.addWidget(self._list)
        self.resize(*_SIZE)
        self._narrow("")

    def open_over(self, window: QWidget) -> None:
        """Open below the top of the window, in its middle."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 72)
        self.show()
        self._search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move through the list while the cursor stays in the search field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self._matches.setFilterFixedString(text)
        self._list.setCurrentIndex(self._matches.index(0, 0))
        self._none.setVisible(not self._matches.rowCount())

    def _run_current(self) -> None:
        self._run(self._list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        action = index.data(_ACTION)
        self.close()
        if isinstance(action, QAction):
            action.trigger()


def _model(actions: Actions, parent: QObject) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for action in actions:
        if action.isEnabled() and action.objectName() != "palette":
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QStandardItem(full_name(action) + (f"   {keys}" if keys else ""))
            item.setData(action, _ACTION)
            model.appendRow(item)
    return model
