"""No failing or killing system call loses a change that the screen has shown, unless the writer was told."""

import pytest

from torture import asking, faults, journaling

TYPING = ("line", "field", "line")
MIXED = ("line", "picture", "field", "line", "line", "picture", "line", "field", "line")

ACTIONS = [
    journaling.journal_action("journal: first change", ("line",)),
    journaling.journal_action("journal: changes", ("line", *TYPING), first=1),
    journaling.journal_action("journal: pictures", ("line", "picture", "line", "picture"), first=1),
    journaling.journal_action("journal: new generations", MIXED, first=1, least=150),
    journaling.journal_action("journal: new generations, then left", MIXED, first=4, least=1, ends="leave"),
    journaling.journal_action("journal: saved meanwhile", ("line", "kept", "line"), first=1),
    journaling.journal_action("journal: saved", ("line", "clean"), first=1),
    journaling.journal_action("journal: forgotten", ("line", "picture", "line"), first=2, ends="forget"),
]
CARELESS = [
    journaling.journal_action("careless: gathers", TYPING * 3, first=1, spoil=journaling.gather),
    journaling.journal_action(
        "careless: deletes before it writes", MIXED * 3, first=3, least=1, spoil=journaling.delete_first
    ),
]


def _dies_writing(fault):
    return fault.kind == faults.KILL and fault.call in {"write", "openat", "rename"}


test_a_few_faults_harm_nothing, test_no_fault_harms_anything = asking.harmless(ACTIONS, most=20)


@pytest.mark.parametrize("action", CARELESS, ids=asking.name)
def test_a_careless_journal_would_be_caught(sweep, action):
    assert sweep(action, 10, _dies_writing).wrong
