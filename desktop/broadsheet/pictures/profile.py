"""Colour profiles (ICC.1:2022) as they may leave the house: what they do to colours, and nothing about who made them.

Profiles of screens and printers name the machine, its serial number and the person who measured it.
"""

import struct
from collections.abc import Iterable, Sequence

MOST_BYTES = 8_000_000
"""The largest ones that presses use have three million."""

SRGB = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
"""Its chromaticities, x and y of white, red, green and blue (IEC 61966-2-1)."""

_HEAD, _ENTRY, _MOST_TAGS = 128, 12, 100
_FIXED = {b"XYZ ": 20, b"sf32": 44}
_TABLES = frozenset({b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet"})
_SHAPERS = {b"wtpt", b"bkpt", b"chad", b"cicp", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC"}
_COLOUR_TAGS = _SHAPERS | {b"%b%d" % (way, one) for way in (b"A2B", b"B2A", b"D2B", b"B2D") for one in range(4)}
_KNOWN_NAMES = ("sRGB IEC61966-2.1", "sRGB", "Adobe RGB (1998)", "Display P3", "ProPhoto RGB", "Dot Gain 20%")
"""What these are is known to everybody, and some programs go by the name."""
_ANY_NAME = "Colours"


def cleaned(profile: bytes) -> bytes:
    """Return a profile that does the same to colours and tells nothing else; empty where it is broken.

    Clean bytes come back equal.
    """
    try:
        tags = dict(_tags(profile))
    except (struct.error, ValueError):
        return b""
    kept = {name: body for name, body in tags.items() if name in _COLOUR_TAGS and body}
    if not kept:
        return b""
    name = next((one for one in _KNOWN_NAMES if _says(tags.get(b"desc", b""), one)), _ANY_NAME)
    modern = profile[8] >= 4
    kept[b"desc"] = _localised(name) if modern else _description(name)
    kept[b"cprt"] = _localised("-") if modern else b"text\0\0\0\0-\0"
    return _built(profile, kept)


def _tags(profile: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Yield name and body of each tag, a body empty where it is not of a type that we know; raises on broken ones."""
    if profile[36:40] != b"acsp" or len(profile) > MOST_BYTES:
        raise ValueError
    (count,) = struct.unpack_from(">L", profile, _HEAD)
    if count > _MOST_TAGS:
        raise ValueError
    for index in range(count):
        name, at, length = struct.unpack_from(">4sLL", profile, _HEAD + 4 + _ENTRY * index)
        if at + length > len(profile):
            raise ValueError
        body = profile[at : at + length]
        yield name, body if name == b"desc" else _body(body)


def _body(body: bytes) -> bytes:
    """Return a body without what its type leaves room for behind its values, and what is reserved."""
    kind = body[:4]
    if kind in _TABLES:
        return body
    length = _FIXED.get(kind, 0)
    if kind == b"curv":
        length = 12 + 2 * struct.unpack_from(">L", body, 8)[0]
    if kind == b"para":
        length = 12 + 4 * {0: 1, 1: 3, 2: 4, 3: 5, 4: 7}.get(struct.unpack_from(">H", body, 8)[0], 0)
    if kind == b"cicp":
        length = 12
    if length > len(body):
        raise ValueError
    return kind + bytes(4) + body[8:length] if length else b""


def _says(description: bytes, name: str) -> bool:
    """Tell whether a description is just that name, in either of the types that hold one."""
    if description[:4] == b"desc":
        return description[12:].partition(b"\0")[0] == name.encode()
    # mluc: records of 12 bytes, then the texts in UTF-16; the first is enough.
    if description[:4] == b"mluc" and len(description) >= 28:
        length, at = struct.unpack_from(">LL", description, 20)
        return description[at : at + length] == name.encode("utf-16-be")
    return False


def _description(name: str) -> bytes:
    raw = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">L", len(raw)) + raw + bytes(8 + 3 + 67)


def _localised(text: str) -> bytes:
    raw = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">LL2s2sLL", 1, 12, b"en", b"US", len(raw), 28) + raw


def _built(profile: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return a profile of these tags; equal bodies stand in it once. Of the head stays what colours depend on."""
    at = _HEAD + 4 + _ENTRY * len(tags)
    table, bodies, places = [struct.pack(">L", len(tags))], [], dict[bytes, int]()
    for name, body in sorted(tags.items()):
        if body not in places:
            places[body] = at
            bodies.append(body + bytes(-len(body) % 4))
            at += len(bodies[-1])
        table.append(struct.pack(">4sLL", name, places[body], len(body)))
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">L4s", at, b"") + profile[8:24] + date + b"acsp" + bytes(16) + profile[56:80]
    return b"".join((head.ljust(_HEAD, b"\0"), *table, *bodies))


def matrix(chromaticities: Sequence[float], gamma: float) -> bytes:
    """Return the profile of a screen with these chromaticities, as SRGB has them, and a plain gamma.

    Empty where there can be no such screen.
    """
    pairs = tuple(zip(chromaticities[::2], chromaticities[1::2], strict=True))
    if any(not 0 < y <= 1 or not 0 <= x <= 1 for x, y in pairs) or not 0.1 < gamma < 10:
        return b""
    white, *primaries = ((x / y, 1.0, (1 - x - y) / y) for x, y in pairs)
    try:
        shares = _solved(primaries, white)
        cone_white, cone_d50 = _times(_BRADFORD, white), _times(_BRADFORD, _D50)
        tags = {}
        for name, primary, share in zip((b"r", b"g", b"b"), primaries, shares, strict=True):
            cones = _times(_BRADFORD, [share * value for value in primary])
            seen = [cone * to / of for cone, to, of in zip(cones, cone_d50, cone_white, strict=True)]
            tags[name + b"XYZ"] = _xyz(_solved(tuple(zip(*_BRADFORD, strict=True)), seen))
            tags[name + b"TRC"] = b"curv\0\0\0\0" + struct.pack(">LH", 1, min(0xFFFF, round(gamma * 256)))
    except (ZeroDivisionError, struct.error):
        return b""
    tags |= {b"wtpt": _xyz(_D50), b"desc": _description(_ANY_NAME), b"cprt": b"text\0\0\0\0-\0"}
    head = bytes(8) + b"\x02\x40\0\0mntrRGB XYZ ".ljust(72, b"\0")
    return _built(head[:68] + _xyz(_D50)[8:], tags)


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3l", *(round(value * 65536) for value in values))


def _times(rows: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in rows]


def _solved(columns: Sequence[Sequence[float]], target: Sequence[float]) -> list[float]:
    """Return how much of each of three columns adds up to the target (Cramer's rule)."""
    whole = _determinant(columns)
    return [_determinant([*columns[:at], target, *columns[at + 1 :]]) / whole for at in range(3)]


def _determinant(columns: Sequence[Sequence[float]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = columns
    return a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e)


_D50 = (0.9642, 1.0, 0.8249)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""Cones by which one white is seen as another (ICC.1:2022 annex E)."""
