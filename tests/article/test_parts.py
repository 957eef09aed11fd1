"""News parts are known by their words, and prose that looks like them is left alone."""

import pytest

from broadsheet.article import language, parts
from broadsheet.article.parts import Caption, ReadAlso, Run

LABELS = language.every_read_also_label()


def link(text, url="https://x.id", number=1):
    return Run(text, url, number)


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ([Run("Baca juga: Harga beras naik")], ReadAlso("Baca juga", "Harga beras naik")),
        ([Run("Baca juga : "), link("Harga beras naik")], ReadAlso("Baca juga", "Harga beras naik", "https://x.id")),
        ([link("Baca Juga: Harga beras naik")], ReadAlso("Baca Juga", "Harga beras naik", "https://x.id")),
        ([Run("BACA JUGA:"), Run("\n"), link("Harga\nberas")], ReadAlso("BACA JUGA", "Harga beras", "https://x.id")),
        ([Run("Baca juga："), link("Harga"), link(" beras")], ReadAlso("Baca juga", "Harga beras", "https://x.id")),
        ([Run("Read also: "), link("Rice up"), Run(" »")], ReadAlso("Read also", "Rice up", "https://x.id")),
        ([Run("Lire aussi\u00a0: "), link("Le riz")], ReadAlso("Lire aussi", "Le riz", "https://x.id")),
        ([Run("اقرأ أيضا: "), link("الأرز")], ReadAlso("اقرأ أيضا", "الأرز", "https://x.id")),
        ([Run("Baca juga: Breaking! Jembatan Dibuka")], ReadAlso("Baca juga", "Breaking! Jembatan Dibuka")),
        ([Run("Baca juga: Siapa H. M. Amin? Ini Kisahnya")], ReadAlso("Baca juga", "Siapa H. M. Amin? Ini Kisahnya")),
        ([Run("See also: Rice up (https://x.id/a)")], ReadAlso("See also", "Rice up", "https://x.id/a")),
        ([Run("See also: https://x.id/a")], ReadAlso("See also", "https://x.id/a", "https://x.id/a")),
    ],
)
def test_a_read_also_is_a_label_a_colon_and_a_title_or_link(runs, found):
    assert parts.read_also(runs, LABELS) == found


@pytest.mark.parametrize(
    "runs",
    [
        [Run("Baca juga Harga beras naik")],
        [Run("Baca juga:")],
        [Run("Baca juga: "), link("  ")],
        [Run("Kata orang, baca juga: Harga beras naik")],
        [Run("“Baca juga: Harga beras,” katanya.")],
        [Run("Baca juga: "), link("Harga beras"), Run(" dan "), link("Harga gula", "https://y.id", 2)],
        [Run("Baca juga: "), link("Harga beras"), Run(" yang kami tulis kemarin.")],
        [Run("Baca juga: laporan "), link("kami")],
        [Run("Baca juga: Laporan kami kemarin. Pemerintah membantah isinya.")],
        [Run("Baca juga: Laporan kami. Warga menunggu. Gubernur diam")],
        [Run("Baca juga: "), link("satu", number=1), link("dua", number=2)],
        [Run("Baca juga: Harga beras naik"), Run("\n"), Run("Baca juga: Harga gula turun")],
        [Run("Baca juga: " + "kata " * 60)],
        [link("Baca juga:"), Run(" Harga beras naik")],
        [],
    ],
)
def test_prose_that_only_opens_like_a_read_also_stays_prose(runs):
    assert parts.read_also(runs, LABELS) is None


def test_without_labels_nothing_is_a_read_also():
    assert parts.read_also([Run("Baca juga: Judul")], ()) is None


@pytest.mark.parametrize(
    ("title", "caption", "credit"),
    [
        ("", "", ""),
        ("Warga menyeberang.", "Warga menyeberang.", ""),
        ("Warga menyeberang. (Dok. Pemkab)", "Warga menyeberang.", "Dok. Pemkab"),
        ("Warga (kiri) menyeberang. (Antara/Rani (2024)).", "Warga (kiri) menyeberang.", "Antara/Rani (2024)"),
        ("(Dok. Pemkab)", "", "Dok. Pemkab"),
        ("Warga (kiri) menyeberang.", "Warga (kiri) menyeberang.", ""),
        ("Warga :)", "Warga :)", ""),
    ],
)
def test_the_last_parentheses_of_a_caption_hold_the_credit(title, caption, credit):
    assert parts.caption(title) == Caption(caption, credit)


@pytest.mark.parametrize(
    ("line", "name"), [("— Rani", "Rani"), ("--Rani", "Rani"), (" -- Rani, nelayan", "Rani, nelayan")]
)
def test_a_dash_opens_an_attribution(line, name):
    assert line[parts.attribution(line) :] == name


@pytest.mark.parametrize("line", ["Rani", "- Rani", "---", "—", "-- ", "kata — Rani"])
def test_other_lines_attribute_nothing(line):
    assert parts.attribution(line) == 0


@pytest.mark.parametrize("text", ["https://x.id/a_b?c=d", " <https://x.id> "])
def test_a_lone_address_is_an_embed(text):
    assert parts.embed(text) == text.strip(" <>")


@pytest.mark.parametrize("text", ["", "x.id", "ftp://x.id", "https://x.id dan lain", "lihat https://x.id", "https://"])
def test_other_text_is_no_embed(text):
    assert parts.embed(text) == ""


def test_long_text_behind_a_label_is_judged_at_once():
    assert parts.read_also([Run("Baca juga: " + "https://x " * 20_000 + "!")], LABELS) is None
