import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from broadsheet.article.model import Picture
from broadsheet.article.place import Place


def focus():
    return QApplication.focusWidget()


@pytest.fixture
def offers(desk):
    told = []

    def take(data, name):
        told.append((data, name))

    desk.sheet.picture_offered.connect(take)
    return told


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(card, mime):
    """Return whether the card welcomed what then was dropped on it."""
    at, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, buttons, modifiers)
    enter.ignore()
    QApplication.sendEvent(card, enter)
    if enter.isAccepted():
        QApplication.sendEvent(card, QDropEvent(at, copy, mime, buttons, modifiers, QEvent.Type.Drop))
    return enter.isAccepted()


def test_a_dropped_file_is_offered_by_its_path(desk, offers, tmp_path):
    card = desk.sheet.head.picture
    assert drop(card, files(tmp_path / "notes.txt", tmp_path / "Boat.JPG"))
    assert offers == [(tmp_path / "Boat.JPG", "Boat.JPG")]
    assert not card.property("welcome")


def test_what_is_no_picture_is_not_welcome(desk, offers, tmp_path):
    words = QMimeData()
    words.setText("words")
    assert not drop(desk.sheet.head.picture, words)
    assert not drop(desk.sheet.head.picture, files(tmp_path / "notes.txt"))
    assert offers == []


def test_a_pasted_picture_is_offered_as_png(desk, offers):
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    desk.sheet.go_to(Place("picture"))
    assert focus() is desk.sheet.head.picture.choose
    desk.sheet.head.picture.paste()
    ((data, name),) = offers
    assert name == "pasted.png"
    assert QImage.fromData(data).size() == image.size()


def test_choosing_a_file_does_not_block_the_window(desk, offers, tmp_path, qtbot):
    QTest.mouseClick(desk.sheet.head.picture.choose, Qt.MouseButton.LeftButton)
    dialog = desk.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "boat.png"))
    assert offers == [(tmp_path / "boat.png", "boat.png")]
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_the_picture_is_shown_and_can_be_removed(full, qtbot):
    card = full.sheet.head.picture
    full.session.set_field("picture.decorative", True)
    assert card.thumb.is_loaded
    assert not card.choose.isVisible()
    QTest.mouseClick(card.remove, Qt.MouseButton.LeftButton)
    assert full.session.value("picture.asset") == ""
    assert not full.session.value("picture.decorative")
    assert focus() is card.choose
    assert card.caption.field.text() == "Boats at dawn."
    QTest.keyClick(focus(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: card.thumb.is_loaded)
    assert full.session.value("picture.decorative")


def test_a_picture_pasted_on_the_words_of_the_lead_is_offered(desk, offers):
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    desk.sheet.go_to(Place("picture.caption", 0))
    QTest.keyClick(focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [name for _, name in offers] == ["pasted.png"]
    QGuiApplication.clipboard().setText("Two boats")
    QTest.keyClick(focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(offers) == 1
    assert desk.session.value("picture.caption") == "Two boats"


def test_the_newest_picture_wins(full, qtbot):
    thumb = full.sheet.head.picture.thumb
    wide = thumb.height()
    data = full.session.assets["assets/boat.png"]
    for number in range(1, 6):
        full.session.set_field("picture.asset", full.session.add_asset(f"boat-{number}.png", data + bytes(number)))
        assert not thumb.is_loaded
    qtbot.waitUntil(lambda: thumb.is_loaded)
    assert thumb.height() == wide


def test_a_picture_that_is_lost_or_broken_says_so(desk, make, qtbot):
    thumb = desk.sheet.head.picture.thumb
    desk.session.open(make(picture=Picture(asset="assets/gone.png")))
    assert thumb.words == "This picture is missing"
    desk.session.set_field("picture.asset", desk.session.add_asset("broken.png", b"no picture"))
    qtbot.waitUntil(lambda: thumb.words == "This picture cannot be shown")


def test_a_decorative_picture_needs_no_alt_text(full):
    card = full.sheet.head.picture
    card.decorative.setFocus()
    QTest.keyClick(card.decorative, Qt.Key.Key_Space)
    assert full.session.value("picture.decorative")
    assert not card.alt.field.isEnabled()
    assert full.session.value("picture.alt") == "Two boats"
    QTest.keyClick(card.decorative, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card.alt.field.isEnabled()
    assert not card.decorative.isChecked()


def test_a_click_or_an_arrow_key_moves_the_focus_point(full):
    thumb = full.sheet.head.picture.thumb
    QTest.mouseClick(thumb, Qt.MouseButton.LeftButton, pos=QPoint(thumb.width() // 4, thumb.height() // 2))
    x, y = full.session.value("picture.focus")
    assert x == pytest.approx(0.25, abs=0.02)
    assert y == pytest.approx(0.5, abs=0.03)
    QTest.keyClick(thumb, Qt.Key.Key_Right)
    assert full.session.value("picture.focus")[0] == pytest.approx(x + 0.05, abs=0.002)


def test_words_may_come_before_the_picture(desk):
    card = desk.sheet.head.picture
    assert not card.caption.isVisible()
    card.words.setFocus()
    QTest.keyClick(card.words, Qt.Key.Key_Space)
    assert focus() is card.caption.field
    assert not card.words.isVisible()
    QTest.keyClicks(focus(), "Boats")
    assert desk.session.value("picture.caption") == "Boats"
