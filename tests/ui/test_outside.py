"""Other programs and the file that is open here: nothing is dropped, nothing is clobbered, and the writer knows."""

import os
import re
import shutil
import threading

import hypothesis
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from tests.ui.answers import Answered, Writer

from broadsheet.article import model
from broadsheet.article.model import Picture
from broadsheet.store import bundle, fields, presence, sighting, textpack
from broadsheet.store import document as documents
from broadsheet.ui import lookout
from broadsheet.ui.becoming import become
from broadsheet.ui.dialogs.merge import MergeDialog
from broadsheet.ui.files import Files
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.keeping import Keeping
from broadsheet.ui.merging import Merging, _Merge
from broadsheet.ui.neighbours import Neighbours
from broadsheet.ui.notice import Notice
from broadsheet.ui.outside import Outside
from broadsheet.ui.session import Session

BODY = "Satu.\n\nDua.\n\nTiga.\n"


class Answers(Writer):
    def where_to_save(self, name, current):
        self.asked.append("where")

    def about_overwriting(self, name, *, mergeable):
        self.asked.append("merge" if mergeable else "no merge")
        return Answered(self.answer)


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.session = Session(self)
        self.journaling = Journaling(self.session, self)
        self.writer = Answers()
        self.files = Files(self.session, self.writer, self)
        self.notice = Notice(self)
        self.outside = Outside(self.session, self.files, self.writer, self.notice, self)
        self.keeping = Keeping(self.session, self.journaling, self.files, self)
        self.outside.state_changed.connect(self.keeping.show_outside)
        self.words: list[tuple[str, str]] = []
        self.keeping.changed.connect(self._note)
        self.replaced: list[tuple[str, object, object]] = []
        self.outside.about_to_replace.connect(self._note_replaced)
        self.sights: list[str] = []
        self.outside.lookout.seen.connect(self._note_sight)

    def _note(self, text, state):
        self.words.append((text, state))

    def _note_replaced(self, reason, ours, theirs):
        self.replaced.append((reason, ours, theirs))

    def _note_sight(self, sight):
        self.sights.append(sight.state)

    def edit(self, path, **fields):
        """Change the file as another Broadsheet would."""
        there = documents.open(path)
        documents.save(msgspec.structs.replace(there, article=msgspec.structs.replace(there.article, **fields)), path)


@pytest.fixture
def desk(qtbot):
    made = Desk()
    qtbot.addWidget(made)
    yield made
    made.outside.leave()
    made.journaling.end()


@pytest.fixture(params=["textpack", "textbundle"])
def kept(request, tmp_path):
    return make(tmp_path / f"perahu.{request.param}")


@pytest.fixture
def pack(tmp_path):
    return make(tmp_path / "perahu.textpack")


def make(path):
    article = msgspec.structs.replace(model.blank("id"), headline="Perahu", body=BODY)
    documents.save(documents.new(article, {}), path)
    return path


def load(desk, qtbot, path):
    with qtbot.waitSignal(desk.session.opened):
        desk.files.load(path)
    qtbot.waitUntil(lambda: "same" in desk.sights)


def test_a_change_elsewhere_is_taken_in_as_one_step_where_nothing_was_changed_here(desk, qtbot, kept):
    load(desk, qtbot, kept)
    cursor = QTextCursor(desk.session.document)
    cursor.setPosition(8)
    desk.edit(kept, headline="Kapal", body=BODY.replace("Satu", "Nol.\n\nSatu"))
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal")
    assert desk.session.body() == BODY.replace("Satu", "Nol.\n\nSatu")
    assert cursor.position() == 14
    assert not desk.session.has_unsaved_changes()
    qtbot.waitUntil(lambda: "1 field and 1 paragraph" in desk.notice.text())
    assert desk.notice.property("tone") == "calm"
    [(reason, ours, theirs)] = desk.replaced
    assert (reason, ours.article.headline, theirs.article.headline) == ("reload", "Perahu", "Kapal")
    desk.session.undo()
    assert (desk.session.value("headline"), desk.session.body()) == ("Perahu", BODY)
    assert not desk.session.undo_stack.canUndo()
    assert desk.session.has_unsaved_changes()
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert documents.open(kept).article.headline == "Perahu"


