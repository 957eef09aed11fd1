"""Word, OpenDocument and rich text: words and what they are come in, what cannot come is told."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from broadsheet import errors, importing
from broadsheet.importing.office import margins, packages, slimming
from importing import makers


def words(found):
    """Return headline and body: which of them holds a line is for `wire` to say."""
    article = found.document.article
    return f"{article.headline}\n{article.body}"


def kinds(found):
    return [note.kind for note in found.notes]


def refused(path):
    with pytest.raises(errors.UnreadableDocument) as caught:
        importing.read(path)
    return caught.value.reason


def test_word_brings_structure_and_pictures(tmp_path):
    found = importing.read(makers.word(tmp_path / "a.docx", picture=makers.jpeg()))
    told = words(found)
    assert "Harga ikan naik di Bitung" in told
    assert "Nelayan menunggu **musim teduh**" in found.guess.text
    assert "# Antre sejak subuh" in told
    assert "- air\n- nasi" in told
    assert "| Jam | Rute |" in told
    [name] = found.document.assets
    assert name in found.document.article.body + found.document.article.picture.asset
    assert found.document.assets[name].startswith(b"\xff\xd8\xff")
    assert found.guess is not None
    assert f'({name} "Perahu di dermaga")' in found.guess.text
    assert name in found.guess.text or found.document.article.picture.asset == name


def test_a_caption_without_a_picture_is_a_paragraph(tmp_path):
    made = docx.Document()
    made.add_paragraph("Gambar 1: sendiri", style="Caption")
    made.add_paragraph("Teks.")
    made.save(tmp_path / "a.docx")
    assert importing.read(tmp_path / "a.docx").guess.text == "Gambar 1: sendiri\n\nTeks."


@pytest.mark.parametrize("style", ["Quote", "Intense Quote", "Quotations"])
def test_a_quotation_is_one_whichever_program_wrote_it(tmp_path, style):
    made = docx.Document()
    made.add_paragraph("Nelayan menunggu.")
    if style not in made.styles:
        made.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("Kami menunggu.", style=style)
    made.save(tmp_path / "a.docx")
    assert "\n\n> Kami menunggu." in importing.read(tmp_path / "a.docx").guess.text


def test_word_tells_what_stays_behind(tmp_path):
    source = makers.word(tmp_path / "a.docx", comment=True)

    def tracked(xml):
        return xml.replace("</w:body>", '<w:p><w:ins w:id="9"><w:r><w:t>baru</w:t></w:r></w:ins></w:p></w:body>')

    found = importing.read(makers.with_part(tmp_path / "b.docx", source, "word/document.xml", tracked))
    assert {"comments", "changes"} <= set(kinds(found))
    assert "cek lagi" not in words(found)
    assert "baru" in words(found)


def test_the_properties_of_a_document_fill_what_its_text_lacks(tmp_path):
    found = importing.read(makers.word(tmp_path / "a.docx", author="Rani Puspita"))
    assert [author.name for author in found.document.article.byline] == ["Rani Puspita"]


@pytest.mark.parametrize("author", ["python-docx", "Microsoft Office User"])
def test_what_programs_write_of_themselves_is_no_byline(tmp_path, author):
    assert importing.read(makers.word(tmp_path / "a.docx", author=author)).document.article.byline == ()


def test_slimming_changes_nothing_that_is_read(tmp_path):
    import mammoth

    source = makers.word(tmp_path / "a.docx", picture=makers.jpeg())
    slim, _ = slimming.slim(packages.read(source), source)
    whole = mammoth.convert_to_html(io.BytesIO(source.read_bytes())).value
    assert mammoth.convert_to_html(io.BytesIO(slim)).value == whole
    assert len(slim) < sum(map(len, makers.parts(source).values()))


def linked(tmp_path, target):
    """Write a Word document whose picture is outside it."""
    source = makers.word(tmp_path / "a.docx", picture=makers.jpeg())

    def rels(xml):
        at = xml.index("/relationships/image")
        start = xml.rindex("<Relationship ", 0, at)
        one = xml[start : xml.index(">", at) + 1]
        own = one[one.index('Id="') + 4 :].partition('"')[0]
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        outside = f'<Relationship Id="{own}" Type="{kind}" Target="{target}" TargetMode="External"/>'
        return xml.replace(one, outside)

    members = makers.parts(source)
    members["word/_rels/document.xml.rels"] = rels(members["word/_rels/document.xml.rels"].decode()).encode()
    members["word/document.xml"] = members["word/document.xml"].replace(b"r:embed=", b"r:link=")
    return makers.package(tmp_path / "linked.docx", members)


def test_a_linked_picture_is_not_read(tmp_path):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(makers.jpeg())
    found = importing.read(linked(tmp_path, secret.as_uri()))
    assert not found.document.assets
    assert "picture" in kinds(found)


def test_control_mammoth_would_read_a_linked_picture(tmp_path):
    import mammoth

    secret = tmp_path / "secret.jpg"
    secret.write_bytes(makers.jpeg())
    data = io.BytesIO(linked(tmp_path, secret.as_uri()).read_bytes())
    assert "data:image/jpeg;base64," in mammoth.convert_to_html(data, external_file_access=True).value


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_is_refused(tmp_path, encoding):
    source = makers.word(tmp_path / "a.docx")
    members = makers.parts(source)
    head, _, rest = members["word/document.xml"].decode().partition("?>")
    del head
    text = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}{rest}'
    members["word/document.xml"] = text.encode(encoding)
    assert refused(makers.package(tmp_path / "b.docx", members)) == "unsafe"
    importing.read(source)


@pytest.mark.parametrize(
    ("name", "data"),
    [("../evil.xml", b"x"), ("/etc/evil", b"x"), ("a\\..\\evil", b"x"), ("C:/evil", b"x"), ("WORD/DOCUMENT.XML", b"x")],
)
def test_members_that_lead_out_or_stand_for_others_are_refused(tmp_path, name, data):
    members = makers.parts(makers.word(tmp_path / "a.docx"))
    assert refused(makers.package(tmp_path / "b.docx", {**members, name: data})) == "unsafe"


def test_what_unpacks_to_far_more_than_it_is_is_refused(tmp_path):
    members = makers.parts(makers.word(tmp_path / "a.docx"))
    assert refused(makers.package(tmp_path / "b.docx", {**members, "word/media/a.png": bytes(40_000_000)})) == "unsafe"


def test_locked_and_old_documents_are_told_apart(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    assert refused(path) == "encrypted"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500))
    assert refused(path) == "no_reader"


STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text">
<style:text-properties style:text-line-through-style="solid" fo:font-style="italic"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>
"""
BODY = """
<text:tracked-changes><text:changed-region><text:deletion><text:p>dihapus</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">Harga ikan naik</text:p>
<text:p>Nelayan <text:span text:style-name="T1">menunggu</text:span> musim<text:s text:c="2"/>teduh<text:note>
<text:note-body><text:p>Catatan kaki</text:p></text:note-body></text:note>.<office:annotation><text:p>cek lagi</text:p>
</office:annotation></text:p>
<text:h text:outline-level="2">Antre</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>air</text:p></text:list-item>
<text:list-item><text:p>nasi</text:p></text:list-item></text:list>
<text:p text:style-name="P2">Kami menunggu.</text:p>
<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image xlink:href="Pictures/1.jpg"/>
<svg:desc>Perahu</svg:desc></draw:frame>Perahu di dermaga</text:p></draw:text-box></draw:frame></text:p>
<text:p>Harga <text:span text:style-name="T2">lama</text:span> naik.</text:p>
<text:p><text:a xlink:href="https://a.example/x">tautan</text:a></text:p>
<table:table><table:table-row><table:table-cell><text:p>Jam</text:p></table:table-cell></table:table-row></table:table>
"""
META = "<dc:title>Judul</dc:title><meta:initial-creator>Rani</meta:initial-creator><meta:keyword>ikan</meta:keyword>"


