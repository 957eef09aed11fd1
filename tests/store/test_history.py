"""Versions of articles: what is kept comes back to the byte, and stays as long as it should."""

import hashlib
import os
import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest

from broadsheet import paths
from broadsheet.article.model import Article, Author
from broadsheet.store import document as documents
from broadsheet.store import history as histories
from broadsheet.store.document import Foreign
from broadsheet.store.history import History

BOAT, FISH = b"\xff\xd8boat" * 5000, b"\xff\xd8fish" * 3000


@pytest.fixture
def history():
    kept = History()
    yield kept
    kept.close()


def story(body, assets=None, **fields):
    return documents.new(Article(**{"id": "1", "headline": "Ikan", **fields}, body=body), assets or {})


def database():
    return paths.state() / "history.sqlite3"


def asked(query):
    """Ask the file itself, past the program."""
    with sqlite3.connect(database()) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def bodies(history):
    return [history.document("1", version.number).article.body for version in history.versions("1")]


def test_a_version_comes_back_whole(history, tmp_path):
    foreign = Foreign(
        {"version": b"2", "net.other": b'{"a":  1}', "org.broadsheet.article": b'{"version": 1, "mood": "calm"}'},
        {"notes/": b"", "notes/\udcff.txt": b"theirs"},
        {"__MACOSX/x": b"beside"},
        "text.markdown",
    )
    article = Article(id="1", headline="Ikan", byline=(Author("Rani"),), body="Satu dua — 3.\n")
    path = tmp_path / "wawo \udcff.textpack"
    kept = documents.Document(article, {"assets/boat.jpg": BOAT, "assets/a.jpg": FISH}, path, foreign=foreign)
    version = history.add(kept, "saved", now=100.5)
    assert history.document("1", version.number) == kept
    assert list(history.document("1", version.number).assets) == ["assets/boat.jpg", "assets/a.jpg"]
    assert history.versions("1") == (version,)
    assert (version.time, version.reason, version.headline, version.words) == (100.5, "saved", "Ikan", 3)
    assert version.path == str(path)
    assert version.size > len(BOAT) + len(FISH)


def test_what_is_restored_saves_as_what_it_was(history, tmp_path):
    source, target = tmp_path / "a.textpack", tmp_path / "b.textpack"
    saved, _ = documents.save(story("Satu", {"assets/boat.jpg": BOAT}, slug="ikan"), source)
    version = history.add(saved, "saved", now=1.0)
    documents.save(history.document("1", version.number), target)
    assert target.read_bytes() == source.read_bytes()


def test_a_document_of_a_newer_version_stays_one(history):
    kept = msgspec.structs.replace(story("x"), read_only="newer")
    version = history.add(kept, "overwritten", now=1.0)
    assert history.document("1", version.number).read_only == "newer"


def test_what_no_file_can_hold_is_kept_as_a_save_would(history):
    version = history.add(story("half \ud83d of a pair", headline="\ud83d"), "working", now=1.0)
    assert history.document("1", version.number).article.body == "half \ufffd of a pair"
    assert version.headline == "\ufffd"


@pytest.mark.parametrize("reason", histories.REASONS)
def test_the_same_again_is_not_kept_again(history, reason):
    history.add(story("a", {"assets/boat.jpg": BOAT}), "working", now=1.0)
    assert history.add(story("a", {"assets/boat.jpg": BOAT}), reason, now=500.0) is None
    assert len(history.versions("1")) == 1


def test_what_a_save_adds_to_a_document_is_no_change(history, tmp_path):
    before = story("a", {"assets/boat.jpg": BOAT})
    history.add(before, "working", now=1.0)
    saved, _ = documents.save(before, tmp_path / "a.textpack")
    assert history.add(saved, "saved", now=500.0) is None
    opened = documents.open(tmp_path / "a.textpack")
    assert history.add(opened, "saved", now=900.0) is None


