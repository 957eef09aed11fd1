"""Languages: a row of words for each, and which way it runs."""

import re

import pytest

from broadsheet.article import language

ROWS = language.languages()


@pytest.mark.parametrize("tag", ROWS)
def test_a_row_is_whole(tag):
    row = ROWS[tag]
    assert row.tag == tag == language.primary(tag)
    assert row.name
    assert len(row.quotes) == 4
    assert row.labels.read_also
    for words, blank in ((row.labels.by, "names"), (row.labels.updated, "time"), (row.labels.published, "time")):
        assert re.findall(r"{(.*?)}", words) == [blank]
    assert row.rtl == (tag in {"ar", "he", "fa", "ur"})


def test_the_languages_of_the_first_readers_are_there():
    assert {"id", "ms", "en", "es", "ar"} <= set(ROWS)


@pytest.mark.parametrize(
    ("tag", "names", "joined"),
    [
        ("id", (), ""),
        ("id", ("Rani",), "Rani"),
        ("id-ID", ("Rani", "Bagus"), "Rani dan Bagus"),
        ("en-GB", ("Ann", "Bob", "Cy"), "Ann, Bob and Cy"),
        ("ar", ("أ", "ب"), "أ وب"),
    ],
)
def test_names_are_joined_as_a_sentence_does(tag, names, joined):
    assert language.language(tag).labels.join(names) == joined


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("id", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("ar-Latn", "ltr"),
        ("az-Arab", "rtl"),
        ("ckb", "rtl"),
        ("xx", "ltr"),
        ("", "ltr"),
        ("FA_ir", "rtl"),
    ],
)
def test_a_language_runs_its_way_even_without_words_of_its_own(tag, direction):
    assert language.direction(tag) == direction


def test_a_language_without_a_row_has_english_words():
    assert language.language("tlh").labels == ROWS["en"].labels
    assert language.language("tlh").tag == "tlh"
    assert language.language("").tag == "en"


def test_read_also_labels_come_longest_first_so_that_none_hides_another():
    labels = language.every_read_also_label()
    assert [len(label) for label in labels] == sorted((len(label) for label in labels), reverse=True)
    assert len(labels) == len(set(labels))
