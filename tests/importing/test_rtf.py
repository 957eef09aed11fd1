"""Rich text as Word, LibreOffice, TextEdit and others write it: what a reader saw there comes along."""

import io

import pytest
from PIL import Image

from broadsheet import errors, importing
from importing import clock, makers

WORD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    r"{\f3\froman\fcharset2 Symbol;}{\f5\fswiss\fcharset204 Arial Cyr;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql \fs24 \snext0 Normal;}{\s1\b\fs32\outlinelevel0 \sbasedon0 heading 1;}"
    r"{\s2\b\outlinelevel1 heading 2;}{\*\cs10 \additive Default Paragraph Font;}{\s15\b\fs56 Title;}"
    r"{\s16\i Quote;}{\s17 caption;}}"
    r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc23{\leveltext\'01\u-3913 ?;}}{\listname ;}\listid1}}"
    r"{\*\rsidtbl\rsid1}{\info{\title Harga ikan}{\author Rani Puspita}{\keywords ikan; pasar}{\operator x}}%s}"
)
APPLE = (
    r"{\rtf1\ansi\ansicpg1252\cocoartf2709"
    "\n\\cocoatextscaling0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;\\f1\\fswiss\\fcharset0 Helvetica-Bold;}\n"
    r"{\colortbl;\red255\green255\blue255;}{\*\expandedcolortbl;;}\pard\tx566\pardirnatural\partightenfactor0"
    "\n\\f0\\fs24 \\cf0 %s}"
)
BULLET = r"{\listtext\pard\plain\f3 \loch\af3\hich\af3\dbch\f3 \'b7\tab}"


def read(path, rtf):
    path.write_bytes(rtf if isinstance(rtf, bytes) else rtf.encode("ascii"))
    return importing.read(path)


def word(tmp_path, body):
    return read(tmp_path / "a.rtf", WORD % body)


def text(tmp_path, body, shell=WORD):
    """Return what comes of the body of a text by Word, or of another program."""
    return read(tmp_path / "a.rtf", shell % body).guess.text


def png(size=(40, 30)):
    data = io.BytesIO()
    Image.new("RGB", size, "blue").save(data, "PNG")
    return data.getvalue()


def pict(data, kind):
    lines = data.hex()
    rows = "\n".join(lines[at : at + 128] for at in range(0, len(lines), 128))
    return rf"\pict\picscalex100\picw60\pich40\picwgoal900\pichgoal600\{kind}{rows and chr(10)}{rows}"


def test_headings_quotes_and_looks_come_along(tmp_path):
    body = (
        r"\pard\plain \s15\b\fs56 Harga ikan naik di Bitung\par \pard\plain \s1\b Antre sejak subuh\par "
        r"\pard\plain {\b Nelayan}{\b  }{\b menunggu} {\i musim \b teduh\b0  lagi}, {\strike tidak} m{\super 2}.\par "
        r"\pard\plain \s2 Pasar\par \pard\plain \s16\i Kami tunggu.\par"
    )
    assert text(tmp_path, body) == (
        "# Harga ikan naik di Bitung\n\n## Antre sejak subuh\n\n"
        "**Nelayan menunggu** *musim **teduh** lagi*, ~~tidak~~ m2.\n\n### Pasar\n\n> *Kami tunggu.*"
    )


def test_properties_fill_what_the_text_does_not_say(tmp_path):
    article = word(tmp_path, r"\pard Nelayan menunggu musim teduh di dermaga sejak pagi.\par").document.article
    assert [one.name for one in article.byline] == ["Rani Puspita"]
    assert article.keywords == ("ikan", "pasar")


def test_lists_of_word_are_nested_and_numbered(tmp_path):
    def item(words, marker, level=0, number=1):
        return rf"\pard\plain {marker}\ls{number}\ilvl{level} {words}\par "

    def said(mark):
        return rf"{{\listtext\pard\plain {mark}\tab}}"

    body = r"\pard Yang dibawa:\par " + "".join((item("air", BULLET), item("nasi", said("o"), 1), item("lauk", BULLET)))
    assert text(tmp_path, body) == "Yang dibawa:\n\n- air\n  - nasi\n- lauk"
    body = r"\pard Urutan:\par " + item("satu", said("3."), 0, 2) + item("dua", said("4."), 0, 2)
    assert text(tmp_path, body) == "Urutan:\n\n3. satu\n4. dua"


