"""What is dropped on the window beside the fields: files are opened, words are pasted."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from broadsheet.ui import pasting
from broadsheet.ui.asking import ENDINGS

_ELSEWHERE = re.compile(r"[/\\]{2}")
_ENTERING = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Dropping(QObject):
    """Watches one window; fields, the body and the picture's card take what is for them before."""

    files_dropped = Signal(list)
    """Paths of files that can be opened, and of folders."""
    words_dropped = Signal(object)
    """What was dropped, as Qt's QMimeData, valid only during the call."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome and take what can be opened or pasted."""
        # Qt's events of entering and moving are events of dropping, too.
        if isinstance(event, QDropEvent) and (event.type() in _ENTERING or event.type() == QEvent.Type.Drop):
            source = event.mimeData()
            if files_in(source) or pasting.has_words(source):
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._take(source)
                return True
        return super().eventFilter(watched, event)

    def _take(self, source: QMimeData) -> None:
        files = files_in(source)
        if files:
            self.files_dropped.emit(files)
        else:
            self.words_dropped.emit(source)


def files_in(source: QMimeData) -> list[Path]:
    """Return the files that can be opened, by their endings, and folders; nothing is looked at but this machine's.

    `file://server/share` and `file:////server/share` both name another's (RFC 8089, appendix E.3).
    """
    names = [url.toLocalFile() for url in source.urls() if url.isLocalFile() and not url.host()]
    found = [Path(name) for name in names if not _ELSEWHERE.match(name)]
    return [path for path in found if path.suffix.lower().lstrip(".") in ENDINGS or path.is_dir()]
