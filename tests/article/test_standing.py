"""What is a figure or a gallery is read from the text as the page reads it from its blocks."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as some

from broadsheet.article import figures
from broadsheet.render import blocks, content

PICTURES = (
    "![a](assets/a.jpg)",
    '![b](assets/b.jpg "Words (Rani)")',
    "   ![c](<assets/c d.jpg>)  ",
    "  ![d](assets/d.jpg 'x')",
    "![e](assets/e.jpg)\\",
    "![f](https://example.org/f.jpg)",
    "![g](assets/g.jpg) words",
    "    ![h](assets/h.jpg)",
    "\t![i](assets/i.jpg)",
    " ![j](assets/j.jpg)\t",
)
OTHERS = (
    *("", "", "", "  ", "Words.", "  words", "# Heading", "#tag", "===", "---", "-", "***", "+", "1.", "2. two"),
    *("- item", "  - deep", "1. one", "10) ten", "-     far", "> quote", ">", "> - both", "> # head", "- # head"),
    *("```", "~~~ text", "````", "- ```", "> ```", "    code", "[a]: /b", '[a]: /b "c"', "-->"),
    *("<!-- x -->", "<?", "?>", "<hr>", "<hr/>", "| a |", "a | b"),
)
LINES = some.lists(some.one_of(some.sampled_from(PICTURES), some.sampled_from(OTHERS)), max_size=9)


def by_page(body):
    """Return the rows of pictures as the page has them: the line and the asset of each."""
    return [
        [one.src for one in content.pictured(block.content)]
        for block in blocks.split(body)
        if content.pictured(block.content)
    ]


def by_text(body):
    return [[one.asset for one in row] for row in figures.rows(body)]


@settings(max_examples=600)
@given(LINES)
@example([PICTURES[0], PICTURES[7]])
@example(["Words.", PICTURES[0]])
@example([PICTURES[0], "Words."])
@example([PICTURES[0], "==="])
@example(["- item", PICTURES[0]])
@example(["- # head", PICTURES[0]])
@example(["- item", "", "  " + PICTURES[0]])
@example(["-", "", "  " + PICTURES[0]])
@example(["> ```", PICTURES[0]])
@example(["# Heading", PICTURES[0], PICTURES[1], "- item"])
def test_rows_of_pictures_are_those_of_the_page(lines):
    body = "\n".join(lines)
    # What raw HTML leaves open holds the next blocks, too, and a table needs its second line: only the page knows that.
    kinds = [block.kind for block in blocks.split(body)]
    assume("table" not in kinds and not ("embed" in kinds and "<assets" in body))
    assert by_text(body) == by_page(body)


def flat(found):
    return sorted(asset for row in found for asset in row)


NEAR = PICTURES[:2] + PICTURES[4:]
"""Not set in by two or three: behind a list such a line belongs to it as soon as what parts them is gone."""


@settings(max_examples=400)
@given(some.lists(some.sampled_from(NEAR + OTHERS), max_size=9), some.integers(0, 8), some.integers(0, 9))
def test_pictures_that_are_moved_taken_out_or_joined_stay_rows_and_no_words_change(lines, one, other):
    body = "\n".join(lines)
    uses = [*figures.figures(body)]
    if not uses:
        return
    use = uses[one % len(uses)]
    before = [*uses, None][other % (len(uses) + 1)]
    words = sorted(line.strip() for line in lines if line.strip())
    gone = figures.removed(body, use)
    assert len(flat(by_page(gone))) == len(uses) - 1
    for on in (True, False):
        joined = figures.set_beside(body, use, on=on)
        again = [*figures.figures(joined)][use.number - 1]
        assert figures.beside(joined, again) == (None if figures.above(body, use) is None else on)
        assert flat(by_page(joined)) == flat(by_page(body))
        assert sorted(line.strip() for line in joined.split("\n") if line.strip()) == words
    if before is not None:
        moved = figures.moved(body, use, before)
        assert flat(by_page(moved)) == flat(by_page(body))
        assert sorted(line.strip() for line in moved.split("\n") if line.strip()) == words
