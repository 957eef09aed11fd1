"""What the program and its conversion process say to each other: msgpack values in the frames of `child`.

The process answers every question with `Ready`, any number of `Alive`, and one other message.
"""

import msgspec
from msgspec import Struct

from broadsheet import child
from broadsheet.article.model import Article
from broadsheet.importing.imported import Note
from broadsheet.importing.wire import Guess


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

_encode = msgspec.msgpack.Encoder().encode
_questions: "msgspec.msgpack.Decoder[Question]" = msgspec.msgpack.Decoder(Question)
_answers: "msgspec.msgpack.Decoder[Answer]" = msgspec.msgpack.Decoder(Answer)


def frame(message: Question | Answer) -> bytes:
    """Return a message as one frame; raises ValueError where it is too large for one."""
    return child.framed(_encode(message))


def question(body: bytes) -> Question:
    """Return the question in a frame's body; raises ValueError where the bytes are none."""
    return _questions.decode(body)


def answer(body: bytes) -> Answer:
    """Return the answer in a frame's body; raises ValueError where the bytes are none."""
    return _answers.decode(body)
