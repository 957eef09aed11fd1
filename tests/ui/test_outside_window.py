"""The whole window and program when the world outside moves: closing, commands, and files from a second start."""

import os
import shutil

import msgspec
import pytest
from PySide6.QtWidgets import QMessageBox

from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store.handover import Wish
from broadsheet.ui.application import Opening
from broadsheet.ui.dialogs.importing import ImportDialog
from broadsheet.ui.dialogs.merge import MergeDialog


def make(path, headline="Perahu"):
    article = msgspec.structs.replace(model.blank("id"), headline=headline, body="Satu.\n")
    documents.save(documents.new(article, {}), path, overwrite=True)
    return path


@pytest.fixture
def kept(tmp_path):
    return make(tmp_path / "perahu.textpack")


@pytest.fixture
def window(program, kept, qtbot):
    made = program.open_window(kept)
    qtbot.waitUntil(lambda: made.path == kept)
    return made


def edit(path, **fields):
    there = documents.open(path)
    documents.save(msgspec.structs.replace(there, article=msgspec.structs.replace(there.article, **fields)), path)


def test_a_window_whose_file_is_gone_does_not_close_without_a_question(window, kept, qtbot):
    kept.unlink()
    qtbot.waitUntil(lambda: window.guards.outside.state == "gone")
    assert window.frame.isWindowModified()
    window.frame.close()
    question = window.findChild(QMessageBox)
    assert question is not None
    assert window.frame.isVisible()
    question.reject()
    with qtbot.waitSignal(window.files.saved):
        window.commands["save"].trigger()
    assert documents.open(kept).article.headline == "Perahu"
    window.frame.close()
    assert not window.frame.isVisible()


def test_saving_by_itself_never_brings_back_what_was_removed_nor_goes_over_what_came(window, kept, qtbot):
    kept.unlink()
    qtbot.waitUntil(lambda: window.guards.outside.state == "gone")
    window.session.set_field("deck", "Mine")
    window.files.save_by_itself()
    assert not window.files.busy
    make(kept, "Theirs")
    qtbot.waitUntil(lambda: window.guards.outside.state == "changed")
    window.files.save_by_itself()
    assert not window.files.busy
    assert documents.open(kept).article.headline == "Theirs"


def test_the_command_merges_also_when_the_message_was_closed(window, kept, qtbot):
    assert not window.commands["merge"].isEnabled()
    window.guards.autosave.want(False)
    window.session.set_field("headline", "Mine")
    edit(kept, headline="Theirs", deck="New")
    qtbot.waitUntil(lambda: window.guards.outside.state == "changed")
    assert "Merging puts both together" in window.notice.text()
    window.notice.hide()
    window.commands["merge"].trigger()
    qtbot.waitUntil(lambda: window.findChild(MergeDialog) is not None)
    dialog = window.findChild(MergeDialog)
    dialog.cards[0].choose("theirs")
    dialog.accept()
    assert (window.session.value("headline"), window.session.value("deck")) == ("Theirs", "New")
    assert not window.commands["merge"].isEnabled()
    qtbot.waitUntil(lambda: "as you chose" in window.notice.text())
    assert window.notice.isVisible()


def test_the_offer_stays_when_a_save_has_met_the_other_version(window, kept, qtbot):
    window.guards.autosave.want(False)
    window.session.set_field("headline", "Mine")
    edit(kept, headline="Theirs")
    with qtbot.waitSignal(window.files.clashed):
        window.commands["save"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    question = window.findChild(QMessageBox)
    assert question.defaultButton().text() == "Merge…"
    question.reject()
    qtbot.waitUntil(lambda: "Merging puts both together" in window.notice.text())
    assert documents.open(kept).article.headline == "Theirs"


def test_files_of_a_second_start_get_windows_or_bring_theirs_forward(program, window, kept, qtbot, tmp_path):
    blank = program.open_window()
    other = make(tmp_path / "other.textpack")
    program.open_files(Wish((kept, other, tmp_path / "nowhere.textpack")))
    qtbot.waitUntil(lambda: blank.path == other and blank.session.last_kept.identity is not None)
    qtbot.waitUntil(lambda: len(program._windows) == 3)
    assert [each.path for each in program._windows] == [kept, other, None]
    qtbot.waitUntil(lambda: "nowhere.textpack" in program._windows[2].notice.text())
    program.open_files(Wish())
    assert len(program._windows) == 3


def test_folders_of_a_second_start_are_offered_for_import_and_bundles_open(program, window, kept, qtbot, tmp_path):
    blank = program.open_window()
    bundle = make(tmp_path / "other.textbundle")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    program.open_files(Wish((tmp_path / "one", bundle)))
    qtbot.waitUntil(lambda: blank.path == bundle)
    [dialog] = [one for each in program.windows() for one in each.findChildren(ImportDialog)]
    program.open_files(Wish((tmp_path / "two",)))
    assert [dialog._list.item(row).text() for row in range(dialog._list.count())] == [f"one{os.sep}", f"two{os.sep}"]
    assert len(program.windows()) == 2
    dialog.reject()


def test_a_folder_at_the_start_is_offered_for_import_beside_a_new_article(program, qtbot, tmp_path):
    (tmp_path / "copy").mkdir()
    opening = Opening(program, [tmp_path / "copy"], "")
    with qtbot.waitSignal(opening.furnished):
        opening.frame.show()
    [window] = program.windows()
    assert window.path is None
    assert not window.notice.text()
    [dialog] = window.findChildren(ImportDialog)
    assert dialog._list.item(0).text() == f"copy{os.sep}"
    dialog.reject()


def test_a_copied_bundle_in_place_of_the_open_one_is_taken_in(program, qtbot, tmp_path):
    path = make(tmp_path / "perahu.textbundle")
    window = program.open_window(path)
    qtbot.waitUntil(lambda: window.path == path)
    other = make(tmp_path / "other.textbundle", "Kapal")
    shutil.copytree(other, path, dirs_exist_ok=True)
    qtbot.waitUntil(lambda: window.session.value("headline") == "Kapal")
    assert not window.session.has_unsaved_changes()
