"""A document taken apart for keeping, each part known by its content, and put together again."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec
from msgspec import Struct

from broadsheet.article.model import Article
from broadsheet.store import encodable, fields
from broadsheet.store.document import Document, Foreign

Kind = Literal["fields", "body", "foreign", "asset", "other", "beside"]

PACKED = ("fields", "body", "foreign")
"""Kinds that shrink; pictures are packed already."""

_IN_WORD = re.compile(r"\w")


class Part(Struct, frozen=True):
    """One part; assets and files of other programs have a name. `sha256` is of the data as it is here."""

    kind: Kind
    name: str
    data: bytes
    sha256: bytes


class Apart(Struct, frozen=True):
    """A document in parts; two with the same `digest` would be saved as the same bundle."""

    article: Article
    parts: tuple[Part, ...]
    digest: bytes


class _Rest(Struct, frozen=True):
    """What is small and not the article's own."""

    info: dict[str, bytes]
    text_name: str
    read_only: str


def apart(document: Document) -> Apart:
    """Take a document apart; its text becomes what a file can hold, as on saving."""
    article = encodable.article(document.article)
    foreign = document.foreign
    rest = _Rest(dict(foreign.info), foreign.text_name, document.read_only)
    parts = (
        _part("fields", "", msgspec.json.encode(msgspec.structs.replace(article, body=""))),
        _part("body", "", article.body.encode()),
        _part("foreign", "", msgspec.msgpack.encode(rest)),
        *_named("asset", document.assets),
        *_named("other", foreign.others),
        *_named("beside", foreign.beside),
    )
    return Apart(article, parts, _digest(article, rest, parts))


def together(parts: Iterable[Part], digest: bytes, path: str) -> Document:
    """Put a document together; raises ValueError where it is not the one that was taken apart."""
    parts = tuple(parts)
    single = {part.kind: part.data for part in parts if not part.name}
    if not {"fields", "body", "foreign"} <= single.keys():
        raise ValueError("a part is missing")
    article = _article(single)
    rest = msgspec.msgpack.decode(single["foreign"], type=_Rest)
    if _digest(article, rest, parts) != digest:
        raise ValueError("the parts do not fit together")
    foreign = Foreign(MappingProxyType(rest.info), _of("other", parts), _of("beside", parts), text_name=rest.text_name)
    return Document(
        article,
        _of("asset", parts),
        Path(path) if path else None,
        read_only=rest.read_only,
        foreign=foreign,
    )


def article(parts: Iterable[Part]) -> Article:
    """Put only fields and body together; raises ValueError where one is missing or is none."""
    single = {part.kind: part.data for part in parts}
    if not {"fields", "body"} <= single.keys():
        raise ValueError("a part is missing")
    return _article(single)


def words(text: str) -> int:
    """Count what stands between spaces and has a letter or digit, as the window does."""
    return sum(1 for word in text.split() if _IN_WORD.search(word))


def _article(single: Mapping[Kind, bytes]) -> Article:
    fields = msgspec.json.decode(single["fields"], type=Article)
    return msgspec.structs.replace(fields, body=single["body"].decode())


def _part(kind: Kind, name: str, data: bytes) -> Part:
    return Part(kind, name, data, hashlib.sha256(data).digest())


def _named(kind: Kind, files: Mapping[str, bytes]) -> list[Part]:
    return [_part(kind, name, data) for name, data in files.items()]


def _of(kind: Kind, parts: tuple[Part, ...]) -> Mapping[str, bytes]:
    return MappingProxyType({part.name: part.data for part in parts if part.kind == kind})


def _digest(article: Article, rest: _Rest, parts: tuple[Part, ...]) -> bytes:
    """Return what tells two documents apart.

    `info.json` counts as a save would write it: after a save it holds our own fields too, and nothing has changed.
    """
    files = sorted((part.kind, raw(part.name), part.sha256) for part in parts if part.kind not in ("fields", "foreign"))
    whole = (fields.write(rest.info, article), rest.text_name, rest.read_only, files)
    return hashlib.sha256(msgspec.msgpack.encode(whole)).digest()


def raw(text: str) -> bytes:
    """Return any text as bytes, names of files too that are no Unicode."""
    return text.encode("utf-8", "surrogatepass")


def told(data: bytes) -> str:
    """Return the text that `raw` was given."""
    return data.decode("utf-8", "surrogatepass")
