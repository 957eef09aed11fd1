"""A paste with formats and the file: a save meanwhile has its words, the next one its formats."""

import os
import threading

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import running

from broadsheet.article.place import Place
from broadsheet.importing import rich
from broadsheet.store import document as documents
from broadsheet.ui import autosave
from broadsheet.ui.preview import guard

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")


@pytest.fixture
def let():
    made = threading.Event()
    yield made
    made.set()


@pytest.fixture
def window(qapp, monkeypatch, let):
    monkeypatch.setattr(autosave, "PAUSE_MS", 30)

    def convert(page, _rtf):
        let.wait(20)
        return rich.Rich(page)

    with running(qapp) as program:
        made = program.open_window()
        made.incoming.rich.convert = convert
        yield made


def test_what_is_saved_by_itself_meanwhile_has_the_words_and_then_the_formats(window, let, qtbot, tmp_path):
    path = tmp_path / "a.textpack"
    window.session.set_field("headline", "Mine")
    window.files.save_to(path)
    qtbot.waitUntil(lambda: window.path == path and not window.session.has_unsaved_changes())
    window.go_to(Place("body", 0))
    source = QMimeData()
    source.setText("kata")
    source.setHtml("**kata**")
    QGuiApplication.clipboard().setMimeData(source)
    window.commands["paste"].trigger()
    qtbot.waitUntil(lambda: documents.open(path).article.body == "kata")
    assert window.incoming.rich.busy
    let.set()
    qtbot.waitUntil(lambda: documents.open(path).article.body == "**kata**")
    qtbot.waitUntil(lambda: not window.files.busy and not window.session.has_unsaved_changes())
    window.session.undo()
    assert window.session.body() == ""


def test_closing_after_a_paste_was_undone_asks_nothing_and_redo_asks_again(window):
    window.go_to(Place("body", 0))
    source = QMimeData()
    source.setText("alpha")
    source.setHtml("<b>alpha</b>")
    window.writing.editor.insertFromMimeData(source)
    assert window.session.awaiting
    window.commands["undo"].trigger()
    assert window.incoming.rich.busy
    assert not window.session.awaiting
    window.commands["redo"].trigger()
    assert window.session.awaiting
    window.commands["undo"].trigger()
    window.frame.close()
    assert not window._closing_asked
