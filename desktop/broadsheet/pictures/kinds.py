"""Which pictures we take, and how their bytes say what they are."""

from msgspec import Struct

from broadsheet import errors

MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000
"""Wide enough for a 100-megapixel camera; decoded, that is 480 MB at the very most."""


class Kind(Struct, frozen=True):
    """One kind of picture: Pillow's name for it, its file extension with the dot, its media type."""

    pillow: str
    extension: str
    media_type: str


JPEG = Kind("JPEG", ".jpg", "image/jpeg")
PNG = Kind("PNG", ".png", "image/png")
GIF = Kind("GIF", ".gif", "image/gif")
WEBP = Kind("WEBP", ".webp", "image/webp")
TIFF = Kind("TIFF", ".tif", "image/tiff")
AVIF = Kind("AVIF", ".avif", "image/avif")

_TAKEN = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)

_NOT_TAKEN = (
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
    (b"8BPS", "PSD"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"%!PS", "EPS"),
)


def recognise(data: bytes, name: str = "") -> Kind:
    """Return the kind that the first bytes tell; `name` is only named in errors.

    Raises errors.PictureRefused: missing (no bytes), too_large, format (`detail` names it, such as `SVG`),
    not_a_picture.
    """
    if not data:
        raise errors.PictureRefused(name, "missing")
    if len(data) > MOST_BYTES:
        raise errors.PictureRefused(name, "too_large", f"> {MOST_BYTES // 1_000_000} MB")
    kind = _kind(data)
    if kind is not None:
        return kind
    stranger = _stranger(data)
    raise errors.PictureRefused(name, "format" if stranger else "not_a_picture", stranger)


def _kind(data: bytes) -> Kind | None:
    for signature, kind in _TAKEN:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return AVIF if _brands(data) & {b"avif", b"avis"} else None


def _stranger(data: bytes) -> str:
    for signature, name in _NOT_TAKEN:
        if data.startswith(signature):
            return name
    if _brands(data) & {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}:
        return "HEIC"
    opening = data[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "SVG" if opening.startswith(b"<") and b"<svg" in opening else ""


def _brands(data: bytes) -> set[bytes]:
    """Return the brands of an ISO base media file (ISO/IEC 14496-12 §4.3)."""
    if data[4:8] != b"ftyp":
        return set()
    box = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return {box[at : at + 4] for at in range(0, len(box) - 3, 4) if at != 4}
