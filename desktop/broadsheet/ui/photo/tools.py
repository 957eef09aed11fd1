"""The tools under the large picture: quarter turns, mirrors, straightening, and the way back."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QShortcut
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from broadsheet.ui import icons
from broadsheet.ui.tokens import Tokens

_TENTHS = 10
_MOST = 15
"""Degrees: a horizon that leans further was meant to."""
_BUTTONS = ("turn-left", "turn-right", "mirror", "mirror-down")
_KEYS = {"turn-left": "Ctrl+L", "turn-right": "Ctrl+R", "mirror": "Ctrl+M", "mirror-down": "Ctrl+Shift+M"}
_BACK = "Ctrl+0"
_HANDLE = 14
"""Pixels across."""


class Tools(QWidget):
    """Says what is wanted; changes nothing itself."""

    turned = Signal(int)
    """Quarters of a turn, clockwise."""
    mirrored = Signal(bool)
    """Top to bottom where true, else left to right."""
    straightened = Signal(float)
    """Degrees clockwise, with each step of the slider and the box."""
    settled = Signal()
    """The slider has been let go, or the box has its number."""
    restored = Signal()
    """The picture shall be as its file has it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._quiet = False
        self.buttons = {name: self._button(name) for name in _BUTTONS}
        self.slider = _Slider(self)
        self.box = _Degrees(self)
        self.back = QPushButton(self.tr("Reset"))
        self._make_inputs()
        self._lay_out()
        self._name()
        self.buttons["turn-left"].clicked.connect(self._turn_left)
        self.buttons["turn-right"].clicked.connect(self._turn_right)
        self.buttons["mirror"].clicked.connect(self._mirror)
        self.buttons["mirror-down"].clicked.connect(self._mirror_down)
        self.slider.valueChanged.connect(self._take_tenths)
        self.slider.sliderReleased.connect(self.settled)
        self.slider.asked_upright.connect(self._take_nothing)
        self.box.valueChanged.connect(self._take_degrees)
        self.box.editingFinished.connect(self.settled)
        self.back.clicked.connect(self.restored)

    @property
    def sliding(self) -> bool:
        """Whether the slider is held."""
        return self.slider.isSliderDown()

    def show_state(self, degrees: float, *, turned: bool, usable: bool, moves: bool = False) -> None:
        """Show how far the picture is straightened, and whether there is anything to take back.

        A picture that moves cannot be turned; a tool tip says so.
        """
        self._quiet = True
        most = max(_MOST, abs(degrees))
        self.slider.setRange(-round(most * _TENTHS), round(most * _TENTHS))
        self.box.setRange(-most, most)
        if self.slider.value() != round(degrees * _TENTHS):
            self.slider.setValue(round(degrees * _TENTHS))
        if round(self.box.value() * _TENTHS) != round(degrees * _TENTHS):
            self.box.setValue(degrees)
        self._quiet = False
        for part in (*self.buttons.values(), self.slider, self.box, self._label):
            part.setEnabled(usable and not moves)
        self.back.setEnabled(usable and turned and not moves)
        self.setToolTip(self.tr("A picture that moves stays as it is") if moves else "")

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        for name, button in self.buttons.items():
            button.setIcon(icons.icon(name, tokens))

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Not the button's own shortcut: it clicks a tenth of a second later, and takes two quick keys for one.
        QShortcut(QKeySequence(_KEYS[name]), self).activated.connect(button.click)
        return button

    def _make_inputs(self) -> None:
        self.slider.setPageStep(_TENTHS)
        self.slider.setRange(-_MOST * _TENTHS, _MOST * _TENTHS)
        self.slider.setMinimumWidth(90)
        self.slider.setMaximumWidth(240)
        self.box.setDecimals(1)
        self.box.setSingleStep(1 / _TENTHS)
        self.box.setRange(-_MOST, _MOST)
        self.box.setSuffix("°")
        self.box.setKeyboardTracking(False)  # half a number is no angle
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setFixedWidth(68)
        self.back.setAutoDefault(False)
        QShortcut(QKeySequence(_BACK), self).activated.connect(self.back.click)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._label = QLabel(self.tr("Straighten"))
        self._label.setProperty("role", "label")
        self._label.setBuddy(self.slider)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addSpacing(14)
        row.addWidget(self._label)
        row.addSpacing(8)
        row.addWidget(self.slider, 1)
        row.addSpacing(8)
        row.addWidget(self.box)
        row.addStretch(0)
        row.addSpacing(8)
        row.addWidget(self.back)

    def _name(self) -> None:
        names = (
            self.tr("Turn left"),
            self.tr("Turn right"),
            self.tr("Mirror left to right"),
            self.tr("Mirror top to bottom"),
        )
        for (key, button), name in zip(self.buttons.items(), names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(_with_key(name, _KEYS[key]))
        self.slider.setAccessibleName(self.tr("Straighten, in tenths of a degree"))
        self.slider.setToolTip(self.tr("Straighten the horizon; a double click sets it back"))
        self.box.setAccessibleName(self.tr("Straighten, in degrees clockwise"))
        self.box.setToolTip(self.tr("Degrees clockwise"))
        self.back.setAccessibleName(self.tr("Show the picture as its file has it"))
        self.back.setToolTip(_with_key(self.tr("Show the picture as its file has it"), _BACK))

    def _turn_left(self) -> None:
        self.turned.emit(3)

    def _turn_right(self) -> None:
        self.turned.emit(1)

    def _mirror(self) -> None:
        self.mirrored.emit(False)

    def _mirror_down(self) -> None:
        self.mirrored.emit(True)

    def _take_tenths(self, tenths: int) -> None:
        if not self._quiet:
            self.straightened.emit(tenths / _TENTHS)

    def _take_degrees(self, degrees: float) -> None:
        if not self._quiet:
            self.straightened.emit(round(degrees, 1))

    def _take_nothing(self) -> None:
        self.straightened.emit(0.0)
        self.settled.emit()


class _Slider(QSlider):
    """A slider with its rest in the middle, where a double click brings it."""

    asked_upright = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumHeight(_HANDLE + 8)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Ask for no degrees at all."""
        self.asked_upright.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a line with a mark in its middle, how far it is from there, and the handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        handle = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)).center()
        palette, middle = self.palette(), QPointF(self.width() / 2, self.height() / 2)
        handle.setY(middle.y())
        is_told = self.isEnabled() and (self.hasFocus() or self.isSliderDown())
        told, quiet = palette.color(QPalette.ColorRole.Link), palette.color(QPalette.ColorRole.PlaceholderText)
        ground = palette.color(QPalette.ColorRole.Midlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = QPointF(_HANDLE / 2, 0)
        painter.setPen(QPen(ground, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(0, middle.y()) + end, QPointF(self.width(), middle.y()) - end)
        if self.isEnabled():
            painter.setPen(QPen(told, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(middle, handle)
        painter.setPen(QPen(quiet, 1.5))
        painter.drawLine(middle - QPointF(0, 8), middle + QPointF(0, 8))
        painter.setPen(QPen(told if is_told else quiet, 2 if is_told else 1.5))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawEllipse(handle, _HANDLE / 2, _HANDLE / 2)


class _Degrees(QDoubleSpinBox):
    """A box for degrees that leaves undo and redo to the article."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take numbers and steps."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _with_key(name: str, key: str) -> str:
    return f"{name} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})"
