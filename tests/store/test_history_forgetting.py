"""To forget an article leaves nothing of it in the profile, raw or packed.

The search is tried first where something is left: a search that finds nothing proves nothing.
"""

import sqlite3

import pytest
from tests.packed import unpacked

from broadsheet import errors, paths
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store.history import History, opening

CANARY = b"CANARY-7f3a"
TEXT = CANARY.decode()


@pytest.fixture
def history():
    kept = History()
    yield kept
    kept.close()


def traces(folder):
    """Return how the canary can be found, by file: raw or packed."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if CANARY in data:
                found.add((path.name, "raw"))
            if any(CANARY in plain for plain in unpacked(data)):
                found.add((path.name, "packed"))
    return found


def secret(number, **fields):
    """Return an article with the canary in every kind of part, long enough to leave its page."""
    body = f"{TEXT} {number}\n\n" + " ".join(f"{number * one:x}" for one in range(9000))
    article = Article(**{"id": "1", "headline": f"{TEXT} {number}", **fields}, body=body)
    document = documents.new(article, {f"assets/{TEXT}.jpg": CANARY * 3000 + bytes([number])})
    foreign = documents.Foreign({"net.other": b'"' + CANARY + b'"'}, {f"{TEXT}/": b""}, {"x": CANARY})
    return documents.Document(document.article, document.assets, paths.state() / f"{TEXT}.textpack", foreign=foreign)


def other(number):
    return documents.new(Article(id="2", headline="Ikan", body=f"{number} kata" * 3000), {"assets/a": bytes(9000)})


def filled(history):
    for number in range(12):
        history.add(secret(number), "import", now=float(number))
        history.add(other(number), "import", now=float(number))
        if number % 5 == 0:
            history.close()


def test_nothing_is_left_of_a_forgotten_article(history, profile):
    filled(history)
    assert {kind for _, kind in traces(profile)} == {"raw", "packed"}
    history.forget("1")
    assert traces(profile) == set()
    assert history.versions("1") == ()
    assert len(history.versions("2")) == 12
    assert history.document("2", history.versions("2")[0].number).article.body == "11 kata" * 3000
    history.close()
    assert traces(profile) == set()


def test_deleting_rows_alone_would_be_caught(history, profile):
    filled(history)
    history.close()
    with sqlite3.connect(paths.state() / "history.sqlite3") as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        for table in ("part", "content", "version"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    assert {kind for _, kind in traces(profile)} == {"raw", "packed"}


def test_nothing_is_left_of_versions_that_were_thinned_before(history, profile):
    filled(history)
    assert history.thin("1", now=1e9) == 11
    history.forget("1")
    assert traces(profile) == set()


def test_a_shared_picture_stays_with_the_other_article(history, profile):
    history.add(secret(1), "saved", now=1.0)
    kept = history.add(secret(1, id="2", headline="Ikan"), "saved", now=1.0)
    history.forget("1")
    assert history.document("2", kept.number).assets == secret(1).assets
    assert traces(profile)


def test_a_history_that_was_put_aside_is_forgotten_too(history, profile):
    filled(history)
    history.close()
    path = paths.state() / "history.sqlite3"
    path.write_bytes(path.read_bytes()[:50_000])
    with pytest.raises(errors.HistoryFailed):
        history.add(secret(1), "saved", now=1.0)
    assert traces(profile)
    history.forget("1")
    assert traces(profile) == set()


def test_forgetting_what_is_not_there_is_no_error(history):
    history.forget("never heard of")
    assert history.articles() == {}


def test_a_reader_in_another_program_is_told_of_and_forgetting_again_does_the_rest(history, profile, monkeypatch):
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    filled(history)
    reader = sqlite3.connect(paths.state() / "history.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM version").fetchone()
    with pytest.raises(errors.HistoryFailed) as caught:
        history.forget("1")
    assert caught.value.reason == "in_use"
    assert history.versions("1") == ()
    reader.execute("COMMIT")
    reader.close()
    history.forget("1")
    assert traces(profile) == set()


def test_nothing_is_left_where_there_was_no_room_to_write_the_file_anew(history, profile):
    filled(history)
    history.articles()
    connection = history._database._connection

    class Narrow:
        """A connection on a disk without room for a second file."""

        def execute(self, query, *values):
            if query == "VACUUM":
                full = sqlite3.OperationalError("database or disk is full")
                full.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise full
            return connection.execute(query, *values)

        def __getattr__(self, name):
            return getattr(connection, name)

    history._database._connection = Narrow()
    with pytest.raises(errors.HistoryFailed) as caught:
        history.forget("1")
    assert caught.value.reason == "full"
    assert traces(profile) == set()
    history._database._connection = connection
