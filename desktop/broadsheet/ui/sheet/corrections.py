"""The published corrections: each with its time, which is now when one begins to write it."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from broadsheet.article.model import Correction
from broadsheet.ui.marked import QT_TRANSLATE_NOOP
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import moments
from broadsheet.ui.sheet.entries import Extra, Kind, Part
from broadsheet.ui.sheet.moment_editor import MomentEditor, words
from broadsheet.ui.sheet.popover import Popover
from broadsheet.ui.tokens import Tokens

_WIDTH = 340


class TimeButton(Extra):
    """Shows the time of one correction and opens its editor."""

    entered = Signal(object)

    def __init__(self, session: Session, number: int, stage: QWidget, tag: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._stage, self._tag = session, stage, tag
        self._number = number
        self._tokens: Tokens | None = None
        self._field = f"corrections.{number}.time"
        self.setProperty("small", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._open)
        session.field_changed.connect(self._follow)
        session.opened.connect(self._reread)
        self._reread()

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens

    def _reread(self) -> None:
        corrections = self._session.value("corrections")
        if self._number < len(corrections):
            time = corrections[self._number].time
            shown = words(time, self._tag()) or self.tr("No time")
            self.setText(shown)
            self.setAccessibleName(self.tr("Time of correction {0}: {1}").format(self._number + 1, shown))

    def _follow(self, top: str) -> None:
        if top in ("corrections", "language"):
            self._reread()

    def _open(self) -> None:
        title = self.tr("Time of the correction")
        editor = MomentEditor(self._session, self._field, title, self._tag)
        if self._tokens is not None:
            editor.paint(self._tokens)
        popover = Popover(self._field, title, editor, _WIDTH, self._stage)
        editor.finished.connect(popover.close_editor)
        editor.entered.connect(self.entered)
        popover.closing.connect(editor.settle)
        popover.closed.connect(self._return)
        popover.open_at(self)
        editor.go_to(-1)

    def _return(self, key: str) -> None:
        if key and self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)


def kind(time_button: Callable[[int], Extra]) -> Kind:
    """Return what the entries of the list of corrections are."""
    return Kind(
        field="corrections",
        blank=Correction(),
        called=_words(QT_TRANSLATE_NOOP("corrections", "Correction {0}")),
        invitation=_words(QT_TRANSLATE_NOOP("corrections", "Add a correction: what was wrong, and what is right")),
        parts=(Part("text", _words(QT_TRANSLATE_NOOP("corrections", "text")), "", 0, lines=True),),
        begun=_begun,
        extra=time_button,
    )


def _begun() -> Struct:
    return Correction(time=moments.write(moments.now()))


def _words(text: str) -> str:
    return QCoreApplication.translate("corrections", text)
