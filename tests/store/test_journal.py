"""The journal: what was written down is read back, whatever became of the files."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.article import model
from broadsheet.article.model import Author
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.store.atomic import syncing
from broadsheet.store.journal import framing, keeper, log, ops, writing

BODY = "First line\n\nSecond line 🚢\n"


class Desk:
    """One writer's folders, and the troubles that the journal told of."""

    def __init__(self, folder):
        self.roots = (folder / "journals", folder / "refuge")
        self.aside = folder / "damaged"
        self.told = []

    def journal(self):
        return journal.Journal(self.roots, self.told.append)

    def recover(self):
        return journal.recover(self.roots, self.aside)

    def files(self):
        return sorted(path for root in self.roots for path in root.rglob("*") if path.is_file())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def document(body=BODY, assets=None, **fields):
    return documents.new(msgspec.structs.replace(model.blank("en"), body=body, **fields), assets or {})


def only(found):
    assert len(found) == 1
    return found[0]


def test_every_kind_of_change_comes_back(desk):
    kept = desk.journal()
    kept.follow(document(assets={"assets/old.jpg": b"old"}, headline="Before"))
    kept.lines(0, 1, ["First line, longer"])
    kept.lines(1, 0, ["", "Between"])
    kept.lines(4, 1, [])
    kept.field("headline", "After")
    kept.field("byline", (Author("Rani", "reporter"),))
    kept.asset("assets/new.png", b"new")
    kept.close(forget=False)
    found = only(desk.recover())
    assert found.document.article.body == "First line, longer\n\nBetween\n\n"
    assert found.document.article.headline == "After"
    assert found.document.article.byline == (Author("Rani", "reporter"),)
    assert found.document.assets == {"assets/old.jpg": b"old", "assets/new.png": b"new"}
    assert (found.lost, found.damaged, desk.told) == ((), (), [])
    found.forget()
    assert desk.recover() == []
    assert desk.files() == []


def test_what_nobody_has_changed_is_offered_to_nobody(desk):
    kept = desk.journal()
    kept.follow(document(assets={"assets/old.jpg": b"old"}))
    kept.close(forget=False)
    assert desk.recover() == []
    assert desk.files() == []


def test_room_is_reserved_before_the_first_change(desk, monkeypatch):
    kept, real, ready, full = desk.journal(), os.write, threading.Event(), []
    real_allocate = os.posix_fallocate

    def allocate(fd, *where):
        if full:
            raise OSError(28, "No space left on device")
        real_allocate(fd, *where)

    def write(fd, data):
        if full and os.fstat(fd).st_size < 1 << 20:
            raise OSError(28, "No space left on device")
        return real(fd, data)

    monkeypatch.setattr(os, "posix_fallocate", allocate)
    monkeypatch.setattr(os, "write", write)
    kept.follow(document())
    kept.when_safe(ready.set)
    assert ready.wait(5)
    full.append(True)
    kept.lines(0, 1, ["typed on a full disk"])
    kept.close(forget=False)
    assert desk.told == []
    assert only(desk.recover()).document.article.body.startswith("typed on a full disk")


def test_only_the_writer_may_read_it(desk):
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["x"])
    kept.close(forget=False)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in desk.files()}
    folders = {stat.S_IMODE(path.parent.stat().st_mode) for path in desk.files()}
    assert (modes, folders) == ({0o600}, {0o700})


def test_nothing_is_left_after_a_save_or_a_clean_end(desk, tmp_path):
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["x"])
    kept.kept(tmp_path / "a.textpack", None, clean=True)
    kept.close(forget=False)
    assert desk.recover() == []
    again = desk.journal()
    again.follow(document())
    again.lines(0, 1, ["x"])
    again.close(forget=True)
    assert desk.files() == []


def test_after_a_save_it_goes_on_from_there(desk, tmp_path):
    kept = desk.journal()
    kept.follow(document(body="a", assets={"assets/a.jpg": b"a"}))
    kept.lines(0, 1, ["b"])
    kept.kept(tmp_path / "a.textpack", None, clean=True)
    kept.lines(0, 1, ["c"])
    kept.close(forget=False)
    found = only(desk.recover())
    assert (found.document.article.body, found.document.path) == ("c", tmp_path / "a.textpack")
    assert found.document.assets == {"assets/a.jpg": b"a"}


