"""Whose style the article follows: house, theme and the page's width and light, chosen from menus and remembered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from broadsheet import errors, paths
from broadsheet.article import house as houses
from broadsheet.article.house import House
from broadsheet.render import themes
from broadsheet.settings import Settings
from broadsheet.ui.actions import Actions
from broadsheet.ui.menus import Menus

WIDTHS = ("phone", "tablet", "desktop")
_PAGES = {"page-light": "light", "page-dark": "dark"}
_SCHEMES = {"window-system": "system", "window-light": "light", "window-dark": "dark"}
_OF_THE_HOUSE = "*"


class StyleChoice(QObject):
    """Holds the house, the theme, the page's width and light; a broken house file leaves the one before in force."""

    changed = Signal()
    settings_changed = Signal(dict)
    trouble = Signal(object)

    def __init__(self, settings: Settings, house: str, commands: Actions, menus: Menus) -> None:
        super().__init__(menus)
        self.house = House(name="Plain", key="plain")
        self.width: str = settings.preview_width
        self.page_scheme: str = settings.preview_scheme
        self._theme = settings.theme
        self._theme_names: dict[str, str] = {}
        self._menus = menus
        self.late_trouble: errors.BroadsheetError | None = None
        try:
            self.house = houses.find(house)
        except errors.BroadsheetError as error:
            self.late_trouble = error
        menus.house.picked.connect(self.take_house)
        menus.theme.picked.connect(self.take_theme)
        menus.house.aboutToShow.connect(self._fill)
        menus.theme.aboutToShow.connect(self._fill)
        slots: dict[str, Callable[[], None]] = dict.fromkeys((*WIDTHS, *_PAGES, *_SCHEMES), self._take_command)
        commands.connect_all(slots | {"houses-folder": _open_houses, "themes-folder": _open_themes})
        for name in (settings.preview_width, f"page-{self.page_scheme}", f"window-{settings.colour_scheme}"):
            commands[name].setChecked(True)
        self._fill()

    @property
    def theme(self) -> str:
        """The key of the theme that the page wears."""
        return self._theme or self.house.theme

    @property
    def theme_name(self) -> str:
        """What the theme calls itself; its key where its file cannot be read."""
        return self._theme_names.get(self.theme, self.theme)

    def take_house(self, name: str) -> None:
        """Follow another house; a mistake in its file is told and changes nothing."""
        try:
            self.house = houses.find(name)
        except errors.BroadsheetError as error:
            self.trouble.emit(error)
            return
        self._fill()
        self.settings_changed.emit({"house": name})
        self.changed.emit()

    def take_theme(self, name: str) -> None:
        """Let the page wear another theme, `*` for the one that the house says."""
        self._theme = "" if name == _OF_THE_HOUSE else name
        self._fill()
        self.settings_changed.emit({"theme": self._theme})
        self.changed.emit()

    def _fill(self) -> None:
        names = _distinct({key: _house_name(key) for key in houses.available()})
        self._menus.house.fill(names.items(), self.house.key)
        own = (_OF_THE_HOUSE, self.tr("As the house says"))
        self._theme_names = _distinct({key: _theme_name(theme) for key, theme in themes.every().items()})
        self._menus.theme.fill((own, *self._theme_names.items()), self._theme or _OF_THE_HOUSE)

    def _take_command(self) -> None:
        command = self.sender()
        name = command.objectName() if command is not None else ""
        if name in WIDTHS:
            self.width = name
            self.settings_changed.emit({"preview_width": name})
        elif name in _PAGES:
            self.page_scheme = _PAGES[name]
            self.settings_changed.emit({"preview_scheme": self.page_scheme})
        else:
            self.settings_changed.emit({"colour_scheme": _SCHEMES[name]})
            return
        self.changed.emit()


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Return names of which no two are alike: a copy says its folder or file too until it gets a name of its own."""
    called = list(names.values())
    return {key: f"{name} ({key})" if called.count(name) > 1 else name for key, name in names.items()}


def _house_name(key: str) -> str:
    try:
        return houses.find(key).name
    except errors.BroadsheetError:
        return key


def _theme_name(theme: themes.Theme) -> str:
    try:
        return theme.name
    except errors.BroadsheetError:
        return theme.key


def _open_houses() -> None:
    _open(paths.houses()[-1])


def _open_themes() -> None:
    _open(paths.themes()[-1])


def _open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
