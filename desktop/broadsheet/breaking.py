"""Ctrl+C in a command that works through many files: it ends between two of them.

Python's own KeyboardInterrupt comes anywhere: in an import or a finaliser it becomes another error, or is swallowed.
"""

import signal
import threading
from types import FrameType, TracebackType
from typing import Self


class Breaking:
    """As a context, remembers that Ctrl+C was pressed; pressed again, it interrupts at once."""

    def __init__(self) -> None:
        self._wanted = False
        self._before = signal.getsignal(signal.SIGINT)
        # A job in the background of a script is to hear nothing of it.
        heard = self._before not in (signal.SIG_IGN, None)
        self._catches = heard and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        if self._catches:
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _exc: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._catches:
            signal.signal(signal.SIGINT, self._before)

    def asked(self) -> bool:
        """Tell whether Ctrl+C was pressed."""
        return self._wanted

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._wanted = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
