"""Texts that others wrote to be hard to read."""

import json
import re

import pytest


def examples(text):
    """Return the Markdown of every example in the CommonMark specification."""
    fence = "`" * 32
    found = re.findall(rf"^{fence} example\n(.*?)^\.\n.*?^{fence}$", text, re.MULTILINE | re.DOTALL)
    return [markdown.replace("→", "\t") for markdown in found]


@pytest.fixture(scope="session")
def commonmark(corpora):
    found = examples((corpora / "text" / "commonmark-spec.txt").read_text("utf-8"))
    assert len(found) > 600
    return found


@pytest.fixture(scope="session")
def naughty(corpora):
    return json.loads((corpora / "text" / "blns.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def hostile(corpora):
    rows = json.loads((corpora / "sanitiser" / "html5lib-sanitizer-tests1.json").read_text("utf-8"))
    return [row["input"] for row in rows]
