"""Somebody who answers the window's questions, in tests without a window."""

from PySide6.QtCore import QObject, Signal


class Answered(QObject):
    """A question that is answered as soon as it is asked."""

    answered = Signal(str)

    def __init__(self, answer: str) -> None:
        super().__init__()
        self._answer = answer

    def open(self) -> None:
        self.answered.emit(self._answer)


class Writer(QObject):
    """Stands in for the writer at the dialogs: gives one `answer` to all, and keeps what was `asked`."""

    save_chosen = Signal(object)
    save_called_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answer = ""
        self.asked: list[str] = []
