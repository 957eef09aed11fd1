"""The formatting commands: `[` and `]` of an example are the selection, `|` the cursor."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import editing, edits, inline, listing, paragraphs
from broadsheet.article.edits import Edit


def marked(example):
    """Return text and selection of an example with `|` or `⟦…⟧`."""
    if "|" in example:
        place = example.index("|")
        return example.replace("|", ""), (place, place)
    start, end = example.index("⟦"), example.index("⟧") - 1
    return re.sub("[⟦⟧]", "", example), (start, end)


def shown(text, edit):
    """Return the text after an edit with its selection marked."""
    new, (start, end) = edit.applied(text), edit.selection
    if start == end:
        return new[:start] + "|" + new[start:]
    return new[:start] + "⟦" + new[start:end] + "⟧" + new[end:]


def after(command, example):
    text, selection = marked(example)
    edit = command(text, selection)
    return None if edit is None else shown(text, edit)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("kata ⟦delapan bulan⟧ lalu", "kata **⟦delapan bulan⟧** lalu"),
        ("kata **⟦delapan bulan⟧** lalu", "kata ⟦delapan bulan⟧ lalu"),
        ("kata ⟦**delapan bulan**⟧ lalu", "kata ⟦delapan bulan⟧ lalu"),
        ("kata⟦ delapan ⟧lalu", "kata **⟦delapan⟧** lalu"),
        ("dela|pan", "**dela|pan**"),
        ("|delapan", "**|delapan**"),
        ("delapan|", "**delapan**|"),
        ("**delapan**|", "delapan|"),
        ("kata **delapan|** lalu", "kata **delapan**| lalu"),
        ("**delapan |**", "**delapan** |"),
        ("**de lapan  |**, lalu", "**de lapan**  |, lalu"),
        ("***delapan|***", "***delapan**|*"),
        ("**delapan bul|an**", "delapan bul|an"),
        ("kata | lalu", "kata **|** lalu"),
        ("kata **|** lalu", "kata | lalu"),
        ("|", "**|**"),
        ("⟦satu **dua** tiga⟧", "**⟦satu dua tiga⟧**"),
        ("⟦satu\n\ndua⟧", "**⟦satu**\n\n**dua⟧**"),
        ("⟦**satu**\n\n**dua**⟧", "⟦satu\n\ndua⟧"),
        ("⟦- satu\n- dua⟧", "- **⟦satu**\n- **dua⟧**"),
        ("> ## ⟦judul⟧", "> ## **⟦judul⟧**"),
        ("*⟦miring⟧*", "***⟦miring⟧***"),
        ("😀 ⟦kata⟧", "😀 **⟦kata⟧**"),
        ("كل|مة هنا", "**كل|مة** هنا"),
        ("anak-a|nak", "**anak-a|nak**"),
    ],
)
def test_bold(before, expected):
    assert after(editing.bold, before) == expected


@pytest.mark.parametrize(
    ("command", "before", "expected"),
    [
        (editing.italic, "⟦kata⟧", "*⟦kata⟧*"),
        (editing.italic, "_ka|ta_", "ka|ta"),
        (editing.italic, "**⟦kata⟧**", "***⟦kata⟧***"),
        (editing.italic, "***⟦kata⟧***", "**⟦kata⟧**"),
        (editing.bold, "***⟦kata⟧***", "*⟦kata⟧*"),
        (editing.strike, "ka|ta", "~~ka|ta~~"),
        (editing.strike, "~~ka|ta~~", "ka|ta"),
    ],
)
def test_italic_and_strike(command, before, expected):
    assert after(command, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("ju|dul", "## ju|dul"),
        ("## ju|dul", "### ju|dul"),
        ("### ju|dul", "ju|dul"),
        ("# ju|dul", "## ju|dul"),
        ("|", "## |"),
        ("⟦satu\n\ndua⟧", "## ⟦satu\n\n## dua⟧"),
    ],
)
def test_heading_goes_round(before, expected):
    assert after(paragraphs.heading, before) == expected


@pytest.mark.parametrize(
    ("command", "before", "expected"),
    [
        (paragraphs.quote, "ka|ta", "> ka|ta"),
        (paragraphs.quote, "> ka|ta", "ka|ta"),
        (paragraphs.quote, "⟦satu\n\ndua⟧", "> ⟦satu\n>\n> dua⟧"),
        (paragraphs.quote, "⟦> satu\n>\n> dua⟧", "⟦satu\n\ndua⟧"),
        (listing.bullets, "ka|ta", "- ka|ta"),
        (listing.bullets, "- ka|ta", "ka|ta"),
        (listing.bullets, "⟦1. satu\n2. dua⟧", "- ⟦satu\n- dua⟧"),
        (listing.bullets, "|", "- |"),
        (listing.numbers, "⟦satu\n\ndua\ntiga⟧", "1. ⟦satu\n\n2. dua\n3. tiga⟧"),
        (listing.numbers, "3. satu\nd|ua", "3. satu\n4. d|ua"),
        (listing.numbers, "⟦1. satu\n2. dua⟧", "⟦satu\ndua⟧"),
        (listing.numbers, "⟦  - satu⟧", "⟦  1. satu⟧"),
    ],
)
def test_quotes_and_lists(command, before, expected):
    assert after(command, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("- satu|", "- satu\n- |"),
        ("- sa|tu", "- sa\n- |tu"),
        ("  * satu|", "  * satu\n  * |"),
        ("9. satu|", "9. satu\n10. |"),
        ("2) satu|", "2) satu\n3) |"),
        ("- [x] satu|", "- [x] satu\n- [ ] |"),
        ("> kata|", "> kata\n> |"),
        ("> - kata|", "> - kata\n> - |"),
        ("- satu\n- |", "- satu\n\n|"),
        ("- satu\n  - |", "- satu\n- |"),
        ("> kata\n> |", "> kata\n\n|"),
        ("kata|", None),
        ("|- satu", None),
        ("- ⟦sa⟧tu", None),
        ("---|", None),
    ],
)
def test_return_goes_on_with_a_list(before, expected):
    assert after(listing.new_line, before) == expected


@pytest.mark.parametrize(
    ("command", "before", "expected"),
    [
        (listing.indent, "- satu\n- d|ua", "- satu\n  - d|ua"),
        (listing.indent, "1. satu\n2. d|ua", "1. satu\n   1. d|ua"),
        (listing.indent, "⟦- satu\n- dua⟧", "  ⟦- satu\n  - dua⟧"),
        (listing.indent, "ka|ta", None),
        (listing.outdent, "- satu\n  - d|ua", "- satu\n- d|ua"),
        (listing.outdent, "\t- d|ua", "- d|ua"),
        (listing.outdent, "- d|ua", None),
        (listing.outdent, "   ka|ta", None),
    ],
)
def test_levels_of_a_list(command, before, expected):
    assert after(command, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("sa|tu", "satu\n\n---\n\n|"),
        ("sa|tu\n\ndua", "satu\n\n---\n\n|dua"),
        ("satu\n\n|dua", "satu\n\n---\n\n|dua"),
        ("satu\n|", "satu\n\n---\n\n|"),
        ("satu\n\n|\n\ndua", "satu\n\n---\n\n|dua"),
        ("sa|tu\nbaris\n\ndua", "satu\nbaris\n\n---\n\n|dua"),
        ("|", "---\n\n|"),
    ],
)
def test_a_rule_stands_between_paragraphs(before, expected):
    assert after(paragraphs.rule, before) == expected


@pytest.mark.parametrize(
    ("title", "url", "before", "expected"),
    [
        ("", "", "sa|tu\n\ndua", "satu\n\nBaca juga : |\n\ndua"),
        ("Judul", "", "|", "Baca juga : Judul\n\n|"),
        ("Judul", "https://a.example/b", "satu|", "satu\n\nBaca juga : [Judul](https://a.example/b)\n\n|"),
        (
            "Judul",
            "https://a.example/b",
            "satu\n\n⟦Judul⟧\n\ndua",
            "satu\n\nBaca juga : [Judul](https://a.example/b)|\n\ndua",
        ),
        ("Ju", "", "⟦Ju⟧dul\n\ndua", "Judul\n\nBaca juga : Ju\n\n|dua"),
        ("[1] a", "https://a.example/b (c)", "|", "Baca juga : [\\[1\\] a](<https://a.example/b (c)>)\n\n|"),
    ],
)
def test_read_also(title, url, before, expected):
    command = partial(paragraphs.read_also, label="Baca juga :", title=title, url=url)
    assert after(command, before) == expected


def test_picture_waits_for_its_alt_text():
    assert after(partial(paragraphs.picture, asset="assets/kapal.jpg"), "sa|tu\n\ndua") == (
        "satu\n\n![|](assets/kapal.jpg)\n\ndua"
    )
    command = partial(paragraphs.picture, asset="assets/a b.jpg", alt="Kapal", title='Kapal "Wawo". (Tuti)')
    assert after(command, "|") == '![⟦Kapal⟧](<assets/a b.jpg> "Kapal \\"Wawo\\". (Tuti)")'


@pytest.mark.parametrize(
    ("title", "url", "before", "expected"),
    [
        ("Wawo", "https://a.example", "di Wa|wo pagi", "di [Wawo](https://a.example)| pagi"),
        ("dua kata", "https://a.example", "⟦dua kata⟧", "[dua kata](https://a.example)|"),
        ("baru", "https://b.example", "[la|ma](https://a.example) x", "[baru](https://b.example)| x"),
        ("lama", "", "[la|ma](https://a.example)", "lama|"),
        ("", "https://a.example", "|", "<https://a.example>|"),
    ],
)
def test_link(title, url, before, expected):
    assert after(partial(editing.link, title=title, url=url), before) == expected


def test_link_target_names_what_is_there():
    text, selection = marked("lihat [ju\\[d\\]ul **te|bal**](https://a.example/x_(y)) ini")
    target = editing.link_target(text, selection)
    assert (target.title, target.url) == ("ju[d]ul **tebal**", "https://a.example/x_(y)")


def test_paragraph_and_word_around_a_place():
    text = "satu\n\ndua tiga\nempat\n\nlima"
    assert text[slice(*edits.paragraph(text, 10))] == "dua tiga\nempat"
    assert text[slice(*edits.word(text, 7))] == "dua"


BODY = st.text(alphabet="ab *_~`[]()<>!#-\n1.😀ك", max_size=60)
TOGGLES = st.sampled_from([editing.bold, editing.italic, editing.strike])
COMMANDS = st.sampled_from(
    [
        *(editing.bold, editing.italic, editing.strike, paragraphs.heading, paragraphs.quote, paragraphs.rule),
        *(listing.bullets, listing.numbers, listing.new_line, listing.indent, listing.outdent),
    ]
)


@given(BODY, st.integers(0, 60), st.integers(0, 60), COMMANDS)
def test_commands_only_change_marks_and_keep_the_selection_inside(text, one, other, command):
    selection = (min(one, other, len(text)), min(max(one, other), len(text)))
    edit = command(text, selection)
    if edit is None:
        return
    new = edit.applied(text)
    assert 0 <= edit.start <= edit.end <= len(text)
    assert 0 <= edit.selection[0] <= edit.selection[1] <= len(new)
    assert re.sub(r"[^ab😀ك]", "", new) == re.sub(r"[^ab😀ك]", "", text)


@given(st.lists(st.sampled_from(["satu", "dua", "tiga", "«x»", "😀"]), min_size=1, max_size=8), st.data(), TOGGLES)
def test_pressing_twice_gives_back_what_was_there(words, data, command):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    selection = (start, data.draw(st.integers(start, len(text))))
    edit = command(text, selection)
    assert command(edit.applied(text), edit.selection).applied(edit.applied(text)) == text


@given(BODY)
def test_spans_stay_in_the_text_and_in_order(text):
    found = inline.spans(text)
    for span in found:
        assert 0 <= span.start <= span.text_start <= span.text_end <= span.end <= len(text)
    assert list(found) == sorted(found, key=lambda span: (span.start, -span.end))


@pytest.mark.parametrize(
    ("unit", "kinds"),
    [
        ("[", set()),
        ("](a (", set()),
        ("*a ", set()),
        ("** ", set()),
        ("*a*", {"emphasis"}),
        ("`a``b", {"code"}),
        ("<a:", set()),
        ("_a *b ~~c ", set()),
        ("*a _b* ", {"emphasis"}),
    ],
)
def test_spans_of_hostile_text_come_in_the_time_of_its_length(unit, kinds):
    """Looking back would take minutes here, far beyond the time that any test may take."""
    text = unit * (200_000 // len(unit))
    assert {span.kind for span in inline.spans(text)} == kinds


def test_edit_is_a_plain_value():
    assert Edit(1, 2, "x", (2, 2)).applied("abc") == "axc"
