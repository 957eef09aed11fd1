"""What is forgotten leaves no trace in the profile, and a history is never in anything that is sent around.

Each search is tried first where something is to be found.
"""

import errno
import io
import shutil
import zipfile
from functools import partial
from itertools import count

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from tests.packed import unpacked

from broadsheet import errors, exporting, paths
from broadsheet.article import model
from broadsheet.article.model import Author, CallToAction, Correction, Link, Picture, Rights, Seo, Source
from broadsheet.store import atomic, journal, traces
from broadsheet.store import document as documents
from broadsheet.ui.becoming import become
from broadsheet.ui.dialogs.versions import VersionsDialog

CANARY = "CANARY-7f3a"
SECRET = {
    "kicker": CANARY,
    "headline": f"{CANARY} in the headline",
    "deck": CANARY,
    "slug": CANARY.lower(),
    "byline": (Author(CANARY, CANARY, CANARY, CANARY),),
    "dateline": CANARY,
    "section": CANARY,
    "keywords": (CANARY,),
    "picture": Picture(alt=CANARY, caption=CANARY, credit=CANARY, copyright=CANARY),
    "related": (Link(CANARY, CANARY),),
    "source": Source(CANARY, CANARY),
    "end_mark": CANARY,
    "call_to_action": CallToAction(CANARY, CANARY),
    "seo": Seo(CANARY, CANARY, CANARY, CANARY),
    "rights": Rights(CANARY, CANARY),
    "editor_note": CANARY,
    "corrections": (Correction("", CANARY),),
}


@pytest.fixture
def program(program):
    # Minutes apart, or one save takes the place of the one before.
    program.versions._clock = program.versions.before_saving._clock = partial(next, count(1_000_000_000, 60))
    return program


