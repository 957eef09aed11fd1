"""Every check finds its fault at the place where a writer can mend it, and is silent about a sound article."""

import time
from datetime import UTC, datetime

import msgspec
import pytest
from msgspec.structs import replace

from broadsheet import checks
from broadsheet.article import house as houses
from broadsheet.article.house import EndMarkStyle, House, Limits, PictureStyle
from broadsheet.article.model import Article, Author, CallToAction, Correction, Link, Picture, Seo, Source
from broadsheet.article.photo import Crop, Photo
from broadsheet.article.place import Place
from broadsheet.store import document as documents

BODY = """Tide follows moon.

Read also: [Harbour wall opens](https://courier.example/wall)

## The wall

It took two years.

![Two men lift a stone.](assets/stone.jpg "Masons at work. (Ann Lee)")

Read [the report](https://council.example/report).
"""
SOUND = Article(
    id="1",
    language="en-GB",
    kicker="Harbour",
    headline="The wall holds",
    deck="Two years, one storm.",
    byline=(Author("Ann Lee"),),
    dateline="LEITH",
    published="2026-11-22T07:30:00+00:00",
    picture=Picture("assets/wall.jpg", "A wave breaks over the wall.", False, "Storm Ada.", "Ann Lee"),
    body=BODY,
    related=(Link("Tide tables", "https://courier.example/tides"),),
    source=Source("PA", "https://pa.example/"),
    end_mark="ENDS",
    call_to_action=CallToAction("Write to us", "https://courier.example/write"),
    seo=Seo("The wall holds", "Two years, one storm."),
)
PICTURES = {"assets/wall.jpg": b"", "assets/stone.jpg": b""}
HOUSE = House(
    "House",
    required=("headline", "byline", "picture", "source", "body"),
    end_mark=EndMarkStyle("ENDS"),
    limits=Limits(headline=20, caption=40, words=60),
)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def find(article, house=HOUSE, pictures=PICTURES):
    return checks.run(documents.new(article, pictures), house, now=NOW)


def changed(**changes):
    return replace(SOUND, **changes)


def at(text, body):
    return Place("body", body.index(text))


def with_body(body):
    return changed(body=body)


FAULTS = [
    ("headline_missing", changed(headline="  "), Place("headline")),
    ("required_missing", changed(byline=(Author(role="Photographer"),)), Place("byline")),
    ("required_missing", changed(picture=Picture(decorative=True)), Place("picture")),
    ("required_missing", changed(source=Source(url="https://pa.example/")), Place("source")),
    ("over_limit", changed(headline="The wall holds against the sea"), Place("headline", 20)),
    ("over_limit", changed(picture=replace(SOUND.picture, caption="x" * 41)), Place("picture.caption", 40)),
    ("too_many_words", with_body("word " * 61), Place("body")),
    ("language_missing", changed(language=""), Place("language")),
    ("language_invalid", changed(language="English"), Place("language")),
    ("language_unknown", changed(language="cy"), Place("language")),
    ("time_invalid", changed(published="tomorrow"), Place("published")),
    ("time_invalid", changed(corrections=(Correction("22/11/2026", "x"),)), Place("corrections.0.time")),
    ("time_without_offset", changed(updated="2026-11-22T07:30:00"), Place("updated")),
    ("day_without_time", changed(published="2025-03-14"), Place("published")),
    ("embargo_ahead", changed(embargo="2026-11-22T12:00:01+00:00"), Place("embargo")),
    ("picture_alt_missing", changed(picture=replace(SOUND.picture, alt="")), Place("picture.alt")),
    ("picture_credit_missing", changed(picture=replace(SOUND.picture, credit="")), Place("picture.credit")),
    ("picture_without_file", changed(picture=replace(SOUND.picture, asset="")), Place("picture.asset")),
    ("body_alt_missing", with_body("Text.\n\n![](assets/stone.jpg)\n"), Place("body", 11)),
    ("body_alt_missing", with_body("Text with ![](assets/stone.jpg) inside."), Place("body", 14)),
    ("alt_is_caption", changed(picture=replace(SOUND.picture, alt="storm ada")), Place("picture.alt")),
    ("alt_is_caption", with_body('T.\n\n![Masons](assets/stone.jpg "Masons. (Ann Lee)")'), Place("body", 14)),
    ("alt_is_file_name", changed(picture=replace(SOUND.picture, alt="wall-2.JPG")), Place("picture.alt")),
    ("alt_is_file_name", with_body("T.\n\n![IMG_2041](assets/stone.jpg)"), Place("body", 16)),
    ("asset_missing", changed(picture=replace(SOUND.picture, asset="assets/gone.jpg")), Place("picture.asset")),
    ("asset_missing", with_body("T.\n\n![A gull](assets/gone.jpg)"), Place("body", 14)),
    ("read_also_without_address", with_body("T.\n\nRead also: Harbour wall opens\n\nT."), Place("body", 4)),
    ("read_also_first", with_body("Read also: [Wall](https://c.example/)\n\nT."), Place("body", 0)),
    (
        "read_also_in_a_row",
        with_body("T.\n\nRead also: [A](https://c.example/a)\n\nRead also: [B](https://c.example/b)\n\nT."),
        Place("body", 41),
    ),
    (
        "link_repeated",
        with_body("T.\n\nRead also: [A](https://c.example/a)\n\nT.\n\nRead also: [B](https://c.example/a/)\n\nT."),
        Place("body", 45),
    ),
    ("link_repeated", changed(related=(Link("W", "https://courier.example/wall"),)), Place("related.0.url")),
    ("related_without_address", changed(related=(Link("Tide tables"),)), Place("related.0.url")),
    ("related_without_address", changed(related=(Link("Tide tables", "javascript:x"),)), Place("related.0.url")),
    ("link_without_text", with_body("T [](https://c.example/a)."), Place("body", 5)),
    ("related_without_title", changed(related=(Link(url="https://c.example/"),)), Place("related.0.title")),
    ("link_to_nothing", with_body("See [the report]()."), Place("body", 5)),
    ("link_to_nothing", with_body("See [the report](#)."), Place("body", 5)),
    ("heading_skip", with_body("## A\n\nT.\n\n#### B\n\nT."), Place("body", 10)),
    ("end_mark_missing", changed(end_mark=""), Place("end_mark")),
    ("placeholder", changed(deck="XXX years, one storm."), Place("deck", 0)),
    ("placeholder", with_body("The mayor, TK, said so."), Place("body", 11)),
    ("placeholder", with_body("It cost ??? pounds."), Place("body", 8)),
    ("placeholder", with_body("T.\n\n> Lorem ipsum dolor"), Place("body", 6)),
    ("placeholder", with_body("word " * 20_000 + "TKTK"), Place("body", 100_000)),
    ("placeholder", with_body("line\n" * 20_000 + "TKTK"), Place("body", 100_000)),
    ("placeholder", with_body("w" * 100_000 + " TKTK"), Place("body", 100_001)),
    ("placeholder", changed(related=(Link("TKTK", "https://c.example/"),)), Place("related.0.title", 0)),
    ("double_space", changed(headline="The  wall"), Place("headline", 3)),
    ("double_space", with_body("T.\n\nTwo  gaps."), Place("body", 7)),
]

