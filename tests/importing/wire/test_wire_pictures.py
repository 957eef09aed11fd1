"""Pictures in copy: the one that leads, those within the story, and what is left of one that did not come."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import exporting, paths
from broadsheet.article import house as houses
from broadsheet.article import model, parts
from broadsheet.importing import wire
from broadsheet.store import document as documents

TOP = "A Headline Here\nBy Jane Roe"
FIRST, SECOND = "The story begins and goes on here.", "It goes on for a second paragraph."
LAST = "This is the end of it all."
BOAT = "![A boat](assets/boat.png)"


def article_of(*paragraphs):
    return wire.fill(wire.read("\n\n".join(paragraphs)), model.blank())


def test_the_folder_of_a_lead_picture_is_no_lost_word():
    article = article_of(TOP, BOAT, FIRST, SECOND)
    assert (article.picture.asset, article.picture.alt) == ("boat.png", "A boat")
    assert article.editor_note == ""


def test_the_address_of_a_picture_on_the_web_is_kept_in_the_note():
    line = "![A boat](https://x.example/2026/boat.png)"
    assert article_of(TOP, line, FIRST, SECOND).editor_note == line


WHALE = "![A whale](assets/whale.png)"


@pytest.mark.parametrize(
    "order",
    [
        (TOP, BOAT, WHALE, FIRST, SECOND),
        (TOP, BOAT, FIRST, WHALE, SECOND),
        (BOAT, TOP, WHALE, FIRST, SECOND),
        (TOP, "(photo)", BOAT, WHALE, FIRST, SECOND),
        (TOP, BOAT, WHALE),
    ],
)
def test_a_second_picture_stays_in_the_body(order):
    guess = wire.read("\n\n".join(order))
    article = wire.fill(guess, model.blank())
    assert article.picture.asset == "boat.png"
    assert WHALE in article.body.split("\n\n")
    assert article.editor_note == ""
    assert WHALE in [guess.words(piece) for piece in guess.pieces if piece.where == "body"]


def test_a_second_picture_takes_the_signed_line_below_it_along():
    article = article_of(
        TOP, BOAT, "The boat. (Jo Reed)", WHALE, "The whale. (Ann Lee)", f"LONDON (AP) - {FIRST}", SECOND
    )
    assert (article.picture.caption, article.picture.credit) == ("The boat.", "Jo Reed")
    assert article.body.split("\n\n") == ['![A whale](assets/whale.png "The whale. (Ann Lee)")', FIRST, SECOND]


def test_a_picture_that_is_moved_to_the_field_of_another_stays_in_the_body():
    guess = wire.read("\n\n".join((TOP, BOAT, FIRST, SECOND, WHALE, LAST)))
    number = next(at for at, piece in enumerate(guess.pieces) if guess.words(piece) == WHALE)
    article = wire.fill(wire.move(guess, number, "picture"), model.blank())
    assert (article.picture.asset, article.editor_note) == ("boat.png", "")
    assert WHALE in article.body.split("\n\n")


_WORDS = (
    TOP,
    FIRST,
    SECOND,
    LAST,
    "LONDON (AP) - It began on Monday.",
    "The boat. (Jo Reed)",
    "## A subheading",
    "***",
)


@given(st.data(), st.integers(1, 5), st.sampled_from(["\n", "\n\n"]))
def test_every_picture_leads_or_is_in_the_body_exactly_once(data, count, gap):
    images = [f"![Picture {number}](assets/pic-{number}.png)" for number in range(count)]
    said = data.draw(st.lists(st.sampled_from(_WORDS), unique=True, min_size=1))
    article = article_of(gap.join(data.draw(st.permutations([*images, *said]))))
    for number in range(count):
        file = f"pic-{number}.png"
        assert (article.picture.asset == file) + article.body.count(f"](assets/{file}") == 1


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_signed_line_below_the_lead_picture_is_its_caption(gap):
    picture = article_of(TOP, f"{BOAT}{gap}Caption of the boat. Photo: Jo Reed", FIRST, SECOND).picture
    assert (picture.asset, picture.caption, picture.credit) == ("boat.png", "Caption of the boat.", "Jo Reed")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_picture_deep_in_the_story_stays_there_with_the_signed_line_below_it(gap):
    article = article_of(TOP, FIRST, SECOND, f"{BOAT}{gap}Caption of the boat. Photo: Jo Reed", LAST)
    figure = '![A boat](assets/boat.png "Caption of the boat. (Jo Reed)")'
    assert article.body.split("\n\n") == [FIRST, SECOND, figure, LAST]
    assert (article.picture, article.editor_note) == (model.Picture(), "")
    assert parts.caption("Caption of the boat. (Jo Reed)") == parts.Caption("Caption of the boat.", "Jo Reed")


def test_a_line_without_a_credit_below_a_picture_in_the_story_stays_a_paragraph():
    article = article_of(TOP, FIRST, SECOND, BOAT, "A boat in the harbour of Vale.", LAST)
    assert article.body.split("\n\n") == [FIRST, SECOND, BOAT, "A boat in the harbour of Vale.", LAST]
    assert article.picture == model.Picture()


def test_quotation_marks_in_the_caption_of_a_figure_do_not_end_its_title():
    article = article_of(TOP, FIRST, SECOND, f'{BOAT}\nThe boat "Anna". (Photo: Jo Reed)', LAST)
    assert r'![A boat](assets/boat.png "The boat \"Anna\". (Jo Reed)")' in article.body


@pytest.mark.parametrize("remnant", [".jpeg)", "(foto)", "[image]", "(photo)"])
def test_what_is_left_of_a_picture_says_that_there_was_one_and_nothing_else(remnant):
    text = f"A Headline Here\nBy Jane Roe\n{remnant}\nA boat in the harbour. (Jo Reed)\n{FIRST}\n{SECOND}"
    guess = wire.read(text)
    assert [guess.words(piece) for piece in guess.pieces if piece.where == "picture"] == [remnant]
    article = wire.fill(guess, model.blank())
    assert (article.picture.asset, article.picture.caption, article.editor_note) == ("", "A boat in the harbour.", "")
    assert article.body.split("\n\n") == [FIRST, SECOND]


def test_a_named_picture_counts_more_than_a_remnant_above_it():
    article = article_of(TOP, "(photo)", BOAT, FIRST, SECOND)
    assert (article.picture.asset, article.editor_note) == ("boat.png", "")


def test_a_remnant_takes_no_picture_away():
    old = model.Article(id="x", picture=model.Picture(asset="old.png", alt="Old"))
    filled = wire.fill(wire.read(f"{TOP}\n.jpeg)\nA boat in the harbour. (Jo Reed)\n{FIRST}\n{SECOND}"), old)
    assert (filled.picture.asset, filled.picture.alt, filled.picture.credit) == ("old.png", "Old", "Jo Reed")


@pytest.mark.parametrize("credit", [True, False], ids=["credited", "uncredited"])
@pytest.mark.parametrize("house", ["laut-baru", "harbour-courier"])
@pytest.mark.parametrize(
    "source", sorted((paths.RESOURCES / "samples").glob("*.textbundle")), ids=lambda path: path.stem
)
def test_pictures_of_our_own_wire_copy_come_back(tmp_path, source, house, credit):
    before = documents.open(source)
    if not credit:
        picture = msgspec.structs.replace(before.article.picture, credit="")
        before = msgspec.structs.replace(before, article=msgspec.structs.replace(before.article, picture=picture))
    for _step in exporting.export(before, houses.find(house), "", ("text",), tmp_path):
        pass
    [made] = tmp_path.iterdir()
    text = made.read_text("utf-8")
    article = wire.fill(wire.read(text), model.blank())
    assert article.picture.caption == before.article.picture.caption
    assert article.picture.credit == before.article.picture.credit
    shown = [line for line in text.splitlines() if line.startswith("[")]
    assert [line for line in article.body.splitlines() if line.startswith("[")] == shown[1:]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Foto: Ilustrasi begal (Edi Wahyono/detikcom)", "Ilustrasi begal", "Edi Wahyono/detikcom"),
        ("Photo: Kate Vane (Jo Reed/AP)", "Kate Vane", "Jo Reed/AP"),
        ("Foto: Jo Reed (AP)", "", "Jo Reed (AP)"),
        ("(Photo: Jo Reed/AP)", "", "Jo Reed/AP"),
        ("Foto: Jo Reed", "", "Jo Reed"),
    ],
)
def test_a_label_stands_before_a_caption_where_a_bracket_names_hand_and_agency(line, caption, credit):
    picture = article_of(f"A Headline Here\nBy Jane Roe\n4 May 2026\n{line}", FIRST, SECOND).picture
    assert (picture.caption, picture.credit) == (caption, credit)
