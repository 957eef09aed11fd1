"""Versions are kept when they should be, never in the way of a save, and one of them comes back as one step."""

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from broadsheet import errors, paths
from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store.history import History
from broadsheet.ui.dialogs.versions import VersionsDialog
from broadsheet.ui.versioning import Versioning
from broadsheet.ui.versions import Versions


class Broken(History):
    """A history on a disk that is full, for as long as that is wanted."""

    broken = True

    def add(self, document, reason, *, now):
        if self.broken:
            raise errors.HistoryFailed(paths.state() / "history.sqlite3", "full")
        return super().add(document, reason, now=now)


class Clock:
    """A minute goes by each time that one looks at it."""

    now = 1_000_000_000.0

    def __call__(self):
        self.now += 60
        return self.now


@pytest.fixture
def program(program):
    program.versions._clock = program.versions.before_saving._clock = Clock()
    return program


@pytest.fixture
def kept(tmp_path):
    article = msgspec.structs.replace(model.blank("id"), headline="Perahu", body="Satu dua.\n")
    path = tmp_path / "perahu.textpack"
    documents.save(documents.new(article, {}), path)
    return path


@pytest.fixture
def window(program, kept, qtbot):
    made = program.open_window(kept)
    qtbot.waitUntil(lambda: made.path == kept)
    return made


def settle(window):
    """Wait until all is kept that was asked for."""
    window.guards.versioning.versions._pool.waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)


def reasons(window):
    settle(window)
    history, article = window.guards.versioning.versions.history, window.session.article().id
    return [(version.headline, version.reason) for version in history.versions(article)]


def save(window, qtbot):
    with qtbot.waitSignal(window.files.saved):
        window.files.save()


def break_history(window):
    broken = Broken()
    versions = window.guards.versioning.versions
    versions.history = versions.before_saving._previous._history = versions._previous._history = broken
    return broken


def panel(window, qtbot):
    window.commands["versions"].trigger()
    dialog = window.findChild(VersionsDialog)
    qtbot.waitUntil(lambda: dialog._found is not None and not dialog._reading.running and not dialog.view.busy)
    return dialog


def test_saving_over_a_file_that_was_never_saved_here_keeps_what_it_held(window, qtbot):
    window.session.set_field("headline", "Kapal")
    save(window, qtbot)
    assert reasons(window) == [("Kapal", "saved"), ("Perahu", "overwritten")]
    window.session.set_field("headline", "Sampan")
    save(window, qtbot)
    assert [headline for headline, _ in reasons(window)] == ["Sampan", "Kapal", "Perahu"]


def test_a_history_that_fails_does_not_stop_a_save_and_is_told_once_until_it_works(window, qtbot, kept):
    broken = break_history(window)
    told = []
    window.guards.versioning.versions.trouble.connect(told.append)
    for headline in ("Kapal", "Sampan"):
        window.session.set_field("headline", headline)
        save(window, qtbot)
        settle(window)
        assert documents.open(kept).article.headline == headline
    assert [error.reason for error in told] == ["full"]
    assert window.notice.isVisible()
    broken.broken = False
    window.session.set_field("headline", "Rakit")
    save(window, qtbot)
    settle(window)
    assert not window.notice.isVisible()
    assert reasons(window)[0] == ("Rakit", "saved")


def test_a_save_that_insists_replaces_nothing_that_the_history_does_not_hold(window, qtbot, kept):
    broken = break_history(window)
    window.session.set_field("headline", "Kapal")
    with qtbot.waitSignal(window.files.held_back):
        window.files.save_by_itself()
    assert documents.open(kept).article.headline == "Perahu"
    assert window.session.has_unsaved_changes()
    assert window.guards.keeping._words() == ("Unsaved changes", "warn")
    broken.broken = False
    with qtbot.waitSignal(window.files.saved):
        window.files.save_by_itself()
    assert documents.open(kept).article.headline == "Kapal"


def test_work_is_kept_after_a_while_and_only_where_something_changed(window, qtbot):
    owner = QObject(window)
    Versioning(window.session, window.files, window.guards.versioning.versions, owner, interval=10)
    with qtbot.waitSignal(window.guards.versioning.versions.changed):
        window.session.set_field("headline", "Kapal")
    assert reasons(window) == [("Kapal", "working"), ("Perahu", "overwritten")]
    window.session.set_field("headline", "Perahu")
    qtbot.waitUntil(lambda: not owner.children()[0].findChildren(type(window.guards.versioning._working))[0].isActive())
    assert len(reasons(window)) == 2


