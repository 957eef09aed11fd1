"""Many files become documents: each is told, none stops the others, and stopping leaves whole files."""

import threading

import msgspec
import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from broadsheet import errors
from broadsheet.article import model
from broadsheet.importing.imported import Imported, Note
from broadsheet.importing.several import Step
from broadsheet.store import document as documents
from broadsheet.ui.dialogs.importing import ImportDialog


def many(paths, read=None):
    files = sorted(path for folder in paths for path in folder.rglob("[!.]*") if path.suffix in (".txt", ".md"))
    for done, path in enumerate(files, 1):
        try:
            yield Step(path, done, len(files), (read or imported)(path))
        except errors.UnreadableDocument as error:
            yield Step(path, done, len(files), error=error)


def imported(path):
    if "bad" in path.name:
        raise errors.UnreadableDocument(path, "damaged")
    notes = (Note("comments", "3"),) if "noted" in path.name else ()
    headline = "" if "unnamed" in path.name else "Boats return"
    return Imported(documents.new(msgspec.structs.replace(model.blank("en"), headline=headline), {}), notes)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.txt", "bad.md", "noted.txt", "picture.png", ".hidden.txt", "deep/c.txt"):
        (folder / name).write_text("x")
    return folder


@pytest.fixture
def dialog(qtbot, inbox, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = ImportDialog([inbox], tmp_path / "out", parent, many=many)
    made.open()
    yield made
    made._job.cancel()
    qtbot.waitUntil(lambda: not made._job.running)


def rows(dialog):
    return [dialog._list.item(row).text() for row in range(dialog._list.count())]


def written(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_folder_is_looked_through_and_each_file_is_told(dialog, qtbot, tmp_path):
    assert rows(dialog) == ["in/"]
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._cancel.text() == "Close")
    assert [row.split("\n")[0] for row in rows(dialog)] == [
        "✓  a.txt  →  boats-return.textpack",
        "✗  bad.md",
        "✓  c.txt  →  boats-return-2.textpack",
        "✓  noted.txt  →  boats-return-3.textpack",
    ]
    assert "bad.md" in rows(dialog)[1]
    assert "3" in rows(dialog)[3].split("\n")[1]
    assert written(tmp_path / "out") == ["boats-return-2.textpack", "boats-return-3.textpack", "boats-return.textpack"]
    assert dialog._message.text().startswith("3 imported, 1 refused.")
    assert documents.open(tmp_path / "out" / "boats-return.textpack").article.headline == "Boats return"
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog._list.itemActivated.emit(dialog._list.item(0))
    assert opened.args == [tmp_path / "out" / "boats-return.textpack"]
    dialog.reject()
    assert not dialog.isVisible()


def test_an_article_without_a_headline_is_called_like_its_file(dialog, qtbot, tmp_path, inbox):
    (inbox / "Catatan (unnamed).txt").write_text("x")
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._cancel.text() == "Close")
    assert "catatan-unnamed.textpack" in written(tmp_path / "out")


def test_nothing_that_is_there_is_replaced(dialog, qtbot, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "boats-return.textpack").write_bytes(b"mine")
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._cancel.text() == "Close")
    assert (tmp_path / "out" / "boats-return.textpack").read_bytes() == b"mine"


def test_cancelling_stops_after_the_file_and_says_what_is_written(dialog, qtbot, tmp_path):
    going, let = threading.Event(), threading.Event()

    def slow(path):
        going.set()
        let.wait(20)
        return imported(path)

    dialog._many = lambda paths: many(paths, slow)
    dialog._go.click()
    qtbot.waitUntil(going.is_set)
    dialog.close()
    assert dialog.isVisible()
    let.set()
    qtbot.waitUntil(lambda: dialog._cancel.text() == "Close")
    assert dialog._message.text().startswith("Stopped.")
    assert len(written(tmp_path / "out")) <= 1
    dialog.close()
    assert not dialog.isVisible()


def test_nothing_is_read_or_written_any_more_once_its_window_is_gone(qtbot, inbox, tmp_path):
    going, let, read = threading.Event(), threading.Event(), []

    def slow(path):
        read.append(path.name)
        going.set()
        let.wait(20)
        return imported(path)

    outer = QWidget()
    qtbot.addWidget(outer)
    parent = QWidget(outer)
    made = ImportDialog([inbox], tmp_path / "out", parent, many=lambda paths: many(paths, slow))
    before = set(threading.enumerate())
    made._go.click()
    qtbot.waitUntil(going.is_set)
    [working] = set(threading.enumerate()) - before
    shiboken6.delete(parent)
    let.set()
    working.join(20)
    assert not working.is_alive()
    assert read == ["a.txt"]
    assert written(tmp_path / "out") == []


def test_a_folder_that_cannot_be_written_into_is_told_and_another_can_be_chosen(dialog, qtbot, tmp_path):
    (tmp_path / "file").write_text("x")
    dialog._folder.setText(str(tmp_path / "file"))
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._message.property("state") == "bad")
    assert dialog._go.isEnabled()
    dialog._folder.setText(str(tmp_path / "out"))
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._cancel.text() == "Close")
    assert len(written(tmp_path / "out")) == 3


def test_a_folder_without_copy_says_so(dialog, qtbot, tmp_path, inbox):
    for path in inbox.rglob("*.*"):
        path.unlink()
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._cancel.text() == "Close")
    assert "no file" in dialog._message.text()
