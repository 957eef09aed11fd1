"""A paste with formats: made Markdown away from the window; until then its plain words stand in for it.

They are in the body, its undo and the journal at once: whatever happens meanwhile, the words are there.
"""

from collections import deque
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand

from broadsheet import errors
from broadsheet.ui.editor.mark import Mark
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.pasting import MOST_RICH, Copied, clean
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.wording import Message

if TYPE_CHECKING:
    from broadsheet.importing.apart import Converter
    from broadsheet.importing.rich import Rich
    from broadsheet.pictures.intake import Intake

Convert = Callable[[str, bytes], "Rich"]

PATIENCE_MS = 8_000
"""How long formats may take; then the plain words have to do."""
_SAID_AFTER_MS = 1_200
_MOST_NAMED = 4
_IDLE_MS = 120_000
"""The process waits so long for another paste: it takes longer to start than to convert."""


class Taken(Struct, frozen=True):
    """A paste as Markdown, its pictures by name, `assets/<name>` in the Markdown, and what could not come."""

    markdown: str
    pictures: "tuple[tuple[str, Intake], ...]" = ()
    missing: tuple[str, ...] = ()


class RichPaste(QObject):
    """Makes pastes with formats Markdown, one after the other, and hands each on with where it was wanted."""

    ready = Signal(object, object, bool, bool)
    """Markdown whose pictures are in the session by now, or plain words in its place; the Mark, or None for nowhere;
    whether putting it there is part of the step before: then one undo takes the whole paste back; whether it is
    Markdown, and not plain words."""

    def __init__(self, session: Session, telling: Telling, parent: QObject, *, convert: Convert | None = None) -> None:
        super().__init__(parent)
        self._session, self._telling = session, telling
        self._process = _Process()
        self.convert: Convert = convert or self._process.convert
        self.patience = PATIENCE_MS
        self._waiting: deque[_Awaited] = deque()
        self._now: _Awaited | None = None
        self._dressed: QUndoCommand | None = None
        """The step that has given pastes their formats, where something was written between the two."""
        self._job: Job | None = None
        self._asked: Message | None = None
        """What says that formats are on their way."""
        self._lost: list[str] = []
        """The pictures of the last pastes that could not come, as long as the writer is told of them."""
        self._told: Message | None = None
        self._slow = QTimer(self, singleShot=True)
        self._slow.timeout.connect(self._lose_patience)
        self._late = QTimer(self, singleShot=True, interval=_SAID_AFTER_MS)
        self._late.timeout.connect(self._say_wait)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._process.end)
        session.opened.connect(self._forget)
        session.lines_changed.connect(self._note_awaiting)
        telling.chosen.connect(self._choose_words)

    @property
    def busy(self) -> bool:
        """Whether the formats of something that was pasted are not there yet."""
        return self._now is not None

    def take(self, copied: Copied, mark: Mark | None) -> None:
        """Make a paste Markdown; `ready` follows, whatever comes of it, but for another article being opened."""
        if self._now is None and not self._telling.shows(self._told):
            self._lost = []
        stands_in = mark is not None and mark.words
        self._waiting.append(_Awaited(copied, mark, self._session.last_step if stands_in else None))
        self._next()

    def settle(self) -> None:
        """Wait for no more formats: the plain words of all that was pasted have to do."""
        self._forget()

    def leave(self) -> None:
        """End with the window."""
        self._forget()
        self._idle.stop()
        self._process.end()

    def _next(self) -> None:
        if self._now is None and self._waiting:
            self._now = self._waiting.popleft()
            # A new one each time: the one before may hang in what nobody waits for any more.
            self._job = Job(self, apart=True)
            self._job.done.connect(self._take)
            self._job.failed.connect(self._fall_back)
            self._job.crashed.connect(self._fall_back)
            self._slow.start(self.patience)
            self._late.start()
            self._idle.start()
            self._job.start(once(_Converting(self._now.copied, self.convert)))
        self._note_awaiting()

    def _note_awaiting(self) -> None:
        """Wait for nothing whose words have been deleted or undone; redo may bring them back."""
        if self.busy or self._session.awaiting:
            wanted = (*filter(None, (self._now,)), *self._waiting)
            self._session.awaiting = any(one.mark is None or not one.mark.is_gone() for one in wanted)

    def _take(self, taken: Taken | None) -> None:
        if taken is None:
            self._fall_back()
            return
        if self._now is not None and self._now.mark is not None and not self._fits(self._now.mark):
            self._end("")
            return
        if self._now is not None and self._now.step is not None and len(taken.markdown) > MOST_RICH:
            copied = self._now.copied
            self._end("")
            self._lost += [*(name for name, _ in taken.pictures), *taken.missing]
            self._say_words(copied, self._too_long())
            return
        names = {}
        for name, picture in taken.pictures:
            stem = PurePosixPath(name).stem or "picture"
            names[f"assets/{name}"] = self._session.add_asset(f"{stem}{picture.extension}", picture.data)
        asked = self._asked is not None
        self._end(_renamed(clean(taken.markdown), names), is_markdown=True)
        self._lost += taken.missing
        if taken.missing or (asked and self._lost):
            self._say()

    def _fits(self, mark: Mark) -> bool:
        """Tell whether the place of a paste still waits for it, and say so where the writer may wonder."""
        if mark.is_untouched():
            return True
        if not mark.is_gone() and self._now is not None:
            self._say_words(
                self._now.copied,
                self.tr("You have written in them before their formats were there; nothing of yours was changed."),
            )
        return False

    def say_bare(self, copied: Copied) -> None:
        """Say what stayed away of a paste that has come as plain words at once."""
        if len(copied.words) > MOST_RICH and copied.html:
            self._say_words(copied, self._too_long())
        elif copied.unread:
            self._say(self._unread(copied))

    def _too_long(self) -> str:
        return self.tr("What was copied is too long to be pasted with its formats and pictures.")

    def _fall_back(self, _error: object = None) -> None:
        self._settle_for_words(self.tr("What was copied could not be read with its formats."))

    def _lose_patience(self) -> None:
        self._settle_for_words(self.tr("Reading them with their formats took too long."))

    def _settle_for_words(self, why: str) -> None:
        if self._now is not None:
            copied = self._now.copied
            self._end(copied.words)
            self._say_words(copied, why)

    def _choose_words(self, message: Message) -> None:
        if message is self._asked and self._now is not None:
            copied = self._now.copied
            self._end(copied.words)
            if self._lost or copied.unread:
                self._say(self._unread(copied))

    def _say_words(self, copied: Copied, why: str) -> None:
        told = filter(None, (why, self._unread(copied)))
        self._say(self.tr("Only the plain words were pasted."), "\n".join(told))

    def _unread(self, copied: Copied) -> str:
        """Say how much of a page nobody has looked through for its words; empty where all of it was."""
        if not copied.unread:
            return ""
        part = 100 * (len(copied.html) - copied.unread) // len(copied.html)
        return self.tr("The page is very long: only the words in its first {0} % have come.").format(part)

    def _end(self, text: str, *, is_markdown: bool = False) -> None:
        """Hand the words on, those that wait for the same place without words standing behind them."""
        if self._now is None:
            return
        self._session.hurried.emit()
        mark, step = self._now.mark, self._now.step
        later = [one.mark for one in self._waiting if one.mark is not None and not one.mark.is_before(mark)]
        self._let_go()
        for other in later:
            other.give_way()
        before = self._session.last_step
        with self._session.amending(step, self._dressed if step is not None else None) as joins:
            self.ready.emit(text, mark, joins, is_markdown)
        if mark is not None and mark.words and self._session.last_step is not before:
            self._dressed = self._session.last_step
        for other in later:
            other.hold()
        self._next()

    def _let_go(self) -> None:
        self._now = None
        self._slow.stop()
        self._late.stop()
        if self._asked is not None:
            self._telling.hush(self._asked)
            self._asked = None
        if self._job is not None:
            for told in (self._job.done, self._job.failed, self._job.crashed):
                told.disconnect()
                told.connect(self._job.deleteLater)
            if not self._job.running:
                self._job.deleteLater()
            self._job = None

    def _forget(self) -> None:
        self._waiting.clear()
        self._lost = []
        self._dressed = None
        self._let_go()
        self._session.awaiting = False

    def _say_wait(self) -> None:
        self._asked = self._telling.say(
            self.tr("The formats of what you pasted are on their way."),
            self.tr("You can go on writing."),
            self.tr("Plain words only"),
        )

    def _say(self, what: str = "", why: str = "") -> None:
        """Say what happened, and which pictures could not come, those of the pastes right before among them."""
        told = [what, why, *self._missing()] if self._lost else [what, why]
        first, *rest = filter(None, told)
        self._told = self._telling.say(first, "\n".join(rest))

    def _missing(self) -> tuple[str, str]:
        named = ", ".join(self._lost[:_MOST_NAMED]) + (" …" if len(self._lost) > _MOST_NAMED else "")
        fetched = self.tr("Nothing is fetched from the web or from other folders.")
        if len(self._lost) == 1:
            what = self.tr("1 picture could not come along: {0}").format(named)
            return what, f"{fetched} {self.tr('Save it there and drop it into the article.')}"
        what = self.tr("{0} pictures could not come along: {1}").format(len(self._lost), named)
        return what, f"{fetched} {self.tr('Save them there and drop them into the article.')}"