def test_a_second_replacement_is_heard_of_like_the_first(desk, qtbot, kept):
    desk.outside.lookout._poll.setInterval(1_000_000)
    load(desk, qtbot, kept)
    for headline in ("Kapal", "Rakit", "Sampan"):
        desk.edit(kept, headline=headline)
        qtbot.waitUntil(lambda wanted=headline: desk.session.value("headline") == wanted)


def test_a_file_written_in_place_after_it_was_replaced_is_heard_of(desk, qtbot, pack, tmp_path):
    desk.outside.lookout._poll.setInterval(1_000_000)
    load(desk, qtbot, pack)
    desk.edit(pack, headline="Kapal")
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal" and desk.sights[-1] == "same")
    other = make(tmp_path / "aside.textpack")
    desk.edit(other, headline="Rakit")
    data = other.read_bytes()
    look = desk.outside.lookout
    qtbot.waitUntil(lambda: not (look._job.running or look._again or look._soon.isActive()))
    desk.sights.clear()
    pack.write_bytes(data)
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Rakit")


def test_where_the_system_tells_nothing_it_is_seen_all_the_same(desk, qtbot, kept, monkeypatch):
    monkeypatch.setattr(lookout._Look, "_watchable", lambda self: [])
    desk.outside.lookout._poll.setInterval(50)
    load(desk, qtbot, kept)
    for headline in ("Kapal", "Rakit"):
        desk.edit(kept, headline=headline)
        qtbot.waitUntil(lambda wanted=headline: desk.session.value("headline") == wanted)
    assert desk.outside.lookout._watched() == []


def test_without_listening_and_without_looking_nothing_would_be_seen(desk, qtbot, kept, monkeypatch):
    monkeypatch.setattr(lookout._Look, "_watchable", lambda self: [])
    desk.outside.lookout._poll.setInterval(1_000_000)
    load(desk, qtbot, kept)
    desk.edit(kept, headline="Kapal")
    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal", timeout=1000)


def test_a_file_written_in_place_in_pieces_is_read_when_it_is_whole(desk, qtbot, pack, tmp_path):
    load(desk, qtbot, pack)
    other = make(tmp_path / "other.textpack")
    desk.edit(other, headline="Kapal")
    data = other.read_bytes()
    half = len(data) // 2
    looked = []
    desk.outside.lookout._job.done.connect(lambda answer: looked.append(answer.sight.state))
    with pack.open("wb", buffering=0) as file:
        file.write(data[:half])
        qtbot.waitUntil(lambda: "unreadable" in looked)
        file.write(data[half:])
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal")
    assert "unreadable" not in desk.sights


def test_a_file_that_stays_unreadable_is_told_and_settles_when_it_is_whole_again(desk, qtbot, pack):
    load(desk, qtbot, pack)
    whole = pack.read_bytes()
    pack.write_bytes(whole[:50])
    qtbot.waitUntil(lambda: desk.outside.state == "unreadable")
    assert "damaged" in desk.notice.text()
    assert desk.words[-1] == ("Unreadable on disk", "bad")
    assert desk.session.body() == BODY
    pack.write_bytes(whole)
    qtbot.waitUntil(lambda: desk.outside.state == "")
    assert desk.notice.isHidden()
    assert desk.words[-1] == ("Saved", "good")


def test_a_hundred_saves_of_our_own_are_never_taken_for_another_program_s(desk, qtbot, kept, monkeypatch):
    monkeypatch.setattr(lookout, "_SOON_MS", 1)
    monkeypatch.setattr(lookout, "_SETTLE_MS", 1)
    load(desk, qtbot, kept)
    for number in range(100):
        desk.session.set_field("headline", f"Perahu {number}")
        with qtbot.waitSignal(desk.files.saved):
            desk.files.save()
    desk.sights.clear()
    qtbot.waitUntil(lambda: "same" in desk.sights)
    assert desk.replaced == []
    assert desk.outside.state == ""
    assert set(desk.sights) == {"same"}
    # The same harness sees a foreign change that is as quick.
    desk.edit(kept, headline="Kapal")
    qtbot.waitUntil(lambda: [reason for reason, _, _ in desk.replaced] == ["reload"])


