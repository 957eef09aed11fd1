"""Which versions stay: a choice that only depends on times and reasons."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.store.history import REASONS, thinning
from broadsheet.store.history.version import Version

DAY = 24 * 3600
NOW = 20_000 * DAY + 12_345.0
EXPLICIT = {"import", "replace", "merge", "restore", "overwritten"}


def version(number, age, reason="working"):
    return Version(number, NOW - age, reason, "", 0, "", 0)


AGES = st.one_of(st.floats(-DAY, 3 * DAY), st.floats(0, 10 * DAY), st.floats(0, 500 * DAY))
VERSIONS = st.lists(st.tuples(AGES, st.sampled_from(REASONS)), max_size=80).map(
    lambda rows: [version(number, *row) for number, row in enumerate(rows)]
)


def thinned(versions, now=NOW):
    staying = thinning.kept(versions, now)
    return [one for one in versions if one.number in staying]


@given(versions=VERSIONS, later=st.floats(0, 100 * DAY))
def test_what_stays_is_a_part_that_stays(versions, later):
    staying = thinned(versions)
    assert thinning.kept(versions, NOW) <= {one.number for one in versions}
    assert thinned(staying) == staying
    assert set(map(id, thinned(staying, NOW + later))) <= set(map(id, staying))
    if versions:
        assert versions[-1] in staying
        assert versions[-1] in thinned(versions, NOW + later)


@given(versions=VERSIONS)
def test_what_is_recent_or_was_done_on_purpose_this_week_stays(versions):
    staying = thinned(versions)
    for one in versions:
        age = NOW - one.time
        if age <= 2 * DAY or (age <= 7 * DAY and one.reason in EXPLICIT):
            assert one in staying


@given(versions=VERSIONS)
def test_what_is_old_becomes_little(versions):
    staying = thinned(versions)[:-1]
    assert sum(NOW - one.time > 7 * DAY for one in staying) <= 12 + 10 + 9
    usual = [one for one in staying if 2 * DAY < NOW - one.time <= 7 * DAY and one.reason not in EXPLICIT]
    assert len({one.time // 3600 for one in usual}) == len(usual)


@given(versions=VERSIONS)
def test_something_is_left_of_every_hour_and_of_the_last_days(versions):
    """Thinning makes sparse and never blind: an hour of the week keeps its newest version."""
    staying = {one.time // 3600 for one in thinned(versions)}
    for one in versions:
        if NOW - one.time <= 7 * DAY:
            assert one.time // 3600 in staying


def test_a_year_of_steady_work_in_numbers():
    versions = [version(number, age) for number, age in enumerate(range(400 * DAY, 0, -300))]
    ages = [(NOW - one.time) / DAY for one in thinned(versions)]
    assert sum(age <= 2 for age in ages) == 576
    assert sum(2 < age <= 7 for age in ages) in (120, 121)
    old = sorted(age for age in ages if age > 7)
    assert len(old) == 12 + 10 + 9
    assert all(0.9 < later - age < 1.1 for age, later in pairwise(old[1:12]))
    assert all(6.5 < later - age < 7.5 for age, later in pairwise(old[13:22]))
    assert all(29 < later - age < 31 for age, later in pairwise(old[23:31]))


def test_a_wrong_rule_would_be_caught():
    """The newest by time alone is not the newest where the clock was set back."""
    versions = [version(1, 5 * DAY), version(2, 400 * DAY)]
    assert thinning.kept(versions, NOW) == {1, 2}
