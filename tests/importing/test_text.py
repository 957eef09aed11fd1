"""Text files of any origin become an article: headline where there is one, body as it was written."""

import codecs
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import errors, importing
from broadsheet.article import model
from broadsheet.importing import apart, edges
from broadsheet.importing.text import decoding
from importing import clock

STORY = "Harga ikan naik di Bitung\n\nNelayan menunggu “musim teduh”.\n\nPasar sepi.\n"


def write(path, text, encoding="utf-8", mark=b""):
    path.write_bytes(mark + text.encode(encoding))
    return path


def read(path):
    return importing.read(path).document.article


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_article(tmp_path, encoding, mark, ending):
    found = importing.read(write(tmp_path / "cerita.txt", STORY.replace("\n", ending), encoding, mark))
    assert found.guess.text == STORY.strip()


def test_indents_of_plain_text_make_no_listing(tmp_path):
    article = read(write(tmp_path / "a.txt", "Title of it\n\n    First words.\n\n\tSecond words.\n"))
    assert "First words.\n\nSecond words." in article.body


@pytest.mark.parametrize("heading", ["# Karang *hidup* lagi", "Karang *hidup* lagi\n===", "\n\n# Karang *hidup* lagi"])
@pytest.mark.parametrize("ending", [".md", ".markdown", ".MD"])
def test_a_leading_heading_of_markdown_is_the_headline_in_plain_words(tmp_path, heading, ending):
    article = read(write(tmp_path / f"a{ending}", f"{heading}\n\n    code\n\n## Bagian\n"))
    assert article.headline == "Karang hidup lagi"
    assert article.body == "    code\n\n## Bagian"


def test_every_import_is_an_article_of_its_own_without_a_path(tmp_path):
    path = write(tmp_path / "a.txt", STORY)
    first, second = importing.read(path).document, importing.read(path).document
    assert first.article.id != second.article.id
    assert first.path is None


def refused(path):
    with pytest.raises(errors.UnreadableDocument) as caught:
        importing.read(path)
    assert caught.value.path == path
    return caught.value.reason


def test_each_reason_is_told(tmp_path):
    assert refused(tmp_path / "none.txt") == "missing"
    assert refused(tmp_path / "none.xyz") == "missing"
    assert refused(write(tmp_path / "a.xyz", "x")) == "no_reader"
    (tmp_path / "folder.txt").mkdir()
    assert refused(tmp_path / "folder.txt") == "folder"
    assert refused(_lone(tmp_path)) == "encoding"
    assert refused(write(tmp_path / "a.txt", "x" * (decoding.MOST_BYTES + 1))) == "too_large"
    read(write(tmp_path / "a.txt", "x" * decoding.MOST_BYTES))


SIGNS = bytes(range(32)) * 8
ZIP = b"PK\x03\x04" + SIGNS + bytes(range(256)) * 4


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + SIGNS, ZIP, b"MZ" + bytes(900) + SIGNS, SIGNS + b"x" * 9_000])
def test_what_is_no_text_is_refused(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert refused(path) == "encoding"


def test_a_file_of_zeros_is_damaged(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(5_000))
    assert refused(path) == "damaged"
    path.write_bytes(b"")
    read(path)


NUL = STORY.replace("ikan", "ik\0an")


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (NUL.encode(), {"signs": "1"}),
        (STORY.encode() + bytes(4096), {"signs": "4096"}),
        (NUL.encode("utf-16-le"), {"signs": "1"}),
        (NUL.encode("utf-16-be"), {"signs": "1"}),
        (NUL.encode("cp1252"), {"encoding": "Windows-1252", "signs": "1"}),
        (b"\x01\x02" + STORY.encode() + b"\x03\x04\x1a", {"signs": "5"}),
        (STORY.encode("utf-16-le") + b"\n", {"damaged": "1"}),
        (STORY.encode() + "“".encode()[:2], {"damaged": "1"}),
        (STORY.replace("Pasar", "“Pasar”").encode() + b"\x93", {"damaged": "1"}),
    ],
)
def test_characters_that_no_text_has_are_taken_out_and_told(tmp_path, data, notes):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    found = importing.read(path)
    assert found.guess.text.replace("“Pasar”", "Pasar").removesuffix("“").strip() == STORY.strip()
    assert {note.kind: note.detail for note in found.notes} == notes


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Ārā Ēka valdība Āā.", "政府星期三宣布，年底 之前", "Правительство в среду", "x y"])
def test_utf_16_without_its_mark_is_read_in_any_letters(tmp_path, encoding, text):
    found = importing.read(write(tmp_path / "a.txt", text, encoding))
    assert (found.guess.text, found.notes) == (text, ())


