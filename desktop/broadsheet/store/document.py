"""The document on disk: a TextBundle whose info.json holds the article's fields under our own key."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct

from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.store import atomic, bundle, encodable, fields, info, members, textbundle, textpack
from broadsheet.store.atomic import Identity, Outcome
from broadsheet.store.bundle import Parts
from broadsheet.store.members import BundleError

Assets = Mapping[str, bytes]
"""Pictures by their path inside the document, `assets/boat.jpg`."""

free_asset_name = members.free_asset_name

_NOTHING: Assets = MappingProxyType({})


class Foreign(Struct, frozen=True):
    """What a document holds that is not ours; it goes back into the file as it came.

    `info` is every key of info.json with its JSON text, our own too, for what a later version put inside it.
    `others` are files in the bundle, `beside` files next to its folder in the zip file.
    """

    info: Mapping[str, bytes] = _NOTHING
    others: Mapping[str, bytes] = _NOTHING
    beside: Mapping[str, bytes] = _NOTHING
    text_name: str = "text.md"


class Document(Struct, frozen=True):
    """An article with its pictures, and where it is kept.

    `identity` is the version on disk that this was read from or saved as. `read_only` is empty, or `newer`: a later
    version of the program wrote it, and saving could lose what we do not know. `damaged` names pictures that have
    changed by themselves in the file that was read.
    """

    article: Article
    assets: Assets = _NOTHING
    path: Path | None = None
    identity: Identity | None = None
    read_only: str = ""
    foreign: Foreign = Foreign()
    damaged: tuple[str, ...] = ()


def new(article: Article, assets: Assets) -> Document:
    """Return a document that is not on disk yet."""
    return Document(article, MappingProxyType(dict(assets)))


def open(path: Path) -> Document:
    """Return the document in a `.textpack` or `.textbundle`, whatever it is called.

    One of another program is taken in too: its first heading becomes the headline.
    Raises errors.UnreadableDocument.
    """
    try:
        if not path.exists():
            atomic.sweep(path)
        damaged: list[str] = []
        identity, content = _read(path, damaged)
        found = _document(bundle.split(content))
        return msgspec.structs.replace(found, path=path, identity=identity, damaged=tuple(damaged))
    except BundleError as exc:
        raise errors.UnreadableDocument(path, exc.reason, exc.detail) from exc
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise errors.UnreadableDocument(path, "missing") from exc
    except PermissionError as exc:
        raise errors.UnreadableDocument(path, "denied") from exc
    except OSError as exc:
        raise errors.UnreadableDocument(path, "io", exc.strerror or str(exc)) from exc


def save(document: Document, path: Path, *, overwrite: bool = False) -> tuple[Document, Outcome]:
    """Write the document to `path` and return it as it stands there now.

    A folder where `path` is one or ends in `.textbundle`, else a zip file. Without `overwrite`, a file that is not the
    version this document came from stays untouched, and so does any other file that stands at `path`.
    Raises errors.NotSaved and errors.ChangedUnderneath: then nothing was changed.
    """
    if document.read_only:
        raise errors.NotSaved(path, document.read_only)
    with atomic.as_not_saved(path):
        if _is_other_folder(path):
            raise errors.NotSaved(path, "denied", bundle.INFO)
    document = msgspec.structs.replace(document, article=encodable.article(document.article))
    expect = document.identity if _same(path, document.path) else None
    try:
        parts = _parts(document)
        if _is_folder(path):
            content = bundle.join(parts)
            kept = _checked(content, document)
            outcome = atomic.write_folder(path, content, expect=expect, overwrite=overwrite)
        else:
            content = bundle.join(parts, _root(document.article, path))
            kept = _checked(content, document)
            outcome = atomic.write(path, textpack.pack(content), expect=expect, overwrite=overwrite)
    except BundleError as exc:
        reason = "oversized" if exc.reason == "too_large" else "verification"
        raise errors.NotSaved(path, reason, exc.detail) from exc
    return msgspec.structs.replace(kept, path=path, identity=outcome.identity), outcome


def _read(path: Path, damaged: list[str]) -> tuple[Identity, dict[str, bytes]]:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        textbundle.check(path)
        identity = atomic.identify(path)
        return identity, dict(textbundle.read(path))
    if not stat.S_ISREG(mode):
        raise BundleError("not_a_bundle", path.suffix)
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > 2 * members.MOST_BYTES:
            raise BundleError("too_large", f"> {members.MOST_BYTES >> 20} MB")
        identity = atomic.identify_open(file)
        file.seek(0)
        return identity, dict(textpack.read(file, damaged))


def _document(parts: Parts) -> Document:
    keys = info.read(parts.info)
    try:
        text = parts.text.decode("utf-8").lstrip(encodable.MARK)
    except UnicodeDecodeError as exc:
        raise BundleError("encoding", parts.text_name) from exc
    article, newer = fields.read(keys, text)
    foreign = Foreign(keys, parts.others, parts.beside, parts.text_name)
    return Document(article, MappingProxyType(dict(parts.assets)), read_only="newer" if newer else "", foreign=foreign)


def _parts(document: Document) -> Parts:
    kept = document.foreign
    return Parts(
        fields.write(kept.info, document.article),
        document.article.body.encode(),
        kept.text_name,
        document.assets,
        kept.others,
        kept.beside,
    )


def _checked(content: Mapping[str, bytes], document: Document) -> Document:
    """Return the document as it would be read from these members; raises BundleError where it would be another."""
    members.check((name, len(data)) for name, data in content.items())
    read = _document(bundle.split(content))
    for what, one, other in (
        ("article", read.article, document.article),
        ("assets", dict(read.assets), dict(document.assets)),
        ("others", dict(read.foreign.others), dict(document.foreign.others)),
        ("info.json", fields.foreign(read.foreign.info), fields.foreign(document.foreign.info)),
    ):
        if one != other:
            raise BundleError("damaged", what)
    return read


def _is_folder(path: Path) -> bool:
    """Tell what to write: some programs give a zip file the folder's ending, and it shall stay what it is."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return path.suffix.lower() == ".textbundle"


def _is_other_folder(path: Path) -> bool:
    """Tell whether a folder with something else than a bundle in it stands there: replacing would delete all that."""
    return path.is_dir() and not (path / bundle.INFO).exists() and any(path.iterdir())


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and os.path.realpath(path) == os.path.realpath(other)


def _root(article: Article, path: Path) -> str:
    """Return the bundle's folder inside the zip file; Zettlr and Obsidian show it as the note's title."""
    for text in (article.slug, path.stem):
        if name := members.fit(text):
            return f"{name}.textbundle/"
    return "article.textbundle/"