class _Awaited(Struct, frozen=True):
    """A paste, where it is wanted, and the step that has put its plain words there."""

    copied: Copied
    mark: Mark | None
    step: QUndoCommand | None


class _Converting:
    """One paste to be made Markdown, as a call that holds no window."""

    def __init__(self, copied: Copied, convert: Convert) -> None:
        self._copied, self._convert = copied, convert

    def __call__(self) -> Taken | None:
        from broadsheet.pictures import intake

        try:
            rich = self._convert(self._copied.html, self._copied.rtf)
        except ValueError:  # TooMuch: it is no text that anybody wrote, or it cannot be read in time
            return None
        pictures, missing = [], list(rich.missing)
        for picture in rich.pictures:
            try:
                pictures.append((picture.name, intake.take_in(picture.data, picture.name)))
            except errors.PictureRefused:
                missing.append(picture.name)
        return Taken(rich.markdown, tuple(pictures), tuple(missing))


class _Process:
    """The process that converts, from the first paste on; it can be killed."""

    def __init__(self) -> None:
        self._converter: Converter | None = None

    def convert(self, page: str, rtf: bytes) -> "Rich":
        """Return a page as Markdown; raises rich.TooMuch."""
        from broadsheet.importing.apart import Converter

        if self._converter is None:
            self._converter = Converter()
        return self._converter.rich(page, rtf)

    def end(self) -> None:
        """End it; another paste starts it anew."""
        if self._converter is not None:
            self._converter.close()


def _renamed(text: str, names: dict[str, str]) -> str:
    """Return Markdown that shows pictures by the names they have in the document, all at once.

    One after the other, a new name could be taken for the old one of the next.
    """
    from broadsheet.importing import addresses

    return addresses.replaced(text, names)
