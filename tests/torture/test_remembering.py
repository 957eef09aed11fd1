"""No failing or killing system call harms the history, or loses a version that was told to be kept."""

import pytest

from torture import asking, remembering

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


test_a_few_faults_harm_nothing, test_no_fault_harms_anything = asking.harmless(ACTIONS, most=50)


@pytest.mark.parametrize("action", CARELESS, ids=asking.name)
def test_a_careless_history_would_be_caught(sweep, action):
    assert sweep(action, 10, lambda fault: fault.call in {"pwrite64", "fdatasync"}).wrong
