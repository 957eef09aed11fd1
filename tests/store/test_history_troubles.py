"""A history that cannot be read or written says so, harms nothing, and goes on where it can."""

import os
import shutil
import sqlite3
import subprocess
import threading

import pytest

from broadsheet import errors, paths
from broadsheet.article.model import Article
from broadsheet.store import document as documents
from broadsheet.store.history import History, opening, rows


@pytest.fixture
def history():
    kept = History()
    yield kept
    kept.close()


def story(body, assets=None):
    return documents.new(Article(id="1", headline="Ikan", body=body), assets or {})


def database():
    return paths.state() / "history.sqlite3"


def fill(history, count=5):
    for number in range(count):
        history.add(story(f"{number} kata " * 500, {"assets/a": bytes([number]) * 9000}), "import", now=float(number))


def failure(call, *args, **kwargs):
    with pytest.raises(errors.HistoryFailed) as caught:
        call(*args, **kwargs)
    assert caught.value.path.name == "history.sqlite3"
    return caught.value


@pytest.mark.parametrize("junk", [b"no database at all" * 500, b"SQLite format 3\0" + b"\x7f" * 44 + bytes(5000)])
def test_a_damaged_file_is_put_aside_told_once_and_a_new_one_begun(history, junk):
    paths.state().mkdir(parents=True)
    database().write_bytes(junk)
    told = failure(history.add, story("a"), "saved", now=1.0)
    assert (told.reason, told.detail) == ("damaged", "history.sqlite3.damaged-1")
    assert database().with_name(told.detail).read_bytes() == junk
    assert history.add(story("a"), "saved", now=1.0)
    assert len(history.versions("1")) == 1


def test_a_file_that_is_damaged_under_an_open_history_is_put_aside_with_what_stands_beside_it(history):
    fill(history)
    history.close()
    fill(history, 6)
    for path in (database(), database().with_name("history.sqlite3-wal")):
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
    other = History()
    assert failure(other.versions, "1").reason == "damaged"
    assert other.versions("1") == ()
    other.add(story("new"), "saved", now=9.0)
    assert len(list(paths.state().glob("*.damaged-1*"))) >= 2
    # The first one holds the old file; it finds the new one in its place and puts nothing aside.
    assert len(history.versions("1")) == 1
    assert not list(paths.state().glob("*.damaged-2*"))
    other.close()


def test_each_damaged_file_keeps_a_name_of_its_own(history):
    paths.state().mkdir(parents=True)
    for number in (1, 2, 3):
        database().write_bytes(b"junk %d" % number * 100)
        assert failure(history.articles).detail == f"history.sqlite3.damaged-{number}"
    assert len(list(paths.state().iterdir())) == 3


@pytest.fixture
def flipped(history, tmp_path):
    """Return a way to flip the bytes of a file one by one, and what was said then."""
    fill(history, 3)
    right = {version.number: history.document("1", version.number) for version in history.versions("1")}
    history.close()
    whole = database().read_bytes()

    def tried(place):
        folder = tmp_path / f"{place}"
        folder.mkdir()
        path = folder / "history.sqlite3"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        kept = History(path)
        try:
            for version in kept.versions("1"):
                try:
                    assert kept.document("1", version.number) == right[version.number]
                except errors.HistoryFailed as exc:
                    yield exc.reason
            kept.add(story("new"), "import", now=9.0)
            kept.thin("1", now=1e9)
        except errors.HistoryFailed as exc:
            yield exc.reason
        finally:
            kept.close()
            shutil.rmtree(folder)

    return len(whole), tried


# "denied" is what SQLite says where the file claims to be of a format that it can only read.
TOLD = {"damaged", "spoiled", "gone", "newer", "denied", "io"}


def test_no_flipped_byte_gives_another_text_or_an_unknown_error(flipped):
    size, tried = flipped
    told = {reason for place in [*range(18, 100, 7), *range(101, size, 1511)] for reason in tried(place)}
    assert {"damaged", "spoiled"} <= told <= TOLD


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_no_flipped_byte_at_all_gives_another_text_or_an_unknown_error(flipped):
    size, tried = flipped
    told = {reason for place in [*range(100), *range(100, size, 23)] for reason in tried(place)}
    assert {"damaged", "spoiled"} <= told <= TOLD