@pytest.mark.parametrize(
    "other",
    [
        story("b"),
        story("a", headline="Lain"),
        story("a", {"assets/boat.jpg": BOAT}),
        msgspec.structs.replace(story("a"), foreign=Foreign({"net.other": b"1"})),
        msgspec.structs.replace(story("a"), foreign=Foreign(others={"x": b"1"})),
        msgspec.structs.replace(story("a"), foreign=Foreign(beside={"x": b"1"})),
    ],
)
def test_any_other_content_is_a_version(history, other):
    history.add(story("a"), "import", now=1.0)
    assert history.add(other, "import", now=2.0)
    assert len(history.versions("1")) == 2


def test_what_was_before_the_last_is_a_version_again(history):
    for now, body in enumerate("aba"):
        assert history.add(story(body), "import", now=now)
    assert bodies(history) == ["a", "b", "a"]


@pytest.mark.parametrize("reason", ["saved", "working"])
def test_a_version_soon_after_takes_the_place_of_the_one_before(history, reason):
    history.add(story("first"), "closed", now=0.0)
    numbers = [history.add(story(f"{now}"), reason, now=now).number for now in (100.0, 104.0, 110.0, 111.0, 130.0)]
    assert bodies(history) == ["130.0", "111.0", "110.0", "first"]
    assert numbers == sorted(set(numbers))


def test_the_only_version_is_never_replaced(history):
    for now in (1.0, 2.0, 3.0):
        history.add(story(f"{now}"), "working", now=now)
    assert bodies(history) == ["3.0", "1.0"]


@pytest.mark.parametrize("reason", [one for one in histories.REASONS if one not in ("saved", "working")])
def test_what_was_done_on_purpose_is_never_replaced(history, reason):
    for now in (1.0, 2.0, 3.0):
        history.add(story(f"{now}"), reason, now=now)
    assert len(history.versions("1")) == 3


def test_only_the_same_reason_replaces_and_a_clock_set_back_never_does(history):
    for body, reason, now in (("a", "closed", 0), ("b", "saved", 1), ("c", "working", 2), ("d", "working", 1)):
        history.add(story(body), reason, now=float(now))
    assert bodies(history) == ["d", "c", "b", "a"]


def test_pictures_are_stored_once_over_all_articles_and_go_with_the_last_version(history):
    for number in range(5):
        history.add(story(f"{number}", {"assets/boat.jpg": BOAT}, id=str(number % 2)), "import", now=float(number))
    assert asked(f"SELECT COUNT(*) FROM content WHERE stored = {len(BOAT)}") == [(1,)]
    history.forget("0")
    assert asked(f"SELECT COUNT(*) FROM content WHERE stored = {len(BOAT)}") == [(1,)]
    history.forget("1")
    assert asked("SELECT COUNT(*) FROM content") == [(0,)]
    assert asked("SELECT COUNT(*) FROM part") == [(0,)]


def test_text_is_packed(history):
    history.add(story("kata " * 10_000), "saved", now=1.0)
    assert asked("SELECT SUM(stored) FROM content")[0][0] < 2000


def test_articles_are_listed_with_their_newest_version(history):
    assert history.articles() == {}
    history.add(story("a"), "saved", now=1.0)
    history.add(story("b", id="2"), "saved", now=2.0)
    newest = history.add(story("c"), "closed", now=3.0)
    assert list(history.articles()) == ["1", "2"]
    assert history.articles()["1"] == newest
    assert history.versions("3") == ()


def test_thinning_lets_versions_go_and_their_content(history):
    for minute in range(120):
        history.add(story(f"{minute}"), "working", now=minute * 60.0)
    assert history.thin("1", now=3 * 24 * 3600.0) == 118
    assert bodies(history) == ["119", "59"]
    assert asked("SELECT COUNT(*) FROM version") == [(2,)]
    assert asked("SELECT COUNT(*) FROM content")[0][0] <= 6