def test_open_document_brings_structure_and_pictures(tmp_path):
    members = {"Pictures/1.jpg": makers.jpeg()}
    path = makers.open_document(tmp_path / "a.odt", BODY, styles=STYLES, meta=META, members=members)
    found = importing.read(path)
    told = words(found)
    for piece in (
        "Harga ikan naik",
        "**menunggu** musim",
        "## Antre",
        "1. air\n2. nasi",
        "> Kami menunggu.",
        "Harga *~~lama~~* naik.",
        "[tautan](https://a.example/x)",
        "Catatan kaki",
    ):
        assert piece in told
    assert "dihapus" not in told
    assert "cek lagi" not in told
    assert list(found.document.assets) == ["assets/1.jpg"]
    assert {"comments", "changes", "notes"} == set(kinds(found))
    assert found.document.article.keywords == ("ikan",)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "encrypted"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "no_reader"),
        ({"content.xml": f"<?xml version='1.0'?>{ENTITY}<a>&a;</a>"}, "unsafe"),
        ({"content.xml": "<a"}, "damaged"),
    ],
)
def test_other_open_documents_are_refused(tmp_path, members, reason):
    assert refused(makers.open_document(tmp_path / "a.odt", "", members=members)) == reason


def test_a_picture_outside_an_open_document_is_not_read(tmp_path):
    (tmp_path / "1.jpg").write_bytes(makers.jpeg())
    outside = '<text:p><draw:frame><draw:image xlink:href="../1.jpg"/></draw:frame>Teks</text:p>'
    found = importing.read(makers.open_document(tmp_path / "a.odt", outside))
    assert not found.document.assets
    assert kinds(found) == ["picture"]


