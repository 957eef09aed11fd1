"""Dateline and end mark stand where readers expect them, once."""

import pytest

from broadsheet.article import house, model
from broadsheet.render import blocks, decoration
from broadsheet.render.decoration import Marks

LBJ = Marks("LBJ", "{dateline} – ", "***", glued=True)
ENDS = Marks("LONDON (Newsline)", "{dateline} — ", "ENDS")
SPAN = '<span class="dateline">LBJ</span> – '
GLUED = '<span class="end-mark">***</span>'


def body(text, marks=LBJ):
    return decoration.body(blocks.split(text, ("Baca juga",), None), marks)


def test_the_house_says_how_and_the_article_what():
    article = model.Article(id="x", dateline=" WAWO, LBJ ", end_mark="***")
    assert decoration.marks(article, house.find("laut-baru")) == Marks("WAWO, LBJ", "{dateline} - ", "***", True)
    odd = house.House("x", dateline=house.DatelineStyle(form=" – "))
    assert decoration.marks(article, odd).form == "{dateline} – "


def test_the_first_paragraph_opens_with_the_dateline_and_the_last_word_bears_the_mark():
    assert body("Satu *a*.\n\nDua.") == f"<p>{SPAN}Satu <em>a</em>.</p>\n<p>Dua.{GLUED}</p>"
    assert body("Satu.") == f"<p>{SPAN}Satu.{GLUED}</p>"
    assert body("## Judul\n\nBaca juga: X\n\nSatu.").endswith(f"<p>{SPAN}Satu.{GLUED}</p>")


def test_an_end_mark_that_is_not_glued_is_a_paragraph():
    assert body("Satu.", ENDS).endswith('Satu.</p>\n<p class="end-mark">ENDS</p>')
    assert body("- satu").endswith('</ul>\n<p class="end-mark">***</p>')


def test_what_follows_the_story_comes_after_the_mark():
    made = body("Satu.\n\nDua.\n\nBaca juga: X\n\n![](assets/a.jpg)\n\n<!-- x -->\n\n[a]: https://x.id\n\n---")
    assert f"Dua.{GLUED}</p>\n<aside" in made
    assert made.count("***") == 1


@pytest.mark.parametrize("text", ["LBJ - Kapal.", "**LBJ** – Kapal.", "lbj: Kapal.", "LBJ—Kapal."])
def test_a_dateline_that_is_typed_is_not_doubled(text):
    assert "dateline" not in body(text)


def test_a_word_like_the_dateline_is_no_dateline():
    assert SPAN in body("LBJ kini ramai.")
    assert SPAN in body("LBJS - kapal.")


@pytest.mark.parametrize("text", ["Selesai.***", "Selesai. \\*\\*\\*"])
def test_an_end_mark_that_is_typed_is_not_doubled(text):
    assert body(f"Satu.\n\n{text}").count("***") == 1


def test_three_stars_on_a_line_are_the_end_mark_and_no_rule():
    assert body("Satu.\n\n***\n") == f'<p>{SPAN}Satu.</p>\n<p class="end-mark">***</p>'
    assert "<hr>" in body("Satu.\n\n---\n")
    assert "<hr>" in body("Satu.\n\n***\n\nDua.")


def test_marks_are_text():
    marks = Marks("<b>", "{dateline}&", "</p><script>", glued=True)
    assert body("a", marks) == (
        '<p><span class="dateline">&lt;b&gt;</span>&amp;a<span class="end-mark">&lt;/p&gt;&lt;script&gt;</span></p>'
    )


def test_without_marks_or_paragraphs_nothing_is_added():
    assert body("Satu.", Marks()) == "<p>Satu.</p>"
    assert body("") == ""
    assert "dateline" not in body("# Judul")
