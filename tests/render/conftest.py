"""Texts that others wrote to be hard to read."""

import json
import re

import html5lib
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


# An opinion of its own: nothing here is taken from the sanitiser.
_NAMES = """a abbr aside b bdi bdo blockquote br caption cite code dd del dfn details div dl dt em figcaption
figure footer h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup
table tbody td tfoot th thead time tr u ul var wbr"""
_ELEMENTS = set(_NAMES.split())
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "aside": {"aria-label"},
    "div": {"aria-label", "role", "tabindex"},
}
_CLASSES = {"", "read-also", "read-also-label", "credit", "attribution", "embed", "overlong", "dateline", "end-mark"}
_CLASSES |= {"align-center", "align-right", "table"}
_ADDRESS = re.compile(r"(?:https?://[^/\\]|mailto:|#)", re.IGNORECASE)


def _offences(element):
    if not isinstance(element.tag, str):
        yield "a comment"
        return
    if element.tag not in _ELEMENTS:
        yield f"<{element.tag}>"
    for name, value in element.attrib.items():
        if name == "class" and value in _CLASSES:
            continue
        if name not in _ATTRIBUTES.get(element.tag, set()) | {"lang", "dir"}:
            yield f"{element.tag}[{name}={value!r}]"
        if name == "href" and not _ADDRESS.match(value):
            yield f"a link to {value!r}"
        if name == "src" and (not value.startswith("assets/") or ".." in value or ":" in value):
            yield f"a picture from {value!r}"


@pytest.fixture(scope="session")
def offences():
    """Return a function that lists what a published body must not have, as another parser than ours sees it."""

    def found(html):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parseFragment(html)
        return [offence for element in list(tree.iter())[1:] for offence in _offences(element)]

    return found
