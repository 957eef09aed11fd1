"""Copy on its way into the whole window: paste, drop, clipboard, files; real keys, real undo, a real journal."""

import io
import os
import shutil
import threading

import msgspec
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.ui.copy_at_hand import STORY, TEXT, guess

from broadsheet import importing, paths
from broadsheet.article import model
from broadsheet.article.place import Place
from broadsheet.importing import apart, rich, wire
from broadsheet.importing.imported import Imported, Note
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.store.handover import Wish
from broadsheet.ui.asking import ENDINGS
from broadsheet.ui.dialogs.importing import ImportDialog
from broadsheet.ui.preview import guard

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("by_hand")
READ = wire.read
HEADLINE = "Jembatan Gantung Sungai Meratap Dibuka Kembali"


@pytest.fixture
def window(program):
    made = program.open_window(house="laut-baru")
    made.incoming.rich.convert = lambda page, _rtf: rich.Rich(page)
    return made


def mime(text="", page=""):
    source = QMimeData()
    if text:
        source.setText(text)
    if page:
        source.setHtml(page)
    return source


def clip(text="", page=""):
    QGuiApplication.clipboard().setMimeData(mime(text, page))


def idle(window, qtbot):
    qtbot.waitUntil(lambda: not window.incoming.filling.busy and not window.incoming.rich.busy)


def state(window):
    article = window.session.snapshot().article
    return article.headline, article.body


def drop(window, source, action=Qt.DropAction.CopyAction):
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), action, source, left, none)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), action, source, left, none))
    return entering.isAccepted()