SILENT = [
    ("required_missing", changed(end_mark="")),
    ("over_limit", changed(headline="x" * 20)),
    ("too_many_words", with_body("word " * 60)),
    ("language_unknown", changed(language="id-ID")),
    ("language_invalid", changed(language="zh-Hant-TW")),
    ("time_without_offset", changed(published="2026-11-22T07:30:00Z")),
    ("time_without_offset", changed(published="2026-11-22")),
    ("day_without_time", changed(published="2026-11-22T07:30:00Z")),
    ("embargo_ahead", changed(embargo="2026-11-22T12:00:00+00:00")),
    ("embargo_ahead", changed(embargo="2026-11-22T19:59:00+08:00")),
    ("picture_alt_missing", changed(picture=replace(SOUND.picture, alt="", decorative=True))),
    ("picture_alt_missing", changed(picture=Picture())),
    ("picture_credit_missing", changed(picture=Picture())),
    ("alt_is_caption", changed(picture=replace(SOUND.picture, alt="", caption=""))),
    ("alt_is_file_name", changed(picture=replace(SOUND.picture, alt="A wall of stone"))),
    ("asset_missing", with_body("![A](https://elsewhere.example/a.jpg)")),
    (
        "read_also_in_a_row",
        with_body("T.\n\nRead also: [A](https://a.example/)\n\nT.\n\nRead also: [B](https://b.example/)"),
    ),
    ("link_repeated", with_body("[A](https://a.example/) and [again](https://a.example/)")),
    ("link_without_text", with_body("[![Logo](assets/stone.jpg)](https://a.example/)")),
    ("heading_skip", with_body("## A\n\n### B\n\n## C\n\n### D")),
    ("end_mark_missing", changed(end_mark="", body="T.\n\nThat was all. ENDS")),
    ("end_mark_missing", changed(end_mark="", body="")),
    ("placeholder", changed(language="id", body="Anak-anak TK Pertiwi menari di PON XXX.")),
    ("placeholder", with_body("See `XXX` and [this](https://a.example/XXX).\n\n```\nXXX ???\n```\n")),
    ("double_space", with_body("A hard  \nbreak.\n\n-   item\n\nT.\n\n    code  here\n")),
    ("double_space", with_body("| a   | b |\n|-----|---|\n| 1   | 2 |\n")),
]


def ids(rows):
    return [f"{row[0]}-{number}" for number, row in enumerate(rows)]


