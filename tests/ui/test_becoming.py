"""Another version of the article is taken over as one step, and leaves nothing out."""

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.article import model
from broadsheet.article.model import Author, Picture
from broadsheet.store import document as documents
from broadsheet.ui.becoming import become, beside
from broadsheet.ui.session import Session

_TEXT = st.lists(st.sampled_from(["", "a", "b 🚢", "c", "\u00a0d"]), max_size=8).map("\n".join)


def opened(home, body="", assets=None, **fields):
    session = Session(home)
    session.open(documents.new(msgspec.structs.replace(model.blank("en"), body=body, **fields), assets or {}))
    return session


def other(session, **fields):
    return msgspec.structs.replace(session.snapshot().article, **fields)


@given(before=_TEXT, after=_TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_body_becomes_any_other_and_comes_back(home, before, after):
    session = opened(home, before)
    become(session, other(session, body=after), {}, "Restore")
    assert session.body() == after
    session.undo()
    assert session.body() == before
    session.redo()
    assert session.body() == after


def test_all_fields_are_one_step(home):
    session = opened(home, "one\ntwo", headline="Old")
    wanted = other(session, headline="New", byline=(Author("Rani"),), picture=Picture(caption="Boat"), body="one\n2")
    become(session, wanted, {}, "Restore")
    assert session.snapshot().article == wanted
    session.undo()
    assert session.value("headline") == "Old"
    assert session.body() == "one\ntwo"
    assert not session.undo_stack.canUndo()


def test_pictures_come_with_it_and_another_one_of_the_same_name_stays(home):
    shown = "![](assets/boat.jpg)"
    session = opened(home, shown, {"assets/boat.jpg": b"ours"}, picture=Picture(asset="assets/boat.jpg"))
    become(session, session.snapshot().article, {"assets/boat.jpg": b"theirs", "assets/extra.bin": b"x"}, "Restore")
    now = session.snapshot()
    assert now.assets[now.article.picture.asset] == b"theirs"
    assert f"({now.article.picture.asset})" in now.article.body
    assert now.assets["assets/extra.bin"] == b"x"
    assert b"ours" not in now.assets.values()
    session.undo()
    assert session.snapshot().article.body == shown
    assert session.snapshot().assets["assets/boat.jpg"] == b"ours"


def test_what_another_program_wrote_is_unmodified_when_taken_over(home):
    session = opened(home, "a\r\nb", {"assets/old.bin": b"x"})
    theirs = documents.new(other(session, body="a\nc"), {"assets/new.bin": b"y"})
    become(session, theirs.article, theirs.assets, "Reload")
    session.kept(theirs)
    assert not session.modified
    session.undo()
    assert session.has_unsaved_changes()


def test_a_picture_that_is_there_already_keeps_the_name_that_it_has_there(home):
    article = msgspec.structs.replace(model.blank("en"), body="![](assets/boat.jpg)")
    there = {"assets/boat.jpg": b"ours", "assets/boat-2.jpg": b"theirs"}
    named, assets = beside(article, {"assets/boat.jpg": b"theirs"}, there)
    assert named.body == "![](assets/boat-2.jpg)"
    assert assets == {"assets/boat-2.jpg": b"theirs"}
