"""Which versions stay: dense where memory is fresh, sparse where it is not.

All of two days, then hourly for the rest of a week; of what is older, 12 daily, 10 weekly and 9 monthly ones, as Anki
keeps its backups (rslib/src/collection/backup.rs).
"""

from collections.abc import Iterable

from broadsheet.store.history.version import Version

HOUR = 3600
DAY = 24 * HOUR
RECENT = 2 * DAY
"""Seconds in which nothing goes."""
_WEEK = 7 * DAY

_STEPS = ((DAY, 12), (_WEEK, 10), (30 * DAY, 9))
"""Length of a span in seconds, and how many spans keep their newest version. Spans count from the epoch."""

_EXPLICIT = {"import", "replace", "merge", "restore", "overwritten"}
"""What somebody did on purpose and may want back: for a week, every one stays."""


def kept(versions: Iterable[Version], now: float) -> frozenset[int]:
    """Return the numbers of the versions of one article that stay; the newest always does.

    A version that goes changes nothing for the others, so thinning twice is thinning once.
    """
    newest_first = sorted(versions, key=lambda version: version.number, reverse=True)
    hours: set[float] = set()
    spans: tuple[set[float], ...] = tuple(set() for _ in _STEPS)
    staying = []
    for version in newest_first:
        age = now - version.time
        if (
            age <= RECENT
            or (age <= _WEEK and (version.reason in _EXPLICIT or _first_in(version.time // HOUR, hours)))
            or (age > _WEEK and _first_in_a_span(version.time, spans))
            or version is newest_first[0]
        ):
            staying.append(version.number)
    return frozenset(staying)


def _first_in(span: float, seen: set[float]) -> bool:
    if span in seen:
        return False
    seen.add(span)
    return True


def _first_in_a_span(time: float, seen: tuple[set[float], ...]) -> bool:
    for (length, most), spans in zip(_STEPS, seen, strict=True):
        if time // length in spans:
            return False
        if len(spans) < most:
            return _first_in(time // length, spans)
    return False
