"""What the window and the render worker say to each other: msgpack values in length-prefixed frames.

A frame is its length as an unsigned 32-bit big-endian number, then that many bytes of msgpack.
The worker answers every message with exactly one message of the same `revision`, in order.
"""

from typing import BinaryIO, Literal

import msgspec
from msgspec import Struct

from broadsheet.article.house import House
from broadsheet.article.model import Article

LARGEST = 256 * 1024 * 1024
"""Most bytes in one frame; a larger length means that the two have lost step."""

_HEADER = 4

Sizes = dict[str, tuple[int, int]]
"""Width and height in pixels, as displayed, of every asset: `assets/boat.jpg` -> (1200, 800)."""


class Open(Struct, frozen=True, tag=True):
    """Show another article, or the same one anew; `theme` is a key or a folder, empty for the house's."""

    revision: int
    article: Article
    house: House
    theme: str = ""
    sizes: Sizes = {}


class Fields(Struct, frozen=True, tag=True):
    """The fields have changed; the body of `article` is passed over."""

    revision: int
    article: Article


class Lines(Struct, frozen=True, tag=True):
    """Replace `removed` lines of the body from line `first` (from 0) by `added`.

    A body of n newlines has n + 1 lines, so an empty body is one empty line.
    """

    revision: int
    first: int
    removed: int
    added: tuple[str, ...]


class Assets(Struct, frozen=True, tag=True):
    """The document has other pictures now."""

    revision: int
    sizes: Sizes


class Piece(Struct, frozen=True, array_like=True):
    """One top-level block of the page's body.

    `html` may be empty. `lines` counts the block's lines in the body with the blank ones after it (the first block also
    has those before it). `label` is for an outline: a heading's text, a read-also's title, a figure's caption.
    """

    html: str
    lines: int
    kind: str
    label: str = ""


class Counts(Struct, frozen=True):
    """How much there is to read; read-also blocks, figures and embeds count neither as words nor as characters."""

    words: int = 0
    characters: int = 0
    read_also: int = 0
    figures: int = 0


class Page(Struct, frozen=True, tag=True):
    """The whole page: `html` has an empty body slot (`data-slot="body"`) that `blocks` fill, in order."""

    revision: int
    html: str
    stylesheet: str
    blocks: tuple[Piece, ...]
    counts: Counts


class Patch(Struct, frozen=True, tag=True):
    """Blocks [first, first + removed) are now `pieces`.

    `frame` is the new page with an empty slot, None where nothing but the body has changed.
    """

    revision: int
    first: int
    removed: int
    pieces: tuple[Piece, ...]
    frame: str | None
    counts: Counts


class Broken(Struct, frozen=True, tag=True):
    """There is no page for this revision; until the next Open there is none for any.

    `kind` is `theme` (the facts of errors.ThemeBroken; `theme` alone where no such theme exists),
    `memory` (the page needs more than it may take) or `message` (the message made no sense; `detail` says why).
    """

    revision: int
    kind: Literal["theme", "memory", "message"]
    theme: str = ""
    file: str = ""
    line: int = 0
    detail: str = ""


ToWorker = Open | Fields | Lines | Assets
FromWorker = Page | Patch | Broken

_encoder = msgspec.msgpack.Encoder()
_to_worker = msgspec.msgpack.Decoder(ToWorker)
_from_worker = msgspec.msgpack.Decoder(FromWorker)


def frame(message: ToWorker | FromWorker) -> bytes:
    """Return a message as one frame."""
    buffer = bytearray(_HEADER)
    _encoder.encode_into(message, buffer, _HEADER)
    buffer[:_HEADER] = (len(buffer) - _HEADER).to_bytes(_HEADER, "big")
    return bytes(buffer)


def receive(stream: BinaryIO) -> ToWorker | None:
    """Wait for the next message on the worker's side; None at the end of the stream, also amid a frame.

    Raises ValueError where the bytes are no such message.
    """
    header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return None
    length = _checked(int.from_bytes(header, "big"))
    data = stream.read(length)
    return _to_worker.decode(data) if len(data) == length else None


class Answers:
    """Collects the worker's bytes, as they come, into answers."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> list[FromWorker]:
        """Return the answers that are complete with these bytes; raises ValueError where they are no answers."""
        self._waiting += data
        found = []
        start = 0
        while len(self._waiting) - start >= _HEADER:
            end = start + _HEADER + _checked(int.from_bytes(self._waiting[start : start + _HEADER], "big"))
            if len(self._waiting) < end:
                break
            found.append(_from_worker.decode(memoryview(self._waiting)[start + _HEADER : end]))
            start = end
        del self._waiting[:start]
        return found


def _checked(length: int) -> int:
    if length > LARGEST:
        raise ValueError(f"a frame of {length} bytes")
    return length
