"""What a crash has left is told from what stands on disk already."""

import threading

import msgspec
import pytest

from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store import journal, recovery, waiting


class Desk:
    """Folders of one writer, with a way to leave a journal behind."""

    def __init__(self, folder):
        self.roots = (folder / "journals", folder / "refuge")
        self.aside = folder / "damaged"
        self.path = folder / "a.textpack"

    def crash(self, document, typed):
        kept = journal.Journal(self.roots, lambda told: None)
        kept.follow(document)
        kept.lines(0, 1, [typed])
        kept.close(forget=False)

    def look(self):
        return recovery.look(self.roots, self.aside)

    def saved(self, body="old", **fields):
        article = msgspec.structs.replace(model.blank("en"), body=body, **fields)
        return documents.save(documents.new(article, {}), self.path, overwrite=True)[0]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def only(found):
    assert len(found) == 1
    return found[0]


def test_words_that_were_never_saved(desk):
    desk.crash(documents.new(model.blank("en"), {}), "typed")
    found = only(desk.look())
    assert (found.standing, found.disk) == ("unsaved", None)
    assert found.recovered.document.article.body == "typed"


def test_words_on_a_file_that_is_as_it_was(desk):
    desk.crash(desk.saved(), "typed")
    found = only(desk.look())
    assert (found.standing, found.disk.article.body) == ("same", "old")


def test_words_on_a_file_that_another_program_has_changed(desk):
    desk.crash(desk.saved(), "typed")
    desk.saved("other")
    found = only(desk.look())
    assert (found.standing, found.disk.article.body) == ("changed", "other")


def test_words_on_a_file_that_is_gone_or_damaged(desk):
    desk.crash(desk.saved(), "typed")
    desk.path.write_bytes(b"damaged")
    found = only(desk.look())
    assert (found.standing, found.disk) == ("unreadable", None)
    found.recovered.leave()
    desk.path.unlink()
    assert only(desk.look()).standing == "gone"


@pytest.mark.parametrize("body", ["typed", "typed\r\nmore"])
def test_what_stands_on_disk_word_for_word_is_not_asked_about(desk, body):
    opened = desk.saved(body.replace("typed", "old"))
    desk.crash(opened, "typed")
    desk.saved(body, id=opened.article.id)
    assert desk.look() == []
    assert not any(path.is_file() for path in desk.roots[0].rglob("*"))


def test_a_new_article_without_a_word_is_not_asked_about(desk):
    article = msgspec.structs.replace(model.blank("id"), end_mark="***", body="x")
    desk.crash(documents.new(article, {}), "")
    assert desk.look() == []
    desk.crash(documents.new(msgspec.structs.replace(article, headline="Boats"), {}), "")
    assert only(desk.look()).recovered.document.article.headline == "Boats"


def gone_on(desk, document, *typed, pictures=()):
    """Crash after an article was typed into, line by line, with these pictures put in."""
    kept = journal.Journal(desk.roots, lambda told: None)
    kept.follow(document)
    for name, data in pictures:
        kept.asset(name, data)
    for line in typed:
        kept.lines(0, 1, [line])
    kept.close(forget=False)


def test_a_journal_that_the_next_one_went_on_from_is_not_asked_about(desk):
    opened = desk.saved()
    gone_on(desk, opened, "one")
    gone_on(desk, opened, "one", "one, two")
    gone_on(desk, opened, "one, two", "one, two, three")
    assert only(desk.look()).recovered.document.article.body == "one, two, three"


def test_a_journal_that_no_other_went_on_from_is(desk):
    opened = desk.saved()
    gone_on(desk, opened, "one")
    gone_on(desk, opened, "other")
    gone_on(desk, desk.saved(id="another"), "one", "two")
    assert [found.recovered.document.article.body for found in desk.look()] == ["two", "other", "one"]


def test_a_journal_with_a_picture_that_the_next_one_has_not_is(desk):
    opened = desk.saved()
    gone_on(desk, opened, "![A](assets/a.png)", pictures=[("assets/a.png", b"picture")])
    gone_on(desk, opened, "![A](assets/a.png)", "and more")
    assert len(desk.look()) == 2


def test_what_was_gone_on_from_is_not_shown_again_when_that_stands_on_disk(desk):
    opened = desk.saved()
    gone_on(desk, opened, "one")
    gone_on(desk, opened, "one", "two")
    desk.saved("two", id=opened.article.id)
    assert desk.look() == []


def test_a_drive_that_does_not_answer_hides_nothing_that_was_recovered(desk, monkeypatch):
    desk.crash(desk.saved(), "far")
    desk.crash(documents.new(model.blank("en"), {}), "near")
    answers = threading.Event()
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    monkeypatch.setattr(documents, "open", lambda path: answers.wait(30))
    found = desk.look()
    answers.set()
    assert sorted((one.recovered.document.article.body, one.standing) for one in found) == [
        ("far", "unreadable"),
        ("near", "unsaved"),
    ]
