"""Whether two standards say the same: space, cut ends and lost letters make no difference."""

import unicodedata

from broadsheet.pictures.metadata.facts import Field, Origin
from broadsheet.pictures.metadata.iim import LIMITS

_SHORT, _SHORT_ROOM, _ROOM = 64, 8, 40
"""How far below its limit a text may have been cut, so that no word or sign is torn."""


def plain(text: str) -> str:
    """Return a text as it is compared: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same(field: Field, one: tuple[Origin, str], other: tuple[Origin, str]) -> bool:
    """Tell whether two values say the same, each with the standard that holds it."""
    first, second = plain(one[1]), plain(other[1])
    if first == second or (field in ("created", "expires", "release") and _same_moment(first, second)):
        return True
    for (origin, _), short, long in ((one, first, second), (other, second, first)):
        if origin == "iim" and _is_cut(field, short, long):
            return True
        if origin == "exif" and _is_poorer(short, long):
            return True
    return False


def _is_cut(field: Field, short: str, long: str) -> bool:
    """Tell whether a text is the beginning of another, as far as IIM's bytes go."""
    limit = LIMITS.get(field, 0)
    room = _SHORT_ROOM if limit <= _SHORT else _ROOM
    return bool(limit) and long.startswith(short) and len(short.encode("utf-8", "replace")) >= limit - room


def _is_poorer(poor: str, rich: str) -> bool:
    """Tell whether a text is another whose letters beyond ASCII became question marks."""
    return len(poor) == len(rich) and all(
        here == there or (here == "?" and there > "\x7f") for here, there in zip(poor, rich, strict=True)
    )


def _same_moment(one: str, other: str) -> bool:
    """Tell whether two moments differ only in how exact they are."""
    short, long = sorted((one.replace("Z", "+00:00"), other.replace("Z", "+00:00")), key=len)
    return long.startswith(short)
