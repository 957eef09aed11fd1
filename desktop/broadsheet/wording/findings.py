"""What is said about an article: one sentence for every check."""

from typing import TYPE_CHECKING

from broadsheet.wording import names
from broadsheet.wording.message import QT_TRANSLATE_NOOP, Translate

if TYPE_CHECKING:
    from broadsheet.checks import Finding

_SENTENCES = {
    "headline_missing": QT_TRANSLATE_NOOP("wording", "There is no headline."),
    "required_missing": QT_TRANSLATE_NOOP("wording", "{field}: empty, but this house asks for it."),
    "over_limit": QT_TRANSLATE_NOOP("wording", "{field}: {length} characters, the house allows {limit}."),
    "too_many_words": QT_TRANSLATE_NOOP("wording", "The body has {count} words, the house allows {limit}."),
    "language_missing": QT_TRANSLATE_NOOP(
        "wording", "The article does not say its language: screen readers and search engines need it."
    ),
    "language_invalid": QT_TRANSLATE_NOOP("wording", "“{language}” is no language tag; write one such as id or en-GB."),
    "language_unknown": QT_TRANSLATE_NOOP(
        "wording", "There are no page labels in the language “{language}”; the English ones will stand there."
    ),
    "time_invalid": QT_TRANSLATE_NOOP(
        "wording", "{field}: “{text}” is not a time; write it as 2026-11-22T07:30:00+08:00."
    ),
    "day_without_time": QT_TRANSLATE_NOOP("wording", "{field}: “{text}” is a day without a time of day."),
    "time_without_offset": QT_TRANSLATE_NOOP("wording", "{field}: “{text}” does not say its time zone."),
    "embargo_ahead": QT_TRANSLATE_NOOP("wording", "Under embargo until {time}."),
    "picture_alt_missing": QT_TRANSLATE_NOOP(
        "wording", "The lead picture has no alt text: say what it shows, or mark it as decorative."
    ),
    "picture_credit_missing": QT_TRANSLATE_NOOP("wording", "The lead picture has no credit."),
    "picture_without_file": QT_TRANSLATE_NOOP(
        "wording", "There are words for a lead picture, but no picture: they will not be published."
    ),
    "body_alt_missing": QT_TRANSLATE_NOOP("wording", "The picture {name} has no alt text."),
    "alt_is_caption": QT_TRANSLATE_NOOP(
        "wording", "Alt text and caption say the same: describe what the picture shows."
    ),
    "alt_is_file_name": QT_TRANSLATE_NOOP(
        "wording", "“{alt}” is a file name: let the alt text say what the picture shows."
    ),
    "asset_missing": QT_TRANSLATE_NOOP("wording", "The picture {name} is not in the document: add it again."),
    "crop_unseen": QT_TRANSLATE_NOOP(
        "wording", "Not every crop of {name} has been seen ({ratios}): look at them on the photo desk."
    ),
    "picture_expired": QT_TRANSLATE_NOOP("wording", "The picture {name} may not be used any more: “{text}”."),
    "picture_embargoed": QT_TRANSLATE_NOOP("wording", "The picture {name} may be under embargo: “{text}”."),
    "picture_credit_demanded": QT_TRANSLATE_NOOP("wording", "The picture {name} must have its credit: “{text}”."),
    "picture_not_to_be_cropped": QT_TRANSLATE_NOOP(
        "wording", "The picture {name} must not be cropped, and this house crops: “{text}”."
    ),
    "picture_made_by_machine": QT_TRANSLATE_NOOP(
        "wording", "The picture {name} was made by a machine: tell readers so (“{text}”)."
    ),
    "picture_restricted": QT_TRANSLATE_NOOP("wording", "The rights to the picture {name} have limits: “{text}”."),
    "read_also_without_address": QT_TRANSLATE_NOOP("wording", "The read-also “{title}” has no web address yet."),
    "read_also_first": QT_TRANSLATE_NOOP("wording", "The story begins with a read-also: put a paragraph before it."),
    "read_also_in_a_row": QT_TRANSLATE_NOOP("wording", "Two read-also blocks follow each other: put text between."),
    "link_repeated": QT_TRANSLATE_NOOP("wording", "“{title}” leads where another read-also or related link leads."),
    "related_without_address": QT_TRANSLATE_NOOP("wording", "The related link “{title}” has no web address yet."),
    "link_without_text": QT_TRANSLATE_NOOP("wording", "The link to {url} shows no words to click on."),
    "related_without_title": QT_TRANSLATE_NOOP(
        "wording", "The related link to {url} has no title: readers see the bare address."
    ),
    "link_to_nothing": QT_TRANSLATE_NOOP("wording", "The link “{text}” has no address."),
    "heading_skip": QT_TRANSLATE_NOOP(
        "wording", "This heading is of level {level}, the one before of level {above}: no level may be left out."
    ),
    "end_mark_missing": QT_TRANSLATE_NOOP("wording", "The story does not end with the house's end mark {mark}."),
    "placeholder": QT_TRANSLATE_NOOP("wording", "“{word}” seems to stand for something still to come."),
    "double_space": QT_TRANSLATE_NOOP("wording", "There is more than one space in a row."),
}

_WEIGHTS = {
    "error": QT_TRANSLATE_NOOP("wording", "error"),
    "warning": QT_TRANSLATE_NOOP("wording", "warning"),
    "note": QT_TRANSLATE_NOOP("wording", "note"),
}


def sentence(finding: "Finding", tr: Translate) -> str:
    """Return what the check found."""
    facts = dict(finding.facts)
    if "field" in facts:
        facts["field"] = names.field(str(facts["field"]), tr)
    return tr(_SENTENCES[finding.check]).format(**facts)


def weight(finding: "Finding", tr: Translate) -> str:
    """Return how grave the finding is, in one word."""
    return tr(_WEIGHTS[finding.weight])
