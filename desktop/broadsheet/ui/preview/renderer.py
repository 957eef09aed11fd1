"""The window's side of the render worker: tells it every change and hands out what it answers."""

import sys

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from broadsheet import errors
from broadsheet.article.house import House
from broadsheet.pictures import probe
from broadsheet.render import protocol, themes
from broadsheet.ui.preview.edits import LineEdit, Waiting
from broadsheet.ui.session import Session

PATIENCE_MS = 2_000
"""Longest time for an answer to a change: the page takes milliseconds, so beyond it hangs."""
OPEN_PATIENCE_MS = 10_000
"""Longest time for the whole article, with the start of Python on a slow disk before it."""


def command() -> tuple[str, ...]:
    """Return how the worker is started: as a module, or through our front door where we are one bundled file."""
    if getattr(sys, "frozen", False):
        return sys.executable, "--render-worker"
    # -P: else Python would look for modules in the folder that we were started from first, and run what lies there.
    return sys.executable, "-P", "-m", "broadsheet.render.worker"


class Renderer(QObject):
    """Client of the worker process.

    One batch of changes is under way; what comes meanwhile waits and goes out together with the answer. Each answer
    is handed on. A worker that hangs or dies is told of by `troubled`; the next change starts another one.
    """

    paged = Signal(object)
    """A protocol.Page: show it instead of all that was there."""
    patched = Signal(object)
    """A protocol.Patch of the page shown last."""
    troubled = Signal(object)
    """An errors.BroadsheetError: there is no page for the article as it stands."""

    def __init__(self, session: Session, parent: QObject, worker: tuple[str, ...] | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._house: House | None = None
        self._theme = ""
        self._command = worker or command()
        self._process: QProcess | None = None
        self._answers = protocol.Answers()
        self._waiting = Waiting()
        self._lost = True
        self._revision = 0
        self._opened_at = 0
        self._answered = 0
        self._sizes: protocol.Sizes = {}
        self._watchdog = QTimer(self, singleShot=True)
        self._watchdog.timeout.connect(self._give_up_waiting)
        self._patience = OPEN_PATIENCE_MS
        session.opened.connect(self._take_article)
        session.field_changed.connect(self._take_field)
        session.lines_changed.connect(self._take_lines)
        session.assets_changed.connect(self._take_assets)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered < self._revision

    def dress(self, house: House, theme: str) -> None:
        """Show the article in this house and theme; empty is the house's. Does nothing where it is so already."""
        if (house, theme) != (self._house, self._theme):
            self._house, self._theme = house, theme
            self.refresh()

    def refresh(self) -> None:
        """Make the whole page anew; nothing happens before the article has been dressed."""
        self._waiting.everything = True
        self._send()

    def shut_down(self) -> None:
        """End the worker for good."""
        self._house = None
        self._stop()

    def _take_article(self) -> None:
        self._sizes = {}
        self.refresh()

    def _take_field(self, _name: str) -> None:
        self._waiting.fields = True
        self._send()

    def _take_lines(self, first: int, removed: int, added: list[str]) -> None:
        self._waiting.add_lines(LineEdit(first, removed, tuple(added)))
        self._send()

    def _take_assets(self) -> None:
        self._waiting.assets = True
        self._send()

    def _send(self) -> None:
        """Tell the worker all that waits, unless it still works on what it was told before."""
        if self.busy or not self._waiting or self._house is None:
            return
        whole = self._waiting.everything or self._lost
        process = self._process or self._start()
        messages = [self._whole(self._house)] if whole else self._changes()
        self._waiting = Waiting()
        process.write(b"".join(map(protocol.frame, messages)))
        self._patience = OPEN_PATIENCE_MS if whole else PATIENCE_MS

    def _wait(self, _bytes: int) -> None:
        """Begin to lose patience now that the worker has been told, which happens after the editor was painted."""
        if self.busy:
            self._watchdog.start(self._patience)

    def _whole(self, house: House) -> protocol.Open:
        article = msgspec.structs.replace(self._session.article(), body=self._session.body())
        self._opened_at, self._lost = self._next(), False
        return protocol.Open(self._revision, article, house, self._theme, self._measured())

    def _changes(self) -> list[protocol.ToWorker]:
        waiting = self._waiting
        messages: list[protocol.ToWorker] = []
        if waiting.assets:
            messages.append(protocol.Assets(self._next(), self._measured()))
        for edit in waiting.lines:
            messages.append(protocol.Lines(self._next(), edit.first, edit.removed, edit.added))
        if waiting.fields:
            messages.append(protocol.Fields(self._next(), self._session.article()))
        return messages

    def _next(self) -> int:
        self._revision += 1
        return self._revision

    def _measured(self) -> protocol.Sizes:
        """Return the size of every picture; a picture's bytes never change under its name, so each is read once."""
        for name, data in self._session.assets.items():
            if name not in self._sizes:
                size = _size(name, data)
                if size is not None:
                    self._sizes[name] = size
        return self._sizes

    def _start(self) -> QProcess:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.bytesWritten.connect(self._wait)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._lament)
        process.errorOccurred.connect(self._lament_start)
        self._process = process
        process.start(self._command[0], list(self._command[1:]))
        return process

    def _stop(self) -> None:
        """End the worker; the next change starts another one."""
        self._watchdog.stop()
        process, self._process = self._process, None
        self._lost = True
        self._answers = protocol.Answers()
        self._answered = self._revision
        if process is not None:
            process.bytesWritten.disconnect(self._wait)
            process.readyReadStandardOutput.disconnect(self._read)
            process.finished.disconnect(self._lament)
            process.errorOccurred.disconnect(self._lament_start)
            process.kill()
            process.waitForFinished(500)
            process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        try:
            answers = self._answers.feed(bytes(self._process.readAllStandardOutput().data()))
        except ValueError as exc:
            self._fail(errors.RenderFailed("crashed", str(exc)))
            return
        for answer in answers:
            self._deliver(answer)
        if not self.busy:
            self._watchdog.stop()
            self._send()

    def _deliver(self, answer: protocol.FromWorker) -> None:
        self._answered = answer.revision
        if answer.revision < self._opened_at:
            return
        if isinstance(answer, protocol.Page):
            self.paged.emit(answer)
        elif isinstance(answer, protocol.Patch):
            self.patched.emit(answer)
        else:
            # Nothing is known about what the worker holds now: the next change tells it everything.
            self._opened_at, self._lost = self._revision + 1, True
            self.troubled.emit(_trouble(answer))

    def _give_up_waiting(self) -> None:
        # It may have been the window that slept, or the whole machine, and the answer lies there unread.
        if self._process is not None and self._process.waitForReadyRead(0):
            if self.busy:
                self._watchdog.start(PATIENCE_MS)
            return
        self._fail(errors.RenderFailed("time"))

    def _lament(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._fail(errors.RenderFailed("crashed", str(code)))

    def _lament_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._fail(errors.RenderFailed("crashed", self._process.errorString()))

    def _fail(self, error: errors.RenderFailed) -> None:
        self._stop()
        self.troubled.emit(error)
        self._send()


def _size(name: str, data: bytes) -> tuple[int, int] | None:
    try:
        size = probe.size(data)
    except errors.PictureRefused:
        return None
    return size.width, size.height


def _trouble(broken: protocol.Broken) -> errors.BroadsheetError:
    if broken.kind == "theme" and not broken.file:
        return errors.UnknownName("theme", broken.theme, tuple(themes.available()))
    if broken.kind == "theme":
        return errors.ThemeBroken(broken.theme, broken.file, broken.line, broken.detail)
    return errors.RenderFailed("memory" if broken.kind == "memory" else "crashed", broken.detail)
