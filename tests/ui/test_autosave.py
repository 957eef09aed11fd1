"""An article that has a file is saved by itself, quietly, and never where that could lose something."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMessageBox

from broadsheet.store import document as documents
from broadsheet.ui import autosave


@pytest.fixture(autouse=True)
def short_pause(monkeypatch):
    monkeypatch.setattr(autosave, "PAUSE_MS", 50)


@pytest.fixture
def window(program, qtbot, tmp_path):
    made = program.open_window()
    made.session.set_field("headline", "Boats")
    made.files.save_to(tmp_path / "boats.textpack")
    qtbot.waitUntil(lambda: made.path is not None)
    return made


def type_in(window, text):
    QTextCursor(window.session.document).insertText(text)


def test_a_pause_brings_it_to_the_file(window, qtbot):
    with qtbot.waitSignal(window.files.saved, timeout=3000):
        type_in(window, "Words")
    assert documents.open(window.path).article.body == "Words"
    assert not window.session.modified


def test_steady_writing_is_saved_too(window, qtbot, monkeypatch):
    monkeypatch.setattr(autosave, "LONGEST", 0.1)
    monkeypatch.setattr(autosave, "PAUSE_MS", 400)
    saved = []
    window.files.saved.connect(saved.append)

    def more():
        type_in(window, "x")
        return bool(saved)

    qtbot.waitUntil(more, timeout=5000)


def test_an_article_without_a_file_and_one_whose_writer_does_not_want_it_are_left_alone(program, window, qtbot):
    window.commands["autosave"].trigger()
    assert not window.guards.autosave._pause.isActive()
    type_in(window, "Words")
    assert not window.guards.autosave._pause.isActive()
    fresh = program.open_window()
    type_in(fresh, "Words")
    assert not fresh.guards.autosave._pause.isActive()
    assert not fresh.commands["autosave"].isChecked()
    fresh.commands["autosave"].trigger()
    assert window.commands["autosave"].isChecked()
    assert window.guards.autosave._pause.isActive()


def test_what_another_program_wrote_is_never_overwritten_nor_asked_about_while_writing(window, qtbot):
    window.path.write_bytes(b"theirs")
    with qtbot.waitSignal(window.files.trouble, timeout=3000):
        type_in(window, "Words")
    assert window.path.read_bytes() == b"theirs"
    assert not window.findChildren(QMessageBox)
    assert "another program" in window.notice.text()


def test_a_file_that_was_moved_is_not_written_anew(window, qtbot, tmp_path):
    path = window.path
    path.rename(tmp_path / "moved.textpack")
    with qtbot.waitSignal(window.files.trouble, timeout=3000) as told:
        type_in(window, "Words")
    assert told.args[0].reason == "gone"
    assert not path.exists()
    with qtbot.waitSignal(window.files.saved, timeout=3000):
        window.files.save()
    assert documents.open(path).article.body == "Words"


def test_a_trouble_is_told_once(window, qtbot, monkeypatch):
    monkeypatch.setattr(autosave, "PATIENCE", 0.0)
    window.path.unlink()
    told = []
    window.files.trouble.connect(told.append)
    with qtbot.waitSignal(window.files.still_failing, timeout=3000):
        type_in(window, "Words")
    assert len(told) == 1
