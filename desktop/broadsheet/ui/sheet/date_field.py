"""A line to write a date in, as people write dates; the arrow keys go on by days."""

import datetime

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from broadsheet.ui.marking import mark
from broadsheet.ui.sheet import dates

_FORMAT = "d MMM yyyy"
_DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class DateField(QLineEdit):
    """Holds one date; what cannot be read stays as it was written, and is marked, until it is mended."""

    changed = Signal()
    """There is another date, or what was written is a date no more."""
    typed = Signal()
    """What has been typed so far is a date; the text stays as it is being typed."""
    time_read = Signal(QTime)
    """A time of day was written behind the date."""

    def __init__(self) -> None:
        super().__init__()
        self._date = QDate.currentDate()
        self._tags: tuple[str, ...] = ()
        self.editingFinished.connect(self._take)
        self.textEdited.connect(self._take_typed)
        self.set_date(self._date)

    @property
    def is_sound(self) -> bool:
        """Whether what is written is a date."""
        return bool(self.property("state") != "bad")

    def date(self) -> QDate:
        """Return the last date that was written."""
        return self._date

    def set_date(self, wanted: QDate) -> None:
        """Show a date."""
        self._date = wanted
        self.setText(_words(wanted))
        mark(self, "state", "")

    def set_languages(self, *tags: str) -> None:
        """Know the months of these languages too, beside the computer's and the English ones."""
        self._tags = tags

    def take(self) -> bool:
        """Read what is written; tell whether it is a date."""
        self._take()
        return self.is_sound

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all: what one writes takes its place."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by days and weeks with the arrow and page keys."""
        step = _DAYS.get(Qt.Key(event.key()), 0)
        if step and not self.isReadOnly():
            if self.take():
                self._put(self._date.addDays(step))
                self.selectAll()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self.text() == _words(self._date):
            return
        found = self._read()
        if found is None:
            mark(self, "state", "bad")
            self.changed.emit()
            return
        day, clock = found
        self._put(QDate(day.year, day.month, day.day))
        if clock is not None:
            self.time_read.emit(QTime(clock.hour, clock.minute))

    def _take_typed(self) -> None:
        """Know a date as soon as it is one: what is seen is never only on the screen."""
        found = self._read()
        if found is not None:
            self._date = QDate(found[0].year, found[0].month, found[0].day)
            mark(self, "state", "")
            self.typed.emit()

    def _read(self) -> tuple[datetime.date, datetime.time | None] | None:
        order = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        today = QDate.currentDate()
        return dates.read(
            self.text(),
            datetime.date(today.year(), today.month(), today.day()),
            [_months(locale) for locale in (QLocale(), *map(QLocale, self._tags), QLocale(QLocale.Language.English))],
            day_first="d" not in order or order.index("d") < order.index("M"),
        )

    def _put(self, wanted: QDate) -> None:
        self.set_date(wanted)
        self.changed.emit()


def _months(locale: QLocale) -> list[str]:
    return [locale.standaloneMonthName(number) for number in range(1, 13)]


def _words(wanted: QDate) -> str:
    return QLocale().toString(wanted, _FORMAT)
