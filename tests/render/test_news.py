"""News parts typed in Markdown become typed blocks with HTML of their own."""

import pytest

from broadsheet.article import house
from broadsheet.render import blocks, content

LABELS = ("Baca juga", "Read also")
QUOTES = ("“", "”", "‘", "’")


def only(body, **form):
    (block,) = blocks.split(body, LABELS, QUOTES, **form)
    assert block.source == body
    return block


def test_a_read_also_is_an_aside_with_label_and_link():
    block = only('Baca juga : [**Harga** "beras"](https://x.id/a?b=1&c=2)\n')
    assert block.content == content.ReadAlso("Baca juga", "Harga “beras”", "https://x.id/a?b=1&c=2")
    assert block.html == (
        '<aside class="read-also" aria-label="Baca juga: Harga “beras”">'
        '<p><span class="read-also-label">Baca juga:</span> '
        '<a href="https://x.id/a?b=1&amp;c=2">Harga “beras”</a></p></aside>'
    )
    assert (block.kind, block.label) == ("read_also", "Harga “beras”")


@pytest.mark.parametrize(
    "body",
    [
        "Baca juga: [Judul](https://x.id)",
        "**Baca juga:** [Judul](https://x.id)",
        "**Baca juga: [Judul](https://x.id)**",
        "*Baca juga*: [*Judul*](https://x.id)",
        "[Baca juga: Judul](https://x.id)",
        "[**Baca juga:** Judul](https://x.id)",
        "Baca juga:\n[Judul](https://x.id)",
        "> Baca juga: [Judul](https://x.id)",
        "Baca juga: [Judul][j]\n\n[j]: https://x.id",
        "Baca juga: Judul (https://x.id)",
    ],
)
def test_a_read_also_may_be_written_in_many_ways(body):
    assert blocks.split(body, LABELS, None)[0].content == content.ReadAlso("Baca juga", "Judul", "https://x.id")


@pytest.mark.parametrize(
    "body",
    [
        "\\> Baca juga: ![Judul](assets/a.jpg)",
        "Baca juga: ![Judul](assets/a.jpg)",
        "Baca juga: [satu](https://x.id) dan [dua](https://x.id).",
        "Baca juga: Kami sudah menulisnya. Lihat [ini](https://x.id) dan [itu](https://y.id).",
        'Ia berkata: "Baca juga: [Judul](https://x.id)"',
        "## Baca juga: Judul",
        "- Baca juga: Judul",
        "> Baca juga: Judul\n>\n> Kata.",
        "> - Baca juga: Judul",
        "`Baca juga`",
    ],
)
def test_what_only_looks_like_a_read_also_is_none(body):
    assert blocks.split(body, LABELS, None)[0].kind != "read_also"


def test_a_read_also_without_address_or_with_a_bad_one_has_no_link():
    assert only("Baca juga: Judul").content == content.ReadAlso("Baca juga", "Judul", "")
    block = only("Baca juga: [Judul](/berita/1)")
    assert block.content == content.ReadAlso("Baca juga", "Judul", "")
    assert "<a " not in block.html


def test_the_house_sets_colon_credit_and_labels():
    laut_baru = house.find("laut-baru")
    said, picture = blocks.styled("Simak juga: X\n\n![](assets/a.jpg '(Rani)')", blocks.style(laut_baru, "id"))
    assert '<span class="read-also-label">Simak juga :</span>' in said.html
    assert picture.html.endswith('<figcaption><span class="credit">(Rani)</span></figcaption></figure>')
    courier = blocks.style(house.find("harbour-courier"), "en-GB")
    (picture,) = blocks.styled('![](assets/a.jpg "Nets. (Sam)")', courier)
    assert 'Nets. <span class="credit">Photograph: Sam</span>' in picture.html


