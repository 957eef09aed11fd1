"""Pictures of pasted words: those whose bytes came along are there, all others are named; nothing is fetched."""

import base64
import builtins
import socket

import pytest

from broadsheet.importing import rich
from broadsheet.render import blocks

PNG = b"\x89PNG\r\n\x1a\n" + b"A" * 60
JPEG = b"\xff\xd8\xff" + b"B" * 60
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b" " * 60


def data(picture, kind="png"):
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def blip(picture, kind, width=1500, height=750):
    return (
        b"{\\*\\shppict{\\pict{\\*\\picprop}\\picscalex100\\picwgoal%d\\pichgoal%d\\%s\\bliptag1{\\*\\blipuid "
        b"00ff}\n%s}}"
        % (
            width,
            height,
            kind,
            picture.hex().encode(),
        )
        + b"{\\nonshppict{\\pict\\wmetafile8 0100}}"
    )


def word(number, width=100, height=50):
    return f'<p><img width={width} height={height} src="file:///C:/Temp/clip_image00{number}.png" v:shapes="x"></p>'


def one(caption, picture=PNG, inside=""):
    return (
        f'<figure {inside}><a href="https://n.example/1"><img src="{data(picture)}" alt="Kapal"></a>{caption}</figure>'
    )


TWO = one("<figcaption>Satu (Budi)</figcaption>"), one("", JPEG)


@pytest.mark.parametrize(
    "html",
    [
        '<figure class="wp-block-gallery has-nested-images columns-2">\n{0}\n\n{1}\n</figure>',
        '<figure class="wp-block-gallery"><ul class="blocks-gallery-grid"><li>{0}</li>\n<li>{1}</li></ul></figure>',
        '<ul class="wp-block-gallery columns-3"><li class="blocks-gallery-item">{0}</li><li>{1}</li></ul>',
        '<figure><div class="row">{0}</div><div class="row">{1}</div></figure>',
    ],
)
def test_pictures_that_a_page_groups_come_as_a_gallery(html):
    [block] = blocks.split(rich.convert(html.format(*TWO)).markdown)
    assert [(shown.caption, shown.credit) for shown in block.content.pictures] == [("Satu", "Budi"), ("", "")]
    assert [shown.src for shown in block.content.pictures] == ["assets/picture-1.png", "assets/picture-2.jpg"]


def test_the_words_of_a_whole_group_stand_under_it():
    html = f"<figure>{TWO[0]}{TWO[1]}<figcaption>Semua kapal.</figcaption></figure>"
    gallery, words = blocks.split(rich.convert(html).markdown)
    assert (gallery.kind, words.text) == ("gallery", "Semua kapal.")


def test_figures_that_only_follow_one_another_are_no_gallery_and_a_list_with_words_stays_one():
    assert [block.kind for block in blocks.split(rich.convert("".join(TWO)).markdown)] == ["figure", "figure"]
    html = f"<ul><li>Kata {TWO[0]}</li><li>{TWO[1]}</li></ul>"
    assert [block.kind for block in blocks.split(rich.convert(html).markdown)] == ["list"]


def test_a_picture_in_the_html_comes_as_a_figure():
    html = f'<figure><img src="{data(PNG)}" alt="Kapal [1] *"><figcaption>Kapal "Laut" (Budi)</figcaption></figure>'
    got = rich.convert(html)
    assert got.pictures == (rich.Embedded("picture-1.png", PNG),)
    (figure,) = blocks.split(got.markdown)
    found = figure.content
    assert (found.src, found.alt, found.caption, found.credit) == (
        "assets/picture-1.png",
        "Kapal [1] *",
        'Kapal "Laut"',
        "Budi",
    )


def test_pictures_of_word_come_out_of_the_rtf_in_their_order():
    bullet = b"{\\*\\listpicture{\\pict\\pngblip " + PNG.hex().encode() + b"}}"
    rtf = b"{\\rtf1" + bullet + b"teks " + blip(JPEG, b"jpegblip") + b" lain " + blip(PNG, b"pngblip") + b"}"
    got = rich.convert(word(1) + word(2), rtf)
    assert [one.data for one in got.pictures] == [JPEG, PNG]
    assert [one.name for one in got.pictures] == ["picture-1.jpg", "picture-2.png"]
    assert got.missing == ()


def test_where_numbers_differ_a_picture_is_known_by_its_shape():
    rtf = b"{\\rtf1" + blip(JPEG, b"jpegblip", 1500, 1500) + blip(PNG, b"pngblip", 3000, 1500) + b"}"
    got = rich.convert(word(1, 300, 20) + word(2, 100, 50) + word(3, 10, 90), rtf)
    assert [one.data for one in got.pictures] == [PNG]
    assert got.missing == ("clip_image001.png", "clip_image003.png")


@pytest.mark.parametrize(
    ("html", "missing"),
    [
        ('<img src="https://a.example/x.jpg">', ("https://a.example/x.jpg",)),
        ('<img src="https://a.example/x.jpg" alt="Kapal  laut">', ("Kapal laut",)),
        ('<img src="cid:image001.png@01D">', ("image001.png@01D",)),
        ('<img src="file:///C:/Foto/kapal%20laut.jpg">', ("kapal laut.jpg",)),
        (f'<img src="{data(SVG, "svg+xml")}">', ("data:image/svg+xml",)),
        (f'<img src="{data(b"no picture at all" * 5)}" alt="x">', ("x",)),
        ('<img src="https://a.example/dot.gif" width="1" height="1">', ()),
        ("<img>", ()),
        ('<span style="display:none"><img src="https://a.example/x.jpg"></span>', ()),
    ],
)
def test_what_cannot_come_is_named(html, missing):
    got = rich.convert(f"<p>a {html} b</p>")
    assert got.missing == missing
    assert (got.markdown, got.pictures) == ("a b", ())


def test_nothing_is_fetched_or_opened(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a picture was gone after")

    rich.convert("<p>x</p>")
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    with pytest.raises(AssertionError):
        open("/etc/hostname")  # noqa: PTH123, SIM115
    sources = (
        "file:///etc/hostname",
        "\\\\server\\share\\x.png",
        "//server/x.png",
        "https://a.example/x.png",
        "/etc/hostname",
    )
    got = rich.convert("".join(f'<img src="{source}">' for source in sources))
    assert len(got.missing) == len(sources)
    assert got.pictures == ()


def test_a_picture_between_two_letters_does_not_fuse_the_words_around_it():
    got = rich.convert('<p>Text<img src="file:///x.png" alt="A">more<img src="http://x.example/y.png" alt="B">.</p>')
    assert got.markdown == "Text more."
    assert got.missing == ("A", "B")
