"""Pictures are turned, mirrored and straightened in the photo desk: seen everywhere at once, each one step of undo."""

import os

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from broadsheet.article import figures, model
from broadsheet.article.model import Picture
from broadsheet.article.photo import Box, Crop, Photo
from broadsheet.store import document as documents
from broadsheet.ui.preview import guard

guard.prepare(os.environ, "software")
QApplication.setStyle("Fusion")

LEAD, FIGURE = "assets/lead.jpg", "assets/figure.jpg"
CORNERS = ("red", "lime", "blue", "yellow")
"""Of the picture as its file has it: top left, top right, bottom left, bottom right."""
LEFT, RIGHT = ("lime", "yellow", "red", "blue"), ("blue", "red", "yellow", "lime")
MIRRORED, UPSIDE_DOWN = ("lime", "red", "yellow", "blue"), ("blue", "yellow", "red", "lime")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def jpeg(width=400, height=300):
    """Return a JPEG with a colour in each corner and a white spot at a quarter of its width and height."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for number, colour in enumerate(CORNERS):
        painter.fillRect(number % 2 * width // 2, number // 2 * height // 2, width // 2, height // 2, QColor(colour))
    painter.setBrush(Qt.GlobalColor.white)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(width / 4, height / 4), 12, 12)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 95)
    return bytes(buffer.data().data())


def corners(image):
    """Return the colours near the corners of a picture, by name."""
    places = ((0.15, 0.12), (0.85, 0.12), (0.15, 0.88), (0.85, 0.88))
    seen = (image.pixelColor(int(x * image.width()), int(y * image.height())) for x, y in places)
    return tuple(min(CORNERS, key=lambda name: distance(QColor(name), colour)) for colour in seen)


def distance(one, other):
    return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def spot(image):
    """Return where the white spot is, in shares of width and height."""
    small = image.scaled(200, 200, mode=Qt.TransformationMode.SmoothTransformation)
    white = QColor("white")
    found = [(x, y) for x in range(200) for y in range(200) if distance(small.pixelColor(x, y), white) < 100]
    assert found
    return sum(x for x, _ in found) / len(found) / 200, sum(y for _, y in found) / len(found) / 200


@pytest.fixture
def article():
    return msgspec.structs.replace(
        model.blank("en"),
        headline="Boats",
        picture=Picture(LEAD, focus=(0.25, 0.25)),
        body=f"One.\n\n{figures.written(FIGURE, 'Figure')}\n\nTwo.",
    )


@pytest.fixture
def window(program, article):
    made = program.open_window(documents.new(article, {LEAD: jpeg(), FIGURE: jpeg(width=300)}))
    made.commands["photo-desk"].trigger()
    return made


@pytest.fixture
def desk(window, qtbot):
    made = window.photos.desk
    qtbot.waitUntil(lambda: not made.canvas._image.isNull() and made.roll.lacking() == [])
    return made


def photo(window, asset=LEAD):
    return window.photos.intake.rack.photo(asset)


def rolled(desk, row=0):
    return desk.roll.item(row).icon().pixmap(104, 70).toImage()


TURNED = {"turn-left": LEFT, "turn-right": RIGHT, "mirror": MIRRORED, "mirror-down": UPSIDE_DOWN}


@pytest.mark.parametrize(("name", "seen"), TURNED.items())
def test_a_turn_is_seen_on_the_canvas_the_roll_the_proofs_and_the_card(window, desk, qtbot, name, seen):
    card = window.writing.sheet.head.picture
    qtbot.waitUntil(lambda: card.thumb.is_loaded)
    desk.tools.buttons[name].click()
    assert corners(desk.canvas._image) == corners(rolled(desk)) == corners(card.thumb._image) == seen
    for ratio, proof in desk.proofs._proofs.items():
        whole, part = desk.canvas._image, desk._parts(desk._photo)[ratio]
        top_left = whole.pixelColor(int((part.left + 0.02) * whole.width()), int((part.top + 0.02) * whole.height()))
        assert distance(proof.picture._image.pixelColor(2, 2), top_left) < 40
    assert corners(rolled(desk, 1)) == CORNERS
    window.session.undo()
    qtbot.waitUntil(lambda: corners(desk.canvas._image) == CORNERS)
    assert corners(rolled(desk)) == corners(card.thumb._image) == CORNERS
    assert not window.session.undo_stack.canUndo()


@pytest.mark.parametrize(
    ("key", "modifiers", "seen"),
    [
        (Qt.Key.Key_L, CONTROL, LEFT),
        (Qt.Key.Key_R, CONTROL, RIGHT),
        (Qt.Key.Key_M, CONTROL, MIRRORED),
        (Qt.Key.Key_M, CONTROL | SHIFT, UPSIDE_DOWN),
    ],
)
def test_keys_turn_from_wherever_the_keyboard_is(desk, key, modifiers, seen):
    field = desk.form.lines["caption"].field
    field.setFocus()
    QTest.keyClick(field, key, modifiers)
    assert corners(desk.canvas._image) == seen


@pytest.mark.parametrize("name", ["turn-left", "turn-right", "mirror", "mirror-down"])
def test_the_focus_stays_on_the_same_thing(window, desk, name):
    desk.tools.buttons[name].click()
    desk.tools.slider.setValue(60)
    desk.tools.settled.emit()
    assert window.session.value("picture.focus") == photo(window).focus
    assert spot(desk.canvas._image) == pytest.approx(photo(window).focus, abs=0.02)
    desk.tools.buttons["turn-left"].click()
    assert spot(desk.canvas._image) == pytest.approx(photo(window).focus, abs=0.02)


def test_all_that_one_hand_straightens_is_one_step(window, desk, qtbot):
    slider = desk.tools.slider
    slider.setSliderDown(True)
    for tenths in (5, 20, 61, 34):
        slider.setSliderPosition(tenths)
        assert desk.canvas._gridded
        assert window.session.undo_stack.count() == 0
    slider.setSliderDown(False)
    assert not desk.canvas._gridded
    assert window.session.undo_stack.count() == 1
    assert photo(window).straighten == 3.4
    assert desk.tools.box.value() == 3.4
    QTest.keyClick(desk, Qt.Key.Key_Z, CONTROL)
    assert photo(window) == Photo(LEAD, focus=(0.25, 0.25))
    qtbot.waitUntil(lambda: (slider.value(), desk.tools.box.value()) == (0, 0.0))
    window.session.redo()
    assert photo(window).straighten == 3.4


def test_keys_that_follow_each_other_are_one_step_and_undo_takes_what_is_not_settled(window, desk, qtbot):
    slider = desk.tools.slider
    for _ in range(5):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert desk.turns.leaning
    qtbot.waitUntil(lambda: not desk.turns.leaning)
    assert photo(window).straighten == 1.5
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert photo(window).straighten == 1.5
    QTest.keyClick(slider, Qt.Key.Key_Z, CONTROL)
    assert photo(window).straighten == 1.5
    QTest.keyClick(slider, Qt.Key.Key_Z, CONTROL)
    assert photo(window).straighten == 0.0
    window.session.redo()
    window.session.redo()
    assert photo(window).straighten == 1.4


def test_degrees_are_typed_and_undo_in_the_box_is_that_of_the_article(window, desk):
    box = desk.tools.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, f"-{box.locale().toString(2.5, 'f', 1)}")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert photo(window).straighten == -2.5
    assert desk.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
    assert photo(window).straighten == 0.0


def test_a_double_click_and_reset_bring_the_picture_back(window, desk):
    desk.tools.slider.setValue(50)
    desk.tools.settled.emit()
    QTest.mouseDClick(desk.tools.slider, Qt.MouseButton.LeftButton)
    assert photo(window).straighten == 0.0
    assert window.session.undo_stack.count() == 2
    assert not desk.tools.back.isEnabled()
    for name in ("turn-left", "mirror", "mirror-down", "turn-left", "turn-left", "mirror"):
        desk.tools.buttons[name].click()
    desk.tools.slider.setValue(-30)
    QTest.keyClick(desk, Qt.Key.Key_0, CONTROL)
    assert photo(window).focus == pytest.approx((0.25, 0.25), abs=0.001)
    assert msgspec.structs.replace(photo(window), focus=None) == Photo(LEAD)
    assert corners(desk.canvas._image) == CORNERS


def test_escape_leaves_the_picture_as_it_was_and_the_desk_open(window, desk):
    desk.tools.slider.setValue(50)
    QTest.keyClick(desk.tools.slider, Qt.Key.Key_Escape)
    assert desk.isVisible()
    assert desk.tools.slider.value() == 0
    assert not window.session.undo_stack.canUndo()
    QTest.keyClick(desk.tools.slider, Qt.Key.Key_Escape)
    assert not desk.isVisible()


@pytest.mark.parametrize("meanwhile", ["focus", "another picture", "close", "save"])
def test_what_is_straightened_is_in_the_article_before_anything_else_happens(window, desk, tmp_path, qtbot, meanwhile):
    desk.tools.slider.setValue(50)
    if meanwhile == "focus":
        desk.canvas.focus_chosen.emit((0.5, 0.5))
        assert photo(window).focus == (0.5, 0.5)
    elif meanwhile == "another picture":
        desk.roll.setCurrentRow(1)
        assert desk.tools.slider.value() == 0
    elif meanwhile == "close":
        desk.close()
    else:
        with qtbot.waitSignal(window.session.settled):
            window.files.save_to(tmp_path / "a.textpack")
        assert documents.open(tmp_path / "a.textpack").article.photos[0].straighten == 5.0
    assert photo(window).straighten == 5.0
    assert photo(window, FIGURE).straighten == 0.0


def test_crops_by_hand_go_along_and_are_to_be_seen_anew(window, desk):
    box = Box(0.1, 0.1, 0.3, 0.4)
    before = msgspec.structs.replace(photo(window), crops=(Crop("1:1", box, seen=True), Crop("4:3", seen=True)))
    window.photos.intake.rack.change(before, "")
    desk.tools.buttons["turn-right"].click()
    [crop] = photo(window).crops
    assert (crop.box.left, crop.box.top, crop.seen) == (pytest.approx(0.5), 0.1, False)
    desk.tools.slider.setValue(40)
    desk.tools.settled.emit()
    [leaned] = photo(window).crops
    assert leaned.box != crop.box
    window.session.undo()
    window.session.undo()
    assert photo(window) == before


def test_an_article_that_cannot_be_changed_cannot_be_turned(program, article, qtbot):
    document = msgspec.structs.replace(documents.new(article, {LEAD: jpeg(), FIGURE: jpeg()}), read_only="newer")
    window = program.open_window(document)
    window.commands["photo-desk"].trigger()
    desk = window.photos.desk
    qtbot.waitUntil(lambda: not desk.canvas._image.isNull())
    assert not any(part.isEnabled() for part in (*desk.tools.buttons.values(), desk.tools.slider, desk.tools.back))
    QTest.keyClick(desk, Qt.Key.Key_R, CONTROL)
    assert corners(desk.canvas._image) == CORNERS
