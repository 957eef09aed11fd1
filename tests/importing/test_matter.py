"""Fields in front of Markdown, as Hugo, Jekyll, Pelican and others write them: each finds its place, none is lost."""

import time
from datetime import datetime

import pytest

from broadsheet import importing
from broadsheet.importing import fields
from broadsheet.importing.text import matter
from broadsheet.store import document as documents
from importing import makers

HUGO = """+++
title = 'Harga ikan naik'
date = 2026-11-22T07:30:00+08:00
lastmod = 2026-11-23
draft = true
tags = ["ikan", "pasar"]
categories = ["Daerah", "Bahari"]
slug = "harga-ikan"
description = "Perahu tidak melaut."
weight = 3
[params]
subtitle = "x"
+++

Teks.
"""
JEKYLL = """---
layout: post
title:  "No: fish"
subtitle: Boats stay in
description: For search engines
date: 2026-11-22 07:30:00 +0800
author:
  name: Ann Lee
  email: ann@n.example
categories: [News]
tags: fish sea
published: false
image:
  path: boat.jpg
  alt: A boat
lang: en
---
# No: fish

Text.
"""
PELICAN = """Title: My super title
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Python
Tags: pelican, publishing
Slug: my-super-post
Authors: Alexis Metaireau, Conan Doyle
Summary: Short version
Status: published

Text.
"""


def read(tmp_path, text, name="a.md"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return importing.read(path)


def test_hugo(tmp_path):
    found = read(tmp_path, HUGO)
    article = found.document.article
    assert (article.headline, article.body, article.slug) == ("Harga ikan naik", "Teks.", "harga-ikan")
    assert (article.published, article.updated) == ("2026-11-22T07:30:00+08:00", "2026-11-23")
    assert (article.section, article.keywords) == ("Daerah", ("ikan", "pasar", "Bahari"))
    assert (article.deck, article.status) == ("Perahu tidak melaut.", "draft")
    assert article.editor_note == 'weight: 3\nparams: {"subtitle":"x"}'
    assert [(note.kind, note.detail) for note in found.notes] == [("left_over", "weight, params")]


def test_jekyll(tmp_path):
    (tmp_path / "boat.jpg").write_bytes(makers.jpeg())
    found = read(tmp_path, JEKYLL)
    article = found.document.article
    assert (article.headline, article.body, article.language) == ("No: fish", "Text.", "en")
    assert (article.deck, article.seo.description) == ("Boats stay in", "For search engines")
    assert [(one.name, one.email) for one in article.byline] == [("Ann Lee", "ann@n.example")]
    assert (article.published, article.status) == ("2026-11-22T07:30:00+08:00", "draft")
    assert (article.section, article.keywords) == ("News", ("fish", "sea"))
    assert (article.picture.asset, article.picture.alt) == ("assets/boat.jpg", "A boat")
    assert list(found.document.assets) == ["assets/boat.jpg"]
    assert article.editor_note == "layout: post"


def here(time):
    """Return a time with the offset that it has on this computer."""
    return datetime.fromisoformat(time).astimezone().isoformat()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: A\ndate: 2026-11-22 07:30\n---\nx", ["2026-11-22 07:30:00"]),
        ("---\ntitle: A\ndate: 2026-11-22\n---\nx", []),
        ("---\ntitle: A\ndate: 2026-11-22 07:30 +0800\n---\nx", []),
        ("Harga ikan naik\n\n2026-11-22 07:30\n\nNelayan menunggu musim teduh.", ["2026-11-22 07:30"]),
        ("Harga ikan naik\n\n2026-11-22 07:30 WITA\n\nNelayan menunggu musim teduh.", []),
        ("Harga ikan naik\n\n2026-11-22\n\nNelayan menunggu musim teduh.", []),
    ],
)
def test_a_time_without_a_zone_is_this_computers_and_that_is_told(tmp_path, text, told):
    found = read(tmp_path, text)
    assert [note.detail for note in found.notes if note.kind == "zone"] == told
    assert found.document.article.published.startswith("2026-11-22")
    if told:
        assert found.document.article.published == here("2026-11-22T07:30:00")


def test_pelican(tmp_path):
    article = read(tmp_path, PELICAN).document.article
    assert (article.headline, article.body, article.deck) == ("My super title", "Text.", "Short version")
    assert (article.published, article.updated) == (here("2010-12-03T10:20:00"), here("2010-12-05T19:30:00"))
    assert [one.name for one in article.byline] == ["Alexis Metaireau", "Conan Doyle"]
    assert (article.section, article.keywords, article.status) == ("Python", ("pelican", "publishing"), "published")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("author: Ann Lee", ["Ann Lee"]),
        ("author: Ann Lee and Bo Yu", ["Ann Lee", "Bo Yu"]),
        ("authors: [Ann Lee, Bo Yu]", ["Ann Lee", "Bo Yu"]),
        ("authors:\n  - name: Ann Lee\n  - name: Bo Yu", ["Ann Lee", "Bo Yu"]),
        ("authors: Lee, Ann; Yu, Bo", ["Lee, Ann", "Yu, Bo"]),
        ("author: Ann Lee <ann@n.example>", ["Ann Lee"]),
        ("author: [Ann Lee]\nauthors: [Ann Lee]", ["Ann Lee"]),
        ("author:", []),
    ],
)
def test_authors_in_every_shape(tmp_path, written, names):
    article = read(tmp_path, f"---\ntitle: A\n{written}\n---\nx").document.article
    assert [one.name for one in article.byline] == names