def test_what_fields_of_an_open_document_show_is_part_of_the_text(tmp_path):
    body = (
        '<text:h text:outline-level="second">Judul</text:h><text:p>Pada <text:date>14 Maret 2025</text:date> mereka '
        "bertemu di <text:span>rumah <text:placeholder>Rani</text:placeholder></text:span>, lihat "
        "<text:bookmark-ref>bagian dua</text:bookmark-ref>.<text:script>doom()</text:script></text:p>"
    )
    found = importing.read(makers.open_document(tmp_path / "a.odt", body))
    assert "Pada 14 Maret 2025 mereka bertemu di rumah Rani, lihat bagian dua." in found.guess.text
    assert "# Judul" in found.guess.text
    assert "doom" not in found.guess.text


def test_rich_text_brings_its_words(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Times;}\pard Caf\'e9 {\b tutup}\par "
        rb"Kata \u8220?ya\u8221?{\footnote catatan}.\par"
        rb"{\pict\jpegblip " + b"ff" * 400 + rb"}}"
    )
    found = importing.read(path)
    assert "Café **tutup**\n\nKata “ya”[1]." in found.guess.text
    assert "ffff" not in found.guess.text
    assert kinds(found) == ["notes", "picture"]
    path.write_bytes(b"not rtf")
    assert refused(path) == "damaged"


@pytest.mark.parametrize(
    ("style", "words", "caption", "credit"),
    [
        ("Caption", "Boats at the pier. Photo: Jo Reed", "Boats at the pier.", "Jo Reed"),
        ("Caption", "Figure 1. Boats at the pier (Foto: Rani/Antara)", "Boats at the pier", "Rani/Antara"),
        ("Caption", "Boats at the pier", "Boats at the pier", ""),
        ("Normal", "Perahu di dermaga. (Foto: Rani Puspita)", "Perahu di dermaga.", "Rani Puspita"),
        ("Normal", "The boats came back on Monday, and the price fell at once.", "", ""),
    ],
)
def test_the_words_under_a_picture_are_its_caption_and_its_credit(tmp_path, style, words, caption, credit):
    import docx

    made = docx.Document()
    made.add_heading("Fish gets dearer in Bitung", 0)
    made.add_picture(io.BytesIO(makers.jpeg()))
    made.add_paragraph(words, style=style)
    made.add_paragraph("The fishermen wait for the calm season, as they do every year. The market is empty.")
    made.save(tmp_path / "a.docx")
    article = importing.read(tmp_path / "a.docx").document.article
    assert article.picture.asset
    assert (article.picture.caption, article.picture.credit) == (caption, credit)
    assert caption or words in article.body + article.deck