def test_a_living_journal_is_offered_to_nobody_and_a_recovered_one_to_one(desk):
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["x"])
    assert desk.recover() == []
    kept.close(forget=False)
    found = only(desk.recover())
    assert desk.recover() == []
    found.leave()
    only(desk.recover()).forget()


def test_halves_of_surrogate_pairs_are_written_and_come_back_as_what_a_file_can_hold(desk):
    kept = desk.journal()
    kept.follow(document(body="a"))
    kept.lines(0, 1, ["a\ud83d"])
    kept.field("headline", "b\udea2")
    kept.close(forget=False)
    found = only(desk.recover())
    assert found.document.article.body == "a\ufffd"
    assert found.document.article.headline == "b\ufffd"


_LINE = st.text(alphabet="ab🚢é ", max_size=6)
_EDIT = st.tuples(st.integers(0, 9), st.integers(0, 3), st.lists(_LINE, max_size=3), st.booleans())


@given(edits=st.lists(_EDIT, max_size=30), least=st.sampled_from([1, 200, 1 << 20]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edits_come_back_however_often_it_begins_anew(tmp_path_factory, monkeypatch, edits, least):
    monkeypatch.setattr(writing, "LEAST", least)
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    desk = Desk(tmp_path_factory.mktemp("desk"))
    kept, lines, headline = desk.journal(), BODY.split("\n"), ""
    kept.follow(document())
    changed = False
    for first, removed, new, is_field in edits:
        changed = True
        if is_field:
            headline = " ".join(new)
            kept.field("headline", headline)
            continue
        start = min(first, len(lines))
        end = min(start + removed, len(lines))
        put = new if new or end - start < len(lines) else [""]
        kept.lines(start, end - start, put)
        lines[start:end] = put
    kept.close(forget=False)
    found = desk.recover()
    assert len(found) == changed
    if changed:
        assert found[0].document.article.body == "\n".join(lines)
        assert found[0].document.article.headline == headline
        assert found[0].damaged == ()
        found[0].forget()


def typed(desk, count=12):
    """Type some words and leave the journal as a crash would; return every state it went through."""
    kept, line, states = desk.journal(), "", [BODY]
    kept.follow(document())
    for number in range(count):
        line += f"w{number} "
        kept.lines(0, 1, [line])
        states.append(line + BODY[len("First line") :])
    kept.close(forget=False)
    return states


def read_each(desk, path, variants):
    """Put each variant in the place of a file; yield the body that is recovered, None where there is none."""
    whole, pristine = path.read_bytes(), {file: file.read_bytes() for file in desk.files()}
    for data in variants:
        for file, content in pristine.items():
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        path.write_bytes(data)
        found = desk.recover()
        assert len(found) <= 1
        for one in found:
            one.leave()
        yield found[0].document.article.body if found and found[0].document else None
    path.write_bytes(whole)


def damaged(data):
    """Yield a file cut at every byte and with every byte flipped."""
    yield from (data[:at] for at in range(len(data)))
    yield from (data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :] for at in range(len(data)))


def sound_part(path):
    data = path.read_bytes()
    return data[: framing.scan(data).end]


def test_a_journal_cut_or_changed_anywhere_gives_what_came_before(desk):
    states = typed(desk)
    path = next(file for file in desk.files() if file.suffix == ".ops")
    data = sound_part(path)
    records = framing.scan(data).records
    ends = [len(framing.MARK)]
    for record in records:
        ends.append(ends[-1] + len(framing.frame(record.number, record.time, record.payload)))
    bodies = list(read_each(desk, path, damaged(data)))
    for at, body in enumerate(bodies):
        place = at % len(data)
        whole = sum(end <= place for end in ends[1:])
        assert body == (states[whole] if whole else None), f"{'cut' if at < len(data) else 'flipped'} at {place}"


def test_a_reader_that_trusts_would_be_caught(desk, monkeypatch):
    states = typed(desk)
    path = next(file for file in desk.files() if file.suffix == ".ops")
    data = sound_part(path)
    monkeypatch.setattr(framing, "_sums", lambda *_: True)
    wrong = [body for body in read_each(desk, path, damaged(data)) if body is not None and body not in states]
    assert wrong


def test_a_damaged_beginning_falls_back_to_the_one_before_and_is_put_aside(desk, monkeypatch):
    monkeypatch.setattr(writing, "LEAST", 1)
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    states = typed(desk)
    newest = [file for file in desk.files() if file.suffix == ".base"][-1]
    for body in read_each(desk, newest, islice(damaged(newest.read_bytes()), 0, None, 9)):
        assert body == states[-1]
    assert any(desk.aside.iterdir())


def test_a_journal_of_which_nothing_is_sound_is_told_and_never_deleted(desk):
    typed(desk)
    for path in desk.files():
        if path.suffix == ".base":
            path.write_bytes(b"nothing")
    found = only(desk.recover())
    assert found.document is None
    assert [path.read_bytes() for path in found.damaged] == [b"nothing"]
    found.forget()
    assert found.damaged[0].exists()


TYPIST = """
    import os, sys
    from pathlib import Path
    import msgspec
    from broadsheet.article import model
    from broadsheet.store import document as documents, journal
    from broadsheet.store.journal import log
    careless = sys.argv[2] == "careless"
    if careless:
        kept_back = []
        real = log.Log.append
        def append(self, data):
            kept_back.append(data)
            if len(kept_back) == 5_000:
                real(self, b"".join(kept_back)); kept_back.clear()
        log.Log.append = append
    root = Path(sys.argv[1])
    kept = journal.Journal((root / "journals", root / "refuge"), lambda told: None)
    kept.follow(documents.new(msgspec.structs.replace(model.blank(), body=""), {}))
    line = ""
    for number in range(100_000):
        line = line[-200:] + "x"
        kept.lines(0, 1, [f"{number} {line}"])
        os.write(1, b"%d\\n" % number)
"""


def killed_at(desk, moment, manner="careful"):
    """Kill a typist when it has shown so many keys; return the number of the last key shown and the last one kept."""
    command = [sys.executable, "-c", textwrap.dedent(TYPIST), str(desk.aside.parent), manner]
    given = os.environ | {"PYTHONPATH": str(Path(broadsheet.__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=given) as process:
        for line in process.stdout:
            if int(line) >= moment:
                break
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    shown = int(rest[-1]) if rest else moment
    found = desk.recover()
    kept = int(found[0].document.article.body.split()[0]) if found else -1
    for one in found:
        one.forget()
    return shown, kept


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("moment", [0, 1, 7, 61, 700, 3_001])
def test_a_killed_process_loses_nothing_that_was_shown(desk, moment):
    shown, kept = killed_at(desk, moment)
    assert kept >= shown


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_journal_that_gathers_before_it_writes_would_be_caught(desk):
    shown, kept = killed_at(desk, 61, "careless")
    assert kept < shown


def test_what_the_disk_does_not_take_goes_to_a_refuge_and_comes_back(desk, monkeypatch):
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    kept, real, full = desk.journal(), os.write, []

    def write(fd, data):
        if full and Path(f"/proc/self/fd/{fd}").readlink().is_relative_to(desk.roots[0]):
            raise OSError(28, "No space left on device")
        return real(fd, data)

    monkeypatch.setattr(os, "write", write)
    kept.follow(document())
    kept.lines(0, 1, ["one"])
    full.append(True)
    kept.lines(0, 1, ["two"])
    assert [(told.reason, told.elsewhere) for told in desk.told] == [("full", True)]
    kept.lines(0, 1, ["three"])
    full.clear()
    monkeypatch.setattr(writing, "LEAST", 1)
    kept._limit = 1
    kept.lines(0, 1, ["four"])
    kept.close(forget=False)
    assert desk.told[-1] is None
    assert only(desk.recover()).document.article.body.startswith("four\n")


def test_where_nothing_can_be_written_it_says_so_and_begins_as_soon_as_it_can(desk, monkeypatch):
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    for root in desk.roots:
        root.write_bytes(b"a file where a folder should be")
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["one"])
    assert [(told.reason, told.elsewhere) for told in desk.told] == [("io", False)]
    for root in desk.roots:
        root.unlink()
    kept.lines(0, 1, ["two"])
    kept.close(forget=False)
    assert desk.told[-1] is None
    assert only(desk.recover()).document.article.body.startswith("two\n")


def test_a_picture_that_the_disk_did_not_take_is_told_and_tried_again(desk, monkeypatch):
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    kept, real, broken = desk.journal(), log.write, []

    def write(path, data):
        if broken and path.suffix == ".blob":
            raise OSError(5, "Input/output error")
        return real(path, data)

    monkeypatch.setattr(log, "write", write)
    kept.follow(document())
    kept.lines(0, 1, ["one"])
    broken.append(True)
    kept.asset("assets/a.png", b"picture")
    assert [(told.reason, told.elsewhere) for told in desk.told] == [("io", False)]
    broken.clear()
    kept.lines(0, 1, ["two"])
    kept.close(forget=False)
    assert desk.told[-1] is None
    assert only(desk.recover()).document.assets == {"assets/a.png": b"picture"}


def test_a_folder_whose_names_the_disk_does_not_take_is_told(desk, monkeypatch):
    def fail(folder):
        raise OSError(5, "Input/output error", str(folder))

    monkeypatch.setattr(syncing, "sync_names", fail)
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["one"])
    kept.close(forget=False)
    assert {told.reason for told in desk.told} == {"io"}


def test_a_process_that_died_before_it_wrote_anything_leaves_no_damage(desk):
    folder = desk.roots[0] / "0123456789abcdef"
    folder.mkdir(parents=True)
    (folder / "0000000000000000.base").write_bytes(b"")
    assert desk.recover() == []


def test_a_disk_that_takes_nothing_for_good_is_never_told_to_be_well_and_does_not_hold_up_the_end(desk, monkeypatch):
    def fail(fd):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(writing, "AGAIN", 0.0)
    monkeypatch.setattr(syncing, "sync", fail)
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["one"])
    kept.asset("assets/a.png", b"picture")
    kept.lines(0, 1, ["two"])
    kept.close(forget=False)
    assert None not in desk.told
    assert only(desk.recover()).document.assets == {"assets/a.png": b"picture"}


