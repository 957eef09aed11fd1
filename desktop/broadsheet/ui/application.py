"""The one place where objects meet: settings, appearance and windows are made here and handed on."""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QPoint, Qt, QThreadPool, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from broadsheet import errors, paths
from broadsheet.settings import Settings
from broadsheet.store import choices, handover, traces, unexpected
from broadsheet.store.document import Document
from broadsheet.ui.appearance import Appearance
from broadsheet.ui.frame import Frame
from broadsheet.ui.jobs import LAST_PATIENCE_MS
from broadsheet.ui.preview import guard

if TYPE_CHECKING:
    from broadsheet.importing.imported import Imported
    from broadsheet.store.handover import Wish
    from broadsheet.store.locking import Lock
    from broadsheet.ui.instance import Instance
    from broadsheet.ui.recovery import Recovery
    from broadsheet.ui.versions import Versions
    from broadsheet.ui.window import Window


_ASIDE = QPoint(28, 28)


class Program(QObject):
    """The running program: the writer's choices, and one window for each open article."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application, self.settings = application, settings
        self.appearance = Appearance(application, settings.colour_scheme)
        self._windows: list[Window] = []
        self._traces = traces.read()
        self.trouble: errors.BroadsheetError | None = None
        self.recovery: Recovery | None = None

    @cached_property
    def versions(self) -> "Versions":
        """The versions of all articles; made with the first window, since the frame shall be seen before."""
        from broadsheet.ui.versions import Versions

        return Versions(self)

    def make_frame(self) -> Frame:
        """Return an empty window where the last one stood, or beside the one that stands there; not shown yet."""
        frame = Frame(self._windows[-1].frame.place() if self._windows else self._traces.window)
        if self._windows and not frame.isMaximized():
            frame.move(frame.pos() + _ASIDE)
        return frame

    def open_window(
        self, wanted: "Path | Document | Imported | None" = None, house: str = "", frame: Frame | None = None
    ) -> "Window":
        """Show a window on a file or what was read, or on a new article; furnish `frame` if there is one."""
        from broadsheet.ui.window import Window

        frame = frame or self.make_frame()
        window = Window(frame, self.settings, self.appearance, self.versions, house or self.settings.house)
        window.settings_changed.connect(self.keep)
        window.wanted.connect(self.open_or_raise)
        window.closed.connect(self._forget)
        window.quit_asked.connect(self.quit)
        window.files.used.connect(self._remember)
        window.names_unwanted.connect(self._forget_path)
        window.files.is_open_elsewhere = self._raise_window_of
        window.recall(self._traces)
        window.lay_panes(self._traces)
        self._windows.append(window)
        frame.show()
        window.show()  # in a frame that is seen already; what is not seen cannot take the focus
        window.start(wanted)
        self.versions.tidy_soon()
        return window

    def recover(self) -> None:
        """Look for what the last run could not keep in files, and show it."""
        from broadsheet.ui.recovery import Recovery

        self.recovery = Recovery(self)
        self.recovery.look()

    def windows(self) -> "list[Window]":
        """Return the open windows, the newest last."""
        return list(self._windows)

    def front_window(self) -> "Window":
        """Return the window that the writer is in, or the newest."""
        active = [window for window in self._windows if window.frame.isActiveWindow()]
        return (active or self._windows)[-1]

    def window_on(self, path: Path) -> "Window | None":
        """Return the window that has this file open, by whatever name."""
        wanted = os.path.realpath(path)
        for window in self._windows:
            if window.path is not None and os.path.realpath(window.path) == wanted:
                return window
        return None

    def open_or_raise(self, wanted: "Document | Imported | None") -> None:
        """Show the window that has this document's file open, or open it in a new one; None is a new article."""
        document = wanted if wanted is None or isinstance(wanted, Document) else wanted.document
        if document is None or document.path is None or not self._raise_window_of(document.path):
            self.open_window(wanted)

    def open_files(self, wish: "Wish") -> None:
        """Show what another start was given; one that was given nothing only brings the newest window forward."""
        from broadsheet.ui import instance

        instance.use_token(wish.token)
        files, folders = _parted(wish.files)
        for path in files:
            blank = next((window for window in self._windows if window.session.is_pristine()), None)
            if self._raise_window_of(path):
                continue
            if blank is not None:
                blank.files.load(path)
                _bring_forward(blank)
            else:
                _bring_forward(self.open_window(path))
        if not files and self._windows:
            _bring_forward(self._windows[-1])
        if folders:
            window = self.front_window() if self._windows else self.open_window()
            window.incoming.take_in(folders)

    def keep(self, changes: dict[str, object]) -> None:
        """Take some settings over and write all of them."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        for window in self._windows:
            window.take_settings(self.settings)
        try:
            choices.write(self.settings)
        except errors.BroadsheetError as error:
            for window in self._windows:
                window.tell(error)
        if "colour_scheme" in changes:
            self.appearance.choose(self.settings.colour_scheme)

    def tell_unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write down what nobody foresaw and say so, instead of dying or staying silent."""
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        try:
            unexpected.note(text)
        except OSError as exc:
            sys.stderr.write(f"{unexpected.log()}: {exc}\n")
        for window in self._windows:
            window.telling.tell_unexpected(unexpected.log())

    def end(self) -> bool:
        """Finish what is under way, and tell whether that could be done in some seconds."""
        kept = "versions" not in vars(self) or self.versions.close()
        return QThreadPool.globalInstance().waitForDone(LAST_PATIENCE_MS) and kept

    def quit(self) -> None:
        """Close every window; one with unsaved changes asks first and may stay."""
        for window in list(self._windows):
            window.frame.close()

    def _raise_window_of(self, path: Path) -> bool:
        """Show the window that has this file open, and tell whether there is one."""
        window = self.window_on(path)
        if window is not None:
            _bring_forward(window)
        return window is not None

    def _remember(self, path: Path) -> None:
        before, self._traces = self._traces, traces.with_recent(self._traces, path)
        if self._traces == before:
            return  # most saves go where the last one went
        traces.write(self._traces)
        for window in self._windows:
            window.recall(self._traces)

    def _forget_path(self, path: Path) -> None:
        self._traces = traces.without_recent(self._traces, path)
        failure = traces.write(self._traces)
        for window in self._windows:
            window.recall(self._traces)
        if failure is not None:
            self.front_window().tell(errors.NotForgotten(failure.path, failure.reason))

    def _forget(self, window: "Window") -> None:
        self._traces = window.leave(self._traces)
        traces.write(self._traces)
        self._windows.remove(window)
        window.frame.deleteLater()


