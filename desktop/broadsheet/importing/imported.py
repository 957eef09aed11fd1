"""What a reader brings: a document, and what it has to say about it."""

import uuid
from typing import TYPE_CHECKING, Literal, Optional

import msgspec
from msgspec import Struct

from broadsheet.store.document import Document

if TYPE_CHECKING:
    # Its rules are many, and who opens a document needs none of them.
    from broadsheet.importing.wire import Guess

Kind = Literal[
    "left_over",
    "unread",
    "picture",
    "large",
    "comments",
    "changes",
    "notes",
    "embedded",
    "encoding",
    "signs",
    "zone",
    "damaged",
]
"""Words that no field was found for · fields in front of a text that cannot be understood (`detail` is `line:column`,
as far as these are known) · a picture that could not come · one too large for us · comments, tracked changes (taken as
accepted), foot- and endnotes (set at the end), embedded objects, a guessed encoding, characters that no text has, such
as NUL (taken out), a time without a zone, a file that is cut off or otherwise damaged;
`detail` says which or how many."""


class Note(Struct, frozen=True):
    """Something of a foreign file that did not come, or came in another shape."""

    kind: Kind
    detail: str = ""


class Imported(Struct, frozen=True):
    """A document that was read; `guess` is there where a text was taken apart into fields.

    `named` tells that the file itself says which article it is; else its id is a new one at each reading.
    """

    document: Document
    notes: tuple[Note, ...] = ()
    guess: Optional["Guess"] = None
    named: bool = False


def identified(found: Imported) -> Document:
    """Return what was read; a text without an id gets it from its words: the same at each reading."""
    document = found.document
    if found.named:
        return document
    words = msgspec.json.encode(msgspec.structs.replace(document.article, id="")).decode()
    article = msgspec.structs.replace(document.article, id=str(uuid.uuid5(uuid.NAMESPACE_URL, words)))
    return msgspec.structs.replace(document, article=article)
