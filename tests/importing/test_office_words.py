"""Words of office files that stand in no ordinary run: fields, formulas, hidden text, marks of notes, code, numbers."""

import pytest

from broadsheet import importing
from broadsheet.importing import rich
from importing import makers

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def word(tmp_path, body, styles=""):
    """Read a Word document with these paragraphs at its end."""
    source = makers.word(tmp_path / "a.docx")
    made = makers.with_part(
        tmp_path / "b.docx", source, "word/document.xml", lambda xml: xml.replace("<w:sectPr", f"{body}<w:sectPr", 1)
    )
    if styles:
        made = makers.with_part(
            tmp_path / "c.docx", made, "word/styles.xml", lambda xml: xml.replace("</w:styles>", f"{styles}</w:styles>")
        )
    return importing.read(made)


def noted(found):
    return [note.detail for note in found.notes if note.kind == "left_over"]


def test_simple_fields_and_formulas_are_words_of_the_text(tmp_path):
    found = word(
        tmp_path,
        '<w:p><w:r><w:t>Tanggal </w:t></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>14 Maret</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> ini.</w:t></w:r></w:p>'
        f'<w:p><m:oMathPara xmlns:m="{MATH}"><m:oMath><m:r><m:t>E=m</m:t></m:r>'
        "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e>"
        "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:r><m:t>+</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r>"
        "</m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara></w:p>",
    )
    assert "Tanggal 14 Maret ini." in found.guess.text
    assert "E=mc^2+(a+b)/2" in found.guess.text.replace("\\", "")


HIDING = (
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Heir"><w:name w:val="Heir"/><w:basedOn w:val="Unseen"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dark"><w:name w:val="Dark"/><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "run"),
    [("", "<w:vanish/>"), ("", '<w:rStyle w:val="Heir"/>'), ('<w:pStyle w:val="Dark"/>', "")],
    ids=["run", "character style", "paragraph style"],
)
def test_hidden_words_are_for_the_editor_alone(tmp_path, paragraph, run):
    body = (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>sumber </w:t></w:r>"
        f"<w:r><w:rPr>{run}</w:rPr><w:t>rahasia</w:t></w:r></w:p>"
    )
    found = word(tmp_path, body, HIDING)
    assert "rahasia" not in found.guess.text
    assert found.document.article.editor_note == "sumber rahasia"
    assert noted(found) == ["sumber rahasia"]


@pytest.mark.parametrize("run", ['<w:vanish w:val="0"/>', '<w:vanish w:val="false"/><w:rStyle w:val="Heir"/>', ""])
def test_control_words_that_are_not_hidden_stay(tmp_path, run):
    found = word(tmp_path, f"<w:p><w:r><w:rPr>{run}</w:rPr><w:t>terbuka</w:t></w:r></w:p>", HIDING)
    assert "terbuka" in found.guess.text
    assert noted(found) == []


def test_the_ends_of_hidden_fields_are_kept(tmp_path):
    found = word(
        tmp_path,
        '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "a" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>Sesudahnya.</w:t></w:r></w:p>',
    )
    assert "Sesudahnya." in found.guess.text


def test_the_mark_of_a_note_in_an_open_document_is_apart_from_the_word_before_it(tmp_path):
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Kaki.</text:p></text:note-body>"
    )
    path = makers.open_document(tmp_path / "a.odt", f"<text:p>Ada catatan{note}</text:note> di sini.</text:p>")
    assert importing.read(path).guess.text == "Ada catatan[1] di sini.\n\n1\\. Kaki."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('a note<a class="sdfootnoteanc" name="x" href="#sdfootnote1sym"><sup>1</sup></a> in it', "a note[1] in it"),
        ('a note<sup><a href="#fn-12">12</a></sup> in it', "a note[12] in it"),
        ('a note<sup><a href="#cite">[1]</a></sup> in it', "a note[1] in it"),
        ('<a class="sdfootnotesym" href="#sdfootnote1anc">1</a>The note.', "[1] The note."),
        ("E=mc<sup>2</sup>, H<sub>2</sub>O", "E=mc2, H2O"),
        ('<a href="#part-2">2</a> parts', "2 parts"),
        ('m<sup><a href="https://a.example/x">2</a></sup>', "m[2](https://a.example/x)"),
    ],
)
def test_marks_of_notes_are_told_from_raised_digits(html, text):
    assert rich.convert(f"<p>{html}</p>").markdown.strip().replace("\\", "") == text
