"""Every command behind one key: type a part of its name, press Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRegularExpression, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from broadsheet.ui.actions import Actions, full_name, plain

_ACTION = Qt.ItemDataRole.UserRole
_ANY_CASE = QRegularExpression.PatternOption.CaseInsensitiveOption
_WIDTH, _HIGHEST, _FRAME = 520, 344, 4
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Palette(QDialog):
    """A list of the commands that can be used now, narrowed as the writer types."""

    def __init__(self, actions: Actions, menus: Sequence[QMenu], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("All commands"))
        self._matches = QSortFilterProxyModel(self)
        self._matches.setSourceModel(_model(actions, menus, self))
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
        self.setFixedWidth(_WIDTH)
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
        # Every word anywhere in the name, in any order.
        each = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in text.split())
        self._matches.setFilterRegularExpression(QRegularExpression(each, _ANY_CASE))
        self._list.setCurrentIndex(self._matches.index(0, 0))
        found = bool(self._matches.rowCount())
        self._none.setVisible(not found)
        self._list.setVisible(found)
        rows = self._list.sizeHintForRow(0) * self._matches.rowCount() + _FRAME
        self._list.setFixedHeight(min(rows, _HIGHEST))
        self.adjustSize()

    def _run_current(self) -> None:
        self._run(self._list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        action = index.data(_ACTION)
        self.close()
        if isinstance(action, QAction):
            action.trigger()


def _model(actions: Actions, menus: Sequence[QMenu], parent: QObject) -> QStandardItemModel:
    """Return the commands that can be used now, and behind them the choices of the menus."""
    named = [(action, full_name(action)) for action in actions if action.objectName() != "palette"]
    named += [(action, f"{plain(menu.title())}: {plain(action.text())}") for menu in menus for action in menu.actions()]
    model = QStandardItemModel(parent)
    for action, name in named:
        if action.isEnabled():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QStandardItem(name + (f"   {keys}" if keys else ""))
            item.setData(action, _ACTION)
            model.appendRow(item)
    return model
