"""Addresses as people write them."""

import pytest

from broadsheet.article import addresses


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("example.org", "https://example.org"),
        (" example.org/ferry?x=1#top ", "https://example.org/ferry?x=1#top"),
        ("lautbaru.example:8080/a", "https://lautbaru.example:8080/a"),
        ("münchen.example/straße", "https://münchen.example/straße"),
        ("rani@lautbaru.example", "mailto:rani@lautbaru.example"),
        ("http://example.org", "http://example.org"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#part", "#part"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("/ferry", "/ferry"),
        ("see example.org", "see example.org"),
        ("18.500", "18.500"),
        ("", ""),
    ],
)
def test_a_scheme_is_put_before_what_can_only_be_an_address(written, meant):
    assert addresses.completed(written) == meant
