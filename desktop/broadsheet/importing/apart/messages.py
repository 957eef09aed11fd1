"""What the program and its conversion process say to each other: msgpack values in length-prefixed frames.

A frame is its length as an unsigned 32-bit big-endian number, then that many bytes of msgpack. The process answers
every question with `Ready`, any number of `Alive`, and one other message.
"""

from typing import BinaryIO

import msgspec
from msgspec import Struct

from broadsheet.article.model import Article
from broadsheet.importing.imported import Note
from broadsheet.importing.wire import Guess

LARGEST = 512 << 20
"""Most bytes in one frame: the process may not take much more memory than that."""

TRACE = "Traceback (most recent call last):\n"
"""Begins what the process says on its standard error before it ends for a reason that nobody foresaw."""

_HEADER = 4


class File(Struct, frozen=True, tag=True):
    """Read the file at `path`, in the bytes of `os.fsencode`, since not every name on a disk is text."""

    path: bytes


class Clipboard(Struct, frozen=True, tag=True):
    """Convert what another program has put on the clipboard."""

    html: str
    rtf: bytes = b""


class Words(Struct, frozen=True, tag=True):
    """Take apart a Markdown text that came inside another program's bundle."""

    text: str


class Ready(Struct, frozen=True, tag=True):
    """All that the answer needs is loaded: from now on it is the file that takes the time."""


class Alive(Struct, frozen=True, tag=True):
    """One more picture is done: no need to lose patience."""


class Read(Struct, frozen=True, tag=True):
    """What an Imported holds of a file that is not ours."""

    article: Article
    assets: dict[str, bytes] = {}
    notes: tuple[Note, ...] = ()
    guess: Guess | None = None
    named: bool = False


class Pasted(Struct, frozen=True, tag=True):
    """What a rich.Rich holds; `pictures` are name and bytes."""

    markdown: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    missing: tuple[str, ...] = ()


class Refused(Struct, frozen=True, tag=True):
    """It could not be converted; `reason` and `detail` are those of errors.UnreadableDocument or rich.TooMuch."""

    reason: str
    detail: str = ""


Question = File | Clipboard | Words
Answer = Ready | Alive | Read | Pasted | Refused

_encoder = msgspec.msgpack.Encoder()
_questions = msgspec.msgpack.Decoder(Question)
_answers = msgspec.msgpack.Decoder(Answer)


def frame(message: Question | Answer) -> bytes:
    """Return a message as one frame; raises ValueError where it is too large for one."""
    buffer = bytearray(_HEADER)
    _encoder.encode_into(message, buffer, _HEADER)
    buffer[:_HEADER] = _checked(len(buffer) - _HEADER).to_bytes(_HEADER, "big")
    return bytes(buffer)


def question(stream: BinaryIO) -> Question | None:
    """Wait for the next question; None at the end of the stream. Raises ValueError where the bytes are none."""
    data = _frame(stream)
    return None if data is None else _questions.decode(data)


def answer(stream: BinaryIO) -> Answer | None:
    """Wait for the next answer; None at the end of the stream. Raises ValueError where the bytes are none."""
    data = _frame(stream)
    return None if data is None else _answers.decode(data)


def _frame(stream: BinaryIO) -> bytes | None:
    header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return None
    length = _checked(int.from_bytes(header, "big"))
    data = stream.read(length)
    return data if len(data) == length else None


def _checked(length: int) -> int:
    if length > LARGEST:
        raise ValueError(f"a frame of {length} bytes")
    return length
