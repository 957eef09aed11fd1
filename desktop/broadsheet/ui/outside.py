"""The world outside the window: another program changes the file, removes it, or brings it back."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from broadsheet import wording
from broadsheet.store.document import Document
from broadsheet.store.sighting import Sight
from broadsheet.ui import words
from broadsheet.ui.asking import Asking
from broadsheet.ui.clash import Clash
from broadsheet.ui.files import Files
from broadsheet.ui.lookout import Lookout
from broadsheet.ui.merging import Merging, Taken
from broadsheet.ui.notice import Notice
from broadsheet.ui.session import Session
from broadsheet.ui.tokens import Tokens
from broadsheet.wording import Message


class Outside(QObject):
    """Keeps the session true to what is on disk: reloads, offers a merge, says what is gone; asks only when saving."""

    about_to_replace = Signal(str, object, object)
    """Why, our Document and theirs, before one of them gives way: `reload` and `merge` change what the window holds,
    `overwritten` what is on disk. Whoever keeps versions keeps both now."""
    state_changed = Signal(str)
    """How the file on disk stands to the window: empty where all is well, else `changed`, `unreadable`, `gone` or
    `silent`."""

    def __init__(self, session: Session, files: Files, asking: Asking, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._files, self._notice = session, files, notice
        self.state = ""
        self._seen: Sight | None = None
        """What the writer has been told of."""
        self._said: Message | None = None
        self._offer = ""
        self._calm = False
        self.lookout = Lookout(self)
        self.merging = Merging(session, window)
        self._clash = Clash(session, files, asking, self)
        self._connect(notice)

    def _connect(self, notice: Notice) -> None:
        self._session.opened.connect(self._begin)
        self._session.settled.connect(self._begin)
        self._files.saved.connect(self._look_again)
        self._session.undo_stack.indexChanged.connect(self._outlive)
        self._files.trouble.connect(self._look_again)
        self._files.clashed.connect(self._meet_clash)
        self.lookout.seen.connect(self._judge)
        self.lookout.silent.connect(self._tell_silence)
        self.merging.about_to_replace.connect(self.about_to_replace)
        self.merging.finished.connect(self._tell_taken)
        self.merging.called_off.connect(self._look_again)
        self._clash.about_to_replace.connect(self.about_to_replace)
        self._clash.merge_wanted.connect(self.merging.begin)
        self._clash.kept_aside.connect(self._note_aside)
        notice.chosen.connect(self._answer)

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self.merging.take_tokens(tokens)

    def merge(self) -> None:
        """Merge with the version on disk that was seen last."""
        if self.state == "changed" and self._seen is not None and self._seen.theirs is not None:
            self.merging.begin(self._seen.theirs)

    def leave(self) -> None:
        """Look no more: the window goes."""
        self.lookout.watch(None, None)

    def _begin(self) -> None:
        """Look after the file that the article is kept in now."""
        self._settle()
        kept = self._session.last_kept
        self.lookout.watch(kept.path, kept.identity)

    def _look_again(self, *_: object) -> None:
        self._seen = None
        self.lookout.look()

    def _meet_clash(self) -> None:
        self._clash.begin()
        self._look_again()

    def _judge(self, sight: Sight) -> None:
        """Act on what stands on disk; not while we write there ourselves, a look follows then."""
        if self._files.busy or self.merging.busy or self._clash.is_asking:
            return
        if self._clash.take(sight):
            if sight.state in ("changed", "unreadable"):
                self._set_state(sight.state)
            return
        if sight.state == "same":
            self._settle()
        elif self._is_news(sight):
            self._seen = sight
            self._tell_sight(sight)

    def _is_news(self, sight: Sight) -> bool:
        old = self._seen
        return old is None or (old.state, old.glance, old.place) != (sight.state, sight.glance, sight.place)

    def _tell_sight(self, sight: Sight) -> None:
        if sight.state == "gone":
            self._tell_gone(sight)
            return
        self._session.miss(False)
        self._files.is_away = False
        if sight.theirs is None or sight.theirs.read_only:
            self._tell_unreadable(sight)
        else:
            self._meet_change(sight.theirs)

    def _meet_change(self, theirs: Document) -> None:
        if self.merging.recognise(theirs):
            return
        if not self._session.has_unsaved_changes() or self._session.read_only:
            self.merging.reload(theirs)
            return
        self._set_state("changed")
        self._tell(
            Message(
                self.tr("“{0}” was changed by another program while you were writing.").format(self._files.name),
                "",
                self.tr("Merging puts both together; where you changed the same words, you choose. Nothing is lost."),
            ),
            self.tr("Merge…"),
            "merge",
        )

    def _tell_unreadable(self, sight: Sight) -> None:
        self._set_state("unreadable")
        name = self._files.name
        what = self.tr("“{0}” was changed by another program and cannot be read any more.").format(name)
        if sight.theirs is not None:
            what = self.tr("“{0}” was saved by a newer Broadsheet that knows more than this one.").format(name)
        elif sight.error is not None:
            said = wording.error(sight.error, words.translate).what
            what = self.tr("“{0}” was changed by another program. {1}").format(name, said)
        do = self.tr("Your article is still here as you know it. Save it under another name to be safe.")
        self._tell(Message(what, str(self._session.path or ""), do), self.tr("Save as…"), "save-as")

    def _tell_gone(self, sight: Sight) -> None:
        self._set_state("gone")
        self._session.miss(True)
        self._files.is_away = sight.place != "here"
        name, where = self._files.name, str(self._session.path or "")
        what = self.tr("“{0}” is not where it was.").format(name)
        do = self.tr("Your article is still here; saving writes it there again.")
        button, offer = "", ""
        if sight.renamed is not None:
            what = self.tr("“{0}” is called “{1}” now.").format(name, sight.renamed.name)
            do = self.tr("Go on under that name, or save to have it under the old one too.")
            button, offer = self.tr("Go on there"), "follow"
        elif sight.place != "here":
            what = self.tr("The folder of “{0}” is not there any more.").format(name)
            if sight.place == "drive":
                what = self.tr("The drive with “{0}” is not there.").format(name)
            do = self.tr("Your article is still here. Bring the folder back, or save it in another place.")
            button, offer = self.tr("Save as…"), "save-as"
        self._tell(Message(what, where, do), button, offer)

    def _tell_silence(self) -> None:
        self._set_state("silent")
        self._seen = None
        self._files.give_up_waiting()
        what = self.tr("The drive with “{0}” does not answer.").format(self._files.name)
        do = self.tr("Your article is still here. Save it in another place to be safe.")
        self._tell(Message(what, str(self._session.path or ""), do), self.tr("Save as…"), "save-as")

    def _tell_taken(self, taken: Taken) -> None:
        extent = _extent(self, taken)
        name = self._files.name
        if taken.by_hand is None:
            what = self.tr("“{0}” was changed by another program and taken in: {1}.").format(name, extent)
            do = self.tr("Undo brings back what was here.")
        else:
            what = self.tr("Merged: {0} came in from disk.").format(extent)
            if taken.by_hand:
                what = self.tr("Merged as you chose: {0} came in from disk.").format(extent)
            do = self.tr("Undo brings back yours as it was.")
        self._tell(Message(what, "", do), calm=True)

    def _tell(self, message: Message, button: str = "", offer: str = "", *, calm: bool = False) -> None:
        self._said, self._offer, self._calm = message, offer, calm
        self._notice.tell(message, button, calm=calm)

    def _outlive(self, *_: object) -> None:
        """Take away what was said about a version that came in, when the writer has gone on from there."""
        if self._calm:
            self._notice.settle(self._said)

    def _note_aside(self, copy: Path) -> None:
        what = self.tr("What stood there is kept beside it as “{0}”.").format(copy.name)
        self._tell(Message(what, str(copy)), calm=True)

    def _answer(self) -> None:
        """Do what the writer has chosen on the notice, if the notice was ours."""
        if self._notice.message is not self._said:
            return
        if self._offer == "merge":
            self.merge()
        elif self._offer == "save-as":
            self._files.save_as()
        elif self._offer == "follow" and self._seen is not None and self._seen.renamed is not None:
            self._files.follow(self._seen.renamed)

    def _settle(self) -> None:
        """Know that all is well with the file, and take away what said otherwise."""
        self._seen = None
        self._files.is_away = False
        self._session.miss(False)
        if self.state:
            self._set_state("")
            self._notice.settle(self._said)

    def _set_state(self, state: str) -> None:
        self._files.is_held = bool(state)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _extent(here: QObject, taken: Taken) -> str:
    """Return in words how much has come in."""
    fields = here.tr("1 field") if taken.fields == 1 else here.tr("{0} fields").format(taken.fields)
    paragraphs = here.tr("1 paragraph") if taken.paragraphs == 1 else here.tr("{0} paragraphs").format(taken.paragraphs)
    if not taken.fields and not taken.paragraphs:
        return here.tr("pictures or blank lines")
    parts = [text for text, count in ((fields, taken.fields), (paragraphs, taken.paragraphs)) if count]
    return here.tr("{0} and {1}").format(*parts) if len(parts) == 2 else parts[0]
