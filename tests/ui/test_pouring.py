"""A paste that is too long for one breath: it comes in parts, in order, as one step, and nothing comes between."""

import os
import random
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from broadsheet import paths
from broadsheet.article import model
from broadsheet.article.place import Place
from broadsheet.importing import rich
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.ui import pasting
from broadsheet.ui.preview import guard
from broadsheet.ui.rich_paste import Taken
from broadsheet.ui.session import Session

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = "\n".join(f"Perahu sekolah ke-{number} 🛶 kembali." for number in range(40))


@pytest.fixture
def window(program, monkeypatch):
    monkeypatch.setattr(pasting, "PART", 100)
    made = program.open_window()
    made.session.set_field("headline", "Mine")
    return made


def paste(window, text=LONG, page=""):
    source = QMimeData()
    source.setText(text)
    if page:
        source.setHtml(page)
    QGuiApplication.clipboard().setMimeData(source)
    window.go_to(Place("body", len(window.session.body())))
    QTest.keyClick(window.writing.editor, Qt.Key.Key_V, CTRL)


def done(window, qtbot):
    qtbot.waitUntil(lambda: not window.incoming.pouring.busy)


def test_it_comes_in_parts_and_is_one_step(window, qtbot):
    paste(window)
    assert window.incoming.pouring.busy
    assert len(window.session.body()) <= 100
    done(window, qtbot)
    assert window.session.body() == LONG
    assert window.writing.editor.offset() == len(LONG)
    window.session.undo()
    assert window.session.body() == ""
    window.session.redo()
    assert window.session.body() == LONG


def test_a_short_paste_is_there_at_once(window):
    paste(window, "Perahu")
    assert not window.incoming.pouring.busy
    assert window.session.body() == "Perahu"


def test_what_is_typed_meanwhile_stands_behind_all_of_it(window, qtbot):
    paste(window)
    assert window.incoming.pouring.busy
    QTest.keyClicks(window.writing.editor, "x")
    assert window.session.body() == LONG + "x"
    assert not window.incoming.pouring.busy
    window.session.undo()
    assert window.session.body() == LONG


def test_undo_by_key_takes_all_of_it_back_and_redo_brings_all_of_it(window, qtbot):
    paste(window)
    assert window.incoming.pouring.busy
    QTest.keyClick(window.writing.editor, Qt.Key.Key_Z, CTRL)
    assert window.session.body() == ""
    window.session.redo()
    assert window.session.body() == LONG


def test_undo_from_a_menu_that_sends_no_event_takes_all_of_it_back(window):
    paste(window)
    assert window.incoming.pouring.busy
    window.commands["undo"].trigger()
    assert window.session.body() == ""
    window.commands["redo"].trigger()
    assert window.session.body() == LONG


def test_a_field_that_is_set_without_an_event_is_a_step_of_its_own_behind_it(window):
    paste(window)
    window.session.set_field("kicker", "Sungai")
    assert window.session.body() == LONG
    window.session.undo()
    assert (window.session.value("kicker"), window.session.body()) == ("", LONG)
    window.session.undo()
    assert window.session.body() == ""


def test_a_command_that_writes_in_the_body_stands_behind_all_of_it(window):
    paste(window)
    window.commands["bold"].trigger()
    assert window.session.body() == LONG + "****"
    window.session.undo()
    assert window.session.body() == LONG


def test_a_second_paste_from_the_menu_stands_behind_all_of_it(window, qtbot):
    paste(window)
    QGuiApplication.clipboard().setText(" Behind it.")
    window.commands["paste-plain"].trigger()
    done(window, qtbot)
    assert window.session.body() == LONG + " Behind it."


def test_saving_without_an_event_saves_all_of_it(window, qtbot, tmp_path):
    paste(window)
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(tmp_path / "a.textpack")
    assert documents.open(tmp_path / "a.textpack").article.body == LONG


@pytest.mark.parametrize("ending", ["settle", "leave"])
def test_what_ends_the_waiting_for_pastes_finds_all_of_it(window, ending):
    paste(window)
    getattr(window.incoming, ending)()
    assert window.session.body() == LONG


def test_formats_that_come_meanwhile_do_not_tear_it_apart(window, qtbot):
    let = threading.Event()

    def convert(_page, _rtf):
        let.wait(20)
        return rich.Rich("**short** one")

    window.incoming.rich.convert = convert
    paste(window, "short one", "<b>short</b> one")
    paste(window, "\n" + LONG)
    assert window.incoming.pouring.busy
    window.incoming.rich._take(Taken("**short** one"))  # as if the answer came between two parts
    let.set()
    assert window.session.body() == "**short** one\n" + LONG
    window.session.undo()
    window.session.undo()
    assert window.session.body() == "short one"


