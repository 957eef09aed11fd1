"""A full disk, a quota, a folder that takes nothing, a disk that breaks: typing goes on, and nothing is lost."""

import os
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest

from broadsheet import errors
from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.store.journal import log, writing
from torture import disks

KEYS = 10_000
PARAGRAPHS = [f"Paragraph {number} of an article that has been going on for a while." for number in range(60)]


class Typist:
    """Types into the middle of an article, key by key, and hears what the journal tells."""

    def __init__(self, *roots):
        self.roots, self.told = roots, []
        self.kept = journal.Journal(roots, lambda trouble: self.told.append((trouble, time.monotonic())))
        self.lines = list(PARAGRAPHS)
        article = msgspec.structs.replace(model.blank("en"), body="\n".join(self.lines))
        self.document = documents.new(article, {})
        self.kept.follow(self.document)

    def type(self, keys):
        for key in range(keys):
            line = f"{self.lines[30]}{'etaoin shrdlu'[key % 13]}"
            new = [line] if len(line) < 300 else ["", line]
            self.kept.lines(30, 1, new)
            self.lines[30:31] = new

    @property
    def now(self):
        article = msgspec.structs.replace(self.document.article, body="\n".join(self.lines))
        return msgspec.structs.replace(self.document, article=article)

    @property
    def unprotected(self):
        """Whether the last that was told is that nothing is written any more."""
        return bool(self.told) and self.told[-1][0] is not None and not self.told[-1][0].elsewhere

    def crash(self, aside):
        """Leave the journal as it is, and return the body that comes back."""
        self.kept.close(forget=False)
        found = journal.recover(self.roots, aside)
        for one in found:
            one.leave()
        return found[0].document.article.body if found else None


@pytest.fixture
def disk(tmp_path):
    with disks.small(tmp_path / "disk", "8m") as place:
        yield place


def fill(disk, name="filler", but=0):
    """Leave not a byte, or some."""
    with (disk / name).open("wb", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(bytes(4096))
        file.truncate(file.tell() - but)


def test_ten_thousand_keys_are_journaled_on_a_full_disk(disk, tmp_path, record_property):
    typist = Typist(disk / "journals", disk / "refuge")
    typist.type(10)
    fill(disk)
    typist.type(KEYS)
    assert not typist.unprotected
    record_property("torture", f"full disk: {KEYS} keys journaled, {os.statvfs(disk).f_bavail} blocks free")
    assert typist.crash(tmp_path / "damaged") == "\n".join(typist.lines)


def test_a_full_disk_would_catch_a_journal_without_reserved_room(disk, monkeypatch):
    monkeypatch.setattr(log.Log, "reserve", lambda self: False)
    typist = Typist(disk / "journals", disk / "refuge")
    typist.type(10)
    fill(disk)
    typist.type(KEYS)
    assert typist.unprotected
    typist.kept.close(forget=True)


def test_a_new_generation_without_reserved_room_does_not_take_the_place_of_one_that_has_it(disk, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "LEAST", 8192)
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    typist = Typist(disk / "journals", disk / "refuge")
    typist.type(10)
    fill(disk, but=300 << 10)
    typist.type(300)
    fill(disk, "more")
    typist.type(600)
    assert not typist.unprotected
    assert typist.crash(tmp_path / "damaged") == "\n".join(typist.lines)


def test_when_the_reserved_room_is_used_up_that_is_told_at_once_and_all_is_well_when_there_is_room(disk, tmp_path):
    typist = Typist(disk / "journals", disk / "refuge")
    typist.type(10)
    fill(disk)
    while not typist.unprotected:
        begun = time.monotonic()
        typist.type(1)
    assert typist.told[-1][1] - begun < 1.0
    assert typist.told[-1][0].reason == "full"
    typist.type(500)
    (disk / "filler").unlink()
    until = time.monotonic() + 20
    while typist.told[-1][0] is not None and time.monotonic() < until:
        time.sleep(0.02)
    assert typist.told[-1][0] is None
    assert typist.crash(tmp_path / "damaged") == "\n".join(typist.lines)


def test_a_full_disk_leaves_the_document_and_takes_the_next_save_when_there_is_room(disk):
    path = disk / "boat.textpack"
    typist = Typist(disk / "journals", disk / "refuge")
    old, _ = documents.save(typist.document, path)
    fill(disk)
    typist.type(100)
    with pytest.raises(errors.NotSaved) as caught:
        documents.save(msgspec.structs.replace(old, article=typist.now.article), path)
    assert caught.value.reason == "full"
    assert documents.open(path).article == old.article
    (disk / "filler").unlink()
    _, outcome = documents.save(msgspec.structs.replace(old, article=typist.now.article), path)
    assert outcome.durable
    assert documents.open(path).article == typist.now.article
    typist.kept.close(forget=True)


def test_a_read_only_disk_is_told_and_the_refuge_takes_what_is_typed(disk, tmp_path):
    path = disk / "boat.textpack"
    old, _ = documents.save(documents.new(model.blank("en"), {}), path)
    with _read_only(disk):
        typist = Typist(disk / "journals", tmp_path / "refuge")
        typist.type(100)
        assert (typist.told[-1][0].reason, typist.told[-1][0].elsewhere) == ("read_only", True)
        with pytest.raises(errors.NotSaved) as caught:
            documents.save(msgspec.structs.replace(old, article=typist.now.article), path)
        assert caught.value.reason == "read_only"
        assert typist.crash(tmp_path / "damaged") == "\n".join(typist.lines)
    assert documents.open(path).article == old.article


@contextmanager
def _read_only(disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="users as POSIX has them")
def test_a_folder_that_takes_nothing_is_told_and_the_refuge_takes_what_is_typed():
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "locked").mkdir(mode=0o555)
        if root:
            os.chown(place, 65534, -1)
            os.seteuid(65534)
        try:
            _in_a_locked_folder(place, place / "locked")
        finally:
            if root:
                os.seteuid(0)


def _in_a_locked_folder(place, locked):
    typist = Typist(locked / "journals", place / "refuge")
    typist.type(100)
    assert (typist.told[-1][0].reason, typist.told[-1][0].elsewhere) == ("denied", True)
    with pytest.raises(errors.NotSaved) as caught:
        documents.save(typist.document, locked / "boat.textpack")
    assert caught.value.reason == "denied"
    assert typist.crash(place / "damaged") == "\n".join(typist.lines)
