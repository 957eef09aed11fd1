"""Wire copy becomes an article: labelled examples, traps, and that nothing of any text is ever lost."""

import json
import random
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importing.wire import labelled

from broadsheet.article import language, model, parts
from broadsheet.importing import rich, wire
from broadsheet.importing.wire import credits, dates, names, words

COPY = Path(__file__).parent / "copy"
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "wire"
LINES = [line for path in labelled.examples(COPY) for line in path.read_text("utf-8").splitlines()]


def article_of(text, *, markdown=False):
    return wire.fill(wire.read(text, markdown=markdown), model.blank())


def cover(guess):
    """Return how many pieces each character is in."""
    counts = [0] * len(guess.text)
    for piece in guess.pieces:
        for at in range(piece.start, piece.end):
            counts[at] += 1
    return counts


def lost(guess):
    """Return where a character is in no piece or in several."""
    return [at for at, count in enumerate(cover(guess)) if count != 1 and not (count == 0 and guess.text[at].isspace())]


@pytest.mark.parametrize("path", labelled.examples(COPY), ids=lambda path: path.stem)
def test_our_examples_are_filled_as_an_editor_would(path):
    said, unmet = labelled.labels(path)
    found = labelled.made(path)
    wrong = {name for name in labelled.FIELDS if not labelled.is_right(name, said[name], found[name])}
    assert wrong == set(unmet), {name: (said[name], found[name]) for name in wrong ^ set(unmet)}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not on this machine")
def test_the_shared_samples_are_filled_in_every_field():
    for path in labelled.examples(SAMPLES):
        said, found = labelled.labels(path)[0], labelled.made(path)
        assert [name for name in labelled.FIELDS if not labelled.is_right(name, said[name], found[name])] == [], (
            path.name
        )


def test_every_language_has_an_example():
    tags = {labelled.labels(path)[0]["language"] for path in labelled.examples(COPY)}
    assert tags >= {"id", "ms", "en", "es", "pt", "fr", "de", "nl", "ar"}


@given(st.text() | st.lists(st.sampled_from(LINES), max_size=30).map("\n".join))
def test_every_character_is_in_exactly_one_piece(text):
    guess = wire.read(text)
    assert lost(guess) == []
    assert sorted(guess.pieces, key=lambda piece: piece.start) == list(guess.pieces)


def test_a_lost_character_would_be_found():
    guess = wire.read("Headline of it\n\nA paragraph that goes on.")
    assert lost(guess) == []
    assert lost(wire.Guess(guess.text, guess.pieces[1:])) == [at for at in range(14) if guess.text[at] != " "]
    assert lost(wire.Guess(guess.text, (guess.pieces[0], *guess.pieces)))


