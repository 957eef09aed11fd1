"""Copy that looks like what the rules look for and is something else."""

import pytest

from broadsheet.article import model
from broadsheet.importing import wire

REST = "The council will decide on Thursday. Nobody has seen the report."


def article_of(text):
    return wire.fill(wire.read(text), model.blank())


@pytest.mark.parametrize(
    "opening",
    ["Stille. Dann fiel der Vorhang, und niemand klatschte.", "Silence. Then the curtain fell, and nobody clapped."],
)
def test_a_sentence_of_one_word_that_nothing_above_names_is_no_dateline(opening):
    article = article_of(f"A Headline Here\nBy Jane Roe\n\n{opening}\n\n{REST}")
    assert (article.dateline, article.body) == ("", f"{opening}\n\n{REST}")


def test_a_place_that_the_headline_names_is_one():
    article = article_of(f"Neuer Deich in Auental\nVon Jan Roe\n\nAuental. Der neue Deich hält.\n\n{REST}")
    assert article.dateline == "Auental"


@pytest.mark.parametrize("last", ["Nobody was hurt, she told Reuters.", "They all work for the same firm: Reuters"])
def test_an_agency_within_the_last_sentence_is_part_of_it(last):
    article = article_of(f"A Headline Here\nBy Jane Roe\n\n{REST}\n\n{last}")
    assert (article.source.name, article.body.split("\n\n")[-1]) == ("", last)


def test_an_agency_behind_the_last_sentence_is_the_source():
    article = article_of(f"A Headline Here\nBy Jane Roe\n\n{REST}\n\nNobody was hurt. – Reuters")
    assert (article.source.name, article.body.split("\n\n")[-1]) == ("Reuters", "Nobody was hurt.")


@pytest.mark.parametrize("headline", ["Waiting - a story of the north", "Rugby - the game they play in heaven"])
def test_a_dash_in_a_headline_parts_no_rubric_that_is_not_in_capitals(headline):
    article = article_of(f"{headline}\nBy Jane Roe\n\n{REST}\n\nThe rest is told here.")
    assert (article.kicker, article.headline) == ("", headline)


def test_lines_of_one_length_above_a_story_are_not_one_line():
    lines = "Water firm knew of leak for nine years, letters show\nDocuments reveal 14 warnings from its own engineers"
    article = article_of(f"{lines}\nBy Petra Lind and Omar Haddad, Northern Wire Agency\n4 May 2026\n\n{REST}\n\nMore.")
    assert [article.headline, article.deck] == lines.split("\n")


def test_a_link_under_its_label_is_a_read_also_where_the_story_goes_on():
    text = f"A Headline Here\nBy Jane Roe\n\n{REST}\n\nREAD ALSO:\nAnother story\nhttps://x.example/a\n\n{REST}"
    article = article_of(text)
    assert article.body.split("\n\n")[1] == "Read also: [Another story](https://x.example/a)"
    assert article.related == ()


def test_two_sentences_under_a_byline_are_the_story_and_no_deck():
    article = article_of(f"A Headline Here\nBy Jane Roe\n\nIt rained.\n\nNobody came.\n\n(foto)\n\n{REST}")
    assert (article.deck, article.body) == ("", f"It rained.\n\nNobody came.\n\n{REST}")


@pytest.mark.parametrize("mark", [" ENDS", " —END—", "***", " -30-", "—30—", " ■"])
def test_a_mark_of_the_end_behind_the_last_sentence_is_no_part_of_it(mark):
    article = article_of(f"A Headline Here\nBy Jane Roe\n\n{REST}\n\nThe rest is told here.{mark}")
    assert (article.body.split("\n\n")[-1], article.end_mark) == ("The rest is told here.", mark.strip())


@pytest.mark.parametrize("last", ["He said it ENDS here.", "Nobody knew how it ends", "It was the END"])
def test_a_word_for_the_end_within_a_sentence_is_no_mark(last):
    article = article_of(f"A Headline Here\nBy Jane Roe\n\n{REST}\n\n{last}")
    assert (article.body.split("\n\n")[-1], article.end_mark) == (last, "")


