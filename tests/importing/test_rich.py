"""Words copied from the programs that writers use, as Markdown for the body."""

import pytest

from broadsheet.importing import rich
from broadsheet.render import blocks
from pasted import rendered, text_of

WORD_LIST = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt;}
 p.MsoTitle {mso-style-priority:10; font-size:28.0pt;}
 p.Sub {mso-outline-level:3; font-weight:bold;}
 span.Strong1 {mso-style-name:"Strong One"; font-weight:bold;}
 @page Section1 {size:595.3pt 841.9pt;}
 @list l0:level1 {mso-level-number-format:bullet; mso-level-text:o;}
--></style></head><body>
<p class=MsoNormal>not copied</p>
<!--StartFragment-->
<p class=MsoTitle>Harga ikan<o:p></o:p></p>
<h1><b>Pasar</b><o:p></o:p></h1>
<p class=Sub>Bitung</p>
<h1>Laut</h1>
<p class=MsoNormal>Nelayan <span class=Strong1>tak</span>&nbsp;melaut<span style='mso-spacerun:yes'>&nbsp;&nbsp; \
</span>hari
ini.<span style='mso-hide:all;display:none'>rahasia</span><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
%s
<p class=MsoNormal>Lihat <a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><![if \
!supportFootnotes]>[1]\
<![endif]></span></a>.</p>
<!--EndFragment--></body></html>"""


def item(level, marker, text, where="l0"):
    return (
        f"<p class=MsoListParagraph style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:{where} "
        f"level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{marker}<span "
        f"style='font:7.0pt"
        f' "Times New Roman"\'>&nbsp;&nbsp; </span></span></span><![endif]>{text}<o:p></o:p></p>'
    )


def markdown(html):
    return rich.convert(html).markdown


def test_word_with_a_list_of_three_levels():
    rows = [(1, "3.", "Satu"), (2, "a)", "Dua"), (3, "§", "Tiga"), (2, "b)", "Empat"), (1, "4.", "Lima")]
    assert markdown(WORD_LIST % "\n".join(item(*row) for row in rows)) == (
        "# Harga ikan\n\n## Pasar\n\n#### Bitung\n\n## Laut\n\n"
        "Nelayan **tak**\u00a0melaut hari ini.\n\n"
        "3. Satu\n   1. Dua\n      - Tiga\n   2. Empat\n4. Lima\n\n"
        "Lihat [1]."
    )


def test_two_lists_in_a_row_stay_two():
    html = item(1, "1.", "a") + item(1, "·", "b", "l1") + item(1, "·", "c", "l1")
    assert markdown(html) == "1. a\n\n- b\n- c"
    assert markdown("<ul><li>a</ul><p>&nbsp;</p><ul><li>b</ul>") == "- a\n\n* b"
    assert [one.kind for one in blocks.split(markdown("<ol><li>a</ol><ol><li>b</ol>"))] == ["list", "list"]


DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span \
style="font-weight:400;\
white-space:pre-wrap;">Cuaca</span></h2><p dir="ltr"><span \
style="font-weight:700;font-style:normal;white-space:pre-wrap;">Hujan </span>\
<span style="font-weight:400;font-style:italic;white-space:pre-wrap;">lebat</span><span \
style="font-weight:400;text-decoration:none;\
white-space:pre-wrap;"> di </span><a \
href="https://www.google.com/url?q=https://bmkg.example/a?x%3D1%26y%3D2&amp;sa=D&amp;source=editors&amp;ust=1"\
 style="text-decoration:none;"><span style="text-decoration:underline;">sini</span></a></p><br><ul><li dir="ltr" \
style="white-space:pre;">\
<p role="presentation"><span>satu</span></p></li><ul><li><p><span>dua</span></p></li></ul></ul></b><br \
class="Apple-interchange-newline">"""


def test_google_docs():
    assert markdown(DOCS) == (
        "## Cuaca\n\n**Hujan** *lebat* di [sini](https://bmkg.example/a?x=1&y=2)\n\n- satu\n  - dua"
    )


