from datetime import datetime, timedelta, timezone

import pytest

from broadsheet.ui.sheet import moments
from broadsheet.ui.sheet.moment_editor import words
from broadsheet.ui.sheet.moments import Zone

WITA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2026-11-22T07:30:00+08:00", "2026-11-22T07:30:00+08:00"),
        ("2026-11-22T07:30+08:00", "2026-11-22T07:30:00+08:00"),
        ("2026-11-22T07:30:00Z", "2026-11-22T07:30:00+00:00"),
        (" 2026-11-22T07:30:15.250-03:30 ", "2026-11-22T07:30:15-03:30"),
    ],
)
def test_a_kept_time_comes_back_with_its_offset(text, kept):
    time = moments.read(text)
    assert time is not None
    assert moments.write(time) == kept


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01T00:00:00Z", "22.11.2026", "9999-12-31T23:59:59-12:00"])
def test_what_is_no_time_is_told_apart_and_shown_as_it_is(text, qapp):
    assert moments.read(text) is None
    assert words(text, "id") == text


@pytest.mark.parametrize(
    ("minutes", "tag", "name"),
    [(420, "id", "WIB"), (480, "id-ID", "WITA"), (540, "id", "WIT"), (480, "en", "UTC+08:00"), (0, "id", "UTC"),
     (-210, "en", "UTC-03:30")],
)  # fmt: skip
def test_readers_of_a_language_have_their_own_names_for_zones(minutes, tag, name):
    assert moments.zone_name(minutes, tag) == name


def test_an_indonesian_chooses_among_the_three_zones_first():
    found = moments.choices("id", datetime(2026, 11, 22, 7, 30), "Asia/Makassar", 480)
    assert [zone.name for zone in found[:3]] == ["WIB (+07:00)", "WITA (+08:00)", "WIT (+09:00)"]
    assert found[3].system
    assert found[3].name.startswith("Asia/Makassar (")
    assert len({zone.minutes for zone in found if not zone.system}) == len(found) - 1


def test_an_offset_that_no_place_keeps_can_still_be_shown():
    found = moments.choices("en", datetime(2026, 11, 22, 7, 30), "UTC", 487)
    assert Zone("UTC+08:07", 487) in found


def test_the_computers_zone_follows_its_summer_time(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        zone = Zone("here", 60, system=True)
        assert moments.write(moments.in_zone(datetime(2026, 7, 1, 8), zone)) == "2026-07-01T08:00:00+02:00"
        assert moments.write(moments.in_zone(datetime(2026, 12, 1, 8), zone)) == "2026-12-01T08:00:00+01:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_chosen_zone_keeps_what_the_clock_shows():
    assert moments.in_zone(datetime(2026, 11, 22, 7, 30), Zone("WITA", 480)) == datetime(
        2026, 11, 22, 7, 30, tzinfo=WITA
    )


def test_a_time_reads_like_a_time(qapp):
    assert words("2026-11-22T07:30:00+08:00", "id").startswith("22 Nov 2026, ")
    assert words("2026-11-22T07:30:00+08:00", "id").endswith(" WITA")
