"""Says beside a field that its words came with the picture, or that they were changed since, and puts them back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from broadsheet.article.photo import Found
from broadsheet.ui.marking import mark

_NAMES = {"iim": "IPTC-IIM", "xmp": "XMP", "exif": "EXIF"}


class Origin(QToolButton):
    """`from photo` where the words are those of the file; where they were edited a button that puts them back."""

    put_back = Signal(str, str)
    """The field, and what the file said."""

    def __init__(self, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("origin")
        self._field = field
        self._said = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._tell)
        self.hide()

    def show_origin(self, text: str, said: Found | None) -> None:
        """Show where a text is from; nothing where the file said nothing."""
        self.setVisible(said is not None)
        if said is None:
            return
        self._said = said.text
        edited = text != said.text
        names = ", ".join(_NAMES.get(part, part) for part in said.source.split("+"))
        mark(self, "edited", edited)
        self.setText(self.tr("edited") if edited else self.tr("from photo"))
        self.setEnabled(edited)
        if edited:
            self.setToolTip(self.tr("The file says ({0}): {1}\nClick to put that back.").format(names, said.text))
            self.setAccessibleName(self.tr("Put back what the picture's file says: {0}").format(said.text))
        else:
            self.setToolTip(self.tr("As the file says ({0})").format(names))
            self.setAccessibleName(self.tr("As the picture's file says"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if edited else Qt.FocusPolicy.NoFocus)

    def _tell(self) -> None:
        self.put_back.emit(self._field, self._said)
