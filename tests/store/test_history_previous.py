"""What stood in a file before it was replaced can be found in the history, and only once."""

import threading

import msgspec
import pytest

from broadsheet.article import model
from broadsheet.store import document as documents
from broadsheet.store.history import History, Previous


@pytest.fixture
def history():
    kept = History()
    yield kept
    kept.close()


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "perahu.textpack"
    article = msgspec.structs.replace(model.blank("id"), headline="Lama", body="Satu.")
    documents.save(documents.new(article, {"assets/a.jpg": b"picture"}), path)
    return documents.open(path)


def changed(document, headline):
    return msgspec.structs.replace(document, article=msgspec.structs.replace(document.article, headline=headline))


def kept(history, document):
    return [(version.headline, version.reason) for version in history.versions(document.article.id)]


def test_what_the_file_holds_is_kept_once_with_its_pictures(history, opened):
    previous = Previous(history)
    for _ in range(2):
        previous.keep(changed(opened, "Baru"), opened.path, overwrite=False, now=1.0)
        previous = Previous(history)
    assert kept(history, opened) == [("Lama", "overwritten")]
    number = history.versions(opened.article.id)[0].number
    assert history.document(opened.article.id, number).assets == {"assets/a.jpg": b"picture"}


def test_what_a_save_has_written_is_not_read_again(history, opened, monkeypatch):
    previous = Previous(history)
    previous.note(opened)
    monkeypatch.setattr(documents, "open", None)
    previous.keep(changed(opened, "Baru"), opened.path, overwrite=False, now=1.0)
    assert kept(history, opened) == []


def test_what_another_program_wrote_is_kept_when_the_writer_wants_it_replaced_and_not_else(history, opened):
    documents.save(changed(opened, "Mereka"), opened.path)
    previous = Previous(history)
    previous.keep(changed(opened, "Baru"), opened.path, overwrite=False, now=1.0)
    assert kept(history, opened) == []
    previous.keep(changed(opened, "Baru"), opened.path, overwrite=True, now=1.0)
    assert kept(history, opened) == [("Mereka", "overwritten")]


def test_another_article_that_gives_way_is_kept_under_its_own_id(history, opened, tmp_path):
    other = documents.new(msgspec.structs.replace(model.blank(), headline="Lain"), {})
    documents.save(other, tmp_path / "other.textpack")
    Previous(history).keep(opened, tmp_path / "other.textpack", overwrite=True, now=1.0)
    assert kept(history, other) == [("Lain", "overwritten")]


@pytest.mark.parametrize("name", ["nothing.textpack", "broken.textpack"])
def test_where_nothing_can_be_read_nothing_is_kept(history, opened, tmp_path, name):
    (tmp_path / "broken.textpack").write_bytes(b"PK\x03\x04 no zip")
    Previous(history).keep(opened, tmp_path / name, overwrite=True, now=1.0)
    assert history.articles() == {}


def test_the_words_of_a_version_are_read_without_its_pictures(history, opened):
    version = history.add(opened, "saved", now=1.0)
    assert history.text(opened.article.id, version.number) == opened.article
    assert history.holds(opened)
    assert not history.holds(changed(opened, "Baru"))


def test_a_drive_that_does_not_answer_holds_up_no_other_version(history, opened, monkeypatch):
    answers = threading.Event()
    monkeypatch.setattr(documents, "open", lambda path: answers.wait(30))
    Previous(history).keep(changed(opened, "Baru"), opened.path, overwrite=False, now=1.0, patience=0.05)
    answers.set()
    assert kept(history, opened) == []
