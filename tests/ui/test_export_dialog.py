"""The export dialog: every format can be read and reached, however many there are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from broadsheet.ui.dialogs.export import ExportDialog


def test_every_format_can_be_read_and_reached_by_the_keyboard(program, qtbot):
    window = program.open_window()
    window.commands["export"].trigger()
    dialog = window.findChild(ExportDialog)
    qtbot.waitExposed(dialog)
    purposes = [label for label in dialog.findChildren(QLabel) if label.property("role") == "purpose"]
    assert purposes
    for label in purposes:
        assert label.height() >= label.heightForWidth(label.width())
    *_, last = dialog._formats.values()
    shown = dialog._area.viewport()
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    qtbot.waitUntil(lambda: not shown.rect().contains(last.mapTo(shown, last.rect().center())))
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: shown.rect().contains(last.mapTo(shown, last.rect().bottomLeft())))
