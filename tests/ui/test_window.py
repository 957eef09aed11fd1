"""The whole window, as a writer uses it: real files, real keys, the real page."""

import os
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget

from broadsheet import errors, paths
from broadsheet.article.place import Place
from broadsheet.store import choices
from broadsheet.store import document as documents
from broadsheet.ui import reading
from broadsheet.ui.application import Opening
from broadsheet.ui.dialogs.export import ExportDialog
from broadsheet.ui.dialogs.palette import Palette
from broadsheet.ui.preview import guard

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")


@pytest.fixture
def sample(tmp_path):
    return shutil.copytree(paths.RESOURCES / "samples" / "perahu-sekolah.textbundle", tmp_path / "perahu.textbundle")


@pytest.fixture
def window(program, sample, qtbot):
    made = program.open_window(sample, "laut-baru")
    qtbot.waitUntil(lambda: made.path == sample)
    made.frame.showNormal()
    made.frame.resize(1440, 900)
    return made


def press(widget: QWidget, key: str) -> None:
    """Press a shortcut as the window system would: to the window's commands."""
    for action in widget.actions():
        if any(shortcut.toString() == key for shortcut in action.shortcuts()):
            action.trigger()
            return
    raise AssertionError(f"{key} does nothing")


def press_key(window: QWidget, key: Qt.Key) -> None:
    """Press a key where the focus is, if it goes through to the window."""
    QTest.keyClick(window.frame.focusWidget() or window, key)


@pytest.mark.parametrize("file", ["", "broken.textpack"])
def test_at_the_start_the_first_key_goes_into_the_headline(program, qtbot, tmp_path, file):
    if file:
        (tmp_path / file).write_bytes(b"nothing that was ever zipped")
    frame = program.make_frame()
    frame.show()
    window = program.open_window(tmp_path / file if file else None, frame=frame)
    # Qt passes over what cannot be seen when the window system makes the window the active one, which is now.
    assert window.writing.sheet.head.texts["headline"].isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=2000)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    assert window.session.value("headline") == "a"


def test_a_new_article_waits_in_the_headline_with_the_house_s_language_and_end_mark(program, qtbot):
    window = program.open_window(house="laut-baru")
    assert window.session.value("language") == "id"
    assert not window.commands["undo"].isEnabled()
    assert window.session.value("end_mark") == "***"
    assert window.session.value("call_to_action.url") == "https://t.example/lautbaru"
    assert window.session.is_pristine()
    assert window.guards.keeping._words() == ("New article", "good")
    QTest.keyClicks(window.writing.sheet.head.texts["headline"], "Perahu kembali")
    assert window.session.value("headline") == "Perahu kembali"
    assert not window.session.is_pristine()


def test_a_second_window_does_not_hide_the_first(program, window, qtbot):
    window.frame.resize(600, 500)
    second = program.open_window()
    qtbot.waitUntil(lambda: second.frame.size() == window.frame.size())
    assert second.frame.pos() != window.frame.pos()


def test_a_window_that_begins_narrow_offers_sheet_and_page_by_turns(program, qtbot):
    window = program.open_window()
    qtbot.waitExposed(window.frame)
    assert window.width() < 1100
    assert window.topbar.panes.isVisible()
    assert window.writing.isVisible()
    assert window.commands["write"].isChecked()
    for _ in range(2):
        window.commands["preview"].trigger()
        assert window.page.isVisible()
        assert not window.writing.isVisible()
        assert window.commands["preview"].isChecked()
    window.commands["write"].trigger()
    assert window.frame.focusWidget() is window.writing.sheet.head.texts["headline"]


def test_the_bar_gives_way_to_a_narrow_window_but_not_the_way_to_save_and_export(window, qtbot):
    for width in (1440, 1024, 800, 600, 500):
        qtbot.waitUntil(lambda wide=width: window.frame.resize(wide, 700) or window.topbar.width() == wide)
        QApplication.processEvents()
        seen = [button for button in window.topbar.findChildren(QAbstractButton) if button.isVisible()]
        ends = [(button.mapTo(window, button.rect().topLeft()).x(), button.width()) for button in seen]
        assert [(left, wide) for left, wide in ends if left < 0 or left + wide > width] == []
        names = {button.text() or button.accessibleName() for button in seen}
        assert {"Menu", "Export…"} < names
        assert ("Write" in names) == (width < 1100)
        assert ("Portal" in names) == (width > 1100)


