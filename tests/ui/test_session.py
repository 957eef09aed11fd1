import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from broadsheet.article import model
from broadsheet.article.model import Author, Picture
from broadsheet.store import document as documents
from broadsheet.ui.session import Session


def opened(home, body, **fields):
    session = Session(home)
    article = msgspec.structs.replace(model.blank("en"), body=body, **fields)
    session.open(documents.new(article, {}))
    return session


def type_at(session: Session, position: int, text: str) -> None:
    cursor = QTextCursor(session.document)
    cursor.setPosition(position)
    cursor.insertText(text)


class Mirror:
    """A second copy of the body, kept in step by the line signal alone."""

    def __init__(self, session: Session) -> None:
        self.lines = session.body().split("\n")
        session.lines_changed.connect(self.take)

    def take(self, first: int, replaced: int, lines: list[str]) -> None:
        self.lines[first : first + replaced] = lines


@pytest.fixture
def session(home):
    return opened(home, "First line\n\nSecond line")


def test_the_body_keeps_every_character_exactly(home):
    body = "Rp18\u00a0juta \u202fet\u00a0«\u00a0mot\u00a0» 👩‍👩‍👧 e\u0301 \ttab  two\n\n\nlast"
    session = opened(home, body)
    assert session.snapshot().article.body == body
    type_at(session, 0, "é\u00a0")
    assert session.snapshot().article.body == "é\u00a0" + body


def test_windows_line_ends_come_back(home):
    session = opened(home, "one\r\ntwo\r\n")
    assert session.snapshot().article.body == "one\r\ntwo\r\n"
    assert not session.modified
    type_at(session, 3, "\nmore")
    assert session.snapshot().article.body == "one\r\nmore\r\ntwo\r\n"


def test_one_undo_runs_through_fields_and_body_in_the_order_they_happened(session):
    type_at(session, 0, "A")
    session.set_field("headline", "Boats return")
    type_at(session, 1, "B")
    session.set_field("picture.caption", "A boat")
    assert session.body().startswith("AB")
    session.undo_stack.undo()
    assert session.value("picture.caption") == ""
    session.undo_stack.undo()
    assert session.body().startswith("AF")
    session.undo_stack.undo()
    assert session.value("headline") == ""
    session.undo_stack.undo()
    assert session.body().startswith("First")
    assert not session.undo_stack.canUndo()
    for _ in range(4):
        session.undo_stack.redo()
    assert session.body().startswith("AB")
    assert session.value("headline") == "Boats return"
    assert session.value("picture.caption") == "A boat"


def test_keystrokes_in_one_field_are_one_step(session):
    for length in range(1, 6):
        session.set_field("kicker", "SPORT"[:length])
    session.undo_stack.undo()
    assert session.value("kicker") == ""


def test_a_change_after_undo_drops_what_could_be_redone(session):
    session.set_field("headline", "One")
    session.undo_stack.undo()
    type_at(session, 0, "X")
    assert not session.undo_stack.canRedo()


def test_modified_compares_content_and_not_keystrokes(session, qtbot):
    with qtbot.waitSignal(session.title_changed, timeout=2000):
        type_at(session, 0, "X")
    assert session.modified
    cursor = QTextCursor(session.document)
    cursor.setPosition(1)
    with qtbot.waitSignal(session.title_changed, timeout=2000):
        cursor.deletePreviousChar()
    assert not session.modified


def test_a_save_of_an_earlier_state_leaves_later_typing_unsaved(session, qtbot):
    type_at(session, 0, "X")
    earlier = session.snapshot()
    type_at(session, 0, "Y")
    session.kept(earlier)
    assert session.modified


def test_whole_values_and_parts_reach_the_article(session, qtbot):
    with qtbot.waitSignal(session.field_changed) as told:
        session.set_field("byline", (Author(name="Rani"), Author(name="Bagus")))
    assert told.args == ["byline"]
    with qtbot.waitSignal(session.field_changed) as told:
        session.set_field("picture.alt", "Boats")
    assert told.args == ["picture"]
    assert session.article().picture == Picture(alt="Boats")


def test_a_read_only_article_takes_no_changes(home):
    session = Session(home)
    session.open(msgspec.structs.replace(documents.new(model.blank(), {}), read_only="newer"))
    session.set_field("headline", "X")
    assert session.value("headline") == ""


def test_pictures_with_one_name_are_both_kept_and_the_same_one_once(session):
    first = session.add_asset("boat.jpg", b"one")
    again = session.add_asset("boat.jpg", b"one")
    other = session.add_asset("boat.jpg", b"two")
    assert (first, again, other) == ("assets/boat.jpg", "assets/boat.jpg", "assets/boat-2.jpg")


def test_an_unused_new_picture_is_not_saved_but_undo_brings_it_back(session):
    asset = session.add_asset("boat.jpg", b"one")
    session.set_field("picture.asset", asset)
    assert session.snapshot().assets == {asset: b"one"}
    session.undo_stack.undo()
    assert session.snapshot().assets == {}
    session.undo_stack.redo()
    assert session.snapshot().assets == {asset: b"one"}


def test_a_large_paste_is_told_line_by_line_and_exactly(home):
    session = opened(home, "before 👩\nafter")
    mirror = Mirror(session)
    pasted = "\n".join(f"line {number} 👩‍👧 \u00a0" for number in range(2_000))
    type_at(session, 3, pasted)
    assert "\n".join(mirror.lines) == session.body()
    session.undo_stack.undo()
    assert "\n".join(mirror.lines) == "before 👩\nafter"


edits_of_a_line = st.deferred(lambda: st.tuples(st.integers(0, 40), st.integers(0, 5), pieces, st.booleans()))
pieces = st.text(alphabet="ab \n\u00a0é👩", max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=pieces, edits=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), pieces, st.booleans()), max_size=8)
)
def test_the_line_signal_keeps_a_copy_in_step(home, start, edits):
    session = opened(home, start)
    mirror = Mirror(session)
    for position, removed, text, undo in edits:
        length = session.document.characterCount() - 1
        cursor = QTextCursor(session.document)
        cursor.setPosition(min(position, length))
        cursor.setPosition(min(position + removed, length), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        if undo and session.undo_stack.canUndo():
            session.undo_stack.undo()
        assert "\n".join(mirror.lines) == session.body()


def test_a_picture_leaves_the_document_with_its_last_mention_and_what_others_put_there_stays(session):
    lead = msgspec.structs.replace(model.blank(), body="![](assets/my%20boat.jpg)\n")
    lead = msgspec.structs.replace(lead, picture=Picture("assets/lead.jpg"))
    assets = {"assets/lead.jpg": b"1", "assets/my boat.jpg": b"2", "assets/notes.pdf": b"3"}
    session.open(documents.new(lead, assets))
    session.set_field("picture.asset", "")
    assert set(session.snapshot().assets) == {"assets/my boat.jpg", "assets/notes.pdf"}
    QTextCursor(session.document).insertText("No picture: ")
    cursor = QTextCursor(session.document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    assert set(session.snapshot().assets) == {"assets/notes.pdf"}
    while session.undo_stack.canUndo():
        session.undo()
    assert session.snapshot().assets == assets
