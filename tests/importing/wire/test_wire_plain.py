"""Plain copy has signs of its own: readers of the page see them as they stand, and writers see few backslashes."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.article import model
from broadsheet.importing import rich, wire
from broadsheet.importing.wire import prose
from broadsheet.render import blocks

TOP = "A Headline Here\nBy Jane Roe"
FIRST = "The story begins here and goes on for a whole sentence of the usual length."
LAST = "And these are the last words of it, as everybody can see."


def article_of(text, **how):
    return wire.fill(wire.read(text, **how), model.blank())


def body_of(*paragraphs):
    whole = article_of("\n\n".join([TOP, FIRST, *paragraphs, LAST])).body
    return whole.removeprefix(f"{FIRST}\n\n").removesuffix(f"\n\n{LAST}")


def seen(markdown):
    """Return what a reader of the page sees, without white space."""
    shown = " ".join(block.html for block in blocks.split(markdown))
    return "".join(unescape(re.sub(r"<[^<>]*>", "", shown)).split())


PLAIN = [
    "The <sic> tag and the <b>bold</b> one are told about by Jane <jane@example.org> here.",
    "Nobody knows what 2*3*4 and a * b * c may be, and *these words* are not set apart.",
    "1984. It was a year that nobody forgets, and so was the one after it.",
    "1) It was the first of all, and nobody spoke of a second one.",
    "# 1 in the charts for the fifth week is a song about the sea.",
    "- Je ne sais pas, dit-elle, et elle ferma la porte derriere elle.",
    "+ The plus sign stands for all that is new in this paragraph of it.",
    "> A mail was quoted here, with a sign that mail programs have.",
    "The variable _snake_case_ and __init__ are words of programmers, they say.",
    "He said [sic](so) and [x](y) in prose, and ![x](y) as well, they tell us.",
    "[note]: here is a line that would be gone from the page without a trace.",
    "It was ~~struck~~ through by hand, and nobody knows whose hand that was.",
    "It is AT&amp;T and &copy; that the page of the firm said on Monday morning.",
    "The path C:\\*temp and the sign \\_ were in the report of the engineers.",
    "``Quoted'' and ``said'' are how the old wires have set their quotation marks.",
    "<div> was the first word of the page that the court has put on record.",
    "<!-- was the rest of the page that the court has put on record, they said.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_readers_see_the_very_signs_of_plain_copy(text):
    assert seen(body_of(text)) == "".join(text.split())


def test_a_sign_that_markdown_takes_would_be_found():
    assert seen("The <b>bold</b> word and *these* words.") == "Theboldwordandthesewords."


@pytest.mark.parametrize(
    "text",
    [
        "A price of 5* and a cost of 6* have one mark each, and no words between two that match.",
        "A * stands alone here, a_b and c_d are names, and # is a sign - as + is, and 5 > 4.",
        "The year 1984. was one, (1) is a number, a [sic] is a note, and 3 < 4 < 5.",
        "Fish & chips, AT&T and R&D have an & each, and C:\\temp is a path of theirs.",
        "*The price is that of last year, says the only note below the table.",
        "It costs ~5 euros, or ~ 6, and `quotes` of one kind only stand here: '.",
    ],
)
def test_signs_without_effect_have_no_backslash(text):
    assert body_of(text.replace("`quotes`", "`quotes")) == text.replace("`quotes`", "`quotes")


@pytest.mark.parametrize("rule", ["----------", "==========", "* * *", "~~~", "--"])
def test_a_row_of_signs_under_a_line_makes_no_heading_of_it(rule):
    body = body_of(f"It was told in the second paragraph of the story.\n{rule}\nThe third paragraph goes on here.")
    assert "<h" not in "".join(block.html for block in blocks.split(body))
    assert "It was told in the second paragraph of the story." in body.split("\n\n")


def test_indented_paragraphs_of_plain_copy_are_no_listing():
    text = "    x = f(1); it says here, {in} the second paragraph."
    assert "<pre" not in "".join(block.html for block in blocks.split(body_of(text)))


def test_lines_of_a_list_one_below_the_other_stay_a_list():
    items = "- The first *point* of it\n- The second point of it\n- 3. is the third of it"
    body = body_of(items)
    assert body == "- The first *point* of it\n- The second point of it\n- 3\\. is the third of it".replace(
        "*point*", "\\*point\\*"
    )
    assert "".join(block.html for block in blocks.split(body)).count("<li") == 3


def test_numbers_in_a_row_are_a_list_and_others_are_not():
    assert body_of("1. The first of all points.\n2. The second of all points.") == (
        "1. The first of all points.\n2. The second of all points."
    )
    assert body_of("4. The first of all points.\n9. The second of all points.") == (
        "4\\. The first of all points.\n\n9\\. The second of all points."
    )


def test_dialogue_that_stands_apart_is_no_list():
    assert body_of("- Where were you?", "- At home.", "- All day long?") == (
        "\\- Where were you?\n\n\\- At home.\n\n\\- All day long?"
    )


@pytest.mark.parametrize(
    "part",
    [
        "The council **voted** on it, and the mayor **did not** vote at all.",
        "It is told [on the page of the city](https://example.org/a) and elsewhere.",
        "## What it costs\n\nNobody knows what the bridge will cost in the end.",
        "```\ncode\n```",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
    ],
)
def test_copy_that_shows_that_it_is_markdown_stays_markdown(part):
    text = f"The word *here* is set apart, and nothing else.\n\n{part}"
    assert wire.read(f"{TOP}\n\n{FIRST}\n\n{text}\n\n{LAST}").markdown
    assert body_of(text).startswith("The word *here* is set apart")


@pytest.mark.parametrize(
    "part",
    [
        "One **word** alone in bold, and one *star* on either side.",
        "He said [x](y) in prose, [1] and [sic] (so) as well.",
        "# Something at the start of a line",
        "-----\n\n=====\n\n***",
        "2**3**4 and **, ** are no words in bold.",
    ],
)
def test_signs_that_any_writer_types_make_no_markdown_of_copy(part):
    assert not wire.read(f"{TOP}\n\n{FIRST}\n\n{part}\n\n{LAST}").markdown


def test_what_is_made_of_rich_text_is_markdown_without_a_sign_of_it():
    page = "<h1>A Headline Here</h1><p>By Jane Roe</p><p>So <i>it</i> was, and 2*3*4 is a sum.</p><p>Last of it.</p>"
    made = article_of(rich.convert(page).markdown, markdown=True).body
    assert made.startswith("So *it* was, and 2\\*3\\*4 is a sum.")


def test_a_read_also_of_plain_copy_shows_the_signs_of_its_title():
    body = article_of(f"{TOP}\n\n{FIRST}\n\nRead also: Five [or *six*] stars https://example.org/a_b\n\n{LAST}").body
    assert "[Five \\[or \\*six\\*\\] stars](https://example.org/a_b)" in body
    assert "Five[or*six*]stars" in seen(body)


SIGNS = st.sampled_from([*list("*_`~[]()<>&#+-=|!:;.\\\"'/{}1a"), "word", " ", " ", "](", "**", "~~", "</b>", "&lt;"])
SENTENCE = st.lists(SIGNS, min_size=1, max_size=25).map("".join)


@settings(max_examples=400)
@given(st.lists(SENTENCE, min_size=1, max_size=4).map("\n".join))
def test_words_of_any_signs_are_shown_as_they_are(text):
    plain = "\n".join(row.strip() for row in text.split("\n") if row.strip())
    shown = prose.escaped(plain).replace("\n", "\\\n")
    assert seen(shown) == "".join(plain.split())


@settings(max_examples=200)
@given(st.lists(SENTENCE.map(lambda row: f"So {row} it was, and nothing else."), min_size=1, max_size=5))
def test_paragraphs_of_plain_copy_are_shown_as_they_are(rows):
    text = "\n\n".join([TOP, FIRST, *rows, LAST])
    guess = wire.read(text, markdown=False)
    if guess.markdown:
        return
    told = [piece for piece in guess.pieces if piece.where == "body"]
    if len(told) == len([piece for piece in guess.pieces if piece.where in ("body", "read_also", "subheading")]):
        assert seen(wire.fill(guess, model.blank()).body) == "".join("".join(map(guess.words, told)).split())


def test_a_text_of_too_many_lines_is_one_piece_and_read_at_once():
    guess = wire.read("a\n" * 1_000_000)
    assert [(piece.start, piece.end, piece.where) for piece in guess.pieces] == [(0, 1_999_999, "body")]
