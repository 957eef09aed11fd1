r"""The pictures in RTF: the only place where Word puts their bytes on the clipboard.

Rich Text Format 1.9.1, "Pictures": `{\pict … \pngblip … <hex>}`, sizes in twips as `\picwgoal` and `\pichgoal`.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from broadsheet.pictures import kinds

_PART = re.compile(rb"[{}]|\\(?:([a-z]{1,32})(-?[0-9]{1,10})? ?|'[0-9a-fA-F]{2}|[^a-z])|[0-9a-fA-F\s]+|.", re.DOTALL)
_TWIPS_PER_PIXEL = 15
_MOST_PICTURES = 500
_MOST_PARTS = 2_000_000
"""Of one document; Word writes some hundred for a picture."""


class Blip(Struct, frozen=True):
    """The bytes of a PNG or JPEG, and its width and height as it is shown, in CSS pixels; 0 where unknown."""

    data: bytes
    size: tuple[float, float]


def read(rtf: bytes) -> Iterator[Blip]:
    """Yield the pictures in their order; none of other kinds, such as the metafiles that stand in for them."""
    rtf = _without_bullets(rtf)
    at = count = parts = 0
    while count < _MOST_PICTURES and parts < _MOST_PARTS:
        at = rtf.find(b"\\pict", at)
        if at < 0:
            return
        at += len(b"\\pict")
        if rtf[at : at + 1].isalpha():
            continue
        picture = _Picture(rtf, at)
        at, parts = picture.end, parts + picture.parts
        if picture.kind and picture.data and not _stands_in(rtf, picture.start):
            count += 1
            yield Blip(picture.data, picture.size)


def _without_bullets(rtf: bytes) -> bytes:
    r"""Return RTF without the group that holds pictures used as bullets (`\listpicture`)."""
    at = rtf.find(b"\\listpicture")
    return rtf if at < 0 else rtf[:at] + rtf[_Picture(rtf, at + len(b"\\listpicture")).end :]


def _stands_in(rtf: bytes, start: int) -> bool:
    r"""Tell whether a picture is only there for readers that do not know the one before it (`\nonshppict`)."""
    return b"\\nonshppict" in rtf[max(0, start - 40) : start]


class _Picture:
    r"""One group, from behind `\pict` to its closing brace."""

    def __init__(self, rtf: bytes, start: int) -> None:
        self.start = self.end = start
        self.parts = 0
        self.kind = ""
        self._numbers: dict[bytes, int] = {}
        self._hex: list[bytes] = []
        self._read(rtf)
        self.data = b"" if sum(map(len, self._hex)) > 2 * kinds.MOST_BYTES else _bytes(b"".join(self._hex))

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in CSS pixels."""
        return self._side(b"picwgoal", b"picscalex"), self._side(b"pichgoal", b"picscaley")

    def _side(self, goal: bytes, scale: bytes) -> float:
        return self._numbers.get(goal, 0) * self._numbers.get(scale, 100) / 100 / _TWIPS_PER_PIXEL

    def _read(self, rtf: bytes) -> None:
        depth = 1
        for part in _PART.finditer(rtf, self.start):
            self.parts += 1
            self.end = part.end()
            sign = part[0][:1]
            depth += (sign == b"{") - (sign == b"}")
            if depth == 0 or self.parts > _MOST_PARTS or part[1] == b"bin":
                return
            if depth > 1:
                continue
            if part[1]:
                self._word(part[1], int(part[2] or 0))
            elif sign not in (b"{", b"}", b"\\"):
                self._hex.append(part[0])

    def _word(self, word: bytes, number: int) -> None:
        if word in (b"pngblip", b"jpegblip"):
            self.kind = word.decode()
        elif word.startswith(b"pic"):
            self._numbers[word] = number


def _bytes(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""
