"""Points of time as the article keeps them, ISO 8601 with an offset, and the zones a writer may choose among."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, timezone

from msgspec import Struct

from broadsheet.article import language

SYSTEM = "system"
_PLAIN_OFFSETS = (
    *(hours * 60 for hours in range(-12, 15)),
    *(-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765),
)
"""Minutes; every offset that some place keeps as its standard or summer time today (tz database)."""


class Zone(Struct, frozen=True):
    """One choice: `minutes` east of UTC; `system` goes with the computer's own zone, whatever it is at that date."""

    name: str
    minutes: int
    system: bool = False


def read(text: str) -> datetime | None:
    """Return the time in an ISO 8601 text, in the computer's zone where it names none; None where it is no time.

    The first and the last year that Python knows are no times either: in another zone they would be in no year.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        if not MINYEAR < found.year < MAXYEAR:
            return None
        return found if found.tzinfo else found.astimezone()
    except (ValueError, OverflowError):
        return None


def is_day(text: str) -> bool:
    """Tell whether a text is a day without a time, as copy from elsewhere has it."""
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def write(time: datetime) -> str:
    """Return a time as the article keeps it."""
    return time.isoformat(timespec="seconds")


def now() -> datetime:
    """Return the time in the computer's zone, to the minute."""
    return datetime.now(UTC).astimezone().replace(second=0, microsecond=0)


def minutes_of(time: datetime) -> int:
    """Return how many minutes east of UTC a time is told."""
    return int((time.utcoffset() or timedelta()).total_seconds()) // 60


def in_zone(naive: datetime, zone: Zone) -> datetime:
    """Return the moment when clocks in that zone show `naive`."""
    if zone.system:
        return naive.astimezone()
    return naive.replace(tzinfo=timezone(timedelta(minutes=zone.minutes)))


def offset_text(minutes: int) -> str:
    """Return an offset as ISO 8601 writes it: `+08:00`."""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def zone_name(minutes: int, tag: str) -> str:
    """Return what readers of a language call that offset: `WITA`, or `UTC+08:00` where they have no word for it."""
    named = language.language(tag).zones.get(offset_text(minutes))
    return named or ("UTC" if minutes == 0 else f"UTC{offset_text(minutes)}")


def choices(tag: str, naive: datetime, system: str, other: int | None) -> tuple[Zone, ...]:
    """Return the zones to choose among at a date: the language's own, the computer's, UTC, `other`, then all offsets.

    `system` is what the computer calls its zone; `other` the offset that the article has now.
    """
    named = language.language(tag).zones
    own = [Zone(f"{name} ({offset})", _minutes(offset)) for offset, name in named.items()]
    here = minutes_of(naive.astimezone())
    own.append(Zone(f"{system} ({offset_text(here)})", here, system=True))
    taken = {zone.minutes for zone in own}
    rest = sorted({*_PLAIN_OFFSETS, *([other] if other is not None else [])} - taken)
    plain = [Zone(zone_name(minutes, tag), minutes) for minutes in rest]
    return (*own, *sorted(plain, key=_utc_first))


def _utc_first(zone: Zone) -> tuple[bool, int]:
    return zone.minutes != 0, zone.minutes


def _minutes(offset: str) -> int:
    hours, minutes = offset[1:].split(":")
    return (int(hours) * 60 + int(minutes)) * (-1 if offset[0] == "-" else 1)