def test_the_same_article_packed_anew_is_no_change_and_ours_stays(desk, qtbot, pack, tmp_path):
    load(desk, qtbot, pack)
    desk.session.set_field("deck", "Mine")
    documents.save(documents.new(documents.open(pack).article, {}), tmp_path / "other-name.textpack")
    before = desk.session.last_kept.identity
    shutil.move(tmp_path / "other-name.textpack", pack)
    assert documents.open(pack).identity.sha256 != before.sha256
    qtbot.waitUntil(lambda: desk.session.last_kept.identity.sha256 != before.sha256)
    assert desk.replaced == []
    assert desk.session.value("deck") == "Mine"
    assert desk.session.has_unsaved_changes()


def test_where_both_sides_wrote_a_merge_is_offered_and_nothing_moves_meanwhile(desk, qtbot, kept):
    load(desk, qtbot, kept)
    desk.session.set_field("deck", "Mine")
    desk.edit(kept, headline="Kapal", body=BODY.replace("Tiga", "Theirs"))
    qtbot.waitUntil(lambda: desk.outside.state == "changed")
    assert desk.words[-1] == ("Changed on disk", "warn")
    assert desk.session.value("headline") == "Perahu"
    desk.notice.chosen.emit()
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal")
    assert desk.session.value("deck") == "Mine"
    assert "Theirs" in desk.session.body()
    qtbot.waitUntil(lambda: "Merged: 1 field and 1 paragraph came in" in desk.notice.text())
    assert desk.session.has_unsaved_changes()
    [(reason, ours, theirs)] = desk.replaced
    assert (reason, ours.article.deck, theirs.article.headline) == ("merge", "Mine", "Kapal")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert documents.open(kept).article.headline == "Kapal"
    assert documents.open(kept).article.deck == "Mine"


def test_a_conflict_is_chosen_side_by_side_and_is_one_step(desk, qtbot, pack):
    load(desk, qtbot, pack)
    desk.session.set_field("headline", "Mine")
    desk.edit(pack, headline="Theirs", kicker="NEW")
    qtbot.waitUntil(lambda: desk.outside.state == "changed")
    desk.outside.merge()
    qtbot.waitUntil(lambda: desk.findChild(MergeDialog) is not None)
    dialog = desk.findChild(MergeDialog)
    dialog.accept()
    assert dialog.isVisible(), "nothing is taken over before all is chosen"
    dialog.cards[0].choose("theirs")
    dialog.accept()
    assert (desk.session.value("headline"), desk.session.value("kicker")) == ("Theirs", "NEW")
    desk.session.undo()
    assert (desk.session.value("headline"), desk.session.value("kicker")) == ("Mine", "")


def test_calling_a_merge_off_leaves_everything(desk, qtbot, pack):
    load(desk, qtbot, pack)
    desk.session.set_field("headline", "Mine")
    desk.edit(pack, headline="Theirs")
    qtbot.waitUntil(lambda: desk.outside.state == "changed")
    desk.outside.merge()
    qtbot.waitUntil(lambda: desk.findChild(MergeDialog) is not None)
    desk.findChild(MergeDialog).reject()
    assert desk.session.value("headline") == "Mine"
    assert desk.replaced == []
    assert documents.open(pack).article.headline == "Theirs"
    qtbot.waitUntil(lambda: desk.outside.state == "changed" and not desk.outside.merging.busy)


@pytest.mark.parametrize(("answer", "headline"), [("overwrite", "Mine"), ("", "Theirs"), ("copy", "Theirs")])
def test_a_save_that_meets_another_version_asks_and_keeps_what_it_overwrites(desk, qtbot, kept, answer, headline):
    load(desk, qtbot, kept)
    desk.writer.answer = answer
    desk.session.set_field("headline", "Mine")
    desk.edit(kept, headline="Theirs")
    with qtbot.waitSignal(desk.files.clashed):
        desk.files.save()
    qtbot.waitUntil(lambda: bool(desk.writer.asked) and not desk.files.busy)
    assert desk.writer.asked[0] == "merge"
    assert documents.open(kept).article.headline == headline
    assert [(reason, theirs.article.headline) for reason, _, theirs in desk.replaced] == (
        [("overwritten", "Theirs")] if answer == "overwrite" else []
    )
    assert ("where" in desk.writer.asked) == (answer == "copy")


