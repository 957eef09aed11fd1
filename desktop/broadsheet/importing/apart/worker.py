"""The process that converts foreign files: they may be hostile, and it is killed where one keeps it too long.

Started as `python -m broadsheet.importing.apart.worker`, it speaks `messages` over its standard streams and ends with
its input. It may take little memory and cannot write into any file.
"""

import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from broadsheet import child, errors, importing
from broadsheet.importing import taking
from broadsheet.importing.apart import messages
from broadsheet.importing.apart.messages import Alive, Answer, Clipboard, File, Pasted, Question, Read, Ready, Refused
from broadsheet.importing.taking import Copy
from broadsheet.importing.text import markdown

MEMORY = 1 << 30
"""Bytes of address space."""
_RICH = ("broadsheet.importing.rich",)
_PLAIN = ("broadsheet.importing.wire", "charset_normalizer")
_PAGE = ("lxml.html", "charset_normalizer", "broadsheet.pictures.intake", *_RICH)
_MATTER = ("yaml", "tomllib", "broadsheet.render.blocks")
_NEEDED = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".mht"), _PAGE),
    ".docx": ("lxml.etree", "mammoth", "broadsheet.importing.wire", "broadsheet.pictures.intake", *_RICH),
    ".odt": ("lxml.etree", "broadsheet.importing.wire", "broadsheet.pictures.intake", *_RICH),
    ".rtf": ("broadsheet.importing.wire", "broadsheet.pictures.intake", *_RICH),
    ".txt": _PLAIN,
    ".json": _RICH,
}
"""What the readers import only when they run."""
LIFETIME = 60
"""Seconds for one question: beyond, whoever asked must be gone, since it would have killed us."""


def main() -> None:
    """Answer every question until the input ends."""
    incoming, outgoing = child.begin(MEMORY)
    with suppress(BrokenPipeError):
        serve(incoming, outgoing)


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer the questions of one stream on the other; raises ValueError where the bytes are no questions."""

    def say(answer: Answer) -> None:
        outgoing.write(_framed(answer))
        outgoing.flush()

    def alive() -> None:
        say(Alive())

    while (body := child.receive(incoming)) is not None:
        question = messages.question(body)
        child.end_in(LIFETIME)
        _load(question)
        say(Ready())
        say(_answer(question, alive))
        child.end_in(0)


def _framed(answer: Answer) -> bytes:
    try:
        return messages.frame(answer)
    except (MemoryError, ValueError):  # an answer may be as large as all that it was made of, or larger than a frame
        return messages.frame(Refused("memory"))


def _load(question: Question) -> None:
    """Import what the answer will need: on a slow disk that takes longer than any conversion."""
    path = os.fsdecode(question.path) if isinstance(question, File) else ""
    ending = Path(path).suffix.lower()
    needed = _RICH if isinstance(question, Clipboard) else _NEEDED.get(ending, (*_PLAIN, *_MATTER))
    for name in needed:
        import_module(name)


def _answer(question: Question, alive: taking.Beat) -> Answer:
    try:
        match question:
            case Clipboard():
                return _pasted(question)
            case File():
                return _read(importing.copy(Path(os.fsdecode(question.path))), alive)
            case _:
                return _read(markdown.of_bundle(question.text), alive)
    except errors.UnreadableDocument as exc:
        return Refused(exc.reason, exc.detail.encode("utf-8", "replace").decode())
    except MemoryError:
        return Refused("memory")
    except RecursionError:
        return Refused("too_deep")


def _read(copy: Copy, alive: taking.Beat) -> Answer:
    done = taking.finish(copy, alive)
    return Read(done.document.article, dict(done.document.assets), done.notes, done.guess, done.named)


def _pasted(question: Clipboard) -> Answer:
    from broadsheet.importing import rich

    try:
        found = rich.convert(question.html, question.rtf)
    except rich.TooMuch as exc:
        return Refused(exc.reason)
    return Pasted(found.markdown, tuple((one.name, one.data) for one in found.pictures), found.missing)


if __name__ == "__main__":
    main()
