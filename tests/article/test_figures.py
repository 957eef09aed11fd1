"""The pictures of an article in their order, and their words as text."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from broadsheet.article import figures, model, parts
from broadsheet.article.figures import Use
from broadsheet.article.model import Picture
from broadsheet.article.parts import Caption
from broadsheet.render import blocks
from broadsheet.render.content import Figure

BODY = """One.

![A boat](assets/boat.jpg "At sea (Rani)")

Two ![inline](assets/no.jpg) text.

```
![code](assets/no.jpg)
```

![](<assets/a b.jpg>)

![x](https://example.org/no.jpg)

Three."""
LINE = '![A boat](assets/boat.jpg "At sea (Rani)")'
WORDS = some.text(some.sampled_from("ab ()[]\\\"'é.!<>&;*_`~"), max_size=14).map(lambda words: " ".join(words.split()))


def found(body):
    return [*figures.figures(body)]


def test_lines_that_are_a_picture_each_are_figures():
    boat, other = found(BODY)
    assert boat == Use(1, "assets/boat.jpg", "A boat", "At sea", "Rani", 6, 6 + len(LINE))
    assert BODY[boat.start : boat.end] == LINE
    assert (other.number, other.asset) == (2, "assets/a b.jpg")


def test_the_lead_picture_comes_first():
    article = msgspec.structs.replace(model.blank(), body=BODY, picture=Picture("assets/l.jpg", "L"))
    assert [one.asset for one in figures.uses(article)] == ["assets/l.jpg", "assets/boat.jpg", "assets/a b.jpg"]


@given(WORDS, WORDS)
def test_caption_and_credit_come_apart_as_they_were_joined(caption, credit):
    title = figures.joined(Caption(caption, credit))
    again = parts.caption(title)
    assert figures.joined(again) == title
    if parts.caption(f"({credit})") == Caption("", credit):
        assert again == Caption(caption, credit)


@given(WORDS, WORDS, some.sampled_from(["", "Rani / Kantor", "AFP"]))
def test_what_is_written_is_read_again_and_is_what_readers_get(alt, caption, credit):
    line = figures.written("assets/a b.jpg", alt, caption, credit)
    [use] = found(line)
    assert (use.alt, use.caption, use.credit) == (alt, caption, credit)
    [block] = blocks.split(line)
    assert isinstance(block.content, Figure)
    assert (block.content.src, block.content.alt) == ("assets/a b.jpg", alt)
    assert (block.content.caption, block.content.credit) == (caption, credit)


def test_one_word_is_changed_and_all_else_stays():
    boat, _ = found(BODY)
    changed = figures.rewritten(BODY, boat, caption='The "old" boat')
    assert changed == BODY.replace('"At sea (Rani)"', '"The \\"old\\" boat (Rani)"')


def test_a_figure_goes_before_another_one_and_behind_all():
    boat, other = found(BODY)
    forward = figures.moved(BODY, other, boat)
    assert [one.asset for one in found(forward)] == ["assets/a b.jpg", "assets/boat.jpg"]
    last = figures.moved(BODY, boat, None)
    assert last.endswith('Three.\n\n![A boat](assets/boat.jpg "At sea (Rani)")\n')
    assert figures.moved(BODY, boat, boat) == BODY
    for made in (forward, last):
        assert sorted(line for line in made.split("\n") if line) == sorted(line for line in BODY.split("\n") if line)


A, B, C, D = (f"![{one}](assets/{one}.jpg)" for one in "abcd")
ROW = f"One.\n\n{A}\n{B}\n{C}\n\nTwo.\n\n{D}\n\nThree.\n"


@pytest.mark.parametrize(
    ("number", "before", "row"),
    [(1, 3, "bac"), (3, 1, "cab"), (1, 4, "bca"), (2, 4, "acb"), (3, 4, "abc"), (4, 2, "adbc")],
)
def test_pictures_of_a_row_change_places_in_it(number, before, row):
    uses = dict(enumerate(found(ROW), 1))
    rows = figures.rows(figures.moved(ROW, uses[number], uses[before]))
    assert "".join(one.alt for one in rows[0]) == row
    assert len(rows) == (1 if number == 4 else 2)


def test_a_picture_of_the_last_row_goes_to_the_end_of_it_and_one_from_elsewhere_behind_all():
    body = f"{D}\n\nOne.\n\n{A}\n{B}\n\nTwo."
    alone, first, last = found(body)
    assert figures.moved(body, first, None) == f"{D}\n\nOne.\n\n{B}\n{A}\n\nTwo."
    assert figures.moved(body, last, None) == body
    assert figures.moved(body, alone, None) == f"One.\n\n{A}\n{B}\n\nTwo.\n\n{D}\n"


def test_a_removed_figure_leaves_one_blank_line():
    boat, _ = found(BODY)
    assert figures.removed(BODY, boat).startswith("One.\n\nTwo ")
    [only] = found("One.\n\n![](assets/a.jpg)")
    assert figures.removed("One.\n\n![](assets/a.jpg)", only) == "One."


def test_a_figure_knows_where_it_stands_behind_signs_of_two_units():
    body = "🛶\n\n![](assets/a.jpg)"
    assert found(body) == [Use(1, "assets/a.jpg", start=3, end=20)]