def test_too_large_a_history_loses_its_oldest_versions_but_no_recent_and_no_newest_one():
    day = 24 * 3600.0
    history = History(most_bytes=10_000)
    for number in range(20):
        history.add(story(f"{number}", {"assets/a": os.urandom(4000)}), "import", now=day + number)
    history.add(story("alone", {"assets/a": os.urandom(4000)}, id="2"), "import", now=day)
    history.add(story("new", {"assets/a": os.urandom(4000)}), "import", now=5 * day)
    history.add(story("newer", {"assets/a": os.urandom(4000)}), "import", now=5 * day + 1)
    history.close()
    size = database().stat().st_size
    assert history.thin_all(now=5 * day + 2) == 20
    assert bodies(history) == ["newer", "new"]
    assert len(history.versions("2")) == 1
    history.close()
    assert database().stat().st_size < size / 3


def test_history_is_neither_in_the_document_nor_beside_it(history, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    plain = folder / "plain.textbundle"
    documents.save(story("now", slug="x"), plain)
    history.add(story("CANARY, deleted"), "saved", now=1.0)
    history.add(story("now", slug="x"), "saved", now=2.0)
    kept = history.document("1", history.versions("1")[0].number)
    documents.save(kept, folder / "kept.textbundle")
    assert sorted(path.name for path in folder.iterdir()) == ["kept.textbundle", "plain.textbundle"]
    for path in plain.rglob("*"):
        if path.is_file():
            assert (folder / "kept.textbundle" / path.relative_to(plain)).read_bytes() == path.read_bytes()
    assert not any(b"CANARY" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")
def test_nobody_else_reads_the_history(history):
    paths.state().mkdir(parents=True, mode=0o755)
    old = os.umask(0)
    try:
        history.add(story("a"), "saved", now=1.0)
    finally:
        os.umask(old)
    assert paths.state().stat().st_mode & 0o777 == 0o700
    names = {path.name: path.stat().st_mode & 0o777 for path in paths.state().iterdir()}
    assert names == dict.fromkeys(("history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"), 0o600)


def test_the_file_is_opened_when_it_is_needed_and_again_after_closing(history):
    assert not paths.state().exists()
    history.add(story("a"), "saved", now=1.0)
    history.close()
    assert [path.name for path in paths.state().iterdir()] == ["history.sqlite3"]
    assert bodies(history) == ["a"]


def test_the_file_is_set_up_to_outlive_a_power_cut_and_to_leave_no_traces(history):
    history.add(story("a"), "saved", now=1.0)
    connection = history._database._connection
    told = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout", "auto_vacuum")
    }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 2000,
        "auto_vacuum": 2,
    }


def test_threads_share_one_history(history):
    told, wrong = [], []

    def work(name):
        for number in range(20):
            version = history.add(story(f"{name}{number}", id=name), "import", now=float(number))
            told.append(version.number)
            if history.document(name, version.number).article.body != f"{name}{number}":
                wrong.append(version)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(set(told)) == 80
    assert all(len(history.versions(name)) == 20 for name in "abcd")


def test_two_programs_share_one_history(history):
    other = History()
    for number in range(10):
        (history, other)[number % 2].add(story(f"{number}"), "import", now=float(number))
    assert bodies(history) == bodies(other) == [str(number) for number in reversed(range(10))]
    other.close()


def test_it_goes_on_where_the_file_was_deleted(history):
    history.add(story("a"), "saved", now=1.0)
    database().unlink()
    history.add(story("b"), "saved", now=2.0)
    history.close()
    assert bodies(history) == ["b"]


def test_a_change_of_the_tables_needs_a_new_number_and_a_way_over(history):
    history.add(story("a"), "saved", now=1.0)
    tables = sorted(sql for (sql,) in asked("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    assert asked("PRAGMA user_version") == [(1,)]
    assert hashlib.sha256("\n".join(tables).encode()).hexdigest()[:16] == "7e88b5e7b64e2bd5"


def test_the_default_place_is_the_profile(profile):
    assert database().is_relative_to(profile)
    assert isinstance(database(), Path)