def inside(data):
    """Yield what is packed in these bytes, and the members of a zip file."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            yield from map(pack.read, pack.namelist())
    yield from unpacked(data)


def found_in(folder):
    """Return the files of a folder that hold the canary, raw or packed, or in their name."""
    wanted, found = CANARY.lower().encode(), set()
    for path in folder.rglob("*"):
        data = path.read_bytes().lower() if path.is_file() else b""
        packed = inside(path.read_bytes()) if path.is_file() else ()
        if wanted in path.name.lower().encode() or wanted in data or any(wanted in one.lower() for one in packed):
            found.add(path.relative_to(folder).as_posix())
    return found


def settle(program):
    program.versions._pool.waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)


def written(program, qtbot, tmp_path):
    """Return a window in which the secret was written, saved, written over, and brought back."""
    window = program.open_window()
    for name, value in SECRET.items():
        window.session.set_field(name, value)
    window.writing.editor.insert_text(f"{CANARY} in the body.")
    save(window, qtbot, tmp_path / f"{CANARY}.textpack")
    window.session.set_field("headline", "Nothing")
    save(window, qtbot, tmp_path / f"{CANARY}.textpack")
    settle(program)
    window.commands["versions"].trigger()
    dialog = window.findChild(VersionsDialog)
    qtbot.waitUntil(lambda: dialog._found is not None)
    dialog.list.choose(dialog._found[-1].number)
    with qtbot.waitSignal(dialog.restore_asked):
        dialog._ask_restore()
    assert CANARY in window.session.value("headline")
    return window


def save(window, qtbot, path):
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(path)


def test_nothing_is_left_of_a_forgotten_document(program, qtbot, tmp_path, profile):
    window = written(program, qtbot, tmp_path)
    hooked = []
    window.names_unwanted.connect(hooked.append)
    assert "state/traces.json" in found_in(profile)
    assert any("history" in name for name in found_in(profile))
    with qtbot.waitSignal(program.versions.forgotten):
        window.guards.forgetting._answer("forget")
    assert hooked == [tmp_path / f"{CANARY}.textpack"]
    assert "forgotten" in window.notice.text()
    # What is still open is not kept again, whatever one does with it but save.
    window.guards.versioning.keep_now("working")
    window._answer_closing("discard")
    settle(program)
    program.versions.close()
    assert found_in(profile) == set()
    assert traces.read().recent == ()
    assert documents.open(tmp_path / f"{CANARY}.textpack").article.kicker == CANARY


def test_what_is_written_down_against_a_crash_is_forgotten_too(program, qtbot, profile):
    window = program.open_window()
    window.session.set_field("headline", CANARY)
    window.writing.editor.insert_text(f"{CANARY} in the body.")
    left = journal.Journal(paths.journals(), lambda told: None)
    left.follow(window.session.snapshot())
    left.field("kicker", CANARY)
    left.close(forget=False)
    for ops in paths.journals()[0].rglob("*.ops"):
        ops.write_bytes(ops.read_bytes().rstrip(b"\0") + b"damaged")
    for one in journal.recover(paths.journals(), paths.damaged()):
        one.leave()
    assert len({name.split("/")[1] for name in found_in(profile)} & {"journals", "damaged"}) == 2
    with qtbot.waitSignal(program.versions.forgotten):
        window.guards.forgetting._answer("forget")
    qtbot.waitUntil(lambda: found_in(profile) == set(), timeout=5000)


def test_what_is_not_forgotten_would_be_found(program, qtbot, tmp_path, profile):
    window = written(program, qtbot, tmp_path)
    window._answer_closing("discard")
    settle(program)
    program.versions.close()
    assert found_in(profile) == {"state/history.sqlite3", "state/traces.json"}


def test_backing_out_forgets_nothing(program, qtbot, tmp_path):
    window = written(program, qtbot, tmp_path)
    window.guards.forgetting._answer("")
    settle(program)
    assert program.versions.history.versions(window.session.article().id)
    assert traces.read().recent


def test_after_forgetting_a_save_begins_anew(program, qtbot, tmp_path):
    window = written(program, qtbot, tmp_path)
    with qtbot.waitSignal(program.versions.forgotten):
        window.guards.forgetting._answer("forget")
    window.session.set_field("headline", "Another beginning")
    save(window, qtbot, window.path)
    settle(program)
    found = program.versions.history.versions(window.session.article().id)
    assert [(version.headline, version.reason) for version in found] == [("Another beginning", "saved")]


def test_no_export_and_no_document_holds_what_only_an_older_version_had(program, qtbot, tmp_path):
    window = written(program, qtbot, tmp_path)
    assert all_written(window, tmp_path / "secret") >= {"story.textpack"}
    window.session.open(window.session.snapshot())
    clean = msgspec.structs.replace(model.blank("en"), id=window.session.article().id, headline="Clean", body="Words.")
    become(window.session, clean, {}, "Clean")
    save(window, qtbot, tmp_path / "clean.textpack")
    settle(program)
    history = program.versions.history
    texts = [history.text(clean.id, version.number) for version in history.versions(clean.id)]
    assert texts[0] == clean
    assert any(CANARY in text.body for text in texts)
    assert all_written(window, tmp_path / "clean") == set()


def all_written(window, out):
    """Write the open article in every format and as a document; return in what of that the canary is found."""
    document = window.session.snapshot()
    out.mkdir()
    for _ in exporting.export(document, window.choice.house, window.choice.theme, tuple(exporting.FORMATS), out):
        pass
    for ending in ("textpack", "textbundle"):
        documents.save(document, out / f"story.{ending}")
    return found_in(out)


def refuse(monkeypatch, module, name, exc):
    def refused(*_, ignore_errors=False, **__):
        if not ignore_errors:
            raise exc

    monkeypatch.setattr(module, name, refused)


def forget_in_vain(program, qtbot, window):
    with qtbot.waitSignal(program.versions.not_forgotten):
        window.guards.forgetting._answer("forget")
    assert "forgotten" not in window.notice.text()
    return window.notice.text()


def test_a_journal_that_stays_is_told_and_goes_the_next_time(program, qtbot, profile, monkeypatch):
    window = program.open_window()
    window.writing.editor.insert_text(f"{CANARY} in the body.")
    place = paths.journals()[0]
    with monkeypatch.context() as broken:
        refuse(broken, shutil, "rmtree", PermissionError(errno.EACCES, "no", str(place)))
        told = forget_in_vain(program, qtbot, window)
    assert "you may not write there" in told
    assert str(place) in told
    assert found_in(profile) != set()
    journal.recover(paths.journals(), paths.damaged())  # what is half gone goes at the next look
    with qtbot.waitSignal(program.versions.forgotten):
        window.guards.forgetting._answer("forget")
    assert "has forgotten" in window.notice.text()
    assert found_in(profile) == set()


def test_versions_that_stay_are_told_and_all_else_goes(program, qtbot, tmp_path, profile, monkeypatch):
    window = written(program, qtbot, tmp_path)
    window.writing.editor.insert_text(CANARY)
    full = errors.HistoryFailed(paths.state() / "history.sqlite3", "full")
    with monkeypatch.context() as broken:
        refuse(broken, program.versions.history, "forget", full)
        assert "the disk is full" in forget_in_vain(program, qtbot, window)
    assert {name.removesuffix("-wal") for name in found_in(profile)} == {"state/history.sqlite3"}


def test_a_name_among_the_recent_files_that_stays_is_told(program, qtbot, tmp_path, monkeypatch):
    window = written(program, qtbot, tmp_path)
    refuse(monkeypatch, atomic, "write", errors.NotSaved(paths.state() / "traces.json", "read_only"))
    with qtbot.waitSignal(program.versions.forgotten):
        window.guards.forgetting._answer("forget")
    assert "traces.json" in window.notice.text()
    assert CANARY in traces.read().recent[0]


def test_a_history_that_is_found_damaged_when_it_is_forgotten_goes_whole(program, qtbot, tmp_path, profile):
    window = written(program, qtbot, tmp_path)
    program.versions.history.close()
    history = paths.state() / "history.sqlite3"
    data = bytearray(history.read_bytes())
    data[4096 : 4096 * 3] = bytes(4096 * 2)
    history.write_bytes(data)
    with qtbot.waitSignal(program.versions.forgotten):
        window.guards.forgetting._answer("forget")
    settle(program)
    assert found_in(profile) == set()