def test_replacing_all_keeps_what_was_there_before(window, qtbot):
    bar = window.writing.find_bar
    bar.open_replace()
    bar._words.setText("dua")
    bar._new.setText("tiga")
    bar.replace_all()
    assert window.session.body() == "Satu tiga.\n"
    # What the file holds is the same, and so is kept once.
    assert reasons(window) == [("Perahu", "overwritten")]
    window.session.set_field("headline", "Kapal")
    bar._words.setText("tiga")
    bar.replace_all()
    assert reasons(window)[0] == ("Kapal", "replace")


def test_what_is_closed_without_saving_is_a_version(window, qtbot):
    window.session.set_field("headline", "Kapal")
    window.frame.close()
    question = window.findChild(QMessageBox)
    window._answer_closing("discard")
    question.reject()
    assert reasons(window)[0] == ("Kapal", "closed")


def test_going_back_to_the_saved_article_keeps_what_it_throws_away(window, qtbot):
    window.session.set_field("headline", "Kapal")
    with qtbot.waitSignal(window.session.opened):
        window.files._revert("revert")
    assert reasons(window)[0] == ("Kapal", "restore")


def test_restoring_is_one_step_and_what_was_there_is_a_version_first(window, qtbot):
    for headline in ("Kapal", "Sampan"):
        window.session.set_field("headline", headline)
        save(window, qtbot)
        settle(window)
    window.session.set_field("headline", "Rakit")
    window.session.set_field("deck", "Baru")
    dialog = panel(window, qtbot)
    number = next(v.number for v in dialog._found if v.headline == "Kapal")
    dialog.list.choose(number)
    steps = window.session.undo_stack.index()
    with qtbot.waitSignal(dialog.restore_asked):
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (window.session.value("headline"), window.session.value("deck")) == ("Kapal", "")
    assert window.session.undo_stack.index() == steps + 1
    assert reasons(window)[0] == ("Rakit", "restore")
    assert "Undo" in window.notice.findChildren(type(dialog._close))[0].text()
    window.session.undo()
    assert (window.session.value("headline"), window.session.value("deck")) == ("Rakit", "Baru")
    assert not window.notice.isVisible()


def test_the_panel_tells_time_reason_and_words_and_compares_both_ways(window, qtbot):
    window.session.set_field("headline", "Perahu kayu")
    save(window, qtbot)
    settle(window)
    window.session.set_field("headline", "Perahu kayu tua")
    dialog = panel(window, qtbot)
    saved = dialog._found[0].number
    versions = dialog.list.versions
    qtbot.waitUntil(lambda: versions.changed(saved) == "+1" and versions.changed(0) == "+1")
    assert [entry.about for entry in versions.entries if entry.number > 0] == [
        "Saved",
        "In the file before it was replaced",
    ]
    assert "tua" in dialog.view.toPlainText()
    with qtbot.waitSignal(dialog.view.shown):
        dialog._with_before.trigger()
    assert "tua" not in dialog.view.toPlainText()
    assert "kayu" in dialog.view.toPlainText()
    with qtbot.waitSignal(dialog.view.shown):
        dialog._with_now.trigger()
    with qtbot.waitSignal(dialog.view.shown, timeout=5000):
        window.session.set_field("headline", "Perahu kayu lama")
    assert "lama" in dialog.view.toPlainText()
    dialog.close()


def test_without_versions_the_panel_says_when_there_will_be_some(program, qtbot):
    window = program.open_window()
    dialog = panel(window, qtbot)
    assert dialog._empty.isVisible()
    assert not dialog._restore.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_copy_of_a_version_is_an_article_of_its_own(program, window, qtbot):
    save(window, qtbot)
    dialog = panel(window, qtbot)
    with qtbot.waitSignal(window.wanted):
        dialog._copy.click()
    copy = program._windows[-1]
    assert copy.path is None
    assert copy.session.value("headline") == "Perahu"
    assert copy.session.article().id != window.session.article().id
    dialog.close()


def test_a_version_that_cannot_be_read_is_told_in_its_place(window, qtbot):
    save(window, qtbot)
    settle(window)
    dialog = panel(window, qtbot)

    class Spoiled(History):
        def text(self, article, number):
            raise errors.HistoryFailed(paths.state(), "spoiled")

    window.guards.versioning.versions.history = Spoiled()
    dialog._show_chosen()
    qtbot.waitUntil(lambda: "damaged" in dialog.view.toPlainText())
    dialog.close()


def test_old_versions_are_thinned_in_the_background(qapp, qtbot):
    versions = Versions(QObject(qapp), clock=Clock())
    article = model.blank("id")
    for number in range(5):
        changed = msgspec.structs.replace(article, headline=str(number))
        versions.history.add(documents.new(changed, {}), "import", now=float(number))
    with qtbot.waitSignal(versions.changed):
        versions.thin()
    assert [version.headline for version in versions.history.versions(article.id)] == ["4"]
    versions.close()
    versions.parent().deleteLater()
