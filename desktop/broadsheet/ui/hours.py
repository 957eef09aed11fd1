"""When something happened, as a writer says it: today, yesterday, 14 March; 14:32."""

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale


def clock(time: float) -> str:
    """Return the time of day of seconds since the epoch."""
    short = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    # The format of the locale "C" has seconds, which say nothing here.
    return QLocale().toString(_at(time).time(), short.replace(":ss", ""))


def day(time: float, today: QDate | None = None) -> str:
    """Return the day of seconds since the epoch, with the year where it is another one."""
    date, today = _at(time).date(), today or QDate.currentDate()
    if date == today:
        return _tr("Today")
    if date == today.addDays(-1):
        return _tr("Yesterday")
    return QLocale().toString(date, _tr("d MMMM") if date.year() == today.year() else _tr("d MMMM yyyy"))


def moment(time: float) -> str:
    """Return day and time of day, as they stand in a sentence."""
    today = QDate.currentDate()
    spoken = {today: _tr("today, {0}"), today.addDays(-1): _tr("yesterday, {0}")}
    if (form := spoken.get(_at(time).date())) is not None:
        return form.format(clock(time))
    return _tr("{0}, {1}").format(day(time, today), clock(time))


def _at(time: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(int(time * 1000))


def _tr(text: str) -> str:
    return QCoreApplication.translate("hours", text)
