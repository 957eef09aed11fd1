"""Broken files of every kind: the writer is told what happened in plain words, never in those of a library."""

import json
import re
import zipfile

import pytest

from broadsheet import errors, importing, wording
from importing import makers

LIBRARIES = re.compile(
    r"codec|zlib|Error -|\[Errno|Expected|msgspec|lxml|mammoth|Traceback|expat|None|NoneType|CRC|struct|unpack|"
    r"has no |0x[0-9a-f]|malformed|Exception|yaml|tomllib|charset_normalizer|bytes-like|\bb'|`"
)
"""Words that only programmers say."""


def told(path):
    """Return what the writer is told of a file that is refused."""
    with pytest.raises(errors.UnreadableDocument) as caught:
        importing.read(path)
    message = wording.error(caught.value, wording.english)
    assert not LIBRARIES.search(message.what)
    assert message.do
    return message.what


def half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def spoilt(path, name):
    """Write other bytes over the middle of a member of a package."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    data = bytearray(path.read_bytes())
    at = info.header_offset + 30 + len(name) + info.compress_size // 2
    data[at : at + 8] = b"\x55" * 8
    path.write_bytes(bytes(data))
    return path


def test_broken_word_documents(tmp_path):
    path = tmp_path / "a.docx"
    whole = "“a.docx” is damaged and cannot be read: "
    assert told(half(makers.word(path))) == f"{whole}it is not a whole document."
    assert told(spoilt(makers.word(path), "word/document.xml")).startswith(whole)
    makers.with_part(path, makers.word(path), "word/document.xml", lambda xml: xml[:-40])
    assert told(path) == f"{whole}its part “word/document.xml” is broken."
    assert told(makers.package(path, {"a.txt": "x"})) == f"{whole}the text itself is missing in it."
    members = makers.parts(makers.word(path))
    del members["word/document.xml"]
    assert told(makers.package(path, members)).startswith(whole)


def test_broken_open_documents(tmp_path):
    path = tmp_path / "a.odt"
    whole = "“a.odt” is damaged and cannot be read: "
    assert told(half(makers.open_document(path, "<text:p>Ikan</text:p>" * 90))) == f"{whole}it is not a whole document."
    assert told(makers.open_document(path, "<text:p>Ikan")) == f"{whole}its part “content.xml” is broken."
    assert told(makers.package(path, {"meta.xml": "<a/>"})) == f"{whole}the text itself is missing in it."


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.rtf", "Ikan", "it does not begin as rich text does"),
        ("a.html", "", "there is no page in it"),
        ("a.mhtml", "Subject: x\n\nwords", "there is no page in it"),
        (
            "a.json",
            '{"format": "org.broadsheet.article",\n "id"}',
            "it is not written as JSON asks, line 2",
        ),
        ("a.json", '{"uri": "x", "headline": "Ik', "it ends too early"),
        (
            "a.json",
            json.dumps({"format": "org.broadsheet.article", "version": 1, "id": "1", "picture": {"alt": 4}}),
            "words in quotation marks are expected here (field “picture.alt”)",
        ),
    ],
)
def test_broken_pages_texts_and_data(tmp_path, name, text, said):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert told(path).startswith(f"“{name}” is damaged and cannot be read: {said}")


def test_broken_bundles(tmp_path):
    folder = tmp_path / "a.textbundle"
    folder.mkdir()
    (folder / "text.md").write_text("Ikan")
    (folder / "info.json").write_text('{"version": 2,\n "type": ')
    assert told(folder) == "“a.textbundle” is damaged and cannot be read: in its part “info.json”, it ends too early."
    (folder / "info.json").write_text('{"version": 2, "org.broadsheet.article": {"headline": 3}}')
    assert "in quotation marks are expected here (field “headline”)" in told(folder)
    pack = makers.package(tmp_path / "a.textpack", {"a/text.md": "Ikan " * 900, "a/info.json": '{"version": 2}'})
    assert told(half(pack)).startswith("“a.textpack” ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "---\ntitle: Ikan: naik\n---\nTeks.",
            "The fields above the text have a mistake at line 2, column 12; they are in the note to the editor.",
        ),
        (
            "+++\nweight = 3\ntitle = Ikan\n+++\nTeks.",
            "The fields above the text have a mistake at line 3, column 9; they are in the note to the editor.",
        ),
        (
            "---\na: &x [1]\nb: *x\n---\nTeks.",
            "The fields above the text have a mistake; they are in the note to the editor.",
        ),
    ],
)
def test_fields_with_a_mistake_are_told_by_its_place(tmp_path, text, said):
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    found = importing.read(path)
    assert wording.notes(found.notes, wording.english) == [said]
    assert found.document.article.body == "Teks."


def test_what_was_taken_out_and_what_is_damaged_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Nelayan\0 menunggu “musim” – teduh".encode() + "”".encode()[:1])
    assert wording.notes(importing.read(path).notes, wording.english) == [
        "Characters that no text has were taken out: 1.",
        "The file is cut off or damaged; words may be missing.",
    ]
