"""Copy out of a form: each field behind its label, in any language, and prose with colons that is none."""

from broadsheet.article import model
from broadsheet.importing import wire

STORY = "Nobody came to the opening of the bridge. It had been closed again an hour before."


def article_of(text):
    return wire.fill(wire.read(text), model.blank())


def test_a_form_fills_the_fields_without_its_labels():
    article = article_of(
        "Section: Roads\nHeadline: Bridge opens to nobody\nDeck: It was closed within the hour\nAuthor: Ida Fenn\n"
        f"Event date: 3 May 2026\nPublished: 4 May 2026\nBody:\n{STORY}\n\n{STORY}\n\nStatus: ready for the desk"
    )
    assert (article.kicker, article.headline, article.deck) == (
        "Roads",
        "Bridge opens to nobody",
        "It was closed within the hour",
    )
    assert [author.name for author in article.byline] == ["Ida Fenn"]
    assert article.published.startswith("2026-05-04")
    assert article.body == f"{STORY}\n\n{STORY}"
    assert "Event date: 3 May 2026" in article.editor_note
    assert "Status: ready for the desk" in article.editor_note


def test_the_story_may_begin_behind_its_label():
    article = article_of(f"Title: Bridge opens\nSummary: To nobody\nAuthor: Ida Fenn\nDate: 4 May 2026\nText: {STORY}")
    assert (article.headline, article.body) == ("Bridge opens", STORY)


def test_a_section_is_left_over_where_a_kicker_is_there():
    article = article_of(
        "Section: Roads\nDate: 4 May 2026\n"
        f"Kicker: Bridges\nHeadline: Opening day\nAuthor: Ida Fenn\nBody:\n{STORY}\n\n{STORY}"
    )
    assert article.kicker == "Bridges"
    assert "Section: Roads" in article.editor_note


def test_a_label_or_two_make_no_form_and_stay():
    article = article_of(f"Title: The life of a word\n\nPlace: nowhere\n\n{STORY}\n\n{STORY}")
    assert article.headline == "Title: The life of a word"
    assert article.dateline == ""
    assert "Place: nowhere" in (article.deck, article.body.split("\n\n")[0])
