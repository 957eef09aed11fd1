"""The versions of all articles, and what may be asked of them."""

from pathlib import Path

from broadsheet import paths
from broadsheet.article.model import Article
from broadsheet.store.document import Document
from broadsheet.store.history import parts, rows, thinning
from broadsheet.store.history.database import Database
from broadsheet.store.history.parts import Apart
from broadsheet.store.history.version import Reason, Version

MERGE_WINDOW = 10.0
"""Seconds in which a version takes the place of the one before, as in Visual Studio Code."""
MOST_BYTES = 2 << 30
"""Of all content as it is stored; beyond it the oldest versions go."""

_MERGED = ("saved", "working")


class History:
    """Every method may be called from any thread, waits for the others, and raises errors.HistoryFailed.

    Nothing of it stands in a document or an export. Its reasons, and what holds then:
    full, denied, in_use: nothing was changed; the next call tries again.
    io: the change may have been made or not; the next call tries again, and never keeps the same twice.
    damaged: the file was put aside and the next call begins a new one, so this is told once.
    spoiled, gone: that one version cannot be read, or is not there any more.
    newer: a later Broadsheet made the file; it stays as it is, and there is no history here.
    """

    def __init__(self, path: Path | None = None, *, most_bytes: int = MOST_BYTES) -> None:
        self._database = Database(path or paths.state() / "history.sqlite3")
        self._most_bytes = most_bytes

    def add(self, document: Document, reason: Reason, *, now: float) -> Version | None:
        """Keep a document, `now` in seconds since the epoch; None where the newest version is the same already.

        When this returns, the version outlives a power cut. Within ten seconds a `saved` or `working` version takes
        the place of the newest one if that has the same reason and is not the only one. Unlike in Visual Studio Code
        the seconds count from the first of such a row: saving every few seconds shall leave a trail.
        """
        apart = parts.apart(document)
        key = parts.raw(document.article.id)
        facts = _facts(apart, reason, document.path, now)
        with self._database.writing() as connection:
            last = rows.newest(connection, key)
            if last and last.digest == apart.digest:
                return None
            begun, replaced = now, []
            if (
                last
                and reason == last.reason
                and reason in _MERGED
                and 0 <= now - last.begun <= MERGE_WINDOW
                and not rows.is_only_one(connection, key)
            ):
                begun, replaced = last.begun, [last.number]
            version = rows.insert(connection, key, apart, facts, begun)
            rows.remove(connection, replaced)
        return version

    def versions(self, article: str) -> tuple[Version, ...]:
        """Return the versions of an article by its id, the newest first."""
        with self._database.reading() as connection:
            return rows.listing(connection, parts.raw(article))

    def articles(self) -> dict[str, Version]:
        """Return the ids of all articles with their newest version, the last one kept first."""
        with self._database.reading() as connection:
            return {parts.told(key): version for key, version in rows.articles(connection).items()}

    def document(self, article: str, number: int) -> Document:
        """Return a version as it was kept, to the byte, with where it was kept but not what stands there now."""
        with self._database.reading() as connection:
            try:
                found = rows.content(connection, parts.raw(article), number)
                if found is not None:
                    path, digest, its_parts = found
                    return parts.together(its_parts, digest, path)
            except ValueError as exc:
                raise self._database.fail("spoiled", str(exc)) from exc
        raise self._database.fail("gone")

    def text(self, article: str, number: int) -> Article:
        """Return the article of a version with its body; its pictures are not read."""
        with self._database.reading() as connection:
            try:
                found = rows.words(connection, parts.raw(article), number)
                if found is not None:
                    return parts.article(found)
            except ValueError as exc:
                raise self._database.fail("spoiled", str(exc)) from exc
        raise self._database.fail("gone")

    def holds(self, document: Document) -> bool:
        """Tell whether any version of the article is this very document."""
        apart = parts.apart(document)
        with self._database.reading() as connection:
            return rows.holds(connection, parts.raw(document.article.id), apart.digest)

    def thin(self, article: str, *, now: float) -> int:
        """Let the versions of an article go that time has made superfluous, and return how many went."""
        with self._database.writing() as connection:
            versions = rows.listing(connection, parts.raw(article))
            going = {version.number for version in versions} - thinning.kept(versions, now)
            rows.remove(connection, going)
        return len(going)

    def thin_all(self, *, now: float) -> int:
        """Thin every article, then let the oldest go while all is too large, and return how many went.

        Of the last two days nothing goes, nor the newest of an article.
        """
        gone = sum(self.thin(article, now=now) for article in self.articles())
        with self._database.writing() as connection:
            while rows.stored(connection) > self._most_bytes:
                spare = rows.oldest_spare(connection, now - thinning.RECENT)
                if spare is None:
                    break
                rows.remove(connection, [spare])
                gone += 1
        if gone:
            self._database.shrink()
        return gone

    def forget(self, article: str) -> None:
        """Remove every trace of an article from the disk; takes as long as writing the whole history anew.

        Histories that were put aside as damaged go too. Where it fails half-way, forgetting again does the rest.
        """
        with self._database.writing() as connection:
            rows.remove(connection, [version.number for version in rows.listing(connection, parts.raw(article))])
        self._database.rewrite()

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        self._database.close()


def _facts(apart: Apart, reason: Reason, path: Path | None, now: float) -> Version:
    """Return what is known about a version that has no number yet."""
    words, size = parts.words(apart.article.body), sum(len(part.data) for part in apart.parts)
    return Version(0, now, reason, apart.article.headline, words, str(path) if path else "", size)
