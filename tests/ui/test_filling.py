"""Copy in its fields: filled, moved and taken back step by step, and no word of the writer's lost."""

import threading

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QTextCursor
from tests.ui.copy_at_hand import STORY, TEXT, Telling, guess

from broadsheet.article import model
from broadsheet.importing import wire
from broadsheet.importing.imported import Imported
from broadsheet.store import document as documents
from broadsheet.ui import filling
from broadsheet.ui.filling import Filling
from broadsheet.ui.session import Session

pytestmark = pytest.mark.usefixtures("by_hand")
MOVE = wire.move


class Desk(QObject):
    """A session whose words are pasted by hand, and what the writer is told."""

    def __init__(self, parent):
        super().__init__(parent)
        self.session = Session(self)
        self.kept = []
        self.telling = Telling(self)
        self.filling = Filling(self.session, self, self.telling, self)
        self.open()

    def open(self, **fields):
        article = msgspec.structs.replace(model.blank("id"), **fields)
        self.session.open(documents.new(article, {}))
        return article

    def keep_now(self, reason):
        self.kept.append((reason, self.session.snapshot().article))

    def paste(self, text):
        was_empty = self.session.document.isEmpty()
        cursor = QTextCursor(self.session.document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)
        self.filling.consider(text, was_empty)

    def state(self):
        article = self.session.snapshot().article
        return article.headline, [author.name for author in article.byline], article.body

    def numbers(self, where):
        return [n for n, piece in enumerate(self.filling.shown.guess.pieces) if piece.where == where]


@pytest.fixture
def desk(qapp, qtbot):
    made = Desk(qapp)
    yield made
    qtbot.waitUntil(lambda: not made.filling.busy)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def filled(desk, qtbot):
    with qtbot.waitSignal(desk.filling.filled):
        desk.paste(TEXT)
    return desk


def settled(desk, qtbot):
    qtbot.waitUntil(lambda: not desk.filling.busy)


FILLED = ("Jembatan Gantung Sungai Meratap Dibuka Kembali", ["Rani Puspita"])


def test_a_story_in_an_empty_article_fills_the_fields_and_one_undo_brings_the_raw_paste_back(filled):
    assert filled.state()[:2] == FILLED
    assert filled.session.value("editor_note") == "Klik di sini"
    assert filled.filling.shown.source == "paste"
    filled.session.undo()
    assert filled.state() == ("", [], TEXT)
    assert filled.filling.shown is None
    filled.session.undo()
    assert filled.state() == ("", [], "")
    assert not filled.session.undo_stack.canUndo()
    filled.session.redo()
    filled.session.redo()
    assert filled.state()[:2] == FILLED
    assert filled.filling.shown is not None
    assert filled.kept == []


def test_an_empty_article_that_has_a_file_is_filled_too_and_the_house_s_own_words_stay(desk, qtbot):
    desk.open(end_mark="***", call_to_action=model.CallToAction("Ikuti kami"))
    with qtbot.waitSignal(desk.filling.filled):
        desk.paste(TEXT)
    assert desk.session.value("end_mark") == "***"
    assert desk.session.value("call_to_action.text") == "Ikuti kami"


@pytest.mark.parametrize("there", [{"headline": "Mine"}, {"body": "Mine.\n"}, {"editor_note": "Mine"}])
def test_into_an_article_with_words_a_paste_is_only_a_paste(desk, qtbot, there):
    desk.open(**there)
    desk.paste(TEXT)
    settled(desk, qtbot)
    assert desk.filling.shown is None
    assert desk.session.body().endswith(TEXT)
    assert desk.session.undo_stack.count() == 1


def test_paragraphs_alone_and_a_text_that_is_too_long_are_only_pasted(desk, qtbot, monkeypatch):
    desk.paste("Satu.\nDua.\n")
    settled(desk, qtbot)
    assert desk.filling.shown is None
    desk.open()
    monkeypatch.setattr(filling, "MOST", len(TEXT) - 1)
    desk.paste(TEXT)
    assert not desk.filling.busy
    assert desk.state() == ("", [], TEXT)


