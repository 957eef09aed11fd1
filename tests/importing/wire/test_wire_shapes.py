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


def test_news_in_haste_between_signs_is_kicker_and_headline():
    text = (
        f"+++ EILMELDUNG +++ Bahn stellt Verkehr im Norden ein +++\n\nHannover (dpa) - Der Rat tagt. {REST}\n\n{MORE}"
    )
    article = article_of(text)
    assert (article.kicker, article.headline) == ("EILMELDUNG", "Bahn stellt Verkehr im Norden ein")
    assert article.dateline == "Hannover (dpa)"


@pytest.mark.parametrize("team", ["Redacción / Villasol", "Redacción, Villasol", "Staff reporters", "Redaksi | Lembah"])
def test_a_team_signs_with_its_place(team):
    article = article_of(f"City Opens New Bridge Early\nMayor thanks the army\n{team}\n14/03/2025\n\n{REST}\n\n{MORE}")
    assert article.deck == "Mayor thanks the army"
    assert len(article.byline) == 1


def test_a_form_below_a_note_to_the_desk_is_one():
    note = "Hi both,\n\nCopy below for tonight. Please check par 4.\n\nTa\nMoira"
    fields = "HEADLINE: Bin strike called off\nSTANDFIRST: Council and union agree\nBYLINE: Gemma Holroyd"
    article = article_of(f"{note}\n\n{fields}\n\n{REST}\n\n{MORE}\n")
    assert (article.headline, article.deck) == ("Bin strike called off", "Council and union agree")
    assert [one.name for one in article.byline] == ["Gemma Holroyd"]
    assert "Moira" in article.editor_note


def test_what_stands_right_below_a_closing_line_is_none_of_the_story():
    call = "Newsletter La Matinale\nChaque matin, l'essentiel de l'actualité\nJe m'inscris"
    article = article_of(f"City Opens New Bridge Early\nPar Jean Roux\n\n{REST}\n\n{MORE}\n\n{call}")
    assert article.body == f"{REST}\n\n{MORE}"


def test_a_question_with_an_address_at_the_end_asks_readers_but_a_quoted_one_does_not():
    ask = "Tips of opmerkingen? Mail de redactie: regio@stadsblad.example"
    article = article_of(f"City Opens New Bridge Early\nBy Jane Roe\n\n{REST}\n\n{MORE}\n\n{ask}")
    assert article.call_to_action.text == ask
    quoted = '"Any questions? Ask me at mayor@vale.example," he said.'
    told = article_of(f"City Opens New Bridge Early\nBy Jane Roe\n\n{REST}\n\n{MORE}\n\n{quoted}")
    assert told.body.endswith("he said.")
