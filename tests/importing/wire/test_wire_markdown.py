"""Copy that comes as Markdown, as out of rich text: the filled body shows the page that its source shows."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from broadsheet.article import model
from broadsheet.importing import rich, wire
from broadsheet.render import blocks

TOP = "A Headline Here\nBy Jane Roe"
FIRST = "The story begins here and goes on for a whole sentence of the usual length."
WORDS = st.sampled_from(
    ["the council", "North", "voted", "*twice*", "**no**", "900 people", "a\\_b", "`x  y`", "it rained"]
)
LINE = st.lists(WORDS, min_size=2, max_size=5).map(lambda found: f"So {' '.join(found)}.")
CODE_ROW = st.sampled_from(
    ["code  block", "  indented", "", "\tx = 1", "By Jane Roe", "Source: AP", "***", "- no item", "\\"]
)
FENCE = st.tuples(
    st.sampled_from(["```", "~~~", "````"]), st.sampled_from(["", "py"]), st.lists(CODE_ROW, max_size=5)
).map(lambda made: "\n".join([made[0] + made[1], *made[2], made[0]]))
BREAKS = st.lists(LINE, min_size=2, max_size=4).map("\\\n".join)
VERSE = st.lists(st.sampled_from(["Roses are red", "and so it goes", "the day is long"]), min_size=3, max_size=4).map(
    "\\\n".join
)
ITEMS = st.lists(st.tuples(st.sampled_from(["- ", "  - "]), LINE), min_size=2, max_size=4).map(
    lambda made: "- First of all.\n" + "\n".join(mark + line for mark, line in made)
)
NUMBERED = st.lists(LINE, min_size=2, max_size=3).map(
    lambda lines: "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 3))
)
FENCED_ITEM = FENCE.map(
    lambda fence: "- An item.\n\n" + "\n".join(f"  {row}" if row else "" for row in fence.split("\n"))
)
TABLE = st.lists(st.tuples(LINE, LINE), min_size=1, max_size=3).map(
    lambda rows: "\n".join(["| Branch | Visits |", "| --- | --- |", *(f"| {one} | {two} |" for one, two in rows)])
)
QUOTE = st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n>\n".join(f"> {line}" for line in lines))
PARTS = st.one_of(LINE, FENCE, BREAKS, VERSE, ITEMS, NUMBERED, FENCED_ITEM, TABLE, QUOTE)


def page(body):
    return [block.html for block in blocks.split(body)]


@settings(max_examples=150)
@given(st.lists(PARTS, min_size=1, max_size=6))
@example(["| Branch | Visits |\n| --- | --- |\n| North | 12 |", "Roses are red\\\nand so it goes\\\nand so it goes"])
def test_a_body_that_is_markdown_shows_the_same_page_as_its_source(made):
    # A paragraph keeps neighbours apart that Markdown would take for one list or quote.
    body = "\n\n".join([FIRST, *(f"{part}\n\nIt went on like this until the evening." for part in made)])
    guess = wire.read(f"{TOP}\n\n{body}", markdown=True)
    assume(all(piece.where == "body" for piece in guess.pieces[2:]))
    assert page(wire.fill(guess, model.blank()).body) == page(body)


def test_a_page_that_differs_would_be_found():
    assert page("Line one\\\\\nline two") != page("Line one\\\nline two")


def body_of(*paragraphs):
    return wire.fill(wire.read("\n\n".join([TOP, FIRST, *paragraphs]), markdown=True), model.blank()).body.split(
        "\n\n", 1
    )[1]


@pytest.mark.parametrize(
    "part",
    [
        "Line one\\\nline two\\\nline three",
        "```\ncode  block\n  indented\n```",
        "~~~~\nBy Jane Roe\n\n\nSource: AP\n~~~\n~~~~",
        "- An item.\n\n  ```\n  code\n\n    more\n  ```",
        "    def f(x):\n\n        pass",
        "A line that ends in a backslash that is meant\\\\",
    ],
)
def test_breaks_and_code_stay_as_they_stand(part):
    last = "And these are the last words of it."
    assert body_of(part, last) == f"{part}\n\n{last}"


@pytest.mark.parametrize("rule", ["~~~", "```"])
def test_a_fence_that_nothing_closes_hides_nothing_of_the_story(rule):
    guess = wire.read(
        f"{TOP}\n\n{FIRST}\n\n{rule}\n\nIt goes on here.\n\nRead also: Another story\n\nThe end is near.", markdown=True
    )
    assert "read_also" in [piece.where for piece in guess.pieces]


def test_indented_paragraphs_are_no_code():
    assert body_of("    The second is indented, too.", "    And so is the last.") == (
        "The second is indented, too.\n\nAnd so is the last."
    )


@pytest.mark.parametrize("opening", ["```x\n", "`" * 9 + "x\n", "~~~\n````\n", "    x(\n\n", "- " * 40 + "```\n"])
def test_large_texts_of_fences_cost_no_more_than_their_length(opening):
    wire.read(opening * (300_000 // len(opening)), markdown=True)


def test_code_and_breaks_of_a_page_are_the_same_in_the_filled_article():
    html = (
        "<h1>Council votes to close three</h1><p>By Jane Roe</p><p>LONDON (AP) - The council voted on Monday.</p>"
        "<p>Line one<br>line two<br>line three</p><pre>code  block\n\n  indented</pre><p>Last words of it.</p>"
    )
    source = rich.convert(html).markdown
    filled = wire.fill(wire.read(source, markdown=True), model.blank()).body
    assert page(filled)[1:] == page(source)[3:]


def test_breaks_between_the_lines_of_a_header_leave_no_backslash_in_the_fields():
    article = wire.fill(
        wire.read(f"A Headline Here\\\nBy Jane Roe\\\n14 March 2025\n\n{FIRST}", markdown=True), model.blank()
    )
    assert (article.headline, article.byline[0].name, article.published) == (
        "A Headline Here",
        "Jane Roe",
        "2025-03-14",
    )
