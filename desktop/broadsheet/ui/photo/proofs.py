"""The proof sheet: the picture in every ratio of the house, side by side; each can be taken up and agreed to."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from broadsheet.article.photo import Box, Crop
from broadsheet.ui.inputs import Tick
from broadsheet.ui.marking import mark
from broadsheet.ui.photo import parts
from broadsheet.ui.sheet.flow import Flow

_HEIGHT = 92
_WIDEST = 176
_ROUND = 4


class Proof(QWidget):
    """One ratio: a small picture that takes its crop up when it is pressed, and a tick for having seen it."""

    chosen = Signal(str, bool)
    """The ratio, and whether its crop is taken up now."""
    seen = Signal(str, bool)

    def __init__(self, ratio: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ratio = ratio
        self.picture = _Small(ratio, self)
        self.tick = Tick(ratio.replace(":", " : "))
        self.tick.setAccessibleName(self.tr("Crop {0}: seen").format(ratio))
        self.tick.setToolTip(self.tr("Tick it when this crop may go out"))
        self.picture.clicked.connect(self._tell_chosen)
        self.tick.clicked.connect(self._tell_seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.picture)
        column.addWidget(self.tick)

    def show_crop(self, image: QImage, crop: Crop, *, taken_up: bool) -> None:
        """Show the cut picture, whether it was cut by hand, seen, and is being worked on."""
        self.picture.show_image(image, by_hand=crop.box is not None)
        self.picture.setChecked(taken_up)
        self.tick.setChecked(crop.seen)
        mark(self, "seen", crop.seen)
        self.updateGeometry()

    def _tell_chosen(self, checked: bool) -> None:
        self.chosen.emit(self.ratio, checked)

    def _tell_seen(self, checked: bool) -> None:
        self.seen.emit(self.ratio, checked)


class ProofSheet(Flow):
    """All ratios in a row that breaks where it is narrow."""

    chosen = Signal(str, bool)
    seen = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._proofs: dict[str, Proof] = {}

    def show_ratios(self, ratios: tuple[str, ...]) -> None:
        """Have one proof for each of these ratios."""
        if tuple(self._proofs) == ratios:
            return
        for proof in self._proofs.values():
            proof.deleteLater()
        self._proofs = {ratio: Proof(ratio, self) for ratio in ratios}
        for proof in self._proofs.values():
            proof.chosen.connect(self.chosen)
            proof.seen.connect(self.seen)

    def show_picture(self, image: QImage, crops: dict[str, tuple[Crop, Box]], taken_up: str) -> None:
        """Show a picture as turned, cut as each ratio wants."""
        for ratio, proof in self._proofs.items():
            if ratio in crops and not image.isNull():
                crop, box = crops[ratio]
                proof.show_crop(parts.cut(image, box), crop, taken_up=ratio == taken_up)
        self.place(list(self._proofs.values()))

    def lock(self, locked: bool) -> None:
        """Take no ticks any more, or again."""
        for proof in self._proofs.values():
            proof.tick.setEnabled(not locked)


class _Small(QAbstractButton):
    """The small cut picture, as a button that stays pressed."""

    def __init__(self, ratio: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ratio = ratio
        self._image = QImage()
        across, down = (int(part) for part in ratio.split(":"))
        width = min(_WIDEST, max(40, round(_HEIGHT * across / down)))
        self.setFixedSize(QSize(width, _HEIGHT))

    def show_image(self, image: QImage, *, by_hand: bool) -> None:
        """Show the picture in its ratio."""
        size = self.size() * self.devicePixelRatioF()
        self._image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        words = self.tr("Crop {0}, set by hand") if by_hand else self.tr("Crop {0}, follows the focus")
        self.setAccessibleName(words.format(self._ratio))
        self.setToolTip(words.format(self._ratio))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, with a frame where its crop is taken up or has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        frame = self.rect()
        frame.setSize(size)
        frame.moveCenter(self.rect().center())
        painter.drawImage(frame, self._image)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 3 if self.isChecked() else 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), _ROUND, _ROUND)
