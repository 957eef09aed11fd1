"""The bar above the desk: files and undo at the left, the article's name in the middle, the preview's choices right."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from broadsheet.ui import icons
from broadsheet.ui.actions import Actions, plain
from broadsheet.ui.tokens import Tokens

_HEIGHT = 52
_SPACING, _SIDES = 8, 16
_FILE_FROM = 1400
_LEAST_TITLE = 120
Named = TypeVar("Named", bound=QWidget)


class TopBar(QWidget):
    """Buttons for the window's commands and the truth about the article: name and state."""

    def __init__(self, actions: Actions, menu: QMenu, themes: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._menu_button = self._tool(self.tr("Menu"))
        self._menu_button.setMenu(menu)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setShortcut("F10")
        self._title = _named(ShortLabel(), "title")
        self._file = _named(ShortLabel(), "state")
        self._themes = _named(QPushButton(), "themes")
        self._themes.setMenu(themes)
        self._themes.setAccessibleName(self.tr("Theme of the page"))
        self._export = QPushButton(plain(actions["export"].text()) + "…")
        self._export.setProperty("primary", True)
        self._export.setToolTip(actions["export"].toolTip())
        self._export.clicked.connect(actions["export"].trigger)
        self._turns = {name: actions[name] for name in ("write", "preview")}
        self.panes = Segments(list(self._turns.values()), self)
        self.panes.hide()
        self._widths = Segments([actions[name] for name in ("phone", "tablet", "desktop")], self)
        self._schemes = Segments([actions[name] for name in ("page-light", "page-dark")], self)
        self._stays: list[QWidget] = [self._menu_button, self._export]
        self._yields: list[list[QWidget]] = []
        self._lay_out(actions)

    def show_name(self, headline: str, file: str) -> None:
        """Show the article's headline, and its file in soft ink; both are shortened where the bar is narrow."""
        self._title.setText(headline)
        self._file.setText(file)

    def show_front(self, front: str) -> None:
        """Offer sheet and page by turns, and say which of them is in front: `write`, `preview`, or empty for both."""
        for name, action in self._turns.items():
            action.setCheckable(bool(front))
            action.setChecked(name == front)
        self.panes.setVisible(bool(front))

    def minimumSizeHint(self) -> QSize:
        """Return the width of what never gives way."""
        return QSize(self._width(self._stays) + _LEAST_TITLE, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for; the menus have all of it."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Reckon again where a part wants another width: another theme's name, another font."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def show_theme(self, name: str) -> None:
        """Show which theme the page wears."""
        self._themes.setText(name)

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._menu_button.setIcon(icons.icon("menu", tokens))

    def _lay_out(self, actions: Actions) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDES, 0, _SIDES, 0)
        row.setSpacing(_SPACING)
        files: list[QWidget] = [self._action(actions[name]) for name in ("new", "open", "save")]
        steps = [_hairline(), *(self._action(actions[name]) for name in ("undo", "redo"))]
        panel = self._action(actions["panel"])
        for widget in (self._menu_button, *files, *steps):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._title)
        row.addWidget(self._file)
        row.addStretch(1)
        for widget in (self.panes, self._widths, self._schemes, self._themes, panel, self._export):
            row.addWidget(widget)
        self._stays += [files[-1], self.panes]
        self._yields = [[self._themes], [self._schemes], files[:-1], [self._widths], steps, [panel]]

    def _fit(self) -> None:
        """Show as much as leaves the headline some room; what matters least gives way first."""
        # The file's name stands in the window's own title too.
        self._file.setVisible(self.width() >= _FILE_FROM)
        room = self.width() - _LEAST_TITLE - self._width(self._stays)
        for group in reversed(self._yields):
            room -= sum(widget.sizeHint().width() + _SPACING for widget in group)
            for widget in group:
                widget.setVisible(room >= 0)

    def _width(self, widgets: list[QWidget]) -> int:
        shown = [widget for widget in widgets if widget is not self.panes or not widget.isHidden()]
        return 2 * _SIDES + sum(widget.sizeHint().width() + _SPACING for widget in shown)

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _action(self, action: QAction) -> QToolButton:
        button = self._tool(plain(action.text()))
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class ShortLabel(QLabel):
    """One line that gives way: shortened in its middle where there is no room, whole in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def setText(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the room that the whole text wants."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return that it can do without any room."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text anew for another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))


class Segments(QFrame):
    """A few commands of which one is chosen, drawn as one control."""

    def __init__(self, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setText(plain(action.text()))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)


def _named(widget: Named, name: str) -> Named:
    widget.setObjectName(name)
    return widget


def _hairline() -> QFrame:
    line = _named(QFrame(), "hairline")
    line.setFixedSize(1, 20)
    return line