def test_a_sound_article_has_no_findings():
    assert find(SOUND) == ()


@pytest.mark.parametrize(("check", "article", "place"), FAULTS, ids=ids(FAULTS))
def test_a_fault_is_found_once_at_its_place(check, article, place):
    found = [finding for finding in find(article) if finding.check == check]
    assert [finding.place for finding in found] == [place]


@pytest.mark.parametrize(("check", "article"), SILENT, ids=ids(SILENT))
def test_what_only_looks_like_a_fault_is_passed_over(check, article):
    assert check not in {finding.check for finding in find(article)}


def test_every_check_has_a_fault_that_it_finds():
    told_below = {"crop_unseen", *(check for check, _, _ in RIGHTS)}
    assert {rule.check for rule in checks.RULES} == {check for check, _, _ in FAULTS} | told_below


def test_an_empty_draft_is_checked_without_stumbling():
    found = {finding.check for finding in find(Article(id="1"), pictures={})}
    assert found == {"headline_missing", "required_missing", "language_missing"}


@pytest.mark.parametrize("name", sorted(houses.available()))
def test_every_house_of_ours_can_be_checked_by(name):
    find(SOUND, houses.find(name))


def test_a_house_that_requires_its_end_mark_says_so_once():
    house = replace(HOUSE, required=("end_mark",))
    assert [finding.check for finding in find(changed(end_mark=""), house)] == ["required_missing"]


CAREFUL = replace(HOUSE, pictures=PictureStyle(ratios=("16:9", "1:1"), crops_seen=True))


def seen(asset, *ratios):
    return Photo(asset, crops=tuple(Crop(ratio, seen=True) for ratio in ratios))


def test_a_house_that_wants_its_crops_seen_is_told_of_each_picture_with_others():
    article = changed(photos=(seen("assets/wall.jpg", "16:9"), seen("assets/stone.jpg")))
    found = {one.place.field: one for one in find(article, CAREFUL) if one.check == "crop_unseen"}
    assert found["picture.asset"].facts == {"name": "wall.jpg", "ratios": "1:1"}
    assert found["body"].facts == {"name": "stone.jpg", "ratios": "16:9, 1:1"}
    assert found["body"].place == at("assets/stone.jpg", BODY)
    assert {one.weight for one in found.values()} == {"error"}


def test_crops_that_were_seen_and_houses_that_do_not_ask_give_no_finding():
    article = changed(photos=(seen("assets/wall.jpg", "16:9", "1:1"), seen("assets/stone.jpg", "1:1", "16:9")))
    assert find(article, CAREFUL) == ()
    assert find(SOUND) == ()
    [gone] = find(article, CAREFUL, {"assets/wall.jpg": b""})
    assert gone.check == "asset_missing"


KINDS_OF_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
UNSIGNED = replace(SOUND.picture, credit="")


def rights(**facts):
    return changed(photos=(Photo("assets/wall.jpg", **facts),))


RIGHTS = [
    ("picture_expired", rights(expires="2020-01-31"), "2020-01-31"),
    ("picture_embargoed", rights(instructions="Embargo until Friday, 6 pm"), "Embargo until Friday, 6 pm"),
    ("picture_not_to_be_cropped", rights(usage_terms="NO CROP"), "NO CROP"),
    ("picture_made_by_machine", rights(digital_source=f"{KINDS_OF_SOURCE}trainedAlgorithmicMedia"), KINDS_OF_SOURCE),
    ("picture_restricted", rights(usage_terms="Keine Archivierung"), "Keine Archivierung"),
    ("picture_credit_demanded", replace(rights(instructions="Mandatory credit"), picture=UNSIGNED), "Mandatory credit"),
]


@pytest.mark.parametrize(("check", "article", "text"), RIGHTS, ids=ids(RIGHTS))
def test_what_a_picture_forbids_or_demands_is_said_with_its_own_words(check, article, text):
    [found] = [one for one in find(article) if one.check == check]
    assert found.place.field == "picture.asset"
    assert found.facts["name"] == "wall.jpg"
    assert found.facts["text"].startswith(text)


def test_what_is_kept_to_is_not_said():
    assert find(rights(instructions="Mandatory credit")) == ()
    assert find(rights(expires="2999-01-31", usage_terms="Free for all")) == ()
    uncut = replace(HOUSE, pictures=PictureStyle(ratios=()))
    assert find(rights(usage_terms="No crop"), uncut) == ()


def test_findings_travel_as_json():
    found = find(Article(id="1"))
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[checks.Finding, ...]) == found


@pytest.mark.parametrize("text", ["<", "](", "`", "[", "a ", "x", "?", "  ", "1. ", "XXX "])
def test_text_that_nobody_wrote_is_checked_in_no_time(text):
    body = text * (200_000 // len(text))
    started = time.process_time()
    find(changed(headline=body, body=body))
    assert time.process_time() - started < 5
