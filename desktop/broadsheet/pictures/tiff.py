"""TIFF directories (TIFF 6.0 §2) as EXIF uses them, read within limits and written anew."""

import struct
from collections.abc import Iterator, Sequence

from msgspec import Struct

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
"""Bytes of one value by its type; 129 is the UTF-8 of EXIF 3.0."""
ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 2, 3, 4, 5, 7
EXIF_POINTER, GPS_POINTER, SUB_POINTER, INTEROP_POINTER = 0x8769, 0x8825, 0x014A, 0xA005
THUMBNAIL_AT, THUMBNAIL_LENGTH = 0x0201, 0x0202
_POINTERS = {EXIF_POINTER: "exif", GPS_POINTER: "gps", INTEROP_POINTER: "interop"}
_MOST_ENTRIES, _MOST_DIRECTORIES = 2_000, 16
MOST_KEPT = 24_000
"""Bytes of a private entry or thumbnail that is written back: an EXIF segment of a JPEG has 64 kB for everything."""


class Entry(Struct, frozen=True):
    """One entry; `raw` are its values in the byte order of the block it was in."""

    directory: str
    tag: int
    kind: int
    count: int
    raw: bytes


class Block(Struct, frozen=True):
    """All that a TIFF block holds; `order` is struct's sign for the byte order, `broken` tells of something left out.

    Directories are named `0` (the picture), `1` (its thumbnail) and so on, `exif`, `gps` and `interop`.
    """

    order: str
    entries: tuple[Entry, ...] = ()
    thumbnail: bytes = b""
    broken: bool = False

    def entry(self, directory: str, tag: int) -> Entry | None:
        """Return the first entry of that tag."""
        return next((one for one in self.entries if one.directory == directory and one.tag == tag), None)

    def numbers(self, directory: str, tag: int) -> tuple[float, ...]:
        """Return integers or rationals; a rational over nothing is left out."""
        found = self.entry(directory, tag)
        return () if found is None else tuple(numbers(found, self.order))

    def text(self, directory: str, tag: int) -> str:
        """Return a text that may be UTF-8 (MWG 2.0 §3.1, EXIF 3.0) or Latin-1, whole with its zero bytes inside."""
        found = self.entry(directory, tag)
        return "" if found is None or found.kind not in (ASCII, 1, UNDEFINED, 129) else decoded(found.raw)


def decoded(raw: bytes) -> str:
    """Return bytes that may be UTF-8 or Latin-1 as text, without zeros at the end."""
    raw = raw.rstrip(b"\x00 ")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace") if b"\x81" not in raw else raw.decode("latin-1")


def numbers(entry: Entry, order: str) -> Iterator[float]:
    """Yield the first values of an entry that holds numbers."""
    form = {1: "B", 3: "H", 4: "L", 5: "LL", 8: "h", 9: "l", 10: "ll", 13: "L"}.get(entry.kind)
    if form is None:
        return
    for values in struct.iter_unpack(order + form, entry.raw[: 64 * _SIZES[entry.kind]]):
        if len(values) == 1:
            yield values[0]
        elif values[1]:
            yield values[0] / values[1]


