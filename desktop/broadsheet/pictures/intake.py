"""Take a picture into the document: only what we can show, whole, and without private facts."""

import stat
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from broadsheet import errors
from broadsheet.article.photo import Private
from broadsheet.pictures import colour, decoding, encoding, kinds, metadata, privacy, probe
from broadsheet.pictures.metadata import Metadata, Trace

_LONGEST_JPEG = 65_500
"""Pixels of one side that libjpeg writes at most."""


class Intake(Struct, frozen=True):
    """A picture ready for the document; `extension` has its dot, the size is in pixels as displayed.

    `facts` are the words of the file that came, `traces` the private things in it. `not_kept` are kinds of those that
    were to stay and could not.
    """

    data: bytes
    extension: str
    width: int
    height: int
    facts: Metadata = Metadata()
    traces: tuple[Trace, ...] = ()
    not_kept: tuple[Private, ...] = ()


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


def _no_beat() -> None:
    """Do nothing."""


def take_in(
    data: bytes, name: str, *, keep: frozenset[Private] = frozenset(), decoded: Callable[[], None] = _no_beat
) -> Intake:
    """Return a JPEG, PNG, GIF or WebP cleaned of private facts, pixel for pixel what came in.

    An AVIF cannot be cleaned without decoding it and few content systems take one, no browser shows a TIFF: they become
    a JPEG, or a PNG where they have holes. Private facts of the kinds in `keep` are written back into the clean
    picture. `name` is only named in errors; `decoded` is called when all that is left to do is our own work. Raises
    errors.PictureRefused.
    """
    kind = kinds.recognise(data, name)
    probe.header(data, name)  # what is too large or no picture is refused before anything is read of it
    facts, traces = metadata.read(data, name), metadata.traces(data, name)
    kept = metadata.keepable(data, keep, name)
    rewritten = not privacy.can_strip(kind)
    if rewritten:
        kind, data = _rewritten(data, name, decoded)
    size = probe.size(data, name)
    clean = privacy.strip(data, name)
    if kept != metadata.NOTHING:
        clean = metadata.write(clean, metadata.Words(), kept=kept, name=name)
    if not rewritten:
        # A JPEG is read to its end at an eighth of its size, which finds every truncation.
        decoding.load(clean, name, enough=(1, 1))
        decoded()
    return Intake(clean, kind.extension, size.width, size.height, facts, traces, _lost(clean, traces, keep))


def _lost(clean: bytes, traces: tuple[Trace, ...], keep: frozenset[Private]) -> tuple[Private, ...]:
    if not keep:
        return ()
    there = {one.kind for one in metadata.traces(clean)}
    return tuple(dict.fromkeys(one.kind for one in traces if one.kind in keep - there))


def _rewritten(data: bytes, name: str, decoded: Callable[[], None]) -> tuple[kinds.Kind, bytes]:
    image = decoding.load(data, name)
    decoded()
    image = colour.to_srgb(image)
    if image.mode == "RGBA" or max(image.size) > _LONGEST_JPEG:
        return kinds.PNG, encoding.png(image)
    return kinds.JPEG, encoding.jpeg(image, encoding.FINE_JPEG_QUALITY)
