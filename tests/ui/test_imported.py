"""What was read from a foreign file stands in no document yet: the window says so, asks, and keeps it from a crash."""

import os

import msgspec
import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.ui.copy_at_hand import STORY, TEXT, guess

from broadsheet import paths
from broadsheet.article import model
from broadsheet.importing import apart, wire
from broadsheet.importing.imported import Imported
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.ui.preview import guard

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")

STORIES = {"story": guess(*STORY), "words": None}


@pytest.fixture
def window(program):
    return program.open_window(house="laut-baru")


@pytest.fixture(params=STORIES)
def read(request, window, qtbot, tmp_path, monkeypatch):
    """Open a file of copy in an empty window, one that fills the fields or one whose reader knows them."""
    made = STORIES[request.param]
    if made is not None:
        article, assets = wire.fill(made, model.blank("id")), {}
    else:
        fields = {"headline": "Perahu", "body": "![](assets/a.png)", "picture": model.Picture("assets/b.png")}
        article = msgspec.structs.replace(model.blank("id"), **fields)
        assets = {"assets/a.png": b"a", "assets/b.png": b"b"}
    imported = Imported(documents.new(article, assets), (), made)
    monkeypatch.setattr(apart, "read", lambda _path: imported)
    window.files.load(tmp_path / "story.txt")
    qtbot.waitUntil(lambda: not window.files.busy)
    assert window.session.snapshot().article == article
    return imported.document


def questions(window):
    return [one for one in window.findChildren(QMessageBox) if one.isVisible()]


def shown(window):
    window.guards.keeping.tell()
    return window.status._state.text().removeprefix("●  ")


def left_behind():
    found = journal.recover(paths.journals(), paths.damaged())
    documents_found = [one.document for one in found]
    for one in found:
        one.forget()
    return documents_found


def test_undo_brings_the_raw_text_of_a_file_and_redo_its_filled_fields(window, qtbot, tmp_path, monkeypatch):
    made = guess(*STORY)
    filled = wire.fill(made, model.blank("id"))
    monkeypatch.setattr(apart, "read", lambda _path: Imported(documents.new(filled, {}), (), made))
    window.files.load(tmp_path / "story.txt")
    qtbot.waitUntil(lambda: not window.files.busy)
    window.commands["undo"].trigger()
    now = window.session.snapshot().article
    assert (now.headline, now.body) == ("", TEXT)
    assert not window.commands["undo"].isEnabled()
    assert not window.session.is_pristine()
    assert window.session.has_unsaved_changes()
    window.commands["redo"].trigger()
    assert window.session.snapshot().article == filled
    assert window.writing.sheet.review.isVisible()


def test_what_a_file_knows_beside_its_text_outlives_the_undo_of_its_filling(window, qtbot, tmp_path, monkeypatch):
    made = guess(*(piece for piece in STORY if piece[0] != "byline"))
    filled = wire.fill(made, model.blank("id"))
    beside = {"byline": (model.Author("Ann Lee"),), "keywords": ("ferry", "harbour")}
    filled = msgspec.structs.replace(filled, **beside)
    monkeypatch.setattr(apart, "read", lambda _path: Imported(documents.new(filled, {}), (), made))
    window.files.load(tmp_path / "story.rtf")
    qtbot.waitUntil(lambda: not window.files.busy)
    window.commands["undo"].trigger()
    now = window.session.snapshot().article
    assert (now.headline, now.body) == ("", made.text)
    assert {name: getattr(now, name) for name in beside} == beside
    window.commands["redo"].trigger()
    now = window.session.snapshot().article
    assert (now.headline, now.byline, now.keywords) == (filled.headline, *beside.values())


def test_the_question_at_closing_agrees_with_the_status(window, read, qtbot, tmp_path):
    assert window.session.modified
    assert shown(window) == "Not saved yet"
    window.frame.close()
    [question] = questions(window)
    assert question.text() == f"Save “{read.article.headline}”?"
    question.reject()
    assert window.isVisible()
    window.files.save_to(tmp_path / "a.textpack")
    qtbot.waitUntil(lambda: not window.session.has_unsaved_changes())
    assert shown(window) == "Saved"
    with qtbot.waitSignal(window.closed):
        window.frame.close()


def test_a_document_and_a_new_article_close_without_a_question(program, window, qtbot, tmp_path):
    with qtbot.waitSignal(window.closed):
        window.frame.close()
    documents.save(documents.new(msgspec.structs.replace(model.blank(), headline="Boats"), {}), tmp_path / "a.textpack")
    other = program.open_window(tmp_path / "a.textpack")
    qtbot.waitUntil(lambda: other.path is not None)
    with qtbot.waitSignal(other.closed):
        other.frame.close()


def test_a_copy_of_a_version_is_unsaved_too(program):
    copy = documents.new(msgspec.structs.replace(model.blank(), headline="Boats"), {})
    window = program.open_window(copy)
    assert window.session.has_unsaved_changes()


def test_what_was_read_outlives_a_crash_untouched(window, read, qtbot):
    window.guards.journaling.leave()
    [found] = left_behind()
    assert found.article == read.article
    assert found.assets == read.assets


def test_a_document_that_nobody_has_touched_leaves_nothing_behind(program, window, qtbot, tmp_path):
    documents.save(documents.new(msgspec.structs.replace(model.blank(), headline="Boats"), {}), tmp_path / "a.textpack")
    window.files.load(tmp_path / "a.textpack")
    qtbot.waitUntil(lambda: window.path is not None)
    window.guards.journaling.leave()
    assert left_behind() == []


def test_an_empty_file_leaves_the_window_as_new(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "read", lambda _path: Imported(documents.new(model.blank("id"), {})))
    window.files.load(tmp_path / "story.txt")
    qtbot.waitUntil(lambda: not window.files.busy)
    assert window.session.is_pristine()
    assert shown(window) == "New article"
    QTextCursor(window.session.document).insertText("x")
    assert not window.session.is_pristine()
