"""What another program leaves where a document is kept, as it is found."""

import os
import shutil

import msgspec
import pytest

from broadsheet.article import model
from broadsheet.store import aside, sighting
from broadsheet.store import document as documents


def saved(path, headline="Perahu", *, overwrite=False):
    article = msgspec.structs.replace(model.blank("id"), headline=headline, body="Satu.\n")
    return documents.save(documents.new(article, {"assets/a.jpg": b"a"}), path, overwrite=overwrite)[0]


@pytest.fixture(params=["textpack", "textbundle"])
def kept(tmp_path, request):
    return saved(tmp_path / f"perahu.{request.param}")


def aged(path):
    """Make a file or folder older than what is looked at twice."""
    for one in (path, *(path.rglob("*") if path.is_dir() else ())):
        os.utime(one, (1_000_000_000, 1_000_000_000))


def look(kept, before=None):
    return sighting.look(kept.path, kept.identity, before)


def test_what_we_saved_is_the_same_and_so_is_what_was_only_touched(kept):
    assert look(kept).state == "same"
    aged(kept.path)
    assert look(kept).state == "same"


def test_another_version_is_read_whole(kept):
    saved(kept.path, "Other", overwrite=True)
    sight = look(kept)
    assert sight.state == "changed"
    assert sight.theirs.article.headline == "Other"
    assert sight.theirs.identity.sha256 != kept.identity.sha256


def test_what_was_not_touched_since_is_not_read_again(kept, monkeypatch):
    saved(kept.path, "Other", overwrite=True)
    aged(kept.path)
    sight = look(kept)
    monkeypatch.setattr(documents, "open", None)
    assert look(kept, sight) is sight


def test_half_a_file_is_unreadable_and_a_whole_one_is_read_again(tmp_path):
    kept = saved(tmp_path / "perahu.textpack")
    whole = kept.path.read_bytes()
    kept.path.write_bytes(whole[:100])
    sight = look(kept)
    assert (sight.state, sight.error.reason) == ("unreadable", "damaged")
    kept.path.write_bytes(whole)
    assert look(kept, sight).state == "same"


def test_a_file_that_is_replaced_while_it_is_read_is_not_believed(kept, monkeypatch):
    saved(kept.path, "Other", overwrite=True)
    really = documents.open

    def slow(path):
        found = really(path)
        saved(kept.path, "Third", overwrite=True)
        return found

    monkeypatch.setattr(documents, "open", slow)
    assert look(kept).state == "moving"


def test_a_file_that_is_gone_and_one_that_was_renamed(kept):
    new = kept.path.with_name(f"baru{kept.path.suffix}")
    kept.path.rename(new)
    sight = look(kept)
    assert (sight.state, sight.place, sight.renamed) == ("gone", "here", new)
    shutil.rmtree(new) if new.is_dir() else new.unlink()
    sight = look(kept)
    assert (sight.state, sight.place, sight.renamed) == ("gone", "here", None)


def test_a_folder_that_is_gone(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    kept = saved(folder / "perahu.textpack")
    shutil.rmtree(folder)
    assert look(kept).place == "folder"
    folder.write_bytes(b"now a file")
    assert look(kept).place == "folder"


def test_an_empty_folder_where_a_drive_was_is_not_the_drive(kept):
    shutil.rmtree(kept.path) if kept.path.is_dir() else kept.path.unlink()
    elsewhere = msgspec.structs.replace(kept.identity, dev=kept.identity.dev + 1)
    assert sighting.look(kept.path, elsewhere).place == "drive"
    assert sighting.look(kept.path, kept.identity).place == "here"


def test_a_drive_that_fails_is_away(kept, monkeypatch):
    def stale(path):
        raise OSError(116, "Stale file handle")

    monkeypatch.setattr(sighting.identity, "glance", stale)
    assert (look(kept).state, look(kept).place) == ("gone", "drive")


def test_what_cannot_be_read_is_put_aside_whole_and_under_a_free_name(kept):
    expected = kept.identity.sha256
    first, found = aside.put(kept.path, f"other{kept.path.suffix}")
    second, _ = aside.put(kept.path, f"other{kept.path.suffix}")
    assert first != second
    assert found.sha256 == expected
    for copy in (first, second):
        assert sighting.identity.identify(copy).sha256 == expected
