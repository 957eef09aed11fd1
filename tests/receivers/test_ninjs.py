"""ninjs in both flavours: the IPTC's schemas, what Superdesk's reader asks for, and our own reader."""

import json
import re

import pytest
from tests.receivers import ninjs
from tests.receivers.conftest import SAMPLES

from broadsheet import errors, exporting, importing, paths
from broadsheet.article import house as houses
from broadsheet.store import document as documents

SUPERDESKS_OWN = {"guid", "priority", "authors", "keywords", "service", "source", "extra", "creditline"}
"""What Superdesk writes and reads beside the keys of the IPTC's schema."""

SUPERDESKS_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\+0000|\+00:00)")


def item(path):
    return json.loads(path.read_text("utf-8"))


def sent(sample):
    return documents.open(paths.RESOURCES / "samples" / f"{sample}.textbundle").article


@pytest.mark.parametrize("sample", SAMPLES)
def test_ninjs_3_is_valid(exported, sample):
    made = item(exported(sample, ("ninjs",))["ninjs"])
    assert ninjs.complaints("3.1", made) == []
    assert any("href" in one for one in ninjs.complaints("3.1", with_relative_address(made)))
    assert ninjs.complaints("3.1", made | {"byline": "By A"}) != []


@pytest.mark.parametrize("sample", SAMPLES)
def test_ninjs_1_is_valid_but_for_what_is_superdesks_own(exported, sample):
    made = item(exported(sample, ("ninjs-superdesk",))["ninjs-superdesk"])
    assert set(made) & SUPERDESKS_OWN
    assert ninjs.complaints("1.6", without_superdesks_own(made)) == []
    assert ninjs.complaints("1.6", without_superdesks_own(made) | {"versioncreated": "yesterday"}) != []


@pytest.mark.parametrize("sample", SAMPLES)
def test_superdesk_understands_times_and_alt_texts(exported, sample):
    made = item(exported(sample, ("ninjs-superdesk",))["ninjs-superdesk"])
    times = [value for key, value in made.items() if key in {"firstcreated", "versioncreated", "embargoed"}]
    assert times
    assert all(SUPERDESKS_TIME.fullmatch(time) for time in times)
    lead = made["associations"]["featuremedia"]
    assert lead["body_text"] == sent(sample).picture.alt
    assert lead["renditions"]["original"]["href"].startswith("https://media.example.org/a/")


@pytest.mark.parametrize("sample", SAMPLES)
def test_our_own_reader_finds_every_word_of_ninjs_3(exported, sample):
    found = importing.read(exported(sample, ("ninjs",))["ninjs"]).document.article
    was = sent(sample)
    for field in ("kicker", "headline", "deck", "dateline", "language", "slug", "section", "keywords", "source"):
        assert getattr(found, field) == getattr(was, field), field
    assert [one.name for one in found.byline] == [one.name for one in was.byline]
    assert found.picture.caption == was.picture.caption
    assert words(found.body) == words(was.body)


def test_without_a_media_address_no_picture_can_be_addressed(tmp_path):
    document = documents.open(paths.RESOURCES / "samples" / "harbour-lights.textbundle")
    with pytest.raises(errors.ExportFailed) as told:
        list(exporting.export(document, houses.find("plain"), "", ("ninjs",), tmp_path))
    assert (told.value.reason, told.value.detail) == ("media_url_missing", "ninjs")
    assert list(tmp_path.iterdir()) == []


def words(body):
    """Return a body without the addresses of its pictures, which are elsewhere now."""
    return re.sub(r"\]\([^ )]*", "](", body).strip()


def with_relative_address(made):
    """Return an item whose first picture is addressed as no receiver can follow it."""
    lead, *others = made["associations"]
    first, *files = lead["renditions"]
    return made | {"associations": [lead | {"renditions": [first | {"href": "lead.jpg"}, *files]}, *others]}


def without_superdesks_own(made):
    """Return an item with the keys of the IPTC's schema alone, all the way down."""
    kept = {key: value for key, value in made.items() if key not in SUPERDESKS_OWN}
    if "associations" in kept:
        kept["associations"] = {key: without_superdesks_own(one) for key, one in kept["associations"].items()}
    return kept
