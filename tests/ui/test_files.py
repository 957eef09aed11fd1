"""Opening and saving through the session: real files, and the truth told about each of them."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QObject
from tests.ui.answers import Answered, Writer

from broadsheet import errors
from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.ui.files import Files
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.keeping import Keeping
from broadsheet.ui.session import Session


class Answers(Writer):
    where: Path | None = None

    def where_to_save(self, name, current):
        self.asked.append(f"where:{name}")
        if self.where is not None:
            self.save_chosen.emit(self.where)
        else:
            self.save_called_off.emit()

    def about_replacing(self, name):
        self.asked.append(f"replace:{name}")
        return Answered(self.answer)

    def about_revert(self, name):
        self.asked.append(f"revert:{name}")
        return Answered(self.answer)


class Desk(QObject):
    def __init__(self, home) -> None:
        super().__init__(home)
        self.session = Session(self)
        journaling = Journaling(self.session, self)
        self.writer = Answers()
        self.files = Files(self.session, self.writer, self)
        self.keeping = Keeping(self.session, journaling, self.files, self)
        self.words: list[tuple[str, str]] = []
        self.keeping.changed.connect(self._note)

    def _note(self, text: str, state: str) -> None:
        self.words.append((text, state))


@pytest.fixture
def desk(home):
    return Desk(home)


@pytest.fixture
def kept(tmp_path) -> Path:
    article = msgspec.structs.replace(model.blank("id"), headline="Perahu", body="Satu.\n")
    path = tmp_path / "perahu.textpack"
    documents.save(documents.new(article, {}), path)
    return path


def load(desk, qtbot, path):
    with qtbot.waitSignal(desk.session.opened):
        desk.files.load(path)


def test_save_asks_for_a_place_first_and_then_no_more(desk, qtbot, tmp_path):
    desk.writer.where = tmp_path / "story"
    desk.session.set_field("headline", "Boats return")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert desk.writer.asked == ["where:boats-return"]
    assert documents.open(tmp_path / "story.textpack").article.headline == "Boats return"
    desk.session.set_field("headline", "Boats return at dawn")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert documents.open(tmp_path / "story.textpack").article.headline == "Boats return at dawn"
    assert desk.words[-1] == ("Saved", "good")


def test_a_change_by_another_program_is_never_overwritten_without_a_word(desk, qtbot, kept):
    load(desk, qtbot, kept)
    other = documents.open(kept)
    theirs = msgspec.structs.replace(other, article=msgspec.structs.replace(other.article, body="Theirs."))
    documents.save(theirs, kept)
    desk.session.set_field("headline", "Mine")
    with qtbot.waitSignal(desk.files.clashed), qtbot.waitSignal(desk.files.trouble) as told:
        desk.files.save()
    assert isinstance(told.args[0], errors.ChangedUnderneath)
    assert documents.open(kept).article.body == "Theirs."
    assert desk.words[-1][1] == "bad"


def test_over_a_version_that_was_seen_goes_only_over_that_one(desk, qtbot, kept):
    load(desk, qtbot, kept)
    other = documents.open(kept)
    seen, _ = documents.save(msgspec.structs.replace(other, article=model.blank("id")), kept)
    desk.session.set_field("headline", "Mine")
    third = msgspec.structs.replace(seen.article, body="Third.")
    documents.save(msgspec.structs.replace(seen, article=third), kept)
    with qtbot.waitSignal(desk.files.clashed):
        desk.files.save_over(seen.identity)
    assert documents.open(kept).article.body == "Third."
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save_over(documents.open(kept).identity)
    assert documents.open(kept).article.headline == "Mine"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_called_saved(desk, qtbot, tmp_path):
    desk.session.set_field("headline", "X")
    with qtbot.waitSignal(desk.files.trouble) as told:
        desk.files.save_to(tmp_path / "gone" / "x.textpack")
    assert isinstance(told.args[0], errors.NotSaved)
    assert desk.session.path is None
    assert desk.words[-1][1] == "bad"
    assert desk.session.has_unsaved_changes()


def test_typing_during_a_save_stays_unsaved(desk, qtbot, kept):
    load(desk, qtbot, kept)
    desk.session.set_field("headline", "First")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
        desk.session.set_field("headline", "Second")
    assert documents.open(kept).article.headline == "First"
    assert desk.session.modified


def test_two_saves_in_a_row_end_with_the_newest_on_disk(desk, qtbot, kept):
    load(desk, qtbot, kept)
    desk.session.set_field("headline", "First")
    with qtbot.waitSignals([desk.files.saved, desk.files.saved]):
        desk.files.save()
        desk.session.set_field("headline", "Second")
        desk.files.save()
    assert documents.open(kept).article.headline == "Second"
    assert not desk.session.modified


def test_a_place_chosen_while_a_save_runs_is_where_the_article_goes(desk, qtbot, kept, tmp_path):
    load(desk, qtbot, kept)
    other = tmp_path / "other.textpack"
    desk.session.set_field("deck", "Dua")
    with qtbot.waitSignals([desk.files.saved, desk.files.saved]):
        desk.files.save()
        desk.files.save_to(other)
    assert desk.session.path == other
    assert documents.open(other).article.deck == "Dua"


def test_revert_brings_back_what_is_on_disk(desk, qtbot, kept):
    load(desk, qtbot, kept)
    desk.session.set_field("headline", "Mistake")
    desk.writer.answer = "revert"
    with qtbot.waitSignal(desk.session.opened):
        desk.files.ask_revert()
    assert desk.session.value("headline") == "Perahu"
    assert not desk.session.modified


def test_an_unreadable_file_leaves_the_open_article_alone(desk, qtbot, kept, tmp_path):
    load(desk, qtbot, kept)
    broken = tmp_path / "broken.textpack"
    broken.write_bytes(b"PK\x03\x04 no zip at all")
    with qtbot.waitSignal(desk.files.trouble) as told:
        desk.files.load(broken)
    assert told.args[0].reason == "damaged"
    assert desk.session.value("headline") == "Perahu"
    assert desk.session.path == kept


def test_a_file_inside_a_folder_bundle_opens_the_bundle(desk, qtbot, tmp_path):
    path = tmp_path / "perahu.textbundle"
    documents.save(documents.new(msgspec.structs.replace(model.blank(), headline="Perahu"), {}), path)
    load(desk, qtbot, path / "text.md")
    assert desk.session.path == path


def test_a_save_that_was_called_off_closes_nothing_later(desk, qtbot, tmp_path):
    closed = []
    desk.files.closable.connect(lambda: closed.append(True))
    desk.session.set_field("headline", "Perahu")
    desk.files.save_and_close()
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save_to(tmp_path / "perahu.textpack")
    assert closed == []
    with qtbot.waitSignal(desk.files.closable):
        desk.files.save_and_close()


@pytest.mark.parametrize(("answer", "kept_text"), [("", b"other"), ("replace", None)])
def test_an_ending_that_the_dialog_did_not_see_overwrites_nothing_unasked(desk, qtbot, tmp_path, answer, kept_text):
    other = tmp_path / "No.2.textpack"
    other.write_bytes(b"other")
    desk.session.set_field("headline", "Perahu")
    desk.writer.answer = answer
    desk.files.save_to(tmp_path / "No.2")
    assert desk.writer.asked == ["replace:No.2.textpack"]
    if answer:
        qtbot.waitUntil(lambda: desk.session.path == other)
    assert (other.read_bytes() == kept_text) == (answer == "")


def test_a_document_is_saved_under_the_name_it_has(desk, qtbot, kept, tmp_path):
    loud = kept.rename(tmp_path / "PERAHU.TEXTPACK")
    load(desk, qtbot, loud)
    desk.session.set_field("deck", "Dua")
    with qtbot.waitSignal(desk.files.saved):
        desk.files.save()
    assert [path.name for path in tmp_path.glob("*.*")] == ["PERAHU.TEXTPACK"]
    assert documents.open(loud).article.deck == "Dua"


def test_saving_again_during_the_first_save_as_asks_for_no_other_place(desk, qtbot, tmp_path):
    desk.session.set_field("headline", "Perahu")
    desk.files.save_to(tmp_path / "a.textpack")
    desk.session.set_field("headline", "Perahu lagi")
    with qtbot.waitSignals([desk.files.saved, desk.files.saved]):
        desk.files.save()
    assert desk.writer.asked == []
    assert documents.open(tmp_path / "a.textpack").article.headline == "Perahu lagi"


def test_the_own_name_without_its_ending_is_no_way_round_the_question(desk, qtbot, kept):
    load(desk, qtbot, kept)
    other = msgspec.structs.replace(documents.open(kept).article, headline="Theirs")
    documents.save(documents.new(other, {}), kept, overwrite=True)
    desk.session.set_field("headline", "Mine")
    with qtbot.waitSignal(desk.files.trouble):
        desk.files.save_to(kept.with_suffix(""))
    assert documents.open(kept).article.headline == "Theirs"


def test_a_save_that_ends_after_another_article_came_does_not_move_that_one(desk, qtbot, kept, tmp_path):
    load(desk, qtbot, kept)
    desk.files.save_to(tmp_path / "old.textpack")
    desk.session.open(documents.new(model.blank(), {}))
    with qtbot.waitSignal(desk.files.saved):
        pass
    assert desk.session.path is None


def test_a_copy_that_failed_does_not_make_a_saved_article_unsaved(desk, qtbot, kept, tmp_path):
    load(desk, qtbot, kept)
    with qtbot.waitSignal(desk.files.trouble):
        desk.files.save_to(tmp_path / "gone" / "copy.textpack")
    assert desk.words[-1] == ("Saved", "good")
