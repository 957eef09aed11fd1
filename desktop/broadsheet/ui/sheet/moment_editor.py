"""The editor of one point of time: date, time of day and zone."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt, QTime, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from broadsheet.article import fields
from broadsheet.article.place import Place
from broadsheet.ui.inputs import Calendar, Choice
from broadsheet.ui.session import Session
from broadsheet.ui.sheet import moments
from broadsheet.ui.sheet.date_field import DateField
from broadsheet.ui.sheet.moments import Zone
from broadsheet.ui.sheet.passing import PassUndo
from broadsheet.ui.tokens import Tokens


def words(text: str, tag: str) -> str:
    """Return a kept time as the writer reads it: `22 Nov 2026, 07:30 WITA`; what is no time is shown as it is."""
    time = moments.read(text)
    if time is None:
        return text
    locale = QLocale()
    date = locale.toString(QDate(time.year, time.month, time.day), "d MMM yyyy")
    if moments.is_day(text):
        return date
    clock = locale.toString(QTime(time.hour, time.minute), QLocale.FormatType.ShortFormat)
    return f"{date}, {clock} {moments.zone_name(moments.minutes_of(time), tag)}"


class MomentEditor(QWidget):
    """Shows one time of the article; where none is set it proposes now, and sets it when asked to.

    `tag` gives the language whose names of zones are offered.
    """

    entered = Signal(object)
    finished = Signal()
    """The writer set or removed the time and is done."""

    def __init__(self, session: Session, field: str, name: str, tag: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._field, self._tag = session, field, tag
        self._zones: tuple[Zone, ...] = ()
        self._loading = self._touched = False
        self._date = DateField()
        self._time = QTimeEdit()
        self._time.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.zone = Choice()
        self._calendar = Calendar()
        self._now = QPushButton(self.tr("Now"))
        self.set_button = QPushButton(self.tr("Set"))
        self.remove = QPushButton(self.tr("Remove"))
        for line in self._time.findChildren(QLineEdit):
            line.setTextMargins(6, 0, 6, 0)
        for widget, words_ in (
            (self._date, self.tr("{0}: date")),
            (self._time, self.tr("{0}: time of day")),
            (self._calendar, self.tr("{0}: calendar")),
            (self.zone, self.tr("{0}: time zone")),
            (self._now, self.tr("{0}: now")),
            (self.set_button, self.tr("{0}: set this time")),
            (self.remove, self.tr("{0}: remove")),
        ):
            widget.setAccessibleName(words_.format(name))
        self._lay_out()
        self._pass = PassUndo(self, (self._date, self._time))
        self._connect()
        self._reread()

    def go_to(self, _offset: int) -> None:
        """Put the caret into the date."""
        self._date.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entered.emit(Place(self._field))

    def settle(self) -> None:
        """Keep what was chosen or written, also what is no date, when the editor goes without having been told to."""
        if self._session.read_only:
            return
        if not self._date.take():
            self._session.set_field(self._field, self._date.text().strip())
        elif self._touched and moments.read(self._value()) is None:
            self._session.set_field(self._field, moments.write(self._shown()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the time and be done with Return in date or time of day, as in any field of one line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._clock_has_focus():
            self._finish()
        else:
            super().keyPressEvent(event)

    def paint(self, tokens: Tokens) -> None:
        """Take the window's colours."""
        self._calendar.paint(tokens)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._date, 3)
        first.addWidget(self._time, 2)
        second.setSpacing(8)
        self._state = QLabel()
        self._state.setProperty("role", "hint")
        self._state.setWordWrap(True)
        second.addStretch(1)
        for button in (self._now, self.remove, self.set_button):
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.zone)
        column.addWidget(self._calendar)
        column.addWidget(self._state)
        column.addLayout(second)

    def _connect(self) -> None:
        self._date.changed.connect(self._take_date)
        self._date.typed.connect(self._take_typed)
        self._date.time_read.connect(self._time.setTime)
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        self._time.timeChanged.connect(self._edit)
        self.zone.activated.connect(self._edit)
        self._now.clicked.connect(self._take_now)
        self.set_button.clicked.connect(self._take_shown)
        self.remove.clicked.connect(self._clear)
        self._session.field_changed.connect(self._follow)
        self._session.opened.connect(self._reread)

    def _reread(self) -> None:
        """Show the article's time; where there is none, now."""
        kept = moments.read(self._value())
        time = kept or moments.now()
        self._loading = True
        self._date.set_languages(self._tag())
        self._date.set_date(QDate(time.year, time.month, time.day))
        self._calendar.setSelectedDate(self._date.date())
        self._time.setTime(QTime(time.hour, time.minute, time.second))
        self._offer_zones(time.replace(tzinfo=None), moments.minutes_of(time), unset=kept is None)
        self._loading = False
        locked = bool(self._session.read_only)
        self.set_button.setVisible(kept is None)
        self.remove.setVisible(bool(self._value()))
        self._tell_state()
        for widget in (self._date, self._time, self.zone, self._now, self.set_button, self.remove, self._calendar):
            widget.setEnabled(not locked)

    def _offer_zones(self, naive: datetime, minutes: int, *, unset: bool) -> None:
        system = bytes(QTimeZone.systemTimeZoneId().data()).decode() or self.tr("This computer")
        self._zones = moments.choices(self._tag(), naive, system, minutes)
        self.zone.clear()
        self.zone.addItems([zone.name for zone in self._zones])
        matching = [number for number, zone in enumerate(self._zones) if zone.minutes == minutes]
        local = [number for number in matching if self._zones[number].system]
        self.zone.setCurrentIndex((local or matching)[0] if unset else matching[0])

    def _shown(self) -> datetime:
        date, time = self._date.date(), self._time.time()
        naive = datetime(date.year(), date.month(), date.day(), time.hour(), time.minute(), time.second())
        return moments.in_zone(naive, self._zones[max(0, self.zone.currentIndex())])

    def _tell_state(self) -> None:
        if not self._date.is_sound:
            self._state.setText(self.tr("No date: write 24 Nov, 24/11 or 2026-11-24"))
        else:
            is_set = moments.read(self._value()) is not None
            self._state.setText("" if is_set else self._value() or self.tr("Not set yet"))
        self._state.setVisible(bool(self._state.text()))

    def _take_date(self) -> None:
        self._touched = True
        if self._date.is_sound:
            self._calendar.setSelectedDate(self._date.date())
            self._edit()
        self._tell_state()

    def _take_typed(self) -> None:
        self._touched = True
        self._calendar.setSelectedDate(self._date.date())
        self._session.set_field(self._field, moments.write(self._shown()))
        self._tell_state()

    def _pick(self, date: QDate) -> None:
        self._date.set_date(date)
        self._take_date()

    def _edit(self) -> None:
        self._touched = self._touched or not self._loading
        if not self._loading and moments.read(self._value()) is not None:
            self._session.set_field(self._field, moments.write(self._shown()))

    def _take_now(self) -> None:
        self._session.set_field(self._field, moments.write(moments.now()))

    def _clock_has_focus(self) -> bool:
        return self._date.hasFocus() or self._time.hasFocus()

    def _finish(self) -> None:
        if not self._date.take():
            return
        if moments.read(self._value()) is None and self.set_button.isEnabled():
            self._take_shown()
        else:
            self.finished.emit()

    def _take_shown(self) -> None:
        if not self._date.take():
            return
        self._session.set_field(self._field, moments.write(self._shown()))
        self.finished.emit()

    def _clear(self) -> None:
        self._touched = False
        self._session.set_field(self._field, "")
        self.finished.emit()

    def _follow(self, top: str) -> None:
        if top in (fields.top(self._field), "language") and self._value() != moments.write(self._shown()):
            self._reread()

    def _value(self) -> str:
        try:
            return str(self._session.value(self._field))
        except IndexError:  # undo took away the correction whose time this is
            return ""
