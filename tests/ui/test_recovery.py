"""After a crash: the next start shows what was written, and it becomes an article again."""

import msgspec
import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QPushButton
from tests.ui.conftest import running

from broadsheet import paths
from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.ui import autosave
from broadsheet.ui.asking import Question


def left_behind(document, *lines):
    """Write a journal as a window does, and leave it as a crash does."""
    kept = journal.Journal(paths.journals(), lambda told: None)
    kept.follow(document)
    for line in lines:
        kept.lines(0, 1, [line])
    kept.close(forget=False)


def fresh(**fields):
    return documents.new(msgspec.structs.replace(model.blank("en"), **fields), {})


def journals():
    return [path for root in paths.journals() for path in root.rglob("*") if path.is_file()]


@pytest.fixture
def program(qapp):
    with running(qapp, autosave=False) as made:
        yield made


@pytest.fixture
def start(program, qtbot):
    def start(wanted=None):
        window = program.open_window(wanted)
        program.recover()
        with qtbot.waitSignal(program.recovery.looked, timeout=5000):
            pass
        return window

    return start


def press(dialog, text):
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def test_after_a_clean_end_nobody_is_asked(program, start, qtbot):
    window = start()
    QTextCursor(window.session.document).insertText("Words")
    window.close_anyway()
    start()
    assert program.recovery.dialog is None


def test_words_that_were_never_saved_come_back_into_the_empty_window(program, start, qtbot):
    left_behind(fresh(headline="Boats"), "f", "fi", "first")
    window = start()
    dialog = program.recovery.dialog
    assert "never saved" in dialog._facts.text()
    press(dialog, "Restore")
    assert (window.session.value("headline"), window.session.body()) == ("Boats", "first")
    assert program.windows() == [window]
    window.session.undo()
    assert window.session.body() == ""
    window.session.redo()
    # The old journal goes when the new one is on the disk: another crash now loses nothing, and asks only once.
    window.guards.journaling.leave()
    found = journal.recover(paths.journals(), paths.damaged())
    assert [one.document.article.body for one in found] == ["first"]
    for one in found:
        one.forget()


def test_words_on_a_file_are_a_step_on_what_stands_there(program, start, tmp_path):
    saved, _ = documents.save(fresh(body="old"), tmp_path / "a.textpack")
    left_behind(saved, "old and new")
    window = start(tmp_path / "a.textpack")
    press(program.recovery.dialog, "Restore")
    assert (window.path, window.session.body()) == (saved.path, "old and new")
    assert window.session.has_unsaved_changes()
    window.session.undo()
    assert window.session.body() == "old"
    assert not window.session.has_unsaved_changes()


def test_a_file_that_is_gone_is_written_again_by_saving(program, start, qtbot, tmp_path):
    saved, _ = documents.save(fresh(body="old"), tmp_path / "a.textpack")
    left_behind(saved, "new")
    saved.path.unlink()
    window = start()
    press(program.recovery.dialog, "Restore")
    with qtbot.waitSignal(window.files.saved, timeout=3000):
        window.files.save()
    assert documents.open(saved.path).article.body == "new"


def test_a_file_that_another_program_has_damaged_is_left_alone(program, start, tmp_path):
    saved, _ = documents.save(fresh(body="old"), tmp_path / "a.textpack")
    left_behind(saved, "new")
    saved.path.write_bytes(b"other")
    window = start()
    press(program.recovery.dialog, "Restore")
    assert (window.path, window.session.body()) == (None, "new")


def test_a_copy_is_an_article_of_its_own(program, start, tmp_path):
    saved, _ = documents.save(fresh(body="old"), tmp_path / "a.textpack")
    left_behind(saved, "new")
    window = start()
    press(program.recovery.dialog, "Save as a copy…")
    assert (window.path, window.session.body()) == (None, "new")
    assert window.session.article().id != saved.article.id
    assert window.findChildren(QFileDialog)


def test_what_is_not_decided_is_asked_again_and_what_is_discarded_is_not(program, start):
    left_behind(fresh(), "one")
    left_behind(fresh(), "two")
    start()
    dialog = program.recovery.dialog
    assert dialog._list.count() == 2
    press(dialog, "Discard…")
    question = dialog.findChild(Question)
    next(button for button in question.buttons() if button.text() == "Discard").click()
    press(dialog, "Decide later")
    start()
    assert program.recovery.dialog._list.count() == 1
    press(program.recovery.dialog, "Restore")
    start()
    assert program.windows()[0].session.body() == "one"


def test_nothing_of_it_is_left_when_all_is_saved(program, start, qtbot, tmp_path):
    left_behind(fresh(headline="Boats"), "words")
    window = start()
    press(program.recovery.dialog, "Restore")
    qtbot.waitUntil(lambda: len([path for path in paths.journals()[0].iterdir() if path.is_dir()]) == 1)
    with qtbot.waitSignal(window.files.saved, timeout=3000):
        window.files.save_to(tmp_path / "boats.textpack")
    window.close_anyway()
    assert journals() == []


def test_what_another_program_wrote_waits_for_the_writer_to_save(qapp, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(autosave, "PAUSE_MS", 20)
    saved, _ = documents.save(fresh(body="old"), tmp_path / "a.textpack")
    left_behind(saved, "ours")
    theirs = msgspec.structs.replace(saved, article=msgspec.structs.replace(saved.article, body="theirs"))
    documents.save(theirs, saved.path)
    with running(qapp) as program:
        window = program.open_window(saved.path)
        program.recover()
        with qtbot.waitSignal(program.recovery.looked, timeout=5000):
            pass
        press(program.recovery.dialog, "Restore")
        assert not window.guards.autosave._pause.isActive()
        window.writing.editor.insert_text("more ")
        assert not window.guards.autosave._pause.isActive()
        assert documents.open(saved.path).article.body == "theirs"
        with qtbot.waitSignal(window.files.saved):
            window.files.save()
        window.writing.editor.insert_text("and more ")
        assert window.guards.autosave._pause.isActive()
        with qtbot.waitSignal(window.files.saved):
            pass
    assert "and more" in documents.open(saved.path).article.body


def test_a_file_that_was_gone_and_comes_back_is_known_again(program, start, qtbot, tmp_path):
    saved, _ = documents.save(fresh(body="old"), tmp_path / "a.textpack")
    left_behind(saved, "new")
    away = saved.path.rename(tmp_path / "elsewhere.bin")
    window = start()
    press(program.recovery.dialog, "Restore")
    qtbot.waitUntil(lambda: window.guards.outside.state == "gone", timeout=10_000)
    away.rename(saved.path)
    qtbot.waitUntil(lambda: window.guards.outside.state == "", timeout=10_000)
    with qtbot.waitSignal(window.files.saved, timeout=3000):
        window.files.save()
    assert documents.open(saved.path).article.body == "new"
