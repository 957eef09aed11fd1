"""The promise as a state machine: whatever a writer and the world do, nothing that was written is lost.

A plain model of what each writer sees stands beside real sessions, journals and files.
"""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QTextCursor

from broadsheet import errors
from broadsheet.article import merging, model
from broadsheet.store import document as documents
from broadsheet.store import recovery
from broadsheet.store.journal import log, writing
from broadsheet.ui.becoming import become
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.recovery import beginning
from broadsheet.ui.session import Session

_WORDS = st.text(alphabet="ab\n🚢é", min_size=1, max_size=5)
_WHO = st.sampled_from(["first", "second"])


class Writer:
    """One running program on the file: a session with its journal, and what its screen shows."""

    def __init__(self, folder: Path, name: str, path: Path, parent: QObject) -> None:
        # Each has its own place for journals, so that one finds its own words after its crash.
        self.roots = (folder / name / "journals", folder / name / "refuge")
        self.aside = folder / name / "damaged"
        self.path, self.parent = path, parent
        self.troubled = self.had_file = False
        self.start(None)

    def start(self, document) -> None:
        # Without a parent they would be garbage, which may be collected in a journal's thread.
        self.session = Session(self.parent)
        self.journaling = Journaling(self.session, self.session, roots=self.roots)
        self.journaling.trouble.connect(self._hear)
        self.session.open(document or documents.new(model.blank("en"), {}))

    def seen(self):
        now = self.session.snapshot()
        return now.article.headline, now.article.body, dict(now.assets)

    def lead(self):
        """Return the picture itself: it may get another name beside others."""
        return self.session.snapshot().assets.get(self.session.value("picture.asset"))

    def crash(self) -> None:
        self.had_file = self.session.path is not None
        self.journaling.leave()
        self.session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def recover(self) -> None:
        found = recovery.look(self.roots, self.aside)
        assert len(found) <= 1
        if not found:
            self.start(documents.open(self.path) if self.path.exists() and self.had_file else None)
        else:
            written = found[0].recovered.document
            assert written is not None
            self.start(beginning(found[0]))
            become(self.session, written.article, found[0].pictures(), "Recovery")
            self.journaling.when_safe(found[0].recovered.forget)

    def _hear(self, error) -> None:
        self.troubled = self.troubled or not error.elsewhere