def read(data: bytes) -> Block:
    """Return what a block holds, as far as it can be read: never raises, follows no directory twice."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
    if not order or len(data) < 8:
        return Block(">", broken=bool(data))
    reader = _Reader(data, order)
    reader.chain(struct.unpack_from(order + "L", data, 4)[0])
    return Block(order, tuple(reader.entries), reader.thumbnail, reader.broken)


class _Reader:
    def __init__(self, data: bytes, order: str) -> None:
        self._data, self._order = data, order
        self._seen: set[int] = set()
        self.entries: list[Entry] = []
        self._left = len(data)
        self.thumbnail = b""
        self.broken = False

    def chain(self, at: int) -> None:
        number = 0
        while at:
            at = self._directory(str(number), at)
            number += 1

    def _directory(self, name: str, at: int) -> int:
        """Take in a directory and those that it points at; return where the next one of its chain is."""
        if at in self._seen or len(self._seen) >= _MOST_DIRECTORIES or at + 2 > len(self._data):
            self.broken = True
            return 0
        self._seen.add(at)
        (count,) = struct.unpack_from(self._order + "H", self._data, at)
        fitting = min(count, _MOST_ENTRIES, (len(self._data) - at - 2) // 12)
        self.broken = self.broken or fitting < count
        own = [one for index in range(fitting) if (one := self._entry(name, at + 2 + 12 * index)) is not None]
        self.entries += own
        self._pointed(own)
        self._take_thumbnail(own)
        end = at + 2 + 12 * count
        return struct.unpack_from(self._order + "L", self._data, end)[0] if end + 4 <= len(self._data) else 0

    def _entry(self, name: str, at: int) -> Entry | None:
        tag, kind, count = struct.unpack_from(self._order + "HHL", self._data, at)
        size = _SIZES.get(kind, 0) * count
        start = at + 8 if size <= 4 else struct.unpack_from(self._order + "L", self._data, at + 8)[0]
        # Entries may all point at the same bytes: what they hold together is bounded, too.
        if not size or start + size > len(self._data) or size > self._left:
            self.broken = True
            return None
        self._left -= size
        return Entry(name, tag, kind, count, bytes(self._data[start : start + size]))

    def _pointed(self, own: list[Entry]) -> None:
        for one in own:
            if one.tag in _POINTERS and one.kind in (LONG, 13) and one.count == 1:
                self._directory(_POINTERS[one.tag], struct.unpack(self._order + "L", one.raw)[0])

    def _take_thumbnail(self, own: list[Entry]) -> None:
        found = {one.tag: int(next(numbers(one, self._order), 0)) for one in own if one.tag in (0x0201, 0x0202)}
        at, length = found.get(THUMBNAIL_AT, 0), found.get(THUMBNAIL_LENGTH, 0)
        if length and at + length <= len(self._data):
            self.thumbnail = bytes(self._data[at : at + length])


def ascii_entry(directory: str, tag: int, text: str) -> Entry:
    """Return an entry of text: UTF-8 in the type ASCII, as MWG 2.0 §3.1 has it and ExifTool reads it."""
    raw = text.encode("utf-8", "replace") + b"\x00"
    return Entry(directory, tag, ASCII, len(raw), raw)


def number_entry(directory: str, tag: int, kind: int, values: Sequence[int], order: str) -> Entry:
    """Return an entry of SHORT, LONG or RATIONAL (two numbers a value)."""
    form = {SHORT: "H", LONG: "L", RATIONAL: "L"}[kind]
    count = len(values) // (2 if kind == RATIONAL else 1)
    return Entry(directory, tag, kind, count, struct.pack(f"{order}{len(values)}{form}", *values))


def write(entries: Sequence[Entry], order: str, thumbnail: bytes = b"") -> bytes:
    """Return a block of the directories `0`, `exif`, `gps` and, with a thumbnail, `1`; equal values, equal bytes."""
    parts: dict[str, list[Entry]] = {name: [] for name in ("0", "exif", "gps")}
    for one in entries:
        if one.directory in parts and one.tag not in _POINTERS:
            parts[one.directory].append(one)
    chunks: list[bytes] = []
    at = 8 + _extent(parts["0"], sum(1 for name in ("exif", "gps") if parts[name]))
    for name, pointer in (("exif", EXIF_POINTER), ("gps", GPS_POINTER)):
        if parts[name]:
            parts["0"].append(number_entry("0", pointer, LONG, (at,), order))
            chunks.append(_directory(parts[name], at, 0, order))
            at += len(chunks[-1])
    first = _directory(parts["0"], 8, at if thumbnail else 0, order)
    if thumbnail:
        chunks.append(_thumbnail_directory(thumbnail, at, order))
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "L", 8)
    return b"".join((head, first, *chunks))


def _thumbnail_directory(thumbnail: bytes, at: int, order: str) -> bytes:
    fixed = [
        number_entry("1", 0x0103, SHORT, (6,), order),
        number_entry("1", 0x011A, RATIONAL, (72, 1), order),
        number_entry("1", 0x011B, RATIONAL, (72, 1), order),
        number_entry("1", 0x0128, SHORT, (2,), order),
        number_entry("1", THUMBNAIL_LENGTH, LONG, (len(thumbnail),), order),
    ]
    behind = at + _extent(fixed, 1)
    return _directory([*fixed, number_entry("1", THUMBNAIL_AT, LONG, (behind,), order)], at, 0, order) + thumbnail


def _extent(entries: Sequence[Entry], more: int) -> int:
    """Return the bytes that a directory takes with `more` small entries."""
    return 6 + 12 * (len(entries) + more) + sum(_padded(one.raw) for one in entries if len(one.raw) > 4)


def _padded(raw: bytes) -> int:
    return len(raw) + (len(raw) & 1)


def _directory(entries: Sequence[Entry], at: int, following: int, order: str) -> bytes:
    table, values = [struct.pack(order + "H", len(entries))], []
    behind = at + 6 + 12 * len(entries)
    for one in sorted(entries, key=_tag):
        head = struct.pack(order + "HHL", one.tag, one.kind, one.count)
        if len(one.raw) <= 4:
            table.append(head + one.raw.ljust(4, b"\x00"))
            continue
        table.append(head + struct.pack(order + "L", behind))
        values.append(one.raw.ljust(_padded(one.raw), b"\x00"))
        behind += len(values[-1])
    return b"".join((*table, struct.pack(order + "L", following), *values))


def _tag(entry: Entry) -> int:
    return entry.tag