def test_a_save_that_meets_another_version_can_merge(desk, qtbot, pack):
    load(desk, qtbot, pack)
    desk.writer.answer = "merge"
    desk.session.set_field("deck", "Mine")
    desk.edit(pack, headline="Theirs")
    with qtbot.waitSignal(desk.outside.merging.finished):
        desk.files.save()
    assert (desk.session.value("headline"), desk.session.value("deck")) == ("Theirs", "Mine")


def test_what_cannot_be_read_is_put_aside_before_it_is_overwritten(desk, qtbot, pack):
    load(desk, qtbot, pack)
    desk.writer.answer = "overwrite"
    desk.session.set_field("headline", "Mine")
    pack.write_bytes(b"who knows what this is worth")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert desk.writer.asked == ["no merge"]
    assert documents.open(pack).article.headline == "Mine"
    others = [path for path in pack.parent.glob("*.textpack") if path != pack]
    assert [path.read_bytes() for path in others] == [b"who knows what this is worth"]


def test_a_version_of_a_newer_program_is_not_merged(desk, qtbot, pack):
    load(desk, qtbot, pack)
    there = documents.open(pack)
    newer = msgspec.structs.replace(there, article=msgspec.structs.replace(there.article, headline="New"))
    info = fields.write(there.foreign.info, newer.article).replace(b'"version": 1', b'"version": 99')
    assert b"99" in info
    parts = bundle.Parts(info, newer.article.body.encode(), "text.md", {}, {}, {})
    pack.write_bytes(textpack.pack(bundle.join(parts, "x.textbundle/")))
    assert documents.open(pack).read_only == "newer"
    qtbot.waitUntil(lambda: desk.outside.state == "unreadable")
    assert "newer Broadsheet" in desk.notice.text()
    assert desk.session.value("headline") == "Perahu"


def test_a_deleted_file_is_said_and_written_again_by_saving(desk, qtbot, kept):
    load(desk, qtbot, kept)
    shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    qtbot.waitUntil(lambda: desk.outside.state == "gone")
    assert "is not where it was" in desk.notice.text()
    assert desk.words[-1] == ("The file is gone", "bad")
    assert desk.session.has_unsaved_changes(), "closing now would lose the article"
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert documents.open(kept).article.headline == "Perahu"
    assert desk.words[-1] == ("Saved", "good")
    assert desk.notice.isHidden()
    assert not desk.session.has_unsaved_changes()


def test_a_file_that_is_renamed_away_and_back_settles_by_itself(desk, qtbot, kept):
    load(desk, qtbot, kept)
    away = kept.with_name(f"elsewhere{kept.suffix}")
    kept.rename(away)
    qtbot.waitUntil(lambda: desk.outside.state == "gone")
    assert away.name in desk.notice.text()
    away.rename(kept)
    qtbot.waitUntil(lambda: desk.outside.state == "")
    assert desk.notice.isHidden()
    assert not desk.session.has_unsaved_changes()
    assert desk.replaced == []


def test_one_can_go_on_under_the_new_name(desk, qtbot, kept):
    load(desk, qtbot, kept)
    new = kept.with_name(f"baru{kept.suffix}")
    kept.rename(new)
    qtbot.waitUntil(lambda: desk.outside.state == "gone")
    desk.notice.chosen.emit()
    assert desk.session.path == new
    assert not desk.session.has_unsaved_changes()
    desk.session.set_field("headline", "Kapal")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert documents.open(new).article.headline == "Kapal"
    assert not kept.exists()


