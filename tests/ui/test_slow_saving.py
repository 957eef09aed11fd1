"""Saves that take their time, hang or break: what the writer does meanwhile still counts."""

import os
import threading

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMessageBox
from tests.ui.conftest import running

from broadsheet import errors
from broadsheet.article import merging
from broadsheet.store import document as documents


@pytest.fixture
def program(qapp):
    with running(qapp, autosave=False) as made:
        yield made


@pytest.fixture
def window(program, qtbot, tmp_path):
    made = program.open_window()
    made.session.set_field("headline", "Boats")
    with qtbot.waitSignal(made.files.saved):
        made.files.save_to(tmp_path / "boats.textpack")
    return made


class Drive:
    """A drive that answers for one path only when it is told to."""

    def __init__(self, slow):
        self._slow, self._save = slow, documents.save
        self.begun, self._go = threading.Event(), threading.Event()

    def save(self, document, path, **how):
        if path == self._slow:
            self.begun.set()
            self._go.wait(30)
        return self._save(document, path, **how)

    def answer(self):
        self._go.set()


@pytest.fixture
def drive(window, monkeypatch):
    made = Drive(window.path)
    monkeypatch.setattr(documents, "save", made.save)
    yield made
    made.answer()


def type_in(window, text):
    QTextCursor(window.session.document).insertText(text)


def test_what_was_taken_back_during_a_save_is_asked_about_when_the_window_closes(window, drive, qtbot):
    type_in(window, "a name that must not be printed")
    window.files.save()
    qtbot.waitUntil(drive.begun.is_set)
    window.session.undo()
    window.frame.close()
    assert not window.findChildren(QMessageBox)
    drive.answer()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    assert window.frame.isVisible()
    assert window.session.has_unsaved_changes()


def test_closing_again_asks_at_once_and_only_once(window, drive, qtbot):
    type_in(window, "words")
    window.files.save()
    qtbot.waitUntil(drive.begun.is_set)
    for _ in range(4):
        window.frame.close()
    drive.answer()
    qtbot.waitUntil(lambda: not window.files.is_saving)
    assert len(window.findChildren(QMessageBox)) == 1


def test_each_place_that_was_chosen_during_a_save_gets_the_article(window, drive, qtbot, tmp_path):
    window.files.save()
    qtbot.waitUntil(drive.begun.is_set)
    window.files.save_to(tmp_path / "second.textpack")
    window.files.save()
    with qtbot.waitSignal(window.files.idle):
        drive.answer()
    assert documents.open(tmp_path / "second.textpack").article.headline == "Boats"
    assert window.path == tmp_path / "second.textpack"


def test_a_save_that_waits_is_not_about_an_article_that_came_later(window, drive, qtbot, tmp_path):
    window.files.save()
    qtbot.waitUntil(drive.begun.is_set)
    window.files.save_to(tmp_path / "second.textpack")
    window.begin_article()
    with qtbot.waitSignal(window.files.idle):
        drive.answer()
    assert not (tmp_path / "second.textpack").exists()


def test_a_drive_that_does_not_answer_keeps_nobody_from_saving_elsewhere(window, drive, qtbot, tmp_path):
    type_in(window, "words")
    window.files.save()
    qtbot.waitUntil(drive.begun.is_set)
    window.guards.outside.lookout.silent.emit()
    assert window.guards.keeping._words()[1] == "bad"
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(tmp_path / "safe.textpack")
    assert documents.open(tmp_path / "safe.textpack").article.body == "words"
    drive.answer()
    assert window.path == tmp_path / "safe.textpack"


def test_a_save_that_breaks_is_told_and_the_next_one_works(window, qtbot, monkeypatch):
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(documents, "save", _break)
        type_in(window, "words")
        with qtbot.waitSignal(window.files.trouble):
            window.files.save()
        qtbot.waitUntil(lambda: bool(caught))
    assert window.guards.keeping._words()[1] == "bad"
    with qtbot.waitSignal(window.files.saved):
        window.files.save()
    assert documents.open(window.path).article.body == "words"


def test_a_merge_that_breaks_leaves_the_window_seeing(window, qtbot, monkeypatch):
    monkeypatch.setattr(merging, "merge", _break)
    with qtbot.captureExceptions() as caught:
        window.guards.outside.merging.begin(window.session.snapshot())
        qtbot.waitUntil(lambda: bool(caught))
    assert not window.guards.outside.merging.busy


def _break(*_what, **_how):
    raise RecursionError("nobody foresaw this")


@pytest.mark.skipif(os.name == "nt", reason="names there are Unicode")
def test_a_name_that_is_no_text_is_journaled_and_saved_as_any_other(program, window, qtbot, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.textpack")
    documents.save(documents.new(window.session.snapshot().article, {}), path)
    other = program.open_window(documents.open(path))
    type_in(other, "words")
    other.guards.journaling.leave()
    with qtbot.waitSignal(other.files.saved):
        other.files.save()
    assert documents.open(path).article.body == "words"


def test_lesser_messages_stand_below_the_one_about_words_in_danger(window, tmp_path):
    grave = errors.NotJournaled(tmp_path, "full", False)
    window.telling.tell(grave)
    danger = window.notice.text()
    window.telling.tell(errors.NotSaved(tmp_path / "a", "denied"))
    assert window.notice.text().startswith(danger.split(":")[0])
    assert "does not let you write" in window.notice.text()
    window.telling.settle(errors.NotSaved)
    assert window.notice.text() == danger
    window.telling.say("Something calm.")
    assert "would be lost" in window.notice.text()
    window.telling.settle(errors.NotJournaled)
    assert not window.notice.isVisible()
    window.telling.tell(errors.NotSaved(tmp_path / "a", "denied"))
    assert "would be lost" not in window.notice.text()