def test_lists_of_older_programs(tmp_path):
    body = (
        r"\pard Urutan:\par \pard{\pntext\f3\'B7\tab}{\*\pn\pnlvlblt\pnf3\pnindent0{\pntxtb\'B7}}air\par "
        r"{\pntext\f3\'B7\tab}nasi\par"
    )
    assert text(tmp_path, body) == "Urutan:\n\n- air\n- nasi"


def test_text_of_textedit(tmp_path):
    body = (
        "\\f1\\b Harga\n\\f0\\b0  naik, \\'84kata\\'93 \\uc0\\u8220 caf\\'e9\\u8221 .\\\n\\\nLihat "
        r'{\field{\*\fldinst{HYPERLINK "https://example.org/a?b=1&c=2"}}{\fldrslt di '
        "\\b sini}}.\\\n\\pard\\ls1\\ilvl0\\cf0 {\\listtext\t\\uc0\\u8226 \t}air\\\n"
        "{\\listtext\t\\uc0\\u8226 \t}nasi\\\n"
    )
    assert text(tmp_path, body, APPLE) == (
        "**Harga** naik, „kata“ “café”.\n\nLihat [di **sini**](https://example.org/a?b=1&c=2).\n\n- air\n- nasi"
    )


def test_letters_of_many_code_pages(tmp_path):
    body = (
        r"\pard Caf\'e9, {\f5 \'c4\'e0}, \u1084?\u1080?\u1088?, \u-10179?\u-8704?, {\uc2\u20320\'c4\'e3}, a\~b\_c"
        r", \{x\}"
        r"{\upr{gone}{\*\ud{kept\u233 ?}}} \emdash  \ldblquote x\rdblquote\par"
    )
    assert text(tmp_path, body) == "Café, Да, мир, 😀, 你, a\u00a0b‑c, {x}kepté — “x”"
    japanese = rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 MS Mincho;}}\f0 \'93\'fa\'96\'7b \'83A\par}"
    assert read(tmp_path / "a.rtf", japanese).guess.text == "日本 ア"


def test_tables_come_along(tmp_path):
    row = r"\trowd\trgaph108\cellx3000\cellx6000\pard\plain \intbl {%s\cell %s\cell }{\trowd\cellx3000\cellx6000\row }"
    body = r"\pard Jadwal:\par " + row % ("Jam", "Rute") + row % ("06.00", r"{\b Pulau}") + r"\pard\plain Selesai.\par"
    assert text(tmp_path, body) == "Jadwal:\n\n| Jam | Rute |\n| --- | --- |\n| 06.00 | **Pulau** |\n\nSelesai."


def test_pictures_come_with_their_words(tmp_path):
    described = r"{\*\picprop{\sp{\sn wzDescription}{\sv Perahu biru}}}"
    picture = pict(png(), "pngblip").replace(r"\picscalex", described + r"\picscalex")
    body = (
        r"\pard Nelayan menunggu musim teduh.\par \pard{\*\shppict{" + picture + r"}}{\nonshppict{\pict\wmetafile8 00}}"
        r"\par \pard\plain \s17 Perahu di dermaga\par \pard{"
        + pict(makers.jpeg(), "jpegblip")
        + r"}\par Pasar sepi.\par"
    )
    found = word(tmp_path, body)
    assert sorted(found.document.assets) == ["assets/picture.jpg", "assets/picture.png"]
    assert '![Perahu biru](assets/picture.png "Perahu di dermaga")' in found.guess.text
    assert found.notes == ()
    binary = rb"{\rtf1\ansi Teks.\par{\pict\pngblip\bin%d " % len(png()) + png() + rb"}\par Lagi.}"
    assert list(read(tmp_path / "a.rtf", binary).document.assets) == ["assets/picture.png"]


