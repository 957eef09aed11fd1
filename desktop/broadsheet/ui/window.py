"""The window of one article: lays out the panes and connects them; does no work of its own."""

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from broadsheet import errors, paths
from broadsheet.article import model
from broadsheet.article.place import Place
from broadsheet.settings import Settings
from broadsheet.store import document as documents
from broadsheet.store.document import Document
from broadsheet.store.traces import Traces
from broadsheet.ui import about
from broadsheet.ui.actions import CHANGES_ARTICLE, Actions
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.asking import Asking
from broadsheet.ui.checking import Checking
from broadsheet.ui.copying import Copying
from broadsheet.ui.files import Files
from broadsheet.ui.frame import Frame
from broadsheet.ui.guards import Guards
from broadsheet.ui.incoming import Incoming
from broadsheet.ui.menus import Menus
from broadsheet.ui.notice import Notice
from broadsheet.ui.panels import listing
from broadsheet.ui.panels.side import SidePanel
from broadsheet.ui.panes import Panes
from broadsheet.ui.photo.room import PhotoRoom
from broadsheet.ui.preview.pane import PreviewPane
from broadsheet.ui.reading import FIRST_PATIENCE
from broadsheet.ui.session import Session
from broadsheet.ui.status import StatusLine
from broadsheet.ui.style_choice import StyleChoice
from broadsheet.ui.telling import Telling
from broadsheet.ui.topbar import TopBar
from broadsheet.ui.versions import Versions
from broadsheet.ui.writing import Writing

if TYPE_CHECKING:
    from broadsheet.checks import Finding
    from broadsheet.importing.imported import Imported
    from broadsheet.render.protocol import Piece
    from broadsheet.ui.dialogs.export import Choice

_PROGRAM = "" if sys.platform == "darwin" else "Broadsheet"
_AROUND_PAGE = 48
"""Pixels of desk that a page should have left and right beyond what it needs."""


