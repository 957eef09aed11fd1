"""Copy in its fields: an article is filled from a text, and single pieces of it are moved, each as one step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from broadsheet.article import merging, model
from broadsheet.article.model import Article
from broadsheet.ui import pieces
from broadsheet.ui.becoming import become
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.session import Session
from broadsheet.ui.telling import Telling
from broadsheet.ui.versioning import Versioning

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported
    from broadsheet.importing.wire import Guess, Where

MOST = 400_000
"""Characters; a longer text is no story: four of the longest ever wired would fit in."""


class Filled(Struct, frozen=True):
    """What the fields were filled from: the pieces, the article before, and how it came.

    `chosen` are the pieces that the writer has moved, `steps` how many steps on the undo stack all of that took.
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
    filled = Signal()
    """The fields have just been filled."""

    def __init__(self, session: Session, versioning: Versioning, telling: Telling, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._versioning, self._telling = session, versioning, telling
        self._shown: Filled | None = None
        self._wish: _Wish | None = None
        self._read: _Wish | None = None
        self._job = Job(self, apart=True)
        self._job.done.connect(self._take)
        for ended in (self._job.done, self._job.failed, self._job.crashed):
            ended.connect(self._go_on)
        session.opened.connect(self._forget)

    @property
    def shown(self) -> Filled | None:
        """What the fields were filled from, while the writer looks over it."""
        return self._shown

    @property
    def busy(self) -> bool:
        """Whether a text is being taken apart."""
        return self._job.running

    def consider(self, text: str, was_empty: bool) -> None:
        """Fill the fields from a text that was pasted, where nothing was in the article before and it is a story."""
        now = self._session.article()
        if was_empty and len(text) <= MOST and not has_words(now) and not self._session.read_only:
            self._ask(_Wish(text, self._session.edition, now, self._session.body()))

    def fill(self, text: str) -> None:
        """Fill the fields from a text as the writer wishes, whatever is in them; what stands there is kept before."""
        if self._session.read_only:
            return
        if not text.strip():
            self._telling.say(self.tr("There are no words on the clipboard."))
        elif len(text) > MOST:
            self._telling.say(self.tr("What was copied is too long to be one story; you can paste it into the body."))
        else:
            self._ask(_Wish(text, self._session.edition, self._now()))

    def show_imported(self, imported: "Imported") -> None:
        """Show what the fields of a file that was just opened were filled from."""
        guess, article = imported.guess, imported.document.article
        if guess is not None and pieces.is_story(guess):
            base = msgspec.structs.replace(model.blank(article.language), id=article.id)
            # The note may hold more than the pieces: what stood around the text.
            more = article.editor_note.removesuffix(self._filled(guess, base).editor_note).strip()
            base = msgspec.structs.replace(base, editor_note=more)
            self.put(Filled(guess, base, "file", steps=0))
            self.filled.emit()

    def move(self, number: int, where: "Where") -> None:
        """Move a piece to another field, if the fields that this changes are as the pieces left them."""
        from broadsheet.importing import wire

        shown = self._shown
        if shown is None or self._session.read_only or shown.guess.pieces[number].where == where:
            return
        moved = wire.move(shown.guess, number, where)
        before, after = (self._filled(one, shown.base) for one in (shown.guess, moved))
        merged = merging.merge(before, self._now(), after)
        if merged.conflicts:
            names = dict.fromkeys(pieces.name(conflict.field) for conflict in merged.conflicts)
            self._telling.say(
                self.tr("Nothing was moved: {0} was changed since.").format(", ".join(names)),
                self.tr("What you have written there stays as it is."),
            )
            return
        filled = msgspec.structs.replace(shown, guess=moved, chosen=shown.chosen | {number}, steps=shown.steps + 1)
        self._become(filled, merged.article, self.tr("Move a piece"))

    def undo(self) -> None:
        """Bring the raw text back, with all that was done since; redo brings that back in its turn."""
        shown, stack = self._shown, self._session.undo_stack
        if shown is None:
            return
        if shown.source == "file":
            self._put_raw(shown)
            return
        before = stack.index()
        while self._shown is not None and self._shown.base is shown.base and stack.canUndo():
            self._session.undo()
        if before - stack.index() > shown.steps:
            self._telling.say(self.tr("What was changed since is undone too."), self.tr("Redo brings it back."))

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
        self.put(None)

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
                self._telling.say(
                    self.tr("No headline, byline or other field was found in what was copied."),
                    self.tr("You can paste it into the body."),
                )
        elif not by_itself:
            self._versioning.keep_now("import")
            self._fill(Filled(guess, now, "clipboard"), filled if now == wish.base else self._filled(guess, now))
        elif (wish.base, wish.pasted) == (now, self._session.body()):
            self._fill(Filled(guess, now, "paste"), filled)
        elif not self._session.document.isEmpty():
            self._telling.say(
                self.tr("The fields are not filled from what was pasted, since you have gone on writing."),
                self.tr("“Fill the fields from the clipboard” does it when you want it."),
            )

    def _fill(self, filled: Filled, article: Article) -> None:
        self._become(filled, article, self.tr("Fill the fields"))
        self.filled.emit()

    def _filled(self, guess: "Guess", base: Article) -> Article:
        return _article(guess, base, self._session.assets)

    def _put_raw(self, shown: Filled) -> None:
        """Put the whole text into the body of an imported article; what was written into fields since stays."""
        raw = msgspec.structs.replace(shown.base, body=shown.guess.text)
        merged = merging.merge(self._filled(shown.guess, shown.base), self._now(), raw)
        article = msgspec.structs.replace(merged.article, body=shown.guess.text)
        self._become(None, article, self.tr("Undo the filling"))

    def _become(self, after: Filled | None, article: Article, name: str) -> None:
        with self._session.step(name):
            self._session.undo_stack.push(_PiecesStep(self, self._shown, after))
            become(self._session, article, self._session.assets, name)


class _Wish(Struct, frozen=True):
    """A text for the fields of `base`; if it was pasted, only as long as that and the body are what they were then."""

    text: str
    edition: int
    base: Article
    pasted: str | None = None


class _Reading:
    """One text to be taken apart, as a call that holds no window."""

    def __init__(self, wish: _Wish, assets: Mapping[str, bytes]) -> None:
        self._wish, self._assets = wish, assets

    def __call__(self) -> "tuple[_Wish, Guess, Article]":
        from broadsheet.importing import wire

        guess = wire.read(self._wish.text)
        return self._wish, guess, _article(guess, self._wish.base, self._assets)


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
