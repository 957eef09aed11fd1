"""Copy in its fields: an article is filled from a text, and single pieces of it are moved, each as one step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QUndoCommand

from broadsheet.article import merging, model
from broadsheet.article.model import Article
from broadsheet.store.document import Document
from broadsheet.ui import pieces
from broadsheet.ui.becoming import become
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.ui.versioning import Versioning
from broadsheet.wording import Message

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported
    from broadsheet.importing.wire import Guess, Where

_PATIENCE = 0.03
"""Seconds that the window waits for a piece to be moved: in a story of usual length it is there at once."""
MOST = 400_000
"""Characters; a longer text is no story: four of the longest ever wired would fit in."""


class Filled(Struct, frozen=True):
    """What the fields were filled from: the pieces, the article before, and how it came.

    `source` is paste, clipboard or file, `chosen` are the pieces that the writer has moved, `steps` how many steps on
    the undo stack all of that took.
    """

    guess: "Guess"
    base: Article
    source: str
    chosen: frozenset[int] = frozenset()
    steps: int = 1


class Filling(QObject):
    """Owner of the pieces that the open article's fields were filled from."""

    changed = Signal()
    """Other pieces, or none, are to be shown."""
    filled = Signal(bool)
    """The fields have just been filled: whether from a file."""

    def __init__(self, session: Session, versioning: Versioning, telling: Telling, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._versioning, self._telling = session, versioning, telling
        self._shown: Filled | None = None
        self._wish: _Wish | None = None
        self._read: _Wish | None = None
        self._moves: dict[int, Where] = {}
        """Where the writer wants pieces to go while another is moved: of each the last wish."""
        self._passing: Message | None = None
        self._held_back: Message | None = None
        self._mover = Job(self, apart=True)
        self._mover.done.connect(self._take_moved)
        for ended in (self._mover.done, self._mover.failed, self._mover.crashed):
            ended.connect(self._move_next)
        self._job = Job(self, apart=True)
        self._job.done.connect(self._take)
        for ended in (self._job.done, self._job.failed, self._job.crashed):
            ended.connect(self._go_on)
        session.opened.connect(self._forget)
        session.lines_changed.connect(self.pass_on)
        session.field_changed.connect(self.pass_on)
        QGuiApplication.clipboard().dataChanged.connect(self.pass_on)

    @property
    def shown(self) -> Filled | None:
        """What the fields were filled from, while the writer looks over it."""
        return self._shown

    @property
    def busy(self) -> bool:
        """Whether a text is being taken apart, or a piece moved."""
        return self._job.running or self._mover.running

    def consider(self, text: str, was_empty: bool, markdown: bool = False) -> None:
        """Fill the fields from a text that was pasted, where nothing was in the article before and it is a story.

        `markdown` tells that it was made of rich text; plain words may be Markdown or not.
        """
        now = self._session.article()
        if was_empty and len(text) <= MOST and not has_words(now) and not self._session.read_only:
            self._ask(_Wish(text, self._session.edition, now, markdown, self._session.body()))

    def fill(self, text: str, *, markdown: bool = False) -> None:
        """Fill the fields from a text as the writer wishes, whatever is in them; what stands there is kept before.

        `markdown` is that of `consider`.
        """
        if self._session.read_only:
            return
        if not text.strip():
            self._say(self.tr("There are no words on the clipboard."))
        elif len(text) > MOST:
            self._say(self.tr("What was copied is too long to be one story; you can paste it into the body."))
        else:
            self._ask(_Wish(text, self._session.edition, self._now(), markdown))

    def show_imported(self, imported: "Imported") -> None:
        """Fill the fields of a file that was just opened as `opening` says, as the first step in it."""
        guess = imported.guess
        if guess is not None and pieces.is_story(guess):
            self._fill(Filled(guess, self._session.article(), "file"), imported.document.article)

    def move(self, number: int, where: "Where") -> None:
        """Move a piece to another field, if the fields that this changes are as the pieces left them."""
        shown = self._shown
        if shown is None or self._session.read_only:
            return
        if self._mover.running:
            self._moves[number] = where
            return
        if shown.guess.pieces[number].where == where:
            return
        work = _Moving(shown, number, where, dict(self._session.assets))
        self._mover.start(once(work), patience=_PATIENCE)

    def _move_next(self) -> None:
        """Move what was wished for meanwhile, if its pieces are still shown."""
        while self._moves and not self._mover.running:
            number = next(iter(self._moves))
            self.move(number, self._moves.pop(number))

    def _take_moved(self, result: "tuple[Filled, Filled, Article, Article]") -> None:
        shown, filled, before, after = result
        if shown is not self._shown or self._session.read_only:
            self._moves.clear()
            return
        merged = merging.merge(before, self._now(), after)
        if merged.conflicts:
            names = dict.fromkeys(pieces.name(conflict.field) for conflict in merged.conflicts)
            self._say(
                self.tr("Nothing was moved: {0} was changed since.").format(", ".join(names)),
                self.tr("What you have written there stays as it is."),
            )
            return
        self._become(filled, merged.article, self.tr("Move a piece"))

    def undo(self) -> None:
        """Bring the raw text back, with all that was done since; redo brings that back in its turn."""
        shown, stack = self._shown, self._session.undo_stack
        if shown is None:
            return
        before = stack.index()
        while self._shown is not None and self._shown.base is shown.base and stack.canUndo():
            self._session.undo()
        if before - stack.index() > shown.steps:
            self._say(self.tr("What was changed since is undone too."), self.tr("Redo brings it back."))

    def pass_on(self) -> None:
        """Say no more what was said about something that the writer wanted before."""
        if self._passing is not None:
            told, self._passing = self._passing, None
            self._telling.hush(told)

    def pass_all_on(self) -> None:
        """Say nothing more of what was not filled either: the writer does something else than writing on."""
        self.pass_on()
        if self._held_back is not None:
            told, self._held_back = self._held_back, None
            self._telling.hush(told)

    def close(self) -> None:
        """Be done with it: the fields stay as they are."""
        self.put(None)

    def put(self, filled: Filled | None) -> None:
        """Show other pieces, or none, without a step: for the steps themselves."""
        if filled is not self._shown:
            self._shown = filled
            self.changed.emit()

    def note_raw(self) -> None:
        """Take note that the raw text is there again, for the steps themselves."""
        self._session.note_body(0)

    def _now(self) -> Article:
        return msgspec.structs.replace(self._session.article(), body=self._session.body())

    def _forget(self) -> None:
        self._wish = None
        self._moves.clear()
        self.pass_all_on()
        self.put(None)

    def _say(self, what: str, do: str = "") -> None:
        """Say something that is of interest until the writer does something else."""
        self._passing = self._telling.say(what, do)

    def _ask(self, wish: "_Wish") -> None:
        self._wish = wish
        if not self._job.running:
            self._read = wish
            self._job.start(once(_Reading(wish, dict(self._session.assets))))

    def _go_on(self) -> None:
        """Read what was wished for meanwhile; only the newest counts."""
        if self._wish is self._read:
            self._wish = None
        elif self._wish is not None:
            self._ask(self._wish)

    def _take(self, result: "tuple[_Wish, Guess, Article]") -> None:
        wish, guess, filled = result
        if wish is not self._wish or wish.edition != self._session.edition or self._session.read_only:
            return
        self._wish = None
        by_itself = wish.pasted is not None
        now = self._session.article() if by_itself else self._now()
        if not pieces.is_story(guess):
            if not by_itself:
                self._say(
                    self.tr("No headline, byline or other field was found in what was copied."),
                    self.tr("You can paste it into the body."),
                )
        elif not by_itself:
            self._versioning.keep_now("import")
            self._fill(Filled(guess, now, "clipboard"), filled if now == wish.base else self._filled(guess, now))
        elif (wish.base, wish.pasted) == (now, self._session.body()):
            self._fill(Filled(guess, now, "paste"), filled)
        elif not self._session.document.isEmpty():
            self._held_back = self._telling.say(
                self.tr("The fields are not filled from what was pasted, since you have gone on writing."),
                self.tr("“Fill the fields from the clipboard” does it when you want it."),
            )

    def _fill(self, filled: Filled, article: Article) -> None:
        self.pass_all_on()
        wrote = bool(filled.base.body.strip()) or has_words(filled.base)
        self._become(filled, article, self.tr("Fill the fields"))
        self.filled.emit(filled.source == "file")
        if wrote and filled.source == "clipboard":
            self._say(
                self.tr("What was in the article before is replaced."),
                self.tr("Undo brings it back, and it is kept among the versions."),
            )

    def _filled(self, guess: "Guess", base: Article) -> Article:
        return _article(guess, base, self._session.assets)

    def _become(self, after: Filled | None, article: Article, name: str) -> None:
        with self._session.step(name):
            self._session.undo_stack.push(_PiecesStep(self, self._shown, after))
            become(self._session, article, self._session.assets, name)


class _Wish(Struct, frozen=True):
    """A text for the fields of `base`; if it was pasted, only as long as that and the body are what they were then."""

    text: str
    edition: int
    base: Article
    markdown: bool
    pasted: str | None = None


class _Reading:
    """One text to be taken apart, as a call that holds no window."""

    def __init__(self, wish: _Wish, assets: Mapping[str, bytes]) -> None:
        self._wish, self._assets = wish, assets

    def __call__(self) -> "tuple[_Wish, Guess, Article]":
        from broadsheet.importing import wire

        guess = wire.read(self._wish.text, markdown=self._wish.markdown)
        return self._wish, guess, _article(guess, self._wish.base, self._assets)


class _Moving:
    """One piece to be moved, as a call that holds no window: the fields of a long story take their time."""

    def __init__(self, shown: Filled, number: int, where: "Where", assets: Mapping[str, bytes]) -> None:
        self._shown, self._number, self._where, self._assets = shown, number, where, assets

    def __call__(self) -> "tuple[Filled, Filled, Article, Article]":
        """Return what was shown, what is to be shown, and the article filled from the one and the other."""
        from broadsheet.importing import wire

        shown = self._shown
        moved = wire.move(shown.guess, self._number, self._where)
        before, after = (_article(guess, shown.base, self._assets) for guess in (shown.guess, moved))
        filled = msgspec.structs.replace(
            shown, guess=moved, chosen=shown.chosen | {self._number}, steps=shown.steps + 1
        )
        return shown, filled, before, after


class _PiecesStep(QUndoCommand):
    """Says with undo and redo which pieces the fields are filled from; the first of a larger step."""

    def __init__(self, owner: Filling, before: Filled | None, after: Filled | None) -> None:
        super().__init__()
        self._owner, self._before, self._after = owner, before, after

    def redo(self) -> None:
        """Show what is filled now."""
        self._owner.put(self._after)

    def undo(self) -> None:
        """Show what was filled before."""
        self._owner.put(self._before)
        if self._before is None:
            self._owner.note_raw()


def opening(imported: "Imported") -> Document:
    """Return the document that a file opens with: where fields are to be filled from its text, the raw text.

    So the filling is a step, and one undo brings the raw text back, as with a paste. What the file knows beside its
    text, such as the author among its properties, stays.
    """
    guess, document = imported.guess, imported.document
    if guess is None or not pieces.is_story(guess):
        return document
    article = document.article
    base = msgspec.structs.replace(model.blank(article.language), id=article.id)
    filled = _article(guess, base, document.assets)
    # The note may hold more than the pieces: what stood around the text.
    more = article.editor_note.removesuffix(filled.editor_note).strip()
    beside = {
        name: getattr(article, name)
        for name in article.__struct_fields__
        if getattr(filled, name) == getattr(base, name) != getattr(article, name)
    }
    raw = msgspec.structs.replace(base, **beside | {"editor_note": more, "body": guess.text})
    return msgspec.structs.replace(document, article=raw)


def has_words(article: Article) -> bool:
    """Tell whether a field has anything that a new article has not; the body's words are the session's."""
    new = msgspec.structs.replace(
        model.blank(article.language),
        id=article.id,
        end_mark=article.end_mark,
        call_to_action=article.call_to_action,
        status=article.status,
        body=article.body,
    )
    return article != new


def _article(guess: "Guess", base: Article, assets: Mapping[str, bytes]) -> Article:
    """Return an article with the pieces in its fields; without a paragraph among them the body stays."""
    from broadsheet import importing
    from broadsheet.importing import wire

    article = importing.settled(wire.fill(guess, base), assets)
    if any(piece.where in pieces.BODY for piece in guess.pieces):
        return article
    return msgspec.structs.replace(article, body=base.body)
