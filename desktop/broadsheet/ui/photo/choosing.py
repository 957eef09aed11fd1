"""The dialog that chooses one picture's file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from broadsheet.ui import pasting


def picture_dialog(parent: QWidget, title: str, kinds: str, folder: Path) -> QFileDialog:
    """Return the dialog, not open yet; `kinds` says what pictures are, with `{0}` for their endings."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kinds.format(" ".join(f"*{ending}" for ending in pasting.PICTURE_ENDINGS))])
    return dialog