@given(st.lists(st.sampled_from(LINES), max_size=30).map("\n\n".join))
def test_the_words_of_paragraphs_and_of_what_is_left_over_are_in_the_article(text):
    guess = wire.read(text)
    article = wire.fill(guess, model.blank())
    for piece in guess.pieces:
        shown = {"body": article.body, "left_over": article.editor_note}.get(piece.where)
        if shown is not None and not (piece.where == "body" and guess.words(piece).startswith("![")):
            bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown.replace("\\\n", "\n"))
            assert set(guess.words(piece).split()) <= {*shown.split(), *bare.split(), "\\"}


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=20).map("\n\n".join), st.data())
def test_a_moved_piece_is_in_its_new_field_and_nothing_else_has_moved(text, data):
    guess = wire.read(text)
    if not guess.pieces:
        return
    number = data.draw(st.integers(0, len(guess.pieces) - 1))
    moved = wire.move(guess, number, "deck")
    assert lost(moved) == []
    first = re.findall(r"[^\W_]+", guess.words(guess.pieces[number]))[:1]
    assert all(word in wire.fill(moved, model.blank()).deck for word in first)
    assert [piece for at, piece in enumerate(moved.pieces) if at != number] == [
        piece for at, piece in enumerate(guess.pieces) if at != number
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "By the river the boats lie idle, and nobody asks why they do.",
        "Por la tarde volvieron los barcos al puerto, y nadie preguntó.",
        "Par ailleurs, la mairie promet un nouveau pont pour le printemps.",
        "Von weitem sieht man den Turm, und aus der Nähe sieht man ihn nicht.",
        "Door de regen liep het werk vertraging op, zegt de gemeente.",
        "Oleh karena itu warga meminta jembatan baru sebelum musim hujan.",
        "Source of the trouble was a valve, the engineers said on Monday.",
        "Photo finish aside, it was the slowest race of the whole season.",
        '"Read also the small print," she said, and she laughed out loud.',
        "The bridge - the only one for miles - was closed on Friday night.",
        "Nobody came — not even the mayor, who had promised to be there.",
    ],
)
def test_prose_that_begins_like_a_label_stays_prose(opening):
    rest = "The council will decide on Thursday. Nobody has seen the report."
    article = article_of(f"A headline for it\n\n{opening}\n\n{rest}")
    assert article.headline == "A headline for it"
    assert article.body == f"{opening}\n\n{rest}"
    assert (article.byline, article.dateline, article.source.name, article.picture.caption) == ((), "", "", "")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("By Jane Roe, Associated Wire", [("Jane Roe", "Associated Wire", "")]),
        ("Oleh: Bagus Wicaksono dan Tuti Lestari", [("Bagus Wicaksono", "", ""), ("Tuti Lestari", "", "")]),
        ("Por Ana Ruiz, Luis Sanz y Eva Mora", [("Ana Ruiz", "", ""), ("Luis Sanz", "", ""), ("Eva Mora", "", "")]),
        (
            "Von Mirko Hanssen (Text) und Katrin Möller (Fotos)",
            [("Mirko Hanssen", "Text", ""), ("Katrin Möller", "Fotos", "")],
        ),
        ("Par Anne Roche avec AFP", [("Anne Roche", "AFP", "")]),
        ("By Jane Roe (jane@example.org)", [("Jane Roe", "", "jane@example.org")]),
        ("بقلم: يوسف بن عمر ونادية الشرقاوي", [("يوسف بن عمر", "", ""), ("نادية الشرقاوي", "", "")]),
        ("By Jane Roe in London", [("Jane Roe", "London", "")]),
    ],
)
def test_bylines_name_people_roles_and_addresses(text, people):
    assert [(one.name, one.role, one.email) for one in names.authors(text)] == people


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14 Mar 2025", "2025-03-14"),
        ("March 3, 2026 09:14 GMT", "2026-03-03T09:14:00+00:00"),
        ("Kamis, 14 Maret 2025 | 10:15 WIB", "2025-03-14T10:15:00+07:00"),
        ("Diterbitkan : 3 Mac 2026", "2026-03-03"),
        ("7 de mayo de 2026", "2026-05-07"),
        ("Publicado em 3 de março de 2026", "2026-03-03"),
        ("le 3 mars 2026", "2026-03-03"),
        ("Stand: 11.01.2026", "2026-01-11"),
        ("Geplaatst op 3 maart 2026", "2026-03-03"),
        ("نشر في ٣ مارس ٢٠٢٦", "2026-03-03"),
        ("Tue 30 Sep 2025 06.00 BST", "2025-09-30T06:00:00+01:00"),
        ("2026-03-03T09:14:00+08:00", "2026-03-03T09:14:00+08:00"),
        ("3 Mar 2026 7:05 p.m. EST", "2026-03-03T19:05:00-05:00"),
    ],
)
def test_dates_are_read_as_each_language_writes_them(text, iso):
    assert dates.read(text).iso == iso


@pytest.mark.parametrize(
    "text", ["31.02.2026", "The 3rd of March 2026 was a Tuesday", "Room 12.03.44", "2026", "14 Mar"]
)
def test_what_is_no_date_alone_is_none(text):
    assert dates.read(text) is None


def test_every_language_row_has_every_list_and_the_calendar():
    for row in words.rows().values():
        assert (len(row.months), len(row.days)) == (12, 7)
        assert all(getattr(row, name) for name in row.__struct_fields__ if name not in ("from_", "tells"))


