"""Shapes of copy that desks get: what stands close together at the top, and who sends it."""

import pytest

from broadsheet.article import model
from broadsheet.importing import wire

REST = "The council will decide on Thursday. Nobody has seen the report."
MORE = "The rest of it is told here, and it is the last of it."


def article_of(text):
    return wire.fill(wire.read(text), model.blank())


@pytest.mark.parametrize(
    ("headline", "deck"),
    [
        ("Chuvas deixam 12 mortos no Rio Grande do Sul", "Governador decreta calamidade pública"),
        ("Flood shuts the road to South Sur", "Mayor asks for help from the army"),
    ],
)
def test_a_headline_that_ends_in_a_name_does_not_go_on_in_the_deck(headline, deck):
    article = article_of(f"{headline}\n{deck}\nPor Ana Souza, g1 RS — Porto Alegre\n14/03/2025\n\n{REST}\n\n{MORE}")
    assert (article.headline, article.deck) == (headline, deck)
    assert [one.name for one in article.byline] == ["Ana Souza"]


def test_a_headline_that_ends_in_a_small_word_goes_on():
    article = article_of(f"The council will decide on the\nFuture of the old pier\nBy Jane Roe\n\n{REST}\n\n{MORE}")
    assert article.headline == "The council will decide on the Future of the old pier"


def test_the_last_line_of_a_release_names_its_source():
    article = article_of(f"City Opens New Bridge Early\nBy Jane Roe\n\n{REST}\n\n{MORE}\n\nSOURCE City of Vale")
    assert (article.source.name, article.editor_note) == ("City of Vale", "")


@pytest.mark.parametrize("last", ["SOURCE OF THE NILE", "Source City of Vale", "SOURCE City of Vale was closed."])
def test_a_word_for_a_source_without_a_colon_is_a_label_in_capitals_only(last):
    assert article_of(f"A Headline Here\nBy Jane Roe\n\n{REST}\n\n{MORE}\n\n{last}").source.name == ""


def test_an_arabic_agency_behind_the_place_is_of_the_dateline():
    article = article_of(
        "مجلس الأمن يعقد جلسة طارئة\nبقلم: أحمد الخطيب وسارة منصور\n\n"
        "القاهرة - رويترز: عقد مجلس الأمن الدولي جلسة طارئة يوم الجمعة لبحث التطورات.\n\nوقال المتحدث إن الوضع سيئ."
    )
    assert article.dateline == "القاهرة - رويترز"
    assert article.body.startswith("عقد مجلس")
    assert [one.name for one in article.byline] == ["أحمد الخطيب", "سارة منصور"]
    assert article.editor_note == ""


def test_names_have_no_signs_of_markdown():
    article = article_of(f"A Headline Here\nBy **Jane Doe** and *John Roe*\n\n{REST}\n\n{MORE}")
    assert [one.name for one in article.byline] == ["Jane Doe", "John Roe"]


def test_what_somebody_is_in_dutch_is_no_part_of_the_name():
    article = article_of(f"Kabinet schrapt subsidie\nDoor onze redacteur Jan de Vries\n\n{REST}\n\n{MORE}")
    assert [one.name for one in article.byline] == ["Jan de Vries"]


def test_a_long_first_line_above_a_date_is_the_headline():
    headline = "Menteri meninjau lokasi banjir " * 9 + "Senin Pagi"
    article = article_of(f"{headline}\nRabu, 4 Juni 2025\nLUWU UTARA, FAJAR.CO.ID -- Menteri datang.\nIa pulang.")
    assert (article.headline, article.dateline) == (headline, "LUWU UTARA, FAJAR.CO.ID")
