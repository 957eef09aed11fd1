"""What is shown of a comparison: every change, a little around it, and never more than can be set."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import difference, excerpts
from broadsheet.article.difference import Piece
from broadsheet.article.excerpts import Folded, Line, Rest

TEXTS = st.lists(st.sampled_from(["kapal ", "nelayan ", "karam", ".\n\n", "\r\n", "\n", " ", "laut"]), max_size=40)


def shown(before, after, **limits):
    return excerpts.rows(difference.pieces(before, after), **limits)


def words(rows, kind):
    return "".join(piece.text for row in rows if isinstance(row, Line) for piece in row.pieces if piece.kind == kind)


@given(before=TEXTS.map("".join), after=TEXTS.map("".join))
def test_every_changed_word_is_shown(before, after):
    pieces = difference.pieces(before, after)
    rows = excerpts.rows(pieces)
    for kind in ("gone", "new"):
        changed = "".join(piece.text for piece in pieces if piece.kind == kind)
        assert words(rows, kind).replace("¶", "").split() == changed.split() or (
            "".join(words(rows, kind).replace("¶", "").split()) == "".join(changed.split())
        )


def test_long_unchanged_stretches_are_folded_and_the_nearest_lines_stay():
    before = [f"Paragraph {number}." for number in range(20)]
    after = [*before[:10], "Another one.", *before[11:]]
    rows = shown("\n\n".join(before), "\n\n".join(after))
    assert rows[0] == Folded(9)
    assert rows[-1] == Folded(8)
    assert [row.changed for row in rows[1:-1]] == [False, True, False]
    assert all(row.apart for row in rows[2:-1])


def test_a_paragraph_that_was_split_or_joined_shows_where():
    split = excerpts.rows((Piece("same", "One"), Piece("gone", " "), Piece("new", "\n\n"), Piece("same", "two.")))
    assert words(split, "new") == "¶"
    assert len(split) == 2
    joined = excerpts.rows((Piece("same", "One"), Piece("gone", "\n\n"), Piece("new", " "), Piece("same", "two.")))
    assert words(joined, "gone") == "¶"
    assert len(joined) == 1


def test_a_text_without_changes_is_shown_whole():
    text = "\n\n".join(f"Paragraph {number}." for number in range(20))
    assert len(excerpts.rows((Piece("same", text),))) == 20


def test_what_is_too_much_is_counted_instead():
    rows = shown("", "word " * 1000, most=500)
    assert rows[-1] == Rest(900)
    assert sum(len(piece.text) for row in rows[:-1] for piece in row.pieces) == 500


def test_the_middle_of_an_unchanged_stretch_gives_way():
    long = "kata " * 500
    (row,) = shown(f"Awal {long}akhir", f"Mula {long}tamat")
    assert words([row], "gone") == "Awalakhir"
    assert len(words([row], "same")) < 400


def test_a_line_that_cannot_be_broken_is_shortened_or_split():
    rows = excerpts.rows((Piece("same", "a" * 1_000_000),))
    assert len(words(rows, "same")) == 101
    rows = excerpts.rows((Piece("same", "報" * 5_000),))
    assert [len(row.pieces[0].text) for row in rows] == [2000, 2000, 1000]
