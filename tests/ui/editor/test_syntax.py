"""What a line is, and which of its parts are marks."""

import pytest

from broadsheet.ui.editor import syntax
from broadsheet.ui.editor.syntax import Kind

LABELS = syntax.read_also(("Baca juga", "Read also", "اقرأ أيضا"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.BLANK),
        ("  \t", Kind.BLANK),
        ("kata", Kind.WORDS),
        ("## Judul", Kind.HEADING),
        ("#tagar", Kind.WORDS),
        ("> kata", Kind.QUOTE),
        ("- satu", Kind.ITEM),
        ("  12) satu", Kind.ITEM),
        ("-satu", Kind.WORDS),
        ("---", Kind.RULE),
        ("* * *", Kind.RULE),
        ("***", Kind.RULE),
        ("Baca juga: Judul", Kind.READ_ALSO),
        ("Baca juga : [Judul](https://a.example)", Kind.READ_ALSO),
        ("**Baca juga:** Judul", Kind.READ_ALSO),
        ("[Baca juga: Judul](https://a.example)", Kind.READ_ALSO),
        ("Read also： 标题", Kind.READ_ALSO),
        ("اقرأ أيضا: عنوان", Kind.READ_ALSO),
        ("Baca jugakah: kata", Kind.WORDS),
        ("Dia bilang baca juga: kata", Kind.WORDS),
    ],
)
def test_kind_of_a_line(text, kind):
    assert syntax.line(text, 0, 0, LABELS).kind is kind


def test_no_labels_make_no_read_also():
    assert syntax.line(": kata", 0, 0, syntax.read_also(())).kind is Kind.WORDS


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a **b** c", [("**", syntax.SOFT), ("b", syntax.BOLD), ("**", syntax.SOFT)]),
        ("## A *b*", [("## ", 65), ("A ", 64), ("*", 65), ("b", 68), ("*", 65)]),
        ("- a", [("- ", syntax.SOFT)]),
        ("[a](b)", [("[", syntax.SOFT), ("a", syntax.LINK), ("](b)", syntax.SOFT)]),
        ("![a](b)", [("![", syntax.SOFT), ("](b)", syntax.SOFT)]),
        ("---", [("---", syntax.SOFT)]),
        ("2 * 3 * 4 snake_case_name", []),
    ],
)
def test_parts_of_a_line(text, parts):
    what = syntax.line(text, 0, 0, LABELS)
    assert [(text[start : start + length], look) for start, length, look in syntax.looks(text, what)] == parts


def test_a_line_of_thousands_of_marks_is_not_looked_through():
    assert len(syntax.looks("*a* " * 5_000, syntax.Line(Kind.WORDS))) < 1_000


@pytest.mark.parametrize(
    ("lines", "inside"),
    [
        (["a", "```py", "x", "```", "b"], [False, True, True, False, False]),
        (["~~~~", "```", "~~~", "~~~~", "b"], [True, True, True, False, False]),
        (["``` a`b", "x"], [False, False]),
        (["    ```", "x"], [False, False]),
        (["```", "open to the end"], [True, True]),
    ],
)
def test_fences(lines, inside):
    state, states = 0, []
    for line in lines:
        state = syntax.fence(line, state)
        states.append(bool(state))
    assert states == inside


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Baca juga : [Judul](https://a.example)", ("Judul", "https://a.example")),
        ("[Baca juga: Judul](https://a.example)", ("Judul", "https://a.example")),
        ("**Baca juga: Judul**", ("Judul", "")),
        ("Baca juga:", ("", "")),
        ("kata", None),
    ],
)
def test_parts_of_a_read_also(text, parts):
    assert syntax.read_also_parts(text, LABELS) == parts
