"""The large picture of the photo desk: a click sets the focus; a chosen crop is moved and resized on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from broadsheet.article.photo import Box
from broadsheet.ui.photo import boxes, parts

_STEP, _FINE = 0.02, 0.005
_GROWTH = 1.04
_GRIP = 9
"""Pixels around a corner in which it is taken."""
_SHADE = QColor(0, 0, 0, 130)
_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


class Canvas(QWidget):
    """Shows one picture as it is turned, as large as there is room."""

    focus_chosen = Signal(object)
    """The new focus, as shares of width and height."""
    box_chosen = Signal(object)
    """The new Box of the chosen crop: when a drag has ended, and with each key."""
    box_shown = Signal(object)
    """The Box while it is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words = ""
        self._focus: tuple[float, float] | None = None
        self._box: Box | None = None
        self._held: tuple[int, int] | None = None
        """The corner that is dragged; (-1, -1) is the whole crop."""
        self._last = QPointF()
        self._moved = False
        self._gridded = False
        self.locked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 200)
        self.setAccessibleName(self.tr("Picture"))
        self._describe()

    def sizeHint(self) -> QSize:
        """Ask for a picture of usual size."""
        return QSize(640, 420)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a picture as turned, or words where there is none."""
        self._image, self._words = image, words
        self.update()

    def show_focus(self, focus: tuple[float, float] | None) -> None:
        """Show the focus."""
        self._focus = focus
        self.update()

    def show_grid(self, shown: bool) -> None:
        """Show a grid to set a horizon by, or take it away."""
        if shown != self._gridded:
            self._gridded = shown
            self.update()

    def show_box(self, box: Box | None) -> None:
        """Show the chosen crop; None where the whole picture is looked at."""
        if self._held is None:
            self._box = box
            self._describe()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus from a click, or take hold of the crop."""
        super().mousePressEvent(event)
        here, frame = event.position(), self._frame()
        if self.locked or self._image.isNull() or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._box is None:
            if frame.contains(here):
                at = here - frame.topLeft()
                self.focus_chosen.emit((round(at.x() / frame.width(), 3), round(at.y() / frame.height(), 3)))
            return
        self._held, self._last, self._moved = self._grip(here), here, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize the crop that is held."""
        if self._held is None:
            self._show_cursor(event.position())
            return
        if self._box is None:
            return
        way = event.position() - self._last
        self._last, self._moved = event.position(), True
        frame = self._frame()
        if self._held == (-1, -1):
            self._box = boxes.moved(self._box, way.x() / frame.width(), way.y() / frame.height())
        else:
            self._box = self._dragged(self._box, self._held, event.position())
        self.box_shown.emit(self._box)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the crop."""
        super().mouseReleaseEvent(event)
        held, self._held = self._held, None
        if held is not None and self._moved and self._box is not None:
            self.box_chosen.emit(self._box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus or the crop by arrow keys, in small steps with Shift; plus and minus resize the crop."""
        way, fine = _WAYS.get(Qt.Key(event.key())), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        other = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self.locked or self._image.isNull() or other:
            super().keyPressEvent(event)
        elif way is not None:
            self._move(way, _FINE if fine else _STEP)
        elif self._box is not None and event.key() in (*_LARGER, Qt.Key.Key_Minus):
            factor = _GROWTH if event.key() in _LARGER else 1 / _GROWTH
            self.box_chosen.emit(boxes.scaled(self._box, factor))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the crop with what it leaves out in the shade, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame, palette = self._frame(), self.palette()
        if self._image.isNull():
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), _CENTRED, self._words)
            return
        painter.drawImage(frame, self._image)
        if self._gridded:
            parts.paint_grid(painter, frame)
        elif self._box is not None:
            self._paint_box(painter, frame, parts.area(self._box, frame))
        else:
            self._paint_focus(painter, frame)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))

    def _move(self, way: tuple[int, int], step: float) -> None:
        if self._box is not None:
            self.box_chosen.emit(boxes.moved(self._box, way[0] * step, way[1] * step))
            return
        x, y = self._focus or (0.5, 0.5)
        moved = (x + way[0] * step, y + way[1] * step)
        self.focus_chosen.emit((round(min(1.0, max(0.0, moved[0])), 3), round(min(1.0, max(0.0, moved[1])), 3)))

    def _dragged(self, box: Box, corner: tuple[int, int], here: QPointF) -> Box:
        """Return the crop with a corner as near to the pointer as its ratio allows; the other corner stays."""
        frame = self._frame()
        area = parts.area(box, frame)
        fixed = QPointF(area.left() if corner[0] else area.right(), area.top() if corner[1] else area.bottom())
        wide = (here.x() - fixed.x()) * (1 if corner[0] else -1) / area.width()
        high = (here.y() - fixed.y()) * (1 if corner[1] else -1) / area.height()
        return boxes.scaled(box, max(wide, high), (1 - corner[0], 1 - corner[1]))

    def _grip(self, here: QPointF) -> tuple[int, int] | None:
        if self._box is None:
            return None
        area = parts.area(self._box, self._frame())
        for x, y in _CORNERS:
            corner = QPointF(area.right() if x else area.left(), area.bottom() if y else area.top())
            if (here - corner).manhattanLength() <= 2 * _GRIP:
                return x, y
        return (-1, -1) if area.contains(here) else None

    def _show_cursor(self, here: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if not self.locked and not self._image.isNull() and self._frame().contains(here):
            grip = self._grip(here)
            if self._box is None:
                shape = Qt.CursorShape.CrossCursor
            elif grip == (-1, -1):
                shape = Qt.CursorShape.SizeAllCursor
            elif grip is not None:
                falls = grip[0] == grip[1]
                shape = Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
        self.setCursor(shape)

    def _describe(self) -> None:
        if self._box is None:
            self.setAccessibleDescription(self.tr("Arrow keys move the point that every crop keeps"))
            self.setToolTip(self.tr("Click where the picture matters: every crop keeps that point"))
        else:
            self.setAccessibleDescription(self.tr("Arrow keys move the crop, plus and minus resize it"))
            self.setToolTip("")

    def _frame(self) -> QRectF:
        """Return where the picture is: as large as fits, in the middle."""
        size = QSize(max(1, self._image.width()), max(1, self._image.height()))
        size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _paint_box(self, painter: QPainter, frame: QRectF, area: QRectF) -> None:
        shade = QPainterPath()
        shade.addRect(frame)
        shade.addRect(area)
        painter.fillPath(shade, _SHADE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        painter.drawRect(area)
        painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
        for third in (1 / 3, 2 / 3):
            x, y = area.left() + third * area.width(), area.top() + third * area.height()
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setBrush(Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
        for x, y in _CORNERS:
            corner = QPointF(area.right() if x else area.left(), area.bottom() if y else area.top())
            painter.drawRect(QRectF(corner - QPointF(4, 4), corner + QPointF(4, 4)))

    def _paint_focus(self, painter: QPainter, frame: QRectF) -> None:
        if self._focus is None:
            return
        at = frame.topLeft() + QPointF(self._focus[0] * frame.width(), self._focus[1] * frame.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((Qt.GlobalColor.black, 4.0), (Qt.GlobalColor.white, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(at, 11, 11)