def test_a_caret_that_was_put_elsewhere_meanwhile_stays_there(window, qtbot):
    paste(window)
    cursor = window.writing.editor.textCursor()
    cursor.setPosition(3)
    window.writing.editor.setTextCursor(cursor)
    done(window, qtbot)
    assert window.session.body() == LONG
    assert window.writing.editor.offset() == 3


def test_two_quick_pastes_stand_in_their_order(window, qtbot):
    paste(window)
    paste(window, "Behind it.")
    done(window, qtbot)
    assert window.session.body() == LONG + "Behind it."


def test_closing_meanwhile_finds_all_of_it(window):
    paste(window)
    assert window.incoming.pouring.busy
    window.frame.close()
    assert window.session.body() == LONG


def test_another_article_gets_nothing_of_it(window, qtbot):
    paste(window)
    window.session.open(documents.new(model.blank("en"), {}))
    assert not window.incoming.pouring.busy
    qtbot.wait(20)
    assert window.session.body() == ""


def test_the_journal_has_all_of_it(window, qtbot):
    paste(window)
    done(window, qtbot)
    window.guards.journaling.leave()
    [found] = journal.recover(paths.journals(), paths.damaged())
    assert found.document.article.body == LONG
    found.forget()


def crashed(window):
    """Leave the journal as a kill does, and return the body that the next start finds."""
    window.guards.journaling.leave()
    [found] = journal.recover(paths.journals(), paths.damaged())
    found.forget()
    return found.document.article.body


def test_the_journal_has_all_of_it_before_the_window_does(window):
    window.session.document.setPlainText("🛶 Before  behind.\nLast.")
    window.go_to(Place("body", 9))
    QGuiApplication.clipboard().setText(LONG)
    QTest.keyClick(window.writing.editor, Qt.Key.Key_V, CTRL)
    assert len(window.session.body()) < len(LONG)
    assert crashed(window) == f"🛶 Before {LONG} behind.\nLast."


def test_parts_that_are_told_of_one_by_one_would_be_caught(window, monkeypatch):
    monkeypatch.setattr(window.session, "foretell", lambda _place, _text: None)
    paste(window)
    assert len(crashed(window)) <= 100


def test_what_is_written_behind_it_and_undone_is_in_the_journal(window):
    paste(window)
    QTest.keyClicks(window.writing.editor, "x")
    window.session.undo()
    QTest.keyClicks(window.writing.editor, "yz")
    assert crashed(window) == LONG + "yz"


def test_a_long_drop_comes_in_parts_and_is_one_step(window, qtbot):
    source = QMimeData()
    source.setText(LONG)
    viewport = window.writing.editor.viewport()
    where = QPointF(viewport.rect().center())
    given = (Qt.DropAction.CopyAction, source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(viewport, QDragEnterEvent(where.toPoint(), *given))
    QCoreApplication.sendEvent(viewport, QDropEvent(where, *given))
    assert window.incoming.pouring.busy
    done(window, qtbot)
    assert window.session.body() == LONG
    window.session.undo()
    assert window.session.body() == ""


def test_parts_are_cut_behind_lines_and_lose_nothing(monkeypatch):
    monkeypatch.setattr(pasting, "PART", 10)
    dice = random.Random(1)
    for _ in range(200):
        text = "".join(dice.choices("abc\n🛶", k=dice.randrange(60)))
        made = list(pasting.parts(text))
        assert "".join(made) == text
        assert all(0 < len(part) <= 10 for part in made)
        assert all(part.endswith("\n") or len(part) == 10 for part in made[:-1])


def test_a_change_of_the_body_becomes_part_of_the_step_before_only_where_it_may(qapp):
    session = Session(qapp)
    cursor = QTextCursor(session.document)
    cursor.beginEditBlock()
    cursor.insertText("a")
    cursor.endEditBlock()
    pasted = session.last_step
    with session.amending(None) as joins:
        assert not joins
    with session.amending(pasted) as joins:
        assert joins
        cursor.joinPreviousEditBlock()
        cursor.insertText("b")
        cursor.endEditBlock()
    assert session.undo_stack.count() == 1
    with session.amending(None):
        session.document.setModified(False)
        cursor.insertText("c")
    assert session.undo_stack.count() == 2
    session.undo()
    assert session.body() == "ab"
    session.undo()
    assert session.body() == ""
    session.deleteLater()