def _parted(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files and the folders among paths; a bundle is a document, whatever it is on the disk."""
    paths = list(paths)
    folders = [path for path in paths if path.is_dir() and path.suffix.lower() != ".textbundle"]
    return [path for path in paths if path not in folders], folders


def _bring_forward(window: "Window") -> None:
    frame = window.frame
    frame.setWindowState(frame.windowState() & ~Qt.WindowState.WindowMinimized)
    frame.raise_()
    frame.activateWindow()


class Opening(QObject):
    """The start: a frame at once, and its furniture, which takes twice as long, when the frame has been seen."""

    furnished = Signal()

    def __init__(self, program: Program, files: list[Path], house: str) -> None:
        super().__init__(program)
        self._program, self._files, self._house = program, files, house
        self.frame = program.make_frame()
        self.frame.painted.connect(self._furnish)

    def _furnish(self) -> None:
        files, folders = _parted(self._files)
        window = self._program.open_window(files[0] if files else None, self._house, self.frame)
        for path in files[1:]:
            self._program.open_window(path, self._house)
        if self._program.trouble is not None:
            window.tell(self._program.trouble)
        self._program.recover()
        if folders:
            window.incoming.take_in(folders)
        self.furnished.emit()
        self.deleteLater()


class Reception(QObject):
    """Where other starts of the program are heard; it opens when the first window stands, so that none waits for it.

    The place is claimed at once: who starts meanwhile waits for a moment instead of opening a program of its own.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._lock = _claimed()
        self._instance: Instance | None = None

    def open(self) -> None:
        """Hear other starts, if no other program of this profile does."""
        if self._lock is not None:
            from broadsheet.ui.instance import Instance

            self._instance = Instance(self._lock, self)
            self._instance.wished.connect(self._program.open_files)
            if not self._instance.listen():
                self._instance.close()  # nobody shall wait for an answer

    def close(self) -> None:
        """Hear no more."""
        if self._instance is not None:
            self._instance.close()


def _claimed() -> "Lock | None":
    try:
        return handover.claim()
    except OSError:
        return None


def start(arguments: list[str]) -> Program:
    """Make the application object and the program, without a window yet; call it once."""
    try:
        settings, trouble = choices.read(), None
    except errors.BroadsheetError as error:
        settings, trouble = Settings(), error
    guard.prepare(os.environ, settings.graphics)
    application = QApplication(arguments)
    application.setApplicationName("Broadsheet")
    application.setDesktopFileName("org.broadsheet.Broadsheet")
    application.setWindowIcon(QIcon(str(paths.RESOURCES / "icons" / "broadsheet.svg")))
    application.setStyle("Fusion")
    program = Program(application, settings)
    program.trouble = trouble
    return program


def _settle() -> None:
    """Take what the start has made out of every later search for garbage: that took 20 ms, now and then while typing.

    It is the modules and the first window, which live as long as the program.
    """
    gc.freeze()


def run(files: list[Path], house: str = "") -> int:
    """Show a window for each file, or one on a new article, and return the exit code when the last is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Checks and exports run in threads: a key must not wait 5 ms for each turn of the interpreter.
    sys.setswitchinterval(0.0005)
    program = start(sys.argv[:1])
    sys.excepthook = program.tell_unexpected
    opening = Opening(program, files, house)
    reception = Reception(program)
    opening.furnished.connect(reception.open)
    opening.furnished.connect(_settle)
    opening.frame.show()
    try:
        code = QApplication.exec()
    finally:
        reception.close()
    if not program.end():
        # Something waits for a drive that does not answer, and would hold up the end for as long as that does.
        sys.stderr.flush()
        os._exit(code)
    return code
