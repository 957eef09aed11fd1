"""The photo desk in a real window: what a picture's file says is in the fields, and all that is done is one step."""

import os
import zipfile
from urllib.parse import quote

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from broadsheet.article import figures, model
from broadsheet.article.model import Picture
from broadsheet.article.photo import Box, Crop, Found, Photo
from broadsheet.article.place import Place
from broadsheet.pictures import kinds, metadata
from broadsheet.pictures.metadata import Words
from broadsheet.store import document as documents
from broadsheet.ui.photo import boxes
from broadsheet.ui.preview import guard

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")

BODY = "One.\n\n{0}\n\nTwo.\n\n{1}\n\nThree."


def jpeg(colour="red", width=400, height=300, **words):
    """Return a JPEG that says something of itself."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return metadata.write(bytes(buffer.data().data()), Words(**words), kind=kinds.JPEG)


TOLD = {"caption": "Perahu di teluk.", "credit": "Rani / Kantor", "creator": ("Rani",), "copyright": "© Rani"}


def holds(path, *words):
    """Tell whether a document holds any of these words, in a name or in what it packs."""
    with zipfile.ZipFile(path) as packed:
        whole = b"\n".join(name.encode() + packed.read(name) for name in packed.namelist())
    return any(word.encode() in whole for word in words)


def placed(window, qtbot, data, position=-1, name="DSC_0042 rahasia.jpg"):
    with qtbot.waitSignal(window.photos.intake.placed) as done:
        window.photos.intake.offer(data, name, position)
    return done.args[0]


def settled(window, qtbot):
    qtbot.waitUntil(lambda: not window.photos.intake.busy)


@pytest.fixture
def window(program):
    return program.open_window()


@pytest.fixture
def full(program):
    """A window with a lead and two figures, and the photo desk beside it."""
    assets = {f"assets/{name}.jpg": jpeg(name) for name in ("red", "green", "blue")}
    lines = (figures.written("assets/green.jpg", "Green", "A", "B"), figures.written("assets/blue.jpg", "Blue"))
    article = msgspec.structs.replace(
        model.blank("en"),
        headline="Boats",
        picture=Picture("assets/red.jpg", caption="Said", credit="Own"),
        photos=(Photo("assets/red.jpg", found=(Found("caption", "Said", "iim+xmp"), Found("credit", "AFP", "xmp"))),),
        body=BODY.format(*lines),
    )
    made = program.open_window(documents.new(article, assets))
    made.commands["photo-desk"].trigger()
    return made


def test_a_picture_brings_its_words_and_one_undo_takes_all_of_it_back(window, qtbot):
    asset = placed(window, qtbot, jpeg(**TOLD))
    lead = window.session.value("picture")
    assert (lead.caption, lead.credit, lead.copyright) == ("Perahu di teluk.", "Rani / Kantor", "© Rani")
    assert window.photos.intake.rack.photo(asset).creator == "Rani"
    window.session.undo()
    assert window.session.value("picture") == Picture()
    assert window.session.value("photos") == ()


def test_the_name_of_the_file_is_not_in_the_article(window, qtbot, tmp_path):
    placed(window, qtbot, jpeg())
    path = tmp_path / "a.textpack"
    documents.save(window.session.snapshot(), path)
    assert not holds(path, "rahasia", "DSC_0042")
    window.session.set_field("editor_note", "DSC_0042")
    documents.save(window.session.snapshot(), path, overwrite=True)
    assert holds(path, "DSC_0042")


def test_a_picture_in_the_body_brings_its_words_into_the_text(window, qtbot):
    window.session.document.setPlainText("One.")
    asset = placed(window, qtbot, jpeg(alt="Perahu", language="id", **TOLD), position=4)
    line = f'![Perahu]({quote(asset)} "Perahu di teluk. (Rani / Kantor)")'
    assert window.session.body() == f"One.\n\n{line}"
    assert window.photos.intake.rack.photo(asset).copyright == "© Rani"
    window.session.undo()
    assert window.session.body() == "One."
    assert window.session.value("photos") == ()


def test_what_the_writer_wrote_outlives_another_picture_and_the_old_credit_does_not(window, qtbot):
    placed(window, qtbot, jpeg(**TOLD))
    window.session.set_field("picture.caption", "Our words")
    placed(window, qtbot, jpeg("green", credit="Budi / AFP"))
    lead = window.session.value("picture")
    assert (lead.caption, lead.credit, lead.copyright) == ("Our words", "Budi / AFP", "")


def test_pictures_that_are_gone_leave_nothing_in_what_is_saved(window, qtbot):
    asset = placed(window, qtbot, jpeg(**TOLD))
    window.session.set_field("picture", Picture())
    kept = window.session.snapshot()
    assert dict(kept.assets) == {}
    assert kept.article.photos == ()
    window.session.undo()
    assert list(window.session.snapshot().assets) == [asset]


def test_the_card_says_where_the_words_are_from_and_puts_them_back(full):
    card = full.writing.sheet.head.picture
    origin = card._origins["credit"]
    assert (origin.text(), card._origins["caption"].text()) == ("edited", "from photo")
    origin.click()
    assert full.session.value("picture.credit") == "AFP"
    assert origin.text() == "from photo"
    full.session.undo()
    assert full.session.value("picture.credit") == "Own"


def test_the_words_of_a_figure_are_changed_in_the_text_and_undo_goes_on_in_the_desk(full, qtbot):
    desk = full.photos.desk
    desk.roll.setCurrentRow(1)
    line = desk.form.lines["caption"]
    assert line.field.text() == "A"
    line.field.set_caret(1)
    QTest.keyClicks(line.field, "bc")
    assert '![Green](assets/green.jpg "Abc (B)")' in full.session.body()
    assert line.field.text() == "Abc"
    QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert '"A (B)"' in full.session.body()
    qtbot.waitUntil(lambda: line.field.text() == "A")


def test_facts_of_a_file_are_kept_with_the_file(full):
    desk = full.photos.desk
    desk.roll.setCurrentRow(2)
    QTest.keyClicks(desk.form.lines["usage_terms"].field, "No archive")
    assert full.session.value("photos")[-1] == Photo("assets/blue.jpg", usage_terms="No archive")
    assert desk.warnings.isVisible()
    assert "Not for the archive" in desk.warnings.text.text()


def test_a_figure_is_moved_by_key(full):
    desk = full.photos.desk
    desk.roll.setCurrentRow(2)
    QTest.keyClick(desk.roll, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [use.asset for use in desk.rack.uses()] == [f"assets/{name}.jpg" for name in ("red", "blue", "green")]
    assert desk.roll.currentRow() == 1
    full.session.undo()
    assert full.session.body().index("green") < full.session.body().index("blue")


def drag(monkeypatch, roll, row, to):
    """Drag a picture of the roll to a place in it: the window is told what the desktop tells it of a drag."""
    window = roll.window().windowHandle()
    at = roll.viewport().mapTo(roll.window(), to)

    def carried(started, actions):
        told = (at, actions, started.mimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, QDragEnterEvent(*told))
        moved = QDragMoveEvent(*told)
        QApplication.sendEvent(window, moved)
        if not moved.isAccepted():
            QApplication.sendEvent(window, QDragLeaveEvent())
            return Qt.DropAction.IgnoreAction
        dropped = QDropEvent(QPointF(at), *told[1:])
        QApplication.sendEvent(window, dropped)
        return dropped.dropAction()

    monkeypatch.setattr(QDrag, "exec", carried)
    roll.setCurrentRow(row)
    roll.startDrag(Qt.DropAction.MoveAction)


def test_a_figure_is_dragged_before_another_one_and_the_lead_stays(full, monkeypatch):
    roll, session = full.photos.desk.roll, full.session
    above = roll.visualItemRect(roll.item(1)).center() - QPoint(0, 10)
    body = session.body()
    drag(monkeypatch, roll, 2, above)
    assert session.body().index("blue") < session.body().index("green")
    assert roll.currentRow() == 1
    session.undo()
    assert session.body() == body
    drag(monkeypatch, roll, 2, roll.visualItemRect(roll.item(0)).center())
    assert session.body().index("blue") < session.body().index("green")
    moved = session.body()
    drag(monkeypatch, roll, 0, roll.visualItemRect(roll.item(2)).center() + QPoint(0, 10))
    assert session.body() == moved


def test_a_figure_joins_the_row_of_the_picture_above_and_leaves_it_and_undo_takes_each_back(full, qtbot):
    desk, session = full.photos.desk, full.session
    tick = desk.form.in_row.tick
    assert not tick.isVisible()
    desk.roll.setCurrentRow(2)
    assert not tick.isVisible()  # "Two." stands between
    QTest.keyClick(desk.roll, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.roll.setCurrentRow(2)
    assert (tick.isVisible(), tick.isChecked()) == (True, False)
    apart = session.body()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.height() // 2))
    row = session.body()
    assert [len(one) for one in figures.rows(row)] == [2]
    assert tick.isChecked()
    session.undo()
    assert session.body() == apart
    qtbot.waitUntil(lambda: not tick.isChecked())
    session.redo()
    assert session.body() == row
    qtbot.waitUntil(tick.isChecked)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.height() // 2))
    assert [len(one) for one in figures.rows(session.body())] == [1, 1]
    desk.roll.setCurrentRow(1)
    assert not tick.isVisible()


def test_a_figure_is_taken_out_by_key_and_the_lead_is_not(full):
    desk = full.photos.desk
    QTest.keyClick(desk.roll, Qt.Key.Key_Delete)
    assert full.session.value("picture.asset") == "assets/red.jpg"
    desk.roll.setCurrentRow(1)
    QTest.keyClick(desk.roll, Qt.Key.Key_Delete)
    assert full.session.body().startswith("One.\n\nTwo.")
    assert desk._use.asset == "assets/blue.jpg"
    full.session.undo()
    assert "assets/green.jpg" in full.session.body()


def test_the_desk_opens_on_the_figure_at_the_caret(full):
    full.photos.desk.close()
    full.go_to(Place("body", full.session.body().index("Blue")))
    full.commands["photo-desk"].trigger()
    assert full.photos.desk._use.asset == "assets/blue.jpg"


def test_writing_in_the_body_costs_the_pictures_nothing(window, monkeypatch, qtbot):
    looked, uses = [], figures.uses

    def look(article):
        looked.append(article)
        return uses(article)

    monkeypatch.setattr(figures, "uses", look)
    QTest.keyClicks(window.writing.editor, "Kapal")
    qtbot.waitUntil(lambda: window.session.body() == "Kapal")
    assert looked == []
    window.commands["photo-desk"].trigger()
    assert looked


def test_what_is_written_beside_the_desk_is_on_it_soon(full, qtbot):
    desk = full.photos.desk
    full.writing.editor.replace_range(0, 4, "![New](assets/red.jpg)")
    qtbot.waitUntil(lambda: desk.roll.count() == 4)


def test_a_picture_that_went_elsewhere_meanwhile_is_replaced_there(full, qtbot):
    full.photos.intake.replace(jpeg("yellow"), "x.jpg", 1)
    full.photos.intake.rack.move(1, None)
    settled(full, qtbot)
    assert full.session.body().rstrip().endswith('![Green](assets/picture.jpg "A (B)")')
    assert "![Blue](assets/blue.jpg)" in full.session.body()


def test_a_click_sets_the_focus_and_every_crop_follows_it(full, qtbot):
    desk = full.photos.desk
    qtbot.waitUntil(lambda: not desk.canvas._image.isNull())
    frame = desk.canvas._frame()
    QTest.mouseClick(desk.canvas, Qt.MouseButton.LeftButton, pos=(frame.topLeft() + QPointF(2, 2)).toPoint())
    assert full.session.value("picture.focus")[0] < 0.02
    assert desk._parts(desk._photo)["1:1"].left == 0.0


def test_a_crop_is_moved_by_key_and_by_hand_and_follows_the_focus_again(full, qtbot):
    desk = full.photos.desk
    qtbot.waitUntil(lambda: not desk.canvas._image.isNull())
    desk.proofs._proofs["1:1"].picture.click()
    before = desk.canvas._box
    QTest.keyClick(desk.canvas, Qt.Key.Key_Left)
    [crop] = full.session.value("photos")[0].crops
    assert (crop.ratio, crop.seen) == ("1:1", True)
    assert crop.box.left == pytest.approx(before.left - 0.02, abs=1e-4)
    middle = desk.canvas._frame().center().toPoint()
    QTest.mousePress(desk.canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(desk.canvas, middle + QPoint(10, 0))
    QTest.mouseRelease(desk.canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(10, 0))
    assert full.session.value("photos")[0].crops[0].box.left > crop.box.left
    desk._follow.click()
    assert full.session.value("photos")[0].crops == ()


def test_crops_are_agreed_to_one_by_one_or_all_and_another_focus_asks_anew(full, qtbot):
    desk = full.photos.desk
    qtbot.waitUntil(lambda: not desk.canvas._image.isNull())
    desk.proofs._proofs["4:3"].tick.click()
    assert full.session.value("photos")[0].crops == (Crop("4:3", seen=True),)
    desk._all_seen.click()
    assert {one.ratio for one in full.session.value("photos")[0].crops} == {"16:9", "3:2", "4:3", "1:1", "4:5"}
    QTest.keyClick(desk.canvas, Qt.Key.Key_Right)
    assert full.session.value("photos")[0].crops == ()


def test_a_picture_is_replaced_where_it_stands(full, qtbot):
    full.photos.intake.replace(jpeg("yellow", credit="New"), "x.jpg", 1)
    settled(full, qtbot)
    [line] = [line for line in full.session.body().split("\n") if "Green" in line]
    assert line == '![Green](assets/picture.jpg "A (B)")'
    full.session.undo()
    assert "assets/green.jpg" in full.session.body()


def test_boxes_stay_inside_and_keep_their_ratio():
    box = Box(0.1, 0.1, 0.4, 0.6)
    assert boxes.moved(box, -1, 1) == Box(0.0, 0.4, 0.4, 0.6)
    grown = boxes.scaled(box, 10)
    assert grown.height == 1.0
    assert grown.width == pytest.approx(0.4 / 0.6)
    small = boxes.scaled(box, 0)
    assert small.width / small.height == pytest.approx(0.4 / 0.6)
    assert boxes.scaled(box, 0.5, (0, 0)).left == box.left
