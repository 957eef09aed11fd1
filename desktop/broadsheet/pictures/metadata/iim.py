"""IPTC-IIM 4.2: the records that agencies put into pictures, read in whatever code table, written in UTF-8."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.pictures.metadata import moments
from broadsheet.pictures.metadata.facts import MOST_VALUES, Fact, Field, fact

_TEXTS: dict[int, Field] = {
    5: "title",
    40: "instructions",
    80: "creator",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright",
    120: "caption",
}
_MOMENTS: dict[int, tuple[int, Field]] = {30: (35, "release"), 37: (38, "expires"), 55: (60, "created")}
LIMITS: dict[Field, int] = {
    "title": 64,
    "instructions": 256,
    "creator": 32,
    "headline": 256,
    "credit": 32,
    "source": 32,
    "copyright": 128,
    "caption": 2_000,
}
"""Bytes (IIM 4.2 §6)."""

_UTF8 = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")
_LATIN1 = (b"\x1b.A", b"\x1b-A")
_QUOTES = frozenset(b"\x80\x85\x91\x92\x93\x94\x96\x97")
_MAC_QUOTES = frozenset(b"\xc9\xca\xd0\xd1\xd2\xd3\xd4\xd5")
_WRITTEN: tuple[tuple[int, Field], ...] = (
    (5, "title"),
    (80, "creator"),
    (105, "headline"),
    (110, "credit"),
    (115, "source"),
    (116, "copyright"),
    (120, "caption"),
)


def read(data: bytes) -> tuple[tuple[Fact, ...], bool]:
    """Return the facts of one block and whether some of it is broken; never raises."""
    sets = list(_sets(data))
    whole = not sets or sets[-1][2] is not None
    sets = [one for one in sets if one[2] is not None]
    table = _code_table(sets)
    values: dict[int, list[str]] = {}
    for record, number, raw in sets[:MOST_VALUES]:
        if record == 2 and raw:
            values.setdefault(number, []).append(_decoded(raw, table))
    facts: list[Fact] = []
    for number, field in _TEXTS.items():
        for text in values.get(number, ()) if field == "creator" else values.get(number, ())[:1]:
            facts += fact(field, text, "iim")
    for number, (clock, field) in _MOMENTS.items():
        told = moments.of_iim(values.get(number, [""])[0], values.get(clock, [""])[0])
        facts += fact(field, told, "iim")
    return tuple(facts), not whole


def _sets(data: bytes) -> Iterator[tuple[int, int, bytes | None]]:
    """Yield (record, dataset, value); a last one without value where the block breaks off (IIM 4.2 §1.5)."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, number = data[at + 1], data[at + 2]
        length = int.from_bytes(data[at + 3 : at + 5], "big")
        start = at + 5
        if length & 0x8000:
            size = length & 0x7FFF
            if size > 4:
                break
            length = int.from_bytes(data[start : start + size], "big")
            start += size
        if start + length > len(data):
            break
        yield record, number, data[start : start + length]
        at = start + length
    if data[at:].strip(b"\x00"):
        yield 0, 0, None


def _code_table(sets: Sequence[tuple[int, int, bytes | None]]) -> str:
    """Return the code table of a block: its own word (1:90) where it gives one, else what its bytes look like."""
    told = next((raw for record, number, raw in sets if (record, number) == (1, 90)), None)
    if told in _LATIN1:
        return "latin-1"
    texts = b" ".join(raw for record, number, raw in sets if record == 2 and number in _TEXTS and raw)
    try:
        texts.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    return "utf-8" if told in _UTF8 else _photoshops(texts)


def _photoshops(texts: bytes) -> str:
    """Tell what Photoshop wrote without saying so: the letters of a Mac stand where Windows has hardly any."""
    mac = sum(1 for one in texts if 0x80 <= one < 0xA0 and one not in _QUOTES)
    windows = sum(1 for one in texts if one >= 0xC0 and one not in _MAC_QUOTES)
    return "mac_roman" if mac > windows else "cp1252"


def _decoded(raw: bytes, table: str) -> str:
    try:
        return raw.decode(table)
    except UnicodeDecodeError:
        return raw.decode("latin-1" if table == "cp1252" else table, "replace")


def write(words: Mapping[Field, Sequence[str]], created: str) -> bytes:
    """Return a block in UTF-8 whose values keep IIM's limits; empty where there is nothing to say."""
    day, time = moments.for_iim(created)
    sets = [_set(2, number, text.encode()) for number, text in ((55, day), (60, time)) if text]
    for number, field in _WRITTEN:
        sets += [_set(2, number, cut(text, LIMITS[field])) for text in words.get(field, ()) if text]
    if not sets:
        return b""
    # 1:00 and 2:00 say which version of the standard this is, and are to be first.
    head = _set(1, 0, b"\x00\x04") + _set(1, 90, _UTF8[0]) + _set(2, 0, b"\x00\x04")
    return head + b"".join(sets)


def _set(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def cut(text: str, most: int) -> bytes:
    """Return text as UTF-8 in at most so many bytes, without a torn character or emoji."""
    raw = text.encode("utf-8", "replace")
    if len(raw) <= most:
        return raw
    at = len(raw[:most].decode("utf-8", "ignore"))
    while at and _joined(text, at):
        at -= 1
    return text[:at].rstrip().encode("utf-8", "replace")


def _joined(text: str, at: int) -> bool:
    """Tell whether what stands before and behind a place are one sign to the eye (UAX #29, in short)."""
    before, behind = text[at - 1], text[at]
    if before == "\u200d" or behind == "\u200d" or unicodedata.category(behind) in ("Mn", "Mc", "Me"):
        return True
    if 0x1F3FB <= ord(behind) <= 0x1F3FF or 0xE0020 <= ord(behind) <= 0xE007F:
        return True
    flags = 0
    while flags < at and 0x1F1E6 <= ord(text[at - 1 - flags]) <= 0x1F1FF:
        flags += 1
    return 0x1F1E6 <= ord(behind) <= 0x1F1FF and flags % 2 == 1
