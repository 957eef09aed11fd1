"""Houses: the three that ship, a writer's own, and mistakes told with file, line and field."""

from pathlib import Path

import pytest

from broadsheet import errors, paths
from broadsheet.article import house
from broadsheet.article.house import House
from broadsheet.article.model import Article

MINE = """\
# Mine.
name = "Mine"
language = "id"

[limits]
headline = 70

[labels.id]
read_also = ["Simak pula", "Baca juga"]
"""


def broken(text):
    """Return the error that a house file with this text gives."""
    with pytest.raises(errors.HouseBroken) as caught:
        house.parse(text, Path("mine.toml"))
    assert caught.value.path == Path("mine.toml")
    return caught.value


@pytest.mark.parametrize("path", sorted((paths.RESOURCES / "houses").glob("*.toml")), ids=lambda path: path.stem)
def test_the_houses_that_ship_are_sound(path):
    found = house.read(path)
    assert found.key == path.stem
    assert found.name
    assert (paths.RESOURCES / "themes" / found.theme).is_dir()
    assert "{dateline}" in found.dateline.form
    assert "{credit}" in found.credit_form
    assert set(found.required) <= set(Article.__struct_fields__)


def test_a_portal_an_english_newspaper_and_a_plain_house_ship():
    assert {"plain", "laut-baru", "harbour-courier"} <= set(house.available())
    portal = house.find("laut-baru")
    assert portal.read_also_colon == " :"
    assert (portal.end_mark.text, portal.end_mark.glued) == ("***", True)
    assert portal.call_to_action.text
    assert portal.call_to_action.url
    assert portal.language == "id"


def test_a_house_of_one_line_is_enough():
    assert house.parse('name = "Mine"', Path("mine.toml")) == House("Mine", key="mine")


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ('name = "Mine"\nlanguage = \n', 2, ""),
        ('name = "Mine"\n[limits\n', 2, ""),
        ('name = "Mine"\n\nlanguage = 5\n', 3, "language"),
        ('name = "Mine"\n# note\ncolour = "red"\n', 3, "colour"),
        (MINE.replace("headline = 70", "headline = 0"), 6, "limits.headline"),
        (MINE.replace("headline = 70", "headlin = 70"), 6, "limits.headlin"),
        (MINE.replace("headline = 70", 'headline = "70"'), 6, "limits.headline"),
        ('name = "Mine"\nread_also_colon = "-"\n', 2, "read_also_colon"),
        ('name = "Mine"\nlimits = 5\n', 2, "limits"),
        ('name = "Mine"\nrequired = ["headline", 5]\n', 2, "required[1]"),
        ('language = "id"\n', 0, "name"),
        ('name = "Mine"\n[export]\nformats = ["HTML"]\n', 3, "export.formats[0]"),
    ],
)
def test_a_mistake_is_told_with_line_and_field(text, line, field):
    error = broken(text)
    assert (error.line, error.field) == (line, field)
    assert error.detail


def test_a_mistake_in_the_labels_of_a_language_names_them():
    error = broken('name = "Mine"\n[labels.en]\nread_also = ["Read also"]\n[labels.id]\nread_also = 5\n')
    assert (error.line, error.field) == (5, "labels.id.read_also")
    error = broken(MINE.replace("read_also = [", "reed_also = ["))
    assert (error.line, error.field) == (9, "labels.id.reed_also")


@pytest.mark.parametrize(("data", "detail"), [(b'name = "caf\xe9"', "encoding"), (b"#" * 300_000, "too_large")])
def test_a_file_that_is_no_house_at_all_is_told(tmp_path, data, detail):
    path = tmp_path / "mine.toml"
    path.write_bytes(data)
    with pytest.raises(errors.HouseBroken) as caught:
        house.read(path)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    ("text", "line", "field", "meant"),
    [
        ('name = "A"\nthemme = "plain"\n', 2, "themme", "theme"),
        ('name = "A"\n[limits]\nheadlin = 60\n', 3, "limits.headlin", "headline"),
        ('name = "A"\n[labels.id]\nfoto = "x"\n', 3, "labels.id.foto", "photo"),
        ('name = "A"\nrequired = ["headline", "byeline"]\n', 2, "required", "byline"),
        ('name = "A"\nxyzzy = 1\n', 2, "xyzzy", ""),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_line_and_what_may_be_meant(text, line, field, meant):
    error = broken(text)
    assert (error.line, error.field, error.suggestion) == (line, field, meant)


def test_a_house_that_is_not_there_is_told(tmp_path):
    with pytest.raises(errors.HouseBroken) as caught:
        house.find(str(tmp_path / "gone.toml"))
    assert caught.value.path == tmp_path / "gone.toml"
    with pytest.raises(errors.UnknownName) as unknown:
        house.find("gone")
    assert "plain" in unknown.value.known


def test_the_writers_own_house_is_found_and_replaces_ours_of_the_same_name(tmp_path):
    folder = paths.config() / "houses"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(MINE, "utf-8")
    (folder / "plain.toml").write_text(MINE, "utf-8")
    assert house.find("mine").limits.headline == 70
    assert house.find("plain").name == "Mine"
    (tmp_path / "other.toml").write_text(MINE, "utf-8")
    assert house.find(str(tmp_path / "other.toml")).key == "other"


def test_a_house_changes_only_the_words_that_it_names_and_only_in_that_language():
    mine = house.parse(MINE, Path("mine.toml"))
    plain = House("Plain")
    assert mine.labels_for("id-ID").read_also == ("Simak pula", "Baca juga")
    assert mine.labels_for("id-ID").source == plain.labels_for("id").source == "Sumber"
    assert mine.labels_for("en") == plain.labels_for("en")
    assert mine.labels_for("") == mine.labels_for("id")


def test_every_label_of_every_language_makes_a_read_also_the_houses_own_first():
    mine = house.parse(MINE, Path("mine.toml"))
    labels = mine.read_also_labels("id")
    assert labels[:2] == ("Simak pula", "Baca juga")
    assert {"Read also", "Baca Juga", "Lea también"} <= set(labels)
    assert len(labels) == len(set(labels))
