"""Moments as the three standards write them, to ISO 8601 and back."""

import re
from datetime import datetime

_XMP = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_EXIF = re.compile(r"(\d{4}):(\d\d):(\d\d)(?: (\d\d):(\d\d):(\d\d))?")
_IIM_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_IIM_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?")


def of_xmp(text: str) -> str:
    """Return a date of XMP (ISO 16684-1 §8.2.1.2) as ISO 8601; empty where it is none."""
    found = _XMP.fullmatch(text.strip())
    if found is None:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"{hour}:{minute}:{second or '00'}" if hour else ""
    return _moment(year, month, day, clock, zone)


def of_exif(text: str, zone: str = "") -> str:
    """Return a DateTime of EXIF with its OffsetTime as ISO 8601; empty where it is none."""
    found = _EXIF.match(text.strip())
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    return _moment(year, month, day, f"{hour}:{minute}:{second}" if hour else "", zone.strip())


def of_iim(day: str, time: str = "") -> str:
    """Return a date (CCYYMMDD, zeros for what is not known) and a time (HHMMSS±HHMM) of IIM as ISO 8601."""
    found = _IIM_DATE.match(day.strip())
    if found is None:
        return ""
    clock = _IIM_TIME.match(time.strip())
    told = f"{clock[1]}:{clock[2]}:{clock[3]}" if clock else ""
    return _moment(found[1], found[2], found[3], told, clock[4] if clock else "")


def for_iim(iso: str) -> tuple[str, str]:
    """Return date and time as IIM writes them, empty where the moment is less exact than that."""
    found = _XMP.fullmatch(iso.strip())
    if found is None:
        return "", ""
    year, month, day, hour, minute, second, zone = found.groups()
    # IIM's time has an offset always; one that nobody knows is left to the other standards.
    time = f"{hour}{minute}{second or '00'}{_zone(zone).replace(':', '')}" if hour and zone else ""
    return f"{year}{month or '00'}{day or '00'}", time


def for_exif(iso: str) -> tuple[str, str]:
    """Return DateTimeOriginal and OffsetTimeOriginal, empty where the moment is less exact than that."""
    found = _XMP.fullmatch(iso.strip())
    if found is None or not found[4]:
        return "", ""
    year, month, day, hour, minute, second, zone = found.groups()
    return f"{year}:{month}:{day} {hour}:{minute}:{second or '00'}", _zone(zone)


def _moment(year: str, month: str | None, day: str | None, clock: str, zone: str | None) -> str:
    known = [one if one and one != "00" else "01" for one in (month, day)]
    if not _possible(f"{year}-{known[0]}-{known[1]}"):
        return ""
    if not month or month == "00":
        return year
    if not day or day == "00":
        return f"{year}-{month}"
    whole = f"{year}-{month}-{day}" + (f"T{clock}{_zone(zone)}" if clock else "")
    return whole if _possible(whole) else f"{year}-{month}-{day}"


def _possible(iso: str) -> bool:
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone == "Z":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
