"""A click on a rendered word lands in the same word of its Markdown."""

import re
from html.parser import HTMLParser

import pytest

from broadsheet.article import model
from broadsheet.article.house import House
from broadsheet.article.place import Place
from broadsheet.render import blocks
from broadsheet.render.protocol import Counts, Patch, Piece
from broadsheet.ui.preview import alignment, follow
from broadsheet.ui.preview.content import Content

_BODY = """Perahu sekolah di Teluk Wawo *kembali* berlayar pada **Minggu pagi**, delapan bulan setelah mesinnya rusak.

"Kami tidak bisa menunggu lagi," kata kepala desa -- lalu ia menunjuk [daftar sumbangan](https://example.org/daftar
"Daftar kata kepala desa") dan [peta][peta] perahu... Perahu itu, perahu kami, kata kepala desa.

Baca juga: [Guru di pulau luar menagih janji listrik](https://example.org/guru-di-pulau-luar)

## Mesin `diesel` & layar

![Dua perahu kayu di teluk](assets/perahu.jpg "Dua perahu kayu bersandar. (Tuti Lestari)")

- satu perahu cadangan
- dua perahu **cadangan**
  1. tiga perahu
  2. empat perahu

> Kami menunggu \\*delapan\\* bulan.
> -- Kepala desa

| Bulan | Perahu |
|-------|-------:|
| Mei   | 2 |
| Juni  | 12 |

Emoji 🛶🛶 dan aksara 海の船 lalu &amp; tanda &copy; serta <b>tebal</b> dan https://example.org/akhir kata.

```
perahu = perahu + 1
```

[peta]: https://example.org/peta "Peta perahu"
"""
_INLINE = {"a", "b", "code", "em", "span", "strong"}


class _Text(HTMLParser):
    """Puts rendered text together as the bridge does."""

    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag, _attributes):
        self.text += "" if tag in _INLINE else "\n"

    def handle_endtag(self, tag):
        self.text += "" if tag in _INLINE else "\n"

    def handle_data(self, data):
        self.text += data


def rendered(html):
    parser = _Text()
    parser.feed(html)
    return parser.text


def words_that_go_astray(body, language):
    """Return the rendered words, of how many, whose click does not land in that word; also in the word's middle."""
    missed, total = [], 0
    house = House(name="x", language=language)
    for block in blocks.styled(body, blocks.style(house, language)):
        text = rendered(block.html)
        for found in re.finditer(r"\w+", text):
            total += 1
            middle = (found.start() + found.end()) // 2
            at = alignment.to_source(text, block.source, middle)
            start = at - (middle - found.start())
            if block.source[max(0, start) : start + len(found[0])] != found[0]:
                missed.append((found[0], block.source[max(0, at - 10) : at + 10]))
    return missed, total


def test_every_word_of_every_kind_of_block_is_found():
    missed, total = words_that_go_astray(_BODY, "id")
    assert total > 80
    assert missed == []


@pytest.mark.parametrize(
    ("text", "source", "at", "expected"),
    [
        ("two words", "two words", 9, 9),
        ("a b a b a", "**a** b [a](x) b a", 4, 9),
        ("", "only source", 0, 0),
        ("nothing alike", "###", 3, 0),
        ("“quoted”", '"quoted"', 0, 1),
        ("one … two", "one ... two", 4, 3),
    ],
)
def test_between_words_the_nearest_is_taken(text, source, at, expected):
    assert alignment.to_source(text, source, at) == expected


def test_a_huge_block_that_was_rewritten_is_not_searched_for_seconds():
    text = " ".join(f"word{i}" for i in range(20_000))
    source = " ".join(f"other{i}" for i in range(20_000))
    assert alignment.to_source(f"begin {text} end", f"begin {source} end", 2) == 2


def content(*pieces):
    made = Content()
    made.pieces = [Piece(html, lines, "paragraph") for html, lines in pieces]
    return made


