"""Makes colour profiles (ICC.1:2001-04 §6) with any name: of a screen, of grey, of a press."""

import itertools
import struct

ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
"""Red, green and blue as XYZ under D50."""

D50 = (0.9642, 1.0, 0.8249)


def named(name):
    """Return a description, as v2 has it."""
    raw = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">L", len(raw)) + raw + bytes(78)


def numbers(*values):
    """Return XYZ."""
    return b"XYZ \0\0\0\0" + struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def screen(name, columns, gamma, more=()):
    """Return a profile of primaries and a plain gamma, with more tags or other ones."""
    tags = {b"desc": named(name), b"wtpt": numbers(0.9505, 1.0, 1.0891)}
    for letter, column in zip((b"r", b"g", b"b"), columns, strict=True):
        tags |= {letter + b"XYZ": numbers(*column), letter + b"TRC": _curve(gamma)}
    return _profile(b"RGB ", b"XYZ ", tags | dict(more))


def grey(name, gamma):
    """Return a profile of one ink or light with a plain gamma."""
    return _profile(b"GRAY", b"XYZ ", {b"desc": named(name), b"wtpt": numbers(*D50), b"kTRC": _curve(gamma)})


def press(name):
    """Return a profile of four inks: Lab of the overprints of full ones, and evenly between."""
    inks = {(0, 0, 0): (94, 0, -2), (1, 0, 0): (55, -36, -48), (0, 1, 0): (48, 73, -3), (0, 0, 1): (88, -5, 91)}
    inks |= {(1, 1, 0): (24, 18, -45), (1, 0, 1): (50, -67, 26), (0, 1, 1): (47, 67, 47), (1, 1, 1): (23, 0, 0)}
    grid = b""
    for *colours, black in itertools.product((0, 1), repeat=4):
        light, a, b = (16, 0, 0) if black else inks[tuple(colours)]
        grid += bytes((round(light * 2.55), a + 128, b + 128))
    same = struct.pack(">9l", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    ramp = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + same + ramp * 4 + grid + ramp * 3
    return _profile(b"CMYK", b"Lab ", {b"desc": named(name), b"wtpt": numbers(*D50), b"A2B0": table})


def _curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">LHH", 1, round(gamma * 256), 0)


def _profile(space, pcs, tags):
    at, table, bodies = 128 + 4 + 12 * len(tags), struct.pack(">L", len(tags)), b""
    for name, body in tags.items():
        table += name + struct.pack(">LL", at, len(body))
        bodies += body + bytes(-len(body) % 4)
        at += len(body) + -len(body) % 4
    head = struct.pack(">L4sL", at, b"none", 0x02100000) + b"mntr" + space + pcs + bytes(12) + b"acsp" + bytes(28)
    return (head + numbers(*D50)[8:]).ljust(128, b"\0") + table + bodies
