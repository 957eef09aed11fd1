"""The panel of versions: what there was, what changed, and the way back."""

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from broadsheet import errors, wording
from broadsheet.article.model import Article
from broadsheet.store.document import Document
from broadsheet.store.history import Version
from broadsheet.ui import hours, words
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.comparison import ComparisonView
from broadsheet.ui.dialogs import version_reading
from broadsheet.ui.dialogs.version_list import NOW, VersionList
from broadsheet.ui.jobs import Job
from broadsheet.ui.session import Session
from broadsheet.ui.topbar import Segments
from broadsheet.ui.versions import Versions

_SIZE, _EMPTY_SIZE = (1040, 700), (440, 200)
_LIST_WIDTH = 272
_QUIET_MS = 500
_MARGIN = 16


class _Read(Struct, frozen=True):
    """A version that has been read, and the one before it where that is compared."""

    number: int
    before: Article | None
    after: Article


class VersionsDialog(QDialog):
    """Stands beside the article: one may go on writing, and `Now` follows."""

    restore_asked = Signal(object, object)
    """A Version and its Document."""
    copy_asked = Signal(object)
    """The Document of a version."""
    trouble = Signal(object)

    def __init__(self, session: Session, versions: Versions, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("versions")
        self.setWindowTitle(self.tr("Versions"))
        self._session, self._versions, self._appearance = session, versions, appearance
        self._article = session.article().id
        self._found: tuple[Version, ...] | None = None
        self._then: str = ""
        self.list = VersionList(appearance.tokens, self)
        self.view = ComparisonView(appearance, self)
        self._make_parts()
        self._lay_out()
        self._listing = Job(self)
        self._reading = Job(self)
        self._counting = Job(self)
        self._fetching = Job(self)
        self._again = self._late = False
        self._read: _Read | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read the list again; the chosen version stays chosen."""
        if self._listing.running:
            self._again = True
        else:
            self._again = False
            self._listing.start(version_reading.listing(self._versions.history, self._article))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Count no more when nobody looks."""
        self._counting.cancel()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the days true: what was today may be yesterday."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._found is not None:
            self._quiet.start()

    def _make_parts(self) -> None:
        self._about = QLabel()
        self._about.setObjectName("about")
        self._with_now = QAction(self.tr("Compared with now"), self, checkable=True, checked=True)
        self._with_before = QAction(self.tr("With the version before"), self, checkable=True)
        group = QActionGroup(self)
        for action in (self._with_now, self._with_before):
            group.addAction(action)
        group.triggered.connect(self._show_chosen)
        self._choice = Segments([self._with_now, self._with_before], self)
        self._empty = QLabel(self.tr("No version yet. One is kept with every save and every five minutes of writing."))
        self._empty.setObjectName("empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        self._copy = QPushButton(self.tr("Open as a copy"))
        self._copy.clicked.connect(self._ask_copy)
        self._copy.setAutoDefault(False)
        self._close = QPushButton(self.tr("Close"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.close)
        self._restore = QPushButton(self.tr("Restore this version"))
        self._restore.setProperty("primary", True)
        self._restore.setDefault(True)
        self._restore.clicked.connect(self._ask_restore)

    def _lay_out(self) -> None:
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._about, 1)
        head.addWidget(self._choice)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self._panes = QSplitter()
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self.list)
        self._panes.addWidget(self._right)
        self._panes.setStretchFactor(1, 1)
        self._panes.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        self.list.setMinimumWidth(200)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._restore)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        whole.setSpacing(12)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._panes, 1)
        whole.addLayout(buttons)
        self._fit(empty=False)

    def _fit(self, *, empty: bool) -> None:
        room = self.screen().availableSize()
        wanted = _EMPTY_SIZE if empty else _SIZE
        self.resize(min(wanted[0], room.width() - 40), min(wanted[1], room.height() - 80))

    def _connect(self) -> None:
        self.list.entered.connect(self._show_chosen)
        self.list.moved.connect(self._count_soon)
        self._listing.done.connect(self._take_list)
        self._listing.failed.connect(self._fail)
        self._reading.done.connect(self._take_read)
        self._reading.failed.connect(self._fail_reading)
        self._counting.progressed.connect(self._take_count)
        self._counting.done.connect(self._count_soon)
        self._fetching.done.connect(self._hand_over)
        self._fetching.failed.connect(self._fail)
        self._quiet.timeout.connect(self._follow)
        self._session.lines_changed.connect(self._quiet.start)
        self._session.field_changed.connect(self._quiet_field)
        self._session.opened.connect(self.close)
        self._versions.changed.connect(self._follow_history)
        self._appearance.changed.connect(self._take_appearance)

    def _take_list(self, found: tuple[Version, ...]) -> None:
        chosen, first = self.list.number, self._found is None
        self._found = found
        self._read = None
        self.list.versions.take(found)
        self._empty.setVisible(not found)
        if self._panes.isHidden() != (not found):
            self._panes.setVisible(bool(found))
            self._fit(empty=not found)
        for button in (self._copy, self._restore):
            button.setVisible(bool(found))
        if found:
            # Whoever opens the panel looks for something older than now.
            self.list.choose(found[0].number if first else chosen)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._count_soon()
        else:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._again:
            self.reload()

    def _show_chosen(self, *_: object) -> None:
        number = self.list.number
        self._restore.setEnabled(number != NOW and not self._session.read_only)
        self._copy.setEnabled(number != NOW)
        self._choice.setEnabled(number != NOW)
        self._about.setText(self._heading(number))
        if self._reading.running:
            self._late = True
        elif number == NOW:
            self._read_pair(None, self._newest())
        else:
            self._read_pair(self._before(number) if self._with_before.isChecked() else None, number)

    def _read_pair(self, before: int | None, after: int | None) -> None:
        self._late = False
        if after is not None:
            self._reading.start(version_reading.pair(self._versions.history, self._article, before, after))

    def _take_read(self, result: tuple[int | None, Article | None, Article]) -> None:
        if self._late:
            self._show_chosen()
            return
        _, before, after = result
        self._read = _Read(self.list.number, before, after)
        self._show(stay=False)

    def _show(self, *, stay: bool) -> None:
        if self._read is None:
            return
        if self._read.number != NOW and self._with_before.isChecked():
            if self._read.before is None:
                self.view.show_text(self._read.after)
            else:
                self.view.show_changes(self._read.before, self._read.after, stay=stay)
        else:
            self.view.show_changes(self._read.after, self._session.snapshot().article, stay=stay)

    def _heading(self, number: int) -> str:
        version = self._version(number)
        if version is None:
            return self.tr("Changed since the newest version")
        if not self._with_before.isChecked():
            return self.tr("Changed since {0}").format(hours.moment(version.time))
        if self._before(number) is None:
            return self.tr("The first version, {0}").format(hours.moment(version.time))
        return self.tr("Changed up to {0}").format(hours.moment(version.time))

    def _follow(self) -> None:
        """Show what stands in the window now."""
        if self._found and not self._reading.running:
            if self.list.number == NOW or self._with_now.isChecked():
                self._show(stay=True)
            self._count(now=True)

    def _quiet_field(self, _name: str) -> None:
        self._quiet.start()

    def _follow_history(self, article: str) -> None:
        if article in ("", self._article):
            self.reload()

    def _count_soon(self, *_: object) -> None:
        QTimer.singleShot(0, self, self._count)

    def _count(self, *, now: bool = False) -> None:
        """Count what can be seen and is not known yet, the newest first."""
        if self._counting.running or not self._found or not self.isVisible():
            return
        counts, wanted = self._versions.counts, []
        for number in self.list.in_sight():
            before = self._before(number) if number != NOW else None
            if number != NOW and before is not None:
                if (before, number) in counts:
                    self._tell(number, counts[before, number])
                else:
                    wanted.append((before, number))
        newest = self._newest()
        present = None
        if newest is not None and (now or not self.list.versions.changed(NOW)):
            present = (newest, self._session.snapshot().article)
        if wanted or present:
            self._counting.start(version_reading.counts(self._versions.history, self._article, wanted, present))

    def _take_count(self, told: tuple[int, int, tuple[int, int]]) -> None:
        before, number, counted = told
        if number != NOW:
            self._versions.counts[before, number] = counted
        self._tell(number, counted)

    def _tell(self, number: int, counted: tuple[int, int]) -> None:
        self.list.versions.tell(number, counted)

    def _ask_restore(self) -> None:
        self._fetch("restore")

    def _ask_copy(self) -> None:
        self._fetch("copy")

    def _fetch(self, then: str) -> None:
        if self.list.number != NOW and not self._fetching.running:
            self._then = then
            self._fetching.start(version_reading.whole(self._versions.history, self._article, self.list.number))

    def _hand_over(self, result: tuple[int, Document]) -> None:
        number, document = result
        version = self._version(number)
        if self._then == "copy":
            self.copy_asked.emit(document)
        elif version is not None:
            # Closed first: what the window then says is not to be hidden.
            self.close()
            self.restore_asked.emit(version, document)

    def _fail(self, error: errors.BroadsheetError) -> None:
        self.view.say(_sentence(error))
        self.trouble.emit(error)

    def _fail_reading(self, error: errors.BroadsheetError) -> None:
        """Say in the place of a version that it cannot be read; the others may be."""
        self._read = None
        self.view.say(_sentence(error))
        if self._late:
            self._show_chosen()

    def _version(self, number: int) -> Version | None:
        return next((version for version in self._found or () if version.number == number), None)

    def _before(self, number: int) -> int | None:
        """Return the version before one; the list has the newest first."""
        older = [version.number for version in self._found or () if version.number < number]
        return older[0] if older else None

    def _newest(self) -> int | None:
        return self._found[0].number if self._found else None

    def _take_appearance(self) -> None:
        self.list.delegate.tokens = self._appearance.tokens
        self.list.viewport().update()


def _sentence(error: errors.BroadsheetError) -> str:
    message = wording.error(error, words.translate)
    return f"{message.what} {message.do}"
