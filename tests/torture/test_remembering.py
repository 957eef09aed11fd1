"""No failing or killing system call harms the history, or loses a version that was told to be kept."""

import pytest

from torture import remembering

ACTIONS = [
    remembering.history_action("history: first versions", remembering.add, before=()),
    remembering.history_action("history: more versions", remembering.add),
    remembering.history_action("history: forgetting", remembering.forget),
    remembering.history_action("history: thinning", remembering.thin),
]
CARELESS = [
    remembering.history_action("careless: tells too early", remembering.add, spoil=remembering.tell_too_early),
    remembering.history_action("careless: has no log", remembering.add, spoil=remembering.without_a_log),
]


def name(action):
    return action.name


@pytest.mark.parametrize("action", ACTIONS, ids=name)
def test_a_few_faults_lose_no_version(sweep, action):
    report = sweep(action, 5)
    assert report.wrong == []
    assert report.hits


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("action", ACTIONS, ids=name)
def test_no_fault_loses_a_version(sweep, action):
    report = sweep(action)
    assert report.wrong == []
    assert report.hits > 50


@pytest.mark.parametrize("action", CARELESS, ids=name)
def test_a_careless_history_would_be_caught(sweep, action):
    assert sweep(action, 10, lambda fault: fault.call in {"pwrite64", "fdatasync"}).wrong
