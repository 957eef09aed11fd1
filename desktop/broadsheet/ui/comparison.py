"""What changed between two versions of an article, to be read: every field, word by word."""

from collections.abc import Generator
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from broadsheet.article import comparing, excerpts, fields, plain
from broadsheet.article.difference import Piece
from broadsheet.article.model import Article
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.comparison_text import Passage, Setting
from broadsheet.ui.jobs import Job, Work

_BATCH = 60
"""Rows that are set at once; the window answers in between."""
_COLUMN, _SIDE = 720, 12
"""Pixels: the widest column, and the least that stands beside it."""
_SLOW_MS = 300


class _Wanted(Struct, frozen=True):
    before: Article | None
    after: Article
    stay: bool


class ComparisonView(QTextEdit):
    """Shows one comparison at a time; it can be read, selected and copied, not changed.

    Comparing and setting happen away from the keys, the newest wish wins, and `shown` says that it is to be seen.
    """

    shown = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self.setAccessibleName(self.tr("What changed"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._appearance = appearance
        self._asked: _Wanted | None = None
        self._waiting: _Wanted | None = None
        self._passages: tuple[Passage, ...] = ()
        self._setting: Setting | None = None
        self._stay = False
        self._own: QTextDocument | None = None
        """The document that is shown; the first one is Qt's own."""
        self._job = Job(self)
        self._job.done.connect(self._take)
        self._job.crashed.connect(self._give_up)
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self._set_some)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        appearance.changed.connect(self._set_anew)

    @property
    def busy(self) -> bool:
        """Whether a comparison is on its way."""
        return self._job.running or self._setting is not None

    def show_changes(self, before: Article, after: Article, *, stay: bool = False) -> None:
        """Show every field that differs; with `stay` the view is not scrolled: it is the same matter, grown."""
        self._ask(_Wanted(before, after, stay))

    def show_text(self, article: Article) -> None:
        """Show every field that is not empty, for a version that there is nothing to compare with."""
        self._ask(_Wanted(None, article, stay=False))

    def say(self, text: str) -> None:
        """Show a sentence in the place of a comparison."""
        self._asked = self._waiting = None
        self._passages = ()
        self._leave_setting()
        setting = self._new_setting()
        setting.say(text)
        self._show(setting.document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as reads well, in the middle."""
        side = max(_SIDE, (self.width() - _COLUMN) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def _ask(self, wanted: _Wanted) -> None:
        self._asked = wanted
        self._slow.start()
        if self._job.running:
            self._waiting = wanted
        else:
            self._waiting = None
            self._job.start(_comparing(wanted))

    def _take(self, result: tuple[_Wanted, tuple[Passage, ...]]) -> None:
        wanted, passages = result
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._job.start(_comparing(waiting))
        elif wanted is self._asked:
            self._stay = wanted.stay
            if not (wanted.stay and passages == self._passages):
                self._begin(passages, compared=wanted.before is not None)
            else:
                self._slow.stop()
                self.shown.emit()

    def _begin(self, passages: tuple[Passage, ...], *, compared: bool) -> None:
        self._leave_setting()
        self._passages = passages
        self._setting = self._new_setting()
        if passages:
            self._setting.take(passages)
            self._set_some()
        else:
            self._setting.say(self.tr("Nothing has changed.") if compared else self.tr("This version is empty."))
            self._finish()

    def _set_some(self) -> None:
        if self._setting is not None and self._setting.set_rows(_BATCH):
            self._step.start()
        elif self._setting is not None:
            self._finish()

    def _finish(self) -> None:
        setting, self._setting = self._setting, None
        self._slow.stop()
        if setting is not None:
            self._show(setting.document)
            self.shown.emit()

    def _show(self, document: QTextDocument) -> None:
        before, place = self._own, self.verticalScrollBar().value()
        self.setDocument(document)
        self._own = document
        if before is not None:
            before.deleteLater()
        self.verticalScrollBar().setValue(place if self._stay else 0)

    def _set_anew(self) -> None:
        """Take the window's colours: they are in the text."""
        if self._passages and not self.busy:
            self._stay = True
            self._begin(self._passages, compared=True)

    def _leave_setting(self) -> None:
        self._step.stop()
        if self._setting is not None:
            self._setting.document.deleteLater()
            self._setting = None

    def _new_setting(self) -> Setting:
        return Setting(QTextDocument(self), self._appearance.tokens, self._appearance.fonts)

    def _say_slow(self) -> None:
        if self._job.running and not (self._asked is not None and self._asked.stay):
            asked, waiting = self._asked, self._waiting
            self.say(self.tr("Comparing…"))
            self._asked, self._waiting = asked, waiting

    def _give_up(self) -> None:
        """Say that there is nothing to be seen; why is told by the program."""
        self._slow.stop()
        self.say(self.tr("These versions could not be compared."))


def _comparing(wanted: _Wanted) -> Work:
    def work() -> Generator[Any, None, Any]:
        yield from ()
        return wanted, tuple(_passages(wanted.before, wanted.after))

    return work


def _passages(before: Article | None, after: Article) -> Generator[Passage, None, None]:
    if before is None:
        empty = Article(id="")
        for name in plain.FIELDS:
            value = fields.get(after, name)
            if value != fields.get(empty, name):
                rows = excerpts.rows((Piece("same", plain.reading(value)),))
                yield Passage(name, after.language, None, value, rows)
        return
    language = after.language or before.language
    for change in comparing.changes(before, after):
        old, new = fields.get(before, change.field), fields.get(after, change.field)
        rows = () if change.field in plain.WORDLESS else excerpts.rows(change.pieces)
        yield Passage(change.field, language, old, new, rows)
