"""Take a picture into the document: only what we can show, whole, and without private facts."""

import stat
from pathlib import Path

from msgspec import Struct

from broadsheet import errors
from broadsheet.pictures import colour, decoding, encoding, kinds, privacy, probe


class Intake(Struct, frozen=True):
    """A picture ready for the document; `extension` has its dot, the size is in pixels as displayed."""

    data: bytes
    extension: str
    width: int
    height: int


def read(path: Path, name: str) -> bytes:
    """Return the bytes of a picture's file, no more than a picture may have; raises errors.PictureRefused."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise errors.PictureRefused(name, "not_a_picture")
        with path.open("rb") as file:
            return file.read(kinds.MOST_BYTES + 1)
    except FileNotFoundError as exc:
        raise errors.PictureRefused(name, "missing") from exc
    except PermissionError as exc:
        raise errors.PictureRefused(name, "denied") from exc
    except OSError as exc:
        raise errors.PictureRefused(name, "io", exc.strerror or str(exc)) from exc


def take_in(data: bytes, name: str) -> Intake:
    """Return a JPEG, PNG, GIF or WebP cleaned of private facts, pixel for pixel what came in.

    An AVIF cannot be cleaned without decoding it and few content systems take one: it becomes a JPEG, or a PNG where
    it has holes. `name` is only named in errors. Raises errors.PictureRefused.
    """
    kind = kinds.recognise(data, name)
    if not privacy.can_strip(kind):
        kind, data = _rewritten(data, name)
    size = probe.size(data, name)
    clean = privacy.strip(data, name)
    # A JPEG is read to its end at an eighth of its size, which finds every truncation.
    decoding.load(clean, name, enough=(1, 1))
    return Intake(clean, kind.extension, size.width, size.height)


def _rewritten(data: bytes, name: str) -> tuple[kinds.Kind, bytes]:
    image = colour.to_srgb(decoding.load(data, name))
    if image.mode == "RGBA":
        return kinds.PNG, encoding.png(image)
    return kinds.JPEG, encoding.jpeg(image, encoding.FINE_JPEG_QUALITY)
