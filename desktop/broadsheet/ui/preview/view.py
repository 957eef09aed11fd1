"""The view of the page: loads it, changes it in place, hears clicks, and survives the browser's death."""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEngineScript, QWebEngineUrlScheme
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from broadsheet.render.protocol import Patch
from broadsheet.ui.preview import scheme
from broadsheet.ui.preview.content import Content
from broadsheet.ui.preview.locked import LockedPage, LockedProfile

PATIENCE_MS = 3_000
"""Longest time for the page to load or to answer; then it hangs and its process is ended."""
FIRST_PATIENCE_MS = 15_000
"""The same for the first page, with the start of the browser's processes on a slow disk before it."""
_GRACE_MS = 200
"""Time to hear what is waiting already: it may have been the window that slept, or the whole machine."""
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_PAPER = {False: "#FFFFFF", True: "#18191C"}
"""What stands behind a page that has not painted yet."""

Target = dict[str, Any] | None
"""Where the caret is, as bridge.js takes it: {piece, share} or {field}."""


class PageView(QWebEngineView):
    """One locked page."""

    shown = Signal()
    """The page is there; whoever loaded it says `begin` now."""
    changed = Signal()
    """A patch is in the page."""
    stopped = Signal()
    """The page's process died or hung; only another `show_page` brings it back."""
    clicked = Signal(str, bool)
    """What the bridge says of a clicked point, as JSON, and whether Ctrl (Command on a Mac) was held."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = scheme.Table()
        self.alive = False
        """Whether there is a page that can be changed."""
        self._profile = LockedProfile()
        self._handler = scheme.Handler(self.table, self._profile)
        self._profile.installUrlSchemeHandler(scheme.NAME, self._handler)
        self._page = LockedPage(self._profile, self)
        # Children go in the order in which they came, and a page has to go before its profile.
        self._profile.setParent(self)
        self._page.scripts().insert(_bridge())
        self._page.loadingChanged.connect(self._take_loading)
        self._page.renderProcessTerminated.connect(self._mourn)
        self.setPage(self._page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self._address = QUrl()
        self._resume = msgspec.Raw(b"null")
        self._had_page = False
        self._loading = False
        self._outdated = False
        self._load = 0
        self._due = 0
        self._heard: QWidget | None = None
        self._pressed = QPoint()
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._wait_once_more)
        self._grace = QTimer(self, singleShot=True, interval=_GRACE_MS)
        self._grace.timeout.connect(self._end_process)

    def show_page(self, content: Content, keep_place: bool) -> None:
        """Load the page of `content`; with `keep_place` the reader's place in the page before is found again in it."""
        self.table.css = content.stylesheet
        self.table.html = content.whole()
        if self._loading:
            # The browser may drop a load that comes upon another one's heels.
            self._outdated = True
        elif keep_place and self.alive:
            self._ask("where()", self._load_there)
        else:
            self._load_there("null")

    def begin(self, content: Content | None, target: Target) -> None:
        """Finish a load: bring the page up to `content`, where that changed meanwhile, and mark the caret's place."""
        pieces = None if content is None else [piece.html for piece in content.pieces]
        frame = None if content is None else content.html
        self._tell("begin", pieces, frame, target, self._resume)

    def patch(self, patch: Patch, target: Target) -> None:
        """Change the page in place and follow the caret."""
        self._tell("patch", patch.first, patch.removed, [piece.html for piece in patch.pieces], patch.frame, target)

    def follow(self, target: Target) -> None:
        """Mark where the caret is, and bring it into view."""
        if self.alive:
            self._tell("follow", target)

    def shade(self, dark: bool) -> None:
        """Show the page as readers see it who prefer dark, or light."""
        self.table.dark = dark
        self._page.setBackgroundColor(QColor(_PAPER[dark]))
        if self.alive:
            self._tell("shade", dark, f"style.css?{scheme.shade(dark)}")

    def shut_down(self) -> None:
        """Let the browser go; the view is of no use afterwards."""
        self._hear()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear clicks on the page, and let them through: text can be selected and links ask the page's policy."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._release(event)
        return super().eventFilter(watched, event)

    def _release(self, event: QMouseEvent) -> None:
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if not self.alive or moved >= QApplication.startDragDistance():
            return
        place = event.position() / self.zoomFactor()
        following = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._ask(f"at({place.x()}, {place.y()})", partial(self._tell_click, following))

    def _tell_click(self, following: bool, answer: object) -> None:
        if answer not in ("", "null"):
            self.clicked.emit(answer, following)

    def _load_there(self, resume: object) -> None:
        self._resume = msgspec.Raw(str(resume or "null").encode())
        self.alive = False
        self._loading, self._outdated = True, False
        self._load += 1
        self._due = 0
        self._patience.start(PATIENCE_MS if self._had_page else FIRST_PATIENCE_MS)
        self._address = self.table.next_address()
        self._page.load(self._address)

    def _take_loading(self, info: QWebEngineLoadingInfo) -> None:
        if info.url() != self._address or info.status() == QWebEngineLoadingInfo.LoadStatus.LoadStartedStatus:
            return
        if self._outdated:
            self._load_there("null")
            return
        self._loading = False
        self._hear()
        self.table.html = ""
        if info.status() != QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus:
            self.stopped.emit()
            return
        self.alive = self._had_page = True
        proxy = self.focusProxy()
        if proxy is not None and proxy is not self._heard:
            self._heard = proxy
            proxy.installEventFilter(self)
        self.shown.emit()

    def _tell(self, name: str, *arguments: object) -> None:
        """Call the bridge; `changed` follows a patch."""
        given = ", ".join(msgspec.json.encode(argument).decode() for argument in arguments)
        self._ask(f'{name}({given}); "{name}"', self._note)

    def _note(self, name: object) -> None:
        if name == "patch":
            self.changed.emit()

    def _ask(self, call: str, then: Callable[[object], None]) -> None:
        self._due += 1
        if not self._patience.isActive():
            self._patience.start(PATIENCE_MS)
        self._page.runJavaScript(f"broadsheet.{call}", _WORLD.value, partial(self._answer, self._load, then))

    def _answer(self, load: int, then: Callable[[object], None], answer: object) -> None:
        if load != self._load:
            return
        self._due -= 1
        self._hear()
        if self._due:
            self._patience.start(PATIENCE_MS)
        then(answer)

    def _hear(self) -> None:
        """Stop waiting: the page has said something, or there is no page any more."""
        self._patience.stop()
        self._grace.stop()

    def _wait_once_more(self) -> None:
        self._grace.start()

    def _end_process(self) -> None:
        """Kill a page that hangs; `_mourn` follows."""
        process = self._page.renderProcessPid()
        if process:
            os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        else:
            self._mourn()

    def _mourn(self, *_why: object) -> None:
        self.alive = self._loading = False
        self._load += 1
        self._due = 0
        self._hear()
        self.stopped.emit()


def _bridge() -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("bridge")
    script.setSourceCode(Path(__file__).with_name("bridge.js").read_text("utf-8"))
    script.setWorldId(_WORLD.value)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setRunsOnSubFrames(False)
    return script


def make(parent: QWidget) -> PageView:
    """Return a new view; the first call also tells the browser of our scheme, which it learns only once."""
    if not QWebEngineUrlScheme.schemeByName(scheme.NAME).name():
        scheme.register()
    return PageView(parent)
