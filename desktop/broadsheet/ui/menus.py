"""The menus: the tables of commands as one menu, and the lists that change while the program runs."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from broadsheet.ui import actions
from broadsheet.ui.actions import Actions


class ChoiceMenu(QMenu):
    """A menu of named choices of which one may be marked; `picked` carries the key."""

    picked = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._group: QActionGroup | None = None
        self.triggered.connect(self._pick)

    def fill(self, choices: Iterable[tuple[str, str]], chosen: str = "", *, marked: bool = True) -> None:
        """Offer `(key, text)` pairs; with `marked` the chosen one has a mark."""
        self.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self) if marked else None
        for key, text in choices:
            action = self.addAction(text.replace("&", "&&"))
            action.setData(key)
            action.setCheckable(marked)
            action.setChecked(marked and key == chosen)
            if self._group is not None:
                self._group.addAction(action)
        self.setEnabled(not self.isEmpty())

    def _pick(self, action: QAction) -> None:
        if action.data():
            self.picked.emit(action.data())


class Menus(QObject):
    """All menus of one window."""

    def __init__(self, commands: Actions, window: QWidget) -> None:
        super().__init__(window)
        self.recent = ChoiceMenu(self.tr("Open &recent"), window)
        self.house = ChoiceMenu(self.tr("&House style"), window)
        self.theme = ChoiceMenu(self.tr("&Theme of the page"), window)
        submenus: dict[str, QMenu] = {"recent": self.recent, "house": self.house, "theme": self.theme}
        self.main = QMenu(window)
        for title, names in actions.MENUS:
            commands.fill(self.main.addMenu(actions.translated(title)), names, submenus)
