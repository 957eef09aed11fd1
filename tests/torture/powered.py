"""Programs that write until the power goes, each with its careless brothers, and how to see what is left.

A program prints a number when that version is told to be safe, or when that key is shown.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from broadsheet import errors
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.store.history import History, opening
from broadsheet.store.journal import keeper

RUN = "import sys; from torture import powered; getattr(powered, sys.argv[2])(powered.Path(sys.argv[1]))"


def story(number):
    """Return an article that says its number all over, with a picture that does."""
    body = f"{number} is the number. " * 2000
    return documents.new(Article(id="1", headline=f"{number}", body=body), {"assets/a": b"%d " % number * 5000})


def _again(save):
    for number in range(1, 100_000):
        save(story(number))
        print(number)


def file(folder):
    """Save over one file again and again."""
    _save_well(folder / "boat.textpack")


def bundle(folder):
    """Save over one folder again and again."""
    _save_well(folder / "boat.textbundle")


def _save_well(path):
    def save(document):
        _, outcome = documents.save(document, path, overwrite=True)
        assert outcome.durable

    _again(save)


def cut_first(folder):
    """Cut the file to nothing, then write."""
    os.fsync = lambda fd: None
    whole = folder / "whole.textpack"

    def save(document):
        documents.save(document, whole, overwrite=True)
        (folder / "boat.textpack").write_bytes(whole.read_bytes())

    _again(save)


def rename_only(folder):
    """Write aside and rename, and leave the rest to the system."""
    os.fsync = lambda fd: None
    file(folder)


def history(folder):
    """Keep version after version."""
    kept = History(folder / "history.sqlite3")
    _again(lambda document: kept.add(document, "import", now=float(document.article.headline)))


def lax_history(folder):
    """Keep versions, and leave to SQLite when they reach the disk."""
    opening._PRAGMAS = tuple(one.replace("= FULL", "= NORMAL") for one in opening._PRAGMAS)
    history(folder)


def typing(folder):
    """Type a hundred keys a second."""
    kept = journal.Journal((folder / "state" / "journals", folder / "refuge"), lambda trouble: sys.exit(3))
    kept.follow(documents.new(Article(id="1", body=""), {}))
    begun = time.monotonic()
    for number in range(1, 100_000):
        kept.lines(0, 1, [f"{number}"])
        print(number)
        time.sleep(max(0.0, begun + number / 100 - time.monotonic()))


def lazy_typing(folder):
    """Type, and bring it to the disk when there is a pause."""
    keeper.PAUSE = 600.0
    typing(folder)


def saved(folder):
    """Return the number of the version on disk, None where none is whole."""
    for path in (folder / "boat.textpack", folder / "boat.textbundle"):
        with suppress(errors.UnreadableDocument):
            found = documents.open(path)
            number = int(found.article.headline)
            right = story(number)
            if (found.article.body, dict(found.assets)) == (right.article.body, dict(right.assets)):
                return number
    return None


def kept(folder):
    """Return the highest number up to which all versions are in the history, None where one is not whole."""
    found = History(folder / "history.sqlite3")
    try:
        versions = sorted(version.number for version in found.versions("1"))
        documents_of = [found.document("1", number) for number in versions]
    except errors.HistoryFailed:
        return None
    finally:
        found.close()
    right = [story(number) for number in range(1, len(documents_of) + 1)]
    return len(right) if documents_of == right else None


def typed(folder):
    """Return the number of the last key that comes back, None where none does."""
    roots = (folder / "state" / "journals", folder / "refuge")
    found = journal.recover(roots, folder / "damaged")
    for one in found:
        one.leave()
    return int(found[0].document.article.body) if found and found[0].document else None


__all__ = ["RUN", "Path"]
