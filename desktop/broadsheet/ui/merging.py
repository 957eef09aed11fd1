"""The article in the window and the version on disk become one, as one step that undo takes back."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from broadsheet.article import comparing, merging
from broadsheet.article.merging import Choice, Merged
from broadsheet.article.model import Article
from broadsheet.store.document import Document
from broadsheet.ui.becoming import become, beside
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.session import Session
from broadsheet.ui.tokens import LIGHT, Tokens


class Taken(Struct, frozen=True):
    """How much a merge or a reload has changed in the window.

    `by_hand` counts the places of a merge that the writer has decided; it is None for a reload.
    """

    fields: int
    paragraphs: int
    by_hand: int | None = None


class Sides(Struct, frozen=True):
    """Both sides as they were when they were merged; `named` is theirs with the pictures under the names of ours."""

    ours: Document
    theirs: Document
    named: Document
    merged: Merged


class Merging(QObject):
    """Merges what is on disk into the session; asks for a choice only where both sides changed one thing."""

    about_to_replace = Signal(str, object, object)
    """`reload` or `merge`, our Document and theirs: what the window holds is about to become another version."""
    finished = Signal(object)
    """A Taken: done."""
    called_off = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._tokens = LIGHT
        self._job = Job(self)
        self._job.done.connect(self._take)
        self._job.crashed.connect(self._call_off)
        self._sides: Sides | None = None
        self._theirs: Document | None = None

    @property
    def busy(self) -> bool:
        """Whether a merge is being made or chosen."""
        return self._theirs is not None

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._tokens = tokens

    def recognise(self, theirs: Document) -> bool:
        """Take note of a version that another program has only packed anew, and tell whether it is one.

        It holds what was on disk before, or what stands here now.
        """
        named, ours = _named(theirs, self._session), self._session.snapshot()
        known = not self._session.read_only and not (_differ(self._session.last_kept, named) and _differ(ours, named))
        if known:
            self._session.kept(named)
        return known

    def reload(self, theirs: Document) -> None:
        """Become what is on disk, where nothing was changed here."""
        ours = self._session.snapshot()
        if self._session.read_only:
            self.about_to_replace.emit("reload", ours, theirs)
            self._session.open(theirs)
            self._measure(_Extent(ours.article, theirs.article, None))
            return
        named = _named(theirs, self._session)
        self.about_to_replace.emit("reload", ours, theirs)
        self._become(ours, named.article, named, self.tr("Take in from disk"))

    def begin(self, theirs: Document) -> None:
        """Merge; `finished` or `called_off` follows, perhaps after the writer has chosen."""
        if self.busy:
            return
        self._theirs = theirs
        self._compute()

    def _compute(self) -> None:
        if self._theirs is not None:
            named = _named(self._theirs, self._session)
            self._job.start(once(_Merge(self._session.last_kept, self._session.snapshot(), self._theirs, named)))

    def _take(self, sides: Sides) -> None:
        if self._is_late(sides):
            return
        if not sides.merged.conflicts:
            self._apply(sides, {})
            return
        from broadsheet.ui.dialogs.merge import MergeDialog

        self._sides = sides
        assets = {**sides.ours.assets, **sides.named.assets}
        dialog = MergeDialog(sides.merged, assets, sides.named.path, self._window)
        dialog.take_colours(self._tokens.warn, self._tokens.link)
        dialog.chosen.connect(self._choose)
        dialog.rejected.connect(self._call_off)
        dialog.open()

    def _choose(self, choices: Mapping[int, Choice]) -> None:
        if self._sides is not None and not self._is_late(self._sides):
            self._apply(self._sides, choices)

    def _is_late(self, sides: Sides) -> bool:
        """Tell whether the article was changed or another one opened meanwhile; a changed one is merged anew."""
        now = self._session.snapshot()
        if now.path != sides.ours.path or now.article.id != sides.ours.article.id:
            self._call_off()
            return True
        if now.article == sides.ours.article and now.assets == sides.ours.assets:
            return False
        self._compute()
        return True

    def _apply(self, sides: Sides, choices: Mapping[int, Choice]) -> None:
        self._theirs = self._sides = None
        article = merging.resolve(sides.merged, choices)
        self.about_to_replace.emit("merge", sides.ours, sides.theirs)
        self._become(sides.ours, article, sides.named, self.tr("Merge"), len(choices))

    def _become(
        self, ours: Document, article: Article, theirs: Document, text: str, by_hand: int | None = None
    ) -> None:
        become(self._session, article, theirs.assets, text)
        self._session.kept(theirs)
        self._measure(_Extent(ours.article, article, by_hand))

    def _measure(self, extent: "_Extent") -> None:
        """Tell how much has come in as soon as that is known."""
        job = Job(self)
        job.done.connect(self.finished)
        for end in (job.done, job.crashed):
            end.connect(job.deleteLater)
        job.start(once(extent))

    def _call_off(self) -> None:
        self._theirs = self._sides = None
        self.called_off.emit()


class _Merge:
    """One merge, as a call that holds no window."""

    def __init__(self, base: Document, ours: Document, theirs: Document, named: Document) -> None:
        self._base, self._ours, self._theirs, self._named = base, ours, theirs, named

    def __call__(self) -> Sides:
        merged = merging.merge(self._base.article, self._ours.article, self._named.article)
        return Sides(self._ours, self._theirs, self._named, merged)


class _Extent:
    """How much a version differs from another one, as a call that holds no window."""

    def __init__(self, before: Article, after: Article, by_hand: int | None) -> None:
        self._before, self._after, self._by_hand = before, after, by_hand

    def __call__(self) -> Taken:
        return Taken(*comparing.extent(self._before, self._after), self._by_hand)


def _named(theirs: Document, session: Session) -> Document:
    """Return theirs as a version of this article, with names for its pictures that no other picture has here."""
    article, assets = beside(theirs.article, theirs.assets, session.assets)
    article = msgspec.structs.replace(article, id=session.article().id)
    return msgspec.structs.replace(theirs, article=article, assets=assets)


def _differ(ours: Document, theirs: Document) -> bool:
    return ours.article != theirs.article or ours.assets != theirs.assets
