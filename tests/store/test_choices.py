"""The writer's choices on disk."""

import pytest

from broadsheet import errors
from broadsheet.settings import Settings
from broadsheet.store import choices


def test_choices_come_back():
    chosen = Settings(colour_scheme="dark", house="laut-baru", export_formats=("html", "json"))
    choices.write(chosen)
    assert choices.read() == chosen


def test_there_are_defaults_at_first():
    assert choices.read() == Settings()


def test_keys_of_other_versions_are_passed_over():
    choices.write(Settings())
    choices.file().write_text('{"house": "laut-baru", "later": {"x": 1}}', "utf-8")
    assert choices.read() == Settings(house="laut-baru")


@pytest.mark.parametrize("data", [b"", b"{", b'{"house": 3}', b'{"colour_scheme": "pink"}', b"[" * 100_000])
def test_a_broken_file_is_told_and_stays_as_it_is(data):
    choices.file().parent.mkdir(parents=True)
    choices.file().write_bytes(data)
    with pytest.raises(errors.UnreadableDocument) as caught:
        choices.read()
    assert (caught.value.path, caught.value.reason) == (choices.file(), "damaged")
    with pytest.raises(errors.ChoicesNotKept) as kept:
        choices.write(Settings(house="laut-baru"))
    assert kept.value.reason == "damaged"
    assert choices.file().read_bytes() == data


def test_choices_that_cannot_be_read_or_written_are_told(profile):
    choices.file().mkdir(parents=True)
    with pytest.raises(errors.UnreadableDocument) as unread:
        choices.read()
    assert unread.value.reason == "io"
    with pytest.raises(errors.NotSaved) as unsaved:
        choices.write(Settings())
    assert unsaved.value.reason == "io"