def test_a_lone_picture_is_a_figure():
    block = only('![Perahu & "layar"](assets/a%20b.jpg "Warga <b> \\"bersiap\\". (Dok. Pemkab)")\n\n')
    assert block.content == content.Figure("assets/a b.jpg", 'Perahu & "layar"', "Warga <b> “bersiap”.", "Dok. Pemkab")
    assert block.html == (
        '<figure><img src="assets/a%20b.jpg" alt="Perahu &amp; &quot;layar&quot;">'
        '<figcaption>Warga &lt;b&gt; “bersiap”. <span class="credit">(Dok. Pemkab)</span></figcaption></figure>'
    )
    assert only("![](assets/a.jpg)").html == '<figure><img src="assets/a.jpg" alt=""></figure>'


@pytest.mark.parametrize(
    "body",
    ["![a](assets/a.jpg) kata", "![a](https://x.id/a.jpg)", "![a](b.jpg)", "![a](assets/a.jpg) ![b](assets/b.jpg)"],
)
def test_other_pictures_are_no_figure(body):
    assert only(body).kind == "paragraph"


def test_a_quote_says_who_said_it():
    block = only("> Kami *menunggu*,\n> lama.\n> — Rani, [nelayan](https://x.id)\n")
    assert block.content == content.Quote("Kami menunggu, lama.", "Rani, nelayan")
    assert block.html == (
        "<blockquote>\n<p>Kami <em>menunggu</em>,\nlama.</p>\n"
        '<footer class="attribution">— Rani, <a href="https://x.id">nelayan</a></footer>\n</blockquote>'
    )
    apart = only("> Satu.\n>\n> Dua.\n>\n> -- Rani")
    assert apart.content == content.Quote("Satu.\nDua.", "Rani")


@pytest.mark.parametrize("body", ["> — Rani", "> Kami — Rani", "> - a\n> - — Rani", "> Kami\n> **— Rani**"])
def test_a_quote_without_attribution_is_whole(body):
    assert only(body).content.attribution == ""


def test_a_lone_address_is_an_embed_and_so_is_raw_html():
    block = only("https://youtu.be/a_b_c?d=1&e=2\n")
    assert block.content == content.Embed("https://youtu.be/a_b_c?d=1&e=2")
    assert '<a href="https://youtu.be/a_b_c?d=1&amp;e=2">' in block.html
    assert only("<https://x.id>").content == content.Embed("https://x.id")
    assert only("<div>*a*</div>\n").content == content.Embed("")
    assert only("<div>\n\n*a*\n\nb\n\n</div>\n").html == "<div>\n<p><em>a</em></p>\n<p>b</p>\n</div>"


def test_comments_definitions_and_blank_lines_are_unseen():
    split = blocks.split("\n\n<!-- nanti -->\n\n[a]: https://x.id\n", LABELS, None)
    assert {(block.kind, block.html, block.text) for block in split} == {("unseen", "", "")}
    assert [block.line_count for block in split] == [4, 2]
    assert only("\n  \n").kind == "unseen"
    assert blocks.split("", LABELS, None) == ()


def test_lists_tables_and_code_are_told_as_text():
    assert only("3. a *b*\n   - c\n4. d\n").content == content.List(True, ("a b\nc", "d"), 3)
    assert only("- a\n\n  b\n").content == content.List(False, ("a\nb",))
    assert only("| a | *b* |\n|---|--:|\n| 1 |\n").content == content.Table(("a", "b"), (("1", ""),))
    assert only("```js x\nlet a < 1\n```\n").content == content.Code("let a < 1\n", "js")
    assert only("| a |\n|--:|\n| 1 |").html.count('class="align-right"') == 2
    assert '<th scope="col">' in only("| a |\n|---|").html


def test_text_is_what_readers_read():
    assert only('Kata "orang" &amp; <b>x</b>  \nlain `<i>`').text == "Kata “orang” & x\nlain <i>"
    assert only("- a\n- b\n  - c").text == "a\nb\nc"
    assert only("| a | b |\n|---|---|\n| 1 | 2 |").text == "a\tb\n1\t2"
    assert only("    a  <b>\n    c").text == "a  <b>\nc"