def test_a_folder_that_vanished_sends_a_save_elsewhere_and_settles_when_it_is_back(desk, qtbot, tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    path = make(folder / "perahu.textpack")
    load(desk, qtbot, path)
    folder.rename(tmp_path / "unplugged")
    qtbot.waitUntil(lambda: desk.outside.state == "gone")
    assert "folder" in desk.notice.text()
    desk.files.save()
    assert desk.writer.asked == ["where"]
    (tmp_path / "unplugged").rename(folder)
    qtbot.waitUntil(lambda: desk.outside.state == "")
    desk.session.set_field("headline", "Kapal")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert documents.open(path).article.headline == "Kapal"


def test_a_file_that_comes_back_as_another_version_is_a_change(desk, qtbot, pack, tmp_path):
    load(desk, qtbot, pack)
    other = make(tmp_path / "other.textpack")
    desk.edit(other, headline="Kapal")
    pack.unlink()
    qtbot.waitUntil(lambda: desk.outside.state == "gone")
    other.rename(pack)
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal")
    assert desk.outside.state == ""
    assert not desk.session.has_unsaved_changes()


def test_a_drive_that_hangs_never_holds_the_window_and_is_said(desk, qtbot, pack, tmp_path, monkeypatch):
    load(desk, qtbot, pack)
    really, answers, asked = sighting.look, threading.Event(), threading.Event()

    def hang(path, known, before=None):
        if path == pack:
            asked.set()
            answers.wait()
        return really(path, known, before)

    monkeypatch.setattr(sighting, "look", hang)
    desk.outside.lookout._patience.setInterval(50)
    desk.outside.lookout.look()
    qtbot.waitUntil(lambda: desk.outside.state == "silent")
    assert asked.is_set()
    assert "does not answer" in desk.notice.text()
    # Another article in this window does not wait for the one whose drive hangs.
    other = make(tmp_path / "other.textpack")
    desk.session.open(documents.open(other))
    desk.edit(other, headline="Kapal")
    qtbot.waitUntil(lambda: desk.session.value("headline") == "Kapal")
    answers.set()
    assert desk.outside.state == ""


def test_what_was_seen_with_other_eyes_is_not_told(qtbot, pack, monkeypatch):
    """A look that began before a save compares with what was there before it."""
    really, answers, asked = sighting.look, threading.Event(), threading.Event()
    before = documents.open(pack)

    def slow(path, known, last=None):
        found = really(path, known, last)
        if known == before.identity:
            asked.set()
            answers.wait()
        return found

    monkeypatch.setattr(sighting, "look", slow)
    owner, told = QObject(), []
    watching = lookout.Lookout(owner)
    watching.seen.connect(lambda sight: told.append(sight.state))
    watching.watch(pack, before.identity)
    qtbot.waitUntil(asked.is_set)
    watching.watch(pack, msgspec.structs.replace(before.identity, sha256="of what was saved meanwhile", ino=0))
    answers.set()
    qtbot.waitUntil(lambda: bool(told))
    assert "same" not in told
    watching.watch(None, None)
    owner.deleteLater()


def test_our_own_save_seen_before_it_is_done_is_nobody_else_s(desk, qtbot, pack, monkeypatch):
    load(desk, qtbot, pack)
    really, answers, written = documents.save, threading.Event(), threading.Event()

    def slow(document, path, **how):
        kept = really(document, path, **how)
        written.set()
        answers.wait()
        return kept

    monkeypatch.setattr(documents, "save", slow)
    desk.session.set_field("headline", "Kapal")
    desk.files.save()
    qtbot.waitUntil(written.is_set)
    desk.session.set_field("headline", "Kapal besar")
    desk.sights.clear()
    qtbot.waitUntil(lambda: desk.sights.count("changed") > 1 or bool(desk.outside.lookout.look()))
    assert (desk.outside.state, desk.replaced) == ("", [])
    with qtbot.waitSignal(desk.files.saved):
        answers.set()
    desk.sights.clear()
    qtbot.waitUntil(lambda: "same" in desk.sights)
    assert (desk.outside.state, desk.replaced) == ("", [])
    assert desk.session.value("headline") == "Kapal besar"


def test_what_was_seen_of_one_article_never_lands_in_the_next(desk, qtbot, pack, tmp_path, monkeypatch):
    load(desk, qtbot, pack)
    really, answers, asked = sighting.look, threading.Event(), threading.Event()

    def slow(path, known, before=None):
        found = really(path, known, before)
        if path == pack:
            asked.set()
            answers.wait()
        return found

    monkeypatch.setattr(sighting, "look", slow)
    desk.edit(pack, headline="Theirs")
    qtbot.waitUntil(asked.is_set)
    other = make(tmp_path / "other.textpack")
    desk.edit(other, headline="Another article")
    desk.session.open(documents.open(other))
    desk.sights.clear()
    answers.set()
    qtbot.waitUntil(lambda: "same" in desk.sights)
    assert desk.session.value("headline") == "Another article"
    assert desk.replaced == []


def test_a_merge_that_is_made_of_one_article_never_lands_in_the_next(desk, qtbot, pack):
    load(desk, qtbot, pack)
    desk.session.set_field("deck", "Mine")
    theirs = documents.open(pack)
    desk.outside.merging.begin(
        msgspec.structs.replace(theirs, article=msgspec.structs.replace(theirs.article, slug="x"))
    )
    desk.session.open(documents.new(model.blank("en"), {}))
    with qtbot.waitSignal(desk.outside.merging.called_off):
        pass
    assert desk.session.value("slug") == ""


def test_what_is_typed_while_a_merge_is_made_is_in_it(desk, qtbot, pack):
    load(desk, qtbot, pack)
    desk.session.set_field("deck", "Mine")
    theirs = documents.open(pack)
    desk.outside.merging.begin(
        msgspec.structs.replace(theirs, article=msgspec.structs.replace(theirs.article, slug="x"))
    )
    desk.session.set_field("deck", "Mine and more")
    with qtbot.waitSignal(desk.outside.merging.finished):
        pass
    assert (desk.session.value("deck"), desk.session.value("slug")) == ("Mine and more", "x")


def test_pictures_come_with_their_version_and_none_takes_another_s_name(desk, qtbot, tmp_path):
    path = tmp_path / "perahu.textpack"
    shown = "Satu.\n\n![](assets/a.jpg)\n"
    documents.save(
        documents.new(msgspec.structs.replace(model.blank("id"), body=shown), {"assets/a.jpg": b"base"}), path
    )
    load(desk, qtbot, path)
    ours = desk.session.add_asset("assets/new.jpg", b"ours")
    desk.session.set_field("picture", Picture(asset=ours))
    there = documents.open(path)
    theirs = msgspec.structs.replace(there.article, body=shown + "\n![](assets/new.jpg)\n")
    documents.save(
        msgspec.structs.replace(there, article=theirs, assets={"assets/a.jpg": b"other", "assets/new.jpg": b"theirs"}),
        path,
    )
    qtbot.waitUntil(lambda: desk.outside.state == "changed")
    with qtbot.waitSignal(desk.outside.merging.finished):
        desk.outside.merge()
    now = desk.session.snapshot()
    assert now.assets[now.article.picture.asset] == b"ours"
    assert sorted(now.assets.values()) == [b"other", b"ours", b"theirs"]
    for name, data in now.assets.items():
        assert (name in now.article.body) == (data != b"ours")


def test_a_picture_replaced_under_its_name_leaves_the_window_saved(desk, qtbot, tmp_path):
    path = tmp_path / "perahu.textpack"
    shown = "![](assets/a.jpg)\n"
    documents.save(
        documents.new(msgspec.structs.replace(model.blank("id"), body=shown), {"assets/a.jpg": b"one"}), path
    )
    load(desk, qtbot, path)
    for data in (b"two", b"one", b"three"):
        there = documents.open(path)
        documents.save(msgspec.structs.replace(there, assets={"assets/a.jpg": data}), path)
        qtbot.waitUntil(lambda wanted=data: list(desk.session.snapshot().assets.values()) == [wanted])
        assert not desk.session.has_unsaved_changes()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_any_more_is_said(desk, qtbot, pack):
    load(desk, qtbot, pack)
    pack.chmod(0)
    qtbot.waitUntil(lambda: desk.outside.state == "unreadable")


def test_who_else_has_it_open_is_told_and_stands_in_nobody_s_way(desk, qtbot, pack):
    neighbours = Neighbours(desk.session, desk.files, desk.notice, desk)
    sign = pack.with_name(f".~lock.{pack.name}#")
    other = msgspec.structs.replace(presence.myself(), user="Ana", host="newsroom-2")
    sign.write_bytes(msgspec.json.encode(other))
    load(desk, qtbot, pack)
    qtbot.waitUntil(lambda: "also open at Ana on newsroom-2" in desk.notice.text())
    desk.session.set_field("deck", "Mine")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    neighbours.leave()
    assert sign.exists()


def test_an_article_s_sign_goes_with_it(desk, qtbot, pack, tmp_path):
    neighbours = Neighbours(desk.session, desk.files, desk.notice, desk)
    sign = pack.with_name(f".~lock.{pack.name}#")
    load(desk, qtbot, pack)
    qtbot.waitUntil(sign.exists)
    desk.files.save_to(tmp_path / "other.textpack")
    other = tmp_path / ".~lock.other.textpack#"
    qtbot.waitUntil(lambda: other.exists() and not sign.exists())
    neighbours.leave()
    assert not other.exists()
    assert desk.notice.isHidden()


_WORD = st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=6)
_EDIT = st.tuples(
    st.sampled_from(["headline", "deck", "dateline", "section", "insert", "change", "remove"]), _WORD, st.integers(0, 9)
)


