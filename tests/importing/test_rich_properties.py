"""Whatever HTML is pasted: no word is lost, none grows together with another, and nothing of it stays HTML."""

import html
from itertools import chain

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.importing import rich
from broadsheet.render import blocks, content

WORDS = (
    r"kapal laut-biru 12. 3) # ## *** * _ __init__ a_b `kode` `` ~~ ~ [1] [x](y) [x]: ! !] ] [ <b> < & &amp; | a|b \ "
    r"\* > + - --- === : :-- 「港」 “laut” (ya) ya! ya: … سفينة https://a.example <https://a.example> x² 5*3 a* *b _c "
    "d_ 1986 ``` ~~~ => -> snake_case_name "
)
word = st.sampled_from(WORDS.split())
text = st.lists(word, min_size=1, max_size=4).map(" ".join)
spaced = st.builds(lambda a, b, c: a + b + c, st.sampled_from(["", " "]), text, st.sampled_from(["", " "]))
INLINE = [
    "b",
    "i",
    "strong",
    "em",
    "span",
    "u",
    "s",
    "code",
    'a href="https://b.example/x_y_(z)"',
    "sup",
    'span style="font-weight:700"',
]
BLOCK = ["p", "div", "h1", "h2", "h4", "blockquote", "section", "li", "center", 'div style="font-style:italic"']


def element(tag, inside):
    return (f"<{tag}>{inside[0]}</{tag.split()[0]}>", inside[1])


def block(tag, inside):
    return (f"<{tag}>{inside[0]}</{tag.split()[0]}>", f"\n{inside[1]}\n")


def row(tag, items):
    return (
        f"<{tag}>{''.join(f'<li>{one}</li>' for one, _ in items)}</{tag}>",
        "".join(f"\n{told}\n" for _, told in items),
    )


def table(cells):
    made = [[cells[at % len(cells)] for at in (line, line + 1)] for line in range(3)]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell, _ in line) + "</tr>" for line in made)
    return (f"<table>{rows}</table>", "\n".join(told for _, told in chain(*made)) + "\n")


def joined(parts):
    return ("".join(one for one, _ in parts), "".join(told for _, told in parts))


plain = spaced.map(lambda words: (html.escape(words), words))
line_break = st.just(("<br>", "\n"))
inline = st.recursive(
    plain | line_break,
    lambda inner: st.builds(element, st.sampled_from(INLINE), st.lists(inner, max_size=4).map(joined)),
    max_leaves=6,
)
paragraph = st.lists(inline, max_size=5).map(joined)
body = st.recursive(
    st.builds(block, st.sampled_from(BLOCK), paragraph),
    lambda inner: (
        st.builds(block, st.sampled_from(BLOCK[1:2] + BLOCK[5:]), st.lists(inner, max_size=3).map(joined))
        | st.builds(row, st.sampled_from(["ul", "ol"]), st.lists(inner | paragraph, min_size=1, max_size=3))
        | st.builds(table, st.lists(inner | paragraph, min_size=1, max_size=3))
    ),
    max_leaves=6,
)


def shown(markdown):
    """Return the words that the page shows of a body, in their order."""
    return " ".join(content.plain(one.html) for one in blocks.split(markdown)).split()


@given(st.lists(body, max_size=4).map(joined))
@settings(max_examples=120)
@example(("<p><b>ya!</b>ya</p>", "ya!ya"))
@example(("<p>a<b>「港」</b>b</p>", "a「港」b"))
@example(("<p>Wow!<a href='https://b.example'>x</a></p>", "Wow!x"))
@example(("<ul><li><ul><li>x</ul></ul>", "x"))
@example(("<p>_c<b> _</b></p>", "_c _"))
@example(("<p><i>_ </i>c_</p>", "_ c_"))
@example(("<p>kapal ***<br>x*</p>", "kapal *** x*"))
@example(("<p>~~~<br>~~~</p>", "~~~ ~~~"))
def test_each_word_is_shown_once_in_its_place(made):
    source, told = made
    assert shown(rich.convert(source).markdown) == told.split()


def test_a_lost_or_fused_word_would_be_seen():
    assert shown("kapal **laut**\n\nbiru") == ["kapal", "laut", "biru"]
    assert shown("kapal\nlaut") != ["kapallaut"]
    assert shown("<b>kapal") != ["<b>kapal"]


@given(st.lists(body, max_size=3).map(joined))
@settings(max_examples=50)
def test_nothing_comes_as_html_and_the_page_shows_only_what_markdown_says(made):
    markdown = rich.convert(made[0]).markdown
    assert not any(one.kind == "embed" and not one.content.url for one in blocks.split(markdown)), markdown
    tree = html5lib.parse("".join(one.html for one in blocks.split(markdown)), namespaceHTMLElements=False)
    assert not {"script", "style", "span", "u", "sup", "center", "section"} & {one.tag for one in tree.iter()}


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b",
        "</b>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ol>",
        "<!--",
        "-->",
        "<![if",
        "<!--StartFragment-->",
        "<!--EndFragment-->",
        "<style>",
        "</style>",
        "<script>",
        "p.a{",
        "}",
        "@list",
        "<img",
        "src='file:///etc/passwd'>",
        "<pre>",
        "<a",
        "href=",
        '"',
        "'",
        "&#x110000;",
        "&#9999999999;",
        "&lt",
        "<svg>",
        "</svg>",
        "<br>",
        "<hr>",
        "\x00",
        "�",
        "\u2028",
        "=",
        ">",
        "/",
        "style='",
        "mso-list:l0.level1.lfo1",
        "<blockquote>",
        "<h1>",
        "</h1>",
        "<figure>",
    ]
)


@given(st.lists(MARKUP | st.text(max_size=5), max_size=60).map("".join), st.binary(max_size=60))
@settings(max_examples=150)
def test_no_sequence_of_characters_breaks_it(source, rtf):
    try:
        got = rich.convert(source, b"{\\rtf1{\\pict\\pngblip " + rtf)
    except rich.TooMuch:
        return
    got.markdown.encode()
    blocks.split(got.markdown)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data):
    for encoding in ("latin-1", "utf-8", "utf-16"):
        rich.convert(data.decode(encoding, "replace"), data)


@pytest.mark.parametrize("source", ["", " ", "\n", "<", "<p>", "<!--StartFragment-->", "<html><body></body></html>"])
def test_nothing_is_nothing(source):
    assert rich.convert(source).markdown in ("", "<")
