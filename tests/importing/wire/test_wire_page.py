"""A whole page of a portal: its menu and what stands below the story are left over, and nothing of the story is."""

from broadsheet.article import model
from broadsheet.importing import wire

MENU = "Skip to content\nNews\nSport\nHome > News > Rivers\n"
TOP = "Bridge opens to nobody\nBy Ida Fenn\n4 May 2026\n"
STORY = (
    "Nobody came to the opening of the bridge, which had been announced for noon on all channels.\n"
    "It had been closed again an hour before, because the ribbon was missing.\n"
)


def article_of(text):
    return wire.fill(wire.read(text), model.blank())


def test_the_menu_and_the_foot_of_a_page_are_left_over():
    article = article_of(f"{MENU}{TOP}{STORY}Most read\n1 Cat stops tram\n2 Rain again\nComments (3)\nContact us")
    assert article.headline == "Bridge opens to nobody"
    assert article.body == STORY.strip().replace("\n", "\n\n")
    assert all(line in article.editor_note for line in ("Sport", "Cat stops tram", "Comments (3)"))


def test_a_count_of_comments_above_the_story_cuts_nothing_off():
    article = article_of(f"{MENU}{TOP}Comments (14)\n{STORY}")
    assert article.body == STORY.strip().replace("\n", "\n\n")


def test_a_story_that_goes_on_behind_such_words_is_kept():
    article = article_of(f"{TOP}{STORY}Most read\n{STORY}{STORY}")
    assert article.body.count("the ribbon was missing") == 3


def test_a_byline_with_a_post_may_stand_above_the_headline():
    article = article_of(f"Ida Fenn\nRivers correspondent\nBridge opens to nobody\n4 May 2026\n{STORY}")
    assert article.headline == "Bridge opens to nobody"
    assert [author.name for author in article.byline] == ["Ida Fenn"]


def test_an_advertisement_within_the_story_is_left_over():
    article = article_of(f"{TOP}{STORY}Advertisement\n{STORY}")
    assert "Advertisement" not in article.body
    assert "Advertisement" in article.editor_note