OUTLOOK = """<html><body lang=EN-GB><div class=WordSection1><p class=MsoNormal>Setuju, terbit jam 7.<o:p></o:p></p><p \
class=MsoNormal>\
<o:p>&nbsp;</o:p></p><div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><div><div \
style='border:none;\
border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b><span \
lang=EN-US>From:</span></b><span lang=EN-US> Rani \
&lt;<a href="mailto:rani@kabar.example">rani@kabar.example</a>&gt; <br><b>Subject:</b> \
Kapal<o:p></o:p></span></p></div></div>\
<p class=MsoNormal>Kapan terbit?<o:p></o:p></p></div></div></body></html>"""


def test_outlook_with_the_letter_that_is_answered():
    assert markdown(OUTLOOK) == (
        "Setuju, terbit jam 7.\n\n> **From:** Rani <[rani@kabar.example](mailto:rani@kabar.example)>\\\n> "
        "**Subject:** Kapal\n>\n"
        "> Kapan terbit?"
    )


def test_gmail():
    html = (
        '<div dir="ltr">Baik.<div><br></div><div>Salam,<br>Rani <img class="an1" data-emoji="🙂" alt="🙂" '
        'src="https://x.example/e">'
        '</div></div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Budi wrote:<br></div><blockquote '
        'class="gmail_quote"'
        ' style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div '
        'dir="ltr">Jadi?</div>'
        "</blockquote></div>"
    )
    assert markdown(html) == "Baik.\n\nSalam,\\\nRani 🙂\n\nOn Mon, Budi wrote:\n\n> Jadi?"


PAGE = """<html><head><title>Situs</title><style>.iklan{display:none} @media \
print{.teks{display:none}}</style></head><body><article><h1>\
Judul</h1><div><div class="teks"><div><p>Isi <em>pertama</em>.</p></div></div></div><p \
class="iklan">Beli!</p><script>lacak()</script>\
<noscript><img src="https://t.example/p.gif"></noscript><img src="https://t.example/1" width=1 height=1><figure><img \
src="https://cdn.example/kapal.jpg" alt="Kapal"><figcaption>Kapal (Foto: Budi)</figcaption></figure><pre><code>x = 1
  y</code></pre><hr><p>Baris<br>kedua<br><br>Alinea <code>a`b</code> <s>lama</s> H<sub>2</sub>O</p><a \
href="/relatif">tetap</a> \
<a href="javascript:x()">kata</a></article></body></html>"""


def test_a_saved_page():
    got = rich.convert(PAGE)
    assert got.markdown == (
        "# Judul\n\nIsi *pertama*.\n\nKapal (Foto: Budi)\n\n```\nx = 1\n  y\n```\n\n---\n\nBaris\\\nkedua\n\n"
        "Alinea ``a`b`` ~~lama~~ H2O\n\ntetap kata"
    )
    assert got.missing == ("Kapal",)


def test_arabic_stays_in_its_order():
    html = '<div dir="rtl"><p><b>القدس</b> — قال المتحدث: «لا <i>تعليق</i>»\u200f 2024.</p><ul><li>واحد</li></ul></div>'
    assert markdown(html) == "**القدس** — قال المتحدث: «لا *تعليق*»\u200f 2024.\n\n- واحد"


def test_a_table_with_merged_cells():
    html = (
        "<table border=1><caption>Harga</caption><tr><th colspan=2>Ikan</th><th>Rp</th></tr><tr><td "
        "rowspan=2>Cakalang<td>besar"
        "<td>40|50</tr><tr><td>kecil</td><td><p>20</p><p>kurang</p></td></tr></table>"
    )
    assert markdown(html) == (
        "Harga\n\n| Ikan |  | Rp |\n| --- | --- | --- |\n| Cakalang | besar | 40\\|50 |\n|  | kecil | 20 kurang |"
    )