def test_what_is_typed_stands_on_the_page(window, qtbot):
    qtbot.waitSignal(window.page.ready, timeout=20_000).wait()
    window.writing.editor.go_to(0)
    with qtbot.waitSignal(window.page.patched, timeout=10_000):
        QTest.keyClicks(window.writing.editor, "Pagi itu ")
    found = []
    qtbot.waitUntil(lambda: not window.page.renderer.busy)
    window.page.view.page().runJavaScript("document.querySelector('.body p').textContent", 1, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert "Pagi itu Perahu sekolah" in found[0]


def test_the_title_tells_the_truth_about_unsaved_changes(window, qtbot):
    assert not window.frame.isWindowModified()
    window.writing.editor.go_to(0)
    QTest.keyClicks(window.writing.editor, "x")
    qtbot.waitUntil(window.frame.isWindowModified)
    QTest.keyClick(window.writing.editor, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not window.frame.isWindowModified())


def test_undo_by_key_reaches_fields_and_body(window, qtbot):
    headline = window.session.value("headline")
    field = window.writing.sheet.head.texts["headline"]
    QTest.keyClicks(field, "!")
    window.writing.editor.go_to(0)
    QTest.keyClicks(window.writing.editor, "y")
    press(window, "Ctrl+Z")
    assert window.session.value("headline") != headline
    press(window, "Ctrl+Z")
    assert window.session.value("headline") == headline


def test_saving_by_key_writes_the_file(window, qtbot, sample):
    window.session.set_field("kicker", "BARU")
    with qtbot.waitSignal(window.files.saved):
        press(window, "Ctrl+S")
    assert documents.open(sample).article.kicker == "BARU"
    assert window.guards.keeping._words() == ("Saved", "good")


def test_a_dropped_picture_becomes_the_lead_and_a_refused_one_is_explained(window, qtbot):
    picture = (paths.RESOURCES / "samples/perahu-sekolah.textbundle/assets/dermaga.jpg").read_bytes()
    with qtbot.waitSignal(window.photos.intake.placed) as placed:
        window.writing.picture_offered.emit(picture, "Foto dari HP.jpg", -1)
    assert window.session.value("picture.asset") == placed.args[0]
    with qtbot.waitSignal(window.photos.intake.trouble):
        window.writing.picture_offered.emit(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg", -1)
    assert window.notice.isVisible()
    assert "x.svg" in window.notice.text()
    assert window.session.value("picture.asset") == placed.args[0]


def test_closing_with_changes_asks_and_cancel_keeps_the_window(window, qtbot):
    window.session.set_field("kicker", "BARU")
    window.frame.close()
    question = window.findChild(QMessageBox)
    assert question is not None
    assert window.frame.isVisible()
    question.reject()
    assert window.frame.isVisible()


def test_closing_without_changes_asks_nothing(window, qtbot):
    with qtbot.waitSignal(window.closed):
        window.frame.close()


def test_findings_and_outline_lead_to_their_place(window, qtbot):
    qtbot.waitUntil(lambda: window.panel.findings.model().rowCount() > 0, timeout=10_000)
    qtbot.waitUntil(lambda: window.panel.outline.model().rowCount() > 3, timeout=20_000)
    window.go_to(Place("picture.caption", 3))
    assert window.focusWidget().accessibleName() == "Lead picture: Caption"
    window._go_to_line(2)
    assert window.writing.editor.textCursor().blockNumber() == 2


def test_a_change_of_house_changes_limits_labels_and_theme(window, qtbot):
    window.choice.take_house("harbour-courier")
    assert window.choice.theme == "newspaper"
    assert choices.read().house == "harbour-courier"


def test_a_house_with_a_typo_is_told_with_file_line_and_field_and_the_old_one_stays(window, qtbot):
    own = paths.houses()[-1]
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('name = "Mine"\n\n[limits]\nheadlin = 3\n', "utf-8")
    window.choice.take_house("mine")
    assert window.choice.house.key == "laut-baru"
    for part in ("mine.toml", "4", "limits.headlin"):
        assert part in window.notice.text()


def test_a_file_that_cannot_be_read_is_told_in_a_window_that_can_be_written_in(program, qtbot, tmp_path):
    broken = tmp_path / "broken.textpack"
    broken.write_bytes(b"PK\x03\x04 and nothing behind it")
    window = program.open_window(broken)
    assert window.notice.isVisible()
    assert "broken.textpack" in window.notice.text()
    assert window.session.is_pristine()


def test_a_house_that_broke_since_the_last_time_is_told_at_the_start(program, qtbot):
    own = paths.houses()[-1]
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("name = \n", "utf-8")
    window = program.open_window(house="mine")
    assert window.choice.house.key == "plain"
    assert "mine.toml" in window.notice.text()


def test_the_last_export_is_remembered_in_the_same_window(window, qtbot, tmp_path):
    window.settings_changed.emit({"export_formats": ("text",), "export_folder": str(tmp_path)})
    window.export()
    dialog = window.findChild(ExportDialog)
    assert dialog._wanted() == ("text",)
    assert dialog._out() == tmp_path
    dialog.close()


def test_the_export_dialog_shows_what_it_writes_and_writes_it(window, qtbot, tmp_path):
    window.export()
    dialog = window.findChild(ExportDialog)
    dialog._folder.setText(str(tmp_path / "out"))
    shown = [dialog._files.item(row).text() for row in range(dialog._files.count())]
    assert any("perahu" in name for name in shown)
    dialog._job.failed.connect(print)
    dialog._job.cancelled.connect(lambda: print("cancelled"))
    with qtbot.waitSignal(dialog.chosen, timeout=60_000):
        dialog._go.click()
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert any(name.endswith(".json") for name in written)
    assert choices.read().export_folder == str(tmp_path / "out")
    dialog.close()


def test_every_command_can_be_found_by_its_name(window, qtbot):
    window.commands["palette"].trigger()
    palette = window.findChild(Palette)
    palette._search.setText("save as")
    assert palette._matches.rowCount() == 1
    palette._search.setText("window colours dark")
    assert palette._matches.rowCount() == 1
    palette._search.setText("no such thing")
    assert palette._matches.rowCount() == 0
    assert any("No command" in label.text() for label in palette.findChildren(QLabel) if label.isVisible())
    palette._search.setText("house harbour")
    QTest.keyClick(palette._search, Qt.Key.Key_Return)
    assert window.choice.house.key == "harbour-courier"


def test_every_button_and_field_has_a_name_for_the_blind(window, qtbot):
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(window) and not _name(widget)
    ]
    assert nameless == []


def _name(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    actions: list[QAction] = widget.actions()
    return widget.accessibleName() or widget.toolTip() or (actions[0].text() if actions else "")


def test_a_second_file_opens_beside_an_article_and_in_the_place_of_an_untouched_one(program, window, sample, qtbot):
    second, third = (shutil.copytree(sample, sample.with_name(f"{name}.textbundle")) for name in ("second", "third"))
    fresh = program.open_window()
    fresh.incoming.open_files([second])
    qtbot.waitUntil(lambda: fresh.path == second)
    with qtbot.waitSignal(window.wanted) as wanted:
        window.incoming.open_files([third])
    assert wanted.args[0].document.path == third
    assert window.path == sample


def test_each_file_at_the_start_has_one_window(program, sample, qtbot):
    other = shutil.copytree(sample, sample.with_name("second.textbundle"))
    opening = Opening(program, [sample, other], "")
    opening.frame.show()
    qtbot.waitUntil(lambda: {window.path for window in program._windows} == {sample, other})
    assert len(program._windows) == 2


def test_a_file_that_cannot_be_read_is_told_where_one_asked_for_it(program, window, tmp_path, qtbot):
    (tmp_path / "locked.textpack").write_bytes(b"PK\x03\x04 and nothing behind it")
    with qtbot.waitSignal(window.files.trouble):
        window.incoming.open_files([tmp_path / "locked.textpack"])
    assert program._windows == [window]
    assert "locked.textpack" in window.notice.text()
    assert window.session.value("headline").startswith("Perahu")
    press_key(window, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()


def test_words_written_while_a_file_is_read_are_kept_in_their_own_window(program, sample, qtbot, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0)
    window = program.open_window()
    with qtbot.waitSignal(window.files.elsewhere):
        window.files.load(sample, patience=0)
        assert window.guards.keeping._words() == ("Opening…", "warn")
        window.session.set_field("headline", "Mine")
    assert window.session.value("headline") == "Mine"
    assert [each.path for each in program._windows] == [None, sample]


def test_a_message_goes_when_its_matter_is_well(window, qtbot, tmp_path):
    window.session.set_field("kicker", "BARU")
    with qtbot.waitSignal(window.files.trouble):
        window.files.save_to(tmp_path / "gone" / "x.textpack")
    window.tell(errors.PictureRefused("x.svg", "format", "SVG"))
    window.tell(errors.NotSaved(tmp_path / "x.textpack", "full", ""))
    picture = (paths.RESOURCES / "samples/perahu-sekolah.textbundle/assets/dermaga.jpg").read_bytes()
    with qtbot.waitSignal(window.photos.intake.placed):
        window.photos.intake.offer(picture, "dermaga.jpg")
    assert window.notice.isVisible()
    with qtbot.waitSignal(window.files.saved):
        window.files.save()
    assert not window.notice.isVisible()


def test_return_presses_the_button_that_has_the_focus(window, qtbot):
    window.commands["panel"].trigger()
    shown = window.panel.isVisible()
    button = next(b for b in window.topbar.findChildren(QAbstractButton) if b.accessibleName().startswith("Findings"))
    button.setFocus()
    press_key(window, Qt.Key.Key_Return)
    assert window.panel.isVisible() != shown


def test_cut_copy_and_paste_of_the_menu_reach_what_one_writes_in(window):
    window.go_to(Place("headline", -1))
    window.commands["cut"].trigger()
    assert window.session.value("headline") == ""
    window.go_to(Place("deck", 0))
    window.commands["paste"].trigger()
    assert window.session.value("deck").startswith("Perahu Sekolah")
    window.go_to(Place("body", 0))
    before = window.session.body()
    window.commands["paste"].trigger()
    assert window.session.body().startswith("Perahu Sekolah")
    window.commands["undo"].trigger()
    assert window.session.body() == before


def test_a_picture_is_pasted_on_the_lead_by_key(program, qtbot):
    window = program.open_window()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    window.go_to(Place("picture"))
    with qtbot.waitSignal(window.photos.intake.placed):
        press(window, "Ctrl+V")
    assert window.session.value("picture.asset")


def test_a_file_is_open_in_one_window_only(program, window, sample, qtbot):
    other = program.open_window()
    other.files.load(sample)
    qtbot.waitUntil(lambda: not other.files.reader.busy)
    assert other.path is None
    assert [each.path for each in program._windows] == [sample, None]


def test_a_window_stays_where_one_went_on_writing_while_it_was_saved(window, qtbot):
    window.session.set_field("kicker", "BARU")
    with qtbot.waitSignal(window.files.closable):
        window.files.save_and_close()
        window.session.set_field("kicker", "LEBIH BARU")
    question = window.findChild(QMessageBox)
    assert question is not None
    assert window.frame.isVisible()
    question.reject()


def test_a_file_that_opens_takes_the_message_about_one_that_did_not(program, qtbot, tmp_path):
    broken, sound = tmp_path / "broken.json", tmp_path / "sound.txt"
    broken.write_text("{", "utf-8")
    sound.write_text("A headline of it\n\nThe story begins and goes on.\n", "utf-8")
    window = program.open_window()
    with qtbot.waitSignal(window.files.trouble, timeout=20_000):
        window.files.load(broken)
    assert "broken.json" in window.notice.text()
    assert not window.notice.isHidden()
    with qtbot.waitSignal(window.files.imported, timeout=20_000):
        window.files.load(sound)
    assert window.notice.isHidden()
