"""What goes to the clipboard for a content system: clean, whole, and without pictures that cannot come along."""

import msgspec
import pytest

from broadsheet.article import house as houses
from broadsheet.article import model
from broadsheet.exporting import clip
from broadsheet.store import document as documents

BODY = """First *words* of [a link](https://example.org/a?b=1&c=2).

## A heading

- one
- two

> Said so.
>
> — Rani, teacher

Read also: [Another story](https://example.org/other)

![Seen](assets/a.jpg "The caption. (Rani)")

Here ![a sign](assets/b.png) in a line.

| A | B |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def made():
    article = msgspec.structs.replace(model.blank("en"), body=BODY, dateline="ADELAIDE", end_mark="ENDS")
    return clip.make(documents.new(article, {}), houses.find("harbour-courier"))


def test_editors_get_no_more_than_they_can_keep(made):
    for kept in (
        "<em>words</em>",
        '<a href="https://example.org/a?b=1&amp;c=2">a link</a>',
        "<h2>A heading</h2>",
        "<li>one</li>",
        "<blockquote>",
        "<p>— Rani, teacher</p>",
        '<strong>Read also:</strong> <a href="https://example.org/other">Another story</a>',
        "<td>1</td>",
        "ENDS",
    ):
        assert kept in made.html
    assert made.html.startswith("<p>ADELAIDE")
    for undone in ("class=", "<aside", "<div", "<span", "<figure", "<footer", "data-"):
        assert undone not in made.html


def test_a_picture_is_named_where_it_belongs(made):
    assert made.pictures == 2
    assert "<img" not in made.html
    assert "<em>[Photo: The caption. Photograph: Rani]</em>" in made.html
    assert "Here [a sign] in a line." in made.html


def test_the_words_alone_are_wire_copy(made):
    assert "Read also: Another story (https://example.org/other)" in made.text
    assert "- one\n- two" in made.text
    assert "<" not in made.text
