"""Line icons in the colours of the window: 24-unit drawings with a stroke of 1.7, sharp at every scale."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from broadsheet import paths
from broadsheet.ui.tokens import Tokens

_SIZE = 20
_SCALES = (1, 2)


@lru_cache(maxsize=256)
def icon(name: str, tokens: Tokens) -> QIcon:
    """Return the icon `resources/icons/<name>.svg` in ink, and in soft ink where it is disabled.

    Raises FileNotFoundError where there is no such icon.
    """
    drawing = (paths.RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, tokens.ink), (QIcon.Mode.Disabled, tokens.hairline)):
        for scale in _SCALES:
            made.addPixmap(_pixmap(drawing.replace("currentColor", colour), scale), mode)
    return made


def _pixmap(drawing: str, scale: int) -> QPixmap:
    pixmap = QPixmap(QSize(_SIZE, _SIZE) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
