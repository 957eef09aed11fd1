"""The pictures of the photo desk as they are on the screen: decoded away from the window, one after the other."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from broadsheet import errors
from broadsheet.pictures import probe, thumbnail
from broadsheet.pictures.probe import Size
from broadsheet.pictures.thumbnail import Thumbnail
from broadsheet.ui.jobs import Job, once

_SIDE = 1400
"""Pixels of the longer side: sharp on a large screen, 8 MB of memory."""
_MOST = 24
"""Pictures that are kept decoded."""


class Images(QObject):
    """Hands out the decoded picture of an asset, now or by `ready`."""

    ready = Signal(str, QImage)
    """An asset and its picture, as its file has it; a null one where it cannot be shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[str, QImage] = {}
        self._sizes: dict[str, Size] = {}
        self._moving: set[str] = set()
        self._waiting: dict[str, bytes] = {}
        self._now = ""
        self._job = Job(self, apart=True)
        self._job.done.connect(self._take)
        self._job.failed.connect(self._refuse)
        self._job.crashed.connect(self._refuse)

    def image(self, asset: str, data: bytes | None) -> QImage | None:
        """Return a picture; None while it is on its way."""
        if asset in self._known or not data:
            return self._known.get(asset, QImage())
        if asset != self._now:
            self._waiting[asset] = data
            self._next()
        return None

    def size(self, asset: str) -> Size:
        """Return how large a picture that is there is in its file, in pixels as displayed."""
        return self._sizes.get(asset, Size(1, 1))

    def moves(self, asset: str) -> bool:
        """Tell whether a picture that is there moves: then it is published as its file has it."""
        return asset in self._moving

    def _next(self) -> None:
        if self._waiting and not self._job.running:
            # The last one that was asked for is the one that somebody looks at.
            self._now, data = self._waiting.popitem()
            self._job.start(once(_Making(data, self._now)))

    def _take(self, result: tuple[Size, bool, Thumbnail]) -> None:
        self._sizes[self._now], moves, made = result
        if moves:
            self._moving.add(self._now)
        image = QImage(made.rgba, made.width, made.height, made.width * 4, QImage.Format.Format_RGBA8888)
        self._keep(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))

    def _refuse(self, _error: errors.BroadsheetError | None = None) -> None:
        self._keep(QImage())

    def _keep(self, image: QImage) -> None:
        asset, self._now = self._now, ""
        while len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[asset] = image
        self._next()
        self.ready.emit(asset, image)


class _Making:
    """One picture to be decoded, as a call that holds no window."""

    def __init__(self, data: bytes, asset: str) -> None:
        self._data, self._asset = data, asset

    def __call__(self) -> tuple[Size, bool, Thumbnail]:
        data, name = self._data, self._asset
        return probe.size(data, name), probe.animated(data, name), thumbnail.make(data, _SIDE, _SIDE, name)