def test_hard_wrapped_mail_becomes_paragraphs_of_one_line():
    text = "The lamps come on a little after nine, and for a moment the whole slope\nlooks like a fairground."
    wrapped = "\n\n".join([text, text.replace("lamps", "boats"), text.replace("lamps", "birds")])
    assert article_of(wrapped).body.split("\n\n")[0] == text.replace("\n", " ")


def test_filling_keeps_what_the_text_says_nothing_about():
    old = model.Article(id="x", language="id", kicker="Old", editor_note="Mine", section="City")
    filled = wire.fill(wire.read("Advertisement\n\nA Headline Here\nBy Jane Roe\n\nThe story begins and goes on."), old)
    assert (filled.kicker, filled.section, filled.id) == ("Old", "City", "x")
    assert filled.editor_note == "Mine\nAdvertisement"


@pytest.mark.parametrize("sign", ["*", "_", "(", "[", ". ", ": ", "- "])
def test_a_long_row_of_signs_costs_no_more_than_its_length(sign):
    # The test's own time limit is the measure: in the window nothing can stop such a search.
    guess = wire.read(sign * 200_000)
    assert lost(guess) == []


def test_fields_have_no_backslashes_of_markdown_and_the_body_keeps_them():
    page = (
        "<h1>Five* or six* [stars] for a_b</h1><p>By Jane Roe</p><p>14 March 2025</p>"
        "<p>LONDON (AP) - The story begins *here* and goes on for a whole sentence.</p><p>Here it ends, with words.</p>"
    )
    filled = wire.fill(wire.read(rich.convert(page).markdown, markdown=True), model.blank())
    assert filled.headline == "Five* or six* [stars] for a_b"
    assert r"\*here\*" in filled.body


def test_large_text_that_looks_like_labels_costs_no_more_than_its_length():
    rng = random.Random(1)
    text = "\n".join(rng.choice(LINES) for _ in range(20_000))
    assert lost(wire.read(text)) == []


LABEL_LISTS = [
    "by",
    "author",
    "editor",
    "with_",
    "helped",
    "from_",
    "and_",
    "photo",
    "caption",
    "published",
    "updated",
    "source",
    "sourced",
    "tags",
    "read_also",
    "related",
    "call",
    "junk",
]
LABELS = {part for name in LABEL_LISTS for word in words.pool(name) for part in re.findall(r"[^\W_]+", word)}


def missing(guess, article):
    """Return the words of a text that are in no field of the article, but labels and what dates are made of."""
    whole = json.dumps(msgspec.to_builtins(article), ensure_ascii=False)
    held = set(re.findall(r"[^\W_]+", re.sub(r"\\.", " ", whole).casefold()))
    dated = {"published", "updated"}
    found = []
    for piece in guess.pieces:
        said = re.findall(r"[^\W_]+", guess.words(piece).casefold())
        if piece.where == "picture" and credits.is_remnant(guess.words(piece)):
            continue  # the ending of a file's name is no word of the story
        if piece.where not in dated or not labelled_date(guess.words(piece)):
            # Arabic writes its "and" together with the name behind it.
            found += [word for word in said if not {word, word.removeprefix("و")} & held and word not in LABELS]
    return found


def labelled_date(text):
    return dates.read(text) is not None or dates.folio(text) is not None


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_every_word_but_labels_and_dates_is_in_the_filled_article(text):
    guess = wire.read(text)
    assert missing(guess, wire.fill(guess, model.blank())) == []


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12).map("\n\n".join), st.data())
def test_no_move_of_a_piece_loses_a_word(text, data):
    guess = wire.read(text)
    if not guess.pieces:
        return
    where = data.draw(st.sampled_from(get_args(wire.Where)))
    moved = wire.move(guess, data.draw(st.integers(0, len(guess.pieces) - 1)), where)
    assert missing(moved, wire.fill(moved, model.blank())) == []


def test_a_word_that_no_field_has_would_be_found():
    guess = wire.read("A Headline Here\nBy Jane Roe\n\nThe story begins and goes on.")
    assert missing(guess, model.blank()) != []


