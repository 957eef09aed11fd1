"""Merging two articles made from one: nothing dropped, nothing chosen behind the writer's back."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import blocks, merging, plain, sequences
from broadsheet.article.model import Article, Author, Link, Picture, Seo

PARAGRAPH = st.sampled_from(
    ["Satu.", "Dua.", "Tiga.", "  kode\n  lagi", "Kapal karam di laut.", "Kapal karam di sungai.", "> kutip", "a\nb"]
)
GAP = st.sampled_from(["\n\n", "\n\n\n", "\n \n"])
TEXTS = st.builds(
    lambda opening, parts, closing, end: (opening + "".join(map("".join, parts)) + closing).replace("\n", end),
    st.sampled_from(["", "\n", " \n"]),
    st.lists(st.tuples(PARAGRAPH, GAP), max_size=6),
    st.sampled_from(["", "Akhir.", "Akhir.\n", "\n", "  "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
AUTHORS = st.lists(
    st.builds(Author, name=st.sampled_from(["Rina", "Budi", "Sari"]), role=st.sampled_from(["", "foto"]))
)
SHORT = st.sampled_from(["", "A", "B", "C"])
ARTICLES = st.builds(
    Article,
    id=st.just("1"),
    headline=SHORT,
    published=SHORT,
    byline=AUTHORS.map(lambda some: tuple(some[:4])),
    keywords=st.lists(SHORT, max_size=4).map(tuple),
    picture=st.builds(Picture, caption=SHORT, credit=SHORT, decorative=st.booleans()),
    body=TEXTS,
    related=st.lists(st.builds(Link, title=SHORT), max_size=3).map(tuple),
    seo=st.builds(Seo, title=SHORT),
    editor_note=TEXTS,
)
CHOICES = st.sampled_from(["ours", "theirs", "both"])


def paragraphs(text):
    return [blocks.plain(one.text) for one in blocks.split(text).paragraphs]


def added(base, side):
    """Return the paragraphs and entries that a side has and the base has not."""
    found = {("body", one) for one in set(paragraphs(side.body)) - set(paragraphs(base.body))}
    for name in ("byline", "keywords", "related"):
        found |= {(name, plain.reading(one)) for one in getattr(side, name) if one not in getattr(base, name)}
    return found


def kept(merged):
    """Return the paragraphs and entries of the merged article and of the sides of its conflicts."""
    found = added(Article(id="0"), merged.article)
    for conflict in merged.conflicts:
        for text in (conflict.ours, conflict.theirs):
            found |= {(conflict.field, one) for one in (paragraphs(text) if conflict.field == "body" else [])}
        if conflict.field in {"byline", "keywords", "related"}:
            found |= {(conflict.field, plain.reading(one)) for side in conflict.parts for one in side}
    return found


def dropped(merge, base, ours, theirs):
    return (added(base, ours) | added(base, theirs)) - kept(merge(base, ours, theirs))


def of(body="", **values):
    return Article(id="1", body=body, **values)


def merged_bodies(base, ours, theirs):
    return merging.merge(of(base), of(ours), of(theirs))


@given(ARTICLES, ARTICLES, ARTICLES)
def test_nothing_that_either_side_added_is_dropped(base, ours, theirs):
    assert not dropped(merging.merge, base, ours, theirs)


@given(ARTICLES, ARTICLES, ARTICLES)
def test_both_sides_of_every_conflict_can_be_kept(base, ours, theirs):
    merged = merging.merge(base, ours, theirs)
    both = {at: "both" for at, one in enumerate(merged.conflicts) if one.can_hold_both}
    assert not (added(base, ours) | added(base, theirs)) - kept(merging.Merged(merging.resolve(merged, both)))


def test_a_merge_that_drops_a_paragraph_would_be_caught():
    def careless(base, ours, theirs):
        article = merging.merge(base, ours, theirs).article
        return merging.Merged(msgspec.structs.replace(article, body=article.body.replace("Baru.", "")))

    def one_sided(_base, ours, _theirs):
        return merging.Merged(ours)

    versions = of("Satu.\n"), of("Satu.\n\nDua.\n"), of("Baru.\n\nSatu.\n", keywords=("laut",))
    assert dropped(careless, *versions) == {("body", "Baru.")}
    assert dropped(one_sided, *versions) == {("body", "Baru."), ("keywords", "laut")}
    assert not dropped(merging.merge, *versions)


@given(ARTICLES, ARTICLES)
def test_what_one_side_left_alone_is_exactly_the_other(base, side):
    assert merging.merge(base, base, side) == merging.Merged(side)
    assert merging.merge(base, side, base) == merging.Merged(side)
    assert merging.merge(base, side, side) == merging.Merged(side)


@given(ARTICLES, ARTICLES, ARTICLES, st.data())
def test_choosing_ours_changes_nothing_and_no_conflict_stands_in_the_way_of_another(base, ours, theirs, data):
    merged = merging.merge(base, ours, theirs)
    assert merging.resolve(merged, dict.fromkeys(range(len(merged.conflicts)), "ours")) == merged.article
    assert merging.resolve(merged, {}) == merged.article
    choices = {
        at: data.draw(CHOICES if one.can_hold_both else st.sampled_from(["ours", "theirs"]))
        for at, one in enumerate(merged.conflicts)
    }
    found = kept(merging.Merged(merging.resolve(merged, choices)))
    for at, choice in choices.items():
        conflict = merged.conflicts[at]
        if conflict.field == "body":
            wanted = {"ours": (conflict.ours,), "theirs": (conflict.theirs,), "both": (conflict.ours, conflict.theirs)}
            assert {("body", one) for text in wanted[choice] for one in paragraphs(text)} <= found


@given(TEXTS)
def test_a_text_is_its_blocks(text):
    assert blocks.join(blocks.split(text)) == text
    assert "".join(blocks.chunks(text)) == text
    assert "".join(blocks.lines(text)) == text
    assert all(one.text.strip(" \t\r\n") for one in blocks.split(text).paragraphs)


def test_changes_of_different_paragraphs_and_fields_are_all_made():
    base = of("Satu.\n\nDua.\n\nTiga.\n", headline="Kapal", picture=Picture(caption="Laut", credit="Rina"))
    ours = of(
        "Satu sekali.\n\nDua.\n\nTiga.\n", headline="Kapal karam", picture=Picture(caption="Ombak", credit="Rina")
    )
    theirs = of(
        "Satu.\n\nDua kali.\n\nTiga.\n\nEmpat.\n", headline="Kapal", picture=Picture(caption="Laut", credit="Budi")
    )
    assert merging.merge(base, ours, theirs) == merging.Merged(
        of(
            "Satu sekali.\n\nDua kali.\n\nTiga.\n\nEmpat.\n",
            headline="Kapal karam",
            picture=Picture(caption="Ombak", credit="Budi"),
        )
    )


def test_a_paragraph_changed_in_two_ways_is_a_conflict_and_the_others_are_merged():
    merged = merged_bodies("Satu.\n\nDua.\n", "Satu kami.\n\nDua.\n", "Satu mereka.\n\nDua.\n\nTiga.\n")
    assert merged.article.body == "Satu kami.\n\nDua.\n\nTiga.\n"
    [conflict] = merged.conflicts
    assert (conflict.field, conflict.base, conflict.ours, conflict.theirs) == (
        *("body", "Satu.", "Satu kami.", "Satu mereka."),
    )
    assert merging.resolve(merged, {0: "theirs"}).body == "Satu mereka.\n\nDua.\n\nTiga.\n"
    assert merging.resolve(merged, {0: "both"}).body == "Satu kami.\n\nSatu mereka.\n\nDua.\n\nTiga.\n"


def test_paragraphs_that_were_rewritten_side_by_side_clash_one_by_one():
    base = "Kapal itu karam.\n\nNelayan itu selamat.\n\nLaut itu tenang.\n"
    ours = "Kapal itu tenggelam.\n\nNelayan itu pulang.\n\nLaut itu tenang.\n"
    theirs = "Kapal itu karam.\n\nNelayan itu hilang.\n\nLaut itu ganas.\n"
    merged = merged_bodies(base, ours, theirs)
    assert [(one.ours, one.theirs) for one in merged.conflicts] == [("Nelayan itu pulang.", "Nelayan itu hilang.")]
    assert merged.article.body == "Kapal itu tenggelam.\n\nNelayan itu pulang.\n\nLaut itu ganas.\n"


def test_a_paragraph_that_one_side_took_out_and_the_other_rewrote_can_come_back():
    merged = merged_bodies("Satu.\n\nDua.\n\nTiga.\n", "Satu.\n\nTiga.\n", "Satu.\n\nDua kali.\n\nTiga.\n")
    assert merged.article.body == "Satu.\n\nTiga.\n"
    assert [(one.base, one.ours, one.theirs) for one in merged.conflicts] == [("Dua.", "", "Dua kali.")]
    assert merging.resolve(merged, {0: "both"}).body == "Satu.\n\nDua kali.\n\nTiga.\n"


def test_the_same_change_of_both_sides_is_made_once():
    merged = merged_bodies("Satu.\n", "Nol.\n\nSatu.\n\nBaru.\n", "Satu.\n\nBaru.\n\nLagi.\n")
    assert merged == merging.Merged(of("Nol.\n\nSatu.\n\nBaru.\n\nLagi.\n"))
    merged = merged_bodies("Satu.\n", "Satu kami.\n\nBaru.\n", "Satu.\n\nBaru.\n")
    assert merged == merging.Merged(of("Satu kami.\n\nBaru.\n"))


def test_paragraphs_stay_apart_where_the_last_had_no_line_end():
    merged = merged_bodies("Satu.\n\nDua.", "Satu kami.\n\nDua.", "Satu.\n\nDua.\n\nTiga.")
    assert merged.article.body == "Satu kami.\n\nDua.\n\nTiga."
    merged = merged_bodies("Satu.", "Satu.\n\nKami.", "Satu.\n\nMereka.")
    assert merging.resolve(merged, {0: "both"}).body == "Satu.\n\nKami.\n\nMereka."


def test_line_ends_are_no_difference_and_ours_stay():
    base, ours = "Satu.\n\nDua.\n", "Satu.\r\n\r\nDua.\r\n"
    assert merged_bodies(base, ours, "Satu.\n\nDua kali.\n") == merging.Merged(of("Satu.\r\n\r\nDua kali.\r\n"))
    assert merged_bodies(base, ours + "\r\nTiga.\r\n", "Satu kali.\n\nDua.\n") == merging.Merged(
        of("Satu kali.\r\n\r\nDua.\r\n\r\nTiga.\r\n")
    )
    assert merged_bodies(ours, base, ours) == merging.Merged(of(base))


def test_short_texts_clash_as_wholes_and_values_cannot_be_both():
    base = of(headline="Kapal", published="1")
    merged = merging.merge(base, of(headline="Kapal kami", published="2"), of(headline="Kapal mereka", published="3"))
    assert [(one.field, one.can_hold_both) for one in merged.conflicts] == [("headline", True), ("published", False)]
    chosen = merging.resolve(merged, {0: "both", 1: "theirs"})
    assert (chosen.headline, chosen.published) == ("Kapal kami Kapal mereka", "3")
    with pytest.raises(ValueError, match="published"):
        merging.resolve(merged, {1: "both"})
    with pytest.raises(IndexError):
        merging.resolve(merged, {2: "ours"})


def test_lists_merge_by_entry():
    base = of(byline=(Author("Rina"), Author("Budi")), keywords=("laut",))
    ours = of(byline=(Author("Rina", "foto"), Author("Budi")), keywords=("laut", "kapal"))
    theirs = of(byline=(Author("Rina"), Author("Budi"), Author("Sari")), keywords=("laut", "ombak", "kapal"))
    merged = merging.merge(base, ours, theirs)
    assert merged.article.byline == (Author("Rina", "foto"), Author("Budi"), Author("Sari"))
    assert merged.article.keywords == ("laut", "ombak", "kapal")
    assert not merged.conflicts


def test_both_of_two_lists_holds_a_common_entry_once():
    merged = merging.merge(of(), of(keywords=("a", "b", "c")), of(keywords=("b", "d")))
    assert [(one.ours, one.theirs) for one in merged.conflicts] == [("a\nb\nc", "b\nd")]
    assert merging.resolve(merged, {0: "both"}).keywords == ("a", "b", "c", "d")


LETTERS = st.text("abcd", max_size=8)


@given(LETTERS, LETTERS, LETTERS)
def test_sequences_lose_no_entry_that_was_added_and_clashes_say_where_ours_stands(base, ours, theirs):
    merged, clashes = sequences.merge(*(sequences.version(side, str) for side in (base, ours, theirs)))
    held = set(merged).union(*(clash.theirs for clash in clashes))
    assert set(ours + theirs) - set(base) <= held
    for clash in clashes:
        assert merged[clash.start : clash.start + len(clash.ours)] == clash.ours
