"""Says beside a field that its words came with the picture, or that they were changed since, and puts them back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from broadsheet.ui.marking import mark

_NAMES = {"iim": "IPTC-IIM", "xmp": "XMP", "exif": "EXIF"}


class Origin(QToolButton):
    """`from photo` where the words are those of the file; where they were edited a button that puts them back."""

    put_back = Signal(str)
    """What the file said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("origin")
        self._said = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._tell)
        self.hide()

    def show_origin(self, text: str, said: str, source: str) -> None:
        """Show where a text is from: `said` is what the file said, `source` which standards held it."""
        self._said = said
        self.setVisible(bool(said))
        if not said:
            return
        edited = text != said
        names = ", ".join(_NAMES.get(part, part) for part in source.split("+"))
        mark(self, "edited", edited)
        self.setText(self.tr("edited") if edited else self.tr("from photo"))
        self.setEnabled(edited)
        if edited:
            self.setToolTip(self.tr("The file says ({0}): {1}\nClick to put that back.").format(names, said))
            self.setAccessibleName(self.tr("Put back what the picture's file says: {0}").format(said))
        else:
            self.setToolTip(self.tr("As the file says ({0})").format(names))
            self.setAccessibleName(self.tr("As the picture's file says"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if edited else Qt.FocusPolicy.NoFocus)

    def _tell(self) -> None:
        self.put_back.emit(self._said)
