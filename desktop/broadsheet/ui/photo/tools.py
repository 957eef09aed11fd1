"""The tools under the large picture: quarter turns, the mirror, straightening, and the way back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from broadsheet.ui import icons
from broadsheet.ui.tokens import Tokens

_TENTHS = 10
_MOST = 15
"""Degrees: a horizon that leans further was meant to."""


class Tools(QWidget):
    """Says what is wanted; changes nothing itself."""

    turned = Signal(int)
    """Quarters of a turn, clockwise."""
    mirrored = Signal()
    straightened = Signal(float)
    """Degrees clockwise, while the slider moves."""
    settled = Signal()
    """The slider has been let go."""
    restored = Signal()
    """The crop that is taken up shall follow the focus again; without one, the picture shall be as its file has it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left = self._button(self.tr("Turn to the left"))
        self._right = self._button(self.tr("Turn to the right"))
        self._mirror = self._button(self.tr("Mirror"))
        self._back = QToolButton()
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._degrees = QLabel()
        self._degrees.setProperty("role", "soft")
        self._degrees.setFixedWidth(44)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(-_MOST * _TENTHS, _MOST * _TENTHS)
        self._slider.setPageStep(_TENTHS)
        self._slider.setFixedWidth(150)
        self._slider.setAccessibleName(self.tr("Straighten"))
        self._slider.setToolTip(self.tr("Straighten the horizon"))
        self._slider.valueChanged.connect(self._tell)
        self._slider.sliderReleased.connect(self.settled)
        self._left.clicked.connect(self._turn_left)
        self._right.clicked.connect(self._turn_right)
        self._mirror.clicked.connect(self.mirrored)
        self._back.clicked.connect(self.restored)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        label = QLabel(self.tr("Straighten"))
        label.setProperty("role", "soft")
        label.setBuddy(self._slider)
        for part in (self._left, self._right, self._mirror):
            row.addWidget(part)
        row.addSpacing(12)
        row.addWidget(label)
        row.addWidget(self._slider)
        row.addWidget(self._degrees)
        row.addStretch(1)
        row.addWidget(self._back)

    @property
    def sliding(self) -> bool:
        """Whether the slider is held."""
        return self._slider.isSliderDown()

    def show_state(self, degrees: float, crop: str, *, changed: bool, locked: bool) -> None:
        """Show how far the picture is straightened, and what can be taken back; `crop` is the ratio taken up."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(degrees * _TENTHS))
        self._slider.blockSignals(False)
        self._degrees.setText(f"{degrees:+.1f}°" if degrees else "0°")
        words = self.tr("Let {0} follow the focus").format(crop) if crop else self.tr("As the file has it")
        self._back.setText(words)
        self._back.setVisible(changed)
        for part in (self._left, self._right, self._mirror, self._slider, self._back):
            part.setEnabled(not locked)

    def take_tokens(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        for button, name in ((self._left, "turn-left"), (self._right, "turn-right"), (self._mirror, "mirror")):
            button.setIcon(icons.icon(name, tokens))

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _turn_left(self) -> None:
        self.turned.emit(3)

    def _turn_right(self) -> None:
        self.turned.emit(1)

    def _tell(self, tenths: int) -> None:
        self.straightened.emit(tenths / _TENTHS)
