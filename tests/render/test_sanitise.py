"""Whatever anybody writes or pastes reaches readers as text, safe links and the article's own pictures only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render import blocks, content, sanitise

ATTACKS = [
    "<img src=x onerror=alert(1)>",
    "<img src='http://spy.example/p.gif'>",
    "<img src='//spy.example/p.gif'>",
    "<img src='\\\\spy.example\\share\\p.gif'>",
    "<img src='assets/../../../etc/passwd'>",
    "<img src='assets/%2e%2e/%2e%2e/etc/passwd'>",
    "<img src='assets/a.jpg' srcset='http://spy.example/p.gif 2x'>",
    "<img src='file:///etc/passwd'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='//spy.example'>x</a>",
    "<a href='http:\\\\spy.example'>x</a>",
    "<a href='file://server/share'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='smb://server/share'>x</a>",
    "<link rel=preconnect href=https://spy.example>",
    "<meta http-equiv=refresh content='0;url=https://spy.example'>",
    "<base href=https://spy.example>",
    "<style>@import url(https://spy.example)</style>",
    "<p style='background:url(https://spy.example)'>x</p>",
    "<svg><use href=https://spy.example/a.svg#a></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=https://spy.example></iframe>",
    "<object data=https://spy.example></object>",
    "<embed src=https://spy.example>",
    "<form action=https://spy.example><button>x</button></form>",
    "<video poster=https://spy.example src=https://spy.example></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><script>alert(1)</script>",
    "<p id=headline name=headline class=dateline>forged</p>",
    "<aside class='read-also'>forged</aside>",
    "<div data-slot=body data-field=headline>forged</div>",
    "<template><script>alert(1)</script></template>",
    "<a href='https://x.example' target=_blank ping=https://spy.example>x</a>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](https://spy.example/p.gif)",
    "![x](assets/../p.gif)",
    "[![x](https://spy.example/p.gif)](https://x.example)",
    "![x](https://spy.example/p.gif 'title\" onerror=alert(1) \"')",
    "![\" onerror=alert(1) x=\"](assets/a.jpg \"<script>alert(1)</script> (</figcaption><script>)\")",
    "Baca juga: [<b>x</b>](javascript:alert(1))",
    "Baca juga: <script>alert(1)</script>",
    "Baca juga: &lt;script&gt;alert(1)&lt;/script&gt;",
    "https:///spy.example",
    "https:\\\\spy.example",
    "https://x.example/\"onclick=alert(1)",
    "https://x.example/<script>",
    "> x\n> — <script>alert(1)</script>",
    "> x\n> — [y](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "```<script>\n</script>\n```",
    "<!--><script>alert(1)</script>-->",
    "<p title='<img src=\"https://spy.example\">'>x</p>",
    "<a title='<img src=' href=https://x.example>y</a><img src=https://spy.example>",
]  # fmt: skip


def published(body):
    return "\n".join(block.html for block in blocks.split(body, ("Baca juga",), None))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_published_as_harmless(attack, offences):
    assert offences(sanitise.clean(attack)) == []
    for around in ("{}", "Kata {} kata.", "- {}", "> {}", "| {} |\n|---|", "<div>\n\n{}\n\n</div>"):
        assert offences(published(around.format(attack))) == []


@pytest.mark.corpus
def test_collections_of_hostile_and_odd_text_are_published_as_harmless(hostile, naughty, commonmark, offences):
    texts = hostile + naughty + commonmark
    assert len(texts) > 1200
    bad = {text: offences(sanitise.clean(text)) + offences(published(text)) for text in texts}
    assert {text: found for text, found in bad.items() if found} == {}


@pytest.mark.corpus
def test_the_audit_finds_what_the_sanitiser_stops(hostile, offences, monkeypatch):
    monkeypatch.setattr(sanitise, "clean", str)
    unsafe = sum(bool(offences(published(text))) for text in ATTACKS + hostile)
    assert unsafe > 80


@given(st.text("<>/=\"' \nabdimgsrchvp:!-&#;x()[]", max_size=200))
def test_any_markup_is_published_as_harmless_and_cleaning_it_again_changes_nothing(offences, text):
    once = sanitise.clean(text)
    assert offences(once) == []
    assert sanitise.clean(once) == once


def test_what_writers_use_comes_through():
    html = (
        '<p lang="en" dir="ltr">a<sup>2</sup> <a href="https://x.id/?a=1&amp;b=2" title="t">b</a> <kbd>c</kbd><br>'
        '<img src="assets/a%20b.jpg" alt="d"></p><details><summary>e</summary>f</details>'
        '<table><tbody><tr><td colspan="2" class="align-right">1</td></tr></tbody></table>'
    )
    cleaned = sanitise.clean(html)
    assert cleaned.replace(' class="align-right"', "").replace(' colspan="2"', "") == html.replace(
        ' class="align-right"', ""
    ).replace(' colspan="2"', "")
    assert 'class="align-right"' in cleaned
    assert 'colspan="2"' in cleaned
    assert len({sanitise.clean(html) for _ in range(20)}) == 1


def test_a_picture_from_elsewhere_becomes_a_link_and_a_lost_one_its_words():
    assert sanitise.clean('<img src="https://x.id/a.jpg" alt="Perahu">') == '<a href="https://x.id/a.jpg">Perahu</a>'
    assert sanitise.clean('<img src="https://x.id/a.jpg">') == '<a href="https://x.id/a.jpg">https://x.id/a.jpg</a>'
    assert (
        sanitise.clean('<a href="https://y.id"><img src="https://x.id/a.jpg" alt="P"></a>')
        == '<a href="https://y.id">P</a>'
    )
    assert sanitise.clean('<img src="data:image/png;base64,AAAA" alt="A &lt; B">') == "A &lt; B"


def test_only_the_headline_is_an_h1():
    assert sanitise.clean("<h1>a</h1>") == "<h2>a</h2>"
    kinds = [block.content for block in blocks.split("# a\n\n## b\n\n### c\n\nd\n===\n")]
    assert kinds == [content.Heading(2, "a"), content.Heading(2, "b"), content.Heading(3, "c"), content.Heading(2, "d")]
