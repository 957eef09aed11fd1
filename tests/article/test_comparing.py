"""What changed between two versions: nothing invented, nothing left out, and readable."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import alignment, comparing, difference, plain, words
from broadsheet.article.model import Article, Author, CallToAction, Correction, Link, Picture, Rights, Seo, Source
from broadsheet.article.photo import Photo

TEXTS = st.text(st.sampled_from("ab ,.\n\r-'’é1日本ไทย\u0301\u064bعن🙂"), max_size=40) | st.lists(
    st.sampled_from(["kapal ", "nelayan ", "karam", ", ", ".\n\n", "\r\n", "the ", "sea "]), max_size=30
).map("".join)
MOMENTS = st.sampled_from(["", "2026-11-22T07:30:00+08:00", "2027-01-01T00:00:00+00:00"])
LINKS = st.lists(st.builds(Link, title=TEXTS, url=TEXTS), max_size=3).map(tuple)
ARTICLES = st.builds(
    Article,
    id=st.sampled_from("12"),
    headline=TEXTS,
    byline=st.lists(st.builds(Author, name=TEXTS, role=TEXTS), max_size=3).map(tuple),
    published=MOMENTS,
    keywords=st.lists(TEXTS, max_size=4).map(tuple),
    picture=st.builds(
        Picture, caption=TEXTS, decorative=st.booleans(), focus=st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1))
    ),
    body=TEXTS,
    related=LINKS,
    seo=st.builds(Seo, title=TEXTS),
    corrections=st.lists(st.builds(Correction, time=MOMENTS, text=TEXTS), max_size=2).map(tuple),
)
FULL = Article(
    id="1",
    language="id",
    kicker="Laut",
    headline="Kapal karam",
    deck="Tiga selamat",
    slug="kapal-karam",
    byline=(Author("Rina Dewi", "reporter"),),
    dateline="LBJ",
    published="2026-11-22T07:30:00+08:00",
    updated="2026-11-23T07:30:00+08:00",
    embargo="2026-11-21T07:30:00+08:00",
    section="Daerah",
    keywords=("laut", "kapal"),
    picture=Picture("assets/boat.jpg", "Kapal", True, "Kapal itu", "Rina", "© Rina", (0.5, 0.25)),
    photos=(Photo("assets/boat.jpg", creator="Rina"),),
    body="Satu.\n\nDua.\n",
    related=(Link("Badai", "https://example.org/badai"),),
    source=Source("Kyodo", "https://example.org"),
    end_mark="***",
    call_to_action=CallToAction("Ikuti kami", "https://example.org/ikut"),
    seo=Seo("Kapal", "Tiga selamat", "https://example.org/k", "noindex"),
    rights=Rights("© Harian", "Bebas"),
    editor_note="Periksa nama.",
    corrections=(Correction("2026-11-23T07:30:00+08:00", "Salah nama."),),
    status="ready",
)


def before(pieces):
    return "".join(piece.text for piece in pieces if piece.kind != "new")


def after(pieces):
    return "".join(piece.text for piece in pieces if piece.kind != "gone")


def shown(old, new):
    """Return pieces in one line: `[-gone-]`, `{+new+}`."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in difference.pieces(old, new))


@given(TEXTS, TEXTS)
def test_pieces_are_the_two_texts(old, new):
    pieces = difference.pieces(old, new)
    assert before(pieces) == old
    assert after(pieces) == new
    assert all(piece.text for piece in pieces)
    assert [one.kind for one in pieces if one.kind != "same"] or old == new
    assert all(one.kind != two.kind for one, two in pairwise(pieces))


@given(ARTICLES, ARTICLES)
def test_every_field_that_differs_is_told_with_both_its_texts(old, new):
    found = comparing.changes(old, new)
    names = [change.field for change in found]
    assert names == [name for name in plain.FIELDS if name in names]
    for change in found:
        assert before(change.pieces) == plain.text(old, change.field)
        assert after(change.pieces) == plain.text(new, change.field)
    rest = msgspec.structs.replace(old, id=new.id)
    assert bool(found) == (rest != new)


def test_no_field_is_forgotten():
    empty = Article(id="2", status="")
    named = [change.field for change in comparing.changes(empty, FULL)]
    leaves = [
        f"{name}.{part}" if isinstance(value, dict) else name
        for name, value in msgspec.to_builtins(FULL).items()
        for part in (value if isinstance(value, dict) else [""])
    ]
    assert named == leaves[1:]
    assert comparing.changes(FULL, FULL) == ()


def test_values_that_read_the_same_are_still_shown_as_a_change():
    old, new = Article(id="1", keywords=("a\nb",)), Article(id="1", keywords=("a", "b"))
    assert [piece.kind for piece in comparing.changes(old, new)[0].pieces] == ["gone", "new"]


