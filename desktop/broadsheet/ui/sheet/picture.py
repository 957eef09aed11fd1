"""The card of the lead picture: what it shows, its words, and a place to drop one."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from broadsheet import paths
from broadsheet.article import photos
from broadsheet.article.house import Limits
from broadsheet.article.model import Picture
from broadsheet.ui import icons, pasting
from broadsheet.ui.inputs import Tick
from broadsheet.ui.marking import mark
from broadsheet.ui.photo.choosing import picture_dialog
from broadsheet.ui.photo.origin import Origin
from broadsheet.ui.session import Session
from broadsheet.ui.sheet.row import Row
from broadsheet.ui.sheet.thumb import Thumb
from broadsheet.ui.tokens import Tokens

_LABEL_WIDTH = 64


class PictureCard(QFrame):
    """Shows and changes the lead picture; whoever is told of an offer takes the picture in."""

    entered = Signal(object)
    offered = Signal(object, str)
    """A picture as bytes or as the Path of its file, and its name."""
    desk_asked = Signal()
    """The writer wants to see more of it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._folder = paths.documents()
        self._words_first = False
        self._origins: dict[str, Origin] = {}
        self.setObjectName("picture")
        self.setAcceptDrops(True)
        self.thumb = Thumb(self)
        self.thumb.focus_chosen.connect(self._keep_focus)
        self.thumb.installEventFilter(self)
        self._make_buttons()
        self._make_rows()
        self._lay_out()
        session.field_changed.connect(self._follow)
        session.opened.connect(self._reopen)
        session.assets_changed.connect(self.reread)
        session.title_changed.connect(self.reread)
        self.reread()

    def set_limits(self, limits: Limits) -> None:
        """Take the house's limits."""
        self.caption.set_limit(limits.caption)
        self.alt.set_limit(limits.alt)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._sign.setPixmap(icons.icon("picture", tokens).pixmap(QSize(20, 20)))
        self.desk.setIcon(icons.icon("crop", tokens))
        self.replace.setIcon(icons.icon("replace", tokens))
        self.remove.setIcon(icons.icon("remove", tokens))

    def reread(self) -> None:
        """Show the article's lead picture."""
        picture: Picture = self._session.value("picture")
        locked = bool(self._session.read_only)
        has_words = any((picture.caption, picture.credit, picture.alt, picture.copyright, picture.decorative))
        shown = bool(picture.asset)
        self._shelf.setVisible(shown)
        self._invitation.setVisible(not shown)
        self._rows.setVisible(shown or has_words or self._words_first)
        self.words.setVisible(self._rows.isHidden() and not locked)
        self._show_origins(picture)
        photo = photos.of(self._session.article(), picture.asset)
        self.thumb.show_picture(picture.asset, self._session.assets.get(picture.asset), photo)
        self.thumb.show_focus(picture.focus)
        self.thumb.lock(locked)
        self.decorative.setChecked(picture.decorative)
        self.alt.field.setEnabled(not picture.decorative)
        for widget in (self.replace, self.remove, self.choose, self.decorative):
            widget.setEnabled(not locked)

    def go_to(self, field: str, offset: int) -> None:
        """Put the caret into one of the picture's texts, or the focus on the picture."""
        rows = {row.field.field: row for row in (self.caption, self.credit, self.alt, self.copyright)}
        if field in rows:
            self.show_words()
            target = rows[field].field
            if target.isEnabled():
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                target.set_caret(offset)
                return
        thing: QWidget = self.decorative if field in ("picture.decorative", "picture.alt") else self.thumb
        (thing if thing.isVisibleTo(self) else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Take the picture that is on the clipboard, if there is one."""
        if not self._session.read_only:
            self._offer(pasting.clipboard())

    def show_words(self) -> None:
        """Show the texts also while there is no picture: words may come first."""
        self._words_first = True
        self.reread()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome pictures."""
        if not self._session.read_only and pasting.has_picture(event.mimeData()):
            event.acceptProposedAction()
            mark(self, "welcome", True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        mark(self, "welcome", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer the picture that was dropped."""
        mark(self, "welcome", False)
        if self._offer(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words their room where the sheet is narrow."""
        super().resizeEvent(event)
        self.thumb.fit(self.width() * 27 // 100)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the picture away with Delete where the focus is on it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._session.read_only:
            wanted = event.key() == Qt.Key.Key_Delete
            if wanted:
                self._remove()
            return wanted
        return super().eventFilter(watched, event)

    def _make_buttons(self) -> None:
        self.choose = QPushButton(self.tr("choose one"))
        self.choose.setProperty("link", True)
        self.choose.setAccessibleName(self.tr("Choose a lead picture"))
        self.words = QPushButton(self.tr("Write its words first"))
        self.words.setProperty("link", True)
        self.replace = QToolButton()
        self.replace.setToolTip(self.tr("Replace the picture"))
        self.replace.setAccessibleName(self.tr("Replace the lead picture"))
        self.desk = QToolButton()
        self.desk.setToolTip(self.tr("Photo desk: crops, rights and what the file tells (Ctrl+Alt+P)"))
        self.desk.setAccessibleName(self.tr("Photo desk"))
        self.desk.clicked.connect(self.desk_asked)
        self.remove = QToolButton()
        self.remove.setToolTip(self.tr("Remove the picture"))
        self.remove.setAccessibleName(self.tr("Remove the lead picture"))
        for button in (self.desk, self.replace, self.remove):
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("small", True)
        self.choose.clicked.connect(self._choose)
        self.replace.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        self.words.clicked.connect(self._begin_words)

    def _make_rows(self) -> None:
        self.caption = self._row("picture.caption", self.tr("Caption"), self.tr("Who, where, when"))
        self.credit = self._row("picture.credit", self.tr("Credit"), self.tr("Photographer / agency"))
        self.alt = self._row("picture.alt", self.tr("Alt text"), self.tr("What one would see"))
        self.copyright = self._row("picture.copyright", self.tr("Copyright"), "")
        self.decorative = Tick(self.tr("Decorative"))
        self.decorative.setAccessibleName(self.tr("Lead picture is decorative and needs no alt text"))
        self.decorative.setToolTip(self.tr("Screen readers pass over a decorative picture"))
        self.decorative.clicked.connect(self._keep_decorative)

    def _show_origins(self, picture: Picture) -> None:
        """Say beside each text whether it came with the picture."""
        photo = photos.of(self._session.article(), picture.asset)
        for name, origin in self._origins.items():
            origin.show_origin(getattr(picture, name), photos.said(photo, name))

    def _put_back(self, name: str, text: str) -> None:
        self._session.set_field(f"picture.{name}", text)

    def _row(self, field: str, label: str, placeholder: str) -> Row:
        name = self.tr("Lead picture: {0}").format(label)
        row = Row(self._session, field, label, placeholder, name=name, label_width=_LABEL_WIDTH)
        row.entered.connect(self.entered)
        row.field.passed_on.connect(self.paste)
        part = field.partition(".")[2]
        origin = self._origins[part] = Origin(part, row)
        origin.put_back.connect(self._put_back)
        row.add(origin)
        return row

    def _lay_out(self) -> None:
        self._sign = QLabel()
        invitation = QHBoxLayout()
        invitation.setSpacing(0)
        invitation.addStretch(1)
        invitation.addWidget(self._sign)
        invitation.addSpacing(8)
        for part in (QLabel(self.tr("Drop a picture here, or ")), self.choose):
            part.setProperty("role", "soft")
            invitation.addWidget(part)
        invitation.addSpacing(16)
        invitation.addWidget(self.words)
        invitation.addStretch(1)
        self._invitation = _box(invitation)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self.decorative, 1)
        buttons.addWidget(self.desk)
        buttons.addWidget(self.replace)
        buttons.addWidget(self.remove)
        shelf = QVBoxLayout()
        shelf.setSpacing(4)
        shelf.addWidget(self.thumb)
        shelf.addLayout(buttons)
        shelf.addStretch(1)
        self._shelf = _box(shelf)
        rows = QVBoxLayout()
        rows.setSpacing(5)
        for row in (self.caption, self.credit, self.alt, self.copyright):
            rows.addWidget(row)
        rows.addStretch(1)
        self._rows = _box(rows)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._shelf, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._rows, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(10)
        column.addWidget(self._invitation)
        column.addLayout(below)

    def _follow(self, top: str) -> None:
        if top in ("picture", "photos"):
            self.reread()

    def _reopen(self) -> None:
        self._words_first = False
        self.reread()

    def _keep_focus(self, focus: tuple[float, float]) -> None:
        self._session.set_field("picture.focus", focus)

    def _keep_decorative(self, decorative: bool) -> None:
        self._session.set_field("picture.decorative", decorative)

    def _begin_words(self) -> None:
        self.go_to("picture.caption", 0)

    def _remove(self) -> None:
        """Take the picture away and leave its words: they may be the next picture's; the marks were its own."""
        kept = msgspec.structs.replace(self._session.value("picture"), asset="", decorative=False, focus=None)
        self._session.set_field("picture", kept)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        dialog = picture_dialog(self, self.tr("Choose the lead picture"), self.tr("Pictures ({0})"), self._folder)
        dialog.fileSelected.connect(self._offer_file)
        dialog.open()

    def _offer(self, source: QMimeData) -> bool:
        """Offer the first picture in what was dropped or pasted, if there is one."""
        offered = pasting.pictures(source, before_words=True)[:1]
        for one in offered:
            self.offered.emit(one.picture, one.name)
        return bool(offered)

    def _offer_file(self, name: str) -> None:
        path = Path(name)
        self._folder = path.parent
        self.offered.emit(path, path.name)


def _box(layout: QHBoxLayout | QVBoxLayout) -> QWidget:
    box = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    box.setLayout(layout)
    return box