def test_what_is_no_date_is_not_put_into_the_date():
    guess = wire.read("A Headline Here\n14 Mar 2025\n\nThe story begins and goes on.")
    moved = wire.move(guess, 0, "published")
    article = wire.fill(moved, model.blank())
    assert article.published == ""
    assert "A Headline Here" in article.editor_note


def test_links_of_a_page_give_their_words_to_the_fields_and_their_addresses_to_the_people():
    article = article_of(
        "[A headline of it](https://x.example/a)\n\nBy [Jane Roe](https://x.example/jane) and "
        "[Dan Yates](https://x.example/dan)\n\n3 March 2026\n\nThe story begins and goes on here.\n\nSource: [AP](https://ap.example)"
    )
    assert article.headline == "A headline of it"
    assert [(one.name, one.url) for one in article.byline] == [
        ("Jane Roe", "https://x.example/jane"),
        ("Dan Yates", "https://x.example/dan"),
    ]
    assert (article.source.name, article.source.url) == ("AP", "https://ap.example")


def test_lists_within_lists_and_breaks_within_paragraphs_stay_as_they_are():
    items = "- one\n  - two\n    - three\n- four\n\n  more of four"
    body = f"The story begins and goes on here.\n\n{items}\n\nOne line\\\nanother."
    assert article_of(f"A Headline Here\nBy Jane Roe\n\n{body}", markdown=True).body == body


def test_a_weekday_at_the_end_of_a_wrapped_line_is_part_of_its_sentence():
    article = article_of(
        "Library roof collapses\n\nBy Kiran Das\n\n"
        "The roof of the town library fell in overnight, and the council said on\nTuesday.\n\nNobody was hurt."
    )
    assert "council said on Tuesday." in article.body
    assert article.editor_note == ""


@pytest.mark.parametrize("label", ["You may also like", "Te puede interesar", "À lire également", "Lees verder"])
def test_what_copy_calls_a_read_also_is_one_on_the_page_too(label):
    text = f"A Headline Here\nBy Jane Roe\n\nThe story goes on.\n\n{label}: Another story\n\nThe end is near."
    said = article_of(text).body.split("\n\n")[1]
    found = parts.read_also([parts.Run(said)], language.every_read_also_label())
    assert found is not None
    assert (found.label, found.title) == (label, "Another story")


@pytest.mark.parametrize(
    "text",
    [
        "Dear Editor,\n\nThe road below my house is flooded again.\n\nYours faithfully,\nJo Lee Roe.",
        "Para mañana se esperan lluvias en toda la costa.\n\nLas temperaturas bajarán hasta los ocho grados.",
        "Wie besprochen, wird die Straße im Mai gesperrt.\n\nDie Busse fahren über Tannrode, sagt die Stadt.",
        "As agreed with the union, our ferries sail again on Monday.\n\nNobody was hurt when the pier fell in.",
    ],
)
def test_letters_and_prose_that_begin_like_mail_stay_in_the_body(text):
    article = article_of(text)
    assert article.editor_note == ""
    assert article.body.split("\n\n")[0] == text.split("\n\n", maxsplit=1)[0]


@pytest.mark.parametrize("headline", ["Hello, Dolly!", "Photo Finish: how the race at Vale was won", "Breaking bread"])
def test_headlines_that_look_like_a_greeting_or_a_credit_stay_headlines(headline):
    article = article_of(f"{headline}\nBy Jane Roe\n\nThe musical opened on Monday. It was long.\n\nNobody left.")
    assert (article.headline, article.kicker, article.editor_note) == (headline, "", "")


def test_a_mail_around_a_story_is_in_the_note_with_every_word():
    story = "Ferry strike ends\nBy Jane Roe\n\nThe ferries sail again on Monday.\n\nThe boats were full by noon."
    above, below = "Hi desk,\n\nPlease find my story below. Call me.", "Thanks,\nJane\nTel: 020 5550 1234"
    article = article_of(f"{above}\n\n{story}\n\n{below}")
    assert article.headline == "Ferry strike ends"
    assert article.body == "The ferries sail again on Monday.\n\nThe boats were full by noon."
    assert article.editor_note.split() == f"{above} {below}".split()
