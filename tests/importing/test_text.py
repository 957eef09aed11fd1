"""Text files of any origin become an article: headline where there is one, body as it was written."""

import codecs
import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import errors, importing
from broadsheet.importing import decoding, opening_line

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
    article = read(write(tmp_path / "cerita.txt", STORY.replace("\n", ending), encoding, mark))
    assert article.headline == "Harga ikan naik di Bitung"
    assert article.body == "Nelayan menunggu “musim teduh”.\n\nPasar sepi."


@pytest.mark.parametrize(
    "opening",
    [
        "The council will vote on Thursday. Nobody has seen the report.",
        "He said:",
        "- first point",
        "1. first point",
        "> a quote",
        "![](boat.jpg)",
        "w" * 151,
        "Two lines\nof one paragraph",
    ],
)
def test_a_first_line_that_is_no_headline_stays_in_the_body(tmp_path, opening):
    article = read(write(tmp_path / "a.txt", f"{opening}\n\nMore.\n"))
    assert article.headline == ""
    assert article.body == f"{opening}\n\nMore."


def test_one_line_alone_is_the_body(tmp_path):
    article = read(write(tmp_path / "a.txt", "Only this\n"))
    assert (article.headline, article.body) == ("", "Only this")


def test_indents_of_plain_text_make_no_listing(tmp_path):
    article = read(write(tmp_path / "a.txt", "Title\n\n    First.\n\n\tSecond.\n"))
    assert article.body == "First.\n\nSecond."


@pytest.mark.parametrize("heading", ["# Karang *hidup* lagi", "Karang *hidup* lagi\n===", "\n\n# Karang *hidup* lagi"])
@pytest.mark.parametrize("ending", [".md", ".markdown", ".MD"])
def test_a_leading_heading_of_markdown_is_the_headline_in_plain_words(tmp_path, heading, ending):
    article = read(write(tmp_path / f"a{ending}", f"{heading}\n\n    code\n\n## Bagian\n"))
    assert article.headline == "Karang hidup lagi"
    assert article.body == "    code\n\n## Bagian"


def test_markdown_without_a_heading_may_have_a_headline_line(tmp_path):
    article = read(write(tmp_path / "a.md", "Karang hidup lagi\n\nTeks.\n"))
    assert (article.headline, article.body) == ("Karang hidup lagi", "Teks.")


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
    assert refused(tmp_path / "folder.txt") == "no_reader"
    assert refused(write(tmp_path / "a.txt", "binary\0rest")) == "encoding"
    assert refused(_lone(tmp_path)) == "encoding"
    assert refused(write(tmp_path / "a.txt", "x" * (decoding.MOST_BYTES + 1))) == "too_large"
    read(write(tmp_path / "a.txt", "x" * decoding.MOST_BYTES))


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
    assert refused(path) == "no_reader"


@given(st.text())
def test_no_word_is_lost(text):
    headline, rest = opening_line.split(text)
    assert (headline + rest).split() == text.split()
    assert opening_line.without_edges(rest).split() == rest.split()


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("text", [" ", "\n", "=", "#", "x\n", "x" + " " * 400_000 + "x", "[", "<", "\t\n"])
def test_text_that_nobody_wrote_is_read_in_no_time(tmp_path, ending, text):
    path = write(tmp_path / f"a{ending}", text * (800_000 // len(text)))
    started = time.process_time()
    importing.read(path)
    assert time.process_time() - started < 5