@pytest.mark.parametrize("credit", ["\n(Jo Reed/AP)", " Jo Reed/AP", " / Jo Reed", " [Jo Reed/AP]", " ©Jo Reed/AP"])
def test_a_picture_is_signed_in_many_ways(credit):
    text = f"A Headline Here\nBy Jane Roe\n4 May 2026\n.jpeg)\nA boat in the harbour.{credit}\n{REST}\nMore of it here."
    picture = article_of(text).picture
    assert (picture.caption, picture.credit[:7]) == ("A boat in the harbour.", "Jo Reed")


def test_a_read_also_of_three_lines_is_one_where_every_paragraph_is_a_line():
    text = f"A Headline Here\nBy Jane Roe\n{REST}\nRead also:\nAnother story\nhttps://x.example/a\nThe end is near."
    assert article_of(text).body.split("\n\n")[1:] == [
        "Read also: [Another story](https://x.example/a)",
        "The end is near.",
    ]


MAILED = "Hi desk,\n\nPlease find the story below.\n\nMinister knew of leak for months\n\nBy Jane Roe"


@pytest.mark.parametrize(
    "words",
    [
        "The report, marked confidential, was sent to her office in March, and nobody answered it.",
        '"It was confidential for a reason," she said on Monday.',
        "Laporan rahasia itu dikirim ke kantornya pada bulan Maret dan tidak dijawab.",
        "El informe confidencial llegó a su despacho en marzo.",
    ],
)
@pytest.mark.parametrize("last", ["", "\n\nThe inquiry goes on."])
def test_a_mailed_story_about_what_is_confidential_is_whole(words, last):
    article = article_of(f"{MAILED}\n\n{REST}\n\n{words}{last}")
    assert article.body == f"{REST}\n\n{words}{last}"


@pytest.mark.parametrize(
    "notice",
    [
        "This mail is confidential and meant for the intended recipient only.",
        "Thanks,\nJane Roe\n\nThis mail is confidential. Whoever got it in error is asked to delete it and to tell us.",
    ],
)
def test_the_notice_of_a_firm_under_a_mail_is_no_part_of_the_story(notice):
    article = article_of(f"{MAILED}\n\n{REST}\n\n{notice}")
    assert (article.body, "This mail is confidential" in article.editor_note) == (REST, True)


@pytest.mark.parametrize(
    "box",
    [
        "--\n\nMaritime Museum, 12 Quay Street\n\nTickets: 020 7946 0000\n\nOpen daily from 10 to 5",
        "Best wishes\n\nThe king sent a card to all who helped.\n\nThe card is at the town hall, tel. 020 7946 0000.",
    ],
)
def test_words_for_readers_behind_what_may_close_a_mail_stay_in_the_story(box):
    article = article_of(f"A Headline Here\nBy Jane Roe\n\n{REST}\n\nThe rest is told here.\n\n{box}")
    assert [line for line in box.split("\n\n") if line in article.editor_note] == []


def test_sentences_behind_a_rule_in_a_mailed_story_are_the_story():
    article = article_of(f"{MAILED}\n\n{REST}\n\n—\n\nThe firm said nothing.\n\nIts owner is abroad.")
    assert article.body.endswith("The firm said nothing.\n\nIts owner is abroad.")


@pytest.mark.parametrize("close", ["Best wishes\n\nJane Roe", "Thanks, Jane", "--\n\nJane Roe"])
def test_a_close_with_a_name_and_a_number_is_the_desks(close):
    article = article_of(f"A Headline Here\nBy Ann Lee\n\n{REST}\n\nThe rest is told here.\n\n{close}\n\n020 7946 0000")
    assert (article.body, "020 7946 0000" in article.editor_note) == (f"{REST}\n\nThe rest is told here.", True)


def test_a_headline_that_greets_and_exclaims_is_one():
    article = article_of(f"Hi, Barbie!\n\nHow a doll took over the summer\n\nBy Jane Roe\n\n{REST}")
    assert (article.headline, article.editor_note) == ("Hi, Barbie!", "")
