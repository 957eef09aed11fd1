"""Blocks: true to the source, to the whole and to the news."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.render import blocks, content, markdown, sanitise

QUOTES = ("“", "”", "‘", "’")
LABELS = ("Baca juga", "Read also")


def whole(body):
    """Return the HTML of a body that markdown-it reads by itself and that is sanitised in one go."""
    parser = markdown.parser.__wrapped__(QUOTES)
    parser.core.ruler.enable(["normalize", "block"])
    return sanitise.clean(parser.render("\n".join(map(markdown.normal, body.split("\n")))).rstrip("\n"))


def has_news(split):
    return any(
        isinstance(block.content, content.ReadAlso | content.Figure)
        or getattr(block.content, "url", "")
        or getattr(block.content, "attribution", "")
        for block in split
    )


def squeezed(html):
    """Return HTML without the white space that stands between blocks."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html)).strip()


def check(body):
    """Check one body against the whole; return whether it could be compared."""
    split = blocks.split(body, LABELS, QUOTES)
    assert "".join(block.source for block in split) == body
    assert [block.line for block in split] == [sum(one.line_count for one in split[:at]) for at in range(len(split))]
    if has_news(split):
        return False
    assert squeezed("\n".join(block.html for block in split)) == squeezed(whole(body))
    return True


@pytest.mark.corpus
def test_every_commonmark_example_alone_and_in_company_is_what_the_whole_is(commonmark):
    dice = random.Random(655)
    compared = sum(map(check, commonmark))
    assert compared > 600
    company = ["\n".join(dice.sample(commonmark, size)) for size in (2, 3, 5, 8) for _ in range(150)]
    assert sum(map(check, company)) > 300


@pytest.mark.corpus
def test_naughty_strings_in_company_are_what_the_whole_is(naughty):
    dice = random.Random(515)
    assert sum(check("\n\n".join(dice.sample(naughty, 6))) for _ in range(200)) > 150


DISORDER = """
<div> </div> <p> </p> <b> </b> <i> </i> <a> </a> <table> </table> <tr> <td> </td> </tr> <ul> <li> </li> </ul>
<h2> </h2> <h3> </h3> <br> <img> <hr> <code> </code> <pre> </pre> <span> </span> <form> </form> <button> </button>
<script> </script> <textarea> </textarea> <title> </title> <svg> </svg> <select> </select> <option> <template>
</template> <!-- --> <![CDATA[ ]]> <?a ?> <math> </math> <object> </object> <nobr> </nobr> <font> </font> <dl> <dt>
<dd> </dl> <plaintext> <style> </style> <iframe> </iframe> <caption> </caption> <colgroup> <col> <frameset> <body>
</body> <html> <ruby> <rt> </ruby> <details> <summary> </summary> </details> <div/> <noscript> </noscript> <a/> </br>
<section> </section>
"""
MARKUP = st.sampled_from(DISORDER.split())
PIECES = st.lists(
    st.one_of(MARKUP, st.sampled_from(["a", "*b*", "\n", "\n\n", "\n\n", " ", "> ", "- ", "`"])), max_size=30
)


@settings(max_examples=400)
@given(PIECES)
def test_raw_html_in_any_disorder_is_what_the_whole_is(pieces):
    check("".join(pieces))


@settings(max_examples=200)
@given(st.text("ab \n\t#>-*_`[]()!|:.\"'<>/\\&;1=~", max_size=120))
def test_any_text_is_what_the_whole_is(body):
    check(body)