@pytest.mark.parametrize(
    "body",
    [
        "x" * 60_000,
        "Kata ![](data:image/png;base64," + "A" * 60_000 + ")",
        "kata " * 50_000,
        "[" * 20_000,
        "[ " * 20_000,
        "' " * 20_000,
        "<b>" * 200,
        "|a" * 256 + "\n" + "|-" * 256 + "\n" + "|\n" * 100,
    ],
    ids=lambda body: body[:12],
)
def test_what_nobody_wrote_is_shown_as_plain_text_and_harms_no_other_block(body):
    before, odd, after = blocks.split(f"Satu *a*.\n\n{body}\n\nDua *b*.", LABELS, QUOTES)
    assert odd.html.startswith('<p class="overlong">')
    assert odd.text == body.strip()
    assert (before.html, after.html) == ("<p>Satu <em>a</em>.</p>", "<p>Dua <em>b</em>.</p>")


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("```html\n" + "<p>\n" * 300 + "```", "&lt;p&gt;"),
        ("```\n" + '"quotes" ' * 4_000 + "\n```", "<code>"),
        ("- <https://x.id/a>\n" * 300, '<a href="https://x.id/a">'),
        ("<b>a</b><br> " * 300, "<b>a</b><br>"),
    ],
    ids=lambda text: text[:12],
)
def test_much_of_what_somebody_did_write_is_no_plain_text(body, part):
    assert part in only(body).html
    assert "overlong" not in only(body).html


def test_deep_nesting_ends_somewhere():
    assert len(only(">" * 20_000 + " a").html) < 2_000
    assert "<li>" in only("- " * 10_000 + "a").html


def pictures(count):
    return "\n".join(f'![A{at}](assets/{at}.jpg "C{at} (P{at})")' for at in range(count))


def test_lines_of_pictures_are_a_gallery_each_with_its_words():
    block = only(pictures(2) + "\n")
    assert block.content == content.Gallery(
        (content.Pictured("assets/0.jpg", "A0", "C0", "P0"), content.Pictured("assets/1.jpg", "A1", "C1", "P1"))
    )
    assert block.html == (
        '<figure class="gallery">'
        '<figure class="half"><img src="assets/0.jpg" alt="A0">'
        '<figcaption>C0 <span class="credit">(P0)</span></figcaption></figure>'
        '<figure class="half"><img src="assets/1.jpg" alt="A1">'
        '<figcaption>C1 <span class="credit">(P1)</span></figcaption></figure></figure>'
    )
    assert (block.kind, block.label, block.text) == ("gallery", "C0", "C0 (P0)\nC1 (P1)")


@pytest.mark.parametrize(("count", "rows"), [(2, (2, 0)), (3, (0, 3)), (4, (4, 0)), (5, (2, 3)), (7, (4, 3))])
def test_no_picture_of_a_gallery_stands_alone_in_its_row(count, rows):
    html = only(pictures(count)).html
    assert (html.count('class="half"'), html.count('class="third"')) == rows
    assert html.rfind('class="half"') < html.find('class="third"') or not all(rows)


@pytest.mark.parametrize(
    "body",
    [
        "Words\n" + pictures(2),
        pictures(2) + "\nwords",
        pictures(1) + " " + pictures(1),
        pictures(2) + "\n![x](https://example.org/x.jpg)",
        pictures(1) + "\\\n" + pictures(1),
        pictures(1) + "\n*" + pictures(1) + "*",
        pictures(1) + "\n[" + pictures(1) + "](https://example.org)",
    ],
)
def test_pictures_with_anything_beside_them_are_no_gallery(body):
    assert {block.kind for block in blocks.split(body)} == {"paragraph"}


def test_a_page_cannot_be_given_a_gallery_by_raw_html():
    html = blocks.split('<figure class="gallery"><figure class="half"><img src="assets/a.jpg"></figure></figure>')[
        0
    ].html
    assert "class" not in html
