"""The bar above the desk: files and undo at the left, the article's name in the middle, the preview's choices right."""

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from broadsheet.ui import icons
from broadsheet.ui.actions import Actions, plain
from broadsheet.ui.tokens import Tokens

_HEIGHT = 52
_FILE_FROM = 1400
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
        self.panes = Segments([actions["write"], actions["preview"]], self)
        self.panes.hide()
        self._lay_out(actions)

    def show_name(self, headline: str, file: str) -> None:
        """Show the article's headline, and its file in soft ink; both are shortened where the bar is narrow."""
        self._title.setText(headline)
        self._file.setText(file)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the file's name to the window's own title where the headline needs the room."""
        super().resizeEvent(event)
        self._file.setVisible(event.size().width() >= _FILE_FROM)

    def show_theme(self, name: str) -> None:
        """Show which theme the page wears."""
        self._themes.setText(name)

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._menu_button.setIcon(icons.icon("menu", tokens))

    def _lay_out(self, actions: Actions) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._menu_button)
        for name in ("new", "open", "save", "", "undo", "redo"):
            row.addWidget(self._action(actions[name]) if name else _hairline())
        row.addStretch(1)
        row.addWidget(self._title)
        row.addWidget(self._file)
        row.addStretch(1)
        row.addWidget(self.panes)
        row.addWidget(Segments([actions[name] for name in ("phone", "tablet", "desktop")], self))
        row.addWidget(Segments([actions[name] for name in ("page-light", "page-dark")], self))
        row.addWidget(self._themes)
        row.addWidget(self._action(actions["panel"]))
        row.addWidget(self._export)

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
