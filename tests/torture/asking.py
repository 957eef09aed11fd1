"""What is asked of every action under faults; a module names its ACTIONS and takes these tests in."""

import pytest


def name(action):
    """Return how a test of an action is called."""
    return action.name


def harmless(actions, *, most):
    """Return two tests: a few faults, and all of them with more than `most` that hit, do no harm to any action."""

    @pytest.mark.parametrize("action", actions, ids=name)
    def test_a_few_faults_harm_nothing(sweep, action):
        report = sweep(action, 5)
        assert report.wrong == []
        assert report.hits

    @pytest.mark.torture
    @pytest.mark.timeout(3600)
    @pytest.mark.parametrize("action", actions, ids=name)
    def test_no_fault_harms_anything(sweep, action):
        report = sweep(action)
        assert report.wrong == []
        assert report.hits > most

    return test_a_few_faults_harm_nothing, test_no_fault_harms_anything