def test_a_table_that_only_sets_in_place_is_its_text():
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    assert markdown(f"<table><tr><td><h2>Judul</h2>{inner}</td><td>samping</td></tr></table>") == (
        "## Judul\n\n| a | b |\n| --- | --- |\n| c | d |\n\nsamping"
    )
    assert markdown('<table role="presentation"><tr><td>a<td>b</table>') == "a\n\nb"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<b>a</b><b>b</b>", "**ab**"),
        ("<b>a</b> <b>b</b>", "**a b**"),
        ("x<b> a </b>y", "x **a** y"),
        ("<b></b><i> </i>x", "x"),
        ("<b><i>a</i></b>b", "***a***b"),
        ("kata<b>:</b> x", "kata: x"),
        ("<b>Foto:</b>Budi", "**Foto**:Budi"),
        ("<i><b>a</b> b</i>", "***a** b*"),
        ("<a href='https://a.example/'><b>x</b></a>", "**[x](https://a.example/)**"),
        ("<a href='https://a.example/'>https://a.example/</a>", "<https://a.example/>"),
        ("<a name=x>di sini</a>", "di sini"),
        ("<h2>a <b>b</b></h2>", "## a **b**"),
        ("<h2><b>a</b></h2>", "## a"),
        ("<p>a<span style='display:block'>b</span>c", "a\n\nb\n\nc"),
        ("<div>a<p>b</div>c", "a\n\nb\n\nc"),
        ("<p><b>a<p>b</b>c", "**a**\n\n**b**c"),
        ("<b><p>a</b>b", "**a**b"),
        ("<blockquote style='margin:0 0 0 40px;border:none;padding:0'>a</blockquote>", "a"),
        ("<ol start=7><li>a<li value=9>b</ol>", "7. a\n9. b"),
    ],
)
def test_marks_are_as_few_as_can_be(html, told):
    assert markdown(html) == told


@pytest.mark.parametrize(
    "text",
    [
        "Harga 5*3 = 15, snake_case dan a_b_c.",
        "Kapal [foto] tiba; [1] lihat bawah.",
        "Rp 1.000 - 2.000 (naik 5%) & “laut” | 7 < 8 > 6",
        "Rumah #1 & C# + D",
        "10.30 WIB",
        "`Umar bin Khattab",
        "~ 5 km",
        "Apa!? (ya) \\ tidak",
    ],
)
def test_ordinary_prose_gets_no_backslash(text):
    import html

    assert markdown(f"<p>{html.escape(text)}</p>") == text
    assert text_of(rendered(text)) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("***", r"\***"),
        ("1986. Tahun itu", r"1986\. Tahun itu"),
        ("# bukan judul", r"\# bukan judul"),
        ("- bukan daftar", r"\- bukan daftar"),
        ("> bukan kutipan", r"\> bukan kutipan"),
        ("*satu* dan *dua*", r"\*satu\* dan \*dua\*"),
        ("[kata](https://x.example)", r"\[kata](https://x.example)"),
        ("<b>", r"\<b>"),
        ("&amp;", r"\&amp;"),
        ("---", r"\---"),
        ("```", r"\```"),
        ("[x]: y", r"\[x]: y"),
    ],
)
def test_what_would_be_markup_stays_words(text, told):
    import html

    assert markdown(f"<p>{html.escape(text)}</p>") == told
    assert text_of(rendered(told)) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://www.google.com/url?q=https://a.example/%3Fx%3D1&sa=D", "https://a.example/?x=1"),
        ("https://www.google.co.id/url?url=https://a.example/&sa=D", "https://a.example/"),
        ("https://www.google.com/url?q=javascript:x", "https://www.google.com/url?q=javascript:x"),
        (
            "https://evil.example/google.com/url?q=https://a.example/",
            "https://evil.example/google.com/url?q=https://a.example/",
        ),
        ("https://a.example/?utm_source=x", "https://a.example/?utm_source=x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https://a.example/a b", "https://a.example/a%20b"),
    ],
)
def test_links_lead_where_they_led(href, target):
    assert markdown(f'<a href="{href}">kata</a>') == f"[kata]({target})"


@pytest.mark.parametrize(
    "href", ["#marka", "file:///etc/passwd", r"\\server\share", "javascript:x()", "data:text/html,x", "/x"]
)
def test_what_leads_nowhere_is_only_words(href):
    assert markdown(f'<a href="{href}">kata</a>') == "kata"