def test_what_does_not_come_is_told(tmp_path):
    body = (
        r"\pard Nelayan{\*\annotation cek} menunggu{\deleted  lama} musim {\revised teduh}.{\footnote \chftn  catatan}"
        r"{\object\objemb{\*\objdata 0105}{\result x}}{\pict\wmetafile8 0100}\par"
    )
    found = word(tmp_path, body)
    assert [(note.kind, note.detail) for note in found.notes] == [
        ("comments", "1"),
        ("changes", "2"),
        ("notes", "1"),
        ("embedded", "1"),
        ("picture", ""),
    ]
    assert "lama" not in found.guess.text
    assert "cek" not in found.guess.text
    assert "1\\. catatan" in found.guess.text


def test_a_picture_beside_a_text_of_textedit_is_told_by_name(tmp_path):
    found = read(tmp_path / "a.rtf", APPLE % "Teks. {{\\NeXTGraphic perahu.png \\width640\n}\\'ac} Lagi.")
    assert [(note.kind, note.detail) for note in found.notes] == [("picture", "perahu.png")]
    assert "Teks. Lagi." in found.guess.text


def test_a_box_of_text_stands_behind_its_paragraph(tmp_path):
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard Kotak.\par}}{\shprslt gone}}"
    assert text(tmp_path, rf"\pard Nelayan {box}menunggu.\par") == "Nelayan menunggu.\n\nKotak."


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "javascript:alert(1)", "\\\\\\\\server\\\\share"])
def test_links_that_lead_elsewhere_are_words_alone(tmp_path, scheme):
    body = rf'\pard Lihat {{\field{{\*\fldinst HYPERLINK "{scheme}"}}{{\fldrslt sini}}}}.\par'
    assert text(tmp_path, body) == "Lihat sini."


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"{" * 600, "too_deep"), (rb"\b x" * 250_000, "too_large")],
    ids=["deep", "parts"],
)
def test_a_text_that_nobody_wrote_is_refused(tmp_path, body, reason):
    with pytest.raises(errors.UnreadableDocument) as told:
        read(tmp_path / "a.rtf", rb"{\rtf1 " + body + b"}")
    assert told.value.reason == reason


LINKED = r'{\field{\*\fldinst HYPERLINK "https://a.example/x"}{\fldrslt sini}}'


def test_notes_come_with_their_pictures_and_links(tmp_path):
    note = rf"{{\footnote \chftn  Lihat {LINKED}, {{\b segera}}.\par {{{pict(png(), 'pngblip')}}}\par}}"
    found = word(tmp_path, rf"\pard Nelayan{note} menunggu.\par Pasar sepi.\par")
    assert list(found.document.assets) == ["assets/picture.png"]
    assert found.guess.text.split("\n\n")[2:] == [
        "1\\. Lihat [sini](https://a.example/x), **segera**.",
        "![](assets/picture.png)",
    ]


def test_the_mark_of_a_note_is_no_part_of_its_word(tmp_path):
    assert "Nelayan[1] menunggu" in text(tmp_path, r"\pard Nelayan{\footnote catatan} menunggu.\par")


@pytest.mark.parametrize("part", ["header", "footerf"])
@pytest.mark.parametrize("shape", [r"%s", r"{\shp{\*\shpinst{\shptxt \pard %s\par}}}"], ids=["line", "box"])
def test_a_picture_above_or_below_the_pages_is_told(tmp_path, part, shape):
    """Positive control: the same picture in the text comes."""
    picture = shape % f"{{{pict(png(), 'pngblip')}}} Harian"
    found = word(tmp_path, rf"{{\{part} \pard {picture}\par}}\pard Nelayan menunggu.\par")
    assert [note.kind for note in found.notes] == ["left_over", "picture"]
    assert found.document.article.editor_note == "Harian"
    assert not found.document.assets
    assert word(tmp_path, rf"\pard {picture}\par Nelayan menunggu.\par").document.assets


def test_signs_of_a_font_of_symbols_are_said_or_what_stands_in_for_them(tmp_path):
    body = r"\pard Harga {\f3 \u-3913?} ikan {\f3 \u61623\'b7} laut {\f3 \u-4036 ?} {\f3 \u-3999 i}.\par"
    assert text(tmp_path, body) == "Harga • ikan • laut ? i."


def told(found):
    return [note.kind for note in found.notes]