def test_who_goes_on_writing_keeps_the_raw_paste_and_is_told(desk, qtbot):
    desk.paste(TEXT)
    desk.session.set_field("deck", "Mine")
    settled(desk, qtbot)
    assert desk.filling.shown is None
    assert desk.state() == ("", [], TEXT)
    assert len(desk.telling.said) == 1


def test_what_was_said_of_fields_not_filled_stays_while_one_writes_and_goes_with_the_next_command(desk, qtbot):
    for act in (desk.filling.pass_all_on, desk.open):
        desk.open()
        desk.paste(TEXT)
        desk.session.set_field("deck", "Mine")
        settled(desk, qtbot)
        desk.session.set_field("deck", "Mine again")
        assert desk.telling.said[-1][0].startswith("The fields are not filled")
        act()
        assert desk.telling.said[-1][0] == "hush"


def test_another_article_is_not_filled_from_what_was_pasted_before(desk, qtbot):
    desk.paste(TEXT)
    desk.open(body=TEXT)
    settled(desk, qtbot)
    assert desk.filling.shown is None
    assert desk.state() == ("", [], TEXT)


def test_of_two_quick_pastes_only_what_stands_there_counts(desk, qtbot):
    desk.paste(TEXT)
    desk.paste("Lagi.\n")
    settled(desk, qtbot)
    assert desk.filling.shown is None
    assert desk.session.body() == TEXT + "Lagi.\n"


def test_a_read_only_article_stays_as_it_is(desk, qtbot):
    desk.session.open(msgspec.structs.replace(documents.new(model.blank("id"), {}), read_only="newer"))
    desk.filling.consider(TEXT, True)
    desk.filling.fill(TEXT)
    assert not desk.filling.busy
    assert desk.filling.shown is None


def test_the_clipboard_fills_an_article_with_words_as_one_step_after_a_version_was_kept(desk, qtbot):
    before = desk.open(headline="Old", deck="Stays", body="Old body.")
    with qtbot.waitSignal(desk.filling.filled):
        desk.filling.fill(TEXT)
    assert desk.kept == [("import", before)]
    assert desk.state()[:2] == FILLED
    assert "Old body." not in desk.session.body()
    assert desk.session.value("deck") == "Stays"
    assert desk.filling.shown.source == "clipboard"
    assert desk.telling.said[-1][0] == "What was in the article before is replaced."
    desk.session.undo()
    assert desk.session.snapshot().article == before
    assert desk.filling.shown is None


def test_what_has_no_paragraph_leaves_the_body(desk, qtbot, monkeypatch):
    desk.open(body="Mine.")
    monkeypatch.setattr(wire, "read", lambda _text, *, markdown: guess(("caption", "sure", "Perahu")))
    with qtbot.waitSignal(desk.filling.filled):
        desk.filling.fill("Perahu")
    assert desk.session.value("picture.caption") == "Perahu"
    assert desk.session.body() == "Mine."


@pytest.mark.parametrize("text", ["", " \n", "Satu.\nDua.\n", "x" * (filling.MOST + 1)])
def test_a_clipboard_without_a_story_is_told_and_changes_nothing(desk, qtbot, text):
    desk.filling.fill(text)
    settled(desk, qtbot)
    assert len(desk.telling.said) == 1
    assert desk.kept == []
    assert not desk.session.undo_stack.canUndo()


def test_a_piece_moves_as_one_step_and_back(filled):
    before = filled.session.snapshot().article
    [number] = filled.numbers("headline")
    filled.filling.move(number, "kicker")
    assert filled.session.value("headline") == ""
    assert filled.session.value("kicker") == FILLED[0]
    assert filled.filling.shown.guess.pieces[number].sure == "sure"
    filled.session.undo()
    assert filled.session.snapshot().article == before
    assert filled.filling.shown.guess.pieces[number].where == "headline"
    filled.session.redo()
    assert filled.session.value("kicker") == FILLED[0]


