"""The shared corpus of clipboard HTML: every visible word comes, and structure as its own cleaned form has it."""

import pytest

import pasted

pytestmark = pytest.mark.corpus

DECIDED = {
    ("image/adjacent-groups", "pictures"): "three of the four are drawings, which the cleaned form drops: we name them",
    ("image/shapes-online-offline", "pictures"): "one is a drawing, which the cleaned form drops: we name it",
    ("list/heading1", "headings"): "a numbered heading keeps its number; the cleaned form has Word's own marks in it",
    ("list/heading1", "items"): "a numbered heading is a heading, no item",
    ("list/heading3-styled", "items"): "a heading with a bullet is a heading, no item",
    ("list/heading7", "italic"): "Word's style for this level is italic; the cleaned form looks at no style sheet",
    ("list/list-continuation", "items"): "the cleaned form wraps a list into an empty one",
    ("list/multi-block", "items"): "a paragraph set in like its item belongs to it, also at Word's own margin",
    ("list/multi-skip-level-deep", "items"): "levels that were skipped are not made up",
    ("list/multiple", "items"): "the cleaned form has Word's own marks in it",
    ("list/multiple-combined", "items"): "the cleaned form has Word's own marks in it",
    ("list/nested-continued", "items"): "a paragraph at the margin ends a list",
    ("list/resume-template", "headings"): "Word's title is a heading too",
}
"""Where we differ from the cleaned form on purpose, and why."""


@pytest.fixture(scope="module")
def cases(corpora):
    found = pasted.cases()
    assert len(found) > 60
    return found


def test_every_visible_character_comes_in_its_order(cases):
    lost = {}
    for name, copied, _ in cases:
        wanted = pasted.visible(copied)
        got = pasted.text_of(pasted.rendered(pasted.rich.convert(copied).markdown))
        if wanted != got:
            lost[name] = (wanted, got)
    assert lost == {}


def test_structure_is_that_of_the_cleaned_form(cases):
    differs = {
        (name, kind): (ours, theirs)
        for name, copied, clean in cases
        if clean is not None
        for kind, ours, theirs in pasted.judge(copied, clean)[1]
        if ours != theirs
    }
    assert {key: value for key, value in differs.items() if key not in DECIDED} == {}
    assert set(DECIDED) <= set(differs), "a difference is gone: take it off the list"


def test_what_is_lost_would_be_seen():
    copied = "<p>Kapal <b>laut</b></p><script>x</script><p style='display: none'>y</p>"
    assert pasted.visible(copied) == "Kapallaut"
    assert pasted.kept("Kapallaut", "Kapal") < 60
    assert pasted.Shape("<ul><li>a<ul><li><b>b</b></ul></ul><h2>c</h2>").items == [(1, "a"), (2, "b")]