@pytest.mark.parametrize(
    "rtf",
    [
        rb"{\rtf1 Satu.\par \bin999999999 Dua.\par Tiga.}",
        rb"{\rtf1 Satu.\par {\*\x \bin999999999 a}Dua.\par Tiga.}",
        rb"{\rtf1 Satu.\par \bin4 Dua.\par Tiga.}",
    ],
    ids=["past the end", "past the end of what is skipped", "text"],
)
def test_a_false_length_of_data_swallows_no_words(tmp_path, rtf):
    found = read(tmp_path / "a.rtf", rtf)
    assert ("Satu." in found.guess.text, "Tiga." in found.guess.text) == (True, True)
    assert "Dua." in found.guess.text
    assert "damaged" in told(found)


def test_data_of_a_true_length_is_no_text(tmp_path):
    found = read(tmp_path / "a.rtf", b"{\\rtf1 Satu.\\par {\\pict\\wmetafile8\\bin6 \x01}{\x00ab}\\par Dua.}")
    assert found.guess.text == "Satu.\n\nDua."
    assert "damaged" not in told(found)


@pytest.mark.parametrize("rest", [r"\par {\b Dua", r"\par {\field{\*", r"\par Dua", "\\"])
def test_a_text_that_is_cut_off_is_told(tmp_path, rest):
    found = read(tmp_path / "a.rtf", r"{\rtf1 Satu." + rest)
    assert "Satu." in found.guess.text
    assert told(found) == ["damaged"]


def test_a_paragraph_of_many_signs_is_read_in_time(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 " + rb"\'e9a " * 60_000 + b"}")
    with clock.within(3):
        found = importing.read(path)
    assert found.document.article.body.count("é") == 60_000


@pytest.mark.parametrize(
    "body",
    [
        b"{\\info " * 480 + b"{\\ud x}" * 99_000,
        b"{\\b " * 480 + b"{\\pict }" * 99_000,
        b"{\\b " * 480 + b"{\\shptxt x}" * 99_000,
        b"{\\footnote x}" * 99_000,
    ],
    ids=["silent", "pictures", "boxes", "notes"],
)
def test_groups_without_number_are_read_or_refused_in_time(tmp_path, body):
    """Where each group was looked up through all around it, 99,000 of them took longer than anybody waits."""
    with clock.within(3):
        try:
            read(tmp_path / "a.rtf", b"{\\rtf1 " + body)
        except errors.UnreadableDocument as exc:
            assert exc.reason == "too_large"


def test_a_level_below_the_first_is_the_first(tmp_path):
    item = r"\pard{\listtext\'95\tab}\ls1\ilvl%d %s\par "
    body = r"\pard Yang dibawa:\par " + item % (-3, "air") + item % (99, "nasi")
    assert text(tmp_path, body) == "Yang dibawa:\n\n- air\n  - nasi"


def test_a_row_whose_last_cell_has_no_end_keeps_its_words(tmp_path):
    row = r"\trowd\cellx3000\cellx6000\pard\intbl %s\cell %s\row "
    body = r"\pard Jadwal:\par " + row % ("Jam", "Rute") + row % ("06.00", "Pulau") + r"\pard Selesai.\par"
    assert text(tmp_path, body) == "Jadwal:\n\n| Jam | Rute |\n| --- | --- |\n| 06.00 | Pulau |\n\nSelesai."


def test_hidden_words_go_to_the_note(tmp_path):
    found = word(tmp_path, r"\pard Nelayan {\v cek lagi}menunggu.\par {\v\pard Rani: tahan\par}Pasar sepi.\par")
    assert " ".join(found.guess.text.split()) == "Nelayan menunggu. Pasar sepi."
    assert found.document.article.editor_note == "cek lagi\nRani: tahan"
    assert told(found) == ["left_over", "left_over"]


def test_a_link_above_the_pages_keeps_its_address(tmp_path):
    mail = r'{\field{\*\fldinst HYPERLINK "mailto:desk@a.example"}{\fldrslt desk@a.example}}'
    found = word(tmp_path, rf"{{\header \pard Lihat {LINKED} atau {mail}.\par}}\pard Nelayan menunggu.\par")
    assert found.document.article.editor_note == "Lihat sini (https://a.example/x) atau desk@a.example."