def test_a_spoiled_version_says_so_and_the_others_are_read(history):
    fill(history, 2)
    history.close()
    data = database().read_bytes()
    database().write_bytes(data.replace(b"\1" * 100, b"\2" * 100, 1))
    newest, first = history.versions("1")
    assert failure(history.document, "1", newest.number).reason == "spoiled"
    assert history.document("1", first.number).article.body == "0 kata " * 500


def test_a_version_that_went_says_so(history):
    fill(history, 1)
    assert failure(history.document, "1", 99).reason == "gone"
    assert failure(history.document, "other", 1).reason == "gone"


def test_the_history_of_a_newer_program_is_left_alone(history):
    fill(history, 2)
    history.close()
    with sqlite3.connect(database()) as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    before = database().read_bytes()
    for call in (
        lambda: history.add(story("a"), "saved", now=1.0),
        lambda: history.versions("1"),
        lambda: history.thin_all(now=1.0),
        lambda: history.forget("1"),
    ):
        told = failure(call)
        assert (told.reason, told.detail) == ("newer", "2")
    assert database().read_bytes() == before
    assert [path.name for path in paths.state().iterdir()] == ["history.sqlite3"]


def test_another_program_that_writes_is_told_of(history, monkeypatch):
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    fill(history, 1)
    other = sqlite3.connect(database(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert failure(history.add, story("a"), "saved", now=1.0).reason == "in_use"
    assert len(history.versions("1")) == 1
    other.execute("COMMIT")
    other.close()
    assert history.add(story("a"), "saved", now=1.0)


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 1 MB as the state folder."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = paths.state()
    disk.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_keeps_what_there_was_and_goes_on_when_there_is_room(small_disk, history):
    fill(history, 3)
    before = history.versions("1")
    filler = small_disk / "filler"
    filler.write_bytes(bytes(600 * 1024))
    large = story("large", {"assets/b": os.urandom(500_000)})
    assert failure(history.add, large, "saved", now=99.0).reason == "full"
    assert history.versions("1") == before
    assert history.document("1", before[0].number).article.body == "2 kata " * 500
    filler.unlink()
    assert history.add(story("small"), "saved", now=99.0)
    history.close()
    assert len(history.versions("1")) == 4
    history.close()


def test_a_disk_that_is_full_from_the_start_is_named(small_disk, history):
    (small_disk / "filler").write_bytes(bytes(1 << 20))
    assert failure(history.add, story("a"), "saved", now=1.0).reason == "full"
    (small_disk / "filler").unlink()
    assert history.add(story("a"), "saved", now=1.0)
    history.close()


def test_a_read_only_disk_is_named(small_disk, history):
    fill(history, 2)
    history.close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert failure(history.add, story("a"), "saved", now=1.0).reason == "denied"
    assert failure(history.versions, "1").reason == "denied"
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert len(history.versions("1")) == 2
    history.close()


def test_a_file_where_the_folder_should_be_is_named(history, profile):
    profile.write_bytes(b"")
    assert failure(history.add, story("a"), "saved", now=1.0).reason == "denied"


def test_a_page_that_the_disk_did_not_give_once_puts_nothing_aside(history, monkeypatch):
    fill(history, 2)
    # What SQLite says then is what it says of a damaged file (SQLITE_IOERR_CORRUPTFS).
    failed = sqlite3.DatabaseError("database disk image is malformed")
    failed.sqlite_errorcode = sqlite3.SQLITE_CORRUPT

    def fail(*_):
        raise failed

    with monkeypatch.context() as patch:
        patch.setattr(rows, "listing", fail)
        assert failure(history.versions, "1").reason == "io"
    assert len(history.versions("1")) == 2
    assert not list(paths.state().glob("*.damaged*"))


def test_a_history_that_another_program_is_just_beginning_is_waited_for(history):
    paths.state().mkdir(parents=True)
    other = sqlite3.connect(database(), isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE only_to_hold_it (x)")
    other.execute("BEGIN")
    other.execute("SELECT * FROM only_to_hold_it").fetchall()
    # SQLite does not wait by itself when it changes the kind of its log: that would be told as "in use" at once.
    other.execute("INSERT INTO only_to_hold_it VALUES (1)")
    release = threading.Timer(0.3, other.execute, ["COMMIT"])
    release.start()
    assert history.add(story("a"), "saved", now=1.0)
    release.join()
    other.close()