class Window(QWidget):
    """One article: written left, seen in the middle, judged right."""

    closed = Signal(object)
    wanted = Signal(object)
    """A Document, or what was read, that wants a window of its own; None for a new article."""
    settings_changed = Signal(dict)
    quit_asked = Signal()
    names_unwanted = Signal(object)
    """A path that shall not stay among the recent files."""

    def __init__(
        self, frame: Frame, settings: Settings, appearance: Appearance, versions: Versions, house: str
    ) -> None:
        super().__init__(frame)
        self.frame = frame
        self._settings, self._appearance = settings, appearance
        self.session = Session(self)
        self.guards = Guards(self.session, self)
        self.commands = Actions(self)
        self.asking = Asking(self)
        self.files = Files(self.session, self.asking, self)
        self.guards.follow(self.files, versions)
        self.incoming = Incoming(self.session, self.files, self.asking, self)
        self.photos = PhotoRoom(self.session, self)
        self.menus = Menus(self.commands, self)
        self.choice = StyleChoice(settings, house, self.commands, self.menus)
        self.checking = Checking(self.session, self.choice.house, self)
        self._has_article = self._closing_asked = self._closing_waits = False
        self._lay_out()
        self.guards.speak(self.commands, self.asking, appearance, self.telling, self)
        self.guards.want_autosave(settings.autosave)
        self.incoming.speak(self.writing, self.guards.versioning, self.telling, self.commands)
        self._copying = Copying(self.session, self.choice, self.telling, self.commands, self)
        self.photos.speak(self.writing, self.telling, self.choice, self.commands, self._appearance)
        self._connect()
        self._take_appearance()
        self._take_style()
        self._show_title()

    @property
    def path(self) -> Path | None:
        """Where the article is kept."""
        return self.session.path

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button that has the focus, as Space does, and Escape close the message."""
        here = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(here, QAbstractButton):
            here.click()
        elif event.key() == Qt.Key.Key_Escape and self.notice.isVisible():
            self.notice.hide()
        else:
            super().keyPressEvent(event)

    def recall(self, traces: Traces) -> None:
        """Take over the list of recent files."""
        self.menus.recent.fill(((path, Path(path).name) for path in traces.recent), marked=False)

    def take_settings(self, settings: Settings) -> None:
        """Know what the writer has chosen since, also in another window."""
        self._settings = settings
        self.guards.want_autosave(settings.autosave)

    def lay_panes(self, traces: Traces) -> None:
        """Take the widths that the last window's panes had."""
        self.panes.recall(traces.panes.get("desk", ""))

    def leave(self, traces: Traces) -> Traces:
        """Return the traces with this window's place and widths in them."""
        return msgspec.structs.replace(
            traces, window=self.frame.place(), panes=traces.panes | {"desk": self.panes.keep()}
        )

    def start(self, wanted: "Path | Document | Imported | None") -> None:
        """Show what was read, or read a file, or begin an article; tell of a house with a mistake.

        Where a file cannot be read, or takes long, there is an article to write on meanwhile.
        """
        if isinstance(wanted, Document):
            self.files.take(wanted)
        elif isinstance(wanted, Path):
            self.files.load(wanted, patience=FIRST_PATIENCE)
        elif wanted is not None:
            self.files.take_imported(wanted)
        if not self._has_article:
            self.begin_article()
        if self.choice.late_trouble is not None:
            self.tell(self.choice.late_trouble)

    def begin_article(self) -> None:
        """Begin a new article in the house's language, with the end mark and the call to action that it always has."""
        house = self.choice.house
        article = msgspec.structs.replace(
            model.blank(house.language), end_mark=house.end_mark.text, call_to_action=house.call_to_action
        )
        self.session.open(documents.new(article, {}))

    def tell(self, error: errors.BroadsheetError) -> None:
        """Say what went wrong, where, and what to do now."""
        self.telling.tell(error)

    def go_to(self, place: Place) -> None:
        """Put the cursor into a field or a place of the body."""
        self.panes.show_sheet()
        self.writing.go_to(place)

    def _lay_out(self) -> None:
        tokens = self._appearance.tokens
        self.topbar = TopBar(self.commands, self.menus.main, self.menus.theme, self)
        self.notice = Notice(self)
        self.telling = Telling(self.notice, self)
        self.writing = Writing(self.session, self.commands, self._appearance, self.asking, self)
        self.page = PreviewPane(self.session, self._appearance, self)
        self.panel = SidePanel(tokens, self)
        self.panes = Panes(self)
        self.panes.place(self.writing, self.page, self.panel)
        self.status = StatusLine(self.menus.house, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.topbar, self.notice, self.panes, self.status):
            column.addWidget(part, 1 if part is self.panes else 0)
        self.frame.setCentralWidget(self)
        self.addActions(list(self.commands))

    def _connect(self) -> None:
        self.commands.connect_all(
            {
                "new": self._new,
                "open": self.asking.for_articles,
                "save": self._save,
                "save-as": self.files.save_as,
                "revert": self.files.ask_revert,
                "export": self.export,
                "close": self.frame.close_asked.emit,
                "quit": self.quit_asked.emit,
                "undo": self.session.undo,
                "redo": self.session.redo,
                "to-headline": self._go_to_headline,
                "to-body": self._go_to_body,
                "palette": self._show_palette,
                "write": self._show_sheet,
                "preview": self._show_page,
                "panel": self._wish_panel,
                "about": self._show_about,
            }
        )
        self.session.title_changed.connect(self._show_title)
        self.session.opened.connect(self._take_article)
        self.session.field_changed.connect(self._show_title)
        for name in ("undo", "redo"):
            self.commands[name].setEnabled(False)
        self.session.undo_stack.canUndoChanged.connect(self.commands["undo"].setEnabled)
        self.session.undo_stack.canRedoChanged.connect(self.commands["redo"].setEnabled)
        self.guards.keeping.changed.connect(self.status.show_state)
        self.files.trouble.connect(self.telling.tell)
        self.choice.trouble.connect(self.telling.tell)
        self.choice.changed.connect(self._change_style)
        self.choice.settings_changed.connect(self.settings_changed)
        self.checking.found.connect(self._show_findings)
        self.checking.failed.connect(self.panel.show_unchecked)
        self.panel.place_chosen.connect(self.go_to)
        self.panel.line_chosen.connect(self._go_to_line)
        self.frame.close_asked.connect(self._ask_closing)
        self.frame.closed.connect(self._tell_closed)
        self.files.closable.connect(self._ask_closing)
        self.panes.fronted.connect(self.topbar.show_front)
        self.panes.panel_shown.connect(self.commands["panel"].setChecked)
        self.menus.recent.picked.connect(self._open_recent)
        self.files.elsewhere.connect(self.wanted)
        self.guards.desk.wanted.connect(self.wanted)
        self.guards.names_unwanted.connect(self.names_unwanted)
        self.guards.autosave_chosen.connect(self._choose_autosave)
        self.writing.find_bar.replacing.connect(self.guards.versioning.keep_before_replacing)
        self._appearance.changed.connect(self._take_appearance)
        self._connect_panes()

    def _connect_panes(self) -> None:
        self.page.place_chosen.connect(self.go_to)
        self.page.link_asked.connect(self.asking.about_link)
        self.page.counted.connect(self.status.show_counts)
        self.page.outlined.connect(self._show_outline)
        self.page.troubled.connect(self.telling.tell)
        self.writing.place_entered.connect(self.page.show_place)
        self.telling.settle_when(self.files.imported, errors.UnreadableDocument)
        self.telling.settle_when(self.page.patched, errors.RenderFailed)
        for kind in (errors.RenderFailed, errors.ThemeBroken, errors.UnknownName):
            self.telling.settle_when(self.page.ready, kind)
        self.telling.settle_when(self.choice.changed, errors.HouseBroken)

    def export(self) -> None:
        """Open the export dialog on the article as it stands now."""
        from broadsheet.ui.dialogs.export import Choice, ExportDialog

        formats = self._settings.export_formats or self.choice.house.export.formats
        folder = Path(self._settings.export_folder or paths.documents())
        choice = Choice(formats=formats, folder=folder)
        dialog = ExportDialog(self.session.snapshot(), self.choice.house, self.choice.theme, choice, self)
        dialog.chosen.connect(self._remember_export)
        dialog.open()

    def _take_article(self) -> None:
        if not self._has_article:
            self._has_article = True
            self._take_style()
        for name in CHANGES_ARTICLE:
            self.commands[name].setEnabled(not self.session.read_only)
        self._show_title()
        self.writing.begin()

    def _change_style(self) -> None:
        if self.session.is_pristine():
            self.begin_article()
        self._take_style()

    def _take_style(self) -> None:
        self.checking.set_house(self.choice.house)
        self.writing.set_house(self.choice.house)
        self.status.show_house(self.choice.house.name)
        self.topbar.show_theme(self.choice.theme_name)
        # Before there is an article, a page would be made for nothing.
        if self._has_article:
            self.page.set_style(self.choice.house, self.choice.theme)
        self.page.set_width(self.choice.width)
        self.panes.want_page(self.page.sizeHint().width() + _AROUND_PAGE)
        self.page.set_scheme(self.choice.page_scheme)

    def _take_appearance(self) -> None:
        tokens = self._appearance.tokens
        self.commands.take_tokens(tokens)
        for part in (self.topbar, self.notice, self.panel, self.guards):
            part.take_tokens(tokens)

    def _show_title(self) -> None:
        headline = self.session.value("headline") or self.tr("Untitled article")
        path = self.session.path
        self.topbar.show_name(headline, path.name if path else "")
        parts = (f"{_isolated(headline)}[*]", path.name if path else "", _PROGRAM)
        self.frame.setWindowTitle(" – ".join(part for part in parts if part))
        self.frame.setWindowFilePath(str(path or ""))
        self.frame.setWindowModified(self.session.modified)
        self.commands["revert"].setEnabled(path is not None)

    def _show_findings(self, found: "tuple[Finding, ...]") -> None:
        # Nobody wants to read what an empty sheet lacks.
        self.panel.show_findings([] if self.session.is_pristine() else listing.findings(found))

    def _show_outline(self, pieces: "list[Piece]") -> None:
        self.panel.outline.show_rows(listing.outline(self.session.article(), pieces))

    def _wish_panel(self) -> None:
        self.panes.wish_panel(self.commands["panel"].isChecked())

    def _go_to_headline(self) -> None:
        self.go_to(Place("headline"))

    def _go_to_body(self) -> None:
        self.go_to(Place("body"))

    def _show_sheet(self) -> None:
        self.panes.show_sheet()
        self.writing.take_focus()

    def _show_page(self) -> None:
        self.panes.show_page()
        self.page.take_focus()

    def _show_palette(self) -> None:
        from broadsheet.ui.dialogs.palette import Palette

        Palette(self.commands, (self.menus.house, self.menus.theme), self).open_over(self)

    def _show_about(self) -> None:
        about.show(self)

    def _new(self) -> None:
        self.wanted.emit(None)

    def _open_recent(self, name: str) -> None:
        self.files.load(Path(name))

    def _save(self) -> None:
        self.writing.sheet.settle()
        self.files.save()

    def _choose_autosave(self, wanted: bool) -> None:
        self.settings_changed.emit({"autosave": wanted})

    def _remember_export(self, choice: "Choice") -> None:
        self.settings_changed.emit({"export_formats": choice.formats, "export_folder": str(choice.folder)})

    def _answer_closing(self, answer: str) -> None:
        self._closing_asked = False
        if answer == "save":
            self.incoming.settle()
            self.files.save_and_close()
        elif answer == "discard":
            self.guards.versioning.keep_now("closed")
            self.close_anyway()

    def close_anyway(self) -> None:
        """Close without a question; what is not saved is gone."""
        self.page.shut_down()
        self.incoming.leave()
        self.photos.leave()
        self.guards.leave()
        self.frame.let_go()

    def _ask_closing(self) -> None:
        self.writing.sheet.settle()
        if self._closing_asked:
            return
        if self.files.is_saving and not self._closing_waits:
            # What is being written may be what the writer has just taken back: only its end tells.
            self._closing_waits = True
            self.files.idle.connect(self._ask_closing, Qt.ConnectionType.SingleShotConnection)
            return
        self._closing_waits = False
        if not (self.session.has_unsaved_changes() or self.session.awaiting):
            self.close_anyway()
            return
        self._closing_asked = True
        called = self.path.name if self.path else self.session.value("headline") or self.tr("Untitled article")
        question = self.asking.about_changes(called, is_kept=self.path is not None)
        question.answered.connect(self._answer_closing)
        question.open()

    def _tell_closed(self) -> None:
        self.closed.emit(self)

    def _go_to_line(self, line: int) -> None:
        self.go_to(Place("body", self.session.offset_of_line(line)))


def _isolated(text: str) -> str:
    """Return a text that does not turn the words behind it around; one from left to right is left as it is."""
    turns = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"\u2068{text}\u2069" if turns else text
