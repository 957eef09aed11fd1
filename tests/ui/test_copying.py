"""The body on the clipboard: rich for editors, words for all others, or its source."""

import pytest
from PySide6.QtGui import QGuiApplication

from broadsheet import paths
from broadsheet.store import document as documents


@pytest.fixture
def window(program):
    made = program.open_window()
    made.files.take(documents.open(paths.RESOURCES / "samples" / "harbour-lights.textbundle"))
    return made


def copied(window, qtbot, command):
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        window.commands[command].trigger()
    return QGuiApplication.clipboard().mimeData()


def test_a_content_system_gets_formats_and_all_others_words(window, qtbot):
    data = copied(window, qtbot, "copy-rich")
    assert "<h2>" in data.html()
    assert "<" not in data.text()
    assert "clipboard" in window.notice.text()


def test_the_source_is_words_too(window, qtbot):
    data = copied(window, qtbot, "copy-source")
    assert not data.hasHtml()
    assert "<h2>" in data.text()


def test_what_was_asked_for_last_is_what_is_copied(window, qtbot):
    QGuiApplication.clipboard().clear()
    for command in ("copy-rich", "copy-source"):
        window.commands[command].trigger()
    qtbot.waitUntil(lambda: "<h2>" in QGuiApplication.clipboard().text())
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