def test_a_story_pasted_into_the_body_of_a_new_article(window, qtbot):
    window.go_to(Place("body", 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        QTest.keyClick(window.writing.editor, Qt.Key.Key_V, CTRL)
    assert window.writing.sheet.review.isVisible()
    assert state(window)[0] == HEADLINE
    assert window.session.value("call_to_action.text")
    window.commands["undo"].trigger()
    assert state(window) == ("", TEXT)
    assert not window.writing.sheet.review.isVisible()
    window.commands["redo"].trigger()
    assert window.writing.sheet.review.isVisible()
    window.writing.sheet.review._undo.click()
    assert state(window) == ("", TEXT)
    window.commands["undo"].trigger()
    assert state(window) == ("", "")
    assert window.session.is_pristine()


def test_a_story_pasted_into_the_empty_headline_goes_into_the_body_and_the_fields(window, qtbot):
    window.go_to(Place("headline", 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    assert state(window)[0] == HEADLINE
    window.session.undo()
    assert state(window) == ("", TEXT)


@pytest.mark.parametrize("field", ["kicker", "deck"])
def test_a_story_pasted_into_another_empty_field_above_the_body_does_the_same(window, qtbot, field):
    window.go_to(Place(field, 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    assert state(window)[0] == HEADLINE


def test_what_is_typed_on_stands_behind_the_story_and_the_pieces_are_one_command_away(window, qtbot):
    window.go_to(Place("body", 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    filled = window.session.body()
    qtbot.waitUntil(window.writing.sheet.review.isVisible)
    QApplication.processEvents()
    assert window.writing.sheet.column.bar.value() == 0
    QTest.keyClicks(QApplication.focusWidget(), " Lagi.")
    assert window.session.body() == filled + " Lagi."
    window.commands["to-pieces"].trigger()
    assert QApplication.focusWidget() is window.writing.sheet.review.chips[0]
    window.writing.sheet.review._done.click()
    assert not window.commands["to-pieces"].isEnabled()


def test_a_headline_of_two_lines_stays_a_headline(window, qtbot):
    window.go_to(Place("headline", 0))
    clip("Perahu sekolah\nkembali")
    window.commands["paste"].trigger()
    assert state(window) == ("Perahu sekolah kembali", "")


def test_a_story_pasted_into_the_headline_of_an_article_with_words_is_one_line(window, qtbot):
    window.session.set_field("deck", "Mine")
    window.go_to(Place("headline", 0))
    clip("a\nb\nc\nd")
    window.commands["paste"].trigger()
    idle(window, qtbot)
    assert state(window) == ("a b c d", "")


def test_formats_come_along_with_paste_and_not_with_paste_as_plain_text(window, qtbot):
    window.session.set_field("headline", "Mine")
    window.go_to(Place("body", 0))
    clip("kata", "**kata**")
    window.commands["paste"].trigger()
    idle(window, qtbot)
    assert state(window)[1] == "**kata**"
    window.commands["paste-plain"].trigger()
    assert state(window)[1] == "**kata**kata"
    window.go_to(Place("deck", 0))
    window.commands["paste-plain"].trigger()
    assert window.session.value("deck") == "kata"


def test_a_story_with_formats_fills_an_empty_article_too(window, qtbot):
    window.incoming.rich.convert = lambda _page, _rtf: rich.Rich(TEXT)
    window.go_to(Place("body", 0))
    clip("anything", "<p>anything</p>")
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    assert state(window)[0] == HEADLINE
    window.session.undo()
    assert state(window) == ("", TEXT)
    window.session.undo()
    assert state(window) == ("", "")


@pytest.mark.parametrize("page", ["", "<p>page</p>"])
def test_the_clipboard_fills_an_article_with_words_and_a_version_is_kept_before(window, qtbot, page):
    window.incoming.rich.convert = lambda _page, _rtf: rich.Rich(TEXT)
    window.session.set_field("headline", "Mine")
    article = window.session.article().id
    clip(TEXT, page)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["fill"].trigger()
    assert state(window)[0] == HEADLINE
    history = window.guards.versioning.versions.history
    qtbot.waitUntil(lambda: [version.reason for version in history.versions(article)] == ["import"])
    window.session.undo()
    assert state(window)[0] == "Mine"


def test_a_piece_is_moved_by_a_click(window, qtbot):
    window.go_to(Place("body", 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    window.writing.sheet.review.moved.emit(0, "kicker")
    assert window.session.value("kicker") == HEADLINE
    window.writing.sheet.review._done.click()
    assert not window.writing.sheet.review.isVisible()
    assert window.session.value("kicker") == HEADLINE


def test_a_read_only_article_is_neither_filled_nor_pasted_into(window, qtbot):
    window.session.open(msgspec.structs.replace(documents.new(model.blank("id"), {}), read_only="newer"))
    clip(TEXT)
    for name in ("fill", "paste-plain"):
        assert not window.commands[name].isEnabled()
    window.incoming._fill()
    window.incoming._divert(mime(TEXT))
    drop(window, mime(TEXT))
    idle(window, qtbot)
    assert state(window) == ("", "")


def test_a_paste_while_a_save_runs_is_filled_and_not_in_the_file(window, qtbot, tmp_path):
    target = tmp_path / "a.textpack"
    window.session.set_field("kicker", "x")
    window.session.undo()
    window.files.save_to(target)
    window.go_to(Place("body", 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    qtbot.waitUntil(lambda: not window.files.busy)
    assert window.path == target
    assert state(window)[0] == HEADLINE
    assert window.session.has_unsaved_changes()
    window.session.undo()
    window.session.undo()
    assert not window.session.has_unsaved_changes()


def test_what_was_filled_outlives_a_crash(window, qtbot):
    window.go_to(Place("body", 0))
    clip(TEXT)
    with qtbot.waitSignal(window.incoming.filling.filled):
        window.commands["paste"].trigger()
    expected = window.session.snapshot().article
    window.guards.journaling.leave()
    found = journal.recover(paths.journals(), paths.damaged())
    assert [one.document.article for one in found] == [expected]
    for one in found:
        one.forget()


def test_a_file_opened_in_an_untouched_window_shows_its_pieces_and_what_did_not_come(
    window, qtbot, tmp_path, monkeypatch
):
    made = guess(*STORY)

    def read(_path):
        document = documents.new(wire.fill(made, model.blank("id")), {})
        return Imported(document, (Note("picture", "boat.emf"), Note("left_over", "Klik di sini")), made)

    monkeypatch.setattr(apart, "read", read)
    path = tmp_path / "story.txt"
    path.write_text("x")
    assert drop(window, _files(path))
    qtbot.waitUntil(window.writing.sheet.review.isVisible)
    assert state(window)[0] == HEADLINE
    assert "boat.emf" in window.notice.text()
    assert "Klik di sini" not in window.notice.text()  # the strip lists it
    window.writing.sheet.review._undo.click()
    assert state(window) == ("", TEXT)
    window.session.redo()
    assert state(window)[0] == HEADLINE


def test_a_file_that_opens_in_a_window_of_its_own_shows_its_pieces_there(program, window, qtbot, tmp_path, monkeypatch):
    made = guess(*STORY)
    document = documents.new(wire.fill(made, model.blank("id")), {})
    monkeypatch.setattr(apart, "read", lambda _path: Imported(document, (), made))
    window.session.set_field("headline", "Mine")
    window.incoming.open_files([tmp_path / "story.txt"])
    qtbot.waitUntil(lambda: len(program.windows()) == 2)
    other = program.windows()[-1]
    assert other.writing.sheet.review.isVisible()
    assert not window.writing.sheet.review.isVisible()


def _files(*files):
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return source


def test_dropped_words_are_a_paste(window, qtbot):
    with qtbot.waitSignal(window.incoming.filling.filled):
        assert drop(window, mime(TEXT))
    assert state(window)[0] == HEADLINE


@pytest.mark.parametrize("url", ["file://server/share/a.txt", "file:////server/share/a.txt", "file:///nowhere/a.xyz"])
def test_files_of_other_machines_and_files_of_other_kinds_are_not_welcome(window, url):
    source = QMimeData()
    source.setUrls([QUrl(url)])
    assert not drop(window, source)


def test_a_dropped_document_opens(window, qtbot, tmp_path):
    sample = shutil.copytree(paths.RESOURCES / "samples" / "perahu-sekolah.textbundle", tmp_path / "perahu.textbundle")
    assert drop(window, _files(sample))
    qtbot.waitUntil(lambda: window.path == sample)


def test_a_folder_and_many_files_become_documents_in_a_dialog(window, tmp_path):
    many = [tmp_path / f"{n}.txt" for n in range(4)]
    for path in many:
        path.write_text("x")
    for files in ([tmp_path], many):
        assert drop(window, _files(*files))
        [dialog] = [one for one in window.findChildren(ImportDialog) if one.isVisible()]
        assert dialog._list.count() == len(files)
        dialog.reject()
    window.commands["import"].trigger()
    [dialog] = [one for one in window.findChildren(ImportDialog) if one.isVisible()]
    assert not dialog._go.isEnabled()
    dialog.reject()


def test_a_real_page_comes_as_markdown_from_a_process_that_ends_with_the_window(program, qtbot):
    window = program.open_window()
    window.session.set_field("headline", "Mine")
    window.go_to(Place("body", 0))
    clip("Boats return", "<p>Boats <b>return</b> to <a href='https://example.org/'>the bay</a></p>")
    window.commands["paste"].trigger()
    qtbot.waitUntil(lambda: not window.incoming.rich.busy, timeout=20_000)
    assert window.session.body() == "Boats **return** to [the bay](https://example.org/)"
    process = window.incoming.rich._process._converter._process
    assert process.lives
    window.close_anyway()
    assert not process.lives


def test_a_picture_that_comes_with_a_story_is_its_lead_picture_with_its_words(window, qtbot, monkeypatch):
    monkeypatch.setattr(wire, "read", READ)
    shown = '![Boats](assets/boat.png "Boats at dawn. (Foto: Tuti Lestari)")'
    page = (
        f"# Boats Return to the Bay\n\nBy Rani Puspita\n\n{shown}\n\nLONDON (Newsline) — Boats are back.\n\nSource: PA"
    )
    raw = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(raw, "PNG")
    window.incoming.rich.convert = lambda _page, _rtf: rich.Rich(page, (rich.Embedded("boat.png", raw.getvalue()),))
    window.go_to(Place("body", 0))
    clip("Boats", "<p>Boats</p>")
    with qtbot.waitSignal(window.incoming.filling.filled, timeout=20_000):
        window.commands["paste"].trigger()
    picture = window.session.value("picture")
    assert picture.asset in window.session.assets
    assert (picture.alt, picture.caption, picture.credit) == ("Boats", "Boats at dawn.", "Tuti Lestari")
    assert window.session.value("headline") == "Boats Return to the Bay"
    assert "![" not in window.session.body()
    window.session.undo()
    assert f"]({picture.asset} " in window.session.body()


def test_every_kind_of_file_that_can_be_read_can_be_chosen_and_dropped():
    assert {f".{ending}" for ending in ENDINGS} == set(importing.KINDS)


@pytest.fixture
def let(window):
    """Convert what is pasted only when this is set."""
    made = threading.Event()

    def convert(page, _rtf):
        made.wait(20)
        return rich.Rich(page)

    window.incoming.rich.convert = convert
    yield made
    made.set()


def paste_slowly(window, *words):
    before = window.session.body()
    window.go_to(Place("body", len(before)))
    for word in words:
        clip(word, f"<b>{word}</b>")
        window.commands["paste"].trigger()
    assert window.session.body() == before + "".join(words)


def test_a_paste_that_is_still_on_its_way_is_not_lost_with_the_window(window, let, qtbot):
    paste_slowly(window, "Boats", " return")
    window.frame.close()
    [question] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    question.reject()
    assert window.session.body() == "Boats return"
    let.set()
    idle(window, qtbot)
    assert window.session.body() == "<b>Boats</b><b> return</b>"


def test_a_window_that_is_saved_and_closed_waits_for_no_formats(window, let, qtbot, tmp_path):
    paste_slowly(window, "Boats")
    window.frame.close()
    [question] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    window.files.save_as = lambda: window.files.save_to(tmp_path / "a.textpack")
    with qtbot.waitSignal(window.closed):
        question.answered.emit("save")
    question.reject()
    assert documents.open(tmp_path / "a.textpack").article.body == "Boats"
    let.set()


def test_a_window_that_waits_for_a_paste_without_words_asks_before_it_closes(window, let):
    window.go_to(Place("body", 0))
    clip(page="<img src='data:image/png;base64,'>")
    window.commands["paste"].trigger()
    assert window.session.body() == ""
    window.frame.close()
    [question] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    question.reject()


def test_an_article_that_is_opened_takes_no_place_from_a_paste_that_is_still_on_its_way(
    window, let, program, qtbot, tmp_path
):
    other = tmp_path / "other.textpack"
    documents.save(documents.new(msgspec.structs.replace(model.blank("en"), headline="Other"), {}), other)
    paste_slowly(window, "Boats")
    assert not window.session.is_pristine()
    window.files.load(other)
    qtbot.waitUntil(lambda: len(program.windows()) == 2)
    let.set()
    idle(window, qtbot)
    assert state(window) == ("", "<b>Boats</b>")
    assert "Other" in [one.session.value("headline") for one in program.windows()]
    window.session.undo()
    assert window.session.is_pristine()


def test_going_back_to_what_is_saved_asks_about_a_paste_and_keeps_its_words_in_the_history(
    window, let, qtbot, tmp_path
):
    window.session.set_field("headline", "Boats")
    window.files.save_to(tmp_path / "a.textpack")
    qtbot.waitUntil(lambda: not window.session.has_unsaved_changes())
    kept = []
    window.guards.versioning.versions.keep = lambda document, _reason: kept.append(document.article.body)
    paste_slowly(window, "return")
    window.files.ask_revert()
    [question] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert window.incoming.rich.busy
    question.answered.emit("revert")
    qtbot.waitUntil(lambda: not window.files.busy)
    question.reject()
    assert kept == ["return"]
    assert not window.incoming.rich.busy
    assert state(window) == ("Boats", "")


def test_a_folder_alone_that_another_start_was_given_finds_a_window_where_none_is_open(program, tmp_path):
    (tmp_path / "a.txt").write_text("Perahu")
    assert program.windows() == []
    program.open_files(Wish((tmp_path,)))
    [window] = program.windows()
    [dialog] = window.findChildren(ImportDialog)
    dialog.close()