class Promise(RuleBasedStateMachine):
    """Two writers, one file, another program, a disk that is full at times."""

    overwrite = False
    gather = 1

    def __init__(self) -> None:
        super().__init__()
        self.folder, self.holder = Path(tempfile.mkdtemp()), QObject()
        self.path = self.folder / "story.textpack"
        self.acknowledged = []
        self.full: list[Path] = []
        self._real, os.write = os.write, self._write
        self._append = log.Log.append
        if self.gather > 1:
            log.Log.append = self._appending()
        self._again, writing.AGAIN = writing.AGAIN, 0.0
        self._least, writing.LEAST = writing.LEAST, 400
        self.writers = {name: Writer(self.folder, name, self.path, self.holder) for name in ("first", "second")}
        self.model = {name: writer.seen() for name, writer in self.writers.items()}

    def teardown(self) -> None:
        os.write, log.Log.append = self._real, self._append
        for writer in self.writers.values():
            writer.journaling.end()
        self.holder.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        writing.AGAIN, writing.LEAST = self._again, self._least
        shutil.rmtree(self.folder)

    def _write(self, fd, data):
        place = Path(f"/proc/self/fd/{fd}").readlink()
        if any(place.is_relative_to(full) for full in self.full):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._real(fd, data)

    def _appending(self):
        gathered, append, most = [], log.Log.append, self.gather

        def append_later(log, data):
            gathered.append(data)
            if len(gathered) >= most:
                append(log, b"".join(gathered))
                gathered.clear()

        return append_later

    @rule(who=_WHO, words=_WORDS, place=st.integers(0, 40))
    def type(self, who, words, place):
        writer, (headline, body, pictures) = self.writers[who], self.model[who]
        place = min(place, len(body))
        cursor = QTextCursor(writer.session.document)
        cursor.setPosition(len(body[:place].encode("utf-16-le")) // 2)
        cursor.insertText(words)
        self.model[who] = headline, body[:place] + words + body[place:], pictures

    @rule(who=_WHO, count=st.integers(1, 4))
    def delete(self, who, count):
        writer, (headline, body, pictures) = self.writers[who], self.model[who]
        kept = body[: max(0, len(body) - count)]
        cursor = QTextCursor(writer.session.document)
        cursor.setPosition(len(kept.encode("utf-16-le")) // 2)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.model[who] = headline, kept, pictures

    @rule(who=_WHO, words=st.text(alphabet="xy ", max_size=4))
    def headline(self, who, words):
        self.writers[who].session.set_field("headline", words)
        self.model[who] = words, *self.model[who][1:]

    @rule(who=_WHO, back=st.booleans())
    def undo(self, who, back):
        session = self.writers[who].session
        if back:
            session.undo()
        else:
            session.redo()
        self.model[who] = self.writers[who].seen()

    @rule(who=_WHO, data=st.binary(min_size=1, max_size=8))
    def picture(self, who, data):
        session = self.writers[who].session
        name = session.add_asset("assets/boat.jpg", data)
        session.set_field("picture.asset", name)
        self.model[who] = self.writers[who].seen()
        assert self.model[who][2][name] == data

    @rule(who=_WHO)
    def save(self, who):
        writer = self.writers[who]
        session = writer.session
        there = documents.open(self.path).identity if self.path.exists() else None
        try:
            saved, outcome = documents.save(session.snapshot(), self.path, overwrite=self.overwrite)
        except errors.ChangedUnderneath:
            self._merge(writer, who)
        except errors.NotSaved:
            assert self.full, "a disk with room takes a save"
        else:
            # By content: an article whose file was gone goes on from the version that it knew.
            known = session.last_kept.identity
            assert there is None or there.sha256 == (known and known.sha256), "somebody else's words were written over"
            session.kept(saved, durable=outcome.durable)
            self.acknowledged.append(self.model[who])

    def _merge(self, writer, who):
        """Bring together what two have written; every word of both is in it, or waits in a conflict."""
        session, theirs = writer.session, documents.open(self.path)
        base = session.last_kept
        merged = merging.merge(base.article, session.snapshot().article, theirs.article)
        whole = merged.article.body + "".join(one.theirs + one.ours for one in merged.conflicts)
        for word in session.body().split() + theirs.article.body.split():
            assert word in whole or word in base.article.body
        become(session, merged.article, theirs.assets, "Merge")
        session.kept(theirs)
        self.model[who] = writer.seen()

    @precondition(lambda self: self.path.exists())
    @rule(words=_WORDS)
    def another_program_writes(self, words):
        document = documents.open(self.path)
        article = msgspec.structs.replace(document.article, body=document.article.body + words)
        full, self.full = self.full, []
        documents.save(msgspec.structs.replace(document, article=article), self.path, overwrite=True)
        self.full = full
        self.acknowledged.append((article.headline, documents.open(self.path).article.body, dict(document.assets)))

    @precondition(lambda self: self.path.exists())
    @rule()
    def the_file_goes(self):
        self.path.unlink()

    @rule(places=st.sampled_from([("first/journals",), ("second/journals", "second/refuge"), ("",), ()]))
    def the_disk_is_full(self, places):
        self.full = [self.folder / place for place in places]

    @rule(who=_WHO)
    def crash(self, who):
        writer = self.writers[who]
        before, lead, self.full = self.model[who], writer.lead(), []
        was_saved = not writer.session.has_unsaved_changes() and writer.session.path is not None
        writer.crash()
        troubled, writer.troubled = writer.troubled, False
        writer.recover()
        if was_saved or troubled:
            # What is on disk may be another's work by now; after a told trouble the words may be older ones.
            self.model[who] = writer.seen()
        else:
            # Pictures that undo had left behind may come back with an article whose file is gone, or not.
            assert [text.strip() for text in writer.seen()[:2]] == [text.strip() for text in before[:2]]
            assert writer.lead() == lead
        self.model[who] = writer.seen()

    @invariant()
    def every_screen_shows_what_was_written(self):
        for who, writer in self.writers.items():
            assert writer.seen() == self.model[who]

    @invariant()
    def the_file_is_always_one_that_somebody_has_saved(self):
        if self.path.exists():
            there = documents.open(self.path)
            assert (there.article.headline, there.article.body, dict(there.assets)) in self.acknowledged


@pytest.fixture(autouse=True)
def application(qapp):
    return qapp


USUAL = settings(max_examples=25, stateful_step_count=40, deadline=None)


def test_nothing_is_ever_lost():
    run_state_machine_as_test(Promise, settings=USUAL)


@pytest.mark.torture
def test_nothing_is_ever_lost_for_long():
    run_state_machine_as_test(Promise, settings=settings(USUAL, max_examples=2_000))


class Overwriting(Promise):
    """A program that saves over whatever stands there."""

    overwrite = True


class Gathering(Promise):
    """A program whose journal gathers records before it writes them."""

    gather = 5


@pytest.mark.parametrize("careless", [Overwriting, Gathering])
def test_a_careless_program_would_be_caught(careless):
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            careless, settings=settings(USUAL, max_examples=300, database=None, phases=[Phase.generate])
        )
