"""Times are written as readers of the language expect, and never break a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import language
from broadsheet.render import dates
from broadsheet.render.dates import Moment


@pytest.mark.parametrize(
    ("value", "tag", "text"),
    [
        ("2026-11-22T07:30:00+08:00", "id", "Minggu, 22 November 2026, 07.30 WITA"),
        ("2026-11-22T07:30+07:00", "id-ID", "Minggu, 22 November 2026, 07.30 WIB"),
        ("2026-11-22T07:30:00+02:00", "en-GB", "Sunday, 22 November 2026, 07:30 GMT+2"),
        ("2026-11-22T07:30:00Z", "en-GB", "Sunday, 22 November 2026, 07:30 GMT"),
        ("2026-11-22T07:30:00-03:30", "de", "Sonntag, 22. November 2026, 07:30 GMT-3:30"),
        ("2026-11-22T07:30:00", "fr", "dimanche 22 novembre 2026, 07:30"),
        ("2026-11-22", "id", "Minggu, 22 November 2026"),
        ("2026-11-22T07:30:00+02:00", "xx-unknown", "Sunday, November 22, 2026, 7:30\u202fAM GMT+2"),
        ("besok pagi", "id", "besok pagi"),
        ("2026-13-45T99:00", "id", "2026-13-45T99:00"),
    ],
)
def test_a_time_reads_as_the_language_writes_it(value, tag, text):
    assert dates.moment(value, tag).text == text


def test_date_and_time_stand_alone_too():
    assert dates.moment(" 2026-11-22T07:30:00+08:00 ", "id") == Moment(
        "2026-11-22T07:30:00+08:00", "Minggu, 22 November 2026, 07.30 WITA", "Minggu, 22 November 2026", "07.30 WITA"
    )
    assert dates.moment("  ", "id") is None
    assert dates.moment("besok", "id") == Moment("", "besok", "besok", "")
    assert dates.moment("2026-11-22", "ar").text == dates.moment("2026-11-22T01:00", "ar").date


@pytest.mark.parametrize("tag", [*language.languages(), "zh-Hant-TW", "sr_Latn", "", "-", "he"])
def test_every_language_has_a_way_to_write_times(tag):
    assert "2026" in dates.moment("2026-11-22T07:30:00+08:00", tag).text


@given(st.text("0123456789-:T+Z. W", max_size=30), st.sampled_from(["id", "ar", "en"]))
def test_any_typed_time_is_shown(value, tag):
    found = dates.moment(value, tag)
    assert found is None if not value.strip() else found.text


def test_only_full_times_are_exact():
    assert dates.is_exact("2026-11-22T07:30:00+08:00")
    assert not any(map(dates.is_exact, ("", "2026-11-22", "2026-11-22T07:30", "besok")))
