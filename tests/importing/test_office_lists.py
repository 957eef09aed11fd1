"""Lists keep their numbers, code its lines, pictures their captions, and what is hidden goes to the editor's note."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from broadsheet import importing
from importing import makers

OPENING = "The fishermen wait for the calm season."


def text(path):
    return importing.read(path).guess.text


def test_a_list_of_word_goes_on_behind_a_paragraph(tmp_path):
    made = docx.Document()
    made.add_paragraph(OPENING)
    for words, style in (
        ("one", "List Number"),
        ("two", "List Number"),
        ("Between.", "Normal"),
        ("three", "List Number"),
        ("bullet", "List Bullet"),
    ):
        made.add_paragraph(words, style=style)
    made.save(tmp_path / "a.docx")
    assert "1. one\n2. two\n\nBetween.\n\n3. three\n\n- bullet" in text(tmp_path / "a.docx")


def test_a_list_of_word_begins_where_it_says(tmp_path):
    made = docx.Document()
    made.add_paragraph(OPENING)
    for words in ("four", "", "six"):
        made.add_paragraph(words, style="List Number")
    made.add_paragraph("Heading", style="Heading 1")
    made.save(tmp_path / "a.docx")

    def start(xml):
        return xml.replace('<w:start w:val="1"/>', '<w:start w:val="4"/>')

    found = text(makers.with_part(tmp_path / "b.docx", tmp_path / "a.docx", "word/numbering.xml", start))
    assert "4. four\n6. six\n\n" in found
    assert "Heading" in found
    assert not any("\ue000" <= sign <= "\uf8ff" for sign in found)


LISTS = """
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" text:start-value="4"/>
<text:list-level-style-bullet text:level="2"/><text:list-level-style-number text:level="3"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>
<text:list-level-style-number text:level="2"/></text:list-style>
"""


def items(*inner, **attributes):
    said = "".join(f' {name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items())
    told = "".join(
        one if one.startswith("<text:list-item") else f"<text:list-item>{one}</text:list-item>" for one in inner
    )
    return f"<text:list{said}>{told}</text:list>"


def p(words, style=""):
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def test_lists_of_an_open_document_have_their_numbers_at_each_level(tmp_path):
    body = (
        p(OPENING)
        + items(p("four") + items(p("dot") + items(p("deep"))), p("five"), text_style_name="L1")
        + p("Between.")
        + items(p("six"), text_style_name="L1", text_continue_numbering="true")
        + p("Again.")
        + items('<text:list-item text:start-value="9"><text:p>nine</text:p></text:list-item>', text_style_name="L1")
        + items(p("point") + items(p("first"), p("second")), text_style_name="L2")
    )
    found = text(makers.open_document(tmp_path / "a.odt", body, styles=LISTS))
    assert "4. four\n   - dot\n     1. deep\n5. five\n\nBetween.\n\n6. six\n\nAgain.\n\n9. nine\n\n" in found
    assert "- point\n  1. first\n  2. second" in found


def test_lists_of_an_open_document_are_named_by_its_styles_too(tmp_path):
    styles = f"<office:document-styles {makers.NAMES}><office:styles>{LISTS}</office:styles></office:document-styles>"
    body = p(OPENING) + items(p("four"), text_style_name="L1")
    found = text(makers.open_document(tmp_path / "a.odt", body, members={"styles.xml": styles}))
    assert "4. four" in found


CODE = "```\ndef f():\n    return *1*\n\nx\n```"


@pytest.mark.parametrize("style", ["HTML Preformatted", "Source Code", "Preformatted Text"])
def test_code_of_word_is_a_listing(tmp_path, style):
    made = docx.Document()
    made.add_paragraph(OPENING)
    made.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    for line in ("def f():", "    return *1*", "", "x"):
        made.add_paragraph(line, style=style)
    made.add_paragraph("The end.")
    made.save(tmp_path / "a.docx")
    assert f"{OPENING}\n\n{CODE}\n\nThe end." in text(tmp_path / "a.docx")


def test_code_of_an_open_document_is_a_listing(tmp_path):
    styles = '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/>'
    lines = ("def f():", '<text:s text:c="4"/>return *1*', "", "x")
    body = p(OPENING) + "".join(p(line, "P9") for line in lines) + p("The end.")
    found = text(makers.open_document(tmp_path / "a.odt", body, styles=styles))
    assert f"{OPENING}\n\n{CODE}\n\nThe end." in found


def test_code_of_rich_text_is_a_listing(tmp_path):
    path = tmp_path / "a.rtf"
    lines = r"\s3 def f():\par     return *1*\par \par x\par"
    path.write_text(
        rf"{{\rtf1{{\stylesheet{{\s3 Preformatted Text;}}}}\pard {OPENING}\par\pard{lines}\pard The end.\par}}"
    )
    assert f"{OPENING}\n\n{CODE}\n\nThe end." in text(path)


HIDING = """
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>
<style:style style:name="T3" style:family="text" style:parent-style-name="T1">
<style:text-properties text:display="true"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
"""


def test_hidden_words_of_an_open_document_go_to_the_note(tmp_path):
    body = (
        '<text:p>Seen <text:span text:style-name="T1">one <text:span>inner</text:span></text:span> and '
        '<text:span text:style-name="T2">two</text:span> and <text:span text:style-name="T3">seen too</text:span>'
        '<text:hidden-text text:is-hidden="true">three</text:hidden-text>.</text:p>'
        + p("four", "P1")
        + '<text:section text:display="none"><text:p>five</text:p><text:p>ten</text:p></text:section>'
        + "<text:section><text:p>Seen section.</text:p></text:section>"
        + '<text:p>seven<text:hidden-paragraph text:is-hidden="true"/></text:p>'
    )
    found = importing.read(makers.open_document(tmp_path / "a.odt", body, styles=HIDING))
    assert " ".join(found.guess.text.split()) == "Seen and and seen too. Seen section."
    assert found.document.article.editor_note.split("\n") == [
        "one inner",
        "two",
        "three",
        "four",
        "five",
        "ten",
        "seven",
    ]


IMAGE = '<draw:frame><draw:image xlink:href="Pictures/1.jpg"/></draw:frame>'


BOX = (
    f"<text:p><draw:frame><draw:text-box><text:p>{IMAGE}Figure 1: Boats at the pier. Photo: Jo Reed</text:p>"
    "</draw:text-box></draw:frame></text:p>"
)


@pytest.mark.parametrize(
    "shown",
    [
        f"<text:p>{IMAGE}</text:p>" + p("Figure 1. Boats at the pier. Photo: Jo Reed", "Illustration"),
        f"<text:p>{IMAGE}</text:p>" + p("Boats at the pier. (Photo: Jo Reed)"),
        BOX,
    ],
)
def test_the_words_under_a_picture_of_an_open_document_are_its_caption_and_its_credit(tmp_path, shown):
    body = f'<text:h text:outline-level="1">Fish gets dearer</text:h>{shown}' + p(f"{OPENING} The market is empty.")
    members = {"Pictures/1.jpg": makers.jpeg()}
    article = importing.read(makers.open_document(tmp_path / "a.odt", body, members=members)).document.article
    assert (article.picture.caption, article.picture.credit) == ("Boats at the pier.", "Jo Reed")
    assert article.picture.asset == "assets/1.jpg"


W = f'xmlns:w="{makers.W}"'
SAID = "<w:p><w:r><w:t>He said so ↑ twice.</w:t></w:r></w:p>"
NOTE = f'<w:footnotes {W}><w:footnote w:id="2">{SAID}</w:footnote></w:footnotes>'


def test_a_note_of_word_has_no_arrow_back(tmp_path):
    made = docx.Document()
    made.add_paragraph(OPENING)
    made.save(tmp_path / "a.docx")
    members = makers.parts(tmp_path / "a.docx")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    members["word/footnotes.xml"] = NOTE.encode()
    for name, old, new in (
        (
            "word/_rels/document.xml.rels",
            "</Rel",
            f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Rel',
        ),
        ("word/document.xml", "</w:r>", '</w:r><w:r><w:footnoteReference w:id="2"/></w:r>'),
    ):
        members[name] = members[name].decode().replace(old, new, 1).encode()
    found = importing.read(makers.package(tmp_path / "b.docx", members))
    assert "1. He said so ↑ twice." in found.guess.text
    assert found.guess.text.count("↑") == 1
