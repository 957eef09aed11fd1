"""Pages for the web, judged by the Nu HTML Checker, html-validate, structured-data-testing-tool and axe-core."""

import itertools
import json

import pytest
from tests.receivers import tools
from tests.receivers.conftest import SAMPLES, THEMES

SCREENS = {"phone": (390, 844), "desktop": (1440, 900)}

BROKEN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle"}</script></head>
<body><h1>A</h1><h3>Skipped</h3><img src="a.png"><p style="color:#aaa;background:#fff">Pale words</p></body></html>
"""
"""A page with a mistake for each of the tools: they must say so, or their silence means nothing."""


@pytest.fixture
def broken(tmp_path):
    """Return the path of a page with mistakes."""
    path = tmp_path / "broken.html"
    path.write_text(BROKEN)
    return path


def test_the_html_checker_finds_nothing(pages, broken):
    assert tools.nu(*pages.values()) == []
    assert any("alt" in message for message in tools.nu(broken))


def test_html_validate_finds_nothing(pages, broken, tmp_path):
    assert tools.html_validate(tmp_path / "rules.json", *pages.values()) == []
    assert any("wcag/h37" in message for message in tools.html_validate(tmp_path / "rules.json", broken))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("theme", THEMES)
def test_search_engines_and_networks_find_what_they_want(pages, sample, theme):
    assert tools.structured_data(pages[sample, theme, "html"]) == []


def test_what_search_engines_want_can_be_missed(broken):
    assert any("headline" in line for line in tools.structured_data(broken))


@pytest.mark.parametrize("look", list(itertools.product(("light", "dark"), SCREENS)), ids=" on ".join)
@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("theme", THEMES)
def test_readers_with_any_senses_can_read_it(pages, browser, sample, theme, look):
    scheme, screen = look
    width, height = SCREENS[screen]
    browser.show(pages[sample, theme, "html"], width=width, height=height, scheme=scheme)
    assert violations(browser) == []
    assert browser.value("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"


def test_what_hinders_readers_can_be_found(browser, broken):
    browser.show(broken, width=390, height=844, scheme="light")
    found = violations(browser)
    assert {"image-alt", "color-contrast"} <= {one.partition(":")[0] for one in found}


def violations(browser):
    """Return what axe-core says against a page: `rule: where`."""
    browser.value(tools.module("axe-core/axe.min.js").read_text("utf-8") + "; null")
    told = browser.value("axe.run().then(found => JSON.stringify(found.violations))")
    return [f"{one['id']}: {node['target']}" for one in json.loads(told) for node in one["nodes"]]