def _lone(folder):
    path = folder / "lone.txt"
    path.write_bytes(codecs.BOM_UTF16_LE + b"\x00\xd8")
    return path


def test_a_file_that_may_not_be_read_is_denied(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", STORY)

    def deny(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refused(path) == "denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_hang(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert refused(path) == "special"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The council’s plan – “a mess”, she said – costs £3m and will be voted on Thursday."),
        ("cp1252", "Le président a déclaré que l’année dernière était très difficile pour les pêcheurs français."),
        ("iso8859-15", "Le président a déclaré que l'année était très difficile: 30 € par kilo, a-t-il ajouté."),
        ("cp1250", "Rząd ogłosił w środę, że żadne zmiany nie zostaną wprowadzone przed końcem roku."),
        ("cp1250", "Vláda ve středu oznámila, že žádné změny nebudou zavedeny před koncem roku, řekl ministr."),
        ("cp1254", "Hükümet çarşamba günü yıl sonuna kadar hiçbir değişiklik yapılmayacağını açıkladı, dedi bakan."),
        ("mac_roman", "The council’s plan – “a mess”, she said – costs £3m."),
        ("cp1251", "Правительство объявило в среду, что никаких изменений до конца года не будет, сказал министр."),
        ("koi8-r", "Правительство объявило в среду, что никаких изменений до конца года не будет, сказал министр."),
        ("cp1253", "Η κυβέρνηση ανακοίνωσε την Τετάρτη ότι δεν θα γίνουν αλλαγές πριν από το τέλος του έτους."),
        ("cp1256", "أعلنت الحكومة يوم الأربعاء أنه لن يتم إدخال أي تغييرات قبل نهاية العام."),
        ("gb18030", "政府星期三宣布，年底之前不会有任何变化，部长在新闻发布会上说。"),
        ("big5", "政府星期三宣布，年底之前不會有任何變化，部長在記者會上說。"),
        ("cp932", "政府は水曜日、年末までに変更はないと発表した。大臣は記者会見でこう述べた。"),
        ("iso2022_jp", "政府は水曜日、年末までに変更はないと発表した。大臣は記者会見でこう述べた。"),
        ("cp949", "정부는 수요일에 연말 이전에는 어떠한 변화도 없을 것이라고 발표했다."),
        ("utf-16-le", "Nelayan menunggu “musim teduh”."),
        ("utf-16-be", "Nelayan menunggu “musim teduh”."),
        ("utf-32-le", "Nelayan menunggu “musim teduh”."),
        ("utf-32-be", "Nelayan menunggu “musim teduh”."),
    ],
)
def test_a_text_that_does_not_say_its_encoding_is_read(tmp_path, encoding, text):
    found = importing.read(write(tmp_path / "a.txt", text, encoding))
    assert found.guess.text == text
    certain = encoding.startswith(("utf", "iso2022"))
    assert [note.kind for note in found.notes] == ([] if certain else ["encoding"])


def test_utf_8_is_never_a_guess(tmp_path):
    assert importing.read(write(tmp_path / "a.txt", "Harga “ikan” naik – 5 €.")).notes == ()


@given(st.text())
def test_edges_are_only_empty_lines(text):
    assert edges.without_edges(text).split() == text.split()


@pytest.fixture(scope="module")
def converter():
    with apart.Converter() as one:
        one.warm()
        yield one


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("text", [" ", "\n", "=", "#", "x\n", "x" + " " * 400_000 + "x", "[", "<", "\t\n"])
def test_text_that_nobody_wrote_is_read_or_given_up_in_no_time(tmp_path, converter, ending, text):
    path = write(tmp_path / f"a{ending}", text * (800_000 // len(text)))
    with clock.within(5, converter):
        try:
            converter.read(path)
        except errors.UnreadableDocument as exc:
            assert exc.reason in ("too_slow", "too_large")


def test_of_two_pictures_that_differ_in_their_ending_the_named_one_leads():
    article = model.Article(id="x", picture=model.Picture(asset="boat.png"))
    assets = {"assets/boat.jpg": b"", "assets/boat.png": b""}
    assert importing.settled(article, assets).picture.asset == "assets/boat.png"


def test_a_lead_picture_that_is_not_there_is_told_and_not_pointed_to(tmp_path):
    found = importing.read(write(tmp_path / "a.md", "---\ntitle: A title\nimage: /img/x.png\n---\n\nThe body.\n"))
    assert found.document.article.picture.asset == ""
    assert found.notes == (importing.Note("picture", "/img/x.png"),)
