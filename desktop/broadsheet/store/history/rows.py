"""What is asked of the tables and written into them, inside a transaction of the caller."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from broadsheet.store.history import parts
from broadsheet.store.history.parts import Apart, Part
from broadsheet.store.history.version import Version

_COLUMNS = "number, time, reason, headline, words, path, size"


class Newest(Struct, frozen=True):
    """The newest version of an article; `begun` is the time of the first one that it took the place of."""

    number: int
    begun: float
    reason: str
    digest: bytes


def newest(connection: sqlite3.Connection, article: bytes) -> Newest | None:
    """Return the newest version of an article."""
    query = "SELECT number, begun, reason, digest FROM version WHERE article = ? ORDER BY number DESC LIMIT 1"
    found = connection.execute(query, (article,)).fetchone()
    return Newest(*found) if found else None


def listing(connection: sqlite3.Connection, article: bytes) -> tuple[Version, ...]:
    """Return the versions of an article, the newest first."""
    query = f"SELECT {_COLUMNS} FROM version WHERE article = ? ORDER BY number DESC"
    return tuple(_version(row) for row in connection.execute(query, (article,)))


def articles(connection: sqlite3.Connection) -> dict[bytes, Version]:
    """Return every article with its newest version, the last one worked on first."""
    last = "SELECT MAX(number) FROM version GROUP BY article"
    query = f"SELECT article, {_COLUMNS} FROM version WHERE number IN ({last}) ORDER BY number DESC"
    return {article: _version(row) for article, *row in connection.execute(query)}


def insert(connection: sqlite3.Connection, article: bytes, apart: Apart, facts: Version, begun: float) -> Version:
    """Keep a version and return `facts` with the number that it was given."""
    number = connection.execute(
        "INSERT INTO version (article, time, begun, reason, headline, words, path, size, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            facts.time,
            begun,
            facts.reason,
            parts.raw(facts.headline),
            facts.words,
            parts.raw(facts.path),
            facts.size,
            apart.digest,
        ),
    ).lastrowid
    for place, part in enumerate(apart.parts):
        row = (number, place, part.kind, parts.raw(part.name), _content(connection, part))
        connection.execute("INSERT INTO part VALUES (?, ?, ?, ?, ?)", row)
    return msgspec.structs.replace(facts, number=number)


def content(connection: sqlite3.Connection, article: bytes, number: int) -> tuple[str, bytes, list[Part]] | None:
    """Return path, digest and parts of a version; None where it is gone.

    Raises ValueError where its bytes are not those that were kept.
    """
    query = "SELECT path, digest FROM version WHERE article = ? AND number = ?"
    found = connection.execute(query, (article, number)).fetchone()
    if found is None:
        return None
    query = (
        "SELECT kind, name, sha256, packed, data FROM part JOIN content ON content.id = part.content"
        " WHERE version = ? ORDER BY place"
    )
    return parts.told(found[0]), found[1], [_part(*row) for row in connection.execute(query, (number,))]


def words(connection: sqlite3.Connection, article: bytes, number: int) -> list[Part] | None:
    """Return the parts of a version that hold its fields and its body; None where it is gone.

    Raises ValueError where their bytes are not those that were kept.
    """
    query = (
        "SELECT kind, name, sha256, packed, data FROM part JOIN content ON content.id = part.content"
        " JOIN version ON version.number = part.version"
        " WHERE version.article = ? AND version.number = ? AND kind IN ('fields', 'body')"
    )
    return [_part(*row) for row in connection.execute(query, (article, number))] or None


def holds(connection: sqlite3.Connection, article: bytes, digest: bytes) -> bool:
    """Tell whether any version of an article has this content."""
    query = "SELECT 1 FROM version WHERE article = ? AND digest = ? LIMIT 1"
    return connection.execute(query, (article, digest)).fetchone() is not None


def remove(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Let versions go, with the content that no other version holds."""
    rows = [(number,) for number in numbers]
    held: set[int] = set()
    for row in rows:
        held |= {one for (one,) in connection.execute("SELECT content FROM part WHERE version = ?", row)}
    connection.executemany("DELETE FROM version WHERE number = ?", rows)
    connection.executemany(
        "DELETE FROM content WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM part WHERE content = ?1)",
        [(one,) for one in held],
    )


def is_only_one(connection: sqlite3.Connection, article: bytes) -> bool:
    """Tell whether an article has fewer than two versions."""
    query = "SELECT COUNT(*) FROM version WHERE article = ?"
    return int(connection.execute(query, (article,)).fetchone()[0]) < 2


def stored(connection: sqlite3.Connection) -> int:
    """Return the bytes of all content as it is stored."""
    return int(connection.execute("SELECT COALESCE(SUM(stored), 0) FROM content").fetchone()[0])


def oldest_spare(connection: sqlite3.Connection, before: float) -> int | None:
    """Return the oldest version of all articles that is older than a time and not the newest of its article."""
    last = "SELECT MAX(number) FROM version GROUP BY article"
    query = f"SELECT number FROM version WHERE time < ? AND number NOT IN ({last}) ORDER BY time, number LIMIT 1"
    found = connection.execute(query, (before,)).fetchone()
    return int(found[0]) if found else None


def _content(connection: sqlite3.Connection, part: Part) -> int:
    found = connection.execute("SELECT id FROM content WHERE sha256 = ?", (part.sha256,)).fetchone()
    if found:
        return int(found[0])
    packed = part.kind in parts.PACKED
    data = zlib.compress(part.data) if packed else part.data
    query = "INSERT INTO content (sha256, packed, stored, data) VALUES (?, ?, ?, ?)"
    return connection.execute(query, (part.sha256, packed, len(data), data)).lastrowid or 0


def _part(kind: parts.Kind, name: bytes, sha256: bytes, packed: int, data: bytes) -> Part:
    try:
        plain = zlib.decompress(data) if packed else data
    except zlib.error as exc:
        raise ValueError(str(exc)) from exc
    if hashlib.sha256(plain).digest() != sha256:
        raise ValueError("a part has changed by itself")
    return Part(kind, parts.told(name), plain, sha256)


def _version(row: Iterable[object]) -> Version:
    number, time, reason, headline, words, path, size = row
    try:
        texts = [parts.told(bytes(text)) for text in (headline, path) if isinstance(text, bytes)]
        said = dict(
            zip(Version.__struct_fields__, (number, time, reason, texts[0], words, texts[1], size), strict=True)
        )
        return msgspec.convert(said, Version)
    except (ValueError, IndexError) as exc:
        raise sqlite3.DatabaseError(f"a row is damaged: {exc}") from exc