def test_what_waits_for_the_disk_does_not_wait_for_the_pause(desk, monkeypatch):
    monkeypatch.setattr(keeper, "PAUSE", 3600.0)
    kept, safe = desk.journal(), threading.Event()
    kept.follow(document())
    kept.lines(0, 1, ["one"])
    kept.when_safe(safe.set)
    assert safe.wait(60)
    kept.close(forget=True)


@pytest.mark.skipif(os.name == "nt", reason="names there are Unicode")
def test_a_path_that_is_no_text_comes_back_as_it_was(desk, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.textpack")
    kept = desk.journal()
    named = {"assets/ok.jpg": b"a", os.fsdecode(b"assets/\xe9.jpg"): b"b"}
    kept.follow(msgspec.structs.replace(document(assets=named), path=path))
    kept.lines(0, 1, ["typed"])
    kept.kept(path, None, clean=False)
    kept.close(forget=False)
    found = only(desk.recover())
    assert (found.document.path, found.document.article.body.split("\n")[0]) == (path, "typed")
    assert dict(found.document.assets) == {"assets/ok.jpg": b"a"}
    assert desk.told == []


def test_a_change_that_does_not_fit_does_not_hide_those_after_it(desk, monkeypatch):
    monkeypatch.setattr(writing, "AGAIN", 0.0)
    now = document(body="as the window has it")
    kept = journal.Journal(desk.roots, desk.told.append, lambda: now)
    kept.follow(document(body="one"))
    kept._record(ops.Lines(7, 3, 1, 0, 0, b"nowhere"))
    kept.lines(0, 1, ["and on"])
    kept.close(forget=False)
    assert only(desk.recover()).document.article.body == "and on"


def test_what_nobody_foresaw_does_not_end_the_journals_thread(desk):
    kept = desk.journal()
    kept.follow(document())
    kept._keeper.do(lambda: 1 / 0)
    kept.lines(0, 1, ["typed"])
    kept.close(forget=False)
    assert desk.told[0].reason == "io"
    assert only(desk.recover()).document.article.body.startswith("typed")


def test_nothing_is_left_where_open_files_cannot_be_renamed(desk, monkeypatch):
    """As on Windows: no folder in which a file is open."""
    rename = Path.rename

    def refuse(path, target):
        opened = {os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()}
        if any(name.startswith(f"{path}/") for name in opened):
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    kept = desk.journal()
    kept.follow(document())
    kept.lines(0, 1, ["typed"])
    kept.close(forget=True)
    assert desk.files() == []
