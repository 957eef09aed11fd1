"""What went wrong, told in the window for as long as it is so."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from broadsheet import errors, wording
from broadsheet.ui import words
from broadsheet.ui.notice import Notice


class Telling(QObject):
    """Puts errors into words on a window's notice, and takes them away when their matter is well."""

    chosen = Signal(object)
    """The button of what was said is pressed: the message, which is known by itself and not by its words."""

    def __init__(self, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self.notice = notice
        self._told: errors.BroadsheetError | None = None
        self._message: wording.Message | None = None
        self._said = False
        notice.chosen.connect(self._choose)

    def tell(self, error: errors.BroadsheetError) -> None:
        """Say what went wrong, where, and what to do now."""
        self._told, self._said, self._message = error, False, wording.error(error, words.translate)
        # As long as words are in danger, no lesser message takes the place of that one.
        grave = isinstance(error, errors.NotJournaled) and not error.elsewhere
        if isinstance(error, errors.NotJournaled):
            self.notice.stand(self._message if grave else None)
        if not grave:
            self.notice.tell(self._message)

    def tell_unexpected(self, log: Path) -> None:
        """Say that something happened that nobody foresaw, and that the article is still here."""
        self._told, self._said = None, False
        self.notice.tell(
            wording.Message(
                self.tr("Something unexpected happened; your article is still open here."),
                self.tr("The details are in {0}.").format(log),
                self.tr("Save the article under another name to be safe."),
            )
        )

    def say(self, what: str, do: str = "", button: str = "") -> wording.Message:
        """Say what has just been done, where nothing went wrong, and return the message: by it one knows it again."""
        self._told, self._said, self._message = None, True, wording.Message(what, "", do)
        self.notice.tell(self._message, button, calm=True)
        return self._message

    def hush(self, message: wording.Message | None = None) -> None:
        """Take away what was said last, if it was no trouble, and this very `message` where one is given."""
        if self._said and (message is None or message is self._message):
            self._said = False
            self.notice.settle(self._message)

    def shows(self, message: wording.Message | None) -> bool:
        """Tell whether this very message is to be seen."""
        return message is not None and self.notice.message is message and not self.notice.isHidden()

    def settle_when(self, well: SignalInstance, kind: type[errors.BroadsheetError]) -> None:
        """Take a message about this kind of trouble away as soon as `well` says that it is over."""
        well.connect(_Settlement(kind, self).settle)

    def settle(self, kind: type[errors.BroadsheetError]) -> None:
        """Take the message away if it is about this kind of trouble."""
        if issubclass(kind, errors.NotJournaled):
            self.notice.stand(None)
        if isinstance(self._told, kind):
            self._told = None
            self.notice.settle(self._message)

    def _choose(self) -> None:
        if self._said and self.notice.message is self._message:
            self.chosen.emit(self._message)


class _Settlement(QObject):
    """The slot that ends one kind of trouble: a partial of `settle` would keep its window alive for ever."""

    def __init__(self, kind: type[errors.BroadsheetError], telling: Telling) -> None:
        super().__init__(telling)
        self._kind, self._telling = kind, telling

    def settle(self, *_: object) -> None:
        """Say that this kind of trouble is over."""
        self._telling.settle(self._kind)
