"""The preview: the published page on its desk, always as the article stands now."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from broadsheet import errors
from broadsheet.article.house import House
from broadsheet.article.place import Place
from broadsheet.render import themes
from broadsheet.render.protocol import Page, Patch
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.preview import follow, paper
from broadsheet.ui.preview.apology import Apology
from broadsheet.ui.preview.content import Content
from broadsheet.ui.preview.renderer import Renderer
from broadsheet.ui.session import Session

if TYPE_CHECKING:
    from broadsheet.ui.preview.view import PageView, Target

_SMALLEST = QSize(368, 200)
"""Narrower, a page of 1280 pixels would need a zoom factor that the browser does not have."""
_MARGINS = 48
_FOLLOWED = {"http", "https", "mailto"}


class PreviewPane(QWidget):
    """Shows the page; a click in it chooses a place of the article, the caret's place is followed in it.

    The browser is loaded after the pane has been painted once: it costs more than the rest of the window.
    """

    place_chosen = Signal(Place)
    link_asked = Signal(str)
    """A link was clicked with Ctrl (Command on a Mac) held: http, https or mailto, nothing else."""
    counted = Signal(object)
    """The protocol.Counts of the page shown now."""
    outlined = Signal(object)
    """The list of protocol.Piece of the page shown now, when a kind or a label in it has changed."""
    troubled = Signal(object)
    """An errors.BroadsheetError: the page shown is not the article as it stands now."""
    ready = Signal()
    """The page is there for the first time, or again."""
    patched = Signal()
    """A change has reached the page."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.renderer = Renderer(session, self)
        self.view: PageView | None = None
        self._session, self._appearance = session, appearance
        self._content = Content()
        self._fonts: dict[str, Path] = {}
        self._width, self._dark = "phone", False
        self._asked = False
        self._shut = False
        self._same_article = False
        self._stale = False
        self._caret: tuple[int, int, int] | str = ""
        self._target: Target = None
        self._corners = (paper.Corner(self, right=False), paper.Corner(self, right=True))
        self._apology = Apology(self)
        self._apology.reload_asked.connect(self.reload)
        self.setMinimumSize(_SMALLEST)
        self.setAccessibleName(self.tr("Preview"))
        session.opened.connect(self._forget)
        session.assets_changed.connect(self._take_pictures)
        appearance.changed.connect(self._lay_out)
        self.renderer.paged.connect(self._show_page)
        self.renderer.patched.connect(self._show_patch)
        self.renderer.troubled.connect(self._tell_trouble)

    def set_style(self, house: House, theme: str) -> None:
        """Show the article in this house and theme; an empty theme is the house's."""
        try:
            self._fonts = themes.find(theme or house.theme).font_files
        except errors.BroadsheetError:
            self._fonts = {}  # whoever makes the page tells why
        if self.view is not None:
            self.view.table.fonts = self._fonts
        self.renderer.dress(house, theme)

    def set_width(self, name: str) -> None:
        """Give the page a `phone`, `tablet` or `desktop` viewport."""
        self._width = name
        self._lay_out()

    def set_scheme(self, name: str) -> None:
        """Show the page as readers see it who prefer `light` or `dark`."""
        self._dark = name == "dark"
        if self.view is not None:
            self.view.shade(self._dark)

    def show_place(self, place: Place) -> None:
        """Follow the caret to a field or to a place of the body: mark it, and bring it into view where it is not."""
        if place.field != "body":
            self._caret = place.field
        else:
            # Counting code points would walk the whole body; for a block UTF-16 units are near enough.
            document = self._session.document
            block = document.findBlock(max(0, min(place.offset, document.characterCount() - 1)))
            self._caret = block.blockNumber(), max(0, place.offset) - block.position(), block.length() - 1
        # An answer under way knows better where the lines are, and brings the caret along.
        if self.view is not None and not self.renderer.busy:
            target = self._aim()
            if target != self._target:
                self._target = target
                self.view.follow(target)

    def take_focus(self) -> None:
        """Let the arrow keys scroll the page."""
        if self.view is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Make page and view anew, after whatever has happened to them."""
        self._apology.hide()
        self.renderer.refresh()

    def shut_down(self) -> None:
        """Let the worker and the browser go; the pane shows nothing afterwards."""
        self._shut = True
        self.renderer.shut_down()
        view, self.view = self.view, None
        if view is not None:
            view.shut_down()

    def sizeHint(self) -> QSize:
        """Want room for the page at its full width."""
        return QSize(paper.WIDTHS[self._width] + _MARGINS, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk and the sheet's paper under the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._appearance.tokens.desk))
        paper.paint(painter, paper.lay(self.rect(), self._width), self._width, self._appearance.tokens)
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._make_view)

    def _make_view(self) -> None:
        if self._shut:
            return
        from broadsheet.ui.preview import view

        self.view = view.make(self)
        self.view.table.fonts = self._fonts
        self._take_pictures()
        self.view.shade(self._dark)
        self.view.shown.connect(self._begin)
        self.view.changed.connect(self.patched)
        self.view.stopped.connect(self._tell_stop)
        self.view.clicked.connect(self._choose)
        self._lay_out()
        self.view.show()
        if self._content.html:
            self._stale = False
            self.view.show_page(self._content, keep_place=False)

    def _lay_out(self) -> None:
        sheet = paper.lay(self.rect(), self._width)
        tokens = self._appearance.tokens
        if self.view is not None:
            self.view.setGeometry(sheet)
            self.view.setZoomFactor(min(1.0, sheet.width() / paper.WIDTHS[self._width]))
        for corner in self._corners:
            corner.cover(sheet, self._width, tokens)
        self._apology.lie_on(sheet)
        self.update()

    def _forget(self) -> None:
        self._same_article = False
        self._caret, self._target = "", None
        self._take_pictures()

    def _take_pictures(self) -> None:
        if self.view is not None:
            self.view.table.pictures = self._session.assets

    def _show_page(self, page: Page) -> None:
        self._content.take_page(page)
        self._apology.hide()
        self._stale = False
        if self.view is not None:
            self.view.show_page(self._content, keep_place=self._same_article)
        self._same_article = True
        self.counted.emit(page.counts)
        self.outlined.emit(self._content.pieces)

    def _show_patch(self, patch: Patch) -> None:
        old = self._content.pieces[patch.first : patch.first + patch.removed]
        self._content.take_patch(patch)
        self._stale = True
        if self.view is not None and self.view.alive:
            self._target = self._aim()
            self.view.patch(patch, self._target)
        self.counted.emit(patch.counts)
        if [(piece.kind, piece.label) for piece in old] != [(piece.kind, piece.label) for piece in patch.pieces]:
            self.outlined.emit(self._content.pieces)

    def _begin(self) -> None:
        if self.view is None:
            return
        self._target = self._aim()
        self.view.begin(self._content if self._stale else None, self._target)
        self._stale = False
        self.ready.emit()

    def _aim(self) -> "Target":
        if isinstance(self._caret, str):
            return {"field": self._caret} if self._caret else None
        return follow.target(self._content, *self._caret)

    def _choose(self, answer: str, following: bool) -> None:
        found = follow.click(answer)
        if following and QUrl(found.link).scheme() in _FOLLOWED:
            self.link_asked.emit(found.link)
            return
        place = follow.place(found, self._session.article(), self._session.body(), self._content)
        if place is not None:
            self.place_chosen.emit(place)

    def _tell_stop(self) -> None:
        self._apology.say_page_stopped()

    def _tell_trouble(self, error: errors.BroadsheetError) -> None:
        self._apology.say_page_is_old()
        self.troubled.emit(error)
