"""Times as other programs write them, as ISO 8601."""

import re
from datetime import date, datetime

_FORM = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_LONGEST = 100


def read(value: str) -> str:
    """Return a time in ISO 8601, with the offset that it came with or none; a day alone stays one.

    What is no time comes back as it was: a field may hold a note, and a draft is never refused.
    """
    typed = " ".join(value.split())
    if len(typed) > _LONGEST:
        return typed
    found = _FORM.fullmatch(typed)
    try:
        return _iso(found) if found else _mail(typed)
    except (ValueError, OverflowError):
        return typed


def zoned(value: str) -> str:
    """Return a time in ISO 8601 with the offset of this computer's zone where it has none, all else as it is.

    A time needs an offset (DESIGN §4), and whoever has the file most often is where it was written.
    """
    try:
        at = datetime.fromisoformat(value) if "T" in value else None
        return value if at is None or at.tzinfo is not None else local(at)
    except (ValueError, OverflowError, OSError):
        return value


def local(at: datetime) -> str:
    """Return a time without a zone as one of this computer's zone; raises OverflowError, OSError or ValueError."""
    return at.astimezone().isoformat()


def _iso(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return date(int(year), int(month), int(day)).isoformat()
    at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    return datetime.fromisoformat(at.isoformat() + _offset(zone or "")).isoformat(timespec="seconds")


def _offset(zone: str) -> str:
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}" if zone else ""


def _mail(typed: str) -> str:
    """Return a time as e-mail writes it (RFC 5322 §3.3)."""
    if not re.search(r"\d{4}", typed) or ":" not in typed:
        raise ValueError(typed)
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(typed).isoformat(timespec="seconds")
