"""The small lead picture: made away from the window, with the point that every crop must keep."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from broadsheet.article.photo import Photo
from broadsheet.errors import BroadsheetError
from broadsheet.pictures import thumbnail
from broadsheet.pictures.thumbnail import Thumbnail
from broadsheet.ui.jobs import Job, once
from broadsheet.ui.photo import turning

BOX = QSize(176, 132)
_NARROWEST = 120
_SHARPNESS = 2
_ROUND = 6
_STEP = 0.05
_KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Thumb(QWidget):
    """Shows one picture in at most `BOX`; a click or an arrow key moves its focus point."""

    focus_chosen = Signal(object)
    """The new focus point, as shares of width and height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._upright = QImage()
        self._photo = Photo("")
        self._wanted: tuple[str, bytes] = ("", b"")
        self._shown = ""
        self.words = ""
        self._focus: tuple[float, float] | None = None
        self._locked = False
        self._job = Job(self)
        self._job.done.connect(self._take)
        self._job.failed.connect(self._refuse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(BOX.width(), _height(BOX.width(), self._image))
        self.setAccessibleName(self.tr("Lead picture"))
        self.setAccessibleDescription(self.tr("Arrow keys move the point that every crop keeps"))
        self.setToolTip(self.tr("Click where the picture matters: every crop keeps that point"))

    def show_picture(self, asset: str, data: bytes | None, photo: Photo | None = None) -> None:
        """Show a picture by its bytes, soon, and turned as is known of it; None where the article has lost them."""
        photo = photo or Photo(asset)
        if asset == self._shown:
            self._turn(photo)
            return
        self._shown, self._photo = asset, photo
        self._image = self._upright = QImage()
        self.words = self.tr("Loading …") if data else self.tr("This picture is missing")
        self._wanted = (asset, data or b"")
        self.update()
        if data and not self._job.running:
            self._start()

    def fit(self, width: int) -> None:
        """Take about so many pixels of width, and the height that the picture needs then."""
        width = max(_NARROWEST, min(width, BOX.width()))
        self.setFixedSize(width, _height(width, self._image))

    def show_focus(self, focus: tuple[float, float] | None) -> None:
        """Show the focus point, as shares of width and height."""
        self._focus = focus
        self.update()

    def lock(self, locked: bool) -> None:
        """Take no focus point any more, or again."""
        self._locked = locked
        self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.CrossCursor)

    @property
    def is_loaded(self) -> bool:
        """Whether the picture is on the screen."""
        return not self._image.isNull()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus point from a click."""
        super().mousePressEvent(event)
        box = self._box()
        if self.is_loaded and not self._locked and box.contains(event.position()):
            at = event.position() - box.topLeft()
            self.focus_chosen.emit((round(at.x() / box.width(), 3), round(at.y() / box.height(), 3)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus point by a twentieth of the picture."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None or not self.is_loaded or self._locked or event.modifiers():
            super().keyPressEvent(event)
            return
        x, y = self._focus or (0.5, 0.5)
        moved = (x + step[0] * _STEP, y + step[1] * _STEP)
        self.focus_chosen.emit((round(min(1.0, max(0.0, moved[0])), 3), round(min(1.0, max(0.0, moved[1])), 3)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture with round corners, or words where there is none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette, box = self.palette(), self._box()
        shape = QPainterPath()
        shape.addRoundedRect(box, _ROUND, _ROUND)
        if self._image.isNull():
            painter.fillPath(shape, palette.color(QPalette.ColorRole.Midlight))
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawText(box.adjusted(12, 12, -12, -12), _CENTRED, self.words)
        else:
            painter.setClipPath(shape)
            painter.drawImage(box, self._image)
            painter.setClipping(False)
            self._paint_focus(painter, box)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _ROUND, _ROUND)

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        if self._focus is None:
            return
        at = box.topLeft() + QPointF(self._focus[0] * box.width(), self._focus[1] * box.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((Qt.GlobalColor.black, 4.0), (Qt.GlobalColor.white, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(at, 8, 8)

    def _box(self) -> QRectF:
        """Return where the picture is: as large as fits, at the top and in the middle."""
        if self._image.isNull():
            return QRectF(self.rect())
        size = QSize(self._image.width(), self._image.height()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def _start(self) -> None:
        self._wanted, wanted = ("", b""), self._wanted
        self._asset = wanted[0]
        self._job.start(once(_making(wanted[1], wanted[0])))

    def _take(self, made: Thumbnail) -> None:
        if self._asset == self._shown:
            image = QImage(made.rgba, made.width, made.height, made.width * 4, QImage.Format.Format_RGBA8888)
            self._upright = image.copy()
            self._show()
        self._next()

    def _turn(self, photo: Photo) -> None:
        is_another, self._photo = turning.turn(photo) != turning.turn(self._photo), photo
        if is_another:
            self._show()

    def _show(self) -> None:
        self._image = turning.turned(self._upright, self._photo)
        self.fit(self.width())
        self.update()

    def _refuse(self, _error: BroadsheetError) -> None:
        if self._asset == self._shown:
            self.words = self.tr("This picture cannot be shown")
            self.update()
        self._next()

    def _next(self) -> None:
        if self._wanted[1]:
            self._start()


def _height(width: int, image: QImage) -> int:
    if image.isNull():
        return width * 9 // 16
    return min(BOX.height(), max(1, round(width * image.height() / image.width())))


_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


def _making(data: bytes, name: str) -> Callable[[], Thumbnail]:
    def make() -> Thumbnail:
        return thumbnail.make(data, BOX.width() * _SHARPNESS, BOX.height() * _SHARPNESS, name)

    return make
