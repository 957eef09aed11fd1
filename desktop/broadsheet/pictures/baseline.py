"""Which TIFFs we take: one page of plain pixels, as agencies and archives send them; no raw file of a camera."""

from broadsheet import errors
from broadsheet.pictures import kinds, tiff

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _COLOURS, _SAMPLES = 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0115
_ORIENTATION, _SUBFILE, _TILE_WIDTH, _TILE_HEIGHT = 0x0112, 0x00FE, 0x0142, 0x0143
_COMPRESSIONS = frozenset({1, 5, 7, 8, 32_773, 32_946})
"""None, LZW, JPEG, Deflate, PackBits, Deflate (TIFF 6.0 §§8-13, 22, TechNote 2)."""
_COLOURS_TAKEN = frozenset({0, 1, 2, 3, 5, 6, 8})
"""Grey both ways, RGB, palette, CMYK, YCbCr, Lab."""
_DNG, _REDUCED = 0xC612, 1
_MOST_TILE = 8_192


def check(data: bytes, name: str) -> None:
    """Raise errors.PictureRefused for a TIFF that is more or other than one page of plain pixels."""
    block = tiff.read(data)

    def value(tag: int, otherwise: int, directory: str = "0") -> int:
        return int(next(iter(block.numbers(directory, tag)), otherwise))

    if not value(_WIDTH, 0) or not value(_HEIGHT, 0):
        raise errors.PictureRefused(name, "damaged", "no size")
    if value(_WIDTH, 0) * value(_HEIGHT, 0) > kinds.MOST_PIXELS:
        raise errors.PictureRefused(name, "too_many_pixels", f"{value(_WIDTH, 0)} × {value(_HEIGHT, 0)}")
    if block.entry("0", _DNG) or value(_COMPRESSION, 1) not in _COMPRESSIONS or value(_SUBFILE, 0) & _REDUCED:
        raise errors.PictureRefused(name, "format", "TIFF, raw")
    if value(_COLOURS, 1) not in _COLOURS_TAKEN or not 1 <= value(_SAMPLES, 1) <= 5:
        raise errors.PictureRefused(name, "format", "TIFF")
    if any(bits not in (1, 2, 4, 8, 16) for bits in block.numbers("0", _BITS)):
        raise errors.PictureRefused(name, "format", "TIFF")
    if max(value(_TILE_WIDTH, 0), value(_TILE_HEIGHT, 0)) > _MOST_TILE:
        raise errors.PictureRefused(name, "damaged", "tiles")
    if any(block.entry(str(page), _WIDTH) and not value(_SUBFILE, 0, str(page)) & _REDUCED for page in range(1, 16)):
        raise errors.PictureRefused(name, "format", "TIFF, several pages")


def header(data: bytes, name: str) -> tuple[int, int, int]:
    """Return width, height and orientation of a TIFF that we take; raises errors.PictureRefused."""
    check(data, name)
    block = tiff.read(data)
    width, height = (int(next(iter(block.numbers("0", tag)))) for tag in (_WIDTH, _HEIGHT))
    turn = int(next(iter(block.numbers("0", _ORIENTATION)), 1))
    return width, height, turn if 1 <= turn <= 8 else 1
