"""The facts about the article as chips: what is set, what is usually set, and a plus for all the others."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from broadsheet.article import fields
from broadsheet.article.model import Author
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import editors, moment_editor, tags
from broadsheet.ui.sheet.chip import Chip
from broadsheet.ui.sheet.choices import status_words
from broadsheet.ui.sheet.flow import Flow
from broadsheet.ui.sheet.popover import Popover
from broadsheet.ui.tokens import Tokens

_CONTEXT = "facts"
_MORE = "+"


class Fact(Struct, frozen=True):
    """One fact; `invited` ones have a chip also while they are not set."""

    key: str
    label: str
    invited: bool = False


FACTS = (
    Fact("byline", QT_TRANSLATE_NOOP("facts", "By"), invited=True),
    Fact("dateline", QT_TRANSLATE_NOOP("facts", "Dateline"), invited=True),
    Fact("published", QT_TRANSLATE_NOOP("facts", "Published"), invited=True),
    Fact("updated", QT_TRANSLATE_NOOP("facts", "Updated")),
    Fact("embargo", QT_TRANSLATE_NOOP("facts", "Embargo")),
    Fact("section", QT_TRANSLATE_NOOP("facts", "Section")),
    Fact("keywords", QT_TRANSLATE_NOOP("facts", "Keywords")),
    Fact("language", QT_TRANSLATE_NOOP("facts", "Language"), invited=True),
    Fact("slug", QT_TRANSLATE_NOOP("facts", "Slug")),
    Fact("status", QT_TRANSLATE_NOOP("facts", "Status")),
)
_LONG, _LONG_CHIP, _CHIP = ("section", "keywords", "slug"), 224, 320
"""Facts that may be sentences are cut earlier; pixels."""
_UNSET = {"status": "draft"}
_INVITATIONS = {
    "byline": QT_TRANSLATE_NOOP("facts", "Who wrote it?"),
    "dateline": QT_TRANSLATE_NOOP("facts", "Dateline"),
    "published": QT_TRANSLATE_NOOP("facts", "Published"),
    "language": QT_TRANSLATE_NOOP("facts", "Language"),
}


class _Shown(Struct, frozen=True):
    key: str
    label: str
    value: str
    name: str


class Facts(Flow):
    """The chips and, one at a time, the editors that they open."""

    entered = Signal(object)
    rearranged = Signal()

    def __init__(self, session: Session, stage: QWidget) -> None:
        super().__init__()
        self._session, self._stage = session, stage
        self._tokens: Tokens | None = None
        self._house_tag = ""
        self._chips: list[Chip] = []
        self._popover: Popover | None = None
        self._more = self._chip()
        self._more.show_fact(_MORE, "", "+", self.tr("Add a fact: byline, dateline, times, keywords …"))
        self._more.setToolTip(self.tr("Add a fact"))
        session.field_changed.connect(self._follow)
        session.opened.connect(self._reopen)
        session.title_changed.connect(self.reread)
        self.reread()

    def reread(self) -> None:
        """Show the chips of the article as it is."""
        shown = [chip for fact in FACTS for chip in self._shown(fact)]
        before = len(self.in_order())
        while len(self._chips) < len(shown):
            self._chips.append(self._chip())
        for chip, words in zip(self._chips, shown, strict=False):
            chip.show_fact(words.key, words.label, words.value, words.name, _LONG_CHIP if words.key in _LONG else _CHIP)
        self._more.setEnabled(not self._session.read_only)
        more = [self._more] if self._missing() and not self._session.read_only else []
        self.place([*self._chips[: len(shown)], *more])
        if before != len(self.in_order()):
            self.rearranged.emit()

    def set_language(self, tag: str) -> None:
        """Take the language of an article that does not say its own."""
        self._house_tag = tag
        self.reread()

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens
        for chip in (self._more, *self._chips):
            chip.paint(tokens)

    def chip(self, key: str) -> Chip:
        """Return the chip of a fact (`byline.1`, `dateline`), or the plus where it has none."""
        shown = [chip for chip in self.in_order() if isinstance(chip, Chip)]
        exact = [chip for chip in shown if chip.key == key]
        related = [chip for chip in shown if fields.top(chip.key) == fields.top(key)]
        return (exact or related or [self._more])[0]

    def go_to(self, field: str, offset: int) -> None:
        """Open the editor of a fact and put the caret into it."""
        key = fields.top(field)
        if self._popover is not None and self._popover.key != key:
            self._popover.close_editor()
        if self._popover is None:
            self._open(key, self.chip(field))
        self._enter(field, offset)

    def is_open(self, key: str) -> bool:
        """Tell whether the editor of a fact is open."""
        return self._popover is not None and self._popover.key == key

    def close_editor(self) -> None:
        """Close the editor that is open, if any."""
        if self._popover is not None:
            self._popover.close_editor()

    @property
    def popover(self) -> Popover | None:
        """The editor that is open."""
        return self._popover

    def _shown(self, fact: Fact) -> list[_Shown]:
        label, value = _words(fact.label), self._session.value(fact.key)
        if fact.key == "byline" and value:
            return [_named(f"byline.{n}", label, _author(author)) for n, author in enumerate(value)]
        if value and value != _UNSET.get(fact.key):
            return [_named(fact.key, label, self._value_words(fact.key, value))]
        if not fact.invited or self._session.read_only:
            return []
        invitation = _words(_INVITATIONS[fact.key])
        return [_Shown(fact.key, invitation, "", self.tr("{0}: not set").format(invitation))]

    def _value_words(self, key: str, value: object) -> str:
        if key in ("published", "updated", "embargo"):
            return moment_editor.words(str(value), self._tag())
        if key == "language":
            return tags.name(str(value))
        if key == "status":
            return status_words(str(value))
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def _missing(self) -> list[Fact]:
        shown = {fields.top(words.key) for fact in FACTS for words in self._shown(fact)}
        return [fact for fact in FACTS if fact.key not in shown]

    def _chip(self) -> Chip:
        chip = Chip(self)
        chip.clicked.connect(self._press)
        if self._tokens is not None:
            chip.paint(self._tokens)
        chip.hide()
        return chip

    def _press(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        if chip.key == _MORE:
            self._offer()
        elif self._popover is not None and self._popover.anchor is chip:
            self._popover.close_editor()
        else:
            self.go_to(chip.key, -1)

    def _offer(self) -> None:
        """Open the menu of the facts that are not set."""
        self.close_editor()
        menu = QMenu(self._more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fact in self._missing():
            menu.addAction(_words(fact.label)).setData(fact.key)
        menu.triggered.connect(self._take)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _take(self, action: QAction) -> None:
        self.go_to(action.data(), -1)

    def _open(self, key: str, anchor: Chip) -> None:
        title = editors.title(key)
        content, width = editors.build(key, title, self._session, self._tag)
        if self._tokens is not None:
            editors.paint(content, self._tokens)
        popover = Popover(key, title, content, width, self._stage)
        popover.closed.connect(self._forget)
        if isinstance(content, moment_editor.MomentEditor):
            popover.closing.connect(content.settle)
        content.entered.connect(self.entered)
        content.finished.connect(popover.close_editor)
        self._popover = popover
        popover.open_at(anchor)

    def _enter(self, field: str, offset: int) -> None:
        if self._popover is not None:
            editors.enter(self._popover.content, field, offset)

    def _reopen(self) -> None:
        self.close_editor()
        self.reread()

    def _tag(self) -> str:
        return str(self._session.value("language")) or self._house_tag

    def _forget(self, key: str) -> None:
        self._popover = None
        if key:
            self.chip(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, top: str) -> None:
        if any(fact.key == top for fact in FACTS):
            self.reread()


def _words(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def _author(author: Author) -> str:
    return author.name or author.role or author.email or "…"


def _named(key: str, label: str, value: str) -> _Shown:
    return _Shown(key, label, value, f"{label} {value}")