def test_moving_leaves_what_was_written_elsewhere_since(filled):
    filled.session.set_field("kicker", "Mine")
    filled.session.set_field("source.url", "https://example.org")
    cursor = QTextCursor(filled.session.document)
    cursor.insertText("Mine too. ")
    paragraph = filled.numbers("body")[2]
    filled.filling.move(paragraph, "deck")
    assert filled.session.value("deck") == "Dua jembatan lain masih menunggu."
    assert (
        filled.session.body()
        == "Mine too. Jembatan kembali dibuka untuk umum.\n\nBupati mengatakan perbaikan itu mahal."
    )
    assert filled.session.value("kicker") == "Mine"
    assert filled.session.value("source.url") == "https://example.org"


@pytest.mark.parametrize(("field", "value"), [("headline", "Mine"), ("deck", "Mine")])
def test_nothing_moves_out_of_or_into_a_field_that_was_changed_since(filled, field, value):
    filled.session.set_field(field, value)
    before, steps = filled.session.snapshot().article, filled.session.undo_stack.count()
    [number] = filled.numbers("headline")
    filled.filling.move(number, "deck")
    assert filled.session.snapshot().article == before
    assert filled.session.undo_stack.count() == steps
    assert filled.filling.shown.guess.pieces[number].where == "headline"
    assert len(filled.telling.said) == 1


def test_a_paragraph_that_was_rewritten_stays(filled):
    paragraph = filled.numbers("body")[0]
    cursor = QTextCursor(filled.session.document)
    cursor.insertText("Mine. ")
    before = filled.session.body()
    filled.filling.move(paragraph, "deck")
    assert filled.session.body() == before
    assert filled.session.value("deck") == ""
    assert len(filled.telling.said) == 1


def test_undoing_the_filling_takes_moves_and_later_words_along_and_redo_brings_them_back(filled):
    filled.filling.move(filled.numbers("headline")[0], "kicker")
    filled.session.set_field("deck", "Mine")
    after = filled.session.snapshot().article
    filled.filling.undo()
    assert filled.state() == ("", [], TEXT)
    assert filled.filling.shown is None
    assert len(filled.telling.said) == 1
    while filled.session.undo_stack.canRedo():
        filled.session.redo()
    assert filled.session.snapshot().article == after


def test_undoing_the_filling_right_away_says_nothing(filled):
    filled.filling.undo()
    assert filled.state() == ("", [], TEXT)
    assert filled.telling.said == []


def test_done_leaves_the_fields_and_undo_still_brings_the_raw_paste_back(filled):
    filled.filling.close()
    assert filled.filling.shown is None
    assert filled.state()[:2] == FILLED
    filled.session.undo()
    assert filled.state() == ("", [], TEXT)
    filled.session.redo()
    assert filled.filling.shown is not None


def test_another_article_has_no_pieces(filled):
    filled.open(headline="Other")
    assert filled.filling.shown is None


def imported(desk):
    made = guess(*STORY)
    article = wire.fill(made, model.blank("id"))
    read = Imported(documents.new(article, {}), guess=made)
    desk.session.open(filling.opening(read), unsaved=True)
    desk.filling.show_imported(read)
    return article


def test_a_file_begins_with_its_fields_filled_and_one_undo_brings_its_raw_text_back(desk):
    article = imported(desk)
    assert desk.session.snapshot().article == article
    assert desk.filling.shown.source == "file"
    desk.session.undo()
    assert desk.state() == ("", [], TEXT)
    assert desk.filling.shown is None
    assert not desk.session.undo_stack.canUndo()
    assert desk.session.modified
    assert not desk.session.is_pristine()
    desk.session.redo()
    assert desk.session.snapshot().article == article
    assert desk.filling.shown is not None


def test_undoing_the_filling_of_a_file_takes_later_words_along_and_redo_brings_them_back(desk):
    article = imported(desk)
    desk.session.set_field("deck", "Mine")
    desk.filling.undo()
    assert desk.state() == ("", [], TEXT)
    assert desk.session.value("deck") == ""
    assert len(desk.telling.said) == 1
    desk.session.redo()
    desk.session.redo()
    assert desk.session.snapshot().article == msgspec.structs.replace(article, deck="Mine")