def test_fields_read_as_plain_text():
    assert plain.text(FULL, "byline") == "Rina Dewi · reporter"
    assert plain.text(FULL, "related") == "Badai · https://example.org/badai"
    assert plain.text(FULL, "picture.focus") == "50 % · 25 %"
    assert plain.text(FULL, "picture.decorative") == "✓"
    assert plain.text(FULL, "keywords") == "laut\nkapal"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Tiga nelayan selamat", "Lima nelayan selamat", "[-Tiga-]{+Lima+} nelayan selamat"),
        ("the old red boat", "the new blue boat", "the [-old red-]{+new blue+} boat"),
        ("it said 1,000 came", "it said 1,500 came", "it said [-1,000-]{+1,500+} came"),
        ("anak-anak laut", "anak laut", "[-anak-anak-]{+anak+} laut"),
        ("漁船が沈没した", "漁船が転覆した", "漁船が[-沈没-]{+転覆+}した"),
        ("قال الوزير أمس", "قال الرئيس أمس", "قال [-الوزير-]{+الرئيس+} أمس"),
        ("كَتَبَ الولد", "كُتِبَ الولد", "[-كَتَبَ-]{+كُتِبَ+} الولد"),
        ("see https://a.org/b now", "see https://a.org/c now", "see [-https://a.org/b-]{+https://a.org/c+} now"),
        ("One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One.\n\n{+New.\n\n+}Two.\n"),
        ("One.\r\nTwo.", "One.\nTwo.", "One.[-\r\n-]{+\n+}Two."),
    ],
)
def test_a_change_reads_as_a_person_would_tell_it(old, new, expected):
    assert shown(old, new) == expected


def test_a_rewritten_paragraph_is_found_among_new_ones():
    old = "Start.\n\nThe minister said on Monday that boats must stay.\n\nEnd.\n"
    new = (
        "Start.\n\nThe president said nothing.\n\nThe minister said on Tuesday that boats must stay.\n\n"
        "The mayor said on Sunday she was glad.\n\nEnd.\n"
    )
    assert shown(old, new) == (
        "Start.\n\n{+The president said nothing.\n\n+}"
        "The minister said on [-Monday-]{+Tuesday+} that boats must stay.\n"
        "{+\nThe mayor said on Sunday she was glad.\n+}\nEnd.\n"
    )


def test_words_are_counted_gone_and_new_and_only_where_there_are_words():
    old = Article(id="1", headline="Tiga nelayan selamat", body="Satu dua.", status="draft", picture=Picture("a.jpg"))
    new = Article(id="1", headline="Lima nelayan selamat", body="Satu dua tiga.", status="ready", slug="lima-nelayan")
    assert sum(comparing.words_gone_and_new(old, new)) == 3
    assert comparing.words_gone_and_new(old, old) == (0, 0)
    assert words.count("漁船 — https://a.org/x-y, don't 1,000!") == 5


@given(st.text(max_size=200))
def test_a_text_is_its_pieces(text):
    assert "".join(words.pieces(text)) == text


SEQUENCES = st.lists(st.sampled_from("abcd"), max_size=30)


def longest(one, two):
    """Return the length of a longest common subsequence, by the book."""
    row = [0] * (len(two) + 1)
    for element in one:
        above = row[:]
        for at, other in enumerate(two, 1):
            row[at] = above[at - 1] + 1 if element == other else max(above[at], row[at - 1])
    return row[-1]


def assert_aligned(pairs, old, new):
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))


@given(SEQUENCES, SEQUENCES)
def test_short_sequences_keep_all_that_they_have_in_common(old, new):
    pairs = alignment.common(old, new)
    assert_aligned(pairs, old, new)
    assert len(pairs) == longest(old, new)


@given(SEQUENCES, SEQUENCES, st.integers(1, 60))
def test_long_sequences_are_compared_coarsely_but_never_wrongly(old, new, cells):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_CELLS", cells)
        assert_aligned(alignment.common(old, new), old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x" * 200_000, "y" * 200_000),
        ("same\n" * 20_000, "same\n" * 19_000 + "other\n" + "same\n" * 500),
        ("same\n" * 20_000, "other\n" * 20_000),
        ("?!" * 20_000, "!.?" * 20_000),
        ("".join(f"{n} " for n in range(20_000)), "".join(f"{n} " for n in range(20_000, 0, -1))),
        ("漁" * 20_000, "漁船" * 10_000),
    ],
)
def test_hostile_texts_give_pieces_that_are_the_texts(old, new):
    pieces = difference.pieces(old, new)
    assert before(pieces) == old
    assert after(pieces) == new


def test_too_many_pieces_become_one_change(monkeypatch):
    monkeypatch.setattr(difference, "_MOST_ISLANDS", 3)
    assert shown("a. longest. b. longest. c. longest. d.", "e. longest. f. longest. g. longest. h.").startswith("[-a.")
