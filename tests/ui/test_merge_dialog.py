"""The merge dialog: by mouse and by keys, one conflict or forty, and nothing decided but by the writer."""

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from broadsheet.article import merging, model
from broadsheet.article.model import Picture
from broadsheet.article.photo import Photo
from broadsheet.ui.dialogs.conflict import Side
from broadsheet.ui.dialogs.merge import MergeDialog
from broadsheet.ui.sheet.thumb import Thumb


def merged(count=3, **theirs):
    """Return a merge with a conflict in the headline, the time and so many paragraphs."""
    lines = [f"Paragraf {number} pada Minggu." for number in range(count)]
    base = msgspec.structs.replace(model.blank("id"), headline="Perahu", body="\n\n".join(lines))
    sides = [
        msgspec.structs.replace(
            base,
            headline=f"Perahu {word}",
            published=f"2026-11-2{day}T07:30:00+08:00",
            body="\n\n".join(line.replace("Minggu", word) for line in lines),
        )
        for word, day in (("Senin", 2), ("Selasa", 3))
    ]
    return merging.merge(base, sides[0], msgspec.structs.replace(sides[1], **theirs))


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(window, qtbot, found, assets=None):
    dialog = MergeDialog(found, assets or {}, None, window)
    dialog.take_colours("#8A5A00", "#1F5FA8")
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def button(dialog, text):
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == text)


def test_nothing_is_merged_before_everything_is_chosen(window, qtbot):
    dialog = opened(window, qtbot, merged())
    chosen = []
    dialog.chosen.connect(chosen.append)
    assert not button(dialog, "Merge").isEnabled()
    for card in dialog.cards[:-1]:
        card.choose("theirs")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert chosen == []
    button(dialog, "Yours for the rest").click()
    assert button(dialog, "Merge").isEnabled()
    button(dialog, "Merge").click()
    last = len(dialog.cards) - 1
    assert chosen == [{**dict.fromkeys(range(last), "theirs"), last: "ours"}]


def test_escape_decides_nothing(window, qtbot):
    dialog = opened(window, qtbot, merged())
    chosen = []
    dialog.chosen.connect(chosen.append)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert chosen == []


def test_keys_choose_and_go_on_to_what_is_open(window, qtbot):
    found = merged(40)
    dialog = opened(window, qtbot, found)
    assert len(dialog.cards) == len(found.conflicts) >= 3
    dialog.cards[1].choose("ours")
    dialog.activateWindow()
    dialog._take_theirs_here()
    assert dialog.cards[0].choice == "theirs"
    assert dialog.cards[2].isAncestorOf(dialog.focusWidget()), "the second is chosen already"
    dialog.go_back()
    assert dialog.cards[1].isAncestorOf(dialog.focusWidget())
    dialog._take_both_here()
    assert dialog.cards[1].choice == "ours", "a time cannot be two"


def test_a_click_anywhere_on_a_side_takes_it(window, qtbot):
    dialog = opened(window, qtbot, merged())
    for side, choice in zip(dialog.cards[0].findChildren(Side), ("ours", "theirs"), strict=True):
        QTest.mouseClick(side, Qt.MouseButton.LeftButton, pos=side.rect().bottomRight() / 2)
        assert dialog.cards[0].choice == choice
    QTest.mouseClick(dialog.cards[0].findChildren(Side)[0].words.viewport(), Qt.MouseButton.LeftButton)
    assert dialog.cards[0].choice == "ours"


def test_every_word_of_both_sides_can_be_read(window, qtbot):
    found = merged(40)
    dialog = opened(window, qtbot, found)
    for card, conflict in zip(dialog.cards, found.conflicts, strict=True):
        sides = card.findChildren(Side)
        assert [side.words.toPlainText() for side in sides] == [conflict.ours, conflict.theirs]
        for side in sides:
            assert side.words.height() >= side.words.document().size().height()


def test_a_dialog_is_as_high_as_what_it_asks_and_never_higher_than_the_window(window, qtbot):
    one = opened(window, qtbot, merged(1, headline="Perahu Senin", published=""))
    many = opened(window, qtbot, merged(40))
    assert one.height() < many.height() <= window.height()
    assert one._scroll.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("field", ["picture.asset", "photos"])
def test_pictures_are_seen_as_each_side_turned_them(window, qtbot, field):
    base = msgspec.structs.replace(model.blank("id"), picture=Picture(asset="assets/a.png"))
    turned = (Photo("assets/a.png", quarters=1), Photo("assets/b.png", quarters=3))
    ours = msgspec.structs.replace(base, photos=turned[:1])
    theirs = msgspec.structs.replace(base, photos=(msgspec.structs.replace(turned[1], asset="assets/a.png"),))
    if field == "picture.asset":
        base = msgspec.structs.replace(base, picture=Picture())
        theirs = msgspec.structs.replace(base, picture=Picture(asset="assets/b.png"), photos=turned[1:])
    found = merging.merge(base, ours, theirs)
    assert [one.field for one in found.conflicts] == [field]
    dialog = opened(window, qtbot, found, {"assets/a.png": striped(), "assets/b.png": striped()})
    thumbs = dialog.cards[0].findChildren(Thumb)
    qtbot.waitUntil(lambda: all(thumb.is_loaded for thumb in thumbs))
    assert [thumb._image.pixelColor(1, 1).red() > 200 for thumb in thumbs] == [False, True]


def striped():
    """Return a PNG whose upper half is white."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.fillRect(0, 0, 40, 10, Qt.GlobalColor.white)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_pictures_are_seen_and_not_only_their_names(window, qtbot):
    base = msgspec.structs.replace(model.blank("id"), picture=Picture(asset="assets/a.jpg"))
    ours = msgspec.structs.replace(base, picture=Picture(asset="assets/b.jpg"))
    found = merging.merge(base, ours, msgspec.structs.replace(base, picture=Picture()))
    dialog = opened(window, qtbot, found, {"assets/b.jpg": b"no picture"})
    from broadsheet.ui.sheet.thumb import Thumb

    [thumb] = dialog.findChildren(Thumb)
    assert thumb.isVisible()
