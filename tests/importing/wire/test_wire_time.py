"""Long rows of one sign cost the window no more than words of the same length do."""

import pytest
from tests.importing.clock import within

from broadsheet.importing import wire

SIGNS = ["-", " -", "–", "_", ".", ". ", ",", "1,", "1 ", "/", "(", "()", "[](", '"', "a", "Aa ", "|", "\u00a0", "a@"]


@pytest.fixture(autouse=True, scope="module")
def made():
    """The patterns are made once, with the first text."""
    wire.read("A Headline Here\n\nBy Jane Roe\n\nThe story begins and goes on.")


def of(line, times):
    return "A Headline Here\n\n" + f"{line}\n\n" * times + "The story ends."


@pytest.mark.parametrize("sign", SIGNS)
def test_lines_of_one_sign_cost_little_each(sign):
    row = sign * 160
    with within(2):  # a line of separators alone has taken 0.1 s
        for length in (65, 99, 158):
            wire.read(of(row[:length], 120))
            wire.read(of(f"Word {row[:length]} word.", 60))


@pytest.mark.parametrize("sign", SIGNS)
def test_a_long_line_of_one_sign_is_read_at_once(sign):
    with within(1):
        wire.read(of((sign * 5_000)[:5_000], 3))


@pytest.mark.timeout(60)
def test_five_thousand_lines_of_separators_are_read_in_seconds():
    with within(8):  # they have taken 27
        wire.read(of("-" * 65, 4_900))
