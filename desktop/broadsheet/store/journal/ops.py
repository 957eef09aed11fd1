"""What a journal records: the state it begins with, and one operation for each change after that."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct

from broadsheet.article import trimming
from broadsheet.article.model import Article
from broadsheet.store import encodable
from broadsheet.store.atomic import Identity
from broadsheet.store.document import Document, Foreign

_TYPES = get_type_hints(Article)


class Blob(Struct, frozen=True, array_like=True):
    """A file beside the journal that holds a picture: its name, size in bytes and CRC-32."""

    name: str
    size: int
    sum: int


class Began(Struct, frozen=True, tag="began", array_like=True):
    """The whole article. `assets` has a blob for each picture, or none while it is only in the document itself.

    `path` is as the system spells it, empty for an article that was never saved.
    """

    article: bytes
    path: bytes
    identity: Identity | None
    foreign: Foreign
    assets: dict[str, Blob | None]
    crlf: bool


class Lines(Struct, frozen=True, tag="lines", array_like=True):
    """`removed` lines of the body from line `first` on became `added` lines.

    Of the old lines, joined by line feeds, `head` characters at the beginning and `tail` at the end stay, with `text`
    (UTF-8, lone surrogates passed) between them.
    """

    first: int
    removed: int
    added: int
    head: int
    tail: int
    text: bytes


class Field(Struct, frozen=True, tag="field", array_like=True):
    """A field of the article has this value (MessagePack)."""

    name: str
    value: bytes


class Asset(Struct, frozen=True, tag="asset", array_like=True):
    """A picture is kept in this blob."""

    name: str
    blob: Blob


class Kept(Struct, frozen=True, tag="kept", array_like=True):
    """The article as it stood a moment before was saved at this path."""

    path: bytes
    identity: Identity | None


Op = Began | Lines | Field | Asset | Kept

_decoder: msgspec.msgpack.Decoder[Op] = msgspec.msgpack.Decoder(Op)
encode = msgspec.msgpack.Encoder(enc_hook=dict).encode  # a frozen mapping goes out as what it holds


def decode(payload: bytes) -> Op:
    """Return the operation in a record; raises ValueError."""
    return _decoder.decode(payload)


def began(document: Document, assets: Mapping[str, Blob | None]) -> Began:
    """Return the beginning of a journal of a document as it stands."""
    article = encodable.article(document.article)
    crlf = "\r\n" in article.body
    lf = msgspec.structs.replace(article, body=article.body.replace("\r\n", "\n"))
    path = os.fsencode(document.path) if document.path is not None else b""
    encoded = msgspec.msgpack.encode(lf)
    return Began(encoded, path, document.identity, _spelt(document.foreign), dict(assets), crlf)


def kept(path: Path, identity: Identity | None) -> Kept:
    """Return the operation that says where the article is kept now."""
    return Kept(os.fsencode(path), identity)


def _spelt(foreign: Foreign) -> Foreign:
    """Return what can be written: files whose names are no text stay in the document on disk alone."""
    others, beside = (
        {name: data for name, data in files.items() if encodable.is_text(name)}
        for files in (foreign.others, foreign.beside)
    )
    return msgspec.structs.replace(foreign, others=others, beside=beside)


def lines(first: int, old: list[str], new: list[str]) -> Lines:
    """Return the operation that makes the lines `new` of the lines `old`, with no more text than changed."""
    before, after = "\n".join(old), "\n".join(new)
    change = trimming.between(before, after) if old and new else trimming.Change(0, len(before), len(after))
    text = after[change.start : change.start + change.added].encode("utf-8", "surrogatepass")
    tail = len(before) - change.start - change.removed
    return Lines(first, len(old), len(new), change.start, tail, text)


def field(name: str, value: Any) -> Field:
    """Return the operation that gives a field of the article a value."""
    try:
        return Field(name, msgspec.msgpack.encode(value))
    except UnicodeEncodeError:
        return Field(name, msgspec.msgpack.encode(encodable.plain(value)))


def field_value(op: Field) -> Any:
    """Return the value; raises ValueError where the article has no such field or it cannot hold that."""
    if op.name not in _TYPES:
        raise ValueError(op.name)
    return msgspec.msgpack.decode(op.value, type=_TYPES[op.name])


def path(spelt: bytes) -> Path | None:
    """Return a path as the system spells it, None for an article that was never saved."""
    return Path(os.fsdecode(spelt)) if spelt else None
