"""The formatting bar above the body: one stop for the keyboard, the arrows go through it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

_HEIGHT = 44
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class FormattingBar(QFrame):
    """Buttons for commands in groups, the read-also as a pill, and at the right how to find all commands."""

    def __init__(
        self, commands: Sequence[QAction | None], pill: QAction, palette: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("formatting")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Formatting"))
        self.setFixedHeight(_HEIGHT)
        self._buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(28, 0, 28, 0)
        self._row.setSpacing(2)
        for command in commands:
            if command is None:
                self._row.addWidget(_hairline())
            else:
                self._add(command)
        self._add(pill, name="pill")
        self._row.addStretch(1)
        self._hint = self._add(palette, name="hint")
        keys = palette.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._hint.setText(self.tr("{0} commands").format(keys))
        self._stop_at(self._buttons[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the buttons with the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QToolButton):
            shown = [button for button in self._buttons if button.isVisible() and button.isEnabled()]
            key = Qt.Key(event.key())
            if key in _STEPS and watched in shown:
                step = -_STEPS[key] if self.isRightToLeft() else _STEPS[key]
                self._stop_at(shown[(shown.index(watched) + step) % len(shown)], focus=True)
                return True
            if key in _ENDS and shown:
                self._stop_at(shown[_ENDS[key]], focus=True)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where it would crowd the buttons."""
        super().resizeEvent(event)
        needed = sum(button.sizeHint().width() + 2 for button in self._buttons) + 90
        self._hint.setVisible(event.size().width() >= needed)

    def _add(self, action: QAction, name: str = "") -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        words = action.text().replace("&", "").rstrip("…")
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if name:
            button.setObjectName(name)
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.installEventFilter(self)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def _stop_at(self, button: QToolButton, *, focus: bool = False) -> None:
        """Make a button the one that Tab comes to, in the place of the one before it."""
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for other in self._buttons:
            if other is not button and other.focusPolicy() == Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(other, button)
                other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if focus:
            button.setFocus(Qt.FocusReason.TabFocusReason)


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedSize(17, 20)
    return line
