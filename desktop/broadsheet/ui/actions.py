"""The table of commands: everything a writer can do, with its words, keys and icon; menus are further tables."""

from collections.abc import Callable, Iterator

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from broadsheet.ui import icons
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.tokens import Tokens

_CONTEXT = "actions"
Standard = QKeySequence.StandardKey


class Row(Struct, frozen=True):
    """One command; `keys` are standard keys or portable texts, `group` makes it one choice of several."""

    id: str
    text: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    icon: str = ""
    group: str = ""
    checkable: bool = False


def _row(
    id: str,
    text: str,
    *keys: QKeySequence.StandardKey | str,
    icon: str = "",
    group: str = "",
    checkable: bool = False,
) -> Row:
    return Row(id, text, keys, icon, group, checkable or bool(group))


ROWS = (
    _row("new", QT_TRANSLATE_NOOP("actions", "&New article"), Standard.New, icon="new"),
    _row("open", QT_TRANSLATE_NOOP("actions", "&Open…"), Standard.Open, icon="open"),
    _row("import", QT_TRANSLATE_NOOP("actions", "&Import several…")),
    _row("save", QT_TRANSLATE_NOOP("actions", "&Save"), Standard.Save, icon="save"),
    _row("save-as", QT_TRANSLATE_NOOP("actions", "Save &as…"), Standard.SaveAs),
    _row("autosave", QT_TRANSLATE_NOOP("actions", "Save a&utomatically"), checkable=True),
    _row("revert", QT_TRANSLATE_NOOP("actions", "Re&vert to the saved article…")),
    _row("merge", QT_TRANSLATE_NOOP("actions", "&Merge with the version on disk…")),
    _row("versions", QT_TRANSLATE_NOOP("actions", "Ve&rsions…"), "Ctrl+Alt+V"),
    _row("forget", QT_TRANSLATE_NOOP("actions", "&Forget this document…")),
    _row("export", QT_TRANSLATE_NOOP("actions", "&Export…"), "Ctrl+E", icon="export"),
    _row("close", QT_TRANSLATE_NOOP("actions", "&Close window"), Standard.Close),
    _row("quit", QT_TRANSLATE_NOOP("actions", "&Quit"), Standard.Quit),
    _row("undo", QT_TRANSLATE_NOOP("actions", "&Undo"), Standard.Undo, icon="undo"),
    _row("redo", QT_TRANSLATE_NOOP("actions", "&Redo"), Standard.Redo, "Ctrl+Y", icon="redo"),
    _row("cut", QT_TRANSLATE_NOOP("actions", "Cu&t"), Standard.Cut),
    _row("copy", QT_TRANSLATE_NOOP("actions", "&Copy"), Standard.Copy),
    _row("copy-rich", QT_TRANSLATE_NOOP("actions", "Copy the body for a content s&ystem"), "Ctrl+Shift+C"),
    _row("copy-source", QT_TRANSLATE_NOOP("actions", "Copy the body as &HTML source")),
    _row("paste", QT_TRANSLATE_NOOP("actions", "&Paste"), Standard.Paste),
    _row("paste-plain", QT_TRANSLATE_NOOP("actions", "Paste &as plain text"), "Ctrl+Shift+V"),
    _row("fill", QT_TRANSLATE_NOOP("actions", "F&ill the fields from the clipboard")),
    _row("find", QT_TRANSLATE_NOOP("actions", "&Find…"), Standard.Find, icon="find"),
    _row("replace", QT_TRANSLATE_NOOP("actions", "R&eplace…"), "Ctrl+H", icon="replace"),
    _row("find-next", QT_TRANSLATE_NOOP("actions", "Find &next"), "F3"),
    _row("find-previous", QT_TRANSLATE_NOOP("actions", "Find &previous"), "Shift+F3"),
    _row("to-headline", QT_TRANSLATE_NOOP("actions", "Go to the head&line"), "Ctrl+Alt+H"),
    _row("to-body", QT_TRANSLATE_NOOP("actions", "Go to the &body"), "Ctrl+Alt+B"),
    _row("to-pieces", QT_TRANSLATE_NOOP("actions", "Go to what was fille&d in"), "Ctrl+Alt+F"),
    _row("heading", QT_TRANSLATE_NOOP("actions", "&Heading"), "Ctrl+Shift+H", icon="heading"),
    _row("bold", QT_TRANSLATE_NOOP("actions", "&Bold"), Standard.Bold, icon="bold"),
    _row("italic", QT_TRANSLATE_NOOP("actions", "&Italic"), Standard.Italic, icon="italic"),
    _row("strike", QT_TRANSLATE_NOOP("actions", "&Strikethrough"), "Ctrl+Shift+X", icon="strike"),
    _row("link", QT_TRANSLATE_NOOP("actions", "&Link…"), "Ctrl+Shift+K", icon="link"),
    _row("quote", QT_TRANSLATE_NOOP("actions", "&Quote"), "Ctrl+Shift+Q", icon="quote"),
    _row("list", QT_TRANSLATE_NOOP("actions", "Bullet &list"), "Ctrl+Shift+L", icon="list"),
    _row("numbers", QT_TRANSLATE_NOOP("actions", "&Numbered list"), "Ctrl+Shift+N", icon="numbers"),
    _row("picture", QT_TRANSLATE_NOOP("actions", "&Picture…"), "Ctrl+Shift+P", icon="picture"),
    _row("photo-desk", QT_TRANSLATE_NOOP("actions", "Photo &desk…"), "Ctrl+Alt+P", icon="crop"),
    _row("read-also", QT_TRANSLATE_NOOP("actions", "&Read also…"), "Ctrl+Shift+R", icon="read-also"),
    _row("rule", QT_TRANSLATE_NOOP("actions", "R&ule"), icon="rule"),
    _row("palette", QT_TRANSLATE_NOOP("actions", "All &commands…"), "Ctrl+K"),
    _row("write", QT_TRANSLATE_NOOP("actions", "&Write"), "Alt+1"),
    _row("preview", QT_TRANSLATE_NOOP("actions", "P&review"), "Alt+2"),
    _row("panel", QT_TRANSLATE_NOOP("actions", "&Findings and outline"), "Alt+3", icon="panel", checkable=True),
    _row("phone", QT_TRANSLATE_NOOP("actions", "Phone"), "Ctrl+Alt+1", group="width"),
    _row("tablet", QT_TRANSLATE_NOOP("actions", "Tablet"), "Ctrl+Alt+2", group="width"),
    _row("desktop", QT_TRANSLATE_NOOP("actions", "Desktop"), "Ctrl+Alt+3", group="width"),
    _row("page-light", QT_TRANSLATE_NOOP("actions", "Light"), group="page"),
    _row("page-dark", QT_TRANSLATE_NOOP("actions", "Dark"), group="page"),
    _row("window-system", QT_TRANSLATE_NOOP("actions", "Like the &system"), group="scheme"),
    _row("window-light", QT_TRANSLATE_NOOP("actions", "&Light"), group="scheme"),
    _row("window-dark", QT_TRANSLATE_NOOP("actions", "&Dark"), group="scheme"),
    _row("houses-folder", QT_TRANSLATE_NOOP("actions", "Open the folder of my &houses")),
    _row("themes-folder", QT_TRANSLATE_NOOP("actions", "Open the folder of my &themes")),
    _row("about", QT_TRANSLATE_NOOP("actions", "&About Broadsheet")),
)