@pytest.mark.parametrize("value", ["no", "1.10", "2026", "null-ish", "0o17", "12:30"])
def test_a_title_stays_the_words_that_it_is(tmp_path, value):
    assert read(tmp_path, f"---\ntitle: {value}\n---\nx").document.article.headline == value


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22 07:30", datetime(2026, 11, 22, 7, 30).astimezone().isoformat()),
        ("2026/11/22 07:30:05 +0800", "2026-11-22T07:30:05+08:00"),
        ("2026-11-22T07:30:00Z", "2026-11-22T07:30:00+00:00"),
        ("Sun, 22 Nov 2026 07:30:00 +0800", "2026-11-22T07:30:00+08:00"),
        ("next week", "next week"),
        ("2026-02-31", "2026-02-31"),
    ],
)
def test_times_in_every_form(tmp_path, written, read_as):
    assert read(tmp_path, f"---\ntitle: A\ndate: {written}\n---\nx").document.article.published == read_as


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA paragraph: with a colon.\n\n---\n\nMore.",
        "Note: this is a text.\n\nMore.",
        "--- no",
        "{not json}\n\nx",
    ],
)
def test_what_only_looks_like_fields_stays_text(tmp_path, text):
    found = read(tmp_path, text)
    told = found.document.article.headline + found.document.article.body + found.document.article.editor_note
    assert "".join(text.split()) == "".join(told.split()) or found.guess is not None


@pytest.mark.parametrize(
    ("raw", "where"), [("a: [", "3:1"), ("a: &x [1]\nb: *x", ""), ("a:\n\t- tab", "3:1"), ("a: b: c", "2:5")]
)
def test_fields_that_cannot_be_understood_are_kept_in_the_note(tmp_path, raw, where):
    found = read(tmp_path, f"---\n{raw}\n---\nText.")
    assert found.document.article.editor_note == raw
    assert found.document.article.body == "Text."
    assert found.notes == (importing.Note("unread", where),)


def bomb():
    """Return YAML that stands for 10 to the 9th strings."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return "\n".join(lines)


@pytest.mark.parametrize("raw", [bomb(), "a: " + "[" * 20_000, "a: " + "{a: " * 10_000, "\n".join(["x: y"] * 9_000)])
def test_hostile_fields_take_no_time(raw):
    started = time.process_time()
    matter.split(f"---\n{raw}\n---\nText.")
    assert time.process_time() - started < 2


def test_control_the_bomb_would_go_off():
    import yaml

    def count(value):
        return sum(map(count, value)) if isinstance(value, list) else 1

    assert count(yaml.safe_load(bomb())["a4"]) == 100_000


def test_a_bundle_of_another_program_gives_its_fields(tmp_path):
    folder = tmp_path / "a.textbundle"
    (folder / "assets").mkdir(parents=True)
    (folder / "info.json").write_text('{"version": 2, "creatorIdentifier": "net.other"}')
    (folder / "text.md").write_text("---\ntitle: Ikan\nimage: boat.jpg\nmood: x\n---\n\nTeks.\n")
    (folder / "assets" / "boat.jpg").write_bytes(makers.jpeg())
    found = importing.read(folder)
    article = found.document.article
    assert (article.headline, article.body, article.editor_note) == ("Ikan", "Teks.", "mood: x")
    assert article.picture.asset == "assets/boat.jpg"
    assert found.document.path == folder
    kept, _ = documents.save(found.document, folder)
    again = importing.read(folder)
    assert again.document.article == kept.article
    assert b"net.other" in (folder / "info.json").read_bytes()


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Afonso Costa e Silva", ["Afonso Costa e Silva"]),
        ("José Ortega y Gasset, Ana Ruiz", ["José Ortega y Gasset", "Ana Ruiz"]),
        ("Ana Ruiz e Rui Costa", ["Ana Ruiz", "Rui Costa"]),
        ("Ana e Rui", ["Ana", "Rui"]),
        ("Rani Puspita dan Andi", ["Rani Puspita", "Andi"]),
    ],
)
def test_an_and_of_one_letter_may_stand_within_a_name(said, names):
    assert [author.name for author in fields.authors(said)] == names