def test_a_click_in_the_body_is_a_place_in_code_points():
    body = "🛶 one\n\ntwo 🛶 **three** four\n"
    page = content(("<p>🛶 one</p>", 2), ("<p>two 🛶 <strong>three</strong> four</p>", 2))
    text = "\ntwo 🛶 three four\n"
    click = follow.Click(link="", field="body", text=text, piece=1, offset=len(b"\ntwo **xthr"))
    place = follow.place(click, model.blank("en"), body, page)
    assert place == Place("body", body.index("three") + 3)


def test_a_click_on_a_field_is_a_place_in_its_text():
    article = model.Article(id="x", headline='The "boats" sail', picture=model.Picture(caption="Two boats"))
    headline = follow.Click(link="", field="headline", text="\nThe “boats” sail\n", offset=8)
    assert follow.place(headline, article, "", content()) == Place("headline", 7)
    caption = follow.Click(link="", field="picture.caption", text="Two boats", offset=6)
    assert follow.place(caption, article, "", content()) == Place("picture.caption", 6)
    byline = follow.Click(link="", field="byline", text="By A and B", offset=3)
    assert follow.place(byline, article, "", content()) == Place("byline")
    gone = follow.Click(link="", field="related.3", text="Gone", offset=1)
    assert follow.place(gone, article, "", content()) == Place("related.3")


def test_a_click_on_a_field_with_parts_is_a_place_in_its_words():
    article = model.Article(id="x", related=(model.Link(title="Old boats"),), source=model.Source(name="Kantor Laut"))
    related = follow.Click(link="", field="related.0", text="\nOld boats\n", offset=6)
    assert follow.place(related, article, "", content()) == Place("related.0.title", 5)
    source = follow.Click(link="", field="source", text="\nSumber: Kantor Laut\n", offset=16)
    assert follow.place(source, article, "", content()) == Place("source.name", 7)


def test_a_click_beside_all_fields_is_no_place():
    click = follow.Click(link="", field="", text="", offset=-1)
    assert follow.place(click, model.blank("en"), "", content()) is None


def test_a_click_on_a_picture_is_the_beginning_of_its_block():
    body = "one\n\n![x](assets/x.jpg)"
    page = content(("<p>one</p>", 2), ("<figure><img src='assets/x.jpg' alt='x'></figure>", 1))
    click = follow.Click(link="", field="body", text="\n\n", offset=-1, piece=1)
    assert follow.place(click, model.blank("en"), body, page) == Place("body", 5)


def test_lines_and_pieces_find_each_other_after_patches():
    page = content(("<p>", 2), ("<p>", 3), ("<p>", 1))
    assert [page.index_at(line) for line in range(6)] == [0, 0, 1, 1, 1, 2]
    assert page.index_at(9) == 2
    assert [page.first_line(i) for i in (2, 0, 1)] == [5, 0, 2]
    page = content(("", 4), ("<p>", 2), ("<p>", 3), ("<p>", 1))
    page.first_line(3)
    page.take_patch(Patch(0, 1, 2, (Piece("", 1, "x"),), None, Counts()))
    assert [page.first_line(i) for i in range(3)] == [0, 4, 5]
    assert [page.index_at(line) for line in (0, 3, 4, 5)] == [0, 0, 1, 2]


def test_the_page_is_served_with_its_body_in_the_slot():
    page = content(("<p>\\1 one</p>", 1), ("", 1))
    page.html = '<div class="body" data-slot="body"></div>'
    assert page.whole() == '<div class="body" data-slot="body"><p>\\1 one</p><!----><!----></div>'


def test_a_caret_is_followed_in_tenths_of_its_block():
    page = content(("<p>", 2), ("<ul>", 4))
    assert follow.target(page, 0, 0, 100) == {"piece": 0, "share": 0.0}
    assert follow.target(page, 4, 5, 10) == {"piece": 1, "share": 0.6}
    assert follow.target(content(), 0, 0, 0) is None
