"""What nobody wrote: a clear refusal or a plain result, soon, whatever it is."""

import pytest

from broadsheet.importing import rich
from importing import clock

SOON = 3 * 2
"""Seconds of processor time; twice what is promised, since not every machine is as fast."""

HOSTILE = {
    "nested wrappers": "<div>" * 100_000 + "x",
    "nested bold": "<b>" * 100_000 + "x",
    "nested spans": '<span style="color:red">' * 50_000 + "x",
    "formatting left open": "".join(f"<b class=c{at}>" for at in range(20_000)) + "<p>x" * 20_000,
    "unclosed tags": "<a " * 300_000,
    "unclosed quotes": '<a b="' * 150_001,
    "unclosed comments": "<!--" * 250_000,
    "unclosed scripts": "<script>" + "</scrip" * 150_000,
    "many attributes": "<a " + " x=1" * 250_000 + ">",
    "a number without end": "&#" + "9" * 1_000_000,
    "rules without bodies": "<style>" + "<!--" * 300_000,
    "braces": "<style>" + "a{" * 500_000,
    "a style without a colon": '<p style="' + "a" * 1_000_000 + '">x',
    "stars": "*a " * 300_000,
    "brackets": "[a " * 300_000 + "](x)",
    "line breaks": "x<br>" * 100_000,
    "tags in each other": "<b><p>" * 15_000 + "</b></p>" * 15_000,
    "a great picture": '<img src="data:image/png;base64,' + "A" * 20_000_000 + '">',
}

REFUSED = {
    "large": "x " * 2_600_000,
    "deep": "<blockquote>" * 100_000,
    "tokens": "a" * 1_000_000,
    "blocks": "<p>x" * 21_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_it_ends_soon(source):
    with clock.within(SOON):
        rich.convert(source)


@pytest.mark.parametrize(("reason", "source"), REFUSED.items())
def test_it_is_refused_soon(reason, source):
    with clock.within(SOON), pytest.raises(rich.TooMuch) as refused:
        rich.convert(source)
    assert refused.value.reason == reason
    assert isinstance(refused.value, ValueError)


def test_wrappers_that_mean_nothing_are_not_deep():
    assert rich.convert("<div><section>" * 500 + "<p>x").markdown == "x"
    assert rich.convert("<blockquote>" * 20 + "x").markdown.endswith("> x")


def test_a_list_deeper_than_the_page_goes_loses_no_words():
    html = "".join(f"<ul><li>a{at}" for at in range(25))
    words = rich.convert(html).markdown
    assert all(f"a{at}" in words for at in range(25))


@pytest.mark.parametrize(
    "rtf", [b"{\\pict" * 200_000, b"{\\pict\\pngblip " + b"0" * 5_000_000, b"\\pict\\bin99999999 x", b"{" * 10**6]
)
def test_rtf_ends_soon(rtf):
    with clock.within(SOON):
        got = rich.convert('<img src="file:///x.png">', rtf)
    assert got.missing == ("x.png",)