def test_the_pieces_of_a_file_move_too(desk):
    article = imported(desk)
    desk.filling.move(desk.numbers("headline")[0], "deck")
    assert desk.session.value("deck") == FILLED[0]
    desk.session.undo()
    assert desk.session.snapshot().article == article
    assert desk.filling.shown is not None


def test_a_file_of_paragraphs_has_nothing_to_look_over(desk):
    made = guess(("body", "sure", "Satu."))
    document = documents.new(wire.fill(made, model.blank("id")), {})
    read = Imported(document, guess=made)
    assert filling.opening(read) is document
    desk.session.open(document)
    desk.filling.show_imported(read)
    assert desk.filling.shown is None
    assert not desk.session.undo_stack.canUndo()


def test_a_piece_of_a_file_moves_beside_what_its_reader_put_into_the_note(desk):
    made = guess(*STORY)
    article = wire.fill(made, msgspec.structs.replace(model.blank("id"), editor_note="EMBARGOED until 10 March"))
    read = Imported(documents.new(article, {}), guess=made)
    desk.session.open(filling.opening(read))
    assert desk.session.value("editor_note") == "EMBARGOED until 10 March"
    desk.filling.show_imported(read)
    desk.filling.move(desk.numbers("left_over")[0], "deck")
    assert desk.session.value("deck") == "Klik di sini"
    assert desk.session.value("editor_note") == "EMBARGOED until 10 March"


def test_what_was_said_about_the_clipboard_goes_with_the_next_action(desk):
    for act in (
        lambda: desk.session.set_field("deck", "Mine"),
        lambda: desk.paste("x"),
        desk.filling.pass_on,
        desk.open,
    ):
        desk.filling.fill("")
        assert desk.telling.said[-1][0] == "There are no words on the clipboard."
        act()
        assert desk.telling.said[-1][0] == "hush"


def test_what_somebody_else_said_since_stays(desk):
    desk.filling.fill("")
    desk.telling.say("Another matter")
    desk.session.set_field("deck", "Mine")
    assert desk.telling.said[-1][0] == "Another matter"


def test_a_piece_of_a_long_story_is_moved_away_from_the_window(filled, qtbot, monkeypatch):
    threads = []

    def move(*of):
        threads.append(threading.current_thread())
        return MOVE(*of)

    monkeypatch.setattr(wire, "move", move)
    monkeypatch.setattr(filling, "_PATIENCE", 0)
    filled.filling.move(filled.numbers("headline")[0], "deck")
    qtbot.waitUntil(lambda: not filled.filling.busy)
    assert filled.session.value("deck") == FILLED[0]
    assert threads
    assert threading.main_thread() not in threads


def test_a_piece_of_a_story_that_is_gone_meanwhile_is_not_moved(filled, qtbot, monkeypatch):
    monkeypatch.setattr(filling, "_PATIENCE", 0)
    filled.filling.move(filled.numbers("headline")[0], "deck")
    filled.open(headline="Other")
    qtbot.waitUntil(lambda: not filled.filling.busy)
    assert filled.session.value("deck") == ""
    assert filled.session.value("headline") == "Other"


@pytest.fixture
def let(monkeypatch):
    """Pieces are moved only when this is set, and the window does not wait for them."""
    monkeypatch.setattr(filling, "_PATIENCE", 0)
    made = threading.Event()

    def move(*args):
        made.wait(20)
        return MOVE(*args)

    monkeypatch.setattr(wire, "move", move)
    yield made
    made.set()


def test_pieces_that_are_moved_while_another_is_worked_on_are_moved_too(filled, qtbot, let):
    for number, where in ((0, "deck"), (9, "source"), (9, "body"), (2, "deck")):
        filled.filling.move(number, where)
    let.set()
    settled(filled, qtbot)
    assert [filled.filling.shown.guess.pieces[number].where for number in (0, 9, 2)] == ["deck", "body", "deck"]


def test_no_piece_is_moved_any_more_when_the_filling_was_undone_meanwhile(filled, qtbot, let):
    filled.filling.move(0, "deck")
    filled.filling.move(9, "body")
    filled.session.undo()
    filled.session.redo()
    filled.session.undo()
    let.set()
    settled(filled, qtbot)
    assert filled.state() == ("", [], TEXT)