SEPARATOR = "-"

GROUPS = {
    "width": QT_TRANSLATE_NOOP("actions", "Page width"),
    "page": QT_TRANSLATE_NOOP("actions", "Page colours"),
    "scheme": QT_TRANSLATE_NOOP("actions", "Window colours"),
}
"""What the choices of one group are about: a submenu's title, and the first word in the list of all commands."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "&File"),
        (
            *(
                "new",
                "open",
                "recent",
                "import",
                "-",
                "save",
                "save-as",
                "autosave",
                "-",
                "versions",
                "revert",
                "merge",
                "-",
            ),
            *("export", "-", "forget", "close", "quit"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Edit"),
        (
            *("undo", "redo", "-", "cut", "copy", "paste", "paste-plain", "fill", "-"),
            *("copy-rich", "copy-source", "-"),
            *("find", "replace", "find-next", "find-previous", "-", "to-headline", "to-body", "to-pieces"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "F&ormat"),
        (
            *("heading", "bold", "italic", "strike", "-", "link", "quote", "list", "numbers", "rule"),
            *("-", "picture", "photo-desk", "read-also"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&View"),
        (
            *("write", "preview", "panel", "-", "phone", "tablet", "desktop", "page-light", "page-dark"),
            *("window-system", "window-light", "window-dark", "-", "palette"),
        ),
    ),
    (QT_TRANSLATE_NOOP("actions", "&House"), ("house", "theme", "-", "houses-folder", "themes-folder")),
    (QT_TRANSLATE_NOOP("actions", "&Help"), ("about",)),
)
"""Menu title and the commands in it; `recent`, `house` and `theme` are submenus that the window fills."""

FORMATTING = ("heading", "bold", "italic", SEPARATOR, "link", "quote", "list", "numbers", "picture", "rule", SEPARATOR)
"""The formatting bar; read-also follows as a pill of its own."""

CHANGES_ARTICLE = frozenset(
    {"heading", "bold", "italic", "strike", "link", "quote", "list", "numbers", "picture", "read-also", "rule"}
    | {"replace", "cut", "paste", "paste-plain", "fill"}
)
"""What a read-only article does not offer."""


class Actions(QObject):
    """The commands of one window as QActions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {row.id: self._make(row) for row in ROWS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def connect_all(self, slots: dict[str, Callable[[], None]]) -> None:
        """Connect commands to bound methods; raises KeyError for a command that is not in the table."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)

    def take_tokens(self, tokens: Tokens) -> None:
        """Give every command its icon in the window's colours."""
        for row in ROWS:
            if row.icon:
                self._actions[row.id].setIcon(icons.icon(row.icon, tokens))

    def fill(self, menu: QMenu, names: tuple[str, ...], submenus: dict[str, QMenu]) -> None:
        """Put commands into a menu in the order of `names`; the choices of one group share a submenu."""
        groups: dict[QActionGroup, QMenu] = {}
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in submenus:
                menu.addMenu(submenus[name])
            else:
                action = self._actions[name]
                group = action.actionGroup()
                if group is not None and group not in groups:
                    groups[group] = menu.addMenu(group.objectName())
                groups.get(group, menu).addAction(action)

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(self)
            self._groups[name].setObjectName(translated(GROUPS[name]))
        return self._groups[name]

    def _make(self, row: Row) -> QAction:
        action = QAction(translated(row.text), self)
        action.setObjectName(row.id)
        action.setShortcuts(list(_sequences(row.keys)))
        action.setCheckable(row.checkable)
        tip = plain(action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setIconVisibleInMenu(False)
        if row.group:
            self._group(row.group).addAction(action)
        return action


def _sequences(keys: tuple[QKeySequence.StandardKey | str, ...]) -> dict[QKeySequence, None]:
    """Return all that a system binds to these keys, the usual one first, each once."""
    found: dict[QKeySequence, None] = {}
    for key in keys:
        bound = QKeySequence.keyBindings(key) if isinstance(key, QKeySequence.StandardKey) else [QKeySequence(key)]
        found |= dict.fromkeys(bound)
    return found


def full_name(action: QAction) -> str:
    """Return what a command is called where nothing around it says what it is about."""
    group = action.actionGroup()
    return f"{group.objectName()}: {plain(action.text())}" if group is not None else plain(action.text())


def translated(text: str) -> str:
    """Return a text of these tables in the writer's language."""
    return QCoreApplication.translate(_CONTEXT, text)


def plain(text: str) -> str:
    """Return a command's text without its mnemonic and its dots, as a tip or a button says it."""
    return text.replace("&", "").rstrip("…")
