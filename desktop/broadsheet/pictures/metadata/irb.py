"""Photoshop's image resource blocks (Adobe Photoshop File Formats, Image Resources): where IIM lives in a JPEG."""

import hashlib

from msgspec import Struct

_SIGNATURES = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
_IIM, _DIGEST = 0x0404, 0x0425
_THUMBNAILS = (0x0409, 0x040C)
_MOST = 2_000


class Resources(Struct, frozen=True):
    """`newer` tells that the digest kept with XMP is not that of the IIM, so another program has changed the IIM."""

    iim: tuple[bytes, ...] = ()
    thumbnails: tuple[bytes, ...] = ()
    newer: bool = False
    broken: bool = False


def is_one(data: bytes) -> bool:
    """Tell whether bytes begin with a resource."""
    return data[:4] in _SIGNATURES


def read(data: bytes) -> Resources:
    """Return the resources that matter; never raises."""
    iim: list[bytes] = []
    thumbnails: list[bytes] = []
    digest, at, count = b"", 0, 0
    while at + 12 <= len(data) and data[at : at + 4] in _SIGNATURES and count < _MOST:
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        start = at + 6 + _even(1 + data[at + 6])
        length = int.from_bytes(data[start : start + 4], "big")
        body = data[start + 4 : start + 4 + length]
        if start + 4 + length > len(data):
            return Resources(tuple(iim), tuple(thumbnails), broken=True)
        if number == _IIM:
            iim.append(body)
        elif number in _THUMBNAILS:
            thumbnails.append(body[28:])
        elif number == _DIGEST:
            digest = body
        at = start + 4 + _even(length)
        count += 1
    newer = bool(any(digest)) and bool(iim) and hashlib.md5(iim[0], usedforsecurity=False).digest() != digest
    return Resources(tuple(iim), tuple(thumbnails), newer, bool(data[at:].strip(b"\x00")))


def write(iim: bytes) -> bytes:
    """Return the two resources of an IIM block: itself and its digest (MWG 2.0 §3.3)."""
    digest = hashlib.md5(iim, usedforsecurity=False).digest()
    return _resource(_IIM, iim) + _resource(_DIGEST, digest)


def _resource(number: int, body: bytes) -> bytes:
    head = b"8BIM" + number.to_bytes(2, "big") + b"\x00\x00" + len(body).to_bytes(4, "big")
    return head + body.ljust(_even(len(body)), b"\x00")


def _even(length: int) -> int:
    return length + (length & 1)
