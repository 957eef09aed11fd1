"""The line below the desk: counts at the left, the state of safety and the house at the right."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from broadsheet.render.protocol import Counts
from broadsheet.ui.marking import mark

_WORDS_A_MINUTE = 220
"""Adults read prose silently at 238 words a minute on average (Brysbaert 2019); news has names and numbers."""
_HEIGHT = 32


class StatusLine(QWidget):
    """Live counts and the truth about what is kept."""

    def __init__(self, houses: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._counts = QLabel()
        self._state = QLabel()
        self._house = QToolButton()
        self._house.setMenu(houses)
        self._house.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._house.setToolTip(self.tr("House style"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self._counts)
        row.addStretch(1)
        row.addWidget(self._state)
        row.addWidget(self._house)
        self.show_counts(Counts(words=0, characters=0))

    def show_counts(self, counts: Counts) -> None:
        """Show words, characters and the minutes a reader needs."""
        minutes = max(1, round(counts.words / _WORDS_A_MINUTE)) if counts.words else 0
        words = self.tr("1 word") if counts.words == 1 else self.tr("{0} words")
        characters = self.tr("1 character") if counts.characters == 1 else self.tr("{0} characters")
        numbers = ((words, counts.words), (characters, counts.characters), (self.tr("{0} min"), minutes))
        self._counts.setText("     ".join(text.format(QLocale().toString(number)) for text, number in numbers))

    def show_state(self, text: str, state: str) -> None:
        """Show what is kept; `state` is `good`, `warn` or `bad`."""
        self._state.setText(f"●  {text}")
        mark(self._state, "state", state)

    def show_house(self, name: str) -> None:
        """Show whose style the article follows."""
        self._house.setText(name)
        self._house.setAccessibleName(self.tr("House style: {0}").format(name))
