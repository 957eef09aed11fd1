"""Dates as people write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ui.sheet import dates

TODAY = date(2026, 11, 23)
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
INDONESIAN = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


def read(text, *, day_first=True):
    return dates.read(text, TODAY, (ENGLISH, INDONESIAN), day_first=day_first)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026/1/4", date(2026, 1, 4)),
        ("24 Nov 2026", date(2026, 11, 24)),
        ("24 November", date(2026, 11, 24)),
        ("24nov", date(2026, 11, 24)),
        ("17 Agt 2026", None),
        ("17 Agustus 2026", date(2026, 8, 17)),
        ("3 Mei", date(2027, 5, 3)),
        ("Nov 24, 2027", date(2027, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24.11.", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("2/1", date(2027, 1, 2)),
        ("30/12", date(2026, 12, 30)),
    ],
)
def test_a_date_is_understood(text, wanted):
    found = read(text)
    assert (found and found[0]) == wanted


def test_the_order_of_day_and_month_is_the_reader_s():
    assert read("2/1/2027") == (date(2027, 1, 2), None)
    assert read("2/1/2027", day_first=False) == (date(2027, 2, 1), None)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("2026-11-24 07:30", time(7, 30)), ("2026-11-24T19:05:00+08:00", time(19, 5)), ("24 Nov, 7:30", time(7, 30))],
)
def test_a_time_of_day_behind_the_date_is_taken_too(text, clock):
    assert read(text) == (date(2026, 11, 24), clock)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 Feb", "32/1", "1752-09-14", "20 Nov 0730", "24 Xyz", "2026-13-01", "2026-11-24 27:00"]
)
def test_what_is_no_date_of_today_s_news_is_none(text):
    assert read(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_is_read_back_in_every_manner(day):
    for words in (
        day.isoformat(),
        f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert read(words) == (day, None)
