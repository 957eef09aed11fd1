"""The power goes: nothing that was told to be safe is lost, and of what was typed not more than the last second."""

import pytest

from torture import disks, powered

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1800)]

LOOKS = {"history": powered.kept, "lax_history": powered.kept}
SAVES = [1, 2, 5, 12, 25]


@pytest.fixture(params=disks.KINDS)
def desk(request, tmp_path):
    return disks.Desk(disks.KINDS[request.param], tmp_path)


def lost(desk, program, saves):
    """Return what was told to be safe and is not there any more, at each of these moments."""
    found = []
    for count in saves:
        with desk.cut(powered.RUN, program, lines=count) as (folder, told):
            number = LOOKS.get(program, powered.saved)(folder)
            if number is None or number < int(told[-1][1]):
                found.append((count, number))
    return found


@pytest.mark.parametrize("program", ["file", "bundle", "history"])
def test_what_was_told_to_be_safe_outlives_a_power_cut(desk, program, record_property):
    missing = lost(desk, program, SAVES)
    record_property(
        "torture", f"power, {desk.kind.name}, {program}: {len(missing)} of {len(SAVES)} cuts lost a version"
    )
    assert missing == []


@pytest.mark.parametrize("program", ["cut_first", "rename_only", "lax_history"])
def test_a_power_cut_would_catch_carelessness(desk, program, record_property):
    missing = lost(desk, program, SAVES[1:4])
    record_property("torture", f"power, {desk.kind.name}, careless {program}: {len(missing)} of 3 cuts lost a version")
    assert missing


def seconds_lost(desk, program):
    """Return how old, in seconds, the oldest key is that does not come back; where all do, zero."""
    with desk.cut(powered.RUN, program, lines=1, least=2.5) as (folder, told):
        number = powered.typed(folder) or 0
        return max((age for age, line in told if int(line) > number), default=0.0)


def test_a_power_cut_takes_less_than_a_second_of_typing(desk, record_property):
    worst = max(seconds_lost(desk, "typing") for _ in range(3))
    record_property("torture", f"power, {desk.kind.name}, typing: at most {worst:.2f} s lost in 3 cuts")
    assert worst < 1.0


def test_a_power_cut_would_catch_a_journal_that_waits_for_a_pause(desk, record_property):
    worst = seconds_lost(desk, "lazy_typing")
    record_property("torture", f"power, {desk.kind.name}, careless typing: {worst:.2f} s lost")
    assert worst > 1.0
