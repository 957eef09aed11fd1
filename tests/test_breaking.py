"""Ctrl+C in a command over many files is noted once and then as it was before; who ignores it goes on ignoring it."""

import signal

import pytest

from broadsheet.breaking import Breaking


@pytest.fixture
def handler():
    # Who runs the tests in the background of a script ignores it, and would have them ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_first_is_noted_and_the_second_interrupts(handler):
    with pytest.raises(KeyboardInterrupt), Breaking() as breaking:
        signal.raise_signal(signal.SIGINT)
        assert breaking.asked()
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("own", [signal.SIG_IGN, signal.SIG_DFL, lambda *_: None])
def test_whatever_was_there_before_is_there_again(handler, own):
    signal.signal(signal.SIGINT, own)
    with Breaking():
        assert (signal.getsignal(signal.SIGINT) is own) == (own is signal.SIG_IGN)
    assert signal.getsignal(signal.SIGINT) is own
