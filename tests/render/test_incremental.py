"""A body that is edited line by line is at every moment what the whole body gives."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.render import blocks
from broadsheet.render.content import Style
from broadsheet.render.incremental import Body

STYLE = Style(("Baca juga", "Read also"), ("“", "”", "‘", "’"))

PLAIN = ["", "", "", "   ", "\t", "\r", "\0", "a\rb", "Kapal itu berlayar.", 'Kata "orang" itu.', "a  ", "a\\"]
CONTAINERS = ["> kutipan", "> — Rani", ">", "- satu", "  dua", "1. satu", "2) dua", "10. x", "+", "-", "1.", "- # h"]
LEAVES = [
    "# Judul",
    "## Dua",
    "===",
    "---",
    "***",
    "* * *",
    "    kode",
    "\ttab",
    "```",
    "~~~ js",
    "````",
    "- ```",
    "  ```",
]
TABLES = ["| a | b |", "|---|:-:|", "| c | d |", "a | b", "--- | ---", "# a | b"]
LINKS = ["[x]", "[x][y]", "![x]", "[z]", "[x]: /satu", "[x]: /dua 'judul'", '[y]: <https://y> "judul', 'tutup"', "[y]:"]
LINKS += ["/tiga", "[x]: /a (", '[q]: /q "t', 'u"', "- [x]: /vier", "> [z]: /z"]
NEWS = ["Baca juga: Judul", "Read also: [Title](https://x.id)", "https://x.id/a_b_", '![a](assets/a.jpg "K (C)")']
TAGS = [
    "<div>",
    "</div>",
    "<div class=x>*a*</div>",
    "a <b> c",
    "a </b> c",
    "<b>*x*</b>",
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
]
TAGS += [
    "<script>",
    "</script>",
    "<pre>",
    "</pre>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<svg>",
    "</svg>",
    "<x-y>",
]
TAGS += [
    "a <i>b</i> <span>c",
    "d</span>",
    "<a href='https://x'>",
    "</a>",
    "<textarea>",
    "</textarea>",
    "<b",
    "title='x'>",
]
ODD = [
    "<!-- a",
    "-->",
    "<!-- a --> b",
    "<?php",
    "?>",
    "<![CDATA[",
    "]]>",
    "&amp; &copy;",
    "- <div>",
    "  </div>",
    "`<b>`",
]
LINES = PLAIN + CONTAINERS + LEAVES + TABLES + LINKS + NEWS + TAGS + ODD

lines = st.one_of(st.sampled_from(LINES), st.text("ab <>[]():\"'`*_-#|\\\t!/=.1", max_size=12))
edits = st.lists(st.tuples(st.integers(0), st.integers(0, 4), st.lists(lines, max_size=5)), min_size=1, max_size=6)


def same(body, text):
    assert body.text == text
    assert body.blocks() == blocks.styled(text, STYLE)
    assert "".join(block.source for block in body.blocks()) == text
    if text:
        assert sum(block.line_count for block in body.blocks()) == text.count("\n") + 1


def apply(body, kept, shown, edit):
    """Edit the body, the list that it should be and what somebody shows who knows the changes only."""
    at, gone, new = edit
    first = at % (len(kept) + 1)
    gone = min(gone, len(kept) - first)
    if gone == len(kept) and not new:
        new = [""]
    kept[first : first + gone] = new
    change = body.edit(first, gone, new)
    shown[change.first : change.first + len(change.gone)] = change.added
    same(body, "\n".join(kept))
    assert [block.html for block in shown] == [block.html for block in body.blocks()]
    assert [block.line_count for block in shown] == [block.line_count for block in body.blocks()]


@settings(max_examples=300)
@given(st.lists(lines, min_size=1, max_size=25), edits)
def test_edits_of_lines_give_what_the_whole_gives(kept, changes):
    body = Body("\n".join(kept), STYLE)
    shown = list(body.blocks())
    for edit in changes:
        apply(body, kept, shown, edit)


@pytest.mark.corpus
def test_edits_among_all_commonmark_examples_give_what_the_whole_gives(commonmark):
    dice = random.Random(20261122)
    for _ in range(60):
        kept = "\n".join(dice.sample(commonmark, 12)).split("\n")
        body = Body("\n".join(kept), STYLE)
        shown = list(body.blocks())
        for _ in range(5):
            new = dice.choice(commonmark).split("\n") if dice.random() < 0.5 else [dice.choice(LINES)]
            apply(body, kept, shown, (dice.randrange(len(kept) + 1), dice.randrange(3), new))


@pytest.mark.corpus
def test_typing_an_example_key_by_key_gives_what_the_whole_gives(commonmark):
    dice = random.Random(7)
    for example in dice.sample(commonmark, 40):
        before, after = (dice.choice(commonmark).split("\n") for _ in range(2))
        kept = [*before, "", *after]
        body, shown = Body("\n".join(kept), STYLE), list(blocks.styled("\n".join(kept), STYLE))
        at = len(before)
        for key in example:
            if key == "\n":
                kept.insert(at + 1, "")
                change = body.edit(at + 1, 0, [""])
                at += 1
            else:
                kept[at] += key
                change = body.edit(at, 1, [kept[at]])
            shown[change.first : change.first + len(change.gone)] = change.added
        same(body, "\n".join(kept))
        assert [block.html for block in shown] == [block.html for block in body.blocks()]


def test_a_tag_left_open_holds_what_follows_until_it_is_closed_or_too_much_would_follow():
    paragraph = "Kapal itu berlayar jauh. " * 20
    kept = f"Buka <b>tebal.\n\nSatu <i>miring.\n\n{chr(10).join([paragraph, ''] * 300)}".split("\n")
    body = Body("\n".join(kept), STYLE)
    shown = list(body.blocks())
    assert [block.html for block in shown[:2]] == ["<p>Buka <b>tebal.</b></p>", "<p>Satu <i>miring.</i></p>"]
    for edit in (
        (41, 0, ["Tutup</b>.", ""]),
        (31, 0, ["Tutup</i></p></b>", ""]),
        (20, 1, ["Kata."]),
        (31, 2, []),
        (0, 1, ["Tutup."]),
        (300, 1, ["Kata <u>lain."]),
        (500, 200, ["Kata."]),
        (306, 0, ["<u>", ""]),
    ):
        apply(body, kept, shown, edit)


def test_a_key_in_a_long_body_changes_one_block_and_reads_few_lines():
    text = "\n\n".join(f"Paragraf {number} tentang kapal." for number in range(5000))
    body = Body(text, STYLE)
    change = body.edit(5000, 1, ["Paragraf lain."])
    assert (change.first, len(change.gone), len(change.added)) == (2500, 1, 1)
    assert change.added[0].html == "<p>Paragraf lain.</p>"


def test_a_definition_that_changes_reaches_the_blocks_that_use_it():
    body = Body("[a] satu\n\ndua\n\n[a] tiga\n\n[a]: https://lama.id", STYLE)
    change = body.edit(6, 1, ["[a]: https://baru.id"])
    assert [block.html for block in body.blocks()][:3:2] == [
        '<p><a href="https://baru.id">a</a> satu</p>',
        '<p><a href="https://baru.id">a</a> tiga</p>',
    ]
    assert change.first == 0


@pytest.mark.parametrize("edit", [(-1, 0, ["x"]), (0, 3, ["x"]), (3, 0, ["x"]), (0, 2, []), (0, 1, ["x\ny"])])
def test_an_edit_of_lines_that_are_not_there_is_refused_and_changes_nothing(edit):
    body = Body("a\nb", STYLE)
    with pytest.raises(ValueError, match="line"):
        body.edit(*edit)
    same(body, "a\nb")
