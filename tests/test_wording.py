"""There is a sentence for everything that can go wrong, be found or be done, and none has a hole in it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from broadsheet import checks, errors, exporting, importing, wording
from broadsheet.article.model import Article
from broadsheet.article.place import Place
from broadsheet.checks import Finding
from broadsheet.exporting import Progress
from broadsheet.importing.imported import Kind

PATH = Path("/somewhere/story.textpack")


def reasons(kind):
    """Return the reasons that the docstring of an error class lists: the list that its callers keep to."""
    listed = re.search(r"`reason` is one of[^:]*:([^.]*)\.", re.sub(r"\([^)]*\)", "", kind.__doc__))
    return re.findall(r"\w+", listed[1])


def every_error():
    saving = reasons(errors.NotSaved)
    exporting_too = [reason for reason in saving if reason not in ("newer", "oversized", "gone")] + reasons(
        errors.ExportFailed
    )
    yield from (errors.UnreadableDocument(PATH, reason, "part 3") for reason in reasons(errors.UnreadableDocument))
    yield from (errors.NotSaved(PATH, reason, "part 3") for reason in saving)
    yield errors.ChangedUnderneath(PATH)
    yield from (errors.ChoicesNotKept(PATH, reason, "part 3") for reason in saving)
    writing = [reason for reason in saving if reason not in ("newer", "oversized", "verification", "gone")]
    yield from (errors.NotJournaled(PATH, reason, elsewhere) for reason in writing for elsewhere in (True, False))
    yield from (errors.HistoryFailed(PATH, reason, "part 3") for reason in reasons(errors.HistoryFailed))
    yield from (errors.PictureRefused("boat.jpg", reason, "part 3") for reason in reasons(errors.PictureRefused))
    yield from (errors.ExportFailed(PATH, reason, "part 3") for reason in exporting_too)
    yield from (errors.RenderFailed(reason, "part 3") for reason in reasons(errors.RenderFailed))
    yield errors.ThemeBroken("portal", "article.html.j2", 12, "unknown tag")
    yield errors.HouseBroken(PATH, 3, "limits.headline", "Expected `int`")
    yield errors.HouseBroken(PATH, 0, "", "encoding")
    yield from (errors.ThemeBroken("mine", "style.css", 0, detail) for detail in ("missing", "too_large", "encoding"))
    yield from (errors.UnknownName(kind, "x", ("a", "b")) for kind in ("format", "theme", "house"))


def test_the_lists_of_reasons_are_read_right():
    assert reasons(errors.ExportFailed) == [
        "asset_missing",
        "asset_damaged",
        "crops_unseen",
        "occupied",
        "media_url_missing",
        "gave_up",
    ]
    assert {"missing", "no_reader", "io"} < set(reasons(errors.UnreadableDocument))


def whole(sentence):
    return bool(sentence) and not re.search(r"[{}]|\(\)|\s{2}|\s$|None", sentence)


@pytest.mark.parametrize("error", [*every_error()], ids=repr)
def test_every_error_says_what_happened_and_what_to_do(error):
    message = wording.error(error, wording.english)
    assert whole(message.what)
    assert message.what[-1] in ".)" or "detail" not in message.what
    assert whole(message.do)
    assert "part 3" not in message.do


@pytest.mark.parametrize("error", [*every_error()], ids=repr)
def test_every_error_that_has_a_place_names_it(error):
    where = wording.error(error, wording.english).where
    if isinstance(error, errors.RenderFailed | errors.UnknownName):
        assert where == ""
    elif isinstance(error, errors.PictureRefused):
        assert "“boat.jpg”" in wording.error(error, wording.english).what
    else:
        assert where


def test_a_house_error_names_file_line_and_field():
    error = errors.HouseBroken(PATH, 3, "limits.headline", "Expected `int`")
    assert wording.error(error, wording.english).where == f"{PATH}, line 3, field “limits.headline”"


def test_an_error_without_details_has_no_empty_brackets():
    for error in every_error():
        if error.args[-1] == "part 3":
            bare = type(error)(*error.args[:-1])
            assert whole(wording.error(bare, wording.english).what)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("File is not a zip file", "it is not a whole document"),
        ("Bad CRC-32 for file 'a/text.md'", "its part “a/text.md” has changed by itself"),
        ("chunk ends early", "it ends too early"),
        ("image file is truncated (3 bytes not processed)", "it ends too early"),
        ("Invalid value (at line 52, column 10)", "it is not written as TOML asks, column 10"),
        ("Expected `int | null`, got `str` - at `$.limits.headline`", "a whole number is expected here"),
        ("File name in directory 'a' and header b'b' differ.", "its parts do not fit together"),
        ("That compression method is not supported", "it is packed in a way that is not known here"),
        ("word/document.xml", "its part “word/document.xml” is broken"),
        ("zeros", "it holds nothing but zeros, as after a power cut"),
        ("JSON 3:7", "it is not written as JSON asks, line 3, column 7"),
        (
            "info.json: JSON is malformed: invalid character (byte 12)",
            "in its part “info.json”, it is not written as JSON asks, byte 12",
        ),
        (
            "org.broadsheet.article: Expected `str`, got `int` - at `$.picture.alt`",
            "words in quotation marks are expected here (field “picture.alt”)",
        ),
        ("something that nobody has met {yet}", "something that nobody has met {yet}"),
    ],
)
def test_what_libraries_say_is_told_in_our_words(said, told):
    message = wording.error(errors.UnreadableDocument(PATH, "damaged", said), wording.english)
    assert message.what == f"“story.textpack” is damaged and cannot be read: {told}."


def test_a_slip_of_the_pen_in_a_house_is_told_with_what_was_meant():
    error = errors.HouseBroken(PATH, 3, "limits.headlin", "Object contains unknown field `headlin`", "headline")
    what = wording.error(error, wording.english).what
    assert what == "The house file cannot be used: there is no field “headlin”; did you mean “headline”?"


def test_the_state_of_safety_has_short_words_for_every_reason():
    for reason in reasons(errors.NotSaved):
        assert whole(wording.short_reason(errors.NotSaved(PATH, reason), wording.english))
    assert whole(wording.short_reason(errors.ChangedUnderneath(PATH), wording.english))


FACTS = {
    "field": "picture.caption",
    "length": 300,
    "limit": 240,
    "count": 900,
    "language": "xx",
    "text": "tomorrow",
    "time": "2026-11-22T07:30:00+08:00",
    "name": "boat.jpg",
    "ratios": "16:9, 1:1",
    "alt": "boat.jpg",
    "title": "Tides",
    "url": "https://a.example/",
    "level": 4,
    "above": 2,
    "mark": "***",
    "word": "XXX",
}


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.check)
def test_every_check_has_a_sentence(rule):
    found = Finding(rule.check, rule.weight, Place("headline"), FACTS)
    assert whole(wording.finding(found, wording.english))
    assert wording.weight(found, wording.english) == rule.weight


def test_every_field_and_every_format_has_a_name():
    for name in Article.__struct_fields__:
        if name != "id":
            assert wording.field(name, wording.english) != name
    assert wording.field("related.2.title", wording.english) == "Related links"
    for name in exporting.FORMATS:
        assert wording.format_title(name, wording.english)[0].isupper()
        assert whole(wording.format_purpose(name, wording.english))
    assert wording.format_title("pdf", wording.english) == "pdf"


def test_progress_says_which_format_and_how_far():
    step = Progress(done=2, total=7, format="html", item="boat.jpg")
    assert wording.progress(step, wording.english) == "Web page: boat.jpg (2 of 7)"
    assert whole(wording.progress(Progress(done=7, total=7, format="", item=""), wording.english))


def test_sentences_go_through_the_translator_before_they_are_filled():
    asked = []

    def shout(text):
        asked.append(text)
        return text.upper().replace("{DETAIL}", "{detail}").replace("{NAME}", "{name}").replace("{KNOWN}", "{known}")

    message = wording.error(errors.UnknownName("theme", "x", ("a",)), shout)
    assert message.what == "THERE IS NO THEME NAMED “x”."
    assert all("{" in text for text in asked)


KINDS = ("left_over", "unread", "picture", "large", "comments", "changes", "notes", "embedded", "encoding", "signs")
KINDS += ("zone", "damaged")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("details", [("3",), ("",), ("a", "b"), tuple("abcdefgh")])
def test_every_note_is_one_whole_sentence(kind, details):
    [said] = wording.notes(tuple(importing.Note(kind, detail) for detail in details), wording.english)
    assert whole(said)
    assert said.endswith(".")


def test_notes_name_a_picture_as_its_writer_would_and_keep_to_one_line():
    notes = (
        importing.Note("picture", "file:///C:/Users/x/clip_1.png"),
        importing.Note("picture", "data:image/png,AAAA"),
    )
    assert wording.notes(notes, wording.english) == ["2 pictures are not taken along: clip_1.png."]
    [said] = wording.notes((importing.Note("left_over", "foo: one\ntwo"),), wording.english)
    assert said.endswith(": foo: one two.")


@pytest.mark.parametrize(
    ("reason", "detail", "said"),
    [
        ("no_reader", ".doc", "There is no reader for files like “a.doc”."),
        ("no_reader", "JSON", "“a.doc” holds data, but neither an article of Broadsheet nor a news item (ninjs)."),
        ("folder", "", "“a.doc” is a folder, not a file."),
        ("special", "", "“a.doc” is a pipe or a device of the system, not a file."),
        ("too_deep", "", "“a.doc” cannot be read: its parts stand far too deep inside one another."),
    ],
)
def test_a_refused_file_is_called_what_it_is(reason, detail, said):
    message = wording.error(errors.UnreadableDocument(Path("a.doc"), reason, detail), wording.english)
    assert message.what == said
    assert message.do
    assert message.where


def test_every_kind_of_note_has_its_sentence():
    assert get_args(Kind) == KINDS


def test_notes_of_one_kind_are_one_sentence():
    notes = tuple(importing.Note("picture", name) for name in "abcdefg")
    assert wording.notes(notes, wording.english) == ["7 pictures are not taken along: a, b, c, d, e and 2 more."]
    assert wording.notes((), wording.english) == []


@pytest.mark.parametrize(
    ("counts", "said"),
    [((0, 0), "There is no file that could be imported."), ((3, 0), "3 imported."), ((3, 1), "3 imported, 1 refused.")],
)
def test_many_files_are_summed_up(counts, said):
    assert wording.import_summary(*counts, wording.english) == said