EMBARGO = "EMBARGOED until 10 March"


def noted(found):
    """Return the editor's note, and what is told of it."""
    return found.document.article.editor_note, [note.detail for note in found.notes if note.kind == "left_over"]


def test_words_above_and_below_the_pages_of_a_word_document_are_kept(tmp_path):
    made = docx.Document()
    made.add_paragraph("Nelayan menunggu musim teduh di dermaga sejak pagi.")
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run("EMBARGOED until")
    section.header.paragraphs[0].add_run(" 10 March")
    section.first_page_header.paragraphs[0].text = EMBARGO
    section.footer.paragraphs[0].text = "Page 3 of 12"
    section.first_page_footer.paragraphs[0].text = "Desk:\tRani"
    made.save(tmp_path / "a.docx")
    found = importing.read(tmp_path / "a.docx")
    assert noted(found) == (f"{EMBARGO}\nDesk: Rani", [EMBARGO, "Desk: Rani"])
    assert EMBARGO not in words(found)


def test_words_above_and_below_the_pages_of_an_open_document_are_kept(tmp_path):
    around = (
        f"<style:header><text:p>EMBARGOED<text:s/>until <text:span>10 March</text:span></text:p></style:header>"
        f"<style:header-left><text:p>{EMBARGO}</text:p></style:header-left>"
        "<style:footer><text:p>Halaman <text:page-number>1</text:page-number></text:p>"
        "<text:p>Rani</text:p></style:footer>"
    )
    styles = (
        f'<office:document-styles {makers.NAMES}><office:master-styles><style:master-page style:name="Standard">'
        f"{around}</style:master-page></office:master-styles></office:document-styles>"
    )
    body = "<text:p>Nelayan menunggu musim teduh di dermaga sejak pagi.</text:p>"
    found = importing.read(makers.open_document(tmp_path / "a.odt", body, members={"styles.xml": styles}))
    assert noted(found) == (f"{EMBARGO}\nRani", [EMBARGO, "Rani"])
    assert EMBARGO not in words(found)


def test_words_above_and_below_the_pages_of_rich_text_are_kept(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset204 Arial;}}"
        rb"{\header\pard {\b EMBARGOED} until 10 March\par}{\headerf\pard Caf\'e9 \{ {\f1\'c4\'e0}\par}"
        rb"{\footer\pard Page \chpgn\par}\headery708 \pard Nelayan menunggu musim teduh.\par}"
    )
    found = importing.read(path)
    assert noted(found)[0].split("\n") == [EMBARGO, "Café { Да"]
    assert EMBARGO not in words(found)


@pytest.mark.parametrize("line", ["3", "- 3 -", "Page 3 of 12", "Seite", "iv", "3/12", "Halaman 3 dari 12", "p. 3"])
def test_the_number_of_a_page_is_no_word_that_is_kept(line):
    assert margins.lines([line, " "]) == ()


@pytest.mark.parametrize("line", ["14.03.2025", "Page proof", "Draft 3", "de Volkskrant", "Antara", "Page 3 Rani"])
def test_other_short_words_around_a_page_are_kept(line):
    assert margins.lines([line, line]) == (line,)


@pytest.mark.parametrize("sign", ["_", "-", " _"])
def test_a_rule_in_a_header_takes_no_time(sign):
    """Where every place between the signs was tried, 80 of them took three seconds, and 20,000 would take for ever."""
    line = f"{sign * 20_000} Antara, Selasa"
    assert margins.lines([line, sign * 100]) == (line.strip(),)