def edited(article, edits, side):
    """Return the article with edits, each of which adds one word that nothing else has, and those words."""
    for number, (kind, word, at) in enumerate(edits):
        new = f"{side}{word}{number}"
        paragraphs = article.body.strip("\n").split("\n\n") if article.body.strip("\n") else []
        if kind == "remove":
            del paragraphs[at : at + 1]
        elif kind == "insert":
            paragraphs.insert(at, new)
        elif kind == "change" and at < len(paragraphs):
            paragraphs[at] += f" {new}"
        elif kind != "change":
            article = msgspec.structs.replace(article, **{kind: f"{getattr(article, kind)} {new}".strip()})
        article = msgspec.structs.replace(article, body="\n\n".join(paragraphs) + "\n")
    return article, set(re.findall(rf"{side}[a-p]+\d+", str(article)))


@given(
    st.lists(_EDIT, max_size=6),
    st.lists(_EDIT, max_size=6),
    st.lists(st.sampled_from(["ours", "theirs", "both"]), min_size=20),
)
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_no_word_of_either_side_is_ever_dropped(home, ours_edits, theirs_edits, wanted):
    base = msgspec.structs.replace(model.blank("id"), headline="Perahu", section="Kota", body=BODY)
    ours, our_words = edited(base, ours_edits, "X")
    theirs, their_words = edited(base, theirs_edits, "Z")
    session, kept = Session(home), []
    session.open(documents.new(base, {}))
    become(session, ours, {}, "Edit")
    window = QWidget()
    merging = Merging(session, window)
    merging.about_to_replace.connect(lambda _reason, *sides: kept.extend(sides))
    found = _Merge(session.last_kept, session.snapshot(), documents.new(theirs, {}), documents.new(theirs, {}))()
    waiting = "".join(f"{one.ours} {one.theirs} " for one in found.merged.conflicts)
    assert {word for word in our_words | their_words if word not in str(found.merged.article) + waiting} == set()
    choices = {
        number: choice if choice != "both" or conflict.can_hold_both else "ours"
        for number, (conflict, choice) in enumerate(zip(found.merged.conflicts, wanted, strict=False))
    }
    merging._apply(found, choices)
    now = str(session.snapshot().article)
    lost = {word for word in our_words | their_words if word not in now}
    assert {word for word in lost if word not in "".join(str(side.article) for side in kept)} == set()
    if set(choices.values()) <= {"both"}:
        assert lost == set()
    session.undo()
    assert session.snapshot().article == ours
    window.deleteLater()


def test_a_dropped_word_would_be_caught():
    base = msgspec.structs.replace(model.blank("id"), body=BODY)
    article, words = edited(base, [("change", "ab", 0), ("insert", "cd", 1)], "X")
    assert words == {"Xab0", "Xcd1"}
    assert "Xab0" not in str(msgspec.structs.replace(article, body=BODY))
