"""What the window shows is in the journal, and nothing of it is left when all is well."""

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextCursor

from broadsheet import errors, paths
from broadsheet.article import model
from broadsheet.article.model import Author
from broadsheet.store import document as documents
from broadsheet.store import journal
from broadsheet.ui.becoming import become
from broadsheet.ui.journaling import Journaling
from broadsheet.ui.session import Session


@pytest.fixture
def session(home):
    made = Session(home)
    made.journaling = Journaling(made, made)
    yield made
    made.journaling.end()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(session, body="One\ntwo", **fields):
    article = msgspec.structs.replace(model.blank("en"), body=body, **fields)
    session.open(documents.new(article, {"assets/a.jpg": b"a"}))


def crash(session):
    """Leave the journal as a process that is killed does, and return what the next one finds."""
    session.journaling.leave()
    found = journal.recover(paths.journals(), paths.damaged())
    documents = [one.document for one in found]
    for one in found:
        one.forget()
    return documents


def type_at(session, position, text):
    cursor = QTextCursor(session.document)
    cursor.setPosition(position)
    cursor.insertText(text)


def test_all_that_was_done_comes_back(session):
    opened(session)
    type_at(session, 3, " 🚢\nnew")
    session.set_field("headline", "Boats")
    session.set_field("picture.caption", "A boat")
    session.set_field("byline", (Author("Rani"),))
    session.add_asset("assets/b.png", b"b")
    session.set_field("picture.asset", "assets/b.png")
    session.undo()
    session.redo()
    wanted = session.snapshot()
    [found] = crash(session)
    assert found.article == wanted.article
    assert dict(found.assets) == dict(wanted.assets)


def test_what_another_version_brought_comes_back(session):
    opened(session)
    other = msgspec.structs.replace(session.snapshot().article, headline="New", body="One\nchanged\ntwo")
    become(session, other, {"assets/c.jpg": b"c"}, "Restore")
    [found] = crash(session)
    assert found.article == session.snapshot().article
    assert found.assets["assets/c.jpg"] == b"c"


def test_nothing_is_left_after_a_save_and_all_where_more_was_typed_since(session, tmp_path):
    opened(session)
    type_at(session, 0, "A")
    saved, outcome = documents.save(session.snapshot(), tmp_path / "a.textpack")
    session.kept(saved, durable=outcome.durable)
    type_at(session, 0, "B")
    earlier, outcome = documents.save(session.snapshot(), tmp_path / "a.textpack", overwrite=True)
    type_at(session, 0, "C")
    session.kept(earlier, durable=outcome.durable)
    [found] = crash(session)
    assert (found.article.body, found.path, found.identity) == ("CBAOne\ntwo", earlier.path, earlier.identity)


def test_a_clean_end_leaves_nothing(session):
    opened(session)
    type_at(session, 0, "A")
    session.journaling.end()
    assert journal.recover(paths.journals(), paths.damaged()) == []


def test_a_save_that_the_disk_has_not_confirmed_leaves_the_journal(session, tmp_path):
    opened(session)
    type_at(session, 0, "A")
    saved, _ = documents.save(session.snapshot(), tmp_path / "a.textpack")
    session.kept(saved, durable=False)
    session.journaling.end()
    [found] = journal.recover(paths.journals(), paths.damaged())
    assert found.document.article.body == "AOne\ntwo"
    found.forget()


def test_an_article_whose_file_is_gone_is_all_in_the_journal(session, tmp_path):
    saved, _ = documents.save(documents.new(model.blank("en"), {"assets/a.jpg": b"a"}), tmp_path / "a.textpack")
    session.open(saved)
    saved.path.unlink()
    session.miss(True)
    [found] = crash(session)
    assert (found.article, dict(found.assets), found.path) == (saved.article, {"assets/a.jpg": b"a"}, saved.path)


def test_another_article_does_not_get_the_words_of_the_one_before(session):
    opened(session)
    type_at(session, 0, "A")
    opened(session, body="Other")
    type_at(session, 0, "B")
    [found] = crash(session)
    assert found.article.body == "BOther"


def test_where_it_cannot_write_the_window_hears_of_it_and_of_its_end(home, qtbot, tmp_path):
    session = Session(home)
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    journaling = Journaling(session, session, roots=(blocked,))
    opened(session)
    with qtbot.waitSignal(journaling.trouble, timeout=2000) as told:
        type_at(session, 0, "A")
    assert isinstance(told.args[0], errors.NotJournaled)
    assert not told.args[0].elsewhere
    with qtbot.waitSignal(journaling.well, timeout=5000):
        blocked.unlink()
    journaling.end()
