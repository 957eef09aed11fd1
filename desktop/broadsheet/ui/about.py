"""Who we are and which version this is."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from broadsheet import __version__


def show(parent: QWidget) -> None:
    """Open the box about the program."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(box.tr("About Broadsheet"))
    box.setText(box.tr("Broadsheet {0}").format(__version__))
    box.setInformativeText(
        box.tr("Compose a news article, see it as it will be published, and export it. Nothing leaves this machine.")
        + f"\n\nQt {qVersion()} · MIT"
    )
    box.open()
